//! The figures of the whole, from those of its dimensions.

use super::applicability::Entry;
use super::dimension::{Sums, level_of};
use super::{Bind, DimensionFigures, Figures, Interval, Standing};
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
    pub figures: Figures,
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
        let mut entries = entries.iter();
        let mut gates = Vec::new();
        let mut parts = Vec::with_capacity(questionnaire.dimensions.len());
        for dimension in &questionnaire.dimensions {
            let mut sums = Sums::default();
            for (indicator, entry) in dimension.indicators.iter().zip(entries.by_ref()) {
                let age = entry.day.zip(today).map(|(day, today)| day.age(today));
                let freshness = age.map_or(1.0, |age| freshness(age, indicator.half_life));
                sums.add(indicator.weight.value(), entry.standing, freshness);
                if indicator.gate && dimension.headline && entry.standing.applies() {
                    gates.push((indicator, entry.standing));
                }
            }
            parts.push(Part {
                dimension,
                sums,
                figures: sums.figures(),
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
        let Some(caps) = self.caps(OpenAs::Missing) else {
            return Figures::default();
        };
        let score = self.score();
        let low = self.mean(|figures| figures.interval.map(|interval| interval.low));
        let high = self.mean(|figures| figures.interval.map(|interval| interval.high));
        let interval = low.zip(high).map(|(low, high)| Interval {
            // Rounding alone could put the score outside.
            low: low.min(score.unwrap_or(low)),
            high: high.max(score.unwrap_or(high)),
        });
        Figures {
            score,
            interval,
            coverage: self.mean(|figures| figures.coverage),
            freshness: self.mean(|figures| figures.freshness),
            level: Some(caps.level()),
            level_high: self.caps(OpenAs::Highest).map(|caps| caps.level()),
        }
    }

    /// The overall score alone.
    pub fn score(&self) -> Option<f64> {
        self.mean(|figures| figures.score)
    }

    /// What caps the level; `None` where no dimension counts.
    pub fn caps(&self, open: OpenAs) -> Option<Caps> {
        let lowest_dimension = self.counted().map(|part| part.sums.level(open)).min()?;
        let mut shares = [0.0; 4];
        for part in self.counted() {
            for (pooled, share) in shares.iter_mut().zip(part.sums.shares(open)) {
                *pooled += part.dimension.weight.value() * share;
            }
        }
        let weight = self.counted_weight();
        let shares = shares.map(|share| share / weight);
        Some(Caps {
            shares,
            pooled: level_of(shares),
            lowest_dimension,
            lowest_gate: self
                .gates
                .iter()
                .map(|(_, standing)| gate_level(*standing, open))
                .min(),
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
                .filter(|part| part.figures.level == Some(caps.lowest_dimension));
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

    /// The gates without a level.
    pub fn open_gates(&self) -> Vec<IndicatorId> {
        let open = self.gates.iter().filter(|(_, standing)| standing.is_open());
        open.map(|(gate, _)| gate.id.clone()).collect()
    }

    /// The mean over the dimensions that count and have the figure, by their weights.
    fn mean(&self, figure: fn(&Figures) -> Option<f64>) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for part in self.counted() {
            if let Some(value) = figure(&part.figures) {
                let weight = part.dimension.weight.value();
                sum += weight * value;
                weights += weight;
                least = least.min(value);
                most = most.max(value);
            }
        }
        // Rounding must not put a mean beyond the values it is of.
        (weights > 0.0).then(|| (sum / weights).max(least).min(most))
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
            figures: self.figures,
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
