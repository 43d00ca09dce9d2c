//! Hostile figures of others, by class: each text is refused with its place and reason, and what is read is plain text, kept
//! as it came.

use channel_readiness::domain::benchmark::Benchmark;
use channel_readiness::domain::json::{compact, parse};
use serde_json::{Value, json};

use crate::hostile_words::{NAMES, SCRIPTS, TURNING, marked};
use crate::targets;

const SMALL: &str = include_str!("../fixtures/benchmark-format-1.json");

fn with(pointer: &str, value: Value) -> String {
    let mut document: Value = serde_json::from_str(SMALL).unwrap();
    *document.pointer_mut(pointer).unwrap() = value;
    document.to_string()
}

/// What is wrong with a text, each with its place and position.
#[track_caller]
fn refused(text: &str) -> String {
    targets::benchmark(text.as_bytes());
    let problems = Benchmark::parse(text).expect_err(text.get(..200).unwrap_or(text));
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.cause))
        .collect::<Vec<_>>()
        .join("\n")
}

#[track_caller]
fn read(text: &str) -> Benchmark {
    targets::benchmark(text.as_bytes());
    Benchmark::parse(text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn b1_a_text_that_is_cut_anywhere_is_refused() {
    let ends = SMALL
        .char_indices()
        .map(|(place, _)| place)
        .filter(|place| place % 7 == 0);
    for end in ends {
        refused(&SMALL[..end]);
    }
    assert!(refused(&format!("{SMALL}{SMALL}")).starts_with(": "));
}

#[test]
fn b3_b4_what_is_nested_too_deep_or_stands_twice_is_refused() {
    for levels in [125, 126, 127, 128, 1000, 100_000] {
        let deep = "[".repeat(levels) + &"]".repeat(levels);
        let text = SMALL.replacen('{', &format!("{{\"x\":{deep},"), 1);
        assert!(refused(&text).contains("nested too deep"), "{levels}");
    }
    for name in ["title", "companies", "figures", "limits"] {
        let text = SMALL.replacen('{', &format!("{{\"{name}\":1,"), 1);
        assert!(refused(&text).contains(name), "{name}");
    }
    let twice = SMALL.replacen("\"a1\":", "\"a1\": { \"mean\": 1, \"deviation\": 1 }, \"a1\":", 1);
    assert!(refused(&twice).contains("a1"));
}

#[test]
fn b5_b12_numbers_beyond_their_bounds_are_refused() {
    for format in ["0", "-1", "1.5", "\"1\"", "2", "1e300", "null", "[]"] {
        refused(&SMALL.replacen("\"format\": 1", &format!("\"format\": {format}"), 1));
    }
    for companies in [
        "0",
        "-1",
        "1.5",
        "\"120\"",
        "1000000001",
        "1e300",
        "1e-320",
        "NaN",
        "Infinity",
        "null",
    ] {
        refused(&SMALL.replacen("\"companies\": 120", &format!("\"companies\": {companies}"), 1));
    }
    for median in [
        "-0.1",
        "100.1",
        "1e308",
        "-1e308",
        "\"50\"",
        "NaN",
        "-Infinity",
        "true",
        "[]",
    ] {
        let told = refused(&SMALL.replacen("\"median\": 50", &format!("\"median\": {median}"), 1));
        assert!(
            told.contains("figures.score.median") || told.starts_with(": "),
            "{told}"
        );
    }
    // A number that is next to nothing is one.
    read(&SMALL.replacen("\"deviation\": 11", "\"deviation\": 1e-320", 1));
}

#[test]
fn b6_b7_b10_words_are_words_and_kept_as_they_came() {
    let marked = marked();
    let all = NAMES.into_iter().chain(SCRIPTS).chain(TURNING).chain([&*marked]);
    for words in all.filter(|words| !words.is_empty()) {
        for pointer in ["/title", "/source/text", "/licence", "/limits/0"] {
            let text = with(pointer, json!(words));
            let written = compact(&read(&text).document);
            assert_eq!(parse(&written).unwrap(), parse(&text).unwrap(), "{words:?}");
        }
        assert!(
            refused(&with("/source/link", json!(words))).contains("source.link"),
            "{words:?}"
        );
        let mut document: Value = serde_json::from_str(SMALL).unwrap();
        document[words] = json!({"deep": words});
        if !SMALL.contains(&format!("\"{words}\"")) {
            read(&document.to_string());
        }
    }
}

#[test]
fn b6_names_of_figures_are_bounded() {
    for name in ["", &"n".repeat(101), &"n".repeat(1_000_000)] {
        for list in ["dimensions", "indicators"] {
            let mut document: Value = serde_json::from_str(SMALL).unwrap();
            document["figures"][list][name] = json!({"mean": 1, "deviation": 1});
            assert!(refused(&document.to_string()).contains("an id has 1 to 100 characters"));
        }
    }
    let many: serde_json::Map<String, Value> = (0..1001)
        .map(|number| (number.to_string(), json!({"mean": 1, "deviation": 1})))
        .collect();
    let told = refused(&with("/figures/indicators", Value::Object(many)));
    assert!(told.contains("1001 entries, at most 1000 are read"), "{told}");
}

#[test]
fn b14_days_that_there_are_not_are_refused() {
    for date in [
        "2026-02-30",
        "0000",
        "0000-01-01",
        "10000",
        "26",
        "2026-13-01",
        "2026-1-1",
        "",
        "2026 ",
    ] {
        let told = refused(&with("/source/date", json!(date)));
        assert!(told.starts_with("source.date: "), "{told}");
    }
}
