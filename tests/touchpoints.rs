//! The log of touchpoints that is kept with a company.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/schemas.rs"]
mod schemas;

use channel_readiness::domain::company::Company;
use channel_readiness::domain::exchange::{read_whole_company, write_company};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::time::Day;
use channel_readiness::domain::touchpoint::{
    AnswerHours, CalendarOrigin, Kind, LogChange, MOST_TOUCHPOINTS, Minutes, Touchpoint, TouchpointError,
    TouchpointId, Touchpoints,
};
use proptest::prelude::*;
use uuid::Uuid;

const BARE: &str = r#""id":"0190f5f0-7b1c-7000-8000-000000000001","kind":"meeting","day":"2026-11-22""#;

/// A company whose log is this text.
fn with_log(log: &str) -> String {
    format!(
        r#"{{"id":"0190f5f0-7b1c-7000-8000-0000000000aa","name":"Nordlicht Systems","createdAt":"2026-11-22T10:41:00Z","updatedAt":"2026-11-22T10:41:00Z","touchpoints":{log}}}"#
    )
}

fn read(text: &str) -> Result<Company, String> {
    let told = |problem: channel_readiness::domain::problem::Problem| {
        format!("{}: {}", problem.place, problem.cause)
    };
    let json = parse(text).map_err(told)?;
    read_whole_company(&json)
        .map_err(|problems| problems.into_iter().map(told).collect::<Vec<_>>().join("\n"))
}

fn company(log: &str) -> Company {
    read(&with_log(log)).unwrap()
}

fn log_of(text: &str) -> Touchpoints {
    Touchpoints::of(&company(text)).unwrap()
}

fn id(number: u128) -> TouchpointId {
    TouchpointId(Uuid::from_u128(number))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn entry(number: u128, on: &str) -> Touchpoint {
    Touchpoint {
        minutes: Minutes::new(45),
        title: "Technical call „Ähre“".to_owned(),
        note: "two points stay open".to_owned(),
        answer_hours: AnswerHours::new(2.5),
        calendar: Some(CalendarOrigin {
            uid: "4k2j@google.com".to_owned(),
            recurrence: Some("2026-11-20".to_owned()),
            extra: Vec::new(),
        }),
        ..Touchpoint::new(id(number), Kind::Incident, day(on))
    }
}

fn log(entries: &[(u128, &str)]) -> Touchpoints {
    let mut log = Touchpoints::default();
    for (number, on) in entries {
        log.add(entry(*number, on)).unwrap();
    }
    log
}

fn numbers(log: &Touchpoints) -> Vec<u128> {
    log.entries().iter().map(|entry| entry.id.0.as_u128()).collect()
}

#[track_caller]
fn mistake(log: &str, expected: &str) {
    assert_eq!(read(&with_log(log)).unwrap_err(), expected);
}

#[test]
fn a_company_without_a_log_has_an_empty_one() {
    let mut company = company("null");
    assert_eq!(Touchpoints::of(&company), Ok(Touchpoints::default()));
    company.extra.clear();
    assert_eq!(Touchpoints::of(&company), Ok(Touchpoints::default()));
    Touchpoints::default().put(&mut company);
    assert!(company.extra.is_empty(), "an empty log leaves no trace");
}

#[test]
fn a_log_survives_the_way_out_and_back() {
    let mut company = company("[]");
    let mut log = log(&[(1, "2026-11-20"), (2, "2026-11-22")]);
    log.add(Touchpoint::new(id(3), Kind::Decision, day("2026-11-21")))
        .unwrap();
    log.put(&mut company);
    let back = read(&compact(&write_company(&company))).unwrap();
    assert_eq!(Touchpoints::of(&back), Ok(log));
    assert_eq!(back, company);
}

#[test]
fn a_log_that_is_put_again_takes_the_place_of_the_one_before() {
    let mut company = company(&format!("[{{{BARE}}}]"));
    Touchpoints::default().put(&mut company);
    assert_eq!(Touchpoints::of(&company), Ok(Touchpoints::default()));
    assert_eq!(company.extra.len(), 1);
}

#[test]
fn what_is_missing_is_empty() {
    let log = log_of(&format!("[{{{BARE}}}]"));
    let expected = Touchpoint::new(log.entries()[0].id, Kind::Meeting, day("2026-11-22"));
    assert_eq!(log.entries(), [expected]);
}

#[test]
fn unknown_members_of_entries_and_of_their_origin_survive() {
    let text = format!(r#"[{{{BARE},"mood":{{"deep":[1.50]}},"calendar":{{"uid":"u","etag":7}}}}]"#);
    let mut company = company(&text);
    let mut log = Touchpoints::of(&company).unwrap();
    let mut edited = log.entries()[0].clone();
    edited.title = "Renamed".to_owned();
    log.edit(edited).unwrap();
    log.put(&mut company);
    let written = compact(&write_company(&company));
    for expected in [
        r#""mood":{"deep":[1.50]}"#,
        r#""calendar":{"uid":"u","recurrence":null,"etag":7}"#,
    ] {
        assert!(written.contains(expected), "{expected} in {written}");
    }
}

#[test]
fn entries_stand_by_day_and_then_by_id() {
    let log = log(&[
        (3, "2026-11-22"),
        (9, "2026-11-20"),
        (1, "2026-11-22"),
        (2, "2026-11-21"),
    ]);
    assert_eq!(numbers(&log), [9, 2, 1, 3]);
    let read = log_of(
        r#"[{"id":"00000000-0000-0000-0000-000000000002","kind":"release","day":"2026-11-22"},
            {"id":"00000000-0000-0000-0000-000000000003","kind":"release","day":"2026-11-20"},
            {"id":"00000000-0000-0000-0000-000000000001","kind":"release","day":"2026-11-22"}]"#,
    );
    assert_eq!(numbers(&read), [3, 1, 2]);
}

#[test]
fn an_entry_that_gets_another_day_moves() {
    let mut log = log(&[(1, "2026-11-20"), (2, "2026-11-21")]);
    log.edit(entry(1, "2026-11-25")).unwrap();
    assert_eq!(numbers(&log), [2, 1]);
    assert_eq!(log.get(id(1)).unwrap().day, day("2026-11-25"));
}

#[test]
fn what_cannot_be_taken_in_changes_nothing() {
    let mut log = log(&[(1, "2026-11-20")]);
    let before = log.clone();
    let long = |length: usize| "ä".repeat(length);
    let origin = |uid: String, recurrence: Option<String>| {
        Some(CalendarOrigin {
            uid,
            recurrence,
            extra: Vec::new(),
        })
    };
    let fine = entry(2, "2026-11-20");
    let cases = [
        (entry(1, "2026-11-21"), TouchpointError::AlreadyThere),
        (
            Touchpoint {
                title: long(10_001),
                ..fine.clone()
            },
            TouchpointError::TitleTooLong,
        ),
        (
            Touchpoint {
                note: long(100_001),
                ..fine.clone()
            },
            TouchpointError::NoteTooLong,
        ),
        (
            Touchpoint {
                calendar: origin(String::new(), None),
                ..fine.clone()
            },
            TouchpointError::UidOutOfRange,
        ),
        (
            Touchpoint {
                calendar: origin(long(1001), None),
                ..fine.clone()
            },
            TouchpointError::UidOutOfRange,
        ),
        (
            Touchpoint {
                calendar: origin("u".to_owned(), Some(long(101))),
                ..fine.clone()
            },
            TouchpointError::RecurrenceTooLong,
        ),
    ];
    for (touchpoint, expected) in cases {
        assert_eq!(log.add(touchpoint), Err(expected));
        assert_eq!(log, before);
    }
}

#[test]
fn what_cannot_be_edited_or_removed_changes_nothing() {
    let mut log = log(&[(1, "2026-11-20")]);
    let before = log.clone();
    assert_eq!(log.edit(entry(2, "2026-11-20")), Err(TouchpointError::NotThere));
    let renamed = Touchpoint {
        title: "ä".repeat(10_001),
        ..entry(1, "2026-11-20")
    };
    assert_eq!(log.edit(renamed), Err(TouchpointError::TitleTooLong));
    assert_eq!(log.remove(id(7)), None);
    assert_eq!(log, before);
}

#[test]
fn a_removed_entry_is_given_back() {
    let mut log = log(&[(1, "2026-11-20"), (2, "2026-11-21")]);
    assert_eq!(log.remove(id(1)), Some(entry(1, "2026-11-20")));
    assert_eq!(numbers(&log), [2]);
}

#[test]
fn a_log_has_room_for_five_thousand_entries() {
    let mut log = Touchpoints::default();
    for number in 0..MOST_TOUCHPOINTS {
        let touchpoint = Touchpoint::new(id(number as u128), Kind::Meeting, Day::EPOCH);
        log.add(touchpoint).unwrap();
    }
    let one_more = Touchpoint::new(id(9999), Kind::Meeting, Day::EPOCH);
    assert_eq!(log.add(one_more.clone()), Err(TouchpointError::Full));
    log.remove(id(0));
    assert_eq!(log.add(one_more), Ok(()));
    let mut company = company("null");
    log.put(&mut company);
    assert_eq!(Touchpoints::of(&company), Ok(log));
    let too_many = format!("[{}]", vec!["null"; 5001].join(","));
    mistake(&too_many, "touchpoints: 5001 entries, at most 5000 are read");
}

#[test]
fn mistakes_are_named_with_their_place() {
    let item = |member: &str| format!("[{{{BARE},{member}}}]");
    mistake("7", "touchpoints: expected a list, found 7");
    mistake("[7]", "touchpoints[0]: expected an object, found 7");
    mistake(
        r#"[{"id":"1","kind":"call","day":"2026-02-30"}]"#,
        "touchpoints[0].id: expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001, found \"1\"\n\
         touchpoints[0].kind: expected one of meeting, decision, release, incident, found \"call\"\n\
         touchpoints[0].day: expected a day such as 2026-11-22, found \"2026-02-30\"",
    );
    mistake(
        &item(r#""minutes":10081"#),
        "touchpoints[0].minutes: expected a whole number from 0 to 10080, found 10081",
    );
    mistake(
        &item(r#""minutes":1.5"#),
        "touchpoints[0].minutes: expected a whole number from 0 to 10080, found 1.5",
    );
    for hours in ["-1", "87600.1", "1e308"] {
        mistake(
            &item(&format!(r#""answerHours":{hours}"#)),
            &format!("touchpoints[0].answerHours: expected a number from 0 to 87600, found {hours}"),
        );
    }
    mistake(&item(r#""calendar":{}"#), "touchpoints[0].calendar.uid: missing");
    mistake(
        &item(r#""calendar":{"uid":""}"#),
        "touchpoints[0].calendar.uid: must not be empty",
    );
}

#[test]
fn an_id_that_stands_twice_is_named_whatever_else_is_wrong() {
    mistake(
        &format!("[{{{BARE}}},7,{{{BARE}}}]"),
        "touchpoints[1]: expected an object, found 7\n\
         touchpoints[2].id: \"0190f5f0-7b1c-7000-8000-000000000001\" is already the id of touchpoints[0]",
    );
}

#[test]
fn minutes_and_hours_keep_within_their_ranges() {
    assert_eq!(Minutes::new(10_080), Some(Minutes::MAX));
    assert_eq!(Minutes::new(10_081), None);
    assert_eq!(AnswerHours::new(87_600.0), Some(AnswerHours::MAX));
    for hours in [-0.01, 87_600.01, f64::NAN, f64::INFINITY] {
        assert_eq!(AnswerHours::new(hours), None, "{hours}");
    }
    assert_eq!(AnswerHours::new(1.0 / 3.0), AnswerHours::new(0.33));
    assert!(AnswerHours::new(-0.0).unwrap().count().is_sign_positive());
}

#[test]
fn the_example_of_the_guide_is_read_and_valid() {
    let guide = include_str!("../docs/touchpoints.md");
    let example = guide
        .split("```json\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let log = Touchpoints::of(&read(example).unwrap()).unwrap();
    let told: Vec<String> = log
        .entries()
        .iter()
        .map(|entry| format!("{} {}", entry.day, entry.kind.name()))
        .collect();
    assert_eq!(
        told,
        ["2026-09-15 meeting", "2026-10-01 decision", "2026-10-07 incident"]
    );
    let document = serde_json::from_str(example).unwrap();
    assert_eq!(
        schemas::complaints(&schemas::validator("company-1.schema.json"), &document),
        ""
    );
}

#[test]
fn every_member_of_an_entry_is_in_the_guide() {
    let guide = include_str!("../docs/touchpoints.md");
    let schema = schemas::schema("company-1.schema.json");
    let entry = &schema["properties"]["touchpoints"]["items"]["properties"];
    let members = entry.as_object().unwrap().keys();
    let of_calendar = entry["calendar"]["properties"].as_object().unwrap().keys();
    for name in members.chain(of_calendar) {
        assert!(guide.contains(&format!("`{name}`")), "{name}");
    }
}

proptest! {
    #[test]
    fn whatever_was_added_in_any_order_is_read_as_it_was(
        entries in prop::collection::vec((any::<u128>(), 0..4_u32, -700_000..2_900_000_i32, any::<Option<u16>>(), ".*", 0.0..90_000.0_f64), 0..40),
    ) {
        let mut log = Touchpoints::default();
        for (number, kind, days, minutes, title, hours) in entries {
            let touchpoint = Touchpoint {
                minutes: minutes.and_then(Minutes::new),
                title,
                answer_hours: AnswerHours::new(hours),
                ..Touchpoint::new(id(number), Kind::ALL[kind as usize], Day::from_days_since_epoch(days).unwrap())
            };
            let _ = log.add(touchpoint);
        }
        let mut company = company("null");
        log.put(&mut company);
        let back = read(&compact(&write_company(&company))).unwrap();
        prop_assert_eq!(Touchpoints::of(&back), Ok(log.clone()));
        let places: Vec<_> = log.entries().iter().map(|entry| (entry.day, entry.id)).collect();
        prop_assert!(places.is_sorted_by(|one, other| one < other));
    }
}

#[test]
fn a_change_is_taken_back_entry_by_entry() {
    let before = log(&[(1, "2026-01-01"), (2, "2026-02-01"), (3, "2026-03-01")]);
    let mut after = before.clone();
    after.remove(id(1)).unwrap();
    after.edit(entry(2, "2026-02-02")).unwrap();
    after.add(entry(4, "2026-04-01")).unwrap();
    let change = LogChange::between(&before, &after);
    assert!(!change.is_empty());
    assert!(LogChange::between(&before, &before).is_empty());
    let mut back = after.clone();
    change.take_back(&mut back).unwrap();
    assert_eq!(back, before);
    // A second time it finds nothing as it was left.
    change.take_back(&mut back).unwrap();
    assert_eq!(back, before);
}

#[test]
fn what_was_changed_since_is_not_taken_back() {
    let before = log(&[(1, "2026-01-01")]);
    let mut after = before.clone();
    after.add(entry(2, "2026-02-01")).unwrap();
    after.add(entry(3, "2026-03-01")).unwrap();
    let change = LogChange::between(&before, &after);
    let mut later = after.clone();
    later.edit(entry(2, "2026-02-05")).unwrap();
    later.add(entry(5, "2026-05-01")).unwrap();
    change.take_back(&mut later).unwrap();
    assert_eq!(numbers(&later), [1, 2, 5]);
    assert_eq!(later.get(id(2)).unwrap().day, day("2026-02-05"));
}

#[test]
fn what_has_no_room_to_come_back_changes_nothing() {
    let before = log(&[(1, "2026-01-01")]);
    let change = LogChange::between(&before, &Touchpoints::default());
    let mut full = Touchpoints::default();
    for number in 10..10 + MOST_TOUCHPOINTS as u128 {
        full.add(Touchpoint::new(id(number), Kind::Meeting, day("2026-01-01")))
            .unwrap();
    }
    let as_it_was = full.clone();
    assert_eq!(change.take_back(&mut full), Err(TouchpointError::Full));
    assert_eq!(full, as_it_was);
}
