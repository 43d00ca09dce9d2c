//! The samples: each a fresh browser in which one rival is loaded, started and answered.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::arguments::Arguments;
use crate::browser::chromium::devtools;
use crate::browser::{Browser, Compiler, Engine, Result};
use crate::questionnaire::Planned;
use crate::rivals::{Contest, EMPTY_PAGE, Entrant, MARK, Rival};
use crate::server::Exchange;

pub const ADAPTERS: &str = include_str!("page/adapters.js");
pub const STOPWATCH: &str = include_str!("page/stopwatch.js");
const MEASURE: &str = include_str!("page/measure.js");
/// A browser that has just started is busy with itself for about so long; nothing in the page tells when it is done.
pub const SETTLING: Duration = Duration::from_millis(700);
const LONGEST_SCRIPT: Duration = Duration::from_mins(3);

/// One page load of one rival.
#[derive(Debug, Clone)]
pub struct Sample {
    pub rival: Rival,
    /// What was asked for until the first question was there.
    pub exchanges: Vec<Exchange>,
    pub start: Opening,
    /// Empty unless P4 was asked for.
    pub answers: Vec<Answered>,
}

/// In milliseconds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    /// From navigation until the start screen was painted and usable.
    pub start_screen: f64,
    /// From the click on "Start" until the first question was painted and usable.
    pub question: f64,
    /// Both together.
    pub total: f64,
}

/// One answer; times in milliseconds from the click.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Answered {
    /// Until the score had changed.
    pub score: f64,
    /// Until a frame with the new score was painted.
    pub painted: f64,
    /// 1: the next frame.
    pub frames: u32,
}

/// Takes the samples, each with the answers of the plan, the order of the rivals turned round every time.
///
/// # Errors
/// A rival that does not get to its first question, does not change its score, or ends with another score.
pub async fn measure(contest: &Contest, plan: &[Planned], arguments: &Arguments) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    let mut final_score: Option<f64> = None;
    for round in 0..arguments.samples {
        let mut entrants: Vec<&Entrant> = contest.entrants.iter().collect();
        let places = entrants.len();
        entrants.rotate_left(round % places);
        for entrant in entrants {
            let (sample, score) = take(entrant, plan, arguments.slowdown)
                .await
                .map_err(|error| format!("{}: {error}", entrant.rival.name()))?;
            if let Some(score) = score {
                let expected = *final_score.get_or_insert(score);
                if (score - expected).abs() > 1e-9 {
                    return Err(format!(
                        "{} shows {score} after the last answer, another showed {expected}",
                        entrant.rival.name()
                    )
                    .into());
                }
            }
            samples.push(sample);
        }
        eprint!("\rround {} of {}", round + 1, arguments.samples);
    }
    eprintln!();
    Ok(samples)
}

async fn take(entrant: &Entrant, plan: &[Planned], slowdown: f64) -> Result<(Sample, Option<f64>)> {
    let browser = Browser::open(Engine::Chromium, Compiler::Usual).await?;
    let outcome = observe(&browser.driver, entrant, plan, slowdown).await;
    browser.close().await?;
    outcome
}

async fn observe(
    driver: &WebDriver,
    entrant: &Entrant,
    plan: &[Planned],
    slowdown: f64,
) -> Result<(Sample, Option<f64>)> {
    driver.set_script_timeout(LONGEST_SCRIPT).await?;
    // On the rival's own origin, so that its renderer process runs already: starting one is not the page's work.
    driver.goto(entrant.server.url(EMPTY_PAGE)).await?;
    tokio::time::sleep(SETTLING).await;
    let (name, mark) = (json!(entrant.rival.name()), json!(MARK));
    // Answers are measured on the full length; where only the start is, what is chosen already stays.
    let length = json!(if plan.is_empty() { "quick" } else { "full" });
    let script = format!(
        "((rivalName, markAddress, chosenLength) => {{\n{ADAPTERS}\n{STOPWATCH}\n{MEASURE}\n}})({name}, {mark}, {length});"
    );
    devtools(
        driver,
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": script }),
    )
    .await?;
    devtools(
        driver,
        "Emulation.setCPUThrottlingRate",
        json!({ "rate": slowdown }),
    )
    .await?;
    entrant.server.clear_log();
    driver.goto(entrant.address.as_str()).await?;
    let first = answer(
        driver,
        "window.bench.firstQuestion().then(arguments[0])",
        Vec::new(),
    )
    .await?;
    let exchanges = until_mark(entrant.server.log());
    let start = serde_json::from_value(first["times"].clone())?;
    let mut sample = Sample {
        rival: entrant.rival,
        exchanges,
        start,
        answers: Vec::new(),
    };
    if plan.is_empty() {
        return Ok((sample, None));
    }
    let steps: Vec<Value> = plan
        .iter()
        .map(|step| json!({ "level": step.level, "timed": step.timed }))
        .collect();
    let run = answer(
        driver,
        "window.bench.answerAll(arguments[0]).then(arguments[1])",
        vec![json!(steps)],
    )
    .await?;
    sample.answers = serde_json::from_value(run["samples"].clone())?;
    Ok((sample, run["score"].as_f64()))
}

/// # Errors
/// What the script says that went wrong.
pub async fn answer(driver: &WebDriver, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let answer = driver.execute_async(script, arguments).await?.json().clone();
    match answer["error"].as_str() {
        Some(error) => Err(error.to_owned().into()),
        None => Ok(answer),
    }
}

fn until_mark(log: Vec<Exchange>) -> Vec<Exchange> {
    log.into_iter()
        .take_while(|exchange| exchange.path != MARK)
        .collect()
}
