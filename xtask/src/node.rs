//! Node, and the packages that are taken from npm.

use std::path::{Path, PathBuf};

use crate::digest::Digest;
use crate::failure::{Failure, Outcome};
use crate::process::{Call, in_path};
use crate::progress::{remark, step};
use crate::system::{self, System};
use crate::{files, place};

/// Whether Node and npm are here, installed where the system allows it.
///
/// # Errors
/// When the system's package manager fails.
pub fn is_here() -> Outcome<bool> {
    if found() {
        return Ok(true);
    }
    if system::can_install() {
        step("Install Node", || system::install(&["nodejs", "npm"]))?;
    }
    Ok(found())
}

fn found() -> bool {
    in_path(&["node"]).is_some() && in_path(&["npm"]).is_some()
}

/// What to do where Node is missing.
pub fn by_hand() -> String {
    let own = match System::here() {
        System::Debian | System::Ubuntu => "sudo apt-get install -y nodejs npm",
        System::Fedora => "sudo dnf install nodejs npm",
        System::Arch => "sudo pacman -S nodejs npm",
        System::Alpine => "apk add nodejs npm",
        System::MacOs => "brew install node",
        System::Other => "install Node 18 or newer from https://nodejs.org",
    };
    format!("For Node: {own}")
}

/// The `node_modules` of a folder's lock file; `None`, with a remark, where there is no Node.
///
/// # Errors
/// When npm fails.
pub fn packages(lock_folder: &Path) -> Outcome<Option<PathBuf>> {
    if !is_here()? {
        remark(&format!("Node is not here. {}", by_hand()));
        return Ok(None);
    }
    let lock = lock_folder.join("package-lock.json");
    let key = Digest::of(&files::read(&lock)?);
    let home = place::tools()?.join(format!("npm-{}", key.short()));
    let modules = home.join("node_modules");
    if !modules.is_dir() {
        step(
            &format!("Install the npm packages of {}", place::shown(&lock)),
            || install(lock_folder, &home),
        )?;
    }
    Ok(Some(modules))
}

/// The same where nothing goes without Node.
///
/// # Errors
/// When Node is not here, or npm fails.
pub fn required_packages(lock_folder: &Path) -> Outcome<PathBuf> {
    packages(lock_folder)?
        .ok_or_else(|| Failure::new("This needs Node and npm, and they are not here").with_remedy(by_hand()))
}

/// Installs beside the final place first, so that an interrupted run leaves nothing half done there.
fn install(lock_folder: &Path, home: &Path) -> Outcome<()> {
    let unfinished = home.with_extension(format!("{}.part", std::process::id()));
    files::empty_folder(&unfinished)?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        let file = lock_folder.join(name);
        if file.is_file() {
            files::copy(&file, &unfinished.join(name))?;
        }
    }
    Call::new("npm")
        .arguments([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .folder(&unfinished)
        .remedy("Look at npm's words above; it needs to reach its registry once.")
        .run()?;
    files::replace_folder(&unfinished, home)
}
