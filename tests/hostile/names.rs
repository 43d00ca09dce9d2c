//! B6, B7, B10: names that JavaScript knows, script, and characters that turn words around. All are plain text.

use serde_json::{Value, json};

use crate::cases::{Cases, Entry, everything, free_texts, place_of, with, with_raw};
use crate::dice::Dice;
use crate::hostile_words::{NAMES, SCRIPTS, TURNING, marked};

#[test]
fn names_that_javascript_knows_are_kept_as_unknown_fields() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        let document = entry.document();
        let objects = everything(&document).into_iter().filter(|(pointer, value)| {
            value.is_object()
                && !pointer.contains("/when")
                && pointer != "/title"
                && !pointer.ends_with("/answers")
        });
        for (pointer, _) in objects {
            for name in NAMES {
                let value = json!({"__proto__": {"polluted": true}, "constructor": name});
                let pointer = format!("{pointer}/{name}");
                let written = cases.accepted(
                    entry,
                    &with(document.clone(), &pointer, value.clone()).to_string(),
                );
                assert_eq!(written.pointer(&pointer), Some(&value));
            }
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn names_that_javascript_knows_can_be_ids() {
    let mut cases = Cases::default();
    for name in NAMES.into_iter().filter(|name| !name.is_empty()) {
        for pointer in [
            "/id",
            "/dimensions/0/id",
            "/dimensions/1/indicators/1/id",
            "/checks/0/id",
        ] {
            let (text, _) = with_raw(&Entry::Pack.document(), pointer, &json!(name).to_string());
            let written = cases.accepted(Entry::Pack, &text);
            assert_eq!(written.pointer(pointer), Some(&json!(name)));
        }
        for state in ["unknown", "notApplicable"] {
            let pointer = format!("/answers/{name}");
            let answer = json!({"state": state, "day": "2026-11-22"});
            let written = cases.accepted(
                Entry::Response,
                &with(Entry::Response.document(), &pointer, answer).to_string(),
            );
            assert_eq!(written["answers"][name]["state"], json!(state));
        }
    }
}

#[test]
fn an_id_that_is_empty_or_a_megabyte_long_is_refused() {
    let mut cases = Cases::default();
    let document = Entry::Pack.document();
    let ids = everything(&document).into_iter().filter(|(pointer, value)| {
        (pointer.ends_with("/id") || pointer.contains("/checks/0/indicators/")) && value.is_string()
    });
    for (pointer, _) in ids {
        for length in [0, 101, 1000, 1_000_000] {
            let id = "x".repeat(length);
            let (text, column) = with_raw(&document, &pointer, &json!(id).to_string());
            let shown = id.chars().take(60).collect::<String>();
            let cause = match length {
                0 => "must not be empty".to_owned(),
                _ => format!("expected a text of at most 100 characters, found \"{shown}…\""),
            };
            cases.refused(Entry::Pack, &text, (&place_of(&pointer), &cause, column));
        }
    }
    let mut dice = Dice::new(11);
    let document = Entry::Response.document();
    for length in (0..50).map(|number| 101 + 40 * number).chain([1_000_000]) {
        let character = *dice.pick(&['x', 'é', '😀', '"', '\u{202e}']);
        let name: String = std::iter::repeat_n(character, length).collect();
        let mut answers = document["answers"].clone();
        answers[&name] = json!({"state": "unknown", "day": "2026-11-22"});
        let text = with(document.clone(), "/answers", answers).to_string();
        let shown: String = name.chars().take(60).collect();
        let shown = json!(shown).to_string();
        let place = format!("answers[{}…\"]", &shown[..shown.len() - 1]);
        let problems = cases.refused_somehow(Entry::Response, &text);
        let expected = format!(
            "{place}: the indicator's id is too long, at most 100 characters are read (line 1, column"
        );
        assert!(
            problems[0].to_string().starts_with(&expected),
            "{}",
            problems[0].place
        );
    }
    cases.at_least(40, &[Entry::Pack]);
    cases.at_least(50, &[Entry::Response]);
}

#[test]
fn script_and_turning_characters_are_kept_byte_for_byte_in_every_text() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(21);
    let all = [&SCRIPTS[..], &TURNING].concat();
    for entry in Entry::BOTH {
        let document = entry.document();
        for pointer in free_texts(&document) {
            // Every text gets some of them, and each goes into some texts.
            for _ in 0..10 {
                let words = *dice.pick(&all);
                let written =
                    cases.accepted(entry, &with(document.clone(), &pointer, json!(words)).to_string());
                assert_eq!(written.pointer(&pointer), Some(&json!(words)), "{pointer}");
            }
            let marks = marked();
            if !pointer.ends_with("/observes") {
                let written =
                    cases.accepted(entry, &with(document.clone(), &pointer, json!(marks)).to_string());
                assert_eq!(written.pointer(&pointer), Some(&json!(marks)), "{pointer}");
            }
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn script_where_a_word_is_expected_is_refused_and_quoted() {
    let mut cases = Cases::default();
    let words = |entry| match entry {
        Entry::Pack => vec![
            ("/languages/0", "expected a language tag such as en or pt-BR"),
            (
                "/dimensions/0/indicators/0/lengths/0",
                "expected one of quick, full",
            ),
            (
                "/dimensions/0/indicators/0/evidence/grade",
                "expected one of A, B, C",
            ),
            (
                "/dimensions/0/indicators/0/weight",
                "expected a number from 0.001 to 1000",
            ),
            ("/checks/0/when/of", "expected one of vendor, partner"),
        ],
        Entry::Response => vec![
            ("/side", "expected one of vendor, partner"),
            ("/length", "expected one of quick, full"),
            (
                "/company/size",
                "expected one of 1-10, 11-50, 51-250, 251-1000, 1001+",
            ),
            (
                "/answers/a1/state",
                "expected one of level, unknown, notApplicable",
            ),
            ("/answers/a1/day", "expected a day such as 2026-11-22"),
            (
                "/createdAt",
                "expected a moment in UTC such as 2026-11-22T10:41:00Z",
            ),
            (
                "/id",
                "expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001",
            ),
        ],
    };
    for entry in Entry::BOTH {
        for (pointer, expected) in words(entry) {
            for script in SCRIPTS {
                let raw = json!(script).to_string();
                let (text, column) = with_raw(&entry.document(), pointer, &raw);
                // Quoted up to 60 characters, spelled as in the text.
                assert!(script.chars().count() <= 60);
                let cause = format!("{expected}, found {raw}");
                cases.refused(entry, &text, (&place_of(pointer), &cause, column));
            }
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn texts_are_read_up_to_their_limit_in_characters() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        let document = entry.document();
        for pointer in free_texts(&document) {
            let last = pointer.rsplit('/').next().unwrap();
            let limit = match (entry, last) {
                (Entry::Pack, "observes") => 100,
                (Entry::Pack, _) => 20_000,
                (Entry::Response, "note" | "reason") => 100_000,
                (Entry::Response, _) => 10_000,
            };
            let of = |length: usize| Value::from("😀".repeat(length)).to_string();
            for round in 0..if entry == Entry::Pack { 1 } else { 5 } {
                cases.accepted(entry, &with_raw(&document, &pointer, &of(limit - round)).0);
                let (text, column) = with_raw(&document, &pointer, &of(limit + 1 + 7 * round));
                let cause = format!("the text is too long, at most {limit} characters are read");
                cases.refused(entry, &text, (&place_of(&pointer), &cause, column));
            }
        }
    }
    cases.at_least(30, &Entry::BOTH);
}
