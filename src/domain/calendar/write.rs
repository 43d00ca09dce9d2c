//! Writing a calendar file of whole-day events.
//!
//! Source: RFC 5545, sections 3.1, 3.3.11 and 3.6.

use crate::domain::time::{Day, Moment};

/// The longest line of a file, in bytes without its end.
const LONGEST_LINE: usize = 75;

/// Who wrote the file.
const PRODUCT: &str = "-//channel-readiness//channel-readiness//EN";

/// An event that takes one whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllDayEvent {
    /// Names the event for ever: a calendar that has it already changes it.
    pub uid: String,
    pub day: Day,
    pub summary: String,
    /// May be empty.
    pub description: String,
}

/// A calendar file with these events, in their order. The same events and moment give the same bytes. Control characters
/// but tab and line feed are left out: the format has no place for them.
#[must_use]
pub fn write_calendar(events: &[AllDayEvent], stamp: Moment) -> String {
    let mut file = String::new();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        &["PRODID:", PRODUCT].concat(),
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        push_folded(&mut file, line);
    }
    let stamp = basic_moment(stamp);
    for event in events {
        push_event(&mut file, event, &stamp);
    }
    push_folded(&mut file, "END:VCALENDAR");
    file
}

fn push_event(file: &mut String, event: &AllDayEvent, stamp: &str) {
    push_folded(file, "BEGIN:VEVENT");
    push_folded(file, &["UID:", &escaped(&event.uid)].concat());
    push_folded(file, &["DTSTAMP:", stamp].concat());
    push_folded(file, &["DTSTART;VALUE=DATE:", &basic_day(event.day)].concat());
    // The day after the last day of the event; on the last day of all there is none, and one day is what is meant then.
    if let Some(next) = event.day.plus(1) {
        push_folded(file, &["DTEND;VALUE=DATE:", &basic_day(next)].concat());
    }
    push_folded(file, &["SUMMARY:", &escaped(&event.summary)].concat());
    if !event.description.is_empty() {
        push_folded(file, &["DESCRIPTION:", &escaped(&event.description)].concat());
    }
    // A day until which something is due leaves its owner free.
    push_folded(file, "TRANSP:TRANSPARENT");
    push_folded(file, "END:VEVENT");
}

/// Adds a line, cut into pieces of at most 75 bytes between characters; each piece but the first begins with a space.
fn push_folded(file: &mut String, line: &str) {
    let mut width = 0;
    for character in line.chars() {
        if width + character.len_utf8() > LONGEST_LINE {
            file.push_str("\r\n ");
            width = 1;
        }
        file.push(character);
        width += character.len_utf8();
    }
    file.push_str("\r\n");
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// `20261122`
fn basic_day(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// `20261122T104100Z`
fn basic_moment(moment: Moment) -> String {
    let written = moment.to_string();
    let to_the_second = written.split_once('.').map_or(&*written, |(second, _)| second);
    let mut basic = to_the_second.replace(['-', ':'], "");
    basic.push('Z');
    basic
}
