//! Stamps and the clocks that give them.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::replica::{DeviceId, HybridClock, Stamp};
use channel_readiness::domain::time::Moment;
use proptest::prelude::*;

/// The last millisecond of the year 9999.
const LAST: u64 = 253_402_300_799_999;
const TEN_YEARS: u64 = 10 * 365 * 86_400_000;
const NOW: u64 = 1_795_000_000_000;

const HERE: DeviceId = DeviceId(7);
const THERE: DeviceId = DeviceId(9);

fn stamp(milliseconds: u64, count: u32, device: DeviceId) -> Stamp {
    Stamp::new(milliseconds, count, device).unwrap()
}

#[test]
fn a_stamp_is_written_in_a_fixed_width_and_read_back() {
    let cases = [
        (stamp(0, 0, DeviceId(0)), "000000000000-00000000-0000000000000000"),
        (
            stamp(NOW, 10, DeviceId(0x9f3c_5a17_00b2_e4d8)),
            "01a1ee565e00-0000000a-9f3c5a1700b2e4d8",
        ),
        (
            stamp(LAST, u32::MAX, DeviceId(u64::MAX)),
            "e677d21fdbff-ffffffff-ffffffffffffffff",
        ),
    ];
    for (stamp, text) in cases {
        assert_eq!(stamp.to_string(), text);
        assert_eq!(Stamp::parse(text), Some(stamp));
    }
}

#[test]
fn no_other_form_is_a_stamp() {
    let cases = [
        "",
        "0",
        "01a1ee02fe00-0000000a-9f3c5a1700b2e4d",
        "01a1ee02fe00-0000000a-9f3c5a1700b2e4d80",
        "01a1ee02fe00-0000000A-9f3c5a1700b2e4d8",
        "01a1ee02fe00-0000000a_9f3c5a1700b2e4d8",
        "01a1ee02fe00 0000000a-9f3c5a1700b2e4d8",
        "+1a1ee02fe00-0000000a-9f3c5a1700b2e4d8",
        " 01a1ee565e00-0000000a-9f3c5a1700b2e4d8",
        "01a1ee02fe00-0000000a-9f3c5a1700b2e4d8\n",
        "01a1ee02fé0-0000000a-9f3c5a1700b2e4d8",
        "01a1ee02fe0é-000000a-9f3c5a1700b2e4d8",
        // The first millisecond of the year 10000.
        "e677d21fdc00-00000000-0000000000000000",
        "ffffffffffff-00000000-0000000000000000",
    ];
    for text in cases {
        assert_eq!(Stamp::parse(text), None, "{text:?}");
    }
}

#[test]
fn a_device_is_written_as_sixteen_digits() {
    assert_eq!(HERE.to_string(), "0000000000000007");
    assert_eq!(DeviceId::parse("0000000000000007"), Some(HERE));
    for text in [
        "",
        "7",
        "00000000000000007",
        "000000000000000G",
        "-000000000000007",
    ] {
        assert_eq!(DeviceId::parse(text), None, "{text:?}");
    }
}

#[test]
fn after_the_year_9999_there_are_no_stamps() {
    assert_eq!(Stamp::new(LAST + 1, 0, HERE), None);
    assert_eq!(Stamp::new(u64::MAX, 0, HERE), None);
}

#[test]
fn a_stamp_tells_when_and_where() {
    let stamp = stamp(NOW, 3, HERE);
    assert_eq!(
        stamp.moment(),
        Moment::from_milliseconds(1_795_000_000_000).unwrap()
    );
    assert_eq!(stamp.device(), HERE);
}

#[test]
fn a_clock_counts_within_a_millisecond_and_begins_anew_with_the_next() {
    let mut clock = HybridClock::new(HERE);
    assert_eq!(clock.tick(NOW), stamp(NOW, 0, HERE));
    assert_eq!(clock.tick(NOW), stamp(NOW, 1, HERE));
    assert_eq!(clock.tick(NOW + 1), stamp(NOW + 1, 0, HERE));
}

#[test]
fn a_clock_that_jumps_back_ten_years_gives_later_stamps_all_the_same() {
    let mut clock = HybridClock::new(HERE);
    let before = clock.tick(NOW);
    assert!(clock.tick(NOW - TEN_YEARS) > before);
    assert_eq!(clock.tick(0), stamp(NOW, 2, HERE));
}

#[test]
fn a_clock_is_later_than_what_it_has_seen_of_a_clock_ten_years_ahead() {
    let mut clock = HybridClock::new(HERE);
    clock.see(stamp(NOW + TEN_YEARS, 5, THERE));
    assert_eq!(clock.tick(NOW), stamp(NOW + TEN_YEARS, 6, HERE));
    clock.see(stamp(NOW, 0, THERE));
    assert_eq!(clock.tick(NOW), stamp(NOW + TEN_YEARS, 7, HERE));
}

#[test]
fn a_count_that_is_full_goes_on_in_the_next_millisecond() {
    let mut clock = HybridClock::new(HERE);
    clock.see(stamp(NOW, u32::MAX, THERE));
    assert_eq!(clock.tick(NOW), stamp(NOW + 1, 0, HERE));
}

#[test]
fn a_clock_beyond_the_year_9999_stays_in_it_and_ends_with_its_last_stamp() {
    let mut clock = HybridClock::new(HERE);
    assert_eq!(clock.tick(u64::MAX), stamp(LAST, 0, HERE));
    assert_eq!(clock.tick(u64::MAX), stamp(LAST, 1, HERE));
    clock.see(stamp(LAST, u32::MAX, THERE));
    assert_eq!(clock.tick(NOW), stamp(LAST, u32::MAX, HERE));
}

fn stamps() -> impl Strategy<Value = Stamp> {
    let milliseconds = prop_oneof![0..=3_u64, NOW..=NOW + 3, 0..=LAST];
    let count = prop_oneof![0..=2_u32, u32::MAX - 1..=u32::MAX, any::<u32>()];
    (milliseconds, count, prop_oneof![0..=2_u64, any::<u64>()])
        .prop_map(|(milliseconds, count, device)| stamp(milliseconds, count, DeviceId(device)))
}

proptest! {
    #[test]
    fn the_order_of_texts_is_the_order_of_stamps(one in stamps(), other in stamps()) {
        prop_assert_eq!(one.to_string().cmp(&other.to_string()), one.cmp(&other));
        prop_assert_eq!(Stamp::parse(&one.to_string()), Some(one));
    }

    #[test]
    fn every_stamp_is_later_than_all_before_it(
        steps in prop::collection::vec((any::<bool>(), stamps(), 0..=LAST / 2), 1..50)
    ) {
        let mut clock = HybridClock::new(HERE);
        let mut latest = None;
        for (is_seen, stamp, now) in steps {
            // The last millisecond is the only one in which a clock can come to its end.
            if is_seen && stamp < Stamp::new(LAST, 0, DeviceId(0)).unwrap() {
                clock.see(stamp);
                latest = latest.max(Some(stamp));
            }
            let given = clock.tick(now);
            prop_assert!(Some(given) > latest, "{given} after {latest:?}");
            prop_assert_eq!(given.device(), HERE);
            latest = Some(given);
        }
    }
}
