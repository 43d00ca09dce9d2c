//! The examples of `dist/examples` that are built by a bundler: the portals of `tests/portals`, beside the files of the
//! package in place of a copy of them. They hold nothing of the program, so what was built once stays good until a portal
//! changes.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::digest::Digest;
use crate::failure::{Outcome, While};
use crate::portals::{self, PORTALS};
use crate::process::Call;
use crate::progress::{remark, step};
use crate::{files, node, package, place};

/// What a portal is made of.
const PARTS: &[&str] = &[
    "src",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.js",
];
/// What else goes into its bundle, or decides what becomes of it.
const OTHERS: &[&str] = &[
    "public/vite.js",
    "public/packs/example.json",
    "xtask/src/examples.rs",
];

/// Puts the built portals into a finished `dist/`. Where there is no Node, the pages of `public/examples` that stand in
/// their place say so.
///
/// # Errors
/// When npm does not install, or a bundler fails.
pub fn write(dist: &Path) -> Outcome<()> {
    let mut places: Vec<String> = OTHERS.iter().map(|place| (*place).to_owned()).collect();
    for portal in PORTALS {
        places.extend(PARTS.iter().map(|part| format!("tests/portals/{portal}/{part}")));
    }
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    let inputs = Digest::of_places("", &place::root(), &places)?;
    if !fs::read_to_string(stamp()).is_ok_and(|last| last == inputs.as_str()) {
        if !node::is_here()? {
            remark("Going on without the examples in React and Vue, which need Node");
            return Ok(());
        }
        for portal in PORTALS {
            step(&format!("Build the example in `{portal}`"), || {
                build(portal, dist)
            })?;
        }
        files::write(&stamp(), inputs.as_str())?;
    }
    for portal in PORTALS {
        let to = dist.join("examples").join(portal);
        files::empty_folder(&to)?;
        for file in files::below(&built(portal))? {
            files::copy(&file, &to.join(file.strip_prefix(built(portal)).unwrap_or(&file)))?;
        }
    }
    Ok(())
}

/// The package is what lies in `dist/`; its plugin copies the files two folders above the portal, where they stay behind.
fn build(portal: &str, dist: &Path) -> Outcome<()> {
    let project = portals::copy(&format!("example-{portal}"), &portals::source(portal))?;
    let linked = project.join("node_modules").join(package::NAME);
    let dist = fs::canonicalize(dist).during(|| format!("find {}", place::shown(dist)))?;
    symlink(dist, &linked).during(|| format!("link {}", place::shown(&linked)))?;
    files::empty_folder(&built(portal))?;
    Call::new(project.join("node_modules/.bin/vite"))
        .arguments(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"])
        .argument(built(portal))
        .folder(&project)
        .environment("VITE_EXAMPLES", "../")
        .remedy("Look at Vite's words above, at tests/portals and at public/vite.js.")
        .run()?;
    // A bundle holds the framework, whose licence goes with it.
    let licence = project.join("node_modules").join(portal).join("LICENSE");
    files::copy(&licence, &built(portal).join(format!("LICENSE-{portal}.txt")))
}

fn work() -> PathBuf {
    place::root().join("target/examples-work")
}

fn built(portal: &str) -> PathBuf {
    work().join("examples").join(portal)
}

fn stamp() -> PathBuf {
    work().join("stamp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_portal_has_all_that_it_is_made_of_and_a_page_in_its_place() {
        for portal in PORTALS {
            for part in PARTS {
                assert!(portals::source(portal).join(part).exists(), "{portal}: {part}");
            }
            let instead = place::root().join(format!("public/examples/{portal}/index.html"));
            assert!(instead.is_file(), "{portal}");
        }
    }
}
