//! The result of an assessment as a document, for the host page and for scripts.

use serde::{Serialize, Serializer};

use super::read;
use super::response::response_to;
use crate::domain::json::{Json, to_json};
use crate::domain::level::Level;
use crate::domain::pack::Pack;
use crate::domain::problem::Problem;
use crate::domain::scoring::{Bind, DimensionFigures, Figures, Readiness, score};
use crate::domain::time::Day;

/// Scores a response to a pack. `today` is `YYYY-MM-DD`.
///
/// # Errors
/// The pack's mistakes; where it has none, the response's, with `today` where that is no day.
pub fn score_documents(pack: &str, response: &str, today: &str) -> Result<Json, Vec<Problem>> {
    let pack = Pack::parse(pack)?;
    let response = read(response, |walker, json| response_to(walker, json, &[&pack]));
    match (response, Day::parse(today)) {
        (Ok(response), Some(today)) => Ok(write_result(&score(&pack.questionnaire, &response, today))),
        (response, today) => {
            let mut problems = response.err().unwrap_or_default();
            if today.is_none() {
                let cause = "expected a day such as 2026-11-22".to_owned();
                problems.push(Problem {
                    place: "today".to_owned(),
                    cause,
                    at: None,
                    instead: None,
                });
            }
            Err(problems)
        }
    }
}

/// A result as its tree; what is undefined is `null`, numbers are not rounded.
#[must_use]
pub fn write_result(readiness: &Readiness) -> Json {
    to_json(&result_document(readiness))
}

/// A result as a document for any serializer.
#[must_use]
pub fn result_document(readiness: &Readiness) -> impl Serialize {
    let overall = WireFigures::from(&readiness.overall);
    WireResult {
        kind: "result",
        format: 1,
        score: overall.score,
        low: overall.low,
        high: overall.high,
        coverage: overall.coverage,
        freshness: overall.freshness,
        level: overall.level,
        level_high: overall.level_high,
        floor: readiness.floor.map(Level::number),
        open_gates: readiness.open_gates.len(),
        binds: readiness.binds.iter().map(WireBind::from).collect(),
        asked: readiness.asked,
        applicable: readiness.applicable,
        answered: readiness.answered,
        dimensions: &readiness.dimensions,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireResult<'a> {
    kind: &'static str,
    format: u8,
    score: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    coverage: Option<f64>,
    freshness: Option<f64>,
    level: Option<u8>,
    level_high: Option<u8>,
    floor: Option<u8>,
    open_gates: usize,
    binds: Vec<WireBind<'a>>,
    asked: usize,
    applicable: usize,
    answered: usize,
    #[serde(serialize_with = "by_id")]
    dimensions: &'a [DimensionFigures],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireFigures {
    score: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    coverage: Option<f64>,
    freshness: Option<f64>,
    level: Option<u8>,
    level_high: Option<u8>,
}

#[derive(Serialize)]
struct WireBind<'a> {
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

impl From<&Figures> for WireFigures {
    fn from(figures: &Figures) -> Self {
        Self {
            score: figures.score,
            low: figures.interval.map(|interval| interval.low),
            high: figures.interval.map(|interval| interval.high),
            coverage: figures.coverage,
            freshness: figures.freshness,
            level: figures.level.map(Level::number),
            level_high: figures.level_high.map(Level::number),
        }
    }
}

impl<'a> From<&'a Bind> for WireBind<'a> {
    fn from(bind: &'a Bind) -> Self {
        let (by, id) = match bind {
            Bind::Pooled => ("pooled", None),
            Bind::Dimension(id) => ("dimension", Some(id.0.as_str())),
            Bind::Gate(id) => ("gate", Some(id.0.as_str())),
        };
        Self { by, id }
    }
}

fn by_id<S: Serializer>(dimensions: &&[DimensionFigures], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(
        dimensions
            .iter()
            .map(|one| (&one.id.0, WireFigures::from(&one.figures))),
    )
}
