//! The sums of one dimension, and the figures they give.

use super::overall::OpenAs;
use super::{Figures, Interval, LEVEL_SHARE, ROUNDING, Standing};
use crate::domain::level::Level;

/// What the figures of a dimension are made of.
#[derive(Debug, Clone, Copy, Default)]
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

impl Sums {
    /// Counts one indicator. `freshness`, `0.0..=1.0`, is looked at only where there is a level.
    pub fn add(&mut self, weight: f64, standing: Standing, freshness: f64) {
        if standing == Standing::NotAsked {
            return;
        }
        self.asked += 1;
        self.asked_weight += weight;
        if !standing.applies() {
            return;
        }
        self.applicable += 1;
        self.applicable_weight += weight;
        let Some(level) = standing.level() else {
            self.open_weight += weight;
            return;
        };
        self.answered += 1;
        self.answered_weight += weight;
        self.points += weight * f64::from(level.number());
        self.fresh_weight += weight * freshness;
        for reached in self.reached.iter_mut().take(level.index()) {
            *reached += weight;
        }
    }

    /// Shares of the applicable weight at level 1, 2, 3 and 4 or above. Not a number where nothing applies.
    pub fn shares(&self, open: OpenAs) -> [f64; 4] {
        let more = match open {
            OpenAs::Missing => 0.0,
            OpenAs::Highest => self.open_weight,
        };
        self.reached
            .map(|reached| (reached + more) / self.applicable_weight)
    }

    /// The level; meaningless where nothing applies.
    pub fn level(&self, open: OpenAs) -> Level {
        level_of(self.shares(open))
    }

    /// The dimension's figures.
    pub fn figures(&self) -> Figures {
        if self.applicable == 0 {
            return Figures::default();
        }
        // Divided before multiplied: four times a sum is exact, so that no score exceeds 100 by rounding.
        let of_answered = |sum: f64| (self.answered > 0).then(|| sum / self.answered_weight);
        let score = of_answered(self.points).map(|level| 25.0 * level);
        let low = 25.0 * (self.points / self.applicable_weight);
        let high = 25.0 * ((self.points + 4.0 * self.open_weight) / self.applicable_weight);
        Figures {
            score,
            interval: Some(Interval {
                low,
                high: high.min(100.0).max(score.unwrap_or(0.0)),
            }),
            coverage: Some(self.answered_weight / self.applicable_weight),
            freshness: of_answered(self.fresh_weight),
            level: Some(self.level(OpenAs::Missing)),
            level_high: Some(self.level(OpenAs::Highest)),
        }
    }
}

/// The largest level at which, as at all below it, enough of the weight stands.
pub(in crate::domain) fn level_of(shares: [f64; 4]) -> Level {
    let mut level = Level::MIN;
    for share in shares {
        if share < LEVEL_SHARE - ROUNDING {
            break;
        }
        level = level.raised();
    }
    level
}
