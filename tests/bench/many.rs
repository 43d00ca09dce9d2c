//! P6: a thousand assessments that each rival has taken in, scored.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Compiler, Engine, Result};
use crate::rivals::{Contest, Entrant, Rival};
use crate::seeded::{TODAY, response};

const MANY: &str = include_str!("page/many.js");
/// How many are scored at once.
pub const ASSESSMENTS: u64 = 1000;
/// So often in one page before the one that counts: the first times warm the engine up.
const WARMING: usize = 2;
const TOLERANCE: f64 = 1e-9;

/// One scoring of all, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Scoring {
    pub rival: Rival,
    /// Of the figures in which all must agree.
    pub milliseconds: f64,
    /// Of whole results.
    pub whole: f64,
}

/// Lets every rival score the same assessments: as often as asked for, each time in a fresh browser, the order of the
/// rivals turned round every time. All must agree in the first round before one is timed.
///
/// # Errors
/// A figure that differs by more than 1e-9 from the first rival's.
pub async fn measure(contest: &Contest, pack: &Value, samples: usize) -> Result<Vec<Scoring>> {
    let responses: Vec<Value> = (0..ASSESSMENTS).map(|seed| response(pack, seed)).collect();
    let bundle =
        json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": responses });
    let bundle = bundle.to_string();
    let mut all = Vec::new();
    for entrant in &contest.entrants {
        let answer = scored(entrant, &bundle, 1).await?;
        all.push((entrant.rival, answer["results"].clone()));
    }
    agree(&all)?;
    let mut scorings = Vec::new();
    for round in 0..samples {
        let mut entrants: Vec<&Entrant> = contest.entrants.iter().collect();
        let places = entrants.len();
        entrants.rotate_left(round % places);
        for entrant in entrants {
            let answer = scored(entrant, &bundle, WARMING + 1).await?;
            let time = |times: &str| answer[times][WARMING].as_f64();
            let missing = "a scoring was not timed";
            scorings.push(Scoring {
                rival: entrant.rival,
                milliseconds: time("times").ok_or(missing)?,
                whole: time("wholeTimes").ok_or(missing)?,
            });
        }
        eprint!("\rscoring {} of {samples}", round + 1);
    }
    eprintln!();
    Ok(scorings)
}

fn agree(all: &[(Rival, Value)]) -> Result<()> {
    let Some(((first, expected), others)) = all.split_first() else {
        return Ok(());
    };
    for (rival, found) in others {
        if let Some(id) = differing(expected, found) {
            let (first, rival) = (first.name(), rival.name());
            let (expected, found) = (&expected[&id], &found[&id]);
            return Err(format!("{id}: {first} says {expected}, {rival} says {found}").into());
        }
    }
    Ok(())
}

/// The times and the figures of so many scorings, one after the other.
async fn scored(entrant: &Entrant, bundle: &str, rounds: usize) -> Result<Value> {
    let browser = Browser::open(Engine::Chromium, Compiler::Usual).await?;
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
            json!(rounds),
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
