//! An event, as it is put together from its lines.

use super::line::ContentLine;
use super::problem::{Cause, Problems, quoted};
use super::rule::Rule;
use super::time::{CalendarTime, Clock, duration};
use crate::domain::touchpoint::{LONGEST_UID, Minutes};

/// So many characters of a title go into the name of an event that has none.
const MOST_OF_TITLE: usize = 200;

/// An event of a calendar file, before what recurs in it is expanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Its name for ever; not empty. The changed occurrences of an event that recurs have the event's. One that the file
    /// gives no name is known by its start and title.
    pub uid: String,
    /// May be empty.
    pub summary: String,
    /// May be empty.
    pub description: String,
    pub start: CalendarTime,
    /// What the file calls the time zone of its start; `None`: it names none.
    pub zone: Option<String>,
    /// `None`: it takes whole days, more than a week, or does not say.
    pub minutes: Option<Minutes>,
    pub state: EventState,
    /// How often it was changed; the highest of several with one name counts.
    pub sequence: u32,
    pub rule: Option<Rule>,
    /// Further occurrences.
    pub added: Vec<CalendarTime>,
    /// Occurrences that do not take place.
    pub excluded: Vec<CalendarTime>,
    /// The occurrence in whose place it stands, of an event that recurs.
    pub replaces: Option<CalendarTime>,
    /// The e-mail addresses of organiser and invited people in small letters, but those who declined.
    pub people: Vec<String>,
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    Planned,
    Cancelled,
}

/// An event whose lines are still being read. Of what can stand in it once, the first counts.
#[derive(Debug)]
pub(super) struct Draft {
    line: u32,
    uid: Option<String>,
    summary: Option<String>,
    description: Option<String>,
    start: Option<CalendarTime>,
    zone: Option<String>,
    end: Option<End>,
    state: EventState,
    sequence: u32,
    rule: Option<Rule>,
    added: Vec<CalendarTime>,
    excluded: Vec<CalendarTime>,
    replaces: Option<CalendarTime>,
    people: Vec<String>,
    /// Whether something that it cannot do without was not readable.
    is_lost: bool,
}

#[derive(Debug, Clone, Copy)]
enum End {
    /// With its line.
    At(CalendarTime, u32),
    /// After so many seconds, with its line.
    After(i64, u32),
}

impl Draft {
    /// An event that begins on this line.
    pub const fn begin(line: u32, state: EventState) -> Self {
        Self {
            line,
            uid: None,
            summary: None,
            description: None,
            start: None,
            zone: None,
            end: None,
            state,
            sequence: 0,
            rule: None,
            added: Vec::new(),
            excluded: Vec::new(),
            replaces: None,
            people: Vec::new(),
            is_lost: false,
        }
    }

    /// Takes in one of its lines.
    pub fn take(&mut self, number: u32, line: &ContentLine<'_>, problems: &mut Problems) {
        match &*line.name() {
            "UID" => keep_first(&mut self.uid, || line.text().trim().to_owned()),
            "SUMMARY" => keep_first(&mut self.summary, || line.text()),
            "DESCRIPTION" => keep_first(&mut self.description, || line.text()),
            "SEQUENCE" => self.sequence = line.value.trim().parse().unwrap_or(0),
            "STATUS" if line.value.trim().eq_ignore_ascii_case("CANCELLED") => {
                self.state = EventState::Cancelled;
            }
            "ORGANIZER" => self.people.extend(address(line)),
            "ATTENDEE" => {
                let is_coming = line
                    .parameter("PARTSTAT")
                    .is_none_or(|answer| !answer.eq_ignore_ascii_case("DECLINED"));
                self.people.extend(address(line).filter(|_| is_coming));
            }
            _ => self.take_time(number, line, problems),
        }
    }

    fn take_time(&mut self, number: u32, line: &ContentLine<'_>, problems: &mut Problems) {
        match &*line.name() {
            "DTSTART" => {
                let start = one_time(number, line, "DTSTART", problems);
                self.is_lost |= start.is_none();
                if self.start.is_none() {
                    self.zone = line.parameter("TZID").map(str::to_owned);
                }
                self.start = self.start.or(start);
            }
            "DTEND" => {
                let end = one_time(number, line, "DTEND", problems);
                self.end = self.end.or(end.map(|end| End::At(end, number)));
            }
            "DURATION" => match duration(line.value) {
                Some(seconds) => self.end = self.end.or(Some(End::After(seconds, number))),
                None => problems.note(
                    number,
                    Cause::NotADuration {
                        found: quoted(line.value),
                    },
                ),
            },
            "RRULE" if self.rule.is_some() => problems.note(number, Cause::SecondRule),
            "RRULE" => match Rule::parse(line.value) {
                Ok(rule) => self.rule = Some(rule),
                Err(cause) => {
                    self.is_lost = true;
                    problems.note(number, cause);
                }
            },
            "RDATE" => times(number, line, "RDATE", problems, &mut self.added),
            "EXDATE" => times(number, line, "EXDATE", problems, &mut self.excluded),
            "RECURRENCE-ID" => {
                if line.parameter("RANGE").is_some() {
                    problems.note(number, Cause::RangeNotRead);
                }
                let replaces = one_time(number, line, "RECURRENCE-ID", problems);
                self.is_lost |= replaces.is_none();
                self.replaces = self.replaces.or(replaces);
            }
            _ => {}
        }
    }

    /// The event, once it has ended; `None` where it could not be read.
    pub fn finish(self, problems: &mut Problems) -> Option<CalendarEvent> {
        let uid = self.uid.unwrap_or_default();
        if uid.len() > LONGEST_UID && uid.chars().count() > LONGEST_UID {
            problems.note(self.line, Cause::UidTooLong);
            return None;
        }
        if self.is_lost {
            return None;
        }
        let Some(start) = self.start else {
            problems.note(self.line, Cause::StartMissing);
            return None;
        };
        let summary = self.summary.unwrap_or_default();
        let uid = if uid.is_empty() {
            problems.note(self.line, Cause::UidMissing);
            name_of(start, &summary)
        } else {
            uid
        };
        Some(CalendarEvent {
            line: self.line,
            uid,
            summary,
            description: self.description.unwrap_or_default(),
            start,
            zone: self.zone,
            minutes: minutes(start, self.end, problems),
            state: self.state,
            sequence: self.sequence,
            rule: self.rule,
            added: self.added,
            excluded: self.excluded,
            replaces: self.replaces,
            people: self.people,
        })
    }
}

/// The name of an event that the file gives none, the same whenever it is read: of its start and the beginning of its
/// title.
fn name_of(start: CalendarTime, summary: &str) -> String {
    let clock = match start.clock {
        Clock::WholeDay => String::new(),
        Clock::Local(seconds) => seconds.to_string(),
        Clock::Utc(seconds) => [&seconds.to_string(), "Z"].concat(),
    };
    let title: String = summary.chars().take(MOST_OF_TITLE).collect();
    ["unnamed ", &start.day.to_string(), " ", &clock, " ", &title].concat()
}

fn keep_first(text: &mut Option<String>, read: impl FnOnce() -> String) {
    if text.is_none() {
        *text = Some(read());
    }
}

/// The e-mail address of a person; `None` where there is none, as of rooms without one.
fn address(line: &ContentLine<'_>) -> Option<String> {
    let value = line.value.trim();
    let of_value = match value.split_at_checked(7) {
        Some((scheme, address)) if scheme.eq_ignore_ascii_case("mailto:") => Some(address),
        _ => None,
    };
    let address = of_value.or_else(|| line.parameter("EMAIL"))?.trim();
    address.contains('@').then(|| address.to_lowercase())
}

fn one_time(
    number: u32,
    line: &ContentLine<'_>,
    property: &'static str,
    problems: &mut Problems,
) -> Option<CalendarTime> {
    let time = CalendarTime::of_line(line, line.value);
    if time.is_none() {
        let found = quoted(line.value);
        problems.note(number, Cause::NotATime { property, found });
    }
    time
}

/// Several times, with commas between them; of a time with a duration behind a stroke, the time.
fn times(
    number: u32,
    line: &ContentLine<'_>,
    property: &'static str,
    problems: &mut Problems,
    into: &mut Vec<CalendarTime>,
) {
    for text in line.value.split(',') {
        let begin = text.split_once('/').map_or(text, |(begin, _)| begin);
        if let Some(time) = CalendarTime::of_line(line, begin) {
            into.push(time);
        } else {
            let found = quoted(text);
            problems.note(number, Cause::NotATime { property, found });
        }
    }
}

/// How long it takes: between two times on one clock.
fn minutes(start: CalendarTime, end: Option<End>, problems: &mut Problems) -> Option<Minutes> {
    let (seconds, line) = match end? {
        End::At(end, line) => {
            let is_one_clock = matches!(
                (start.clock, end.clock),
                (Clock::Local(_), Clock::Local(_))
                    | (Clock::Utc(_), Clock::Utc(_))
                    | (Clock::WholeDay, Clock::WholeDay)
            );
            (is_one_clock.then(|| end.seconds() - start.seconds())?, line)
        }
        End::After(seconds, line) => (seconds, line),
    };
    if seconds < 0 {
        problems.note(line, Cause::EndBeforeStart);
        return None;
    }
    if start.clock == Clock::WholeDay {
        return None;
    }
    u16::try_from(seconds / 60).ok().and_then(Minutes::new)
}
