//! A small pack, changed in one place: what is then said of it.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use serde_json::{Value, json};

#[path = "changed.rs"]
mod changed;

pub use changed::told;

/// Two dimensions with three indicators, of which `b1` has a condition, and one check.
pub fn small() -> Value {
    json!({
        "kind": "pack", "format": 1, "id": "small", "version": 3, "languages": ["en", "de"], "title": "Small",
        "levels": [
            {"name": "Zero", "meaning": "0"}, {"name": "One", "meaning": "1"}, {"name": "Two", "meaning": "2"},
            {"name": "Three", "meaning": "3"}, {"name": "Four", "meaning": "4"}
        ],
        "limits": ["It says little."],
        "dimensions": [
            {"id": "a", "title": {"de": "Erste", "en": "First"}, "intro": "Intro", "weight": 1, "headline": true, "indicators": [
                indicator("a1"),
                {"id": "a2", "title": "A2", "weight": 2.5, "gate": true, "lengths": ["full"], "halfLifeDays": 90,
                 "sides": {"partner": {"question": "Q?", "anchors": ["0", "1", "2", "3", "4"]}}}
            ]},
            {"id": "b", "title": "Second", "weight": 0.001, "headline": false, "indicators": [indicator("b1")]}
        ],
        "checks": [{"id": "c", "when": {"of": "vendor", "indicator": "a1", "atLeast": 3}, "ask": "Why?", "indicators": ["a1", "b1"]}]
    })
}

pub fn indicator(id: &str) -> Value {
    let side = json!({
        "question": "Q?", "hint": "H", "anchors": ["0", "1", "2", "3", "4"],
        "steps": [{"to": 2, "action": "Do", "who": "You", "days": 8}, {"to": 4, "action": "Do more", "days": 365}]
    });
    let when = if id == "b1" {
        json!({"indicator": "a1", "atLeast": 1})
    } else {
        Value::Null
    };
    json!({
        "id": id, "title": id.to_uppercase(), "weight": 1, "gate": false, "mayNotApply": true, "lengths": ["quick", "full"],
        "halfLifeDays": 180, "observes": "plan-cadence", "when": when, "sides": {"vendor": side, "partner": side},
        "why": "So", "evidence": {"grade": "B", "sources": ["S"], "counter": "C"}
    })
}

/// The small pack with the member or item at `pointer` set.
pub fn with(pointer: &str, value: Value) -> Value {
    changed::with(small(), pointer, value)
}

pub fn without(pointer: &str) -> Value {
    let mut pack = small();
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    pack.pointer_mut(parent)
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove(last)
        .unwrap();
    pack
}

pub fn read(pack: &Value) -> Result<Pack, Vec<Problem>> {
    Pack::parse(&serde_json::to_string_pretty(pack).unwrap())
}

/// Expects one mistake after setting `value` at `pointer`, as `place: cause`, and that it has a position.
#[track_caller]
pub fn mistake(pointer: &str, value: Value, expected: &str) {
    refused(&with(pointer, value), expected);
}

/// Expects one mistake after taking away what is at `pointer`.
#[track_caller]
pub fn missing(pointer: &str, expected: &str) {
    refused(&without(pointer), expected);
}

#[track_caller]
pub fn refused(pack: &Value, expected: &str) {
    let problems = read(pack).expect_err("a mistake");
    assert_eq!(told(&problems), expected);
    assert!(
        problems.iter().all(|problem| problem.at.is_some()),
        "{problems:?}"
    );
}

/// Expects that the pack is read after setting `value` at `pointer`.
#[track_caller]
pub fn fine(pointer: &str, value: Value) -> Pack {
    read(&with(pointer, value)).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}
