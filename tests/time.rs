//! Days and moments.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::time::{Day, Moment};
use proptest::prelude::*;

#[test]
fn days_that_exist_are_read_and_written_alike() {
    for text in [
        "0001-01-01",
        "1970-01-01",
        "2000-02-29",
        "2024-02-29",
        "2026-11-23",
        "9999-12-31",
    ] {
        assert_eq!(Day::parse(text).expect(text).to_string(), text);
    }
}

#[test]
fn days_that_do_not_exist_are_refused() {
    for text in [
        "0000-01-01",
        "1900-02-29",
        "2026-02-30",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-1-1",
        "2026-01-01 ",
        "26-01-01",
        "2026/01/01",
        "+026-01-01",
        "",
        "10000-01-01",
        "２０２６-01-01",
    ] {
        assert_eq!(Day::parse(text), None, "{text}");
    }
}

#[test]
fn the_epoch_is_day_zero() {
    assert_eq!(Day::parse("1970-01-01").map(Day::days_since_epoch), Some(0));
    assert_eq!(Day::parse("2026-11-23").map(Day::days_since_epoch), Some(20_780));
}

#[test]
fn age_is_never_below_zero() {
    let (earlier, later) = (
        Day::parse("2026-08-25").unwrap(),
        Day::parse("2026-11-23").unwrap(),
    );
    assert_eq!(earlier.age(later), 90);
    assert_eq!(later.age(earlier), 0);
}

#[test]
fn moments_are_read_to_the_millisecond() {
    for (text, written) in [
        ("2026-11-23T10:41:00Z", "2026-11-23T10:41:00.000Z"),
        ("2026-11-23T10:41:00.5Z", "2026-11-23T10:41:00.500Z"),
        ("2026-11-23T23:59:59.999999999Z", "2026-11-23T23:59:59.999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
    ] {
        assert_eq!(Moment::parse(text).expect(text).to_string(), written);
    }
}

#[test]
fn moments_in_other_forms_are_refused() {
    for text in [
        "2026-11-23",
        "2026-11-23T10:41Z",
        "2026-11-23T10:41:00",
        "2026-11-23T10:41:00+00:00",
        "2026-11-23T24:00:00Z",
        "2026-11-23T10:60:00Z",
        "2026-11-23T10:41:60Z",
        "2026-11-23T10:41:00.Z",
        "2026-11-23T10:41:00.1234567890Z",
        "2026-02-30T10:41:00Z",
        "2026-11-23t10:41:00Z",
        "é026-11-23T10:41:00Z",
    ] {
        assert_eq!(Moment::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn every_day_survives_its_text(days in -719_162_i32..=2_932_896) {
        let day = Day::from_days_since_epoch(days).unwrap();
        prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
    }

    #[test]
    fn every_moment_survives_its_text(milliseconds in -62_135_596_800_000_i64..=253_402_300_799_999) {
        let moment = Moment::from_milliseconds(milliseconds).unwrap();
        prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,30}") {
        let _ = (Day::parse(&text), Moment::parse(&text));
    }
}
