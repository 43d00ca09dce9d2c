//! What of calendar files comes into a log.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/calendar.rs"]
mod calendar;

use calendar::{APPLE, CALCURSE, EXPORTS, GOOGLE, OUTLOOK, day, read, window, year};
use channel_readiness::domain::calendar::{
    Counterpart, Loss, Preview, Reason, Window, preview, read_calendar,
};
use channel_readiness::domain::time::Day;
use channel_readiness::domain::touchpoint::{
    CalendarOrigin, Kind, Minutes, Touchpoint, TouchpointError, TouchpointId, Touchpoints,
};
use uuid::Uuid;

fn nordlicht() -> Counterpart {
    Counterpart::new("Nordlicht Systems", ["Ida.Berg@nordlicht.example.org"])
}

fn compared(text: &str, log: &Touchpoints) -> Preview {
    preview(&read(text), &nordlicht(), &year(), log)
}

/// The log after taking over everything.
fn imported(text: &str) -> Touchpoints {
    let mut log = Touchpoints::default();
    compared(text, &log).take_over(&mut log).unwrap();
    log
}

/// What a file does to a log: new, changed, known and called off.
fn counts(preview: &Preview) -> [usize; 4] {
    [
        preview.new.len(),
        preview.changed.len(),
        preview.known.len(),
        preview.cancelled.len(),
    ]
}

#[test]
fn what_concerns_the_company_is_new_and_the_rest_is_not() {
    let told = |text: &str| {
        let preview = compared(text, &Touchpoints::default());
        preview
            .new
            .into_iter()
            .map(|(meeting, reason)| format!("{} {reason:?}", meeting.day))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(GOOGLE),
        [
            "2026-09-01 Person",
            "2026-09-08 Person",
            "2026-09-17 Person",
            "2026-10-06 Person",
            "2026-10-13 Person",
            "2026-11-09 Name",
            "2026-11-19 Person",
        ]
    );
    assert_eq!(
        told(OUTLOOK),
        [
            "2026-01-30 Person",
            "2026-03-18 Person",
            "2026-04-24 Person",
            "2026-08-06 Person",
            "2026-10-30 Person"
        ]
    );
    // Nobody of theirs came to the call in April.
    assert_eq!(
        told(APPLE),
        [
            "2026-01-12 Person",
            "2026-02-09 Person",
            "2026-02-24 Name",
            "2026-03-09 Person",
            "2026-05-11 Person",
            "2026-05-26 Name",
            "2026-06-08 Person",
            "2026-08-25 Name",
        ]
    );
}

/// Everything but the payroll and what was called off: six reviews, nine calls, and five that do not recur.
#[test]
fn real_exports_give_the_meetings_with_the_company() {
    for (program, text) in EXPORTS {
        let preview = compared(text, &Touchpoints::default());
        let by = |sought: Reason| {
            let titles = preview.new.iter().filter(|(_, reason)| *reason == sought);
            titles.map(|(meeting, _)| &*meeting.title).collect::<Vec<_>>()
        };
        assert_eq!(by(Reason::Domain), ["Call with the harbour"], "{program}");
        assert_eq!(
            by(Reason::Name),
            ["Day of the partners, with Nordlicht Systems"],
            "{program}"
        );
        assert_eq!(by(Reason::Person).len(), 18, "{program}");
        let others: Vec<&str> = preview.others.iter().map(|meeting| &*meeting.title).collect();
        assert_eq!(others, ["Payroll"], "{program}");
    }
}

#[test]
fn meetings_without_a_name_are_known_when_their_file_comes_again() {
    let calendar = read_calendar(CALCURSE).unwrap();
    let company = Counterpart::new("harbour", []);
    let mut log = Touchpoints::default();
    preview(&calendar, &company, &year(), &log)
        .take_over(&mut log)
        .unwrap();
    assert_eq!(log.entries().len(), 1);
    let again = preview(&calendar, &company, &year(), &log);
    assert_eq!(counts(&again), [0, 0, 1, 0]);
    // One that was moved is another; the log's entry is left to who reads it.
    let moved = CALCURSE.replace("20260318T013000", "20260319T013000");
    let moved = preview(&read_calendar(&moved).unwrap(), &company, &year(), &log);
    assert_eq!(counts(&moved), [1, 0, 0, 0]);
}

#[test]
fn what_concerns_nobody_here_is_told_apart_and_not_taken_over() {
    let others = |text: &str, log: &Touchpoints| {
        let preview = compared(text, log);
        let titles = preview.others.into_iter().map(|meeting| meeting.title);
        titles.collect::<Vec<_>>()
    };
    assert_eq!(others(GOOGLE, &Touchpoints::default()), ["Payroll"]);
    assert_eq!(others(GOOGLE, &imported(GOOGLE)), ["Payroll"]);
    assert!(
        !imported(GOOGLE)
            .entries()
            .iter()
            .any(|entry| entry.title == "Payroll")
    );
    // Once somebody has chosen it, it is known.
    let mut log = Touchpoints::default();
    let mut chosen = compared(GOOGLE, &log);
    let moved = std::mem::take(&mut chosen.others).into_iter();
    chosen.new.extend(moved.map(|meeting| (meeting, Reason::Chosen)));
    chosen.take_over(&mut log).unwrap();
    assert_eq!(others(GOOGLE, &log), [""; 0]);
    assert_eq!(counts(&compared(GOOGLE, &log)), [0, 0, 8, 0]);
}

#[test]
fn what_has_come_by_another_way_meanwhile_is_not_taken_twice() {
    let preview = compared(GOOGLE, &Touchpoints::default());
    let mut log = imported(GOOGLE);
    let before = log.clone();
    preview.take_over(&mut log).unwrap();
    assert_eq!(log, before);
}

/// By what an event with this title and these people concerns a company.
fn reason(counterpart: &Counterpart, summary: &str, people: &[&str]) -> Option<Reason> {
    let people: Vec<String> = people
        .iter()
        .map(|address| format!("ATTENDEE:mailto:{address}\n"))
        .collect();
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20261122\nSUMMARY:{summary}\n{}END:VEVENT\nEND:VCALENDAR",
        people.concat()
    );
    counterpart.concerned_by(&read(&text).events[0])
}

#[test]
fn a_company_is_known_by_its_people_their_host_and_its_name() {
    let by_people = |people: &[&str]| reason(&nordlicht(), "Call", people);
    assert_eq!(
        by_people(&["mara@example.com", "IDA.BERG@NORDLICHT.example.org"]),
        Some(Reason::Person)
    );
    assert_eq!(by_people(&["ole@nordlicht.example.org"]), Some(Reason::Domain));
    assert_eq!(
        by_people(&["ole@other-nordlicht.example.org", "ole@example.org"]),
        None
    );
    let by_name = |summary: &str| reason(&nordlicht(), summary, &[]);
    for summary in [
        "NORDLICHT SYSTEMS: call",
        "Call (Nordlicht Systems)",
        "nordlicht systems",
    ] {
        assert_eq!(by_name(summary), Some(Reason::Name), "{summary}");
    }
    for summary in ["Nordlicht Systemshaus", "XNordlicht Systems", "Nordlicht", ""] {
        assert_eq!(by_name(summary), None, "{summary}");
    }
    let short = Counterpart::new(" IT ", []);
    assert_eq!(reason(&short, "Lunch with Ida", &[]), None);
    assert_eq!(reason(&short, "Lunch with it, at noon", &[]), Some(Reason::Name));
}

#[test]
fn mail_for_everybody_makes_nobody_a_colleague() {
    let counterpart = Counterpart::new("", ["ida@GMail.com"]);
    assert_eq!(
        reason(&counterpart, "Call", &["ida@gmail.com"]),
        Some(Reason::Person)
    );
    assert_eq!(reason(&counterpart, "Call", &["ole@gmail.com"]), None);
}

#[test]
fn by_an_empty_name_or_address_nothing_is_known() {
    let nobody = Counterpart::new("  ", ["", "@", "ida@", "nordlicht.example.org"]);
    for summary in ["", "Call", "@"] {
        assert_eq!(
            reason(&nobody, summary, &["ole@example.org", "x@"]),
            None,
            "{summary}"
        );
    }
}

#[test]
fn a_meeting_becomes_an_entry_that_names_its_event() {
    let log = imported(GOOGLE);
    let entry = &log.entries()[2];
    let expected = Touchpoint {
        minutes: Minutes::new(60),
        title: "Technical call, moved to Thursday".to_owned(),
        calendar: Some(CalendarOrigin {
            uid: "4k2j9v1s7q0h3m5n8b6t2c4x1z@google.com".to_owned(),
            recurrence: Some("2026-09-15".to_owned()),
            extra: Vec::new(),
        }),
        ..Touchpoint::new(entry.id, Kind::Meeting, day("2026-09-17"))
    };
    assert_eq!(*entry, expected);
    assert_eq!(log.entries()[5].calendar.as_ref().unwrap().recurrence, None);
}

#[test]
fn two_devices_make_the_same_entry_of_the_same_event() {
    let (one, other) = (imported(GOOGLE), imported(GOOGLE));
    assert_eq!(one, other);
    let ids: std::collections::BTreeSet<Uuid> = one.entries().iter().map(|entry| entry.id.0).collect();
    assert_eq!(ids.len(), 7);
    assert!(ids.iter().all(|id| id.get_version_num() == 8));
}

#[test]
fn a_file_that_is_imported_again_adds_nothing() {
    for text in [GOOGLE, OUTLOOK, APPLE] {
        let mut log = imported(text);
        let before = log.clone();
        let again = compared(text, &log);
        assert_eq!(counts(&again), [0, 0, before.entries().len(), 0]);
        again.take_over(&mut log).unwrap();
        assert_eq!(log, before);
    }
}

#[test]
fn a_visitor_in_another_place_adds_nothing_either() {
    let log = imported(GOOGLE);
    let tokyo = Window {
        offset: &|_| 540,
        ..year()
    };
    let again = preview(&read(GOOGLE), &nordlicht(), &tokyo, &log);
    assert_eq!(counts(&again), [0, 1, 6, 0]);
    assert_eq!(again.changed[0].meeting.day, day("2026-11-20"));
}

#[test]
fn what_the_calendar_changed_is_told_and_taken_over() {
    let mut log = imported(GOOGLE);
    let moved = GOOGLE
        .replace("20260917T140000", "20260918T140000")
        .replace("20260917T150000", "20260918T144500")
        .replace("SUMMARY:Workshop with Nordlicht Systems", "SUMMARY:Seminar");
    let preview = compared(&moved, &log);
    assert_eq!(counts(&preview), [0, 2, 5, 0]);
    let mut noted = log.entries()[2].clone();
    noted.note = "Ida brought cake".to_owned();
    log.edit(noted).unwrap();
    preview.take_over(&mut log).unwrap();
    let entry = log
        .entries()
        .iter()
        .find(|entry| entry.day == day("2026-09-18"))
        .unwrap();
    assert_eq!(
        (entry.minutes, &*entry.note),
        (Minutes::new(45), "Ida brought cake")
    );
    assert!(
        log.entries()
            .iter()
            .any(|entry| entry.title == "Seminar in Lübeck")
    );
    assert_eq!(counts(&compared(&moved, &log)), [0, 0, 7, 0]);
}

#[test]
fn what_the_calendar_leaves_open_stays_as_it_was_noted() {
    let mut log = imported(GOOGLE);
    let mut noted = log.entries()[5].clone();
    noted.minutes = Minutes::new(480);
    log.edit(noted).unwrap();
    assert_eq!(counts(&compared(GOOGLE, &log)), [0, 0, 7, 0]);
}

#[test]
fn what_was_called_off_is_told_and_taken_out() {
    for (from, to, count) in [
        // An occurrence is left out, the series ends sooner, an event is called off, all of them are.
        (
            "EXDATE;TZID=Europe/Berlin:20260922T100000",
            "EXDATE;TZID=Europe/Berlin:20260922T100000,20260908T100000",
            1,
        ),
        ("UNTIL=20261013T215959Z", "UNTIL=20261005T215959Z", 2),
        (
            "SUMMARY:Workshop with",
            "STATUS:CANCELLED\r\nSUMMARY:Workshop with",
            1,
        ),
        ("METHOD:PUBLISH", "METHOD:CANCEL", 7),
    ] {
        let mut log = imported(GOOGLE);
        assert!(GOOGLE.contains(from));
        let preview = compared(&GOOGLE.replace(from, to), &log);
        assert_eq!(counts(&preview), [0, 0, 7 - count, count], "{to}");
        preview.take_over(&mut log).unwrap();
        assert_eq!(log.entries().len(), 7 - count);
    }
}

#[test]
fn a_cancelled_occurrence_alone_is_enough() {
    let log = imported(GOOGLE);
    let cancelled = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:4k2j9v1s7q0h3m5n8b6t2c4x1z@google.com\nSTATUS:CANCELLED\nRECURRENCE-ID:20260908T100000\nDTSTART:20260908T100000\nEND:VEVENT\nEND:VCALENDAR";
    let preview = compared(cancelled, &log);
    assert_eq!(counts(&preview), [0, 0, 0, 1]);
    assert_eq!(preview.cancelled, [log.entries()[1].id]);
}

#[test]
fn what_lies_outside_the_window_or_came_from_elsewhere_is_left_alone() {
    let mut log = imported(GOOGLE);
    let by_hand = Touchpoint::new(
        TouchpointId(Uuid::from_u128(1)),
        Kind::Decision,
        day("2026-09-02"),
    );
    log.add(by_hand).unwrap();
    let of_other_event = Touchpoint {
        calendar: Some(CalendarOrigin {
            uid: "other".to_owned(),
            ..CalendarOrigin::default()
        }),
        ..Touchpoint::new(TouchpointId(Uuid::from_u128(2)), Kind::Meeting, day("2026-09-02"))
    };
    log.add(of_other_event).unwrap();
    assert_eq!(counts(&compared(GOOGLE, &log)), [0, 0, 7, 0]);
    let october = window("2026-10-01", "2026-10-31");
    let ended = read(&GOOGLE.replace("UNTIL=20261013T215959Z", "UNTIL=20260901T215959Z"));
    let preview = preview(&ended, &nordlicht(), &october, &log);
    let gone: Vec<String> = preview
        .cancelled
        .iter()
        .map(|id| log.get(*id).unwrap().day.to_string())
        .collect();
    assert_eq!(gone, ["2026-10-06", "2026-10-13"]);
}

#[test]
fn a_meeting_that_was_put_off_beyond_the_window_is_moved_and_not_called_off() {
    let log = imported(GOOGLE);
    let moved = GOOGLE.replace("20260917T1", "20261217T1");
    let preview = compared(&moved, &log);
    assert_eq!(counts(&preview), [0, 1, 6, 0]);
    assert_eq!(preview.changed[0].meeting.day, day("2026-12-17"));
}

#[test]
fn an_event_that_recurs_only_now_keeps_its_entry() {
    let once = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260901T100000\nSUMMARY:Nordlicht Systems\nEND:VEVENT\nEND:VCALENDAR";
    let log = imported(once);
    let recurring = once.replace("SUMMARY", "RRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY");
    assert_eq!(counts(&compared(&recurring, &log)), [1, 0, 1, 0]);
    let log = imported(&recurring);
    assert_eq!(counts(&compared(once, &log)), [0, 0, 1, 1]);
}

#[test]
fn an_event_that_could_not_be_read_calls_nothing_off() {
    let log = imported(GOOGLE);
    let broken = GOOGLE.replace("FREQ=WEEKLY", "FREQ=OFTEN");
    let calendar = read_calendar(&broken).unwrap();
    assert_eq!(calendar.problems[0].cause.loss(), Loss::Event);
    let preview = preview(&calendar, &nordlicht(), &year(), &log);
    assert_eq!(counts(&preview), [0, 0, 3, 0]);
}

#[test]
fn an_event_that_was_not_expanded_to_its_end_calls_nothing_off() {
    let event = |uid: &str, rule: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:20260901T100000\nRRULE:{rule}\nSUMMARY:Nordlicht Systems\nEND:VEVENT\n"
        )
    };
    let file = |events: &str| format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR");
    let log = imported(&file(&event("last", "FREQ=DAILY;COUNT=2")));
    let many: String = (0..70)
        .map(|number| event(&number.to_string(), "FREQ=DAILY"))
        .collect();
    let preview = compared(&file(&(many + &event("last", "FREQ=DAILY;COUNT=2"))), &log);
    assert_eq!(preview.problems.len(), 1);
    assert_eq!(counts(&preview), [5000, 0, 0, 0]);
}

#[test]
fn a_log_that_would_be_too_full_stays_as_it_is() {
    let mut log = Touchpoints::default();
    for number in 0..4995 {
        log.add(Touchpoint::new(
            TouchpointId(Uuid::from_u128(number)),
            Kind::Meeting,
            Day::EPOCH,
        ))
        .unwrap();
    }
    let before = log.clone();
    let preview = compared(GOOGLE, &log);
    assert_eq!(preview.take_over(&mut log), Err(TouchpointError::Full));
    assert_eq!(log, before);
}

#[test]
fn a_title_is_one_short_line() {
    let title = |summary: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20261122\nORGANIZER:mailto:ida.berg@nordlicht.example.org\nSUMMARY:{summary}\nEND:VEVENT\nEND:VCALENDAR"
        );
        compared(&text, &Touchpoints::default()).new[0].0.title.clone()
    };
    assert_eq!(title(r" Call\n\n with\, \tIda "), r"Call with, \tIda");
    assert_eq!(title("a\u{7}b\u{9f}c"), "abc");
    assert_eq!(title(&"ä ".repeat(300)), "ä ".repeat(100).trim_end());
    assert_eq!(
        title("<img src=x onerror=alert(1)>"),
        "<img src=x onerror=alert(1)>"
    );
    assert_eq!(title(&" ".repeat(100_000)), "");
}
