//! The table: medians and p95 of every rival, ratios, and whether the goals are met.

mod answering;
mod document;
mod keeping;
mod partners;

use std::borrow::Cow;
use std::fmt;

use crate::arguments::Measure;
use crate::first_view::FirstView;
use crate::keeping::Kept;
use crate::many::Scoring;
use crate::measuring::Sample;
use crate::partners::Done;

pub use document::document;

/// Everything that was measured.
#[derive(Debug, Default)]
pub struct Measured {
    /// How many the pack has.
    pub questions: usize,
    pub samples: Vec<Sample>,
    /// The same with many questions.
    pub wide: Vec<Sample>,
    pub many: Vec<Scoring>,
    pub partners: Vec<Done>,
    pub kept: Vec<Kept>,
    pub first_views: Vec<FirstView>,
}

#[derive(Debug)]
pub struct Report {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    title: Cow<'static, str>,
    unit: &'static str,
    /// In the order of [`Rival::ALL`]; `None` for a rival that did not take part.
    values: [Option<f64>; 3],
    goals: Vec<Goal>,
}

/// The most that the widget may take.
#[derive(Debug, Clone, Copy)]
enum Goal {
    Absolute(f64),
    ShareOfSurveyJs(f64),
    ShareOfHandWritten(f64),
}

/// The share of the samples that a median stands for.
const MEDIAN: f64 = 0.5;
const P95: f64 = 0.95;

impl Report {
    /// Only what is asked for is looked at; the rest may be empty.
    pub fn of(measured: &Measured, measures: &[Measure]) -> Self {
        let Measured {
            questions,
            samples,
            wide,
            many,
            partners,
            kept,
            first_views,
        } = measured;
        let mut rows = Vec::new();
        if measures.contains(&Measure::P1) {
            rows.extend(answering::bytes(samples));
        }
        if measures.contains(&Measure::P2) {
            rows.extend(answering::start(samples));
        }
        if measures.contains(&Measure::P4) {
            rows.extend(answering::answers(samples));
        }
        if measures.contains(&Measure::P5) {
            rows.extend(answering::wide_answers(samples, wide, *questions));
        }
        if measures.contains(&Measure::P6) {
            rows.extend(answering::scorings(many));
        }
        if measures.contains(&Measure::P7) {
            rows.extend(partners::lists(partners));
        }
        if measures.contains(&Measure::P8) {
            rows.extend(keeping::imports(kept));
        }
        if measures.contains(&Measure::P9) {
            rows.extend(keeping::commits(kept));
        }
        if measures.contains(&Measure::P10) {
            rows.extend(keeping::reopenings(kept));
        }
        if measures.contains(&Measure::P13) {
            rows.extend(partners::first_views(first_views));
        }
        Self { rows }
    }
}

impl Row {
    fn with(mut self, goals: &[Goal]) -> Self {
        self.goals = goals.to_vec();
        self
    }

    fn verdict(&self, goal: Goal) -> String {
        let [widget, survey_js, hand_written] = self.values;
        let (wording, limit) = match goal {
            Goal::Absolute(limit) => (format!("≤ {limit} {}", self.unit), Some(limit)),
            Goal::ShareOfSurveyJs(share) => (format!("≤ {share} S"), survey_js.map(|value| share * value)),
            Goal::ShareOfHandWritten(share) => {
                (format!("≤ {share} V"), hand_written.map(|value| share * value))
            }
        };
        let met = match (widget, limit) {
            (Some(value), Some(limit)) if value <= limit => "met",
            (Some(_), Some(_)) => "NOT met",
            _ => "not measured",
        };
        format!("{}: {met}", wording.trim_end())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{:<42} {:>10} {:>10} {:>10} {:>8} {:>8}  goals",
            "measure", "widget", "S", "V", "widget/S", "widget/V"
        )?;
        for row in &self.rows {
            let [widget, survey_js, hand_written] = row.values;
            let goals: Vec<String> = row.goals.iter().map(|goal| row.verdict(*goal)).collect();
            writeln!(
                formatter,
                "{:<42} {:>10} {:>10} {:>10} {:>8} {:>8}  {}",
                row.title,
                shown(widget, row.unit),
                shown(survey_js, row.unit),
                shown(hand_written, row.unit),
                ratio(widget, survey_js),
                ratio(widget, hand_written),
                goals.join("; ")
            )?;
        }
        Ok(())
    }
}

fn shown(value: Option<f64>, unit: &str) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if unit == "ms" => format!("{value:.2} ms"),
        Some(value) if unit == "^" => format!("{value:.3}"),
        Some(value) => format!("{value:.0} {unit}").trim_end().to_owned(),
    }
}

fn ratio(value: Option<f64>, base: Option<f64>) -> String {
    match (value, base) {
        (Some(value), Some(base)) if base > 0.0 => format!("{:.3}", value / base),
        _ => "–".to_owned(),
    }
}

/// The nearest-rank quantile; `None` of nothing.
fn quantile(mut values: Vec<f64>, share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    // The smallest place at which the wanted share of the values is reached.
    let place = (1..=values.len()).find(|rank| count(*rank) >= share * count(values.len()))?;
    values.get(place - 1).copied()
}

#[allow(clippy::cast_precision_loss, reason = "counts and bytes stay far below 2^53")]
fn count(number: usize) -> f64 {
    number as f64
}
