//! `cargo xtask wasm`: everything of `dist/` but the page itself, into `target/bundle`. Trunk calls it before each build.

use std::fs;
use std::path::PathBuf;

use crate::digest::Digest;
use crate::failure::{Outcome, While};
use crate::npm::Npm;
use crate::progress::{remark, step};
use crate::{contract, files, glue, notices, packs, parts, place, public, seal, tools, words};

/// What the bundle is made of. A change in none of these needs no new bundle.
const INPUTS: &[&str] = &[
    "src",
    "style",
    "public",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "xtask/src",
    "tests/package-lock.json",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// Makes the bundle, unless nothing has changed since the last one.
///
/// # Errors
/// When a step fails; the last bundle then stays as it was.
pub fn run() -> Outcome<()> {
    let _others_wait = lock()?;
    let npm = Npm::ready()?;
    contract::run()?;
    let inputs = Digest::of_places(&format!("with npm: {}", npm.is_some()), &place::root(), INPUTS)?;
    if place::bundle().is_dir() && fs::read_to_string(stamp()).is_ok_and(|last| last == inputs.as_str()) {
        remark("The bundle is up to date");
        return Ok(());
    }
    let bindgen = tools::wasm_bindgen()?;

    let next = place::bundle_work().join("next");
    files::empty_folder(&place::bundle_work())?;
    files::empty_folder(&next)?;
    step("Cut the packs", || packs::write(&next))?;
    step("Write the words of each language", || words::write(&next))?;
    step("Compile the wasm in release", parts::link)?;
    let made = step("Split it and make its glue", || parts::split(&bindgen))?;
    step("Make the wasm small", || {
        parts::shrink(&made, npm.as_ref(), &next)
    })?;
    step("Write scripts, styles and public files", || {
        glue::write(&made, npm.as_ref(), &next)?;
        public::write(npm.as_ref(), &seal::core(&next)?, &next)
    })?;
    step("Collect the notices of third parties", || notices::write(&next))?;

    if stamp().exists() {
        fs::remove_file(stamp()).during(|| "remove the stamp of the last bundle".to_owned())?;
    }
    files::replace_folder(&next, &place::bundle())?;
    files::write(&stamp(), inputs.as_str())
}

/// One bundle at a time: a second run waits, and then finds the bundle up to date.
fn lock() -> Outcome<fs::File> {
    let path = place::root().join("target/bundle.lock");
    files::write(&path, "")?;
    let file = fs::File::open(&path).during(|| format!("open {}", place::shown(&path)))?;
    file.lock().during(|| format!("lock {}", place::shown(&path)))?;
    Ok(file)
}

fn stamp() -> PathBuf {
    place::root().join("target/bundle.stamp")
}
