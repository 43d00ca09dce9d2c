//! The whole product in one browser, on the release bundle: what people do, by role and name, and what the host page
//! sees. Run by `cargo xtask test end-to-end [FILTER] [--engine ENGINE]`, which runs it in each engine in turn.
//!
//! The arguments are `--engine chromium`, `firefox` or `webkit`, Chromium without it, and words that the names of tests
//! are to contain. With `--seeds N` the long suite runs in place of the tests, or what of it has the
//! words in its name: see `long`.
//!
//! | variable | meaning | without it |
//! | --- | --- | --- |
//! | `CHANNEL_READINESS_DIST` | the bundle | `dist` |
//! | `CHROMIUM`, `CHROMEDRIVER` | the programs | those of the search path |
//! | `FIREFOX`, `GECKODRIVER` | the programs | those of the search path |
//! | `WEBKIT_DRIVER`, `XVFB` | the programs | those of the search path |
//! | `MINI_BROWSER` | WebKitGTK's browser | no test runs in WebKit |
//! | `CHANNEL_READINESS_FAULTS` | the folder with the games of the long suite | it does not run |
//! | `CHANNEL_READINESS_PORTALS` | the portals that were built with the package | the tests of the portals fail |
//! | `AXE` | path of `axe.min.js` | the accessibility tests fail |

#![cfg(not(target_arch = "wasm32"))]

#[macro_use]
mod running;
mod accessibility;
mod answering;
mod benchmarks;
mod benchmarks_kept;
mod both_sides;
mod change;
mod data;
mod directory;
mod directory_tables;
mod element;
mod element_events;
mod element_figures;
mod element_form;
mod element_host;
mod element_limits;
mod examples;
mod exchange;
mod explain;
mod faults;
mod finding;
mod frame;
mod frame_contract;
mod frame_focus;
mod frame_messages;
mod frame_view;
mod framed;
mod grid;
mod host_code;
mod host_cycles;
mod host_layout;
mod host_policies;
mod hosted;
mod hostile;
mod hostile_cases;
mod hostile_directory;
mod hostile_exchange;
mod hostile_names;
mod inside;
mod instrument;
mod joint;
mod journey;
mod keyboard;
mod languages;
mod lasting;
mod lists;
mod lock;
mod lock_tabs;
mod long;
mod many;
mod network;
mod offered;
mod offline;
mod over_time;
mod packs;
mod page;
mod partner_picker;
mod partners;
mod peace;
mod plan;
mod portals;
mod portfolio;
mod portfolio_invites;
mod portfolio_keys;
mod portfolio_made_up;
mod portfolio_many;
mod portfolio_opening;
mod portfolio_pictures;
mod portfolio_report;
mod portfolio_views;
mod pulse;
mod receiving;
mod receiving_address;
mod receiving_hostile;
mod sending;
mod sending_ways;
mod sent;
mod site;
mod spilled;
mod stage;
mod table_report;
mod tabs;
mod touchpoint_files;
mod touchpoints;
mod truth;
mod unpacking;
mod way;

#[path = "../support/browser/mod.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod browser;
#[path = "../support/dice.rs"]
mod dice;
#[path = "../support/fault_rows.rs"]
mod fault_rows;
#[path = "../support/hostile_contents.rs"]
mod hostile_contents;
#[path = "../support/hostile_links.rs"]
mod hostile_links;
#[path = "../support/hostile_tables.rs"]
mod hostile_tables;
#[path = "../support/hostile_words.rs"]
mod hostile_words;
#[path = "../bench/questionnaire.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod questionnaire;
#[path = "../support/server.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod server;

use std::process::ExitCode;

use browser::{Engine, Result};

#[tokio::main]
async fn main() -> ExitCode {
    let tests = [
        joint::tests(),
        languages::tests(),
        journey::tests(),
        explain::tests(),
        change::tests(),
        lasting::tests(),
        lists::tests(),
        examples::tests(),
        exchange::tests(),
        many::tests(),
        packs::tests(),
        benchmarks::tests(),
        benchmarks_kept::tests(),
        hostile::tests(),
        instrument::tests(),
        pulse::tests(),
        over_time::tests(),
        partners::tests(),
        directory::tests(),
        both_sides::tests(),
        sending::tests(),
        receiving::tests(),
        answering::tests(),
        receiving_address::tests(),
        receiving_hostile::tests(),
        hostile_exchange::tests(),
        sending_ways::tests(),
        directory_tables::tests(),
        hostile_directory::tests(),
        hostile_names::tests(),
        portfolio::tests(),
        portfolio_keys::tests(),
        portfolio_made_up::tests(),
        portfolio_many::tests(),
        portfolio_opening::tests(),
        portfolio_pictures::tests(),
        portfolio_report::tests(),
        portfolio_views::tests(),
        portfolio_invites::tests(),
        partner_picker::tests(),
        plan::tests(),
        way::tests(),
        tabs::tests(),
        touchpoints::tests(),
        touchpoint_files::tests(),
        lock::tests(),
        lock_tabs::tests(),
        data::tests(),
        faults::tests(),
        element::tests(),
        element_events::tests(),
        element_figures::tests(),
        element_form::tests(),
        element_host::tests(),
        element_limits::tests(),
        host_code::tests(),
        host_cycles::tests(),
        host_layout::tests(),
        host_policies::tests(),
        frame::tests(),
        frame_contract::tests(),
        frame_focus::tests(),
        frame_messages::tests(),
        frame_view::tests(),
        network::tests(),
        offline::tests(),
        portals::tests(),
        accessibility::tests(),
    ]
    .concat();
    let outcome = match choice(std::env::args().skip(1)) {
        Ok((engine, words, Some(seeds))) => long::run(engine, seeds, &words).await,
        Ok((engine, words, None)) => running::run(tests, engine, &words).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(outcome) => outcome,
        Err(error) => {
            eprintln!("end-to-end: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The engine, the words that names are to contain, and the seeds of the long suite, if that is to run in place of the
/// tests. Other options are those of cargo's own tests; they change nothing here.
fn choice(mut arguments: impl Iterator<Item = String>) -> Result<(Engine, Vec<String>, Option<u64>)> {
    let (mut engine, mut words, mut seeds) = (Engine::Chromium, Vec::new(), None);
    while let Some(argument) = arguments.next() {
        if argument == "--engine" {
            let name = arguments.next().unwrap_or_default();
            engine = Engine::named(&name).ok_or_else(|| format!("there is no engine {name:?}"))?;
        } else if argument == "--seeds" {
            seeds = Some(arguments.next().unwrap_or_default().parse()?);
        } else if !argument.starts_with('-') {
            words.push(argument);
        }
    }
    Ok((engine, words, seeds))
}
