//! `cargo xtask notices`: the licences of everything that is compiled into the wasm, as their authors ask.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Outcome, While};
use crate::process::Call;
use crate::{files, place};

const FILE: &str = "THIRD-PARTY-NOTICES.txt";
const OWN: &str = "channel-readiness";
const INTRODUCTION: &str = "channel-readiness contains code of the projects named below, each under the licence that follows its name.\n";

/// A crate that is compiled in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Package {
    name: String,
    version: String,
    /// As its manifest writes it: "MIT OR Apache-2.0".
    license: String,
    authors: Vec<String>,
    folder: PathBuf,
}

/// Prints the notices.
///
/// # Errors
/// When cargo does not say what is compiled in, or a licence has no text.
pub fn print() -> Outcome<()> {
    print!("{}", text()?);
    Ok(())
}

/// Writes the notices into the bundle.
///
/// # Errors
/// As [`print()`].
pub fn write(bundle: &Path) -> Outcome<()> {
    files::write(&bundle.join(FILE), text()?)
}

fn text() -> Outcome<String> {
    let metadata = Call::cargo()
        .arguments([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            "wasm32-unknown-unknown",
        ])
        .output()?;
    let metadata: Value =
        serde_json::from_str(&metadata).during(|| "read what cargo says of the crates".to_owned())?;
    let mut packages = compiled_in(&metadata).ok_or_else(|| {
        Failure::new("cargo metadata does not have the shape that xtask/src/notices.rs knows")
    })?;
    packages.push(Package {
        name: "The Rust standard library".to_owned(),
        version: String::new(),
        license: "MIT OR Apache-2.0".to_owned(),
        authors: vec!["The Rust Project contributors".to_owned()],
        folder: PathBuf::new(),
    });
    let own = own_licenses()?;
    let mut by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in &packages {
        for text in license_texts(package, &own)? {
            by_text.entry(text).or_default().insert(title(package));
        }
    }
    Ok(document(by_text))
}

fn document(by_text: BTreeMap<String, BTreeSet<String>>) -> String {
    let mut groups: Vec<(BTreeSet<String>, String)> =
        by_text.into_iter().map(|(text, names)| (names, text)).collect();
    groups.sort();
    let rule = "-".repeat(80);
    let sections = groups.iter().map(|(names, text)| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        format!("\n{rule}\n{}\n\n{text}\n", names.join("\n"))
    });
    std::iter::once(INTRODUCTION.to_owned()).chain(sections).collect()
}

fn title(package: &Package) -> String {
    let Package {
        name,
        version,
        license,
        ..
    } = package;
    format!("{name} {version} ({license})").replace("  ", " ")
}

/// The crates that the widget's own crate needs at run time, without those that only run at build time.
fn compiled_in(metadata: &Value) -> Option<Vec<Package>> {
    let packages = metadata["packages"].as_array()?;
    let nodes = metadata["resolve"]["nodes"].as_array()?;
    let by_id = |list: &'_ [Value]| -> BTreeMap<String, Value> {
        list.iter()
            .filter_map(|item| Some((item["id"].as_str()?.to_owned(), item.clone())))
            .collect()
    };
    let (packages, nodes) = (by_id(packages), by_id(nodes));
    let own = packages.values().find(|package| package["name"] == OWN)?["id"]
        .as_str()?
        .to_owned();

    let mut found = BTreeSet::new();
    let mut open = vec![own.clone()];
    while let Some(id) = open.pop() {
        let at_build_time = packages.get(&id).is_some_and(is_procedural_macro);
        if at_build_time || !found.insert(id.clone()) {
            continue;
        }
        for dependency in nodes.get(&id)?["deps"].as_array()? {
            let kinds = dependency["dep_kinds"].as_array()?;
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                open.push(dependency["pkg"].as_str()?.to_owned());
            }
        }
    }
    found.remove(&own);
    found.iter().map(|id| package(packages.get(id)?)).collect()
}

fn is_procedural_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().map_or(&[][..], Vec::as_slice);
    targets.iter().any(|target| {
        target["kind"]
            .as_array()
            .is_some_and(|kinds| kinds.iter().any(|kind| kind == "proc-macro"))
    })
}

fn package(value: &Value) -> Option<Package> {
    let words = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let authors = value["authors"].as_array()?;
    Some(Package {
        name: words("name"),
        version: words("version"),
        license: words("license").replace('/', " OR "),
        authors: authors
            .iter()
            .filter_map(|author| Some(author.as_str()?.to_owned()))
            .collect(),
        folder: Path::new(value["manifest_path"].as_str()?)
            .parent()?
            .to_path_buf(),
    })
}

/// The texts of our own licences, for crates that ship none.
struct OwnLicenses {
    mit: String,
    apache: String,
}

fn own_licenses() -> Outcome<OwnLicenses> {
    let read = |name: &str| files::read_text(&place::root().join(name));
    Ok(OwnLicenses {
        mit: read("LICENSE-MIT")?,
        apache: read("LICENSE-APACHE")?,
    })
}

/// The texts under which we use a crate: of several to choose from, MIT's where it is one of them.
fn license_texts(package: &Package, own: &OwnLicenses) -> Outcome<Vec<String>> {
    let shipped = shipped_texts(&package.folder)?;
    let may_choose_mit = package
        .license
        .split(" OR ")
        .any(|choice| choice.trim_matches(['(', ')']) == "MIT");
    if may_choose_mit {
        let mit = shipped
            .iter()
            .find(|(_, text)| text.contains("Permission is hereby granted, free of charge"));
        return Ok(vec![
            mit.map_or_else(|| mit_text(package, own), |(_, text)| text.clone()),
        ]);
    }
    if !shipped.is_empty() {
        return Ok(shipped.into_values().collect());
    }
    if package.license.contains("Apache-2.0") {
        return Ok(vec![own.apache.clone()]);
    }
    Err(
        Failure::new(format!("{} ships no text of its licence", title(package)))
            .with_remedy("Give its text a place in xtask/src/notices.rs, or leave the crate out."),
    )
}

/// The licence files of a crate, by name.
fn shipped_texts(folder: &Path) -> Outcome<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    if !folder.is_dir() || folder.as_os_str().is_empty() {
        return Ok(found);
    }
    let entries = fs::read_dir(folder).during(|| format!("list {}", folder.display()))?;
    for entry in entries {
        let path = entry.during(|| format!("list {}", folder.display()))?.path();
        let name = files::name(&path).to_uppercase();
        let is_license = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.starts_with(start));
        if is_license && path.is_file() {
            found.insert(name, tidy(&files::read_text(&path)?));
        }
    }
    Ok(found)
}

/// MIT's text with the crate's authors, for a crate that ships none.
fn mit_text(package: &Package, own: &OwnLicenses) -> String {
    let authors = match package.authors.as_slice() {
        [] => format!("the authors of {}", package.name),
        authors => authors.join(", "),
    };
    let terms = own
        .mit
        .lines()
        .skip_while(|line| !line.starts_with("Permission"))
        .collect::<Vec<_>>();
    tidy(&format!(
        "MIT License\n\nCopyright (c) {authors}\n\n{}",
        terms.join("\n")
    ))
}

/// Without differences that nobody sees, so that equal texts are grouped.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim_end)
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package_of(license: &str) -> Package {
        let folder = std::env::temp_dir().join(format!("xtask-notices-{}", std::process::id()));
        Package {
            name: "a".into(),
            version: "1.0.0".into(),
            license: license.into(),
            authors: vec![],
            folder,
        }
    }

    fn own() -> OwnLicenses {
        OwnLicenses {
            mit: "MIT License\n\nCopyright us\n\nPermission is hereby granted".into(),
            apache: "Apache".into(),
        }
    }

    #[test]
    fn a_crate_without_a_text_gets_that_of_its_licence() {
        let texts = license_texts(&package_of("MIT OR Apache-2.0"), &own()).unwrap();
        assert_eq!(
            texts,
            ["MIT License\n\nCopyright (c) the authors of a\n\nPermission is hereby granted"]
        );
        assert_eq!(
            license_texts(&package_of("Apache-2.0"), &own()).unwrap(),
            ["Apache"]
        );
    }

    #[test]
    fn a_crate_of_another_licence_without_a_text_stops_the_build() {
        let failure = license_texts(&package_of("Zlib"), &own()).unwrap_err();
        assert_eq!(failure.to_string(), "a 1.0.0 (Zlib) ships no text of its licence");
    }

    #[test]
    fn equal_texts_are_written_once_with_all_their_crates() {
        let names = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<BTreeSet<_>>()
        };
        let text = document(BTreeMap::from([
            ("the terms".into(), names(&["a 1", "b 2"])),
            ("others".into(), names(&["c"])),
        ]));
        assert_eq!(text.matches("the terms").count(), 1);
        assert!(text.contains("a 1\nb 2\n\nthe terms\n"));
    }

    #[test]
    fn macros_and_tools_of_the_build_are_not_compiled_in() {
        let package = |name: &str, kind: &str| {
            serde_json::json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT", "authors": [],
                "manifest_path": format!("/{name}/Cargo.toml"), "targets": [{ "kind": [kind] }] })
        };
        let needs = |id: &str, on: &[(&str, Value)]| {
            let deps: Vec<Value> = on
                .iter()
                .map(|(id, kind)| serde_json::json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] }))
                .collect();
            serde_json::json!({ "id": id, "deps": deps })
        };
        let normal = Value::Null;
        let metadata = serde_json::json!({
            "packages": [package(OWN, "lib"), package("a", "lib"), package("b", "proc-macro"), package("c", "lib"), package("d", "lib")],
            "resolve": { "nodes": [
                needs(OWN, &[("a", normal.clone()), ("b", normal.clone()), ("c", "dev".into())]),
                needs("a", &[("d", normal.clone())]), needs("b", &[("c", normal)]), needs("c", &[]), needs("d", &[])] } });
        let names: Vec<String> = compiled_in(&metadata)
            .unwrap()
            .into_iter()
            .map(|package| package.name)
            .collect();
        assert_eq!(names, ["a", "d"]);
    }
}
