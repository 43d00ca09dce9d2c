//! What recurs in a calendar file, within some days.
#![cfg(not(target_arch = "wasm32"))]

use std::time::Instant;

use channel_readiness::domain::calendar::{Calendar, Cause, Expansion, Window, occurrences, read_calendar};
use channel_readiness::domain::time::{Day, Moment};

const RULES: &str = include_str!("fixtures/calendar/rules.txt");

fn event(lines: &str) -> Calendar {
    events(&[lines])
}

/// A calendar with these events; their lines stand apart by blanks.
fn events(events: &[&str]) -> Calendar {
    let events: Vec<String> = events
        .iter()
        .map(|lines| format!("BEGIN:VEVENT\n{}\nEND:VEVENT\n", lines.replace(' ', "\n")))
        .collect();
    read_calendar(&format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat())).unwrap()
}

fn day(text: &str) -> Day {
    let text = [&text[..4], "-", &text[4..6], "-", &text[6..]].concat();
    Day::parse(&text).unwrap()
}

fn expand(calendar: &Calendar, from: Day, to: Day) -> Expansion<'_> {
    let offset = |_: Moment| 120;
    occurrences(
        calendar,
        &Window {
            from,
            to,
            offset: &offset,
        },
    )
}

/// The days in a window, `20260301..20260331`, two hours ahead of UTC; `day<planned` where they differ.
fn told(calendar: &Calendar, window: &str) -> String {
    let (from, to) = window.split_once("..").unwrap();
    let found = expand(calendar, day(from), day(to));
    let days: Vec<String> = found
        .occurrences
        .iter()
        .map(|occurrence| {
            let day = occurrence.day.to_string().replace('-', "");
            match occurrence.recurrence {
                Some(planned) if planned != occurrence.day => {
                    format!("{day}<{}", planned.to_string().replace('-', ""))
                }
                _ => day,
            }
        })
        .collect();
    days.join(" ")
}

#[track_caller]
fn check(lines: &str, window: &str, expected: &str) {
    let calendar = event(lines);
    assert_eq!(calendar.problems, [], "{lines}");
    assert_eq!(told(&calendar, window), expected, "{lines}");
}

#[test]
fn rules_give_the_days_that_another_program_gives() {
    let mut seen = 0;
    for line in RULES.lines().filter(|line| !line.starts_with('#')) {
        let [start, rule, days] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let days: Vec<Day> = days.split(',').map(day).collect();
        let calendar = event(&format!("UID:u DTSTART;VALUE=DATE:{start} RRULE:{rule}"));
        assert_eq!(calendar.problems, [], "{line}");
        let (first, last) = (days[0], *days.last().unwrap());
        // The days are cut after the twelfth, but what has an end may have fewer.
        let has_ended = days.len() < 12 && (rule.contains("COUNT") || rule.contains("UNTIL"));
        let to = if has_ended { last.plus(4000).unwrap() } else { last };
        for from in [first, days[days.len() / 2], last] {
            let found = expand(&calendar, from, to);
            let found: Vec<Day> = found
                .occurrences
                .iter()
                .map(|occurrence| occurrence.day)
                .collect();
            let expected: Vec<Day> = days.iter().copied().filter(|day| *day >= from).collect();
            assert_eq!(found, expected, "{line}, from {from}");
        }
        seen += 1;
    }
    assert_eq!(seen, 260);
}

#[test]
fn the_start_is_the_first_occurrence_whether_the_rule_holds_on_it_or_not() {
    let monday_in_april = "UID:u DTSTART:20260406T090000 RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=FR";
    check(
        monday_in_april,
        "20260401..20260430",
        "20260406 20260410 20260417",
    );
}

#[test]
fn only_the_window_is_expanded_and_its_ends_count() {
    let daily = "UID:u DTSTART:20200101T090000 RRULE:FREQ=DAILY";
    check(daily, "20260401..20260403", "20260401 20260402 20260403");
    check(daily, "20191229..20200102", "20200101 20200102");
    check(daily, "20260403..20260401", "");
    let found = expand(
        &event("UID:u DTSTART:20260401T090000 RRULE:FREQ=DAILY;INTERVAL=2"),
        Day::FIRST,
        day("20260404"),
    )
    .occurrences
    .len();
    assert_eq!(found, 2, "the days before the start cost nothing");
}

#[test]
fn until_is_the_last_moment_in_which_an_occurrence_may_begin() {
    let rule = |until: &str| format!("UID:u DTSTART;TZID=X:20260401T090000 RRULE:FREQ=DAILY;UNTIL={until}");
    for (until, expected) in [
        ("20260403", "20260401 20260402 20260403"),
        ("20260403T090000", "20260401 20260402 20260403"),
        ("20260403T085959", "20260401 20260402"),
        // Two hours ahead of UTC.
        ("20260403T070000Z", "20260401 20260402 20260403"),
        ("20260403T065959Z", "20260401 20260402"),
        ("20260402T215959Z", "20260401 20260402"),
        ("20260301", "20260401"),
    ] {
        check(&rule(until), "20260301..20260430", expected);
    }
    let utc = "UID:u DTSTART:20260401T090000Z RRULE:FREQ=DAILY;UNTIL=20260402T090000Z";
    check(utc, "20260401..20260430", "20260401 20260402");
    let days = "UID:u DTSTART;VALUE=DATE:20260401 RRULE:FREQ=DAILY;UNTIL=20260401T220000Z";
    check(days, "20260401..20260430", "20260401 20260402");
}

#[test]
fn a_time_in_utc_recurs_on_its_own_clock_and_is_told_on_the_visitor_s() {
    let late = "UID:u DTSTART:20260331T230000Z RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2";
    check(late, "20260301..20260531", "20260401<20260331 20260501<20260430");
    check(late, "20260401..20260401", "20260401<20260331");
    check(late, "20260331..20260331", "");
}

#[test]
fn excluded_days_do_not_take_place_and_added_ones_do() {
    let rule = "UID:u DTSTART;TZID=X:20260401T090000 RRULE:FREQ=DAILY;COUNT=4 \
                EXDATE;TZID=X:20260402T090000,20260403T090000 EXDATE:20260404 RDATE;TZID=X:20260420T120000";
    check(rule, "20260401..20260430", "20260401 20260420");
    // In UTC it is still the day before.
    let utc = "UID:u DTSTART;TZID=X:20260401T010000 RRULE:FREQ=DAILY;COUNT=3 EXDATE:20260401T230000Z";
    check(utc, "20260401..20260430", "20260401 20260403");
    let added = "UID:u DTSTART:20260401T090000 RDATE;VALUE=PERIOD:20260405T090000/PT1H,20260403T090000/20260403T100000";
    check(added, "20260401..20260430", "20260401 20260403 20260405");
}

#[test]
fn a_moved_occurrence_stands_where_it_was_moved_to_under_the_day_that_was_planned() {
    let calendar = events(&[
        "UID:u DTSTART;TZID=X:20260401T090000 RRULE:FREQ=WEEKLY;COUNT=3",
        "UID:u RECURRENCE-ID;TZID=X:20260408T090000 DTSTART;TZID=X:20260410T150000",
        "UID:u RECURRENCE-ID:20260415T070000Z DTSTART;TZID=X:20260501T150000",
    ]);
    assert_eq!(
        told(&calendar, "20260401..20260430"),
        "20260401 20260410<20260408"
    );
    assert_eq!(
        told(&calendar, "20260409..20260531"),
        "20260410<20260408 20260501<20260415"
    );
    let found = expand(&calendar, day("20260401"), day("20260430"));
    assert_eq!(found.elsewhere[0].day, day("20260501"));
    assert_eq!(found.elsewhere[0].recurrence, Some(day("20260415")));
}

#[test]
fn a_change_without_its_series_stands_alone() {
    let calendar = event("UID:u RECURRENCE-ID;TZID=X:20260408T090000 DTSTART;TZID=X:20260410T150000");
    assert_eq!(told(&calendar, "20260401..20260430"), "20260410<20260408");
}

#[test]
fn of_several_events_of_one_name_the_one_changed_most_often_counts() {
    let calendar = events(&[
        "UID:u SEQUENCE:2 DTSTART:20260402T090000",
        "UID:u SEQUENCE:1 DTSTART:20260403T090000",
        "UID:v DTSTART:20260404T090000",
        "UID:v DTSTART:20260405T090000",
        "UID:w DTSTART:20260406T090000 RRULE:FREQ=DAILY;COUNT=1",
        "UID:w SEQUENCE:5 RECURRENCE-ID:20260406 DTSTART:20260407T090000",
        "UID:w SEQUENCE:4 RECURRENCE-ID:20260406 DTSTART:20260408T090000",
    ]);
    assert_eq!(
        told(&calendar, "20260401..20260430"),
        "20260402 20260405 20260407<20260406"
    );
}

/// Rules that are not understood or not read, and what is said of them.
const NOT_READ: &[(&str, &str)] = &[
    (
        "FREQ=HOURLY",
        "events that recur within a day are not read, found \"HOURLY\"",
    ),
    (
        "FREQ=SECONDLY;COUNT=3",
        "events that recur within a day are not read, found \"SECONDLY\"",
    ),
    (
        "FREQ=MINUTELY",
        "events that recur within a day are not read, found \"MINUTELY\"",
    ),
    ("FREQ=OFTEN", "\"FREQ=OFTEN\" is not understood"),
    ("BYDAY=MO", "\"BYDAY=MO\" is not understood"),
    ("FREQ=DAILY;INTERVAL=0", "\"INTERVAL=0\" is not understood"),
    ("FREQ=DAILY;COUNT=-1", "\"COUNT=-1\" is not understood"),
    (
        "FREQ=DAILY;COUNT=99999999999",
        "\"COUNT=99999999999\" is not understood",
    ),
    (
        "FREQ=DAILY;UNTIL=20260230",
        "\"UNTIL=20260230\" is not understood",
    ),
    ("FREQ=MONTHLY;BYDAY=0MO", "\"BYDAY=0MO\" is not understood"),
    ("FREQ=MONTHLY;BYDAY=54MO", "\"BYDAY=54MO\" is not understood"),
    ("FREQ=MONTHLY;BYDAY=é", "\"BYDAY=é\" is not understood"),
    (
        "FREQ=WEEKLY;BYDAY=1MO",
        "\"BYDAY with a number in days or weeks\" is not understood",
    ),
    (
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "\"BYMONTHDAY in weeks\" is not understood",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "\"BYMONTHDAY=32\" is not understood",
    ),
    ("FREQ=YEARLY;BYMONTH=13", "\"BYMONTH=13\" is not understood"),
    (
        "FREQ=YEARLY;BYMONTHDAY=-2147483648",
        "\"BYMONTHDAY=-2147483648\" is not understood",
    ),
    (
        "FREQ=YEARLY;BYSETPOS=-2147483648",
        "\"BYSETPOS=-2147483648\" is not understood",
    ),
    (
        "FREQ=YEARLY;BYDAY=-2147483648MO",
        "\"BYDAY=-2147483648MO\" is not understood",
    ),
    ("FREQ=YEARLY;BYSETPOS=0", "\"BYSETPOS=0\" is not understood"),
    ("FREQ=YEARLY;WKST=XX", "\"WKST=XX\" is not understood"),
    ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO is not read"),
    ("FREQ=YEARLY;BYYEARDAY=1", "BYYEARDAY is not read"),
    ("FREQ=DAILY;BYHOUR=9,15", "BYHOUR is not read"),
];

#[test]
fn rules_that_are_not_understood_lose_their_event_alone() {
    for (rule, expected) in NOT_READ {
        let rule = format!("UID:u DTSTART:20260401T090000 RRULE:{rule}");
        let calendar = events(&[&rule, "UID:v DTSTART:20260402T090000"]);
        let problems: Vec<String> = calendar.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, [format!("line 5: RRULE: {expected}")]);
        assert_eq!(told(&calendar, "20260401..20260430"), "20260402");
    }
}

#[test]
fn one_time_of_the_day_and_unknown_parts_of_a_rule_are_passed_over() {
    let rule = "UID:u DTSTART:20260401T090000 RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9;BYMINUTE=0;X-ODD=1;";
    check(rule, "20260401..20260430", "20260401 20260402");
    let small = "UID:u DTSTART:20260401T090000 RRULE:freq=weekly;byday=we;count=2";
    check(small, "20260401..20260430", "20260401 20260408");
}

#[test]
fn five_thousand_occurrences_are_given_and_no_more() {
    let calendar = events(&[
        "UID:a DTSTART:20100101T090000 RRULE:FREQ=DAILY;COUNT=3000",
        "UID:b DTSTART:20100101T090000 RRULE:FREQ=DAILY",
        "UID:c DTSTART:20100101T090000 RRULE:FREQ=DAILY",
        "UID:d DTSTART:20300101T090000",
    ]);
    let found = expand(&calendar, day("20100101"), day("20201231"));
    assert_eq!(found.occurrences.len(), 5000);
    assert_eq!(found.cut.iter().copied().collect::<Vec<_>>(), ["b", "c"]);
    let causes: Vec<&Cause> = found.problems.iter().map(|problem| &problem.cause).collect();
    assert_eq!(causes, [&Cause::TooManyOccurrences]);
}

#[test]
fn occurrences_that_are_left_out_are_told_where_excluded_ones_make_room() {
    let calendar = event("UID:a DTSTART:20000101T090000 RRULE:FREQ=DAILY EXDATE:20000102,20000103,20000104");
    let found = expand(&calendar, day("20000101"), day("20201231"));
    assert_eq!((found.occurrences.len(), found.cut.len()), (4998, 1));
    assert_eq!(found.problems[0].cause, Cause::TooManyOccurrences);
}

#[test]
fn a_rule_that_takes_too_long_leaves_the_other_events_their_time() {
    let calendar = events(&[
        "UID:a DTSTART:00010101T090000 RRULE:FREQ=DAILY;COUNT=4294967295",
        "UID:b DTSTART:20260401T090000 RRULE:FREQ=DAILY;COUNT=2",
    ]);
    let found = expand(&calendar, day("20260401"), day("20260430"));
    assert_eq!(found.occurrences.len(), 2);
    assert_eq!(found.cut.iter().copied().collect::<Vec<_>>(), ["a"]);
    assert_eq!(found.problems[0].line, Some(2));
}

#[test]
fn endless_and_empty_rules_end_soon() {
    let begun = Instant::now();
    let many: Vec<String> = (0..2000)
        .map(|number| {
            let rule = match number % 5 {
                0 => "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                1 => "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=4294967295",
                2 => "FREQ=DAILY;COUNT=4294967295",
                3 => "FREQ=WEEKLY;INTERVAL=4294967295",
                _ => "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=-366",
            };
            format!("UID:{number} DTSTART:00010101T000000 RRULE:{rule}")
        })
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let calendar = events(&many);
    let found = expand(&calendar, Day::LAST, Day::LAST);
    assert_eq!(found.occurrences.len(), 0);
    assert!(
        found
            .problems
            .iter()
            .any(|problem| problem.cause == Cause::TakesTooLong)
    );
    let found = expand(&calendar, Day::FIRST, Day::LAST);
    assert_eq!(found.occurrences.len(), 5000);
    // Two seconds on an idle machine; without limits it takes hours.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn the_first_and_the_last_day_of_all_are_reached() {
    check(
        "UID:u DTSTART:99991230T090000 RRULE:FREQ=DAILY",
        "99991201..99991231",
        "99991230 99991231",
    );
    check(
        "UID:u DTSTART:99991230T090000 RRULE:FREQ=WEEKLY;BYDAY=TH,FR",
        "99991201..99991231",
        "99991230 99991231",
    );
    check(
        "UID:u DTSTART:00010101T090000 RRULE:FREQ=YEARLY;WKST=SU",
        "00010101..00020101",
        "00010101 00020101",
    );
    check(
        "UID:u DTSTART:00010101T090000 RRULE:FREQ=WEEKLY;WKST=TU;COUNT=2",
        "00010101..00020101",
        "00010101 00010108",
    );
    check("UID:u DTSTART:99991231T230000Z", "99991231..99991231", "99991231");
}
