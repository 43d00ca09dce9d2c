//! B14: days and moments that do not exist, or say when in another way than ours.

use channel_readiness::domain::exchange::{read_bundle, score_documents};
use channel_readiness::domain::json::compact;
use serde_json::{Value, json};

use crate::cases::{Cases, Entry, place_of, told, with, with_raw};
use crate::dice::Dice;

const DAYS: [&str; 6] = [
    "/answers/a1/day",
    "/answers/a2/day",
    "/answers/a3/day",
    "/answers/b1/day",
    "/answers/9.9/day",
    "/answers/x/day",
];
const MOMENTS: [&str; 2] = ["/createdAt", "/updatedAt"];

/// Days that no calendar has, or that are written otherwise.
fn no_days() -> Vec<String> {
    let mut all: Vec<String> = [
        "0000-01-01",
        "0000-00-00",
        "2026-02-30",
        "2026-02-29",
        "1900-02-29",
        "2100-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-01-32",
        "10000-01-01",
        "-001-01-01",
        "+2026-01-01",
        "2026-1-1",
        "26-01-01",
        "20261122",
        "2026-W47-1",
        "2026-326",
        "22.11.2026",
        "11/22/2026",
        "2026-11-22 ",
        " 2026-11-22",
        "2026-11-22T",
        "2026-11-22Z",
        "2026-11-22+01:00",
        "2026‑11‑22",
        "２０２６-11-22",
        "٢٠٢٦-11-22",
        "2026-11-2\0",
        "today",
        "",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut dice = Dice::new(12);
    all.extend((0..40).map(|_| {
        let (year, month) = (1 + dice.below(9999), dice.below(100_usize));
        let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].get(month.wrapping_sub(1));
        let day = 1 + longest.unwrap_or(&0) + dice.below(30);
        format!("{year:04}-{month:02}-{day:02}")
    }));
    all
}

#[test]
fn a_day_that_does_not_exist_is_refused_with_its_text() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(13);
    let document = with(
        Entry::Response.document(),
        "/answers/x",
        json!({"state": "unknown", "day": "2026-11-22"}),
    );
    for day in no_days() {
        let pointer = dice.pick(&DAYS);
        let raw = json!(day).to_string();
        let (text, column) = with_raw(&document, pointer, &raw);
        let cause = format!("expected a day such as 2026-11-22, found {raw}");
        cases.refused(Entry::Response, &text, (&place_of(pointer), &cause, column));
        let pack = Entry::Pack.document().to_string();
        let problems = score_documents(&pack, &document.to_string(), &day).unwrap_err();
        assert_eq!(
            told(&problems),
            "today: expected a day such as 2026-11-22\n",
            "{day}"
        );
    }
    for raw in ["null", "20261122", "1795305600000", "true"] {
        let (text, column) = with_raw(&document, DAYS[0], raw);
        let cause = format!("expected a day such as 2026-11-22, found {raw}");
        cases.refused(Entry::Response, &text, ("answers.a1.day", &cause, column));
    }
    cases.at_least(50, &[Entry::Response]);
}

#[test]
fn a_moment_that_does_not_exist_or_is_not_in_utc_is_refused_with_its_text() {
    let mut cases = Cases::default();
    let mut all: Vec<String> = [
        "2026-11-22",
        "2026-11-22T10:41",
        "2026-11-22T10:41Z",
        "2026-11-22T10:41:00",
        "2026-11-22 10:41:00Z",
        "2026-11-22t10:41:00Z",
        "2026-11-22T10:41:00z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T23:60:00Z",
        "2016-12-31T23:59:60Z",
        "2026-11-22T10:41:00.Z",
        "2026-11-22T10:41:00,5Z",
        "2026-11-22T10:41:00.1234567890Z",
        "2026-11-22T-1:00:00Z",
        "2026-11-22T10:41:00ZZ",
        "2026-11-22T10:41:00Z ",
        "2026-11-22T10:41:00[UTC]",
        "Sun, 22 Nov 2026 10:41:00 GMT",
        "2026-11-22T１0:41:00Z",
        "",
        "Z",
        "TZ",
    ]
    .map(str::to_owned)
    .to_vec();
    for offset in [
        "+00:00", "-00:00", "+01:00", "+14:00", "-12:00", "+24:00", "+05:45", "+0100", "+99:99", "-00:01",
    ] {
        all.push(format!("2026-11-22T10:41:00{offset}"));
    }
    all.extend(no_days().into_iter().map(|day| format!("{day}T00:00:00Z")));
    let document = Entry::Response.document();
    for (number, moment) in all.iter().enumerate() {
        let pointer = MOMENTS[number % 2];
        let raw = json!(moment).to_string();
        let (text, column) = with_raw(&document, pointer, &raw);
        let shown: String = moment.chars().take(60).collect();
        assert_eq!(&shown, moment);
        let cause = format!("expected a moment in UTC such as 2026-11-22T10:41:00Z, found {raw}");
        cases.refused(Entry::Response, &text, (&place_of(pointer), &cause, column));
        let company = json!({"id": "0190f5f0-7b1c-7000-8000-0000000000aa", "createdAt": moment, "updatedAt": "2026-11-22T10:41:00Z"});
        let bundle =
            json!({"kind": "bundle", "format": 1, "packs": [], "companies": [company], "responses": []});
        let problems = read_bundle(&bundle.to_string(), &[]).unwrap_err();
        assert!(told(&problems).starts_with(&format!("companies[0].createdAt: {cause} (line 1, column ")));
    }
    cases.at_least(50, &[Entry::Response]);
}

#[test]
fn the_first_and_the_last_day_are_read_and_make_freshness_in_range() {
    let mut cases = Cases::default();
    let pack = Entry::Pack.document().to_string();
    for day in [
        "0001-01-01",
        "9999-12-31",
        "2000-02-29",
        "1970-01-01",
        "1969-12-31",
        "2026-11-22",
    ] {
        for today in ["0001-01-01", "2026-11-22", "9999-12-31"] {
            let mut document = Entry::Response.document();
            for pointer in &DAYS[..5] {
                document = with(document, pointer, json!(day));
            }
            cases.accepted(Entry::Response, &document.to_string());
            document["answers"]["b1"] = json!({"state": "level", "level": 4, "day": day});
            let result = score_documents(&pack, &document.to_string(), today).unwrap();
            let result: Value = serde_json::from_str(&compact(&result)).unwrap();
            let freshness = result["freshness"].as_f64().unwrap();
            assert!((0.0..=1.0).contains(&freshness), "{day} {today} {freshness}");
            // An answer from tomorrow is as fresh as can be.
            assert!(
                day < today || (freshness - 1.0).abs() < 1e-12,
                "{day} {today} {freshness}"
            );
        }
    }
}

#[test]
fn fractions_of_a_second_are_cut_after_the_millisecond() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(14);
    for length in (1..=9).cycle().take(54) {
        let digits: String = (0..length)
            .map(|_| char::from(b'0' + u8::try_from(dice.below(10)).unwrap()))
            .collect();
        let pointer = *dice.pick(&MOMENTS);
        let moment = format!("9999-12-31T23:59:59.{digits}Z");
        let written = cases.accepted(
            Entry::Response,
            &with(Entry::Response.document(), pointer, json!(moment)).to_string(),
        );
        let milliseconds = &format!("{digits}00")[..3];
        assert_eq!(
            written.pointer(pointer),
            Some(&json!(format!("9999-12-31T23:59:59.{milliseconds}Z")))
        );
    }
    cases.at_least(50, &[Entry::Response]);
}

#[test]
fn days_to_half_and_days_of_work_beyond_their_limits_are_refused_with_their_value() {
    let mut cases = Cases::default();
    let document = Entry::Pack.document();
    let mut dice = Dice::new(15);
    let mut values: Vec<String> = [
        "0",
        "-1",
        "-0.0",
        "1.5",
        "36501",
        "1e5",
        "1e300",
        "2147483648",
        "4294967297",
        "9007199254740992",
        "\"90\"",
        "null",
        "true",
    ]
    .map(str::to_owned)
    .to_vec();
    values.extend((0..20).map(|_| (36_501 + dice.below(1_u64 << 40)).to_string()));
    for (pointer, limit) in [
        ("/dimensions/0/indicators/1/halfLifeDays", 36_500),
        ("/dimensions/0/indicators/0/sides/vendor/steps/1/days", 365),
    ] {
        for raw in &values {
            let (text, column) = with_raw(&document, pointer, raw);
            let cause = format!("expected a whole number from 1 to {limit}, found {raw}");
            cases.refused(Entry::Pack, &text, (&place_of(pointer), &cause, column));
        }
        for raw in ["1", &limit.to_string()] {
            cases.accepted(Entry::Pack, &with_raw(&document, pointer, raw).0);
        }
    }
    cases.at_least(50, &[Entry::Pack]);
}
