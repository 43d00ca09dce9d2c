//! P6: a thousand assessments that each rival has taken in, scored.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Engine, Result, Window};
use crate::rivals::{Contest, Entrant, Rival};
use crate::seeded::{TODAY, response};

const MANY: &str = include_str!("page/many.js");
/// How many are scored at once.
pub const ASSESSMENTS: u64 = 1000;
/// So often in one page: the first times warm the engine up.
const ROUNDS: usize = 12;
const WARMING: usize = 2;
const TOLERANCE: f64 = 1e-9;

/// One scoring of all, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Scoring {
    pub rival: Rival,
    pub milliseconds: f64,
}

/// Lets every rival score the same assessments.
///
/// # Errors
/// A figure that differs by more than 1e-9 from the hand-written rival's.
pub async fn measure(contest: &Contest, pack: &Value) -> Result<Vec<Scoring>> {
    let responses: Vec<Value> = (0..ASSESSMENTS).map(|seed| response(pack, seed)).collect();
    let bundle =
        json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": responses });
    let bundle = bundle.to_string();
    let mut scorings = Vec::new();
    let mut reference: Option<(Rival, Value)> = None;
    for entrant in contest.entrants.iter().rev() {
        let answer = scored(entrant, &bundle).await?;
        let times = answer["times"].as_array().cloned().unwrap_or_default();
        let times = times.iter().skip(WARMING).filter_map(Value::as_f64);
        scorings.extend(times.map(|milliseconds| Scoring {
            rival: entrant.rival,
            milliseconds,
        }));
        match &reference {
            None => reference = Some((entrant.rival, answer["results"].clone())),
            Some((rival, expected)) => {
                let found = &answer["results"];
                if let Some(id) = differing(expected, found) {
                    return Err(format!(
                        "{id}: {} says {}, {} says {}",
                        rival.name(),
                        expected[&id],
                        entrant.rival.name(),
                        found[&id]
                    )
                    .into());
                }
            }
        }
    }
    Ok(scorings)
}

async fn scored(entrant: &Entrant, bundle: &str) -> Result<Value> {
    let browser = Browser::open(Engine::Chromium, Window::default()).await?;
    let driver = &browser.driver;
    let outcome = async {
        driver
            .set_script_timeout(core::time::Duration::from_mins(5))
            .await?;
        driver.goto(entrant.address.as_str()).await?;
        let arguments = vec![
            json!(entrant.rival.name()),
            json!(bundle),
            json!(TODAY),
            json!(ROUNDS),
        ];
        WebDriverResult::Ok(driver.execute_async(MANY, arguments).await?.json().clone())
    };
    let outcome = outcome.await;
    browser.close().await?;
    let answer = outcome?;
    match answer["error"].as_str() {
        Some(error) => Err(format!("{}: {error}", entrant.rival.name()).into()),
        None => Ok(answer),
    }
}

/// The first assessment of which two rivals say something else. Freshness is left out: the widget scores as of its own
/// day.
fn differing(expected: &Value, found: &Value) -> Option<String> {
    let same = |left: &Value, right: &Value| match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => (left - right).abs() <= TOLERANCE,
        _ => left.is_null() && right.is_null(),
    };
    let all = expected.as_object()?.iter();
    let mut wrong = all.filter(|(id, figures)| {
        ["score", "low", "high", "level"]
            .iter()
            .any(|figure| !same(&figures[*figure], &found[id.as_str()][*figure]))
    });
    wrong.next().map(|(id, _)| id.clone())
}
