//! The benchmark: the widget beside a page made with `SurveyJS` (S) and one written by hand (V).
//!
//! All are served alike (loopback, brotli, nothing cached) to one headless Chromium, in turns. Nothing is timed until
//! all give the same figures for the same answers. Run by `cargo xtask bench`.

#![cfg(not(target_arch = "wasm32"))]

mod agreement;
mod arguments;
mod first_view;
mod keeping;
mod made_up;
mod many;
mod measuring;
mod partners;
mod questionnaire;
mod report;
mod rivals;
mod seeded;

#[path = "../support/browser/mod.rs"]
#[allow(dead_code, reason = "shared with the end-to-end tests, which use more of it")]
mod browser;
#[path = "../support/dice.rs"]
mod dice;
#[path = "../support/server.rs"]
#[allow(dead_code, reason = "shared with the end-to-end tests, which use more of it")]
mod server;

use std::process::ExitCode;

use arguments::{Arguments, Measure};
use browser::Result;
use report::{Measured, Report};
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
    let keep = [Measure::P8, Measure::P9, Measure::P10];
    let is_kept = keep.iter().any(|measure| arguments.wants(*measure));
    let contest = Contest::prepare(&pack, "pack", arguments.survey_js_layout, is_kept)?;
    let wide_pack = questionnaire::widened(&pack, WIDE);
    let wide_contest = if arguments.wants(Measure::P5) {
        Some(Contest::prepare(
            &wide_pack,
            "wide",
            arguments.survey_js_layout,
            false,
        )?)
    } else {
        None
    };
    // Before anything is timed.
    let varied = seeded::varied_pack(&pack, 1);
    agreement::demand(&contest, ("the pack", &pack)).await?;
    agreement::demand(&contest, ("a varied pack", &varied)).await?;
    if let Some(wide_contest) = &wide_contest {
        agreement::demand(wide_contest, ("the wide pack", &wide_pack)).await?;
    }
    let plan = if arguments.wants(Measure::P4) || arguments.wants(Measure::P5) {
        questionnaire::plan(&pack)
    } else {
        Vec::new()
    };
    let mut measured = Measured {
        questions: questionnaire::indicators(&pack).count(),
        ..Measured::default()
    };
    let of_page_loads = [Measure::P1, Measure::P2, Measure::P4, Measure::P5];
    if of_page_loads.iter().any(|measure| arguments.wants(*measure)) {
        measured.samples = measuring::measure(&contest, &plan, &arguments).await?;
    }
    so_far(&measured, &arguments, &[Measure::P1, Measure::P2, Measure::P4]);
    if let Some(wide_contest) = &wide_contest {
        let mut plan = questionnaire::plan(&wide_pack);
        plan.truncate(WIDE_ANSWERS);
        measured.wide = measuring::measure(wide_contest, &plan, &arguments).await?;
        so_far(&measured, &arguments, &[Measure::P5]);
    }
    if arguments.wants(Measure::P6) {
        measured.many = many::measure(&contest, &pack, arguments.samples).await?;
    }
    if arguments.wants(Measure::P7) {
        measured.partners = partners::measure(&contest, &pack, arguments.samples).await?;
        so_far(&measured, &arguments, &[Measure::P7]);
    }
    if is_kept {
        measured.kept = keeping::measure(&contest, &arguments.measures, arguments.samples).await?;
    }
    if arguments.wants(Measure::P13) {
        let (most, samples) = (arguments.partners, arguments.samples);
        measured.first_views = first_view::measure(&contest, &pack, most, samples).await?;
    }
    let report = Report::of(&measured, &arguments.measures);
    print!("{report}");
    if let Some(file) = &arguments.json {
        std::fs::write(file, report::document(&measured, arguments.slowdown))?;
    }
    Ok(())
}

/// A full run takes half an hour: what is measured is shown at once, and again in the one table at the end.
fn so_far(measured: &Measured, arguments: &Arguments, measures: &[Measure]) {
    let wanted: Vec<Measure> = measures
        .iter()
        .copied()
        .filter(|measure| arguments.wants(*measure))
        .collect();
    if !wanted.is_empty() {
        eprintln!("{}", Report::of(measured, &wanted));
    }
}
