//! `cargo xtask faults`: the long suite of faults, natively and in each engine.

use std::path::{Path, PathBuf};

use crate::browser::{Browser, Engine};
use crate::failure::{Failure, Outcome};
use crate::process::Call;
use crate::progress::step;
use crate::{build, place, tools};

const USE: &str = "Use: cargo xtask faults [--seeds 200] [--engine chromium|firefox|webkit]";
const WASM: &str = "wasm32-unknown-unknown";
/// Without `--seeds`.
const SEEDS: u64 = 200;

/// What to run.
#[derive(Debug, PartialEq, Eq)]
struct Choice {
    seeds: u64,
    engines: Vec<Engine>,
}

impl Choice {
    fn parse(arguments: &[String]) -> Outcome<Self> {
        let refuse = |words: String| Failure::new(words).with_remedy(USE);
        let (mut seeds, mut engines) = (SEEDS, Vec::new());
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let value = arguments.next().map_or("", String::as_str);
            match argument.as_str() {
                "--seeds" => {
                    let given = value.parse().ok().filter(|seeds| *seeds > 0);
                    seeds = given.ok_or_else(|| refuse(format!("`{value}` is no number of seeds")))?;
                }
                "--engine" => {
                    let engine = Engine::ALL.into_iter().find(|engine| engine.argument() == value);
                    engines.push(engine.ok_or_else(|| refuse(format!("there is no engine `{value}`")))?);
                }
                other => return Err(refuse(format!("`faults` does not know `{other}`"))),
            }
        }
        if engines.is_empty() {
            engines.extend(Engine::ALL);
        }
        Ok(Self { seeds, engines })
    }
}

/// Builds, plays everything, and prints the tables.
///
/// # Errors
/// When something cannot be installed, or something was lost, falsely called saved, or came to no end.
pub fn run(arguments: &[String]) -> Outcome<()> {
    let Choice { seeds, engines } = Choice::parse(arguments)?;
    tools::toolchain()?;
    let browsers = engines
        .into_iter()
        .map(Browser::ready)
        .collect::<Outcome<Vec<_>>>()?;
    build::run()?;
    let seeds = seeds.to_string();
    let mut outcomes = vec![natively(&seeds)];
    let games = games()?;
    outcomes.extend(
        browsers
            .iter()
            .map(|browser| in_engine(browser, &games, &seeds).run()),
    );
    outcomes.into_iter().collect()
}

fn natively(seeds: &str) -> Outcome<()> {
    Call::cargo()
        .arguments(["test", "--test", "faults", "--locked", "--", "--seeds", seeds])
        .run()
}

/// Makes the games of two tabs for the browser, and gives the folder that they are in. In the profile of tests: that of the
/// bundle is split.
///
/// # Errors
/// When they do not compile.
pub fn games() -> Outcome<PathBuf> {
    let bindgen = tools::wasm_bindgen()?;
    let folder = place::root().join("target/faults");
    step("Build the games of two tabs", || {
        Call::cargo()
            .arguments(["build", "--example", "faults", "--features", "faults", "--locked"])
            .arguments(["--target", WASM])
            .run()?;
        let made = place::root().join(format!("target/{WASM}/debug/examples/faults.wasm"));
        Call::new(bindgen.join("wasm-bindgen"))
            .argument(made)
            .arguments(["--target", "web", "--no-typescript", "--out-dir"])
            .argument(&folder)
            .run()
    })?;
    Ok(folder)
}

/// Both parts of the suite in one engine, over the bundle that is there.
pub fn in_engine(browser: &Browser, games: &Path, seeds: &str) -> Call {
    let call = Call::cargo()
        .arguments([
            "test",
            "--features",
            "end-to-end",
            "--test",
            "end_to_end",
            "--locked",
        ])
        .arguments(["--", "--engine", &browser.engine.argument(), "--seeds", seeds])
        .environment("CHANNEL_READINESS_DIST", place::dist())
        .environment("CHANNEL_READINESS_FAULTS", games);
    browser.for_call(call)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(arguments: &[&str]) -> Result<Choice, String> {
        let arguments: Vec<String> = arguments.iter().map(|text| (*text).to_owned()).collect();
        Choice::parse(&arguments).map_err(|failure| failure.to_string())
    }

    #[test]
    fn without_arguments_two_hundred_seeds_are_played_in_every_engine() {
        let engines = Engine::ALL.to_vec();
        assert_eq!(choice(&[]), Ok(Choice { seeds: 200, engines }));
    }

    #[test]
    fn seeds_and_engines_are_chosen() {
        let wanted = Choice {
            seeds: 7,
            engines: vec![Engine::WebKit],
        };
        assert_eq!(choice(&["--engine", "webkit", "--seeds", "7"]), Ok(wanted));
        assert_eq!(choice(&["--seeds", "0"]), Err("`0` is no number of seeds".into()));
        assert_eq!(choice(&["--engine"]), Err("there is no engine ``".into()));
        assert_eq!(
            choice(&["--quick"]),
            Err("`faults` does not know `--quick`".into())
        );
    }
}
