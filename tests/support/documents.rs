//! Documents as text: a pack, two responses, a bundle, and what is said after one change.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::{Document, read_bundle, read_document};
use channel_readiness::domain::json::{Json, compact};
use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

#[path = "changed.rs"]
mod changed;

pub use changed::{told, with};

/// The pack of the worked example in the scoring method: `b1` is a gate, `b2` may not apply.
pub fn pack_json() -> Value {
    let indicator = |id: &str, weight: u8, half_life: u16, gate: bool| {
        let side = json!({"question": "Q?", "anchors": ["0", "1", "2", "3", "4"]});
        json!({"id": id, "title": id, "weight": weight, "gate": gate, "lengths": ["full"], "halfLifeDays": half_life,
               "sides": {"vendor": side, "partner": side}})
    };
    let level = json!({"name": "L", "meaning": "M"});
    json!({
        "kind": "pack", "format": 1, "id": "worked", "version": 1, "languages": ["en"], "title": "Worked",
        "levels": [level, level, level, level, level],
        "dimensions": [
            {"id": "a", "title": "A", "weight": 1, "indicators":
                [indicator("a1", 2, 90, true), indicator("a2", 1, 90, false), indicator("a3", 1, 90, false)]},
            {"id": "b", "title": "B", "weight": 3, "indicators": [indicator("b1", 1, 180, true), indicator("b2", 1, 180, false)]},
            {"id": "c", "title": "C", "weight": 1, "headline": false, "indicators": [indicator("c1", 1, 365, false)]}
        ]
    })
}

pub fn pack() -> Pack {
    Pack::parse(&pack_json().to_string()).unwrap()
}

/// The vendor's response of the worked example, as of 2026-11-22.
pub fn vendor() -> Value {
    json!({
        "kind": "response", "format": 1, "id": "0190f5f0-7b1c-7000-8000-000000000001",
        "pack": {"id": "worked", "version": 1}, "side": "vendor", "length": "full", "title": null,
        "company": {"id": null, "name": "Ähre & Söhne", "kind": "vendor", "size": "51-250"},
        "counterpart": {"id": "0190f5f0-7b1c-7000-8000-0000000000aa", "name": "", "kind": null, "size": null},
        "respondent": null, "createdAt": "2026-11-22T10:41:00.000Z", "updatedAt": "2026-11-22T10:41:00.500Z",
        "answers": {
            "a1": {"state": "level", "level": 3, "day": "2026-11-22", "note": "=1+1", "link": "javascript:alert(1)"},
            "a2": {"state": "unknown", "day": "2026-11-22", "note": "", "link": ""},
            "a3": {"state": "level", "level": 1, "day": "2026-08-24", "note": "", "link": ""},
            "b1": {"state": "level", "level": 2, "day": "2026-05-26", "note": "", "link": ""},
            "b2": {"state": "notApplicable", "reason": "none", "day": "2026-11-22", "note": "", "link": ""},
            "c1": {"state": "level", "level": 4, "day": "2026-11-22", "note": "", "link": ""}
        }
    })
}

pub fn partner() -> Value {
    let mut response = vendor();
    response["side"] = json!("partner");
    response["id"] = json!("0190f5f0-7b1c-7000-8000-000000000002");
    response["answers"] = json!({
        "a1": {"state": "level", "level": 1, "day": "2026-11-22"},
        "a3": {"state": "level", "level": 2, "day": "2026-11-22"},
        "b1": {"state": "level", "level": 2, "day": "2026-11-22"}
    });
    response
}

pub fn company() -> Value {
    json!({"id": "0190f5f0-7b1c-7000-8000-0000000000aa", "name": "Partner", "kind": "reseller", "size": "1-10",
           "notes": "n", "createdAt": "2026-11-22T10:41:00.000Z", "updatedAt": "2026-11-22T10:41:00.000Z"})
}

pub fn bundle() -> Value {
    json!({"kind": "bundle", "format": 1, "packs": [pack_json()], "companies": [company()], "responses": [vendor(), partner()]})
}

/// The bundle as it is written: the partner's answers leave out what is empty.
pub fn spelled_out(mut bundle: Value) -> Value {
    for answer in bundle["responses"][1]["answers"]
        .as_object_mut()
        .unwrap()
        .values_mut()
    {
        answer["note"] = json!("");
        answer["link"] = json!("");
    }
    bundle
}

pub fn value(json: &Json) -> Value {
    serde_json::from_str(&compact(json)).unwrap()
}

/// Expects the response to be refused after setting `value` at `pointer`, and that the place has a position.
#[track_caller]
pub fn mistake(pointer: &str, value: Value, expected: &str) {
    let problems = read_document(&with(vendor(), pointer, value).to_string(), &[&pack()]).unwrap_err();
    assert_eq!(told(&problems), expected);
    assert!(problems.iter().all(|problem| problem.at.is_some()));
}

/// Expects the response to be read after setting `value` at `pointer`.
#[track_caller]
pub fn fine(pointer: &str, value: Value) -> Assessment {
    let read = read_document(&with(vendor(), pointer, value).to_string(), &[&pack()]);
    match read.unwrap_or_else(|problems| panic!("{}", told(&problems))) {
        Document::Response(response) => *response,
        other => panic!("{other:?}"),
    }
}

/// Expects the bundle to be refused after setting `value` at `pointer`.
#[track_caller]
pub fn bundle_mistake(pointer: &str, value: Value, expected: &str) {
    let problems = read_bundle(&with(bundle(), pointer, value).to_string(), &[]).unwrap_err();
    assert_eq!(told(&problems), expected);
}
