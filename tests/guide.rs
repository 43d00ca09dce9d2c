//! The guide for authors says nothing that is not so: its example, its conditions and its messages.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/schemas.rs"]
mod schemas;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use channel_readiness::domain::pack::{Length, Pack};
use channel_readiness::domain::problem::Problem;
use serde_json::{Value, json};

use schemas::{complaints, validator};

fn guide() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs.md")).unwrap()
}

/// The one fenced block of JSON.
fn example() -> String {
    let guide = guide();
    let blocks: Vec<&str> = guide
        .split("\n```json\n")
        .skip(1)
        .map(|rest| rest.split_once("\n```\n").unwrap().0)
        .collect();
    let [example] = blocks[..] else {
        panic!("{} blocks of JSON, expected one", blocks.len());
    };
    example.to_owned()
}

/// The rows of the table whose first heading is `heading`, each cell without the quotation marks of code.
fn table(heading: &str) -> Vec<Vec<String>> {
    let guide = guide();
    let rows: Vec<Vec<String>> = guide
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells = line.trim_matches('|').split(" | ");
            cells
                .map(|cell| cell.trim().trim_matches('`').to_owned())
                .collect()
        })
        .collect();
    assert!(!rows.is_empty(), "there is no table of {heading}");
    rows
}

/// A line for each problem, as the guide quotes them.
fn told(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            Problem {
                at: None,
                ..problem.clone()
            }
            .to_string()
        })
        .collect();
    lines.join("\n")
}

fn read(text: &str) -> Pack {
    Pack::parse(text).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

fn complaints_of_schema(pack: &Value) -> String {
    complaints(&validator("pack-1.schema.json"), pack)
}

#[test]
fn the_example_is_a_valid_pack_of_readable_length() {
    let example = example();
    assert!(example.lines().count() < 80);
    assert_eq!(complaints_of_schema(&serde_json::from_str(&example).unwrap()), "");
    let questionnaire = read(&example).questionnaire;
    assert_eq!(questionnaire.dimensions.len(), 1);
    let quick = questionnaire
        .indicators()
        .filter(|(_, indicator)| indicator.lengths.include(Length::Quick));
    assert_eq!((questionnaire.indicators().count(), quick.count()), (2, 1));
}

#[test]
fn every_condition_of_the_guide_is_read() {
    let mut operators = BTreeSet::new();
    for row in table("condition") {
        let condition: Value = serde_json::from_str(&row[0]).unwrap();
        let mut pack: Value = serde_json::from_str(&example()).unwrap();
        pack["dimensions"][0]["indicators"][1]["when"] = condition.clone();
        read(&pack.to_string());
        assert_eq!(complaints_of_schema(&pack), "");
        let names = condition.as_object().unwrap().keys().cloned();
        operators.extend(names.filter(|name| name != "indicator"));
    }
    let all = [
        "all",
        "any",
        "atLeast",
        "atMost",
        "company",
        "not",
        "side",
        "sizeAtLeast",
        "state",
    ];
    assert!(operators.iter().eq(all), "{operators:?}");
}

#[test]
fn every_condition_of_a_check_is_read() {
    for row in table("condition of a check") {
        let condition: Value = serde_json::from_str(&row[0]).unwrap();
        let mut pack: Value = serde_json::from_str(&example()).unwrap();
        pack["checks"][0]["when"] = condition;
        read(&pack.to_string());
        assert_eq!(complaints_of_schema(&pack), "");
    }
}

#[test]
fn every_mistake_of_the_guide_gives_its_message_and_is_mended_as_told() {
    let example = example();
    for row in table("you wrote") {
        let [wrong, message, right] = &row[..] else {
            panic!("{} cells in {row:?}", row.len());
        };
        assert!(example.contains(right.as_str()), "the example has no {right}");
        let broken = example.replacen(right.as_str(), wrong, 1);
        let problems = Pack::parse(&broken).expect_err(wrong);
        assert_eq!(told(&problems), message.replace("`<br>`", "\n"), "{wrong}");
    }
}

#[test]
fn the_program_ignores_where_the_schema_is() {
    let mut pack: Value = serde_json::from_str(&example()).unwrap();
    for schema in [json!("elsewhere.json"), json!(null), json!(7)] {
        pack["$schema"] = schema;
        read(&pack.to_string());
    }
}

#[test]
fn every_member_of_the_schema_is_in_the_guide() {
    let guide = guide();
    let schema = schemas::schema("pack-1.schema.json");
    let mut names = BTreeSet::new();
    members(&schema, &mut names);
    let missing: Vec<&String> = names
        .iter()
        .filter(|name| !guide.contains(&format!("`{name}`")) && !guide.contains(&format!("\"{name}\"")))
        .collect();
    assert!(names.len() > 40 && missing.is_empty(), "{missing:?}");
}

/// The names under `properties`, at any depth.
fn members(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(all) => {
            for (name, part) in all.iter().filter(|(name, _)| *name != "examples") {
                if let ("properties", Some(properties)) = (name.as_str(), part.as_object()) {
                    names.extend(properties.keys().cloned());
                }
                members(part, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| members(item, names)),
        _ => {}
    }
}
