//! The whole product in headless Chromium, on the release bundle: what people do, by role and name, and what the host
//! page sees. Run by `cargo xtask test end-to-end [FILTER]`.
//!
//! | variable | meaning | without it |
//! | --- | --- | --- |
//! | `CHANNEL_READINESS_DIST` | the bundle | `dist` |
//! | `CHROMIUM`, `CHROMEDRIVER` | the programs | those of the search path |
//! | `AXE` | path of `axe.min.js` | the accessibility tests fail |

#![cfg(not(target_arch = "wasm32"))]

#[macro_use]
mod running;
mod accessibility;
mod change;
mod element;
mod exchange;
mod explain;
mod finding;
mod hostile;
mod hostile_cases;
mod inside;
mod instrument;
mod journey;
mod keyboard;
mod lasting;
mod lists;
mod network;
mod over_time;
mod packs;
mod page;
mod plan;
mod pulse;
mod stage;
mod tabs;
mod truth;
mod way;

#[path = "../support/browser.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod browser;
#[path = "../bench/questionnaire.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod questionnaire;
#[path = "../support/server.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod server;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let tests = [
        journey::tests(),
        explain::tests(),
        change::tests(),
        lasting::tests(),
        lists::tests(),
        exchange::tests(),
        packs::tests(),
        hostile::tests(),
        instrument::tests(),
        pulse::tests(),
        over_time::tests(),
        plan::tests(),
        way::tests(),
        tabs::tests(),
        element::tests(),
        network::tests(),
        accessibility::tests(),
    ]
    .concat();
    match running::run(tests, std::env::args().skip(1)).await {
        Ok(outcome) => outcome,
        Err(error) => {
            eprintln!("end-to-end: {error}");
            ExitCode::FAILURE
        }
    }
}
