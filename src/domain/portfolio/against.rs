//! Readiness against another figure: the points of a picture, and the same in a few parts for a table.

use super::column::Column;
use super::row::Row;
use crate::domain::company::Size;
use crate::domain::level::Level;
use crate::domain::statistics::spread;

/// What readiness can be set against, in the order it is offered: all that is a band or a number, but readiness itself.
pub const AGAINST: [Column; 14] = [
    Column::Size,
    Column::Level,
    Column::Floor,
    Column::OpenGates,
    Column::Agreement,
    Column::Joint,
    Column::Gap,
    Column::Freshness,
    Column::Due,
    Column::LastAnswer,
    Column::LastTouchpoint,
    Column::AnswerTime,
    Column::Views,
    Column::Target,
];

/// What is not cut into parts by itself is cut into so many, of whole numbers at most.
const PARTS: usize = 4;
const DAY_MILLISECONDS: f64 = 86_400_000.0;

/// Partners with both figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The other figure, and readiness, as shares of the width and of the height, `0.0..=1.0`.
    pub points: Vec<(f64, f64)>,
    /// How many lack a figure.
    pub left_out: usize,
    /// What stands below, each a value at a share of the width.
    pub ticks: Vec<(f64, f64)>,
    /// From the least value to the largest.
    pub parts: Vec<Part>,
}

/// The partners of a part of the other figure. Values are those of [`Row::measure`]; a size is its place among all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The least value.
    pub from: f64,
    /// The largest: the same where the part is of one value only.
    pub to: f64,
    pub count: usize,
    /// The middle score; `None` where there is no partner.
    pub median: Option<f64>,
}

/// How values lie along the width.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Axis {
    /// So many whole numbers from 0 on, each with a place of its own.
    Places(usize),
    /// Whole numbers from 0 to this.
    Whole(f64),
    Between(f64, f64),
}

/// Sets readiness against another figure.
#[must_use]
pub fn against<'r>(rows: impl Iterator<Item = &'r Row>, by: Column) -> Against {
    let mut pairs: Vec<(f64, f64)> = Vec::new();
    let mut left_out = 0;
    for row in rows {
        match value(row, by).zip(row.measure(Column::Score)) {
            Some(pair) => pairs.push(pair),
            None => left_out += 1,
        }
    }
    let axis = Axis::of(by, &pairs);
    let mut scores: Vec<Vec<f64>> = vec![Vec::new(); axis.parts()];
    for (value, score) in &pairs {
        if let Some(scores) = scores.get_mut(axis.part(*value)) {
            scores.push(*score);
        }
    }
    let parts = scores.iter().enumerate().map(|(part, scores)| {
        let (from, to) = axis.edges(part);
        Part {
            from,
            to,
            count: scores.len(),
            median: spread(scores).map(|spread| spread.median),
        }
    });
    Against {
        parts: parts.collect(),
        points: (pairs.into_iter())
            .map(|(value, score)| (axis.share(value), score / 100.0))
            .collect(),
        left_out,
        ticks: axis.ticks(),
    }
}

fn value(row: &Row, by: Column) -> Option<f64> {
    match by {
        Column::Size => row.facts.size.map(|size| float(size as usize)),
        by => row.measure(by),
    }
}

impl Axis {
    fn of(by: Column, pairs: &[(f64, f64)]) -> Self {
        let values = || pairs.iter().map(|(value, _)| *value);
        let (least, most) = (
            values().fold(f64::INFINITY, f64::min),
            values().fold(1.0, f64::max),
        );
        // Of one day only, it is the first of a stretch.
        let from = |unit: f64| match pairs {
            [] => Self::Between(0.0, unit),
            _ => Self::Between(least, most.max(least + unit)),
        };
        match by {
            Column::Size => Self::Places(Size::ALL.len()),
            Column::Level | Column::Floor | Column::Target | Column::Gap => Self::Places(Level::ALL.len()),
            Column::Agreement | Column::Freshness => Self::Between(0.0, 1.0),
            Column::Joint => Self::Between(0.0, 100.0),
            Column::LastAnswer => from(DAY_MILLISECONDS),
            Column::LastTouchpoint => from(1.0),
            Column::OpenGates | Column::Due | Column::Views => Self::Whole(most),
            _ => Self::Between(0.0, most),
        }
    }

    fn parts(self) -> usize {
        match self {
            Self::Places(places) => places,
            Self::Whole(most) => PARTS.min(index(most) + 1),
            Self::Between(..) => PARTS,
        }
    }

    /// In which part a value lies.
    fn part(self, value: f64) -> usize {
        let part = match self {
            Self::Places(_) => value,
            Self::Whole(most) => value * float(self.parts()) / (most + 1.0),
            Self::Between(low, high) => (value - low) / (high - low) * float(PARTS),
        };
        index(part).min(self.parts().saturating_sub(1))
    }

    /// The least and the largest value of a part.
    fn edges(self, part: usize) -> (f64, f64) {
        let (part, parts) = (float(part), float(self.parts()));
        match self {
            Self::Places(_) => (part, part),
            Self::Whole(most) => {
                let from = |part: f64| (part * (most + 1.0) / parts).ceil();
                (from(part), from(part + 1.0) - 1.0)
            }
            Self::Between(low, high) => {
                let edge = |part: f64| low + (high - low) * part / parts;
                (edge(part), edge(part + 1.0))
            }
        }
    }

    fn share(self, value: f64) -> f64 {
        match self {
            Self::Places(places) => (value + 0.5) / float(places),
            Self::Whole(most) => value / most,
            Self::Between(low, high) => (value - low) / (high - low),
        }
    }

    fn ticks(self) -> Vec<(f64, f64)> {
        let values: Vec<f64> = match self {
            Self::Places(places) => (0..places).map(float).collect(),
            Self::Whole(most) => {
                let middle = most / 2.0;
                let is_whole = |value: &f64| value.fract() == 0.0;
                [0.0, middle, most].into_iter().filter(is_whole).collect()
            }
            Self::Between(low, high) => vec![low, low.midpoint(high), high],
        };
        values
            .into_iter()
            .map(|value| (self.share(value), value))
            .collect()
    }
}

fn float(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    let float = count as f64;
    float
}

fn index(value: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast ends at 0 and at the largest"
    )]
    let index = value as usize;
    index
}
