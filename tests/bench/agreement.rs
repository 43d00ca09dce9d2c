//! Nothing is timed until all rivals score alike.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Compiler, Engine, Result};
use crate::rivals::{Contest, Entrant};
use crate::seeded::{TODAY, response};

const SCORE: &str = include_str!("page/score.js");
const RESPONSES: u64 = 40;
const FIGURES: [&str; 5] = ["score", "low", "high", "level", "freshness"];
const TOLERANCE: f64 = 1e-9;

/// Lets all rivals score 40 seeded responses of a pack.
///
/// # Errors
/// Any figure that differs by more than 1e-9, with who says what.
pub async fn demand(contest: &Contest, (title, pack): (&str, &Value)) -> Result<()> {
    let responses: Vec<String> = (0..RESPONSES)
        .map(|seed| response(pack, seed).to_string())
        .collect();
    let mut all = Vec::new();
    for entrant in &contest.entrants {
        all.push((entrant.rival.name(), scored(entrant, pack, &responses).await?));
    }
    let differences = compare(title, &all);
    println!(
        "{title}: {} rivals scored {RESPONSES} responses, {}",
        all.len(),
        spread(&all)
    );
    if differences.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the rivals do not agree, so nothing is timed:\n{}",
        differences.join("\n")
    )
    .into())
}

async fn scored(entrant: &Entrant, pack: &Value, responses: &[String]) -> Result<Vec<Value>> {
    let browser = Browser::open(Engine::Chromium, Compiler::Usual).await?;
    let driver = &browser.driver;
    let outcome = async {
        driver.goto(entrant.address.as_str()).await?;
        let arguments = vec![
            json!(entrant.rival.name()),
            json!(pack.to_string()),
            json!(responses),
            json!(TODAY),
        ];
        WebDriverResult::Ok(driver.execute_async(SCORE, arguments).await?.json().clone())
    };
    let outcome = outcome.await;
    browser.close().await?;
    let outcome = outcome?;
    match outcome["results"].as_array() {
        Some(results) => Ok(results.clone()),
        None => Err(format!("{} does not score: {}", entrant.rival.name(), outcome["error"]).into()),
    }
}

fn compare(title: &str, all: &[(&str, Vec<Value>)]) -> Vec<String> {
    let Some((_, reference)) = all.last() else {
        return Vec::new();
    };
    let mut differences = Vec::new();
    for (seed, expected) in reference.iter().enumerate() {
        for figure in FIGURES {
            let agree = |results: &Vec<Value>| {
                results
                    .get(seed)
                    .is_some_and(|result| same(&result[figure], &expected[figure]))
            };
            if all.iter().any(|(_, results)| !agree(results)) {
                let said: Vec<String> = all
                    .iter()
                    .map(|(name, results)| format!("{name} {}", results[seed][figure]))
                    .collect();
                differences.push(format!("{title}, seed {seed}, {figure}: {}", said.join(", ")));
            }
        }
    }
    differences
}

fn same(left: &Value, right: &Value) -> bool {
    match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => (left - right).abs() <= TOLERANCE,
        _ => left.is_null() && right.is_null(),
    }
}

/// Which scores and levels occurred, so that a reader sees that the responses are not all alike.
fn spread(all: &[(&str, Vec<Value>)]) -> String {
    let results = all
        .last()
        .map(|(_, results)| results.as_slice())
        .unwrap_or_default();
    let scores: Vec<f64> = results
        .iter()
        .filter_map(|result| result["score"].as_f64())
        .collect();
    let lowest = scores.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut levels: Vec<u64> = results
        .iter()
        .filter_map(|result| result["level"].as_u64())
        .collect();
    levels.sort_unstable();
    levels.dedup();
    format!(
        "{} with a score of {lowest:.1} to {highest:.1}, levels {levels:?}",
        scores.len()
    )
}
