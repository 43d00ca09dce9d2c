//! `cargo xtask test`: everything that the project checks, in order, from the quickest to the slowest.

use crate::browser::Browser;
use crate::failure::{Failure, Outcome};
use crate::npm::Npm;
use crate::process::Call;
use crate::progress::step;
use crate::tally::Tally;
use crate::{build, files, place, size, tools};

const USE: &str = "Use: cargo xtask test [lint|native|browser|end-to-end] [FILTER]";
const WASM: &str = "wasm32-unknown-unknown";

/// A part that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Lint,
    Native,
    Browser,
    EndToEnd,
}

/// What to run.
#[derive(Debug, PartialEq, Eq)]
struct Choice {
    parts: Vec<Part>,
    /// Only tests whose name contains this.
    filter: Option<String>,
}

impl Choice {
    fn parse(arguments: &[String]) -> Outcome<Self> {
        let part = |name: &str| match name {
            "lint" => Some(Part::Lint),
            "native" => Some(Part::Native),
            "browser" => Some(Part::Browser),
            "end-to-end" => Some(Part::EndToEnd),
            _ => None,
        };
        let tests = vec![Part::Native, Part::Browser, Part::EndToEnd];
        if let Some(option) = arguments.iter().find(|argument| argument.starts_with('-')) {
            return Err(Failure::new(format!("`test` does not know `{option}`")).with_remedy(USE));
        }
        match arguments {
            [] => Ok(Self {
                parts: [vec![Part::Lint], tests].concat(),
                filter: None,
            }),
            [one] => Ok(part(one).map_or_else(
                || Self {
                    parts: tests,
                    filter: Some(one.clone()),
                },
                |part| Self {
                    parts: vec![part],
                    filter: None,
                },
            )),
            [name, filter] => {
                let part = part(name).ok_or_else(|| {
                    Failure::new(format!("`test` does not know the part `{name}`")).with_remedy(USE)
                })?;
                Ok(Self {
                    parts: vec![part],
                    filter: Some(filter.clone()),
                })
            }
            _ => Err(Failure::new("`test` takes a part and a filter").with_remedy(USE)),
        }
    }

    fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

/// Runs what was chosen to the end, whatever fails on the way, and prints the sum as its last line.
///
/// # Errors
/// When something cannot be installed, or anything failed.
pub fn run(arguments: &[String]) -> Outcome<()> {
    let choice = Choice::parse(arguments)?;
    tools::toolchain()?;
    let needs_browser = choice.has(Part::Browser) || choice.has(Part::EndToEnd);
    let browser = if needs_browser {
        Some(Browser::ready()?)
    } else {
        None
    };

    let mut tally = Tally::default();
    if choice.has(Part::Lint) {
        lint(&mut tally)?;
    }
    if choice.has(Part::Native) {
        native(&choice, &mut tally);
    }
    if let Some(browser) = browser.as_ref().filter(|_| choice.has(Part::Browser)) {
        in_browser(&choice, browser, &mut tally)?;
    }
    if let Some(browser) = browser.as_ref().filter(|_| choice.has(Part::EndToEnd)) {
        end_to_end(&choice, browser, &mut tally)?;
    }
    tally.close()
}

fn lint(tally: &mut Tally) -> Outcome<()> {
    let deny = tools::cargo_deny()?;
    let strict = ["--", "-D", "warnings"];
    let checks = [
        (
            "Check the format",
            Call::cargo()
                .arguments(["fmt", "--all", "--check"])
                .remedy("Run `cargo fmt --all`."),
        ),
        (
            "Check by clippy, native",
            Call::cargo()
                .arguments([
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--all-features",
                    "--locked",
                ])
                .arguments(strict),
        ),
        (
            "Check by clippy, wasm32",
            Call::cargo()
                .arguments(["clippy", "--all-targets", "--locked", "--target", WASM])
                .arguments(strict),
        ),
        ("Check the documentation", documentation(&["--workspace"])),
        (
            "Check the documentation, wasm32",
            documentation(&["--target", WASM]),
        ),
        (
            "Check licences, bans and sources",
            Call::new(deny).arguments(["--log-level", "error", "check", "licenses", "bans", "sources"]),
        ),
    ];
    for (name, check) in checks {
        tally.check(name, step(name, || check.run()));
    }
    Ok(())
}

fn documentation(arguments: &[&str]) -> Call {
    Call::cargo()
        .arguments(["doc", "--no-deps", "--document-private-items", "--locked"])
        .arguments(arguments)
        .environment("RUSTDOCFLAGS", "-D warnings")
}

fn native(choice: &Choice, tally: &mut Tally) {
    let call = Call::cargo().arguments(["test", "--workspace", "--no-fail-fast", "--locked"]);
    run_tests("Native tests", filtered(call, choice), tally);
}

fn in_browser(choice: &Choice, browser: &Browser, tally: &mut Tally) -> Outcome<()> {
    let bindgen = tools::wasm_bindgen()?;
    let capabilities = place::root().join("target/webdriver.json");
    files::write(&capabilities, capabilities_of(browser)?)?;
    let suites = browser_suites()?;
    let call = Call::cargo()
        .arguments(["test", "--target", WASM, "--no-fail-fast", "--locked"])
        .arguments(suites.iter().flat_map(|suite| ["--test", suite]))
        .environment(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            bindgen.join("wasm-bindgen-test-runner"),
        )
        .environment("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities);
    run_tests("Browser tests", filtered(browser.for_call(call), choice), tally);
    Ok(())
}

/// The test files that are for the browser: they say so in their first lines.
fn browser_suites() -> Outcome<Vec<String>> {
    let mut suites = Vec::new();
    for file in files::below(&place::root().join("tests"))? {
        let is_suite =
            file.parent().is_some_and(|folder| folder.ends_with("tests")) && files::is_a(&file, "rs");
        if is_suite && files::read_text(&file)?.contains("#![cfg(target_arch = \"wasm32\")]") {
            suites.push(files::name(&file).trim_end_matches(".rs").to_owned());
        }
    }
    Ok(suites)
}

/// `webdriver.json` with the path of this machine's browser.
fn capabilities_of(browser: &Browser) -> Outcome<String> {
    use crate::failure::While;
    let doing = || "read webdriver.json".to_owned();
    let text = files::read_text(&place::root().join("webdriver.json"))?;
    let mut capabilities: serde_json::Value = serde_json::from_str(&text).during(doing)?;
    capabilities["goog:chromeOptions"]["binary"] = browser.chromium.to_string_lossy().into();
    Ok(capabilities.to_string())
}

fn end_to_end(choice: &Choice, browser: &Browser, tally: &mut Tally) -> Outcome<()> {
    let axe = Npm::required()?.axe();
    if let Err(failure) = build::run() {
        tally.check("Release build", Err(failure));
        return Ok(());
    }
    if choice.filter.is_none() {
        tally.check(
            "Size within its budget",
            step("Compare the size with its budget", size::report),
        );
    }
    let call = Call::cargo()
        .arguments([
            "test",
            "--features",
            "end-to-end",
            "--test",
            "end_to_end",
            "--no-fail-fast",
            "--locked",
        ])
        .environment("CHANNEL_READINESS_DIST", place::dist())
        .environment("AXE", axe);
    run_tests(
        "End-to-end tests",
        filtered(browser.for_call(call), choice),
        tally,
    );
    Ok(())
}

fn filtered(call: Call, choice: &Choice) -> Call {
    match &choice.filter {
        Some(filter) => call.argument("--").argument(filter),
        None => call,
    }
}

fn run_tests(name: &str, call: Call, tally: &mut Tally) {
    let before = tally.failed();
    let ran = step(name, || {
        let succeeded = call.watched(|line| tally.see(line))?;
        if succeeded {
            Ok(())
        } else {
            Err(Failure::new(format!("{name} failed")))
        }
    });
    // A failure that no test has counted: it did not compile, or the runner broke.
    if ran.is_err() && tally.failed() == before {
        tally.check(name, ran);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(arguments: &[&str]) -> Result<Choice, String> {
        let arguments: Vec<String> = arguments.iter().map(|text| (*text).to_owned()).collect();
        Choice::parse(&arguments).map_err(|failure| failure.to_string())
    }

    #[test]
    fn without_arguments_everything_runs() {
        let all = vec![Part::Lint, Part::Native, Part::Browser, Part::EndToEnd];
        assert_eq!(
            choice(&[]),
            Ok(Choice {
                parts: all,
                filter: None
            })
        );
    }

    #[test]
    fn a_part_runs_alone_and_another_word_filters_all_tests() {
        assert_eq!(
            choice(&["browser"]),
            Ok(Choice {
                parts: vec![Part::Browser],
                filter: None
            })
        );
        let tests = vec![Part::Native, Part::Browser, Part::EndToEnd];
        assert_eq!(
            choice(&["weights"]),
            Ok(Choice {
                parts: tests,
                filter: Some("weights".into())
            })
        );
        let one = Choice {
            parts: vec![Part::Native],
            filter: Some("weights".into()),
        };
        assert_eq!(choice(&["native", "weights"]), Ok(one));
    }

    #[test]
    fn browser_suites_are_found_by_their_target() {
        let suites = browser_suites().unwrap();
        assert!(suites.contains(&"browser_store".to_owned()), "{suites:?}");
        assert!(!suites.contains(&"scoring".to_owned()), "{suites:?}");
    }

    #[test]
    fn unknown_parts_and_options_are_refused() {
        assert_eq!(
            choice(&["nativ", "weights"]),
            Err("`test` does not know the part `nativ`".into())
        );
        assert_eq!(choice(&["--all"]), Err("`test` does not know `--all`".into()));
    }
}
