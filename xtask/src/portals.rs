//! `cargo xtask portals`: `dist/` packed by npm, the package installed in a copy of each portal of `tests/portals`, and each
//! built by its bundler into `target/portals`, from where the end-to-end tests serve it.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::process::Call;
use crate::progress::step;
use crate::{files, node, package, place};

/// The portals, each a folder of `tests/portals` with a lock file of its own.
pub const PORTALS: &[&str] = &["react", "vue"];

/// Builds all portals with the `dist/` that is there.
///
/// # Errors
/// When Node is not here, npm does not pack or install, or a bundler fails.
pub fn run() -> Outcome<()> {
    let tarball = step("Pack dist/ as npm does", pack)?;
    for portal in PORTALS {
        step(&format!("Build the portal `{portal}` with the package"), || {
            build(portal, &tarball)
        })?;
    }
    Ok(())
}

/// The packed package.
///
/// # Errors
/// When npm refuses it, or it lacks something.
pub fn pack() -> Outcome<PathBuf> {
    if !node::is_here()? {
        return Err(
            Failure::new("This needs Node and npm, and they are not here").with_remedy(node::by_hand())
        );
    }
    let to = work().join("package");
    files::empty_folder(&to)?;
    Call::new("npm")
        .arguments(["pack", "--loglevel=error", "--pack-destination"])
        .argument(&to)
        .folder(&place::dist())
        .remedy("Look at npm's words above, and at xtask/src/package.rs.")
        .output()?;
    let packed = files::below(&to)?;
    let is_it = |file: &&PathBuf| files::is_a(file, "tgz") && files::name(file).starts_with(package::NAME);
    packed
        .iter()
        .find(is_it)
        .cloned()
        .ok_or_else(|| Failure::new(format!("npm left no package in {}", place::shown(&to))))
}

/// The package installed by npm in a copy of a folder with a lock file; gives the copy.
///
/// # Errors
/// When npm fails.
pub fn install(name: &str, source: &Path, tarball: &Path) -> Outcome<PathBuf> {
    let project = copy(name, source)?;
    Call::new("npm")
        .arguments([
            "install",
            "--no-save",
            "--prefer-offline",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .argument(tarball)
        .folder(&project)
        .remedy("Look at npm's words above, and at xtask/src/package.rs.")
        .run()?;
    Ok(project)
}

/// A copy of a folder with a lock file, and with what that names; npm then adds the package alone.
///
/// # Errors
/// When npm fails.
pub fn copy(name: &str, source: &Path) -> Outcome<PathBuf> {
    let project = work().join(name);
    files::empty_folder(&project)?;
    for file in files::below(source)? {
        let name = file.strip_prefix(source).unwrap_or(&file);
        if !name.starts_with("node_modules") {
            files::copy(&file, &project.join(name))?;
        }
    }
    // What the lock file names comes from where all runs have it.
    if has_dependencies(source)? {
        let modules = node::required_packages(source)?;
        Call::new("cp")
            .arguments(["-a"])
            .argument(&modules)
            .argument(project.join("node_modules"))
            .run()?;
    }
    Ok(project)
}

/// The tests of the package in Node, as a call.
///
/// # Errors
/// As [`run`].
pub fn in_node() -> Outcome<Call> {
    let project = install("node", &place::root().join("tests/node"), &pack()?)?;
    Ok(Call::new("node").argument("--test").folder(&project))
}

fn has_dependencies(source: &Path) -> Outcome<bool> {
    let lock = source.join("package-lock.json");
    Ok(lock.is_file() && files::read_text(&lock)?.contains("\"node_modules/"))
}

fn build(portal: &str, tarball: &Path) -> Outcome<()> {
    let project = install(portal, &source(portal), tarball)?;
    let to = place::portals().join(portal);
    files::empty_folder(&to)?;
    Call::new(project.join("node_modules/.bin/vite"))
        .arguments(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"])
        .argument(&to)
        .folder(&project)
        .remedy("Look at Vite's words above, at tests/portals and at public/vite.js.")
        .run()
}

/// The folder of a portal.
pub fn source(portal: &str) -> PathBuf {
    place::root().join("tests/portals").join(portal)
}

/// Where packages are packed and portals are built.
fn work() -> PathBuf {
    place::root().join("target/portals-work")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_portal_has_a_lock_file_without_addresses_and_does_not_name_the_package_in_it() {
        for portal in PORTALS {
            let folder = place::root().join("tests/portals").join(portal);
            let lock = files::read_text(&folder.join("package-lock.json")).unwrap();
            assert!(!lock.contains("\"resolved\""), "{portal}");
            assert!(!lock.contains("node_modules/channel-readiness"), "{portal}");
            assert!(has_dependencies(&folder).unwrap(), "{portal}");
        }
        assert!(!has_dependencies(&place::root().join("tests/node")).unwrap());
    }
}
