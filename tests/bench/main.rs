//! The benchmark: the widget beside a page made with `SurveyJS` (S) and one written by hand (V).
//!
//! All are served alike (loopback, brotli, nothing cached) to one headless Chromium, in turns. Nothing is timed until
//! all give the same figures for the same answers. Run by `cargo xtask bench`.

#![cfg(not(target_arch = "wasm32"))]

mod agreement;
mod arguments;
mod many;
mod measuring;
mod questionnaire;
mod report;
mod rivals;
mod seeded;

#[path = "../support/browser/mod.rs"]
#[allow(dead_code, reason = "shared with the end-to-end tests, which use more of it")]
mod browser;
#[path = "../support/server.rs"]
#[allow(dead_code, reason = "shared with the end-to-end tests, which use more of it")]
mod server;

use std::process::ExitCode;

use arguments::{Arguments, Measure};
use browser::Result;
use rivals::Contest;

/// Questions of the pack that P5 asks.
pub const WIDE: usize = 480;
/// So many of them are answered: each costs the same, and going on to the next costs one rival seconds.
const WIDE_ANSWERS: usize = 12;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    let pack = questionnaire::read(&arguments.pack)?;
    let contest = Contest::prepare(&pack, "pack", arguments.survey_js_layout)?;
    agreement::demand(&contest, &pack).await?;
    let plan = if arguments.wants(Measure::P4) || arguments.wants(Measure::P5) {
        questionnaire::plan(&pack)
    } else {
        Vec::new()
    };
    let samples = measuring::measure(&contest, &plan, &arguments).await?;
    let wide = if arguments.wants(Measure::P5) {
        let pack = questionnaire::widened(&pack, WIDE);
        let contest = Contest::prepare(&pack, "wide", arguments.survey_js_layout)?;
        let mut plan = questionnaire::plan(&pack);
        plan.truncate(WIDE_ANSWERS);
        measuring::measure(&contest, &plan, &arguments).await?
    } else {
        Vec::new()
    };
    let many = if arguments.wants(Measure::P6) {
        many::measure(&contest, &pack).await?
    } else {
        Vec::new()
    };
    let report = report::Report::of(&samples, &wide, &many, &arguments);
    print!("{report}");
    if let Some(file) = &arguments.json {
        std::fs::write(file, report.json())?;
    }
    Ok(())
}
