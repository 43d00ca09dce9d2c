//! The names alone, for other scripts.

use channel_readiness::domain::json::Json;

use super::{list, names_of, text, values};

/// The module of names, and of the values that attributes may have.
pub fn names(contract: &Json) -> String {
    let mirrored = list(contract, "attributes")
        .iter()
        .map(|one| text(one, "property"));
    let mut properties = names_of(contract, "properties");
    properties.extend(mirrored.filter(|name| !name.is_empty()));
    let values: Vec<String> = list(contract, "attributes")
        .iter()
        .filter(|attribute| !values(attribute).is_empty())
        .map(|attribute| format!("  {}: {},\n", text(attribute, "name"), listed(&values(attribute))))
        .collect();
    format!(
        "// The names of the contract of <{}>. Made of src/embed/contract.json by `cargo xtask contract`.\n\n\
        export const ATTRIBUTES = {};\n\
        export const PROPERTIES = {};\n\
        export const METHODS = {};\n\
        export const EVENTS = {};\n\
        // What attributes may say, those that may not say anything.\n\
        export const VALUES = {{\n{}}};\n",
        text(contract, "element"),
        listed(&names_of(contract, "attributes")),
        listed(&properties),
        listed(&names_of(contract, "methods")),
        listed(&names_of(contract, "events")),
        values.concat(),
    )
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    format!("[{}]", quoted.join(", "))
}
