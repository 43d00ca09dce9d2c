//! The benchmark: the widget beside a page made with `SurveyJS` (S) and one written by hand (V).
//!
//! All are served alike (loopback, brotli, nothing cached) to one headless Chromium, in turns. Nothing is timed until
//! all give the same figures for the same answers. Run by `cargo xtask bench`.

#![cfg(not(target_arch = "wasm32"))]

mod agreement;
mod arguments;
mod measuring;
mod questionnaire;
mod report;
mod rivals;
mod seeded;

#[path = "../support/browser.rs"]
#[allow(dead_code, reason = "shared with the end-to-end tests, which use more of it")]
mod browser;
#[path = "../support/server.rs"]
#[allow(dead_code, reason = "shared with the end-to-end tests, which use more of it")]
mod server;

use std::process::ExitCode;

use arguments::Arguments;
use browser::{Chromedriver, Result};
use rivals::Contest;

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
    let contest = Contest::prepare(&pack, arguments.survey_js_layout)?;
    let chromedriver = Chromedriver::start()?;
    agreement::demand(&chromedriver, &contest, &pack).await?;
    let samples = measuring::measure(&chromedriver, &contest, &pack, &arguments).await?;
    let report = report::Report::of(&samples, &arguments);
    print!("{report}");
    if let Some(file) = &arguments.json {
        std::fs::write(file, report.json())?;
    }
    Ok(())
}
