//! What the suites about calendar files share: the fixtures, and the days and the clock that they are looked at with.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::calendar::{
    Calendar, EventState, Occurrence, Window, occurrences, read_calendar,
};
use channel_readiness::domain::time::{Day, Moment};

pub const GOOGLE: &str = include_str!("../fixtures/calendar/google.ics");
pub const OUTLOOK: &str = include_str!("../fixtures/calendar/outlook.ics");
pub const APPLE: &str = include_str!("../fixtures/calendar/apple.ics");

/// What programs exported of one calendar, and the programs' names.
pub const EXPORTS: [(&str, &str); 4] = [
    (
        "Thunderbird",
        include_str!("../fixtures/calendar/thunderbird.ics"),
    ),
    ("Evolution", include_str!("../fixtures/calendar/evolution.ics")),
    ("KOrganizer", include_str!("../fixtures/calendar/korganizer.ics")),
    ("Radicale", include_str!("../fixtures/calendar/radicale.ics")),
];

/// What a program that knows neither guests nor names of events exported.
pub const CALCURSE: &str = include_str!("../fixtures/calendar/calcurse.ics");

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// An hour ahead of UTC, two from the end of March to the end of October, in 2023 and 2026.
pub fn berlin(moment: Moment) -> i32 {
    let text = moment.to_string();
    let summers = ["2023-03-26".."2023-10-29", "2026-03-29".."2026-10-25"];
    if summers.iter().any(|summer| summer.contains(&&text[..10])) {
        120
    } else {
        60
    }
}

pub fn window(from: &str, to: &str) -> Window<'static> {
    Window {
        from: day(from),
        to: day(to),
        offset: &berlin,
    }
}

pub fn year() -> Window<'static> {
    window("2026-01-01", "2026-11-26")
}

/// A calendar of which nothing is wrong.
#[track_caller]
pub fn read(text: &str) -> Calendar {
    let calendar = read_calendar(text).unwrap();
    assert_eq!(calendar.problems, []);
    calendar
}

/// A line for each occurrence within a window: day, minutes, what it was planned for, whether it was called off, and the
/// title.
#[track_caller]
pub fn told(calendar: &Calendar, window: &Window<'_>) -> Vec<String> {
    let found = occurrences(calendar, window);
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
