//! Where a result stands among figures of others.

use super::{Benchmark, Statistic};
use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, IndicatorId};
use crate::domain::scoring::Readiness;

/// Figures closer than this are the same.
const SPARE: f64 = 1e-9;

/// Where a figure stands. By mean and deviation this tells nothing of how many lie below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Below the lower quartile; or more than one deviation below the mean.
    WellBelow,
    /// From there on, and below the median or the mean.
    Below,
    /// At the median or the mean, or above, up to the upper quartile; or up to one deviation.
    Above,
    /// Above that.
    WellAbove,
}

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Score,
    Dimension(DimensionId),
    Indicator(IndicatorId),
}

/// A figure beside those of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub what: What,
    /// Score `0.0..=100.0`, or level `0.0..=4.0`.
    pub value: f64,
    pub others: Statistic,
    pub standing: Standing,
}

impl Statistic {
    /// Where a value stands.
    #[must_use]
    pub fn standing(self, value: f64) -> Standing {
        let (low, middle, high) = match self {
            Self::Quartiles { lower, median, upper } => (lower, median, upper),
            Self::Mean { mean, deviation } => (mean - deviation, mean, mean + deviation),
        };
        if value < low - SPARE {
            Standing::WellBelow
        } else if value < middle - SPARE {
            Standing::Below
        } else if value <= high + SPARE {
            Standing::Above
        } else {
            Standing::WellAbove
        }
    }
}

impl Benchmark {
    /// Everything that both a result and the benchmark have a figure of: the score, then dimensions, then indicators in the
    /// order of the benchmark. Whether the two are of one questionnaire is told by [`Benchmark::fits`].
    #[must_use]
    pub fn compare(
        &self,
        readiness: &Readiness,
        level: impl Fn(&IndicatorId) -> Option<Level>,
    ) -> Vec<Compared> {
        let compared = |what, value: Option<f64>, others: Statistic| {
            let value = value?;
            let standing = others.standing(value);
            Some(Compared {
                what,
                value,
                others,
                standing,
            })
        };
        let score = (self.score).and_then(|others| compared(What::Score, readiness.overall.score, others));
        let dimensions = self.dimensions.iter().filter_map(|(id, others)| {
            let found = readiness
                .dimensions
                .iter()
                .find(|dimension| dimension.id == *id)?;
            compared(What::Dimension(id.clone()), found.figures.score, *others)
        });
        let indicators = self.indicators.iter().filter_map(|(id, others)| {
            let value = level(id).map(|level| f64::from(level.number()));
            compared(What::Indicator(id.clone()), value, *others)
        });
        score.into_iter().chain(dimensions).chain(indicators).collect()
    }
}
