//! The table: medians and p95 of every rival, ratios, and whether the goals are met.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Value, json};

use crate::arguments::Measure;
use crate::keeping::{Kept, What};
use crate::many::Scoring;
use crate::measuring::{Answered, Sample};
use crate::partners::{Act, Done, SIZES};
use crate::rivals::Rival;
use crate::server::Exchange;

/// Bytes until the first question, brotli, all files: the goal, and the most that may ever be.
const BYTES_GOAL: f64 = 112_000.0;
const BYTES_GATE: f64 = 150_000.0;

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
        } = measured;
        let mut rows = Vec::new();
        if measures.contains(&Measure::P1) {
            rows.extend(bytes(samples));
        }
        if measures.contains(&Measure::P2) {
            rows.extend(start(samples));
        }
        if measures.contains(&Measure::P4) {
            rows.extend(answers(samples));
        }
        if measures.contains(&Measure::P5) {
            rows.extend(wide_answers(samples, wide, *questions));
        }
        if measures.contains(&Measure::P6) {
            rows.extend(scorings(many));
        }
        if measures.contains(&Measure::P7) {
            rows.extend(lists(partners));
        }
        if measures.contains(&Measure::P8) {
            rows.extend(imports(kept));
        }
        if measures.contains(&Measure::P9) {
            rows.extend(commits(kept));
        }
        if measures.contains(&Measure::P10) {
            rows.extend(reopenings(kept));
        }
        Self { rows }
    }
}

fn bytes(samples: &[Sample]) -> [Row; 3] {
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

fn start(samples: &[Sample]) -> [Row; 4] {
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

fn answers(samples: &[Sample]) -> [Row; 4] {
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
fn wide_answers(samples: &[Sample], wide: &[Sample], questions: usize) -> [Row; 4] {
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
fn scorings(many: &[Scoring]) -> [Row; 3] {
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

/// The goals are those of the time until others are painted: what is done within a frame's time is there with the next.
fn lists(partners: &[Done]) -> Vec<Row> {
    let [few, .., many] = SIZES;
    let mut rows = Vec::new();
    for size in SIZES {
        for act in Act::ALL {
            let is_of = |done: &&Done| (done.partners, done.act) == (size, act);
            let title = |of: &str| format!("P7 {size}, {}, {of}", act.name());
            let is_filter = matches!(act, Act::Words | Act::Kind);
            let absolute = (is_filter && size == many).then_some(Goal::Absolute(100.0));
            let goals: Vec<Goal> = absolute
                .into_iter()
                .chain([Goal::ShareOfHandWritten(1.5)])
                .collect();
            let painted = |done: &Done| done.painted;
            rows.push(Row::listed(title("painted"), partners, is_of, painted, MEDIAN).with(&goals));
            rows.push(Row::listed(title("p95"), partners, is_of, painted, P95));
            rows.push(Row::listed(
                title("rows changed"),
                partners,
                is_of,
                |done| done.changed,
                MEDIAN,
            ));
        }
    }
    for act in Act::ALL {
        for what in ["painted", "rows changed"] {
            let time = |done: &Done| {
                if what == "painted" {
                    done.painted
                } else {
                    done.changed
                }
            };
            let at = |size: usize| {
                let is_of = |done: &&Done| (done.partners, done.act) == (size, act);
                Row::listed(String::new(), partners, is_of, time, MEDIAN).values
            };
            let (few_times, many_times) = (at(few), at(many));
            let growth = |place: usize| {
                let times = many_times[place]? / few_times[place]?;
                // With three sizes as far from one another this is the slope of the line through all.
                Some(times.ln() / (count(many) / count(few)).ln())
            };
            rows.push(Row {
                title: format!("P7 growth exponent, {}, {what}", act.name()).into(),
                unit: "^",
                values: [growth(0), growth(1), growth(2)],
                goals: vec![Goal::Absolute(1.1)],
            });
        }
    }
    for size in SIZES {
        let is_of = |done: &&Done| done.partners == size && matches!(done.act, Act::Score | Act::Name);
        let most = Row::listed(
            format!("P7 {size}, rows in the DOM, most"),
            partners,
            is_of,
            |done| count(done.rows),
            1.0,
        );
        rows.push(Row { unit: "", ..most });
    }
    rows
}

/// Of the hand-written page the second row is another way to do the same as the first.
fn imports(kept: &[Kept]) -> [Row; 4] {
    let every = Row::kept("P8 10,000 responses, median", kept, [What::Import; 2], MEDIAN);
    let each = Row::kept(
        "P8 V: one put each, median",
        kept,
        [What::Import, What::ImportEach],
        MEDIAN,
    );
    [
        every.with(&[Goal::ShareOfHandWritten(1.5)]),
        Row::kept("P8 the same, p95", kept, [What::Import; 2], P95),
        each.with(&[Goal::ShareOfHandWritten(0.25)]),
        Row::kept("P8 longest task, p95", kept, [What::LongestTask; 2], P95).with(&[Goal::Absolute(50.0)]),
    ]
}

fn commits(kept: &[Kept]) -> [Row; 3] {
    let saved = [What::Saved, What::Commit];
    [
        Row::kept("P9 one strict commit, p95", kept, [What::Commit; 2], P95)
            .with(&[Goal::ShareOfHandWritten(1.5)]),
        Row::kept("P9 the same, median", kept, [What::Commit; 2], MEDIAN),
        Row::kept("P9 answer to \"Saved\", p95", kept, saved, P95),
    ]
}

fn reopenings(kept: &[Kept]) -> [Row; 3] {
    let objects = Row::kept("P10 10,000 opened again, median", kept, [What::Reopen; 2], MEDIAN);
    let chunks = [What::Reopen, What::ReopenChunks];
    [
        objects.with(&[Goal::ShareOfHandWritten(0.25)]),
        Row::kept("P10 the same, p95", kept, [What::Reopen; 2], P95),
        Row::kept("P10 V: from chunks, median", kept, chunks, MEDIAN),
    ]
}

impl Row {
    /// What the widget and the hand-written page did.
    fn kept(title: &'static str, kept: &[Kept], [ours, theirs]: [What; 2], share: f64) -> Self {
        let of = |rival: Rival, what: What| {
            let own = kept.iter().filter(|one| one.rival == rival && one.what == what);
            quantile(own.map(|one| one.milliseconds).collect(), share)
        };
        Self {
            title: title.into(),
            unit: "ms",
            values: [of(Rival::Widget, ours), None, of(Rival::HandWritten, theirs)],
            goals: Vec::new(),
        }
    }

    /// What both did with the list of partners.
    fn listed(
        title: String,
        partners: &[Done],
        is_of: impl Fn(&&Done) -> bool,
        value: impl Fn(&Done) -> f64,
        share: f64,
    ) -> Self {
        let of = |rival: Rival| {
            let own = partners.iter().filter(|done| done.rival == rival && is_of(done));
            quantile(own.map(&value).collect(), share)
        };
        Self {
            title: title.into(),
            unit: "ms",
            values: [of(Rival::Widget), None, of(Rival::HandWritten)],
            goals: Vec::new(),
        }
    }

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

/// Every sample, as JSON for other programs.
pub fn document(measured: &Measured, slowdown: f64) -> String {
    let all = |samples: &[Sample]| samples.iter().map(sample_document).collect::<Vec<_>>();
    let scoring = |scoring: &Scoring| {
        let (name, whole) = (scoring.rival.name(), scoring.whole);
        json!({ "rival": name, "milliseconds": scoring.milliseconds, "whole": whole })
    };
    let kept = |kept: &Kept| json!({ "rival": kept.rival.name(), "what": kept.what.name(), "milliseconds": kept.milliseconds });
    let listed = |done: &Done| {
        let (rival, act) = (done.rival.name(), done.act.name());
        json!({ "rival": rival, "partners": done.partners, "act": act, "changed": done.changed,
            "painted": done.painted, "rows": done.rows })
    };
    let document = json!({
        "slowdown": slowdown, "samples": all(&measured.samples), "wide": all(&measured.wide),
        "many": measured.many.iter().map(scoring).collect::<Vec<_>>(),
        "partners": measured.partners.iter().map(listed).collect::<Vec<_>>(),
        "kept": measured.kept.iter().map(kept).collect::<Vec<_>>()
    });
    format!("{document:#}\n")
}

fn sample_document(sample: &Sample) -> Value {
    let file = |exchange: &Exchange| {
        json!({ "path": exchange.path, "status": exchange.status, "head": exchange.head_bytes,
            "body": exchange.body_bytes })
    };
    let answer = |answer: &Answered| json!({ "score": answer.score, "painted": answer.painted, "frames": answer.frames });
    json!({
        "rival": sample.rival.name(),
        "startScreen": sample.start.start_screen, "question": sample.start.question, "total": sample.start.total,
        "files": sample.exchanges.iter().map(file).collect::<Vec<_>>(),
        "answers": sample.answers.iter().map(answer).collect::<Vec<_>>()
    })
}
