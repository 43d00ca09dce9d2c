//! The worker of the static page with the list of all that the page needs, each file with its digest.

use std::path::Path;

use serde_json::{Map, Value};

use crate::digest::{Digest, integrity};
use crate::failure::{Failure, Outcome};
use crate::npm::Npm;
use crate::{files, place, public};

/// The worker's name, in `public/` and in `dist/`.
pub const WORKER: &str = "offline.js";
/// What it has in its source, unbuilt: its version, and the digest of each file by the file's name below its folder.
const MARKER: &str = "const [VERSION, FILES] = ['', {}];";
/// The page is asked for by the name of its folder.
const PAGE: &str = "index.html";

/// Folders of which the page needs nothing.
const FOLDERS: &[&str] = &["examples", "schema"];
/// How files begin that are for other pages or other programs, and how they end.
const BEGINNINGS: &[&str] = &[
    "LICENSE",
    "THIRD-PARTY-NOTICES",
    "channel-readiness-frame",
    "frame",
    "vite.",
];
const ENDINGS: &[&str] = &[".d.ts", ".node.js", ".md"];
const NAMES: &[&str] = &[WORKER, "package.json", "custom-elements.json"];

/// Writes the worker into a finished `dist/`.
///
/// # Errors
/// When the worker has not the marker, a file cannot be read, or the minifier refuses it.
pub fn write(dist: &Path, npm: Option<&Npm>) -> Outcome<()> {
    let template = files::read_text(&place::root().join("public").join(WORKER))?;
    let listed = listed(dist)?;
    let worker = place::root().join("target").join(WORKER);
    files::write(&worker, with_list(&template, &listed)?)?;
    public::write_small(&worker, npm, &dist.join(WORKER))
}

/// The files that the page may need, with their digests.
fn listed(dist: &Path) -> Outcome<Map<String, Value>> {
    let mut listed = Map::new();
    for file in files::below(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy();
        if is_needed(&name) {
            let name = if name == PAGE {
                String::new()
            } else {
                name.into_owned()
            };
            listed.insert(name, integrity(&files::read(&file)?).into());
        }
    }
    Ok(listed)
}

fn is_needed(name: &str) -> bool {
    let is_elsewhere = FOLDERS.iter().any(|folder| {
        name.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    });
    !is_elsewhere
        && !NAMES.contains(&name)
        && !BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        && !ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The worker with the list in place of its marker. Another list is another version, and so is another worker.
///
/// # Errors
/// When the marker is not there exactly once.
fn with_list(template: &str, listed: &Map<String, Value>) -> Outcome<String> {
    if template.matches(MARKER).count() != 1 {
        return Err(Failure::new(format!(
            "public/{WORKER} should have `{MARKER}` once"
        )));
    }
    let list = serde_json::to_string(listed).unwrap_or_default();
    let version = Digest::of(format!("{template}{list}").as_bytes());
    let filled = format!("const [VERSION, FILES] = ['{}', {list}];", version.short());
    Ok(template.replace(MARKER, &filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[(&str, &str)]) -> Map<String, Value> {
        let entries = entries.iter();
        entries
            .map(|(name, digest)| ((*name).to_owned(), (*digest).into()))
            .collect()
    }

    #[test]
    fn the_page_needs_what_it_is_made_of_and_nothing_for_others() {
        for name in [
            "index.html",
            "channel-readiness.js",
            "core/0123456789abcdef/core_bg.wasm",
            "packs/index.json",
            "later.css",
            "icons/icon-192.png",
            "manifest.webmanifest",
            "benchmarks/example.json",
        ] {
            assert!(is_needed(name), "{name}");
        }
        for name in [
            "offline.js",
            "schema/pack-1.schema.json",
            "examples/plain.html",
            "package.json",
            "custom-elements.json",
            "channel-readiness.d.ts",
            "channel-readiness.node.js",
            "channel-readiness-frame.js",
            "frame.html",
            "vite.js",
            "LICENSE-MIT",
            "THIRD-PARTY-NOTICES.txt",
            "README.md",
        ] {
            assert!(!is_needed(name), "{name}");
        }
    }

    #[test]
    fn every_file_is_listed_with_its_digest_and_the_page_by_its_folder() {
        let dist = std::env::temp_dir().join(format!("xtask-precache-{}", std::process::id()));
        for (name, content) in [
            ("index.html", "abc"),
            ("packs/a.json", "abc"),
            ("package.json", "{}"),
        ] {
            files::write(&dist.join(name), content).unwrap();
        }
        let found = listed(&dist).unwrap();
        files::remove_folder(&dist).unwrap();
        let digest = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(found, list(&[("", digest), ("packs/a.json", digest)]));
    }

    #[test]
    fn another_list_and_another_worker_are_other_versions() {
        let version = |template: &str, listed: &Map<String, Value>| {
            let worker = with_list(template, listed).unwrap();
            worker.split('\'').nth(1).unwrap().to_owned()
        };
        let first = list(&[("", "sha256-a")]);
        assert_eq!(version(MARKER, &first).len(), 16);
        assert_ne!(
            version(MARKER, &first),
            version(MARKER, &list(&[("", "sha256-b")]))
        );
        assert_ne!(version(MARKER, &first), version(&format!("{MARKER} "), &first));
    }

    #[test]
    fn the_worker_has_its_marker_once() {
        let template = files::read_text(&place::root().join("public").join(WORKER)).unwrap();
        let worker = with_list(&template, &list(&[("later.css", "sha256-a")])).unwrap();
        assert!(worker.contains(r#"{"later.css":"sha256-a"}];"#), "{worker}");
        assert!(with_list("", &Map::new()).is_err());
    }
}
