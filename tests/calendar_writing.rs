//! Due days as a calendar file.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::assessment::AssessmentId;
use channel_readiness::domain::calendar::{
    AllDayEvent, CalendarEvent, Clock, EventWords, PulseDue, plan_events, pulse_events, read_calendar,
    write_calendar,
};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::plan::{Plan, PlanStep, StepState};
use channel_readiness::domain::time::{Day, Moment};
use proptest::prelude::*;
use uuid::Uuid;

fn stamp() -> Moment {
    Moment::parse("2026-11-22T10:41:07.5Z").unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn event(summary: &str) -> AllDayEvent {
    AllDayEvent {
        uid: "1@channel-readiness".to_owned(),
        day: day("2026-12-31"),
        summary: summary.to_owned(),
        description: String::new(),
    }
}

fn words(step: &PlanStep) -> EventWords {
    EventWords {
        summary: format!("{} to level {}", step.indicator.0, step.to.number()),
        description: step.owner.clone(),
    }
}

fn step(indicator: &str, due: Option<&str>, state: StepState) -> PlanStep {
    PlanStep {
        indicator: IndicatorId(indicator.to_owned()),
        from: Level::MIN,
        to: Level::new(2).unwrap(),
        days: 4,
        owner: "Ada".to_owned(),
        due: due.map(day),
        state,
        note: String::new(),
        done_on: None,
        answer_then: None,
        confirmed: false,
        extra: Vec::new(),
    }
}

/// The lines of a file; fails where one of them breaks the rules of RFC 5545, section 3.1.
fn lines(file: &str) -> Vec<&str> {
    let lines: Vec<&str> = file.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        let is_plain = line
            .chars()
            .all(|character| character == '\t' || !character.is_control());
        assert!(is_plain && !line.is_empty(), "{line:?}");
    }
    lines
}

#[test]
fn a_file_has_exactly_these_lines() {
    let written = AllDayEvent {
        description: "one\ntwo".to_owned(),
        ..event("Call, then plan; C:\\x")
    };
    assert_eq!(
        lines(&write_calendar(&[written], stamp())),
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//channel-readiness//channel-readiness//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:1@channel-readiness",
            "DTSTAMP:20261122T104107Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            r"SUMMARY:Call\, then plan\; C:\\x",
            r"DESCRIPTION:one\ntwo",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
}

#[test]
fn a_file_without_events_is_one() {
    let file = write_calendar(&[], stamp());
    assert_eq!(lines(&file).len(), 6);
    assert_eq!(read_calendar(&file).unwrap().events.len(), 0);
}

#[test]
fn long_lines_are_folded_between_characters() {
    let seventy_five = event(&"x".repeat(67));
    assert!(
        lines(&write_calendar(&[seventy_five], stamp()))
            .iter()
            .any(|line| line.len() == 75)
    );
    let folded = write_calendar(&[event(&"x".repeat(68))], stamp());
    assert!(lines(&folded).contains(&" x"));
    for character in ["ä", "€", "🛠", "e\u{301}"] {
        let text = character.repeat(200);
        let file = write_calendar(&[event(&text)], stamp());
        lines(&file);
        assert_eq!(read_calendar(&file).unwrap().events[0].summary, text);
    }
}

#[test]
fn the_last_day_of_all_needs_no_day_behind_it() {
    let last = AllDayEvent {
        day: Day::LAST,
        ..event("x")
    };
    let file = write_calendar(&[last], stamp());
    assert!(file.contains("DTSTART;VALUE=DATE:99991231") && !file.contains("DTEND"));
    assert_eq!(read_calendar(&file).unwrap().events[0].start.day, Day::LAST);
}

#[test]
fn text_cannot_leave_its_line() {
    let hostile = event("x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u{85}\u{0}\u{7f}");
    let read = read_calendar(&write_calendar(&[hostile], stamp())).unwrap();
    let summaries: Vec<&str> = read.events.iter().map(|event| &*event.summary).collect();
    assert_eq!(summaries, ["x\nEND:VEVENT\nBEGIN:VEVENT"]);
}

#[test]
fn open_steps_with_a_due_day_become_events() {
    let plan = Plan {
        steps: vec![
            step("1.1", Some("2026-12-01"), StepState::Planned),
            step("1.2", Some("2026-12-02"), StepState::Doing),
            step("1.3", None, StepState::Planned),
            step("1.4", Some("2026-12-03"), StepState::Done),
            step("1.5", Some("2026-12-04"), StepState::Dropped),
        ],
        ..Plan::default()
    };
    let events = plan_events(AssessmentId(Uuid::from_u128(1)), &plan, words);
    let told: Vec<String> = events
        .iter()
        .map(|event| format!("{} {} ({})", event.day, event.summary, event.description))
        .collect();
    assert_eq!(
        told,
        [
            "2026-12-01 1.1 to level 2 (Ada)",
            "2026-12-02 1.2 to level 2 (Ada)"
        ]
    );
    assert_eq!(
        events[0].uid,
        "00000000-0000-0000-0000-000000000001-1.1-2@channel-readiness"
    );
}

#[test]
fn an_event_keeps_its_name_when_its_day_moves() {
    let uid = |due: &str, indicator: &str| {
        let plan = Plan {
            steps: vec![step(indicator, Some(due), StepState::Planned)],
            ..Plan::default()
        };
        plan_events(AssessmentId(Uuid::nil()), &plan, words)[0]
            .uid
            .clone()
    };
    assert_eq!(uid("2026-12-01", "1.1"), uid("2026-12-09", "1.1"));
    assert_ne!(uid("2026-12-01", "1.1"), uid("2026-12-01", "1.2"));
}

#[test]
fn due_pulses_become_events() {
    let due = [1, 2].map(|number| PulseDue {
        assessment: AssessmentId(Uuid::from_u128(number)),
        day: day("2026-12-01").plus(i32::try_from(number).unwrap()).unwrap(),
    });
    let events = pulse_events(&due, |pulse| EventWords {
        summary: format!("Ask again on {}", pulse.day),
        description: String::new(),
    });
    assert_eq!(
        events[0].uid,
        "00000000-0000-0000-0000-000000000001-pulse@channel-readiness"
    );
    assert_eq!(
        (events[1].day, &*events[1].summary),
        (day("2026-12-03"), "Ask again on 2026-12-03")
    );
}

/// What our reader makes of an event that we wrote.
fn written(event: &CalendarEvent) -> AllDayEvent {
    assert_eq!(event.start.clock, Clock::WholeDay);
    AllDayEvent {
        uid: event.uid.clone(),
        day: event.start.day,
        summary: event.summary.clone(),
        description: event.description.clone(),
    }
}

/// Without what a calendar file has no place for.
fn kept(text: &str) -> String {
    text.chars()
        .filter(|character| matches!(character, '\n' | '\t') || !character.is_control())
        .collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(
        texts in prop::collection::vec(("[!-~]{1,90}", -719_162..2_932_897_i32, "(?s).{0,120}", "(\\PC|[\\\\;,\n\t:\"]){0,300}"), 0..6),
    ) {
        let events: Vec<AllDayEvent> = texts
            .into_iter()
            .map(|(uid, days, summary, description)| AllDayEvent {
                uid,
                day: Day::from_days_since_epoch(days).unwrap(),
                summary,
                description,
            })
            .collect();
        let file = write_calendar(&events, stamp());
        lines(&file);
        prop_assert_eq!(&file, &write_calendar(&events, stamp()));
        let read = read_calendar(&file).unwrap();
        prop_assert_eq!(&read.problems, &[]);
        let expected: Vec<AllDayEvent> = events
            .into_iter()
            .map(|event| AllDayEvent {
                summary: kept(&event.summary),
                description: kept(&event.description),
                ..event
            })
            .collect();
        prop_assert_eq!(read.events.iter().map(written).collect::<Vec<_>>(), expected);
    }
}
