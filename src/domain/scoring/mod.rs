//! The scores, openly: pure functions of questionnaire, assessment and today.
//!
//! [`score`] gives the figures; [`workings()`] gives everything they were made of; a [`Scorer`] gives the figures of
//! many assessments, whole or in brief. All read the same sums.
//!
//! Source: the project's scoring method, described in `docs/scoring.md`.

pub(in crate::domain) mod applicability;
mod dimension;
mod many;
pub(in crate::domain) mod overall;
mod scorer;
pub(in crate::domain) mod workings;

pub(in crate::domain) use many::AtHand;
pub use many::each;
pub use scorer::Scorer;
pub use workings::{CapWorkings, DimensionWorkings, GateWorkings, IndicatorWorkings, Workings, workings};

use super::assessment::Assessment;
use super::level::Level;
use super::pack::{DimensionId, IndicatorId, Questionnaire};
use super::time::Day;
pub(in crate::domain) use dimension::level_of;
pub use overall::freshness;

/// How much of the weight must stand at a level, or above it, for the whole to count as being there, `0.0..=1.0`.
///
/// Source: `docs/scoring.md`, "One dimension".
pub const LEVEL_SHARE: f64 = 0.8;

/// What rounding may take from a share without costing a level.
const ROUNDING: f64 = 1e-9;

/// Where an indicator stands in an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not in this length, not asked of this side, or its condition is false.
    NotAsked,
    NotApplicable,
    Unanswered,
    Unknown,
    Level(Level),
}

/// The figures of one dimension or of the whole. `None`: undefined, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures {
    /// `0.0..=100.0`.
    pub score: Option<f64>,
    /// Lower and upper end of what the score can still become, `0.0..=100.0`.
    pub interval: Option<Interval>,
    /// Share of the applicable weight that is answered with a level, `0.0..=1.0`.
    pub coverage: Option<f64>,
    /// `0.0..=1.0`; 1 when all was answered today.
    pub freshness: Option<f64>,
    pub level: Option<Level>,
    /// The level if every open answer were 4.
    pub level_high: Option<Level>,
}

/// Those of the overall figures that a list of many assessments shows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Brief {
    /// As in [`Figures`].
    pub score: Option<f64>,
    /// As in [`Figures`].
    pub interval: Option<Interval>,
    pub level: Option<Level>,
}

/// An interval on the scale of scores, `0.0..=100.0`, `low <= high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// A dimension's figures and counts.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionFigures {
    pub id: DimensionId,
    pub headline: bool,
    pub figures: Figures,
    /// In this length, of this side, condition true.
    pub asked: usize,
    /// Asked, and not answered "not applicable".
    pub applicable: usize,
    /// Answered with a level.
    pub answered: usize,
    /// Share of the asked weight that applies, `0.0..=1.0`; `None` where nothing is asked.
    pub applied: Option<f64>,
}

/// The whole result of an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    pub overall: Figures,
    /// The lowest level among answered applicable gates of headline dimensions.
    pub floor: Option<Level>,
    /// Applicable gates of headline dimensions that are not answered with a level, in pack order.
    pub open_gates: Vec<IndicatorId>,
    /// What holds the overall level where it is; empty at level 4 and where there is no level.
    pub binds: Vec<Bind>,
    /// Over all dimensions, headline or not.
    pub asked: usize,
    /// Over all dimensions, headline or not.
    pub applicable: usize,
    /// Over all dimensions, headline or not.
    pub answered: usize,
    /// Whether an open answer can still change which questions are asked. Interval and highest level hold for the
    /// questions asked now: where this is true, they are not the limits of what the result "could be".
    pub questions_may_change: bool,
    /// Every dimension of the pack, in pack order.
    pub dimensions: Vec<DimensionFigures>,
}

/// What caps the overall level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bind {
    Pooled,
    Dimension(DimensionId),
    Gate(IndicatorId),
}

impl Standing {
    /// The level answered, if it was answered with one.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(level),
            _ => None,
        }
    }

    /// Asked, and not answered "not applicable".
    #[must_use]
    pub const fn applies(self) -> bool {
        !matches!(self, Self::NotAsked | Self::NotApplicable)
    }

    /// Applicable, and without a level.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Unanswered | Self::Unknown)
    }
}

impl Readiness {
    /// The headline dimensions: those that make the score.
    pub fn headline(&self) -> impl Iterator<Item = &DimensionFigures> {
        self.dimensions.iter().filter(|dimension| dimension.headline)
    }

    /// How many answers can still move the score: applicable in headline dimensions, and without a level.
    #[must_use]
    pub fn open(&self) -> usize {
        self.headline()
            .map(|dimension| dimension.applicable - dimension.answered)
            .sum()
    }
}

impl DimensionFigures {
    /// Whether its level carries a warning: a headline dimension of which less than half of the weight asked applies.
    #[must_use]
    pub fn mostly_not_applicable(&self) -> bool {
        self.headline
            && self.figures.level.is_some()
            && self.applied.is_some_and(|share| share < 0.5 - ROUNDING)
    }
}

/// Where every indicator stands, in the order of [`Questionnaire::indicators`].
#[must_use]
pub fn standings(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Standing> {
    applicability::entries(questionnaire, assessment)
        .iter()
        .map(|entry| entry.standing)
        .collect()
}

/// Scores an assessment. `today` counts only for freshness.
#[must_use]
pub fn score(questionnaire: &Questionnaire, assessment: &Assessment, today: Day) -> Readiness {
    Scorer::new(questionnaire).score(assessment, today)
}
