//! What is made of the element's contract: tables of its guide, a manifest, types, and the names for other scripts.
//!
//! Pure: texts in, texts out. `tests/contract.rs` uses it too.

mod manifest;
mod names;
mod tables;
mod types;

use channel_readiness::domain::json::{self, Json, Value};

/// The contract, below the project's folder.
pub const SOURCE: &str = "src/embed/contract.json";
/// The guide, whose tables are made.
pub const GUIDE: &str = "docs/element.md";

/// Name and text of each file that is made, the guide with its tables among them.
///
/// # Errors
/// When the contract is no JSON, or the guide has no place for a table.
pub fn all(contract: &str, guide: &str) -> Result<Vec<(&'static str, String)>, String> {
    let contract = json::parse(contract).map_err(|problem| format!("{SOURCE}: {problem}"))?;
    Ok(vec![
        (GUIDE, tables::put_into(guide, &contract)?),
        ("public/custom-elements.json", manifest::manifest(&contract)),
        ("public/channel-readiness.d.ts", types::types(&contract)),
        ("public/contract.js", names::names(&contract)),
    ])
}

/// The entries of a list; none where there is no such list.
pub fn list<'c>(json: &'c Json, name: &str) -> &'c [Json] {
    json.member(name).map_or(&[], Json::items)
}

/// The text of a member; empty where there is none.
pub fn text<'c>(json: &'c Json, name: &str) -> &'c str {
    json.member(name).and_then(Json::as_str).unwrap_or_default()
}

/// Whether a member is true.
fn is(json: &Json, name: &str) -> bool {
    json.member(name)
        .is_some_and(|member| member.value == Value::Bool(true))
}

/// The names of a list's entries.
pub fn names_of<'c>(json: &'c Json, list_name: &str) -> Vec<&'c str> {
    list(json, list_name)
        .iter()
        .map(|entry| text(entry, "name"))
        .collect()
}

/// The words that an attribute may have; none where it may have any.
fn values(attribute: &Json) -> Vec<&str> {
    list(attribute, "values")
        .iter()
        .filter_map(Json::as_str)
        .collect()
}

/// An attribute's type in TypeScript.
fn attribute_type(attribute: &Json) -> String {
    let accepted = text(attribute, "accepts");
    let values: Vec<String> = values(attribute)
        .iter()
        .map(|value| format!("'{value}'"))
        .collect();
    match text(attribute, "type") {
        "boolean" => "boolean".to_owned(),
        _ if !accepted.is_empty() => accepted.to_owned(),
        _ if values.is_empty() => "string".to_owned(),
        _ => values.join(" | "),
    }
}

/// What a method is called with, such as `text: string, today?: string`.
fn parameters(method: &Json) -> String {
    let all = list(method, "parameters").iter().map(|parameter| {
        let mark = if is(parameter, "optional") { "?" } else { "" };
        format!("{}{mark}: {}", text(parameter, "name"), text(parameter, "type"))
    });
    all.collect::<Vec<_>>().join(", ")
}
