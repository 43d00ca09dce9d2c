//! `cargo xtask test`: everything that the project checks, in order, from the quickest to the slowest.

use crate::browser::{Browser, Engine};
use crate::failure::{Failure, Outcome};
use crate::npm::Npm;
use crate::process::Call;
use crate::progress::step;
use crate::tally::Tally;
use crate::{build, faults, files, place, portals, size, tools};

const USE: &str =
    "Use: cargo xtask test [lint|native|browser|end-to-end] [FILTER] [--engine chromium|firefox|webkit]";
const WASM: &str = "wasm32-unknown-unknown";
/// How many seeds of the long suite of faults are played.
const FAULT_SEEDS: &str = "20";

/// A part that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Lint,
    Native,
    Browser,
    EndToEnd,
}

impl Part {
    fn named(name: &str) -> Option<Self> {
        match name {
            "lint" => Some(Self::Lint),
            "native" => Some(Self::Native),
            "browser" => Some(Self::Browser),
            "end-to-end" => Some(Self::EndToEnd),
            _ => None,
        }
    }
}

/// What to run.
#[derive(Debug, PartialEq, Eq)]
struct Choice {
    parts: Vec<Part>,
    /// Only tests whose name contains this.
    filter: Option<String>,
    /// In which the end-to-end tests run.
    engines: Vec<Engine>,
}

impl Choice {
    fn parse(arguments: &[String]) -> Outcome<Self> {
        let refuse = |words: String| Failure::new(words).with_remedy(USE);
        let (mut words, mut engines) = (Vec::new(), Vec::new());
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if argument == "--engine" {
                let name = arguments.next().map_or("", String::as_str);
                let engine = Engine::ALL.into_iter().find(|engine| engine.argument() == name);
                engines.push(engine.ok_or_else(|| refuse(format!("there is no engine `{name}`")))?);
            } else if argument.starts_with('-') {
                return Err(refuse(format!("`test` does not know `{argument}`")));
            } else {
                words.push(argument.as_str());
            }
        }
        let tests = vec![Part::Native, Part::Browser, Part::EndToEnd];
        let (parts, filter) = match words.as_slice() {
            [] => ([vec![Part::Lint], tests].concat(), None),
            [one] => Part::named(one).map_or_else(|| (tests, Some(*one)), |part| (vec![part], None)),
            [name, filter] => {
                let part = Part::named(name)
                    .ok_or_else(|| refuse(format!("`test` does not know the part `{name}`")))?;
                (vec![part], Some(*filter))
            }
            _ => return Err(refuse("`test` takes a part and a filter".to_owned())),
        };
        if !parts.contains(&Part::EndToEnd) && !engines.is_empty() {
            return Err(refuse("only the end-to-end tests have an engine".to_owned()));
        }
        if engines.is_empty() {
            engines.extend(Engine::ALL);
        }
        Ok(Self {
            parts,
            filter: filter.map(str::to_owned),
            engines,
        })
    }

    fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Whether tests of this module may be among those that run.
    fn may_reach(&self, module: &str) -> bool {
        let filter = self.filter.as_deref().unwrap_or_default();
        filter.is_empty() || module.contains(filter) || filter.contains(module)
    }

    /// The engines that what was chosen needs.
    fn needed_engines(&self) -> Vec<Engine> {
        let is_needed = |engine: &Engine| {
            (self.has(Part::EndToEnd) && self.engines.contains(engine))
                || (self.has(Part::Browser) && *engine == Engine::Chromium)
        };
        Engine::ALL.into_iter().filter(is_needed).collect()
    }
}

/// Runs what was chosen to the end, whatever fails on the way, and prints the sum as its last line.
///
/// # Errors
/// When something cannot be installed, or anything failed.
pub fn run(arguments: &[String]) -> Outcome<()> {
    let choice = Choice::parse(arguments)?;
    tools::toolchain()?;
    // At once, so that whoever has to install something by hand learns it now, not after an hour.
    let browsers = choice
        .needed_engines()
        .into_iter()
        .map(Browser::ready)
        .collect::<Outcome<Vec<_>>>()?;

    let mut tally = Tally::default();
    if choice.has(Part::Lint) {
        lint(&mut tally)?;
    }
    if choice.has(Part::Native) {
        native(&choice, &mut tally);
    }
    let mut all = browsers.iter();
    let chromium = all.find(|browser| browser.engine == Engine::Chromium);
    if let Some(chromium) = chromium.filter(|_| choice.has(Part::Browser)) {
        in_browser(&choice, chromium, &mut tally)?;
    }
    if choice.has(Part::EndToEnd) {
        end_to_end(&choice, &browsers, &mut tally)?;
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
    capabilities["goog:chromeOptions"]["binary"] = browser.program().to_string_lossy().into();
    Ok(capabilities.to_string())
}

fn end_to_end(choice: &Choice, browsers: &[Browser], tally: &mut Tally) -> Outcome<()> {
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
        tally.check(
            "The package in Node",
            step("Test the packed package in Node", || portals::in_node()?.run()),
        );
    }
    if choice.may_reach("portals") {
        tally.check("Portals with the package", portals::run());
    }
    let wanted = |browser: &&Browser| choice.engines.contains(&browser.engine);
    for browser in browsers.iter().filter(wanted) {
        let call = Call::cargo()
            .arguments([
                "test",
                "--features",
                "end-to-end",
                "--test",
                "end_to_end",
                "--locked",
            ])
            .arguments(["--", "--engine", &browser.engine.argument()])
            .arguments(&choice.filter)
            .environment("CHANNEL_READINESS_DIST", place::dist())
            .environment("CHANNEL_READINESS_PORTALS", place::portals())
            .environment("AXE", &axe);
        let name = format!("End-to-end tests in {}", browser.engine);
        run_tests(&name, browser.for_call(call), tally);
    }
    if choice.filter.is_none() {
        let games = faults::games()?;
        for browser in browsers.iter().filter(wanted) {
            let name = format!("A short form of the long suite of faults in {}", browser.engine);
            run_tests(&name, faults::in_engine(browser, &games, FAULT_SEEDS), tally);
        }
    }
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

    /// In every engine.
    fn chosen(parts: Vec<Part>, filter: Option<&str>) -> Choice {
        Choice {
            parts,
            filter: filter.map(str::to_owned),
            engines: Engine::ALL.to_vec(),
        }
    }

    #[test]
    fn without_arguments_everything_runs() {
        let all = vec![Part::Lint, Part::Native, Part::Browser, Part::EndToEnd];
        assert_eq!(choice(&[]), Ok(chosen(all, None)));
    }

    #[test]
    fn a_part_runs_alone_and_another_word_filters_all_tests() {
        assert_eq!(choice(&["browser"]), Ok(chosen(vec![Part::Browser], None)));
        let tests = vec![Part::Native, Part::Browser, Part::EndToEnd];
        assert_eq!(choice(&["weights"]), Ok(chosen(tests, Some("weights"))));
        let one = chosen(vec![Part::Native], Some("weights"));
        assert_eq!(choice(&["native", "weights"]), Ok(one));
    }

    #[test]
    fn an_engine_is_for_the_end_to_end_tests() {
        let mut wanted = chosen(vec![Part::EndToEnd], Some("weights"));
        wanted.engines = vec![Engine::WebKit];
        let alone = choice(&["end-to-end", "--engine", "webkit", "weights"]);
        assert_eq!(alone, Ok(wanted));
        assert_eq!(
            choice(&["native", "--engine", "webkit"]),
            Err("only the end-to-end tests have an engine".into())
        );
        assert_eq!(
            choice(&["--engine", "opera"]),
            Err("there is no engine `opera`".into())
        );
    }

    #[test]
    fn the_browser_suites_need_chromium_whatever_the_engine() {
        let needed = |arguments: &[&str]| choice(arguments).map(|choice| choice.needed_engines());
        assert_eq!(needed(&["native"]), Ok(Vec::new()));
        assert_eq!(needed(&["browser"]), Ok(vec![Engine::Chromium]));
        assert_eq!(needed(&["end-to-end"]), Ok(Engine::ALL.to_vec()));
        assert_eq!(
            needed(&["end-to-end", "--engine", "firefox"]),
            Ok(vec![Engine::Firefox])
        );
        assert_eq!(
            needed(&["--engine", "webkit"]),
            Ok(vec![Engine::Chromium, Engine::WebKit])
        );
    }

    #[test]
    fn a_filter_that_names_other_tests_needs_no_portals() {
        let reaches = |arguments: &[&str]| choice(arguments).unwrap().may_reach("portals");
        assert!(reaches(&[]) && reaches(&["end-to-end", "portals"]) && reaches(&["portals::in_vue"]));
        assert!(!reaches(&["end-to-end", "lock"]));
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
