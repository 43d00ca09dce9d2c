//! The sums of one dimension, and the figures they give.

use super::applicability::Entry;
use super::overall::{OpenAs, freshness};
use super::{Figures, Interval, LEVEL_SHARE, ROUNDING, Standing};
use crate::domain::level::Level;
use crate::domain::pack::Indicator;
use crate::domain::time::Day;

/// What the figures of a dimension are made of.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Sums {
    /// How many are asked.
    pub asked: usize,
    /// How many apply.
    pub applicable: usize,
    /// How many are answered with a level.
    pub answered: usize,
    /// Weight asked.
    pub asked_weight: f64,
    /// Weight that applies, `T`.
    pub applicable_weight: f64,
    /// Weight answered with a level, `b`.
    pub answered_weight: f64,
    /// Weight that applies and is open, `T − b`.
    pub open_weight: f64,
    /// Weight times level, `a`.
    pub points: f64,
    /// Weight times freshness.
    pub fresh_weight: f64,
    /// Weight answered with at least level 1, 2, 3 and 4.
    pub reached: [f64; 4],
}

/// Counts and weights by where indicators stand: all that is added up one by one.
#[derive(Default)]
pub(super) struct Weighing {
    not_applicable: usize,
    not_applicable_weight: f64,
    open: usize,
    open_weight: f64,
    answered: usize,
    /// By level.
    levels: [f64; 5],
    /// Weight times freshness.
    fresh_weight: f64,
}

impl Weighing {
    /// Counts one indicator. Without `today` its answer counts as fresh.
    pub fn add(&mut self, indicator: &Indicator, entry: &Entry, today: Option<Day>) {
        let weight = indicator.weight.value();
        match entry.standing {
            Standing::NotAsked => {}
            Standing::NotApplicable => {
                self.not_applicable += 1;
                self.not_applicable_weight += weight;
            }
            Standing::Unanswered | Standing::Unknown => {
                self.open += 1;
                self.open_weight += weight;
            }
            Standing::Level(level) => {
                self.answered += 1;
                self.levels[level.index()] += weight;
                self.fresh_weight += match (entry.day, today) {
                    (Some(day), Some(today)) => weight * freshness(day.age(today), indicator.half_life),
                    _ => weight,
                };
            }
        }
    }

    /// The sums of all that was counted.
    pub fn sums(&self) -> Sums {
        let [zeroth, first, second, third, fourth] = self.levels;
        // Added up downwards, so that rounding puts no share above a larger one, and no score above 100.
        let at_least_third = fourth + third;
        let at_least_second = at_least_third + second;
        let at_least_first = at_least_second + first;
        let answered_weight = at_least_first + zeroth;
        let applicable_weight = answered_weight + self.open_weight;
        let applicable = self.answered + self.open;
        Sums {
            asked: applicable + self.not_applicable,
            applicable,
            answered: self.answered,
            asked_weight: applicable_weight + self.not_applicable_weight,
            applicable_weight,
            answered_weight,
            open_weight: self.open_weight,
            points: at_least_first + at_least_second + at_least_third + fourth,
            // Added up in another order than the weights.
            fresh_weight: lesser(self.fresh_weight, answered_weight),
            reached: [at_least_first, at_least_second, at_least_third, fourth],
        }
    }
}

// Each place is named: built for size, loops over four are not unrolled, and all scoring comes through here.
impl Sums {
    /// Shares of the applicable weight at level 1, 2, 3 and 4 or above. Not a number where nothing applies.
    pub fn shares(&self, open: OpenAs) -> [f64; 4] {
        let more = match open {
            OpenAs::Missing => 0.0,
            OpenAs::Highest => self.open_weight,
        };
        let share = |reached: f64| (reached + more) / self.applicable_weight;
        let [first, second, third, fourth] = self.reached;
        [share(first), share(second), share(third), share(fourth)]
    }

    /// The level; meaningless where nothing applies.
    pub fn level(&self, open: OpenAs) -> Level {
        level_of(&self.shares(open))
    }

    /// The score; `None` where nothing is answered with a level.
    pub fn score(&self) -> Option<f64> {
        // Divided before multiplied: four times a sum is exact, so that no score exceeds 100 by rounding.
        Some(25.0 * self.of_answered(self.points)?)
    }

    /// What the score can still become; `None` where nothing applies.
    pub fn interval(&self) -> Option<Interval> {
        let low = 25.0 * self.of_applicable(self.points)?;
        let high = 25.0 * self.of_applicable(self.points + 4.0 * self.open_weight)?;
        Some(Interval {
            low,
            high: greater(lesser(high, 100.0), self.score().unwrap_or(0.0)),
        })
    }

    /// The share that is answered with a level; `None` where nothing applies.
    pub fn coverage(&self) -> Option<f64> {
        self.of_applicable(self.answered_weight)
    }

    /// `None` where nothing is answered with a level.
    pub fn freshness(&self) -> Option<f64> {
        self.of_answered(self.fresh_weight)
    }

    /// The dimension's figures.
    pub fn figures(&self) -> Figures {
        let level = |open| (self.applicable > 0).then(|| self.level(open));
        Figures {
            score: self.score(),
            interval: self.interval(),
            coverage: self.coverage(),
            freshness: self.freshness(),
            level: level(OpenAs::Missing),
            level_high: level(OpenAs::Highest),
        }
    }

    fn of_answered(&self, sum: f64) -> Option<f64> {
        (self.answered > 0).then(|| sum / self.answered_weight)
    }

    fn of_applicable(&self, sum: f64) -> Option<f64> {
        (self.applicable > 0).then(|| sum / self.applicable_weight)
    }
}

/// The largest level at which, as at all below it, enough of the weight stands.
pub(in crate::domain) fn level_of(shares: &[f64; 4]) -> Level {
    let mut level = Level::MIN;
    for share in shares {
        if *share < LEVEL_SHARE - ROUNDING {
            break;
        }
        level = level.raised();
    }
    level
}

/// The lesser of two numbers. The library's own, which has a meaning for what is not a number, is a call in wasm.
pub(super) fn lesser(left: f64, right: f64) -> f64 {
    if left < right { left } else { right }
}

/// As [`lesser`].
pub(super) fn greater(left: f64, right: f64) -> f64 {
    if left > right { left } else { right }
}
