//! Tools that cargo builds once, into the folder that later runs and fresh clones reuse.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::process::{Call, in_path};
use crate::progress::{remark, step};
use crate::{files, place};

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const CARGO_MUTANTS: &str = "27.1.0";
const GECKODRIVER: &str = "0.37.1";

/// The Rust target of the widget, and what the checks need of the toolchain.
///
/// # Errors
/// When rustup is not here or cannot reach its server.
pub fn toolchain() -> Outcome<()> {
    let remedy =
        "Install rustup from https://rustup.rs, then run `rustup toolchain install` in the project's folder.";
    let installed = Call::new("rustup")
        .arguments(["target", "list", "--installed"])
        .remedy(remedy)
        .output()?;
    if !installed.lines().any(|target| target == "wasm32-unknown-unknown") {
        step("Install the wasm32 target", || {
            Call::new("rustup")
                .arguments(["target", "add", "wasm32-unknown-unknown"])
                .remedy(remedy)
                .run()
        })?;
    }
    let installed = Call::new("rustup")
        .arguments(["component", "list", "--installed"])
        .remedy(remedy)
        .output()?;
    for component in ["clippy", "rustfmt"] {
        if !installed.lines().any(|line| line.starts_with(component)) {
            step(&format!("Install {component}"), || {
                Call::new("rustup")
                    .arguments(["component", "add", component])
                    .remedy(remedy)
                    .run()
            })?;
        }
    }
    Ok(())
}

/// Trunk: serves, watches and assembles the page.
///
/// # Errors
/// When it cannot be built.
pub fn trunk() -> Outcome<PathBuf> {
    // Its own speed matters less here than the time to build it: half as long without optimisation.
    Tool {
        package: "trunk",
        version: TRUNK,
        program: "trunk",
        arguments: &[
            "--locked",
            "--debug",
            "--no-default-features",
            "--features",
            "rustls",
        ],
        minutes: 6,
    }
    .installed()
}

/// The folder of wasm-bindgen's programs, of the version that the lock file names.
///
/// # Errors
/// When they cannot be built.
pub fn wasm_bindgen() -> Outcome<PathBuf> {
    let lock = files::read_text(&place::root().join("Cargo.lock"))?;
    let version = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock does not name a version of wasm-bindgen"))?;
    // Without --locked: its own lock file can name a version that is not to be had.
    let program = Tool {
        package: "wasm-bindgen-cli",
        version,
        program: "wasm-bindgen",
        arguments: &[],
        minutes: 5,
    }
    .installed()?;
    Ok(program.with_file_name(""))
}

/// cargo-deny: checks licences, bans and sources.
///
/// # Errors
/// When it cannot be built.
pub fn cargo_deny() -> Outcome<PathBuf> {
    Tool {
        package: "cargo-deny",
        version: CARGO_DENY,
        program: "cargo-deny",
        arguments: &["--locked", "--debug"],
        minutes: 4,
    }
    .installed()
}

/// cargo-mutants: breaks the source in one place after the other.
///
/// # Errors
/// When it cannot be built.
pub fn cargo_mutants() -> Outcome<PathBuf> {
    Tool {
        package: "cargo-mutants",
        version: CARGO_MUTANTS,
        program: "cargo-mutants",
        arguments: &["--locked", "--debug"],
        minutes: 3,
    }
    .installed()
}

/// geckodriver: steers Firefox.
///
/// # Errors
/// When it cannot be built.
pub fn geckodriver() -> Outcome<PathBuf> {
    Tool {
        package: "geckodriver",
        version: GECKODRIVER,
        program: "geckodriver",
        arguments: &["--locked", "--debug"],
        minutes: 3,
    }
    .installed()
}

struct Tool<'a> {
    package: &'a str,
    version: &'a str,
    program: &'a str,
    arguments: &'a [&'a str],
    /// How long it takes on two cores, for the line of progress.
    minutes: u32,
}

impl Tool<'_> {
    fn installed(&self) -> Outcome<PathBuf> {
        let Self {
            package,
            version,
            program,
            minutes,
            ..
        } = *self;
        let tools = place::tools()?;
        let home = tools.join(format!("{package}-{version}"));
        let file = home.join("bin").join(program);
        if file.is_file() {
            return Ok(file);
        }
        if in_path(&["cc", "gcc", "clang"]).is_none() {
            return Err(Failure::new(format!(
                "Building {package} needs a C compiler, and there is none"
            ))
            .with_remedy(
                "Install one by your system's packages (Debian: apt-get install build-essential).",
            ));
        }
        remark(&format!(
            "{package} {version} is built once, into {} (about {minutes} minutes)",
            tools.display()
        ));
        // A build folder of its own lets an interrupted build go on where it was.
        let build = tools.join(format!("{package}-{version}.part"));
        step(&format!("Install {package} {version}"), || {
            Call::cargo()
                .arguments(["install", package, "--version", version, "--root"])
                .argument(&home)
                .arguments(self.arguments)
                .environment("CARGO_TARGET_DIR", &build)
                .remedy("Look at cargo's words above; it needs to reach the crates registry once.")
                .run()
        })?;
        files::remove_folder(&build)?;
        Ok(file)
    }
}

/// The version of a package in the text of a lock file.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.5\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn the_locked_version_is_that_of_the_package_with_exactly_this_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures"), Some("0.4.5"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }
}
