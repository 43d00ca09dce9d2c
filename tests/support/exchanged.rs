//! What two companies exchange, as documents, over the pack and the responses of `documents.rs`.
#![allow(dead_code, reason = "each suite uses some of it")]

use serde_json::{Value, json};

use crate::documents::{pack_json, partner, vendor};

/// A stamp of 2026-11-22T10:40:00Z, by this device.
pub fn stamp(device: u64) -> String {
    format!("01a202d76400-00000000-{device:016x}")
}

pub fn invite() -> Value {
    json!({
        "kind": "invite", "format": 1, "id": "0190f5f0-7b1c-7000-8000-0000000000e1",
        "createdAt": "2026-11-22T10:41:00.000Z", "pack": {"id": "worked", "version": 1, "hash": "0".repeat(64)},
        "length": "full", "side": "partner",
        "from": {"id": null, "name": "Ähre & Söhne", "kind": "vendor", "size": "51-250"},
        "to": {"id": null, "name": "Kontoso", "kind": "reseller", "size": "1-10"},
        "language": "de", "message": "Bis Freitag?"
    })
}

/// The partner's response as it is told: with all members spelled out, and without ids of companies.
pub fn told() -> Value {
    let mut response = partner();
    response["counterpart"]["id"] = Value::Null;
    for answer in response["answers"].as_object_mut().unwrap().values_mut() {
        answer["note"] = json!("");
        answer["link"] = json!("");
    }
    response
}

pub fn view() -> Value {
    json!({
        "kind": "view", "format": 1, "createdAt": "2026-11-22T10:52:31.000Z",
        "invite": "0190f5f0-7b1c-7000-8000-0000000000e1", "pack": pack_json(),
        "payload": {
            "document": told(),
            "stamps": {"/answers/a1": stamp(2), "/answers/zz": stamp(3), "/updatedAt": stamp(2)}
        }
    })
}

pub fn result() -> Value {
    let figures = json!({"score": 52.5, "low": 48.25, "high": 54.75, "coverage": 0.9375, "freshness": 0.5, "level": 1, "levelHigh": 2});
    let mut result = figures.clone();
    let own = json!({"kind": "result", "format": 1, "floor": null, "openGates": 0,
        "binds": [{"by": "pooled"}, {"by": "dimension", "id": "a"}, {"by": "gate", "id": "b1"}],
        "asked": 6, "applicable": 5, "answered": 4, "dimensions": {"a": figures}});
    result
        .as_object_mut()
        .unwrap()
        .extend(own.as_object().unwrap().clone());
    result
}

pub fn shared_result() -> Value {
    let mut response = told();
    response["id"] = json!("00000000-0000-0000-0000-000000000000");
    json!({
        "kind": "shared-result", "format": 1, "createdAt": "2026-11-22T10:52:31.000Z",
        "company": vendor()["company"], "counterpart": {"id": null, "name": "K", "kind": null, "size": null},
        "side": "vendor", "pack": {"id": "worked", "version": 1, "title": "Worked"},
        "result": result(), "response": response
    })
}
