//! B1 to B6 for the content of a backup: refused with place and reason, or kept as it came. Its file is tried in
//! `tests/backup_file.rs`.

use channel_readiness::domain::exchange::backup::{read_backup, write_backup};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::problem::{Position, Problem};
use channel_readiness::domain::slices::finish;
use serde_json::{Value, json};

use crate::cases::{Entry, place_of, told, with, with_raw};
use crate::dice::Dice;
use crate::hostile_contents::nodes::nodes;
use crate::targets;

const STAMP: &str = "000000000001-00000000-0000000000000001";

/// A backup with everything in it.
fn document() -> Value {
    let payload = json!({
        "document": Entry::Response.document(),
        "stamps": {"/title": STAMP, "/answers/a1": STAMP, "/answers/z": STAMP},
        "past": {"/answers/a1": [{"value": {"state": "unknown", "day": "2026-11-21"}}]},
        "deleted": {"stamp": STAMP, "is": false}
    });
    let id = Entry::Response.document()["id"].clone();
    json!({
        "kind": "backup", "format": 1, "createdAt": "2026-11-22T10:41:00.000Z", "app": "0.1.0",
        "device": "00000000000000a7",
        "records": [{"key": format!("assessment/{}", id.as_str().unwrap()), "payload": payload},
            {"key": "setting/x", "payload": {"document": {"a": 1}}}],
        "packs": [Entry::Pack.document()]
    })
}

/// Expects this mistake at this column of the only line.
#[track_caller]
fn refused(text: &str, place: &str, cause: &str, column: usize) {
    targets::backup(text.as_bytes());
    let problems = finish(read_backup(text)).unwrap_err();
    let at = Position {
        line: 1,
        column: u32::try_from(column).unwrap(),
    };
    let is_it = |problem: &Problem| {
        (problem.place.as_str(), problem.cause.as_str(), problem.at) == (place, cause, Some(at))
    };
    assert!(
        problems.iter().any(is_it),
        "expected {place}: {cause}, column {column}\nfound {}",
        told(&problems)
    );
}

/// Expects that it is read; gives what is written.
#[track_caller]
fn accepted(text: &str) -> Value {
    targets::backup(text.as_bytes());
    let read = finish(read_backup(text)).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    serde_json::from_str(&finish(write_backup(&read))).unwrap()
}

#[test]
fn a_content_cut_anywhere_is_refused() {
    let text = document().to_string();
    let mut dice = Dice::new(31);
    for _ in 0..200 {
        let mut end = dice.below(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let problems = finish(read_backup(&text[..end])).unwrap_err();
        assert!(problems.len() == 1 && problems[0].at.is_some(), "{problems:?}");
    }
}

#[test]
fn a_byte_order_mark_is_read_and_what_cannot_be_seen_is_named() {
    let text = document().to_string();
    assert_eq!(accepted(&format!("\u{feff}{text}")), document());
    for unseen in ['\0', '\u{1}', '\u{a0}', '\u{200b}', '\u{202e}', '\u{fffd}'] {
        let cause = format!(
            "unexpected character U+{:04X}, expected a value",
            u32::from(unseen)
        );
        refused(&format!("{unseen}{text}"), "", &cause, 1);
    }
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cause = "unexpected character U+0000, expected a name in quotation marks";
    refused(&String::from_utf8_lossy(&utf_16), "", cause, 2);
}

#[test]
fn half_a_surrogate_pair_and_raw_control_characters_are_refused_in_any_text() {
    let document = document();
    let half = "half of a surrogate pair stands alone after \\u";
    let nul = "unexpected character U+0000, expected an escape such as \\n in its place";
    let mut texts = nodes(&document);
    texts.retain(|at| document.pointer(at).is_some_and(Value::is_string));
    for pointer in texts {
        for (raw, cause) in [("\\ud83d", half), ("\\ude00", half), ("\0", nul)] {
            let (text, column) = with_raw(&document, &pointer, &format!("\"é{raw}\""));
            refused(&text, "", cause, column + 2);
        }
    }
}

#[test]
fn nesting_is_refused_at_the_131st_bracket_however_many_follow() {
    let document = document();
    let places = nodes(&document);
    let mut dice = Dice::new(32);
    for round in 0..60 {
        let pointer = &places[1 + dice.below(places.len() - 1)];
        let depth = [131, 132, 1000, 100_000, 1_000_000][round % 5];
        let (text, column) = with_raw(&document, pointer, &"[".repeat(depth));
        let stopped = column + 130 - pointer.matches('/').count();
        let cause = "lists and objects are nested too deep, at most 130 levels are read";
        let problems = finish(read_backup(&text)).unwrap_err();
        let at = problems[0].at.unwrap();
        assert_eq!((problems[0].cause.as_str(), at.column as usize), (cause, stopped));
    }
}

#[test]
fn what_the_store_holds_at_its_deepest_is_read_in_a_backup() {
    let document = document();
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    // The store reads payloads of 127 levels; three stand around them here.
    for (pointer, levels) in [
        ("/records/1/payload/document/a", 125),
        ("/records/1/payload/x", 126),
    ] {
        let (text, _) = with_raw(&document, pointer, &nested(levels));
        targets::backup(text.as_bytes());
        let backup = finish(read_backup(&text)).unwrap_or_else(|problems| panic!("{}", told(&problems)));
        assert!(parse(&compact(&backup.records[1].replica.to_json())).is_ok());
    }
}

#[test]
fn a_response_that_could_not_be_exported_again_is_refused() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    for (pointer, around) in [("y", 1), ("company/y", 2), ("answers/a1/y", 3)] {
        let pointer = format!("/records/0/payload/document/{pointer}");
        let (text, column) = with_raw(&document(), &pointer, &nested(126 - around));
        let cause = "lists and objects are nested too deep, at most 125 levels are read";
        refused(&text, "records[0].payload.document", cause, column + 125 - around);
    }
}

#[test]
fn a_name_that_stands_twice_is_refused_by_name_in_every_object() {
    let document = document();
    let mut count = 0;
    for pointer in nodes(&document) {
        let Some(Value::Object(members)) = document.pointer(&pointer) else {
            continue;
        };
        for name in members.keys() {
            let mut doubled = members.clone();
            doubled.insert("\u{1}twin".to_owned(), json!(0));
            let whole = if pointer.is_empty() {
                Value::Object(doubled)
            } else {
                with(document.clone(), &pointer, Value::Object(doubled))
            };
            let twin = Value::from("\u{1}twin").to_string();
            let text = whole.to_string().replacen(&twin, &json!(name).to_string(), 1);
            let problems = finish(read_backup(&text)).unwrap_err();
            let expected = format!("the name {} stands twice, first at line 1, column ", json!(name));
            assert!(problems[0].cause.starts_with(&expected), "{}", told(&problems));
            count += 1;
        }
    }
    assert!(count >= 50, "{count} cases");
}

#[test]
fn a_record_that_stands_twice_is_refused_with_its_first_place() {
    let mut dice = Dice::new(33);
    for _ in 0..60 {
        let length = 2 + dice.below(8);
        let second = 1 + dice.below(length - 1);
        let first = dice.below(second);
        let key = |number: usize| dice_key(if number == second { first } else { number });
        let records: Vec<Value> = (0..length)
            .map(|number| json!({"key": key(number), "payload": {"document": {}}}))
            .collect();
        let problems = finish(read_backup(
            &with(document(), "/records", json!(records)).to_string(),
        ))
        .unwrap_err();
        let expected = format!("records[{second}].key: the same as of records[{first}]");
        assert!(
            problems.len() == 1 && problems[0].to_string().starts_with(&expected),
            "{problems:?}"
        );
    }
}

fn dice_key(number: usize) -> String {
    [
        "setting/a",
        "__proto__",
        "constructor",
        "é",
        "\u{202e}",
        " ",
        "/",
        "setting/",
        "portfolio/1",
        "x",
    ][number]
        .to_owned()
}

#[test]
fn a_format_that_is_not_1_is_refused_with_its_value() {
    let mut dice = Dice::new(34);
    let random = (0..40).map(|_| (2 + dice.below(1_u64 << 50)).to_string());
    let newer = ["2", "2.0", "2e0", "9007199254740992", "1e300"].map(str::to_owned);
    for raw in newer.into_iter().chain(random) {
        let (text, column) = with_raw(&document(), "/format", &raw);
        let cause = format!("made for a newer version: format {raw}, this program reads 1");
        refused(&text, "format", &cause, column);
    }
    for raw in ["0", "-1", "1.5", "\"2\"", "\"1\"", "null", "true", "-1e300"] {
        let (text, column) = with_raw(&document(), "/format", raw);
        refused(&text, "format", &format!("expected 1, found {raw}"), column);
    }
    for name in ["kind", "format", "createdAt", "app", "device", "records", "packs"] {
        let mut without = document();
        without.as_object_mut().unwrap().remove(name);
        refused(&without.to_string(), name, "missing", 1);
    }
}

#[test]
fn names_that_javascript_knows_are_kept_wherever_anything_may_stand() {
    let value = json!({"__proto__": {"polluted": true}, "toJSON": null});
    let document = document();
    let closed = ["/stamps", "/past", "/deleted", "/answers", "/title"];
    let mut objects = nodes(&document);
    objects.retain(|at| {
        document.pointer(at).is_some_and(Value::is_object)
            && !closed.iter().any(|name| at.ends_with(name))
            && !(at.contains("/past/") || at.contains("/when"))
    });
    let mut count = 0;
    for pointer in objects {
        for name in ["__proto__", "constructor", "toString", "then", "", " "] {
            let pointer = format!("{pointer}/{name}");
            let written = accepted(&with(document.clone(), &pointer, value.clone()).to_string());
            assert_eq!(written.pointer(&pointer), Some(&value), "{pointer}");
            count += 1;
        }
    }
    assert!(count >= 50, "{count} cases");
}

#[test]
fn a_name_of_a_megabyte_is_kept_in_a_document_and_refused_as_key_or_path() {
    let long = "x".repeat(1_000_000);
    let pointer = format!("/records/1/payload/document/{long}");
    let written = accepted(&with(document(), &pointer, json!(1)).to_string());
    assert_eq!(written.pointer(&pointer), Some(&json!(1)));
    let (text, column) = with_raw(&document(), "/records/1/key", &json!(long).to_string());
    refused(
        &text,
        "records[1].key",
        "the text is too long, at most 200 characters are read",
        column,
    );
    let stamps = json!({format!("/{long}"): STAMP}).to_string();
    let (text, column) = with_raw(&document(), "/records/1/payload/stamps", &stamps);
    let place = format!("records[1].payload.stamps[\"/{}…\"]", &long[..59]);
    refused(
        &text,
        &place,
        "no record has anything at this path",
        column + stamps.len() - STAMP.len() - 3,
    );
}

#[test]
fn every_place_with_another_kind_of_value_is_refused_or_kept() {
    let document = document();
    let values = ["null", "true", "5", "\"x\"", "[]", "{}", "[1]"];
    let mut refusals = 0;
    for pointer in nodes(&document).into_iter().skip(1) {
        for raw in values {
            let (text, _) = with_raw(&document, &pointer, raw);
            targets::backup(text.as_bytes());
            match finish(read_backup(&text)) {
                Ok(_) => {}
                Err(problems) => {
                    refusals += 1;
                    assert!(
                        problems.iter().all(|problem| problem.at.is_some()),
                        "{}",
                        told(&problems)
                    );
                    let own = place_of(&pointer);
                    let own = own.split(['.', '[']).next().unwrap_or_default();
                    assert!(
                        problems.iter().any(|problem| problem.place.starts_with(own)),
                        "{}",
                        told(&problems)
                    );
                }
            }
        }
    }
    assert!(refusals > 500, "{refusals}");
}
