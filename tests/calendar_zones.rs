//! Times in UTC of events that recur on another clock than the visitor's.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/calendar.rs"]
mod calendar;

use calendar::{berlin, day, read};
use channel_readiness::domain::calendar::{Window, occurrences};
use channel_readiness::domain::time::Moment;

/// A zone that never changes.
fn fixed(name: &str, offset: &str) -> String {
    zone(name, &[&["STANDARD 16010101T000000", offset, offset].join(" ")])
}

/// A zone of observances, each `STANDARD 19701025T030000 +0300 +0200 RRULE:…` with its start, the offset before, the one
/// from then on, and further lines.
fn zone(name: &str, observances: &[&str]) -> String {
    let observance = |text: &&str| {
        let mut words = text.split(' ');
        let mut next = || words.next().unwrap();
        let (kind, start, from, to) = (next(), next(), next(), next());
        let rest: String = words.flat_map(|line| [line, "\r\n"]).collect();
        format!(
            "BEGIN:{kind}\r\nDTSTART:{start}\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\n{rest}END:{kind}\r\n"
        )
    };
    let observances: String = observances.iter().map(observance).collect();
    format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{observances}END:VTIMEZONE\r\n")
}

/// An hour ahead of UTC, two in summer, as much of Europe has it.
fn summer() -> String {
    zone(
        "Harbour",
        &[
            "DAYLIGHT 19700329T020000 +0100 +0200 RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "STANDARD 19701025T030000 +0200 +0100 RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        ],
    )
}

/// Events whose lines stand apart by blanks.
fn events(events: &[&str]) -> String {
    let event = |lines: &&str| format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", lines.replace(' ', "\r\n"));
    events.iter().map(event).collect()
}

/// The days of 2026 on which a calendar of these components has something, each as month and day.
#[track_caller]
fn days(components: &str, offset: &dyn Fn(Moment) -> i32) -> String {
    let calendar = read(&format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{components}END:VCALENDAR\r\n"
    ));
    let window = Window {
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        offset,
    };
    let found = occurrences(&calendar, &window);
    assert_eq!(found.problems, []);
    let days = found
        .occurrences
        .iter()
        .map(|one| one.day.to_string()[5..].to_owned());
    days.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(zone: &str, lines: &[&str], expected: &str) {
    assert_eq!(
        days(&[zone, &events(lines)].concat(), &berlin),
        expected,
        "{lines:?}"
    );
}

#[test]
fn a_series_ends_on_the_clock_of_its_own_zone() {
    let east = |until: &str| {
        format!("UID:u DTSTART;TZID=East:20260105T150000 RRULE:FREQ=WEEKLY;UNTIL={until};BYDAY=MO,WE;WKST=MO")
    };
    let ahead = fixed("East", "+1200");
    // The last one begins in this very second; a second before that.
    check(&ahead, &[&east("20260114T030000Z")], "01-05 01-07 01-12 01-14");
    check(&ahead, &[&east("20260114T025959Z")], "01-05 01-07 01-12");
    let west = |until: &str| {
        format!("UID:u DTSTART;TZID=\"West,far\":20260202T090000 RRULE:FREQ=DAILY;UNTIL={until}")
    };
    let behind = fixed("West\\,far", "-0800");
    check(&behind, &[&west("20260205T165959Z")], "02-02 02-03 02-04");
    check(&behind, &[&west("20260205T170000Z")], "02-02 02-03 02-04 02-05");
}

#[test]
fn the_offset_is_the_one_of_that_moment() {
    for (until, expected) in [
        ("20260327T080000Z", "03-26 03-27"),
        ("20260327T075959Z", "03-26"),
        // In summer an hour sooner.
        ("20260329T070000Z", "03-26 03-27 03-28 03-29"),
        ("20260329T065959Z", "03-26 03-27 03-28"),
    ] {
        let rule = format!("UID:u DTSTART;TZID=Harbour:20260326T090000 RRULE:FREQ=DAILY;UNTIL={until}");
        let utc = |_: Moment| 0;
        assert_eq!(
            days(&[summer(), events(&[&rule])].concat(), &utc),
            expected,
            "{until}"
        );
    }
    // In the last hour before summer.
    let night = "UID:u DTSTART;TZID=Harbour:20260327T014500 RRULE:FREQ=DAILY;UNTIL=20260329T003000Z";
    check(&summer(), &[night], "03-27 03-28");
    // In its first second.
    let morning = "UID:u DTSTART;TZID=Harbour:20260327T030000 RRULE:FREQ=DAILY;UNTIL=20260329T010000Z";
    check(&summer(), &[morning], "03-27 03-28 03-29");
    let autumn = "UID:u DTSTART;TZID=Harbour:20261024T090000 RRULE:FREQ=DAILY;UNTIL=20261025T080000Z";
    let tokyo = |_: Moment| 540;
    assert_eq!(
        days(&[summer(), events(&[autumn])].concat(), &tokyo),
        "10-24 10-25"
    );
}

#[test]
fn a_zone_is_read_in_whatever_order_and_manner_it_is_described() {
    let until = |until: &str| format!("UID:u DTSTART;TZID=Z:20260706T090000 RRULE:FREQ=DAILY;UNTIL={until}");
    // Once each, with seconds, long ended, and the one that counts in between.
    let changing = zone(
        "Z",
        &[
            "STANDARD 18930401T000000 +005328 +010000 RDATE:18930401T000000",
            "DAYLIGHT 20260401T020000 +010000 +030000",
            "STANDARD 19800928T030000 +020000 +010000 RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19950924T010000Z",
            "DAYLIGHT 20200101T000000 +010000 +040000 RDATE:20260901T000000,20300101T000000",
            "STANDARD 20200201T000000 +040000 +010000",
        ],
    );
    check(&changing, &[&until("20260708T060000Z")], "07-06 07-07 07-08");
    check(&changing, &[&until("20260708T055959Z")], "07-06 07-07");
    let september = "UID:u DTSTART;TZID=Z:20260901T090000 RRULE:FREQ=DAILY;UNTIL=20260902T050000Z";
    check(&changing, &[september], "09-01 09-02");
    // Before the first change.
    let later = zone("Z", &["DAYLIGHT 20260801T000000 -0500 -0400"]);
    check(&later, &[&until("20260707T135959Z")], "07-06");
    check(&later, &[&until("20260707T140000Z")], "07-06 07-07");
    // Behind the event, and another one of the same name behind it.
    let event = events(&[&until("20260707T010000Z")]);
    let file = [&*event, &fixed("Z", "+0800"), &fixed("Z", "-0800")].concat();
    assert_eq!(days(&file, &berlin), "07-06 07-07");
}

#[test]
fn whole_days_end_at_midnight_of_the_only_zone_there_is() {
    let days_of = |zones: &str, offset: i32| {
        let series = "UID:u DTSTART;VALUE=DATE:20260811 RRULE:FREQ=WEEKLY;UNTIL=20260824T220000Z";
        days(&[zones, &events(&[series])].concat(), &|_| offset)
    };
    for offset in [120, 0, -480] {
        assert_eq!(days_of(&summer(), offset), "08-11 08-18 08-25", "{offset}");
    }
    let two = [summer(), fixed("East", "+1200")].concat();
    assert_eq!(days_of(&two, 0), "08-11 08-18");
    assert_eq!(days_of(&two, 120), "08-11 08-18 08-25");
}

/// Google Calendar has named whole days so.
#[test]
fn midnight_in_utc_is_the_day_itself_where_days_are_whole() {
    let series = "UID:u DTSTART;VALUE=DATE:20260811 RRULE:FREQ=WEEKLY;UNTIL=20260901T000000Z";
    let left_out = format!("{series} EXDATE:20260818T000000Z RDATE:20260903T000000Z");
    let moved = "UID:u RECURRENCE-ID:20260825T000000Z DTSTART;VALUE=DATE:20260827";
    let west = fixed("West", "-0800");
    for zones in [&*west, &*summer(), ""] {
        for offset in [-480, 0, 120] {
            assert_eq!(
                days(&[zones, &events(&[&left_out, moved])].concat(), &|_| offset),
                "08-11 08-27 09-01 09-03",
                "{offset} {zones}"
            );
        }
    }
}

#[test]
fn what_is_left_out_added_and_moved_may_be_named_in_utc() {
    let west = fixed("West", "-0500");
    let series = "UID:u DTSTART;TZID=West:20260112T230000 RRULE:FREQ=DAILY;COUNT=4";
    check(
        &west,
        &[&format!("{series} EXDATE:20260114T040000Z")],
        "01-12 01-14 01-15",
    );
    check(
        &west,
        &["UID:u DTSTART;TZID=West:20260112T230000 RDATE:20260121T040000Z"],
        "01-12 01-20",
    );
    let moved = "UID:u RECURRENCE-ID:20260115T040000Z DTSTART;TZID=West:20260201T100000";
    check(&west, &[series, moved], "01-12 01-13 01-15 02-01");
    check(&west, &[moved, series], "01-12 01-13 01-15 02-01");
}

#[test]
fn what_the_file_does_not_describe_is_looked_at_on_the_visitor_s_clock() {
    let series =
        |zone: &str| format!("UID:u DTSTART{zone}:20260202T090000 RRULE:FREQ=DAILY;UNTIL=20260202T210000Z");
    let here = "02-02";
    let east = fixed("East", "+1200");
    for (zone, parameter) in [
        (&*east, ";TZID=Elsewhere"),
        (&*east, ""),
        ("", ";TZID=East"),
        ("BEGIN:VTIMEZONE\r\nTZID:East\r\nEND:VTIMEZONE\r\n", ";TZID=East"),
        (&*fixed("East", "soon"), ";TZID=East"),
        (&*fixed("East", "+12"), ";TZID=East"),
        (&*fixed("East", "+12000"), ";TZID=East"),
        (&*fixed("East", "+9900"), ";TZID=East"),
        (&*fixed("", "+1200"), ";TZID=East"),
        (&*zone("East", &["STANDARD soon +1200 +1200"]), ";TZID=East"),
    ] {
        check(zone, &[&series(parameter)], here);
    }
    check(&east, &[&series(";TZID=East")], "02-02 02-03");
    let utc = "UID:u DTSTART:20260202T083000Z RRULE:FREQ=DAILY;UNTIL=20260203T083000Z";
    check(&east, &[utc], "02-02 02-03");
}

#[test]
fn a_rule_of_a_zone_that_is_not_understood_counts_once() {
    let odd = zone(
        "Odd",
        &["STANDARD 20000101T000000 +0000 +0700 RRULE:FREQ=SOMETIMES"],
    );
    let series = "UID:u DTSTART;TZID=Odd:20260202T090000 RRULE:FREQ=DAILY;UNTIL=20260203T020000Z";
    check(&odd, &[series], "02-02 02-03");
}
