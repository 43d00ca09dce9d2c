//! The published JSON Schemas, as a validator reads them.
#![allow(dead_code, reason = "each suite uses some of it")]

use std::fs;
use std::path::Path;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

/// Where validators think that the schemas are; `$id` and `$ref` are relative to it.
const BASE: &str = "json-schema:///";

/// The file names of `public/schema`, sorted.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = json_files("public/schema")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    names.sort();
    names
}

pub fn schema(name: &str) -> Value {
    json_file(&format!("public/schema/{name}"))
}

/// The validator of a whole schema, or of a part of it: `pack-1.schema.json#/$defs/step`.
///
/// Formats are checked, as editors do.
pub fn validator(reference: &str) -> Validator {
    let names = names();
    let registry = names
        .iter()
        .fold(Registry::new(), |registry, name| {
            registry.add(format!("{BASE}{name}"), schema(name)).unwrap()
        })
        .prepare()
        .unwrap();
    jsonschema::draft202012::options()
        .with_registry(&registry)
        .should_validate_formats(true)
        .build(&json!({ "$ref": format!("{BASE}{reference}") }))
        .unwrap_or_else(|error| panic!("{reference}: {error}"))
}

/// What a validator says, a line for each mistake; empty where the document is valid.
pub fn complaints(validator: &Validator, document: &Value) -> String {
    let lines: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    lines.join("\n")
}

/// The JSON files of a folder of the project, with their names.
pub fn json_files(folder: &str) -> Vec<(String, Value)> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let document = json_file(&format!("{folder}/{name}"));
            (name, document)
        })
        .collect()
}

/// A JSON file of the project.
pub fn json_file(path: &str) -> Value {
    let text = fs::read_to_string(root().join(path)).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
