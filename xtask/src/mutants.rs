//! `cargo xtask mutants`: breaks the rules one by one, and asks whether a test notices.
//!
//! In a package of the domain alone with its tests in one program: a mutant is built and tested in seconds there, and in
//! minutes where everything else is linked to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::process::Call;
use crate::progress::remark;
use crate::{files, place, tools};

/// What is broken where nothing else is asked for: the rules that make numbers.
const RULES: [&str; 4] = [
    "src/domain/scoring/**",
    "src/domain/pack/condition*.rs",
    "src/domain/pack/circles.rs",
    "src/domain/insight/path/**",
];

/// The tests that hold them, by their files' names.
const SUITES: [&str; 16] = [
    "carry",
    "conditions",
    "exchange_results",
    "insight",
    "pack_conditions",
    "pack_mistakes",
    "path",
    "path_properties",
    "path_regimes",
    "path_slices",
    "plan",
    "relationship",
    "scoring",
    "scoring_properties",
    "sensitivity",
    "timeline",
];

/// Seconds after which a mutant that does not end is taken for caught.
const PATIENCE: &str = "60";

/// In percent of those that could be built.
const WANTED: u64 = 90;

/// Tests every mutant and lists those that no test notices. Further arguments are cargo-mutants' own.
///
/// # Errors
/// When something cannot be installed or built, or fewer than 90 % are noticed.
pub fn run(arguments: &[String]) -> Outcome<()> {
    tools::toolchain()?;
    let tool = tools::cargo_mutants()?;
    let package = package()?;
    let names_files = arguments
        .iter()
        .any(|argument| argument == "--file" || argument == "-f");
    let rules = RULES
        .iter()
        .filter(|_| !names_files)
        .flat_map(|rule| ["--file", rule]);
    let outcome = Call::new(&tool)
        .arguments(["mutants", "--in-place", "--timeout", PATIENCE])
        .arguments(rules)
        .arguments(arguments)
        .arguments(["--", "--test", "all"])
        .folder(&package)
        .run();
    // It fails wherever one mutant is missed; what counts here is how many.
    let counts = package.join("mutants.out/outcomes.json");
    match files::read_text(&counts) {
        Ok(text) => judge(&text),
        Err(unread) => outcome.and(Err(unread)),
    }
}

fn judge(outcomes: &str) -> Outcome<()> {
    let outcomes: Value = serde_json::from_str(outcomes)
        .map_err(|error| Failure::new(format!("The outcomes cannot be read: {error}")))?;
    let count = |name: &str| outcomes[name].as_u64().unwrap_or(0);
    let noticed = count("caught") + count("timeout");
    let all = noticed + count("missed");
    remark(&format!("{noticed} of {all} mutants were noticed by a test"));
    if all == 0 || noticed * 100 < all * WANTED {
        return Err(
            Failure::new(format!("Fewer than {WANTED} % were noticed")).with_remedy(format!(
                "Look at {}: each line is a rule that no test holds.",
                place::shown(&home().join("mutants.out/missed.txt"))
            )),
        );
    }
    Ok(())
}

fn home() -> PathBuf {
    place::root().join("target/mutants")
}

/// Makes the package; gives its folder.
fn package() -> Outcome<PathBuf> {
    let (root, home) = (place::root(), home());
    for folder in ["src", "tests", "public", "mutants.out"] {
        files::remove_folder(&home.join(folder))?;
    }
    for folder in ["src/domain", "public"] {
        copy_folder(&root.join(folder), &home.join(folder))?;
    }
    // Their suites name these from where they are.
    for folder in ["support", "fixtures"] {
        copy_folder(
            &root.join("tests").join(folder),
            &home.join("tests/suites").join(folder),
        )?;
    }
    let mut shared = BTreeMap::new();
    let mut suites = String::new();
    for suite in SUITES {
        let text = files::read_text(&root.join(format!("tests/{suite}.rs")))?;
        let text = as_part(&text, &mut shared);
        files::write(&home.join(format!("tests/suites/{suite}.rs")), text)?;
        suites += &module(&format!("suite_{suite}"), &format!("suites/{suite}.rs"));
    }
    let shared: String = shared
        .iter()
        .map(|(name, path)| module(name, &format!("suites/{path}")))
        .collect();
    files::write(
        &home.join("tests/all.rs"),
        format!("#![allow(dead_code)]\n{shared}{suites}"),
    )?;
    files::write(&home.join("src/lib.rs"), "pub mod domain;\n")?;
    files::write(
        &home.join("Cargo.toml"),
        manifest(&files::read_text(&root.join("Cargo.toml"))?),
    )?;
    files::copy(&root.join("Cargo.lock"), &home.join("Cargo.lock"))?;
    Ok(home)
}

fn module(name: &str, path: &str) -> String {
    format!("#[path = \"{path}\"]\nmod {name};\n")
}

/// A suite as one of several: what it shares with others stands beside it, where `shared` gets its path by its name.
fn as_part(suite: &str, shared: &mut BTreeMap<String, String>) -> String {
    let mut part = String::new();
    let mut path = None;
    for line in suite.lines() {
        if let Some(given) = line.strip_prefix("#[path = \"") {
            path = Some(given.trim_end_matches("\"]").to_owned());
        } else if let Some(name) = line.strip_prefix("mod ").filter(|_| path.is_some()) {
            part.extend(["use crate::", name, "\n"]);
            shared.extend(
                path.take()
                    .map(|path| (name.trim_end_matches(';').to_owned(), path)),
            );
        } else if path.is_none() {
            part += line;
            part.push('\n');
        }
    }
    part
}

fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    for file in files::below(from)? {
        files::copy(&file, &to.join(file.strip_prefix(from).unwrap_or(&file)))?;
    }
    Ok(())
}

/// The package's manifest: the project's own dependencies, as far as the domain and these tests need them.
fn manifest(project: &str) -> String {
    let section = |head: &str| {
        let lines = project.lines().skip_while(|line| *line != head).skip(1);
        let lines: Vec<&str> = lines.take_while(|line| !line.starts_with('[')).collect();
        lines.join("\n")
    };
    let tests = section("[target.'cfg(not(target_arch = \"wasm32\"))'.dev-dependencies]");
    let is_wanted = |line: &&str| line.starts_with("proptest") || line.starts_with("serde_json");
    let tests: Vec<&str> = tests.lines().filter(is_wanted).collect();
    format!(
        "[package]\nname = \"channel-readiness\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[dependencies]\n{}\n\n[dev-dependencies]\n{}\n\n\
         [profile.dev]\ndebug = false\nopt-level = 1\n",
        section("[dependencies]").trim(),
        tests.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTCOMES: &str = "{\"outcomes\": [{\"summary\": \"CaughtMutant\"}], \"total_mutants\": 12,\n  \"missed\": 1,\n  \"caught\": 8,\n  \"timeout\": 1, \"unviable\": 2}";

    #[test]
    fn nine_of_ten_are_enough() {
        assert!(judge(OUTCOMES).is_ok());
        let worse = OUTCOMES.replace("\"caught\": 8", "\"caught\": 7");
        assert!(judge(&worse).is_err());
        assert!(judge("{}").is_err(), "nothing was tested");
    }

    #[test]
    fn what_suites_share_stands_beside_them() {
        let suite = "//! Says.\n\n#[path = \"support/pack.rs\"]\n#[allow(dead_code)]\nmod support;\n\nuse support::*;\n";
        let mut shared = BTreeMap::new();
        let part = as_part(suite, &mut shared);
        assert_eq!(part, "//! Says.\n\nuse crate::support;\n\nuse support::*;\n");
        let expected = BTreeMap::from([("support".to_owned(), "support/pack.rs".to_owned())]);
        assert_eq!(shared, expected);
    }

    #[test]
    fn the_manifest_has_what_the_domain_and_its_tests_need() {
        let made = manifest(include_str!("../../Cargo.toml"));
        for wanted in ["serde = ", "uuid = ", "proptest = ", "serde_json = "] {
            assert!(made.contains(wanted), "{wanted} is missing in:\n{made}");
        }
        assert!(!made.contains("leptos"), "{made}");
    }
}
