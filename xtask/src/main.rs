//! Builds, serves, tests and measures the widget. What is missing on the machine is installed on the way, into a folder
//! that later runs and fresh clones reuse.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod bench;
mod breakdown;
mod browser;
mod budget;
mod build;
mod contract;
mod digest;
mod examples;
mod failure;
mod faults;
mod files;
mod finish;
mod glue;
mod late_script;
mod lateness;
mod mutants;
mod node;
mod notices;
mod npm;
mod package;
mod packs;
mod parts;
mod place;
mod portals;
mod precache;
mod process;
mod progress;
mod public;
mod seal;
mod serve;
mod size;
mod start;
mod surface;
mod system;
mod tally;
mod test;
mod tools;
mod wasm;
mod words;

use std::process::ExitCode;

use failure::{Failure, Outcome};

const USE: &str = "\
cargo xtask serve [--port 8080]    build, serve on loopback, build again when a source changes
cargo xtask test [PART] [FILTER]   check and test everything, or one of: lint, native, browser, end-to-end
    [--engine ENGINE]              the end-to-end tests in one of: chromium, firefox, webkit
cargo xtask build                  make dist/
cargo xtask size                   build, list the sizes, fail over the budget
cargo xtask faults [--seeds 200]   the long suite of faults, natively and in each engine, and its table
    [--engine ENGINE]              in one of them
cargo xtask bench [...]            build, measure against the rivals
cargo xtask mutants [...]          break the rules one by one; whether a test notices
cargo xtask wasm                   make everything of dist/ but the page; Trunk calls it
cargo xtask contract               write what is made of the element's contract
cargo xtask finish                 what needs all files of dist/: the list of the page's worker, the package; Trunk calls it
cargo xtask portals                build the portals of tests/portals from the packed package
cargo xtask notices                print the licences of third parties";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match process::end_children_with_us().and_then(|()| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}.");
            if let Some(remedy) = failure.remedy() {
                eprintln!("{remedy}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome<()> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USE}");
        return Ok(());
    };
    let takes_none = |run: fn() -> Outcome<()>| match rest.first() {
        None => run(),
        Some(extra) => Err(Failure::new(format!("`{command}` does not know `{extra}`")).with_remedy(USE)),
    };
    match command.as_str() {
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "bench" => bench::run(rest),
        "faults" => faults::run(rest),
        "mutants" => mutants::run(rest),
        "build" => takes_none(build::run),
        "size" => takes_none(size::run),
        "wasm" => takes_none(wasm::run),
        "contract" => takes_none(contract::run),
        "finish" => takes_none(finish::run),
        "portals" => takes_none(portals::run),
        "notices" => takes_none(notices::print),
        "help" | "--help" | "-h" => {
            println!("{USE}");
            Ok(())
        }
        other => Err(Failure::new(format!("xtask does not know `{other}`")).with_remedy(USE)),
    }
}
