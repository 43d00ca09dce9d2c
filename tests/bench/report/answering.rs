//! P1 to P6: until the first question, an answer, and many assessments.

use super::{Goal, MEDIAN, P95, Row, count, quantile};
use crate::many::Scoring;
use crate::measuring::Sample;
use crate::rivals::Rival;

/// Bytes until the first question, brotli, all files: the goal, and the most that may ever be.
const BYTES_GOAL: f64 = 112_000.0;
const BYTES_GATE: f64 = 150_000.0;

pub(super) fn bytes(samples: &[Sample]) -> [Row; 3] {
    let goals = [
        Goal::Absolute(BYTES_GOAL),
        Goal::Absolute(BYTES_GATE),
        Goal::ShareOfSurveyJs(0.35),
    ];
    let bodies = |sample: &Sample| {
        vec![count(
            sample.exchanges.iter().map(|exchange| exchange.body_bytes).sum(),
        )]
    };
    let heads = |sample: &Sample| {
        vec![count(
            sample.exchanges.iter().map(|exchange| exchange.head_bytes).sum(),
        )]
    };
    let requests = |sample: &Sample| vec![count(sample.exchanges.len())];
    [
        Row::new("P1 bytes until the first question", "B", samples, bodies, MEDIAN).with(&goals),
        Row::new("P1 response headers, beside", "B", samples, heads, MEDIAN),
        Row::new("P1 requests", "", samples, requests, MEDIAN),
    ]
}

pub(super) fn start(samples: &[Sample]) -> [Row; 4] {
    let goals = [Goal::ShareOfSurveyJs(0.30), Goal::ShareOfHandWritten(2.5)];
    let total = |sample: &Sample| vec![sample.start.total];
    let screen = |sample: &Sample| vec![sample.start.start_screen];
    let question = |sample: &Sample| vec![sample.start.question];
    [
        Row::new(
            "P2 first answer can be given, median",
            "ms",
            samples,
            total,
            MEDIAN,
        )
        .with(&goals),
        Row::new("P2 the same, p95", "ms", samples, total, P95),
        Row::new("P2 of it: start screen, median", "ms", samples, screen, MEDIAN),
        Row::new(
            "P2 of it: start to question, median",
            "ms",
            samples,
            question,
            MEDIAN,
        ),
    ]
}

pub(super) fn answers(samples: &[Sample]) -> [Row; 4] {
    let goals = [Goal::ShareOfSurveyJs(0.10), Goal::Absolute(4.0)];
    let score = |sample: &Sample| sample.answers.iter().map(|answer| answer.score).collect();
    let painted = |sample: &Sample| sample.answers.iter().map(|answer| answer.painted).collect();
    let frames = |sample: &Sample| {
        sample
            .answers
            .iter()
            .map(|answer| f64::from(answer.frames))
            .collect()
    };
    [
        Row::new("P4 answer to score, p95", "ms", samples, score, P95).with(&goals),
        Row::new("P4 the same, median", "ms", samples, score, MEDIAN),
        Row::new("P4 answer to painted score, p95", "ms", samples, painted, P95),
        Row::new("P4 frames until painted, p95", "", samples, frames, P95).with(&[Goal::Absolute(1.0)]),
    ]
}

/// How the cost of an answer grows with the number of questions: the exponent of a power. Of the narrow pack the same
/// answers count as of the wide one, its first ones, so that both are as warm.
pub(super) fn wide_answers(samples: &[Sample], wide: &[Sample], questions: usize) -> [Row; 4] {
    let goals = [Goal::ShareOfSurveyJs(0.03), Goal::ShareOfHandWritten(5.0)];
    let score = |sample: &Sample| sample.answers.iter().map(|answer| answer.score).collect();
    let timed = wide.iter().map(|sample| sample.answers.len()).min().unwrap_or(0);
    let first = |sample: &Sample| {
        let first = sample.answers.iter().take(timed);
        first.map(|answer| answer.score).collect()
    };
    let row = Row::new("P5 answer to score at 480 questions, p95", "ms", wide, score, P95);
    let many = Row::new("P5 the same, median", "ms", wide, score, MEDIAN);
    let few = Row::new("P5 as many answers at 36, median", "ms", samples, first, MEDIAN);
    let growth = |place: usize| {
        let (few, many) = (few.values[place]?, many.values[place]?);
        Some((many / few).ln() / (count(crate::WIDE) / count(questions)).ln())
    };
    let growth = Row {
        title: "P5 growth exponent of the median".into(),
        unit: "^",
        values: [growth(0), growth(1), growth(2)],
        goals: vec![Goal::Absolute(0.15)],
    };
    [row.with(&goals), many, few, growth]
}

/// A thousand times the assessments in a second is a thousandth of the time, and half of them twice the time.
pub(super) fn scorings(many: &[Scoring]) -> [Row; 3] {
    let row = |title: &'static str, time: fn(&Scoring) -> f64, share| Row {
        title: title.into(),
        unit: "ms",
        values: Rival::ALL.map(|rival| {
            let own = many.iter().filter(|scoring| scoring.rival == rival);
            quantile(own.map(time).collect(), share)
        }),
        goals: Vec::new(),
    };
    let goals = [Goal::ShareOfSurveyJs(0.001), Goal::ShareOfHandWritten(2.0)];
    let figures = |scoring: &Scoring| scoring.milliseconds;
    [
        row("P6 1,000 assessments scored, median", figures, MEDIAN).with(&goals),
        row("P6 the same, p95", figures, P95),
        row("P6 whole results, median", |scoring| scoring.whole, MEDIAN),
    ]
}

impl Row {
    fn new(
        title: &'static str,
        unit: &'static str,
        samples: &[Sample],
        values_of: impl Fn(&Sample) -> Vec<f64>,
        share: f64,
    ) -> Self {
        let values = Rival::ALL.map(|rival| {
            let own = samples.iter().filter(|sample| sample.rival == rival);
            quantile(own.flat_map(&values_of).collect(), share)
        });
        Self {
            title: title.into(),
            unit,
            values,
            goals: Vec::new(),
        }
    }
}
