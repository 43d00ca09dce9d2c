//! The figures of the whole, from those of its dimensions.

use super::applicability::Entry;
use super::dimension::{Sums, Weighing, greater, lesser, level_of};
use super::{Bind, Brief, DimensionFigures, Figures, Interval, Standing};
use crate::domain::level::Level;
use crate::domain::pack::{Dimension, HalfLife, Indicator, IndicatorId, Questionnaire};
use crate::domain::time::Day;

/// What an open answer counts as where levels are reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum OpenAs {
    /// As it is: nothing is reached, and an open gate is at 0.
    Missing,
    /// As if it were answered with 4.
    Highest,
}

/// Everything that the figures of an assessment are made of.
pub(in crate::domain) struct Tally<'a> {
    /// Every dimension of the pack, in pack order.
    pub parts: Vec<Part<'a>>,
    /// The applicable gates of headline dimensions, in pack order.
    pub gates: Vec<(&'a Indicator, Standing)>,
}

/// One dimension.
pub(in crate::domain) struct Part<'a> {
    pub dimension: &'a Dimension,
    pub sums: Sums,
}

/// The three things that hold the overall level down.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Caps {
    /// Shares at level 1, 2, 3 and 4 or above, pooled over the dimensions that count.
    pub shares: [f64; 4],
    /// The level of these shares.
    pub pooled: Level,
    /// The lowest level of a dimension that counts.
    pub lowest_dimension: Level,
    /// The lowest level of a gate; `None` where there is no gate.
    pub lowest_gate: Option<Level>,
}

impl Caps {
    /// The overall level: the least of the three.
    pub fn level(&self) -> Level {
        self.pooled
            .min(self.lowest_dimension.raised())
            .min(self.gate_cap())
    }

    fn gate_cap(&self) -> Level {
        self.lowest_gate.map_or(Level::MAX, Level::raised)
    }
}

impl<'a> Tally<'a> {
    /// Sums up settled entries, in one pass. Without `today` every answer counts as fresh.
    pub fn new(questionnaire: &'a Questionnaire, entries: &[Entry], today: Option<Day>) -> Self {
        let mut rest = entries;
        let mut gates = Vec::new();
        let mut parts = Vec::with_capacity(questionnaire.dimensions.len());
        for dimension in &questionnaire.dimensions {
            let (entries, others) = rest
                .split_at_checked(dimension.indicators.len())
                .unwrap_or((rest, &[]));
            rest = others;
            let mut weighing = Weighing::default();
            for (indicator, entry) in dimension.indicators.iter().zip(entries) {
                weighing.add(indicator, entry, today);
                if indicator.gate && dimension.headline && entry.standing.applies() {
                    gates.push((indicator, entry.standing));
                }
            }
            parts.push(Part {
                dimension,
                sums: weighing.sums(),
            });
        }
        Self { parts, gates }
    }

    /// Every indicator in pack order, with its dimension.
    pub fn indicators(&self) -> impl Iterator<Item = (&Part<'a>, &'a Indicator)> {
        self.parts.iter().flat_map(|part| {
            part.dimension
                .indicators
                .iter()
                .map(move |indicator| (part, indicator))
        })
    }

    /// The dimensions that count overall: headline, and something applies.
    pub fn counted(&self) -> impl Iterator<Item = &Part<'a>> {
        self.parts
            .iter()
            .filter(|part| part.dimension.headline && part.sums.applicable > 0)
    }

    /// The weight of all dimensions that count, `Σ W_d`.
    pub fn counted_weight(&self) -> f64 {
        self.counted().map(|part| part.dimension.weight.value()).sum()
    }

    /// The overall figures.
    pub fn overall(&self) -> Figures {
        let Brief {
            score,
            interval,
            level,
        } = self.brief();
        Figures {
            score,
            interval,
            coverage: self.mean(Sums::coverage),
            freshness: self.mean(Sums::freshness),
            level,
            level_high: self.caps(OpenAs::Highest).map(|caps| caps.level()),
        }
    }

    /// Those of the overall figures that a list of many shows.
    pub fn brief(&self) -> Brief {
        let (mut score, mut low, mut high) = (Mean::NONE, Mean::NONE, Mean::NONE);
        for part in self.counted() {
            let interval = part.sums.interval();
            score.add(part, part.sums.score());
            low.add(part, interval.map(|interval| interval.low));
            high.add(part, interval.map(|interval| interval.high));
        }
        let score = score.value();
        Brief {
            score,
            interval: low.value().zip(high.value()).map(|(low, high)| Interval {
                // Rounding alone could put the score outside.
                low: lesser(low, score.unwrap_or(low)),
                high: greater(high, score.unwrap_or(high)),
            }),
            level: self.caps(OpenAs::Missing).map(|caps| caps.level()),
        }
    }

    /// The overall score alone.
    pub fn score(&self) -> Option<f64> {
        self.mean(Sums::score)
    }

    fn mean(&self, figure: fn(&Sums) -> Option<f64>) -> Option<f64> {
        let mut mean = Mean::NONE;
        for part in self.counted() {
            mean.add(part, figure(&part.sums));
        }
        mean.value()
    }

    /// What caps the level; `None` where no dimension counts.
    pub fn caps(&self, open: OpenAs) -> Option<Caps> {
        let mut lowest_dimension = None;
        let mut weights = 0.0;
        let mut pooled = [0.0; 4];
        for part in self.counted() {
            let weight = part.dimension.weight.value();
            let shares = part.sums.shares(open);
            lowest_dimension = Some(lower(lowest_dimension, level_of(&shares)));
            weights += weight;
            pooled[0] += weight * shares[0];
            pooled[1] += weight * shares[1];
            pooled[2] += weight * shares[2];
            pooled[3] += weight * shares[3];
        }
        let [first, second, third, fourth] = pooled;
        let shares = [
            first / weights,
            second / weights,
            third / weights,
            fourth / weights,
        ];
        let mut lowest_gate = None;
        for (_, standing) in &self.gates {
            lowest_gate = Some(lower(lowest_gate, gate_level(*standing, open)));
        }
        Some(Caps {
            shares,
            pooled: level_of(&shares),
            lowest_dimension: lowest_dimension?,
            lowest_gate,
        })
    }

    /// What holds the level where it is.
    pub fn binds(&self, caps: &Caps) -> Vec<Bind> {
        let level = caps.level();
        let mut binds = Vec::new();
        if level == Level::MAX {
            return binds;
        }
        if caps.pooled == level {
            binds.push(Bind::Pooled);
        }
        if caps.lowest_dimension.raised() == level {
            let lowest = self
                .counted()
                .filter(|part| part.sums.level(OpenAs::Missing) == caps.lowest_dimension);
            binds.extend(lowest.map(|part| Bind::Dimension(part.dimension.id.clone())));
        }
        if caps.gate_cap() == level {
            binds.extend(
                self.lowest_gates(caps, OpenAs::Missing)
                    .map(|gate| Bind::Gate(gate.id.clone())),
            );
        }
        binds
    }

    /// The gates at the lowest level of all.
    pub fn lowest_gates(&self, caps: &Caps, open: OpenAs) -> impl Iterator<Item = &'a Indicator> {
        let at_lowest = move |standing| Some(gate_level(standing, open)) == caps.lowest_gate;
        self.gates
            .iter()
            .filter(move |(_, standing)| at_lowest(*standing))
            .map(|(gate, _)| *gate)
    }

    /// The lowest level among answered gates.
    pub fn floor(&self) -> Option<Level> {
        self.gates
            .iter()
            .filter_map(|(_, standing)| standing.level())
            .min()
    }

    /// How many gates are without a level.
    pub fn open(&self) -> usize {
        self.gates
            .iter()
            .filter(|(_, standing)| standing.is_open())
            .count()
    }

    /// The gates without a level.
    pub fn open_gates(&self) -> Vec<IndicatorId> {
        let open = self.gates.iter().filter(|(_, standing)| standing.is_open());
        open.map(|(gate, _)| gate.id.clone()).collect()
    }
}

/// A mean over dimensions by their weights, of those that have the figure.
struct Mean {
    sum: f64,
    weights: f64,
    least: f64,
    most: f64,
}

impl Mean {
    const NONE: Self = Self {
        sum: 0.0,
        weights: 0.0,
        least: f64::INFINITY,
        most: f64::NEG_INFINITY,
    };

    fn add(&mut self, part: &Part, figure: Option<f64>) {
        let Some(value) = figure else {
            return;
        };
        let weight = part.dimension.weight.value();
        self.sum += weight * value;
        self.weights += weight;
        self.least = lesser(self.least, value);
        self.most = greater(self.most, value);
    }

    fn value(&self) -> Option<f64> {
        // Rounding must not put a mean beyond the values it is of.
        let mean = || lesser(greater(self.sum / self.weights, self.least), self.most);
        (self.weights > 0.0).then(mean)
    }
}

impl Part<'_> {
    /// Figures and counts.
    pub fn summary(&self) -> DimensionFigures {
        let Sums {
            asked,
            applicable,
            answered,
            asked_weight,
            applicable_weight,
            ..
        } = self.sums;
        DimensionFigures {
            id: self.dimension.id.clone(),
            headline: self.dimension.headline,
            figures: self.sums.figures(),
            asked,
            applicable,
            answered,
            applied: (asked > 0).then(|| applicable_weight / asked_weight),
        }
    }
}

/// What an answer of this age, in days, is still worth, `0.0..=1.0`.
#[must_use]
pub fn freshness(age: u32, half_life: HalfLife) -> f64 {
    // `exp` is the smallest of the ways to say 0.5^x in wasm.
    (-core::f64::consts::LN_2 * f64::from(age) / f64::from(half_life.days())).exp()
}

fn gate_level(standing: Standing, open: OpenAs) -> Level {
    standing.level().unwrap_or(match open {
        OpenAs::Missing => Level::MIN,
        OpenAs::Highest => Level::MAX,
    })
}

/// The lower of a level and the lowest so far.
fn lower(lowest: Option<Level>, level: Level) -> Level {
    match lowest {
        Some(lowest) if lowest <= level => lowest,
        _ => level,
    }
}
