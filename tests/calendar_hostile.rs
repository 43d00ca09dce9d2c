//! Hostile calendar files: read or refused soon, each mistake with its line, whatever they hold.
#![cfg(not(target_arch = "wasm32"))]

use std::time::Instant;

use channel_readiness::domain::calendar::{
    Calendar, Counterpart, LARGEST_CALENDAR, Window, occurrences, preview, read_calendar,
};
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::Touchpoints;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Ten million bytes of one thing each.
#[test]
fn large_hostile_files_are_read_soon() {
    let fill = |head: &str, piece: &str, tail: &str| {
        let room = LARGEST_CALENDAR - head.len() - tail.len();
        [head, &piece.repeat(room / piece.len()), tail].concat()
    };
    let event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260101T090000\n";
    let end = "\nEND:VEVENT\nEND:VCALENDAR\n";
    let rule = [event, "RRULE:FREQ=DAILY;BYMONTHDAY=1"].concat();
    let positions = [event, "RRULE:FREQ=DAILY;BYMONTHDAY=1;BYSETPOS=1"].concat();
    let excluded = [event, "RRULE:FREQ=DAILY\nEXDATE:20260101T090000"].concat();
    let people = [event, "RRULE:FREQ=DAILY\n"].concat();
    let quotes = [event, "SUMMARY;X="].concat();
    let zone = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\n";
    let often = |rule: &str| {
        format!(
            "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n{rule}END:STANDARD\n"
        )
    };
    let observance = often("").replace("END:STANDARD\n", "RDATE:19700101T000000");
    let zoned =
        "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Z:20260101T090000\nRRULE:FREQ=DAILY;UNTIL=20260601T080000Z";
    let end_of_zone = ["END:VTIMEZONE\n", zoned, end].concat();
    let end_of_list = ["\nEND:STANDARD\n", &*end_of_zone].concat();
    for text in [
        fill("BEGIN:VCALENDAR\n", "BEGIN:A\n", ""),
        fill("BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", ""),
        fill("BEGIN:VCALENDAR\n", "END:A\n", ""),
        fill("BEGIN:VCALENDAR\n", "\n ", ""),
        fill("BEGIN:VCALENDAR\nX:", "\n x", ""),
        fill(event, "\\", end),
        fill(&quotes, "\"\"", end),
        fill(&quotes, ";A=", end),
        fill(&rule, ",1", end),
        fill(&positions, ",1", end),
        fill(&excluded, ",20260101T090000", end),
        fill(&people, "ATTENDEE:mailto:a@example.com\n", end),
        fill(&people, "ATTENDEE;A=1;B=\"2\":x\n", end),
        fill(&[event, "SUMMARY:"].concat(), "a ", end),
        fill(&[&*people, "SUMMARY:"].concat(), " ", end),
        fill(zone, &often("RRULE:FREQ=DAILY\n"), &end_of_zone),
        fill(
            zone,
            &often("RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR\n"),
            &end_of_zone,
        ),
        fill(zone, &often(""), &end_of_zone),
        fill(&[zone, &observance].concat(), ",19700101T000000", &end_of_list),
    ] {
        let begun = Instant::now();
        if let Ok(calendar) = read_calendar(&text) {
            looked_at_until(&calendar, day("2036-12-31"));
        }
        // A second each on an idle machine; what is quadratic takes many minutes.
        assert!(
            begun.elapsed().as_secs() < 60,
            "{:?} for {:.60}",
            begun.elapsed(),
            text
        );
    }
}

/// Expands a year of a calendar and compares it with a log, and gives how many meetings are new.
fn looked_at(calendar: &Calendar) -> usize {
    looked_at_until(calendar, day("2026-12-31"))
}

/// The same from 2026 to a day.
fn looked_at_until(calendar: &Calendar, to: Day) -> usize {
    let offset = |_: Moment| 60;
    let window = Window {
        from: day("2026-01-01"),
        to,
        offset: &offset,
    };
    let found = occurrences(calendar, &window);
    assert!(found.occurrences.len() <= 5000);
    let counterpart = Counterpart::new("a a", ["ida@example.org"]);
    preview(calendar, &counterpart, &window, &Touchpoints::default())
        .new
        .len()
}

/// Pieces of which calendars are made, right and wrong.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "BEGIN:VCALENDAR\r\n",
        "END:VCALENDAR\r\n",
        "BEGIN:VEVENT\n",
        "END:VEVENT\n",
        "BEGIN:VALARM\n",
        "END:VALARM\n",
        "BEGIN:VTIMEZONE\nTZID:X:Y\n",
        "BEGIN:STANDARD\n",
        "TZOFFSETFROM:-1000\nTZOFFSETTO:+1200\n",
        "END:STANDARD\n",
        "END:VTIMEZONE\n",
        "UID:a\n",
        "UID:b\n",
        "DTSTART:20260301T090000Z\n",
        "DTSTART;VALUE=DATE:20260301\n",
        "DTSTART;TZID=\"X:Y\":20260301T233000\n",
        "DTEND:20260301T100000Z\n",
        "DURATION:-P1D\n",
        "RRULE:FREQ=DAILY\n",
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3\n",
        "RRULE:FREQ=YEARLY;BYMONTHDAY=-31;BYSETPOS=-1;UNTIL=20270101\n",
        "RRULE:FREQ=WEEKLY;WKST=SU;INTERVAL=7\n",
        "EXDATE:20260302T090000Z\n",
        "RDATE:20260305\n",
        "RECURRENCE-ID:20260304T090000Z\n",
        "STATUS:CANCELLED\n",
        "METHOD:CANCEL\n",
        "SEQUENCE:7\n",
        "SUMMARY:a a\n",
        "ATTENDEE:mailto:ida@example.org\n",
        " folded\r\n",
        "\t\n",
        "\n",
        "ä",
        "\"",
        ";",
        ":",
        "\\",
        "\r",
        "\u{0}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|(?s).*") {
        if let Ok(calendar) = read_calendar(&text) {
            looked_at(&calendar);
        }
        let within = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260301\n{text}\nEND:VEVENT\nEND:VCALENDAR");
        looked_at(&read_calendar(&within).unwrap());
    }

    #[test]
    fn any_lines_of_calendars_are_read_or_refused_each_with_its_line(text in pieces()) {
        let lines = text.split('\n').count();
        if let Ok(calendar) = read_calendar(&text) {
            for problem in &calendar.problems {
                prop_assert!(problem.line.is_some_and(|line| (1..=lines).contains(&(line as usize))));
            }
            looked_at(&calendar);
        }
    }

    #[test]
    fn any_rule_is_expanded_or_refused(rule in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|COUNT|BYMONTH|BYMONTHDAY|BYSETPOS|BYDAY|UNTIL|WKST)=[-0-9,MOTUWEFRSA]{1,6}){0,4})") {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260301\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR");
        looked_at(&read_calendar(&text).unwrap());
    }
}
