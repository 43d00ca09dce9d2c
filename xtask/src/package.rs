//! `dist/` as a package for npm: its `package.json`.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::failure::{Failure, Outcome, While};
use crate::{files, place};

/// The name under which it is published.
pub const NAME: &str = "channel-readiness";
const MANIFEST: &str = "package.json";

/// What is imported by which name: the name, the file for browsers and bundlers, and the one for Node, if that is another.
const ENTRIES: &[(&str, &str, Option<&str>)] = &[
    (".", "channel-readiness.js", Some("channel-readiness.node.js")),
    ("./frame", "channel-readiness-frame.js", None),
    ("./vite", "vite.js", None),
];
/// What a program may read of it beside these.
const OTHERS: &[&str] = &["custom-elements.json", MANIFEST];
const FOLDERS: &[&str] = &["packs", "schema", "words"];
/// What is for people who look at a host, and is not packed.
const LEFT_OUT: &[&str] = &[MANIFEST, "examples"];
/// What defines an element when it is imported.
const DEFINING: &[&str] = &["channel-readiness.js", "channel-readiness-frame.js"];

/// Writes `package.json` and the licences into a finished `dist/`. Of what may be offered, it names what is there.
///
/// # Errors
/// When the project has no version, or the disk refuses.
pub fn write(dist: &Path) -> Outcome<()> {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        files::copy(&place::root().join(name), &dist.join(name))?;
    }
    let cargo = files::read_text(&place::root().join("Cargo.toml"))?;
    let mut names: Vec<String> = Vec::new();
    for file in files::below(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file);
        let first = name.components().next();
        names.extend(first.map(|first| first.as_os_str().to_string_lossy().into_owned()));
    }
    names.push(MANIFEST.to_owned());
    names.sort();
    names.dedup();
    let text =
        serde_json::to_string_pretty(&manifest(&cargo, &names)?).during(|| format!("write {MANIFEST}"))?;
    files::write(&dist.join(MANIFEST), text + "\n")
}

/// The package of a project with this `Cargo.toml`, where these names stand at the top of `dist/`.
///
/// # Errors
/// When `Cargo.toml` says no version, licence or description.
fn manifest(cargo: &str, names: &[String]) -> Outcome<Value> {
    let said = |key: &str| {
        let (_, package) = cargo.split_once("\n[package]\n").unwrap_or_default();
        let value = package
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        value
            .and_then(|value| value.strip_suffix('"'))
            .ok_or_else(|| Failure::new(format!("Cargo.toml says no {key}")))
    };
    let is_there = |name: &str| names.iter().any(|found| found == name);
    let here = |name: &str| format!("./{name}");

    let mut exports = Map::new();
    for (name, file, for_node) in ENTRIES.iter().filter(|(_, file, _)| is_there(file)) {
        let mut ways = Map::new();
        // TypeScript takes the first that it knows.
        let types = file.replace(".js", ".d.ts");
        if is_there(&types) {
            ways.insert("types".to_owned(), here(&types).into());
        }
        if let Some(for_node) = for_node {
            ways.insert("node".to_owned(), here(for_node).into());
        }
        ways.insert("default".to_owned(), here(file).into());
        exports.insert((*name).to_owned(), Value::Object(ways));
    }
    for name in OTHERS.iter().filter(|name| is_there(name)) {
        exports.insert(here(name), here(name).into());
    }
    for folder in FOLDERS.iter().filter(|folder| is_there(folder)) {
        exports.insert(format!("./{folder}/*"), format!("./{folder}/*").into());
    }
    let defining: Vec<String> = DEFINING
        .iter()
        .filter(|name| is_there(name))
        .map(|name| here(name))
        .collect();
    let listed: Vec<&String> = names
        .iter()
        .filter(|name| !LEFT_OUT.contains(&name.as_str()))
        .collect();

    let mut manifest = json!({
        "name": NAME,
        "version": said("version")?,
        "description": said("description")?,
        "license": format!("({})", said("license")?),
        "keywords": ["custom-element", "web-component", "self-assessment", "devops", "partners"],
        "type": "module",
        "exports": exports,
        "sideEffects": defining,
        "files": listed,
    });
    if is_there("custom-elements.json") {
        manifest["customElements"] = "custom-elements.json".into();
    }
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "[workspace]\nversion = \"0\"\n\n[package]\nname = \"x\"\nversion = \"1.2.3\"\nlicense = \"MIT\"\ndescription = \"words\"\n";

    fn made(names: &[&str]) -> Value {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        manifest(CARGO, &names).unwrap()
    }

    #[test]
    fn version_licence_and_words_are_the_projects() {
        let manifest = made(&["channel-readiness.js"]);
        assert_eq!(
            (
                &manifest["version"],
                &manifest["license"],
                &manifest["description"]
            ),
            (&json!("1.2.3"), &json!("(MIT)"), &json!("words"))
        );
        let without = super::manifest("[package]\n", &[]).unwrap_err();
        assert_eq!(without.to_string(), "Cargo.toml says no version");
    }

    #[test]
    fn types_come_first_then_what_node_takes_then_what_all_others_do() {
        let manifest = made(&[
            "channel-readiness.js",
            "channel-readiness.d.ts",
            "vite.js",
            "schema",
            "core",
        ]);
        let exports = manifest["exports"].as_object().unwrap();
        let ways = |name: &str| -> Vec<(String, String)> {
            let ways = exports[name].as_object().unwrap().iter();
            ways.map(|(way, file)| (way.clone(), file.as_str().unwrap().to_owned()))
                .collect()
        };
        let own = |name: &str, file: &str| (name.to_owned(), format!("./{file}"));
        assert_eq!(
            ways("."),
            [
                own("types", "channel-readiness.d.ts"),
                own("node", "channel-readiness.node.js"),
                own("default", "channel-readiness.js"),
            ]
        );
        assert_eq!(ways("./vite"), [own("default", "vite.js")]);
        assert_eq!(exports["./schema/*"], "./schema/*");
        assert!(!exports.contains_key("./frame") && !exports.contains_key("./packs/*"));
    }

    #[test]
    fn what_defines_an_element_has_an_effect_and_all_files_are_packed() {
        let manifest = made(&[
            "channel-readiness.js",
            "custom-elements.json",
            "examples",
            MANIFEST,
            "vite.js",
        ]);
        assert_eq!(manifest["sideEffects"], json!(["./channel-readiness.js"]));
        assert_eq!(
            manifest["files"],
            json!(["channel-readiness.js", "custom-elements.json", "vite.js"])
        );
        assert_eq!(manifest["customElements"], "custom-elements.json");
    }
}
