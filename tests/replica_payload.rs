//! A replica as the payload of a record: what is written, and every mistake in what is read.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/changed.rs"]
mod changed;
#[path = "support/devices.rs"]
mod devices;

use changed::{told, with};
use channel_readiness::domain::json::{Json, compact, parse};
use channel_readiness::domain::replica::{DeviceId, RegisterPath, Replica, Stamp};
use devices::is_written_as_it_is;
use serde_json::{Value, json};

const FIRST: &str = "000000000001-00000000-0000000000000001";
const SECOND: &str = "000000000002-00000000-0000000000000001";

fn at(number: u64) -> Stamp {
    Stamp::new(number, 0, DeviceId(1)).unwrap()
}

fn tree(value: &Value) -> Json {
    parse(&value.to_string()).unwrap()
}

/// A payload with everything in it.
fn payload() -> Value {
    json!({
        "document": {"title": "t", "answers": {"1": 1}, "plan": {"locked": ["a", "b"]}},
        "stamps": {"/answers/1": SECOND, "/answers/2": FIRST, "/plan": FIRST, "/plan/locked": FIRST},
        "past": {"/answers/1": [{"stamp": FIRST}, {"value": 0}]},
        "order": {"/plan/locked": ["b", "c"]},
        "unseen": {"/plan/locked/z": "z"},
        "gone": {"/plan": true},
        "deleted": {"stamp": FIRST, "is": false},
        "purged": FIRST,
        "later": {"a": [1]}
    })
}

/// Expects this and nothing else to be said of the payload after `value` was set at `pointer`.
#[track_caller]
fn mistake(pointer: &str, value: Value, expected: &str) {
    refused(&with(payload(), pointer, value), expected);
}

#[track_caller]
fn refused(payload: &Value, expected: &str) {
    let problems = Replica::from_json(&tree(payload)).unwrap_err();
    assert_eq!(told(&problems), expected);
    assert!(problems.iter().all(|problem| problem.at.is_some()));
}

#[test]
fn a_record_that_nobody_has_changed_is_its_document() {
    let document = json!({"b": 1, "a": [2]});
    let replica = Replica::new(&tree(&document));
    assert_eq!(compact(&replica.to_json()), r#"{"document":{"b":1,"a":[2]}}"#);
    assert_eq!(
        Replica::from_json(&tree(&json!({"document": document}))),
        Ok(replica)
    );
}

#[test]
fn stamps_and_past_stand_beside_the_document() {
    let mut replica = Replica::new(&tree(&json!({"a": 1, "answers": {"1": 0, "2": 0}})));
    replica.change(&tree(&json!({"answers": {"1": 5}})), at(1));
    replica.delete(at(2));
    let expected = json!({
        "document": {"answers": {"1": 5}},
        "stamps": {"": FIRST, "/a": FIRST, "/answers/1": FIRST, "/answers/2": FIRST},
        "past": {"/answers/1": [{"value": 0}], "/answers/2": [{"value": 0}]},
        "deleted": {"stamp": SECOND, "is": true}
    });
    assert_eq!(tree(&expected), parse(&compact(&replica.to_json())).unwrap());
}

#[test]
fn a_payload_with_everything_is_read_and_written_as_it_came() {
    let replica = Replica::from_json(&tree(&payload())).unwrap();
    let document = r#"{"title":"t","answers":{"1":1},"plan":{"locked":["b","a","z"]}}"#;
    assert_eq!(
        replica.document().map(|document| compact(&document)),
        Some(document.to_owned())
    );
    let answer = RegisterPath::parse("/answers/1").unwrap();
    assert_eq!(replica.past(&answer).len(), 2);
    is_written_as_it_is(&replica);
    assert_eq!(replica.to_json().member("later"), Some(&tree(&json!({"a": [1]}))));
}

#[test]
fn numbers_and_unknown_members_are_written_as_they_were_written() {
    let text = r#"{"document":{"x":[1.50e+2,-0,0.10000000000000000000000000000001,"\u0000ä"]},"y":1.0}"#;
    let replica = Replica::from_json(&parse(text).unwrap()).unwrap();
    assert_eq!(compact(&replica.to_json()), text);
}

#[test]
fn unknown_members_of_both_sides_are_kept_and_the_greater_of_one_name() {
    let read = |text: &str| Replica::from_json(&parse(text).unwrap()).unwrap();
    let one = read(r#"{"document":{},"b":1,"c":2}"#);
    let other = read(r#"{"document":{},"a":1,"c":1}"#);
    assert_eq!(
        compact(&one.merge(&other).to_json()),
        r#"{"document":{},"a":1,"b":1,"c":2}"#
    );
    assert_eq!(one.merge(&other), other.merge(&one));
}

#[test]
fn a_value_that_another_version_did_not_cut_stays_whole() {
    let text = r#"{"document":{"answers":{"1":1}},"unseen":{"/answers":{"1":1}},"gone":{"/answers/1":true}}"#;
    let replica = Replica::from_json(&parse(text).unwrap()).unwrap();
    assert_eq!(compact(&replica.to_json()), text);
    is_written_as_it_is(&replica);
}

#[test]
fn a_document_that_is_null_is_one() {
    let replica = Replica::new(&parse("null").unwrap());
    assert_eq!(compact(&replica.to_json()), r#"{"document":null}"#);
    is_written_as_it_is(&replica);
}

#[test]
fn a_purged_record_needs_no_document() {
    let tombstone = json!({"deleted": {"stamp": SECOND, "is": true}, "purged": SECOND});
    let replica = Replica::from_json(&tree(&tombstone)).unwrap();
    assert!(replica.is_purged());
    // What should have been forgotten is.
    let with_more = with(tombstone, "/document", json!({"title": "t"}));
    assert_eq!(Replica::from_json(&tree(&with_more)), Ok(replica));
}

#[test]
fn every_mistake_is_named_with_its_place() {
    let stamp = "expected a stamp such as 019aafc2d3e0-00000000-9f3c5a1700b2e4d8, found";
    mistake(
        "/stamps",
        json!([]),
        "stamps: expected an object, found a list\npast[\"/answers/1\"][0]: is not older than the answer",
    );
    mistake(
        "/stamps/~1title",
        json!("today"),
        &format!("stamps[\"/title\"]: {stamp} \"today\""),
    );
    mistake(
        "/stamps/~1title",
        json!(null),
        &format!("stamps[\"/title\"]: {stamp} null"),
    );
    mistake(
        "/stamps/title",
        json!(FIRST),
        "stamps.title: no record has anything at this path",
    );
    mistake(
        "/stamps/~1title~1x",
        json!(FIRST),
        "stamps[\"/title/x\"]: no record has anything at this path",
    );
    mistake(
        "/past/~1title",
        json!([]),
        "past[\"/title\"]: only answers have a past",
    );
    mistake(
        "/past/~1answers~17",
        json!([]),
        "past[\"/answers/7\"]: there is no such answer, nor was one taken away",
    );
    mistake(
        "/past/~1answers~11",
        json!({}),
        "past[\"/answers/1\"]: expected a list, found an object",
    );
    mistake(
        "/past/~1answers~11/0/stamp",
        json!(1),
        &format!("past[\"/answers/1\"][0].stamp: {stamp} 1"),
    );
    let newer = "000000000002-00000000-0000000000000002";
    mistake(
        "/past/~1answers~11/0/stamp",
        json!(newer),
        "past[\"/answers/1\"][0]: is not older than the answer",
    );
    mistake(
        "/past/~1answers~11",
        json!(vec![json!({}); 9]),
        "past[\"/answers/1\"]: 9 versions, at most 8 are read",
    );
}

#[test]
fn every_mistake_in_what_the_document_does_not_show_is_named_with_its_place() {
    mistake(
        "/order/~1title",
        json!([]),
        "order[\"/title\"]: what is here has no parts",
    );
    mistake(
        "/order/~1plan~1locked/1",
        json!(1),
        "order[\"/plan/locked\"][1]: expected a text, found 1",
    );
    mistake(
        "/unseen/~1plan~1locked~1z",
        json!("y"),
        "unseen[\"/plan/locked/z\"]: this is not the item that the path names",
    );
    mistake(
        "/unseen/~1plan",
        json!(1),
        ": \"/plan\" stands in two of the lists order, unseen and gone",
    );
    mistake(
        "/gone/~1plan",
        json!("true"),
        "gone[\"/plan\"]: expected true or false, found \"true\"",
    );
    mistake(
        "/gone/",
        json!(true),
        "gone[\"\"]: what there is of a record cannot be gone",
    );
}

#[test]
fn every_mistake_of_the_whole_record_is_named_with_its_place() {
    let stamp = "expected a stamp such as 019aafc2d3e0-00000000-9f3c5a1700b2e4d8, found";
    mistake(
        "/deleted",
        json!(FIRST),
        &format!("deleted: expected an object, found \"{FIRST}\""),
    );
    mistake(
        "/deleted",
        json!({}),
        "deleted.stamp: missing\ndeleted.is: missing",
    );
    mistake("/purged", json!(true), &format!("purged: {stamp} true"));
    refused(&json!([]), ": expected an object, found a list");
    refused(
        &json!({"stamps": {"x": 1}}),
        "document: missing\nstamps.x: no record has anything at this path",
    );
    let no_longer_purged = json!({"deleted": {"stamp": SECOND, "is": true}, "purged": FIRST});
    refused(&no_longer_purged, "document: missing");
}

#[test]
fn at_most_two_hundred_thousand_entries_are_read() {
    let of = |count: usize| {
        let stamps = (0..count).map(|number| (format!("/{number}"), json!(FIRST)));
        json!({"document": {}, "stamps": Value::Object(stamps.collect())})
    };
    assert!(Replica::from_json(&tree(&of(200_000))).is_ok());
    refused(&of(200_001), "stamps: 200001 entries, at most 200000 are read");
}
