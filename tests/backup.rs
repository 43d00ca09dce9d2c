//! The content of a backup.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;
#[path = "support/nodes.rs"]
mod nodes;

use channel_readiness::domain::exchange::backup::{Backup, read_backup, write_backup};
use channel_readiness::domain::json::{Json, Member, compact, parse};
use channel_readiness::domain::replica::{DeviceId, Replica};
use channel_readiness::domain::slices::finish;
use channel_readiness::domain::time::Moment;
use documents::{company, pack_json, told, vendor, with};
use nodes::objects;
use serde_json::{Value, json};

const RESPONSE_KEY: &str = "assessment/0190f5f0-7b1c-7000-8000-000000000001";
const COMPANY_KEY: &str = "company/0190f5f0-7b1c-7000-8000-0000000000aa";
const STAMP: &str = "000000000001-00000000-0000000000000001";

fn backup_json() -> Value {
    let tombstone = json!({"deleted": {"stamp": STAMP, "is": true}, "purged": STAMP});
    json!({
        "kind": "backup", "format": 1, "createdAt": "2026-11-22T10:41:00.000Z", "app": "0.1.0",
        "device": "00000000000000a7",
        "records": [
            {"key": RESPONSE_KEY, "payload": {"document": vendor(), "stamps": {"/answers/a1": STAMP},
                "past": {"/answers/a1": [{"value": {"state": "unknown", "day": "2026-11-21"}}]}}},
            {"key": COMPANY_KEY, "payload": {"document": company()}},
            {"key": "setting/language", "payload": {"document": {"language": "de"}}},
            {"key": "assessment/0190f5f0-7b1c-7000-8000-000000000009", "payload": tombstone}
        ],
        "packs": [pack_json()]
    })
}

#[track_caller]
fn mistake(pointer: &str, value: Value, expected: &str) {
    refused(&with(backup_json(), pointer, value), expected);
}

#[track_caller]
fn refused(backup: &Value, expected: &str) {
    let problems = finish(read_backup(&backup.to_string())).unwrap_err();
    assert_eq!(told(&problems), expected);
    assert!(problems.iter().all(|problem| problem.at.is_some()));
}

fn written(backup: &Backup) -> Value {
    serde_json::from_str(&finish(write_backup(backup))).unwrap()
}

#[test]
fn a_backup_is_written_as_it_was_read() {
    let backup = finish(read_backup(&backup_json().to_string())).unwrap();
    assert_eq!(written(&backup), backup_json());
    assert_eq!((backup.app.as_str(), backup.device), ("0.1.0", DeviceId(0xa7)));
    assert_eq!(backup.created_at, Moment::parse("2026-11-22T10:41:00Z").unwrap());
    assert_eq!((backup.records.len(), backup.packs.len()), (4, 1));
    assert!(backup.records[3].replica.is_purged());
}

#[test]
fn unknown_fields_are_kept_in_every_object() {
    let mut extended = backup_json();
    for (number, at) in objects(&backup_json()).into_iter().enumerate() {
        let closed = ["/answers", "/stamps", "/past", "/deleted", "/0"];
        if !closed.iter().any(|end| at.ends_with(end)) || at.ends_with("/records/0") {
            extended = with(extended, &format!("{at}/x"), json!({"deep": [number, null]}));
        }
    }
    let read =
        finish(read_backup(&extended.to_string())).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    assert_eq!(written(&read), extended);
}

#[test]
fn every_mistake_is_named_with_its_place() {
    mistake(
        "/kind",
        json!("bundle"),
        "kind: expected \"backup\", found \"bundle\"",
    );
    mistake(
        "/format",
        json!(2),
        "format: made for a newer version: format 2, this program reads 1",
    );
    mistake(
        "/createdAt",
        json!("now"),
        "createdAt: expected a moment in UTC such as 2026-11-22T10:41:00Z, found \"now\"",
    );
    mistake("/app", json!(1), "app: expected a text, found 1");
    mistake(
        "/device",
        json!("A7"),
        "device: expected 16 lower-case hexadecimal digits, found \"A7\"",
    );
    mistake("/records", json!({}), "records: expected a list, found an object");
    mistake("/records/1", json!(1), "records[1]: expected an object, found 1");
    mistake("/records/1/key", json!(""), "records[1].key: must not be empty");
    mistake(
        "/records/2/key",
        json!(COMPANY_KEY),
        "records[2].key: the same as of records[1]\n\
        records[2].payload.document.id: missing\n\
        records[2].payload.document.createdAt: missing\n\
        records[2].payload.document.updatedAt: missing",
    );
    mistake(
        "/records/1/payload",
        json!(null),
        "records[1].payload: expected an object, found null",
    );
    mistake(
        "/records/1/payload",
        json!({}),
        "records[1].payload.document: missing",
    );
    mistake(
        "/records/0/payload/stamps",
        json!({"title": STAMP}),
        "records[0].payload.stamps.title: no record has anything at this path\n\
        records[0].payload.past[\"/answers/a1\"][0]: is not older than the answer",
    );
    mistake(
        "/records/0/payload/document/side",
        json!("both"),
        "records[0].payload.document.side: expected one of vendor, partner, found \"both\"",
    );
    mistake(
        "/records/1/payload/document/size",
        json!(5),
        "records[1].payload.document.size: expected one of 1-10, 11-50, 51-250, 251-1000, 1001+, found 5",
    );
    mistake(
        "/records/1/key",
        json!("company/0190f5f0-7b1c-7000-8000-0000000000ab"),
        "records[1].payload.document: its id is 0190f5f0-7b1c-7000-8000-0000000000aa, which is not that of the key",
    );
    mistake(
        "/packs/0/version",
        json!(0),
        "packs[0].version: expected a whole number from 1 to 4294967295, found 0",
    );
    mistake(
        "/packs",
        json!([pack_json(), pack_json()]),
        "packs[1]: the same pack as packs[0]",
    );
    mistake(
        "/packs",
        json!(vec![0; 1001]),
        "packs: 1001 packs, a backup has at most 1000",
    );
}

#[test]
fn all_mistakes_come_at_once() {
    let backup = with(backup_json(), "/device", json!(5));
    let backup = with(backup, "/records/1/payload/document/id", json!("x"));
    refused(
        &with(backup, "/records/2/key", json!(7)),
        "device: expected 16 lower-case hexadecimal digits, found 5\n\
        records[1].payload.document.id: expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001, found \"x\"\n\
        records[2].key: expected a text, found 7",
    );
}

#[test]
fn what_the_lists_make_of_a_document_must_be_right_too() {
    let wrong = "records[0].payload.document: the lists beside it make a wrong document of it:";
    let payload = "/records/0/payload";
    let gone = json!({"/side": true});
    mistake(
        &format!("{payload}/gone"),
        gone,
        &format!("{wrong} side: missing"),
    );
    let other = json!({"/id": "0190f5f0-7b1c-7000-8000-000000000002"});
    mistake(
        &format!("{payload}/unseen"),
        other,
        &format!("{wrong} another id"),
    );
    let harmless = with(
        backup_json(),
        &format!("{payload}/unseen"),
        json!({"/title": "t"}),
    );
    assert!(finish(read_backup(&harmless.to_string())).is_ok());
}

#[test]
fn records_of_a_kind_that_is_not_known_are_kept_as_they_are() {
    for key in ["portfolio/1", "portfolio", "/", "Assessment/1"] {
        let backup = with(
            backup_json(),
            "/records/1",
            json!({"key": key, "payload": {"document": [5]}}),
        );
        let read = finish(read_backup(&backup.to_string())).unwrap();
        assert_eq!(written(&read), backup);
    }
}

#[test]
fn what_the_store_can_read_a_backup_can_hold() {
    let nested = |levels: usize| parse(&["[".repeat(levels), "]".repeat(levels)].concat()).unwrap();
    // The payload and its document's object stand around it.
    let replica = Replica::new(&Json::object(vec![Member::new("x", nested(125))]));
    let payload = compact(&replica.to_json());
    assert!(parse(&payload).is_ok());
    let with_payload = |payload: &str| {
        let text = backup_json().to_string();
        text.replacen(r#"{"document":{"language":"de"}}"#, payload, 1)
    };
    assert!(finish(read_backup(&with_payload(&payload))).is_ok());
    let problems = finish(read_backup(&with_payload(&payload.replacen('[', "[[", 1)))).unwrap_err();
    assert_eq!(
        problems[0].cause,
        "lists and objects are nested too deep, at most 130 levels are read"
    );
}
