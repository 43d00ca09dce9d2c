//! The schemas by themselves, and every document that the project ships or writes.

use channel_readiness::domain::exchange::{
    read_bundle, read_document, read_exchanged, read_invite, read_response, read_shared_result, read_view,
    relate_documents, score_documents, write_bundle, write_company, write_exchanged, write_response,
};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

use crate::documents::{bundle, pack_json, partner, value, vendor};
use crate::exchanged::{invite, shared_result, view};
use crate::schemas::{complaints, json_file, json_files, names, schema, validator};

#[track_caller]
fn valid(name: &str, document: &Value) {
    let complaints = complaints(&validator(&format!("{name}-1.schema.json")), document);
    assert_eq!(complaints, "", "{name}");
}

#[test]
fn every_kind_has_a_schema_and_every_schema_is_one() {
    let kinds = [
        "benchmark",
        "bundle",
        "company",
        "invite",
        "pack",
        "relation",
        "response",
        "result",
        "shared-result",
        "view",
    ];
    assert_eq!(names(), kinds.map(|kind| format!("{kind}-1.schema.json")));
    for name in names() {
        let schema = schema(&name);
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{name}"
        );
        assert_eq!(schema["$id"], json!(name));
        assert!(schema["title"].is_string(), "{name}");
        jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        validator(&name);
    }
}

#[test]
fn every_member_is_described() {
    let mut silent = Vec::new();
    for name in names() {
        let schema = schema(&name);
        for (pointer, part) in parts(&schema, String::new()) {
            // Members within `if`, `anyOf` and their like only narrow what is described elsewhere.
            let is_member = pointer.rsplit('/').nth(1) == Some("properties");
            let narrows = ["/anyOf/", "/oneOf/", "/if/", "/then/"]
                .iter()
                .any(|word| pointer.contains(word));
            if is_member && !narrows && described(&name, part).is_none() {
                silent.push(format!("{name}#{pointer}"));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// The description of a part, its own or that of what it refers to.
fn described(name: &str, part: &Value) -> Option<String> {
    if let Some(own) = part["description"].as_str() {
        return Some(own.to_owned());
    }
    let (file, pointer) = part["$ref"].as_str()?.split_once('#')?;
    let name = if file.is_empty() { name } else { file };
    described(name, schema(name).pointer(pointer)?)
}

#[test]
fn every_example_of_a_schema_is_valid() {
    let mut seen = 0;
    for name in names() {
        let schema = schema(&name);
        for (pointer, part) in parts(&schema, String::new()) {
            for example in part["examples"].as_array().into_iter().flatten() {
                let validator = validator(&format!("{name}#{pointer}"));
                assert_eq!(complaints(&validator, example), "", "{name}#{pointer}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} examples");
}

/// Every object of a schema with its pointer, but those within `examples`.
fn parts(json: &Value, pointer: String) -> Vec<(String, &Value)> {
    let below: Vec<(String, &Value)> = match json {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "examples")
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        _ => return Vec::new(),
    };
    let mut all: Vec<(String, &Value)> = below
        .into_iter()
        .flat_map(|(name, value)| parts(value, format!("{pointer}/{name}")))
        .collect();
    if json.is_object() {
        all.push((pointer, json));
    }
    all
}

#[test]
fn the_examples_of_packs_and_responses_are_read() {
    let example = |kind: &str| schema(&format!("{kind}-1.schema.json"))["examples"][0].to_string();
    read_document(&example("pack"), &[]).unwrap();
    read_response(&example("response")).unwrap();
    read_bundle(&example("bundle"), &[]).unwrap();
    read_invite(&example("invite")).unwrap();
    read_shared_result(&example("shared-result")).unwrap();
    let pack = Pack::parse(&json_file("public/packs/channel-devops.json").to_string()).unwrap();
    read_view(&example("view"), &[&pack]).unwrap();
}

#[test]
fn every_shipped_questionnaire_is_valid() {
    let packs = json_files("public/packs");
    assert!(!packs.is_empty());
    for (_, pack) in packs.iter().filter(|(name, _)| name != "index.json") {
        valid("pack", pack);
    }
}

#[test]
fn every_fixture_is_valid() {
    for (_, document) in json_files("tests/fixtures") {
        valid(document["kind"].as_str().unwrap(), &document);
    }
}

#[test]
fn what_we_write_is_valid() {
    for response in [
        vendor(),
        partner(),
        json_file("tests/fixtures/response-format-1.json"),
    ] {
        let read = read_response(&response.to_string()).unwrap();
        valid("response", &value(&write_response(&read)));
    }
    for document in [bundle(), json_file("tests/fixtures/bundle-format-1.json")] {
        let read = read_bundle(&document.to_string(), &[]).unwrap();
        valid("bundle", &value(&write_bundle(&read)));
        for company in &read.companies {
            valid("company", &value(&write_company(company)));
        }
    }
}

#[test]
fn what_we_send_is_valid() {
    for (kind, document) in [
        ("invite", invite()),
        ("view", view()),
        ("shared-result", shared_result()),
    ] {
        let read = read_exchanged(&document.to_string(), &[]).unwrap();
        valid(kind, &value(&write_exchanged(&read)));
    }
}

/// With answers, with some, with none, and with nothing that applies.
fn results() -> Vec<Value> {
    let mut nothing = vendor();
    nothing["answers"] = json!({});
    let mut for_nobody = pack_json();
    for indicator in for_nobody["dimensions"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .flat_map(|dimension| dimension["indicators"].as_array_mut().unwrap())
    {
        indicator["when"] = json!({"any": []});
    }
    [
        (pack_json(), vendor()),
        (pack_json(), partner()),
        (pack_json(), nothing.clone()),
        (for_nobody, nothing),
    ]
    .into_iter()
    .map(|(pack, response)| {
        let result = score_documents(&pack.to_string(), &response.to_string(), "2026-11-22");
        serde_json::from_str(&compact(&result.unwrap())).unwrap()
    })
    .collect()
}

fn relation() -> Value {
    let relation = relate_documents(
        &pack_json().to_string(),
        &vendor().to_string(),
        &partner().to_string(),
    );
    value(&relation.unwrap())
}

#[test]
fn results_and_relations_are_valid() {
    for result in results() {
        valid("result", &result);
    }
    valid("relation", &relation());
}

/// Nobody reads these two, so no reader can be asked: each of their members must matter to the schema.
#[test]
fn a_result_or_relation_without_a_member_or_with_a_wrong_one_is_not_valid() {
    for (kind, document) in [("result", results().remove(0)), ("relation", relation())] {
        let validator = validator(&format!("{kind}-1.schema.json"));
        let mut tried = 0;
        for (pointer, part) in parts(&document, String::new()) {
            for name in part.as_object().unwrap().keys() {
                if pointer.ends_with("/dimensions") {
                    // Named by the pack, so none of them is known to the schema.
                    continue;
                }
                let mut without = document.clone();
                without
                    .pointer_mut(&pointer)
                    .and_then(Value::as_object_mut)
                    .unwrap()
                    .remove(name);
                assert!(!validator.is_valid(&without), "{kind} without {pointer}/{name}");
                let mut wrong = document.clone();
                wrong.pointer_mut(&pointer).unwrap()[name] = json!({"x": -1000});
                assert!(!validator.is_valid(&wrong), "{kind}: {pointer}/{name}");
                tried += 1;
            }
        }
        assert!(tried > 10, "{kind}");
    }
}
