//! `cargo xtask finish`: what can only be made once all files of `dist/` are there. Trunk calls it after each build.

use std::env;
use std::path::PathBuf;

use crate::failure::Outcome;
use crate::npm::Npm;
use crate::progress::step;
use crate::{examples, package, place, precache, size};

/// Writes the worker of the static page, the package and the examples that a bundler builds, and says what it all weighs.
///
/// # Errors
/// When one of them cannot be made.
pub fn run() -> Outcome<()> {
    // Trunk builds beside the last build, and takes its place when all has gone well.
    let dist = env::var_os("TRUNK_STAGING_DIR").map_or_else(place::dist, PathBuf::from);
    let npm = Npm::ready()?;
    step(
        "List the files of the static page for its worker, and write the package",
        || {
            precache::write(&dist, npm.as_ref())?;
            package::write(&dist)
        },
    )?;
    examples::write(&dist)?;
    size::summary(&dist)
}
