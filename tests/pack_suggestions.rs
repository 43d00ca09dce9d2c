//! What is said to be written instead of what is wrong, where that can be known.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/small_pack.rs"]
mod small_pack;

use serde_json::{Value, json};
use small_pack::{read, with, without};

/// The suggestion for the first problem of the small pack with `value` at `pointer`.
#[track_caller]
fn instead(pointer: &str, value: Value, expected: Option<&str>) {
    let problems = read(&with(pointer, value)).unwrap_err();
    assert_eq!(problems[0].instead.as_deref(), expected, "{:?}", problems[0]);
}

#[test]
fn numbers_and_truths_in_quotation_marks_are_given_without() {
    instead("/version", json!("3"), Some("3"));
    instead("/dimensions/0/weight", json!(" 2.5 "), Some("2.5"));
    // As JSON has it: without a sign before it, with a digit before the point.
    instead("/dimensions/0/weight", json!("+5"), Some("5"));
    instead("/dimensions/0/weight", json!(".5"), Some("0.5"));
    instead("/dimensions/0/headline", json!("true"), Some("true"));
    instead("/dimensions/0/indicators/0/halfLifeDays", json!("90"), Some("90"));
}

#[test]
fn what_would_still_be_wrong_is_not_suggested() {
    instead("/version", json!("0"), None);
    instead("/dimensions/0/weight", json!("heavy"), None);
    instead("/dimensions/0/weight", json!("2000"), None);
    instead("/dimensions/0/headline", json!("yes"), None);
}

#[test]
fn a_name_that_is_nearly_right_is_put_right() {
    instead("/kind", json!("pak"), Some("\"pack\""));
    instead(
        "/dimensions/0/indicators/0/lengths",
        json!(["quik", "full"]),
        Some("\"quick\""),
    );
    instead("/checks/0/indicators/0", json!("a11"), Some("\"a1\""));
    instead(
        "/dimensions/1/indicators/0/when",
        json!({"indicator": "a1", "atleast": 1}),
        Some("\"atLeast\""),
    );
}

#[test]
fn a_name_that_is_far_from_all_is_not() {
    instead("/checks/0/indicators/0", json!("zzz"), None);
    instead("/dimensions/0/indicators/0/lengths", json!(["everything"]), None);
}

#[test]
fn lengths_without_the_full_one_are_completed() {
    instead(
        "/dimensions/0/indicators/0/lengths",
        json!(["quick"]),
        Some("[\"quick\", \"full\"]"),
    );
    instead(
        "/dimensions/0/indicators/0/lengths",
        json!([]),
        Some("[\"full\"]"),
    );
}

#[test]
fn a_member_that_was_misspelt_is_named() {
    let mut pack = without("/languages");
    pack["langauges"] = json!(["en", "de"]);
    let problems = read(&pack).unwrap_err();
    assert_eq!(problems[0].instead.as_deref(), Some("\"languages\""));
    assert_eq!(read(&without("/languages")).unwrap_err()[0].instead, None);
}

#[test]
fn of_more_problems_than_are_listed_none_gets_the_suggestion_of_another() {
    let anchors = vec![json!(1); 2000];
    let mut pack = with("/limits", Value::Array(anchors));
    pack["version"] = json!("3");
    for problem in read(&pack).unwrap_err() {
        let expected = (problem.place == "version").then_some("3");
        assert_eq!(problem.instead.as_deref(), expected, "{problem:?}");
    }
}
