//! Calendar files in the manner of what Google Calendar, Outlook and Apple Calendar export, and what other programs really
//! exported.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/calendar.rs"]
mod calendar;

use calendar::{APPLE, CALCURSE, EXPORTS, GOOGLE, OUTLOOK, read, told, window, year};
use channel_readiness::domain::calendar::{Cause, read_calendar};

#[track_caller]
fn told_within(text: &str, from: &str, to: &str) -> Vec<String> {
    told(&read(text), &window(from, to))
}

#[test]
fn an_export_of_google_calendar_is_read() {
    assert_eq!(
        told(&read(GOOGLE), &year()),
        [
            "2026-09-01 30min Technical call",
            "2026-09-08 30min Technical call",
            "2026-09-17 60min <2026-09-15 Technical call, moved to Thursday",
            "2026-09-29 30min cancelled Technical call",
            "2026-10-06 30min Technical call",
            "2026-10-13 30min Technical call",
            "2026-11-09 Workshop with Nordlicht Systems in Lübeck",
            "2026-11-19 45min Night release, go or no go",
            "2026-11-20 30min Payroll",
        ]
    );
    let description = &read(GOOGLE).events[0].description;
    assert!(
        description.starts_with("Open points, one list: what waits for us, what waits for you.\n\nJoin: ")
    );
    assert!(
        description.ends_with("\nÄhnlich wie im Frühjahr – kurz halten; Protokoll führt Ida."),
        "{description}"
    );
}

#[test]
fn an_export_of_outlook_is_read() {
    assert_eq!(
        told(&read(OUTLOOK), &year()),
        [
            "2026-01-30 90min Joint plan: quarterly review",
            "2026-03-18 45min Handover; what is open, and who does it",
            "2026-04-24 90min Joint plan: quarterly review",
            "2026-06-11 30min cancelled Canceled: price list",
            "2026-07-06 Holiday",
            "2026-08-06 90min <2026-07-31 Joint plan: quarterly review",
            "2026-10-30 90min Joint plan: quarterly review",
        ]
    );
}

#[test]
fn an_export_of_apple_calendar_is_read() {
    let call = "Monthly engineers’ call 🛠 Werkstatt — Lübeck, Wien und Graz, jeden zweiten Montag";
    let maintenance = "Maintenance window with Nordlicht Systems";
    assert_eq!(
        told(&read(APPLE), &year()),
        [
            format!("2026-01-12 60min {call}"),
            format!("2026-02-09 60min {call}"),
            format!("2026-02-24 90min {maintenance}"),
            format!("2026-03-09 60min {call}"),
            "2026-04-13 30min Engineers’ call, without guests".to_owned(),
            format!("2026-05-11 60min {call}"),
            format!("2026-05-26 90min {maintenance}"),
            format!("2026-06-08 60min {call}"),
            format!("2026-08-25 90min {maintenance}"),
        ]
    );
    assert_eq!(
        told_within(APPLE, "2023-12-01", "2025-12-31"),
        ["2024-02-29 Birthday of Ida Berg"]
    );
}

/// For a visitor in Berlin: where the series ends, it is another hour there.
#[test]
fn series_elsewhere_and_of_whole_days_end_where_their_programs_end_them() {
    assert_eq!(
        told_within(GOOGLE, "2023-05-01", "2023-12-31"),
        [
            "2023-11-02 45min Call with the office overseas",
            "2023-11-09 45min Call with the office overseas",
        ]
    );
    assert_eq!(
        told_within(OUTLOOK, "2023-05-01", "2023-12-31"),
        [
            "2023-08-08 On call for Nordlicht Systems",
            "2023-08-16 <2023-08-15 On call for Nordlicht Systems",
            "2023-08-22 On call for Nordlicht Systems",
        ]
    );
    assert_eq!(
        told_within(APPLE, "2023-05-01", "2023-12-31"),
        [
            "2023-07-10 60min Visit of the plant overseas",
            "2023-07-11 60min Visit of the plant overseas",
        ]
    );
    let calendar = read(APPLE);
    let visit = calendar
        .events
        .iter()
        .find(|event| event.summary.starts_with("Visit"));
    assert_eq!(
        visit.unwrap().people,
        ["mara.lind@example.com", "ida.berg@nordlicht.example.org"]
    );
}

/// The title of a meeting that was put into the programs, with whatever texts need.
const LONG_TITLE: &str =
    "Rückblick 🛠 Łódź: „Größe“, Maß und Übermut; was bleibt, was geht und wer es tut, bis zum Herbst";

const LONG_TEXT: &str = "Offene Punkte, eine Liste: was auf uns wartet; was auf euch wartet.\n\nPfad C:\\neu\\Liste, „Ärger“ – und noch eine Zeile, die länger ist als fünfundsiebzig Bytes: ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż.";

/// A weekly call of ten from the first of September, without that of the 22nd and with that of 13 October moved; a review
/// on each last Friday of a month, to the end of June; and what does not recur.
#[test]
fn what_was_put_into_a_program_is_read_of_its_export() {
    let expected = [
        "2026-01-30 90min Monthly review",
        "2026-02-27 90min Monthly review",
        "2026-03-17 60min Call with the harbour",
        "2026-03-27 90min Monthly review",
        "2026-04-21 30min cancelled Price list",
        "2026-04-24 90min Monthly review",
        "2026-05-12 Day of the partners, with Nordlicht Systems",
        "2026-05-29 90min Monthly review",
        "2026-06-15 2820min Workshop – Übergabe",
        "2026-06-26 90min Monthly review",
        &*format!("2026-07-08 45min {LONG_TITLE}"),
        "2026-09-01 30min Technical call",
        "2026-09-08 30min Technical call",
        "2026-09-15 30min Technical call",
        "2026-09-29 30min Technical call",
        "2026-10-06 30min Technical call",
        "2026-10-15 60min <2026-10-13 Technical call, moved to Thursday",
        "2026-10-20 30min Technical call",
        "2026-10-27 30min Technical call",
        "2026-11-03 30min Technical call",
        "2026-11-20 30min Payroll",
        "2026-11-20 45min Night release",
    ];
    for (program, text) in EXPORTS {
        let mut told = told(&read(text), &year());
        told.sort();
        assert_eq!(told, expected, "{program}");
    }
}

#[test]
fn who_was_invited_is_read_of_each_export() {
    let (mara, ida, ole) = (
        "mara.lind@example.com",
        "ida.berg@nordlicht.example.org",
        "ole.brandt@nordlicht.example.org",
    );
    for (program, text) in EXPORTS {
        let calendar = read(text);
        for (title, expected) in [
            // Jonas Weik declined, here and of the payroll.
            ("Technical call", &[ida, mara, ole][..]),
            ("Technical call, moved to Thursday", &[ida, mara, ole]),
            ("Monthly review", &[ida, mara]),
            ("Day of the partners, with Nordlicht Systems", &[]),
            ("Workshop – Übergabe", &[ida, mara]),
            ("Call with the harbour", &[mara, ole]),
            ("Night release", &[ida, mara]),
            ("Price list", &[ida, mara]),
            (LONG_TITLE, &[ida, mara]),
            ("Payroll", &[mara]),
        ] {
            let mut events = calendar.events.iter().filter(|event| event.summary == title);
            let (event, other) = (events.next().unwrap(), events.next());
            let mut people: Vec<&str> = event.people.iter().map(|address| &**address).collect();
            people.sort_unstable();
            assert_eq!((people, other), (expected.to_vec(), None), "{program}: {title}");
        }
        let long = calendar.events.iter().find(|event| event.summary == LONG_TITLE);
        assert_eq!(long.unwrap().description, LONG_TEXT, "{program}");
    }
}

/// The same calendar in a program that knows no guests, no zones and nothing that was called off; to which a moved
/// occurrence is an event of its own, and which counts ten calls without the one that was left out.
#[test]
fn what_a_simple_program_exports_without_names_is_read() {
    let calendar = read_calendar(CALCURSE).unwrap();
    assert_eq!(calendar.events.len(), 10);
    let causes: Vec<&Cause> = calendar.problems.iter().map(|problem| &problem.cause).collect();
    assert_eq!(causes, [&Cause::UidMissing; 10]);
    let expected = [
        "2026-01-30 90min Monthly review",
        "2026-02-27 90min Monthly review",
        "2026-03-18 60min Call with the harbour",
        "2026-03-27 90min Monthly review",
        "2026-04-21 30min Price list",
        "2026-04-24 90min Monthly review",
        "2026-05-12 Day of the partners, with Nordlicht Systems",
        "2026-05-29 90min Monthly review",
        "2026-06-15 2820min Workshop – Übergabe",
        "2026-06-26 90min Monthly review",
        &*format!("2026-07-08 45min {LONG_TITLE}"),
        "2026-09-01 30min Technical call",
        "2026-09-08 30min Technical call",
        "2026-09-15 30min Technical call",
        "2026-09-29 30min Technical call",
        "2026-10-06 30min Technical call",
        "2026-10-13 30min Technical call",
        "2026-10-15 60min Technical call, moved to Thursday",
        "2026-10-20 30min Technical call",
        "2026-10-27 30min Technical call",
        "2026-11-03 30min Technical call",
        "2026-11-10 30min Technical call",
        "2026-11-20 30min Payroll",
        "2026-11-20 45min Night release",
    ];
    let mut told = told(&calendar, &year());
    told.sort();
    assert_eq!(told, expected);
}

#[test]
fn the_fixtures_made_by_hand_keep_to_the_line_rules() {
    for text in [GOOGLE, OUTLOOK, APPLE] {
        assert!(text.ends_with("\r\n"));
        for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
    }
}
