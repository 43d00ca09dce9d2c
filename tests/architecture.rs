//! The arrows between the folders of `src`, and what no folder may name.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder, the folders it may use, and crates it must not name.
const RULES: [(&str, &[&str], &[&str]); 6] = [
    (
        "domain",
        &[],
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "gloo",
        ],
    ),
    ("platform", &[], &["leptos"]),
    ("storage", &["domain", "platform"], &["leptos"]),
    ("ui", &["domain", "platform"], &["gloo", "js_sys"]),
    ("app", &["domain", "platform", "storage", "ui"], &[]),
    ("embed", &["app", "domain"], &[]),
];

#[test]
fn each_folder_uses_only_what_it_may() {
    let mut wrong = Vec::new();
    for (folder, allowed, _) in RULES {
        for (file, line, text) in lines_of(folder) {
            for used in folders_named(&text) {
                if used != folder && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{}:{line}: {folder} must not use {used}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_folder_names_a_crate_that_is_not_for_it() {
    let mut wrong = Vec::new();
    for (folder, _, forbidden) in RULES {
        for (file, line, text) in lines_of(folder) {
            for name in forbidden.iter().filter(|name| names_crate(&text, name)) {
                wrong.push(format!(
                    "{}:{line}: {folder} must not name {name}",
                    file.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ui_reaches_the_platform_only_for_formats() {
    let wrong: Vec<_> = lines_of("ui")
        .into_iter()
        .filter(|(_, _, text)| {
            text.contains("crate::platform") && !text.contains("crate::platform::internationalization")
        })
        .map(|(file, line, _)| format!("{}:{line}", file.display()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_embed_exports_to_javascript() {
    let wrong: Vec<_> = ["domain", "platform", "storage", "ui", "app"]
        .into_iter()
        .flat_map(|folder| lines_of(folder).windows(2).map(<[_]>::to_vec).collect::<Vec<_>>())
        // An import stands before `extern`, or within it without `pub`.
        .filter(|pair| {
            let exported = ["pub ", "impl ", "struct ", "enum "];
            pair[0].2.trim_start().starts_with("#[wasm_bindgen")
                && exported
                    .iter()
                    .any(|word| pair[1].2.trim_start().starts_with(word))
        })
        .map(|pair| format!("{}:{}", pair[0].0.display(), pair[0].1))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_program_knows_no_pack_by_its_contents() {
    let pack =
        fs::read_to_string(root().join("public/packs/channel-devops.json")).expect("the built-in pack");
    let pack: serde_json::Value = serde_json::from_str(&pack).expect("the built-in pack is JSON");
    let mut ids = BTreeSet::from([pack["id"].as_str().expect("an id").to_owned()]);
    for dimension in pack["dimensions"].as_array().expect("dimensions") {
        for indicator in dimension["indicators"].as_array().expect("indicators") {
            ids.insert(indicator["id"].as_str().expect("an id").to_owned());
        }
    }
    let wrong: Vec<_> = RULES
        .iter()
        .flat_map(|(folder, ..)| lines_of(folder))
        .filter(|(_, _, text)| !text.trim_start().starts_with("//"))
        .filter(|(_, _, text)| ids.iter().any(|id| text.contains(&format!("\"{id}\""))))
        .map(|(file, line, text)| format!("{}:{line}: {}", file.display(), text.trim()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every line of the folder's files, with file and line number. Comments count: a path in a comment is a dependency of
/// the reader.
fn lines_of(folder: &str) -> Vec<(PathBuf, usize, String)> {
    let mut lines = Vec::new();
    for file in files_below(&root().join("src").join(folder)) {
        let text = fs::read_to_string(&file).expect("a source file");
        let name = file.strip_prefix(root()).expect("below the root").to_owned();
        lines.extend(
            text.lines()
                .enumerate()
                .map(|(index, line)| (name.clone(), index + 1, line.to_owned())),
        );
    }
    assert!(!lines.is_empty(), "src/{folder} is empty");
    lines
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The folders that a line names by `crate::` paths, grouped imports included.
fn folders_named(line: &str) -> Vec<String> {
    line.split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group.split(',').map(first_name).collect::<Vec<_>>(),
            None => vec![first_name(rest)],
        })
        .filter(|name| RULES.iter().any(|(folder, ..)| folder == name))
        .collect()
}

fn first_name(path: &str) -> String {
    path.trim_start()
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect()
}

fn names_crate(line: &str, name: &str) -> bool {
    let line = line.trim_start();
    !line.starts_with("//")
        && (line.contains(&format!("{name}::")) || line.starts_with(&format!("use {name}")))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
