//! Calendar files in the manner of what Google Calendar, Outlook and Apple Calendar export.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::calendar::{
    Calendar, EventState, Occurrence, Window, occurrences, read_calendar,
};
use channel_readiness::domain::time::{Day, Moment};

const GOOGLE: &str = include_str!("fixtures/calendar/google.ics");
const OUTLOOK: &str = include_str!("fixtures/calendar/outlook.ics");
const APPLE: &str = include_str!("fixtures/calendar/apple.ics");

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// An hour ahead of UTC, two from the end of March to the end of October.
fn berlin(moment: Moment) -> i32 {
    let text = moment.to_string();
    if ("2026-03-29".."2026-10-25").contains(&&text[..10]) {
        120
    } else {
        60
    }
}

fn window(from: &str, to: &str) -> Window<'static> {
    Window {
        from: day(from),
        to: day(to),
        offset: &berlin,
    }
}

fn year() -> Window<'static> {
    window("2026-01-01", "2026-11-26")
}

#[track_caller]
fn read(text: &str) -> Calendar {
    let calendar = read_calendar(text).unwrap();
    assert_eq!(calendar.problems, []);
    calendar
}

/// A line for each occurrence: day, minutes, what it was planned for and the title.
fn told(text: &str) -> Vec<String> {
    let calendar = read(text);
    let found = occurrences(&calendar, &year());
    assert_eq!(found.problems, []);
    let line = |occurrence: &Occurrence<'_>| {
        let minutes = occurrence
            .event
            .minutes
            .map_or(String::new(), |minutes| format!(" {}min", minutes.count()));
        let planned = occurrence.recurrence.filter(|planned| *planned != occurrence.day);
        let planned = planned.map_or(String::new(), |planned| format!(" <{planned}"));
        let state = if occurrence.state == EventState::Cancelled {
            " cancelled"
        } else {
            ""
        };
        format!(
            "{}{minutes}{planned}{state} {}",
            occurrence.day, occurrence.event.summary
        )
    };
    found.occurrences.iter().map(line).collect()
}

#[test]
fn an_export_of_google_calendar_is_read() {
    assert_eq!(
        told(GOOGLE),
        [
            "2026-09-01 30min Technical call",
            "2026-09-08 30min Technical call",
            "2026-09-17 60min <2026-09-15 Technical call, moved to Thursday",
            "2026-09-29 30min cancelled Technical call",
            "2026-10-06 30min Technical call",
            "2026-10-13 30min Technical call",
            "2026-11-09 Workshop with Nordlicht Systems in Lübeck",
            "2026-11-19 45min Night release, go or no go",
            "2026-11-20 30min Payroll",
        ]
    );
    let description = &read(GOOGLE).events[0].description;
    assert!(
        description.starts_with("Open points, one list: what waits for us, what waits for you.\n\nJoin: ")
    );
    assert!(
        description.ends_with("\nÄhnlich wie im Frühjahr – kurz halten; Protokoll führt Ida."),
        "{description}"
    );
}

#[test]
fn an_export_of_outlook_is_read() {
    assert_eq!(
        told(OUTLOOK),
        [
            "2026-01-30 90min Joint plan: quarterly review",
            "2026-03-18 45min Handover; what is open, and who does it",
            "2026-04-24 90min Joint plan: quarterly review",
            "2026-06-11 30min cancelled Canceled: price list",
            "2026-07-06 Holiday",
            "2026-08-06 90min <2026-07-31 Joint plan: quarterly review",
            "2026-10-30 90min Joint plan: quarterly review",
        ]
    );
}

#[test]
fn an_export_of_apple_calendar_is_read() {
    let call = "Monthly engineers’ call 🛠 Werkstatt — Lübeck, Wien und Graz, jeden zweiten Montag";
    let maintenance = "Maintenance window with Nordlicht Systems";
    assert_eq!(
        told(APPLE),
        [
            format!("2026-01-12 60min {call}"),
            format!("2026-02-09 60min {call}"),
            format!("2026-02-24 90min {maintenance}"),
            format!("2026-03-09 60min {call}"),
            "2026-04-13 30min Engineers’ call, without guests".to_owned(),
            format!("2026-05-11 60min {call}"),
            format!("2026-05-26 90min {maintenance}"),
            format!("2026-06-08 60min {call}"),
            format!("2026-08-25 90min {maintenance}"),
        ]
    );
    let birthdays = window("2023-01-01", "2025-12-31");
    let calendar = read(APPLE);
    let found = occurrences(&calendar, &birthdays);
    let days: Vec<String> = found.occurrences.iter().map(|one| one.day.to_string()).collect();
    assert_eq!(days, ["2024-02-29"]);
}

#[test]
fn the_fixtures_keep_to_the_line_rules() {
    for text in [GOOGLE, OUTLOOK, APPLE] {
        assert!(text.ends_with("\r\n"));
        for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
    }
}
