//! B5, B12: versions and formats that are none, and numbers that would spoil a score.

use serde_json::json;

use crate::cases::{Cases, Entry, everything, place_of, with_raw};
use crate::dice::Dice;

/// Numbers and other things that no whole number from 1 is.
const NO_VERSION: [&str; 18] = [
    "0",
    "-0",
    "-1",
    "1.5",
    "0.999999",
    "-1e0",
    "\"2\"",
    "\"1\"",
    "\"\"",
    "true",
    "false",
    "1e300",
    "9007199254740993e10",
    "4294967296",
    "9007199254740992",
    "4.294967296e9",
    "1e-320",
    "5e-324",
];

#[test]
fn a_version_that_is_none_is_refused_with_its_value() {
    let mut cases = Cases::default();
    for (entry, pointer) in [(Entry::Pack, "/version"), (Entry::Response, "/pack/version")] {
        let document = entry.document();
        let mut dice = Dice::new(5);
        let negative = (0..20).map(|_| format!("-{}", 1 + dice.below(1_u64 << 40)));
        let mut values: Vec<String> = NO_VERSION
            .map(str::to_owned)
            .into_iter()
            .chain(negative)
            .collect();
        let mut dice = Dice::new(6);
        values.extend((0..20).map(|_| format!("{}.{}", dice.below(1000), 1 + dice.below(9))));
        values.extend((0..20).map(|_| (4_294_967_296 + dice.below(1_u64 << 40)).to_string()));
        for raw in values {
            let (text, column) = with_raw(&document, pointer, &raw);
            let cause = format!("expected a whole number from 1 to 4294967295, found {raw}");
            cases.refused(entry, &text, (&place_of(pointer), &cause, column));
        }
        for (raw, found) in [("null", "null"), ("[1]", "a list"), ("{}", "an object")] {
            let (text, column) = with_raw(&document, pointer, raw);
            let cause = format!("expected a whole number from 1 to 4294967295, found {found}");
            cases.refused(entry, &text, (&place_of(pointer), &cause, column));
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn a_format_that_is_not_1_is_refused_with_its_value() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        let document = entry.document();
        let mut dice = Dice::new(7);
        let random = (0..30).map(|_| (2 + dice.below(1_u64 << 50)).to_string());
        let newer = ["2", "2.0", "2e0", "9007199254740992", "4294967296", "1e300"].map(str::to_owned);
        for raw in newer.into_iter().chain(random) {
            let (text, column) = with_raw(&document, "/format", &raw);
            let cause = format!("made for a newer version: format {raw}, this program reads 1");
            cases.refused(entry, &text, ("format", &cause, column));
        }
        for raw in [
            "0", "-1", "1.5", "\"2\"", "\"1\"", "null", "true", "-1e300", "1e-320", "2.5", "0.99",
        ] {
            let (text, column) = with_raw(&document, "/format", raw);
            cases.refused(
                entry,
                &text,
                ("format", &format!("expected 1, found {raw}"), column),
            );
        }
        for name in [
            "format",
            "kind",
            "id",
            if entry == Entry::Pack { "version" } else { "pack" },
        ] {
            let mut without = document.clone();
            without.as_object_mut().unwrap().remove(name);
            let cause = match name {
                "kind" => {
                    "missing; this is no document of channel-readiness; a response, a bundle, a pack or a benchmark can"
                }
                _ => "missing",
            };
            cases.refused(entry, &without.to_string(), (name, cause, 1));
        }
        let (text, _) = with_raw(&document, "/format", "1.0");
        cases.accepted(entry, &text);
    }
    cases.at_least(50, &Entry::BOTH);
}

/// What no weight and no level can be, with what is told of it.
fn no_numbers() -> Vec<(String, String)> {
    let told = |raw: &str| (raw.to_owned(), raw.to_owned());
    let mut all: Vec<_> = [
        "-1",
        "-0.001",
        "1e308",
        "-1e308",
        "1e-320",
        "5e-324",
        "1e22",
        "\"5\"",
        "\"NaN\"",
        "\"\"",
        "null",
        "true",
        "1000.001",
        "-3",
        "9007199254740993",
    ]
    .map(told)
    .to_vec();
    all.push(("[1]".to_owned(), "a list".to_owned()));
    all.push(("{\"value\":1}".to_owned(), "an object".to_owned()));
    let long = format!("0.{}1", "0".repeat(300));
    all.push((long.clone(), long[..30].to_owned()));
    let mut dice = Dice::new(8);
    all.extend((0..20).map(|_| told(&format!("-{}.{}", dice.below(4), 1 + dice.below(999)))));
    all.extend((0..20).map(|_| told(&format!("{}e{}", 1 + dice.below(9), 4 + dice.below(300)))));
    all.extend((0..20).map(|_| told(&format!("{}e-{}", 1 + dice.below(9), 5 + dice.below(320)))));
    all
}

/// What is no JSON at all, with what is told of it.
const NO_JSON: [(&str, &str); 7] = [
    ("NaN", "unexpected N, expected a value"),
    ("Infinity", "unexpected I, expected a value"),
    ("1e309", "a number is too large"),
    ("-1e99999999999999999999", "a number is too large"),
    ("+1", "unexpected +, expected a value"),
    (".5", "unexpected ., expected a value"),
    ("01", "a number begins with a superfluous 0"),
];

#[test]
fn a_weight_or_level_that_would_spoil_a_score_is_refused_with_its_value() {
    let mut cases = Cases::default();
    for (entry, name, expected) in [
        (Entry::Pack, "/weight", "a number from 0.001 to 1000"),
        (Entry::Response, "/level", "a whole number from 0 to 4"),
    ] {
        let document = entry.document();
        let pointers: Vec<String> = everything(&document)
            .into_iter()
            .map(|(pointer, _)| pointer)
            .filter(|pointer| pointer.ends_with(name))
            .collect();
        let mut dice = Dice::new(9);
        let zero = (entry == Entry::Pack).then(|| ("0".to_owned(), "0".to_owned()));
        for (raw, found) in no_numbers().into_iter().chain(zero) {
            let pointer = dice.pick(&pointers);
            let (text, column) = with_raw(&document, pointer, &raw);
            let cause = format!("expected {expected}, found {found}");
            cases.refused(entry, &text, (&place_of(pointer), &cause, column));
        }
        for (raw, cause) in NO_JSON {
            let (text, column) = with_raw(&document, dice.pick(&pointers).as_str(), raw);
            cases.refused(entry, &text, ("", cause, column));
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn weights_and_levels_at_their_limits_make_scores_in_range() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(10);
    for (entry, name, values) in [
        (
            Entry::Pack,
            "/weight",
            &["0.001", "1e-3", "1000", "1e3", "999.9999999999999", "0.3", "1"][..],
        ),
        (
            Entry::Response,
            "/level",
            &["0", "4", "3.0", "0.4e1", "-0", "20e-1"][..],
        ),
    ] {
        let document = entry.document();
        let pointers = everything(&document).into_iter().map(|(pointer, _)| pointer);
        let pointers: Vec<String> = pointers.filter(|pointer| pointer.ends_with(name)).collect();
        for _ in 0..60 {
            let mut document = document.clone();
            for pointer in &pointers {
                let value: f64 = dice.pick(values).parse().unwrap();
                document = crate::cases::with(document, pointer, json!(value));
            }
            // `targets` looks at the figures.
            cases.accepted(entry, &document.to_string());
        }
        for raw in values {
            let (text, _) = with_raw(&document, &pointers[0], raw);
            cases.accepted(entry, &text);
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn numbers_a_little_beyond_the_largest_do_not_make_two_packs_one() {
    let mut hashes = Vec::new();
    for raw in ["0", "1.7976931348623157e308", "1.797693134862315931348623157e308"] {
        let (text, _) = with_raw(&Entry::Pack.document(), "/unknown", raw);
        hashes.extend(channel_readiness::domain::pack::Pack::parse(&text).map(|pack| pack.hash));
    }
    assert_eq!(hashes.len(), 3);
    assert_ne!(hashes[0], hashes[2]);
    // The nearest double of the third is that of the second.
    assert_eq!(hashes[1], hashes[2]);
}
