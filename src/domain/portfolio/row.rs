//! A partner in figures.

use crate::domain::company::{CompanyId, Kind, Size};
use crate::domain::level::Level;
use crate::domain::scoring::Interval;
use crate::domain::time::{Day, Moment};

/// A partner as the list of all shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub id: CompanyId,
    pub facts: Facts,
    /// `None`: not worked out yet.
    pub views: Option<Relationship>,
}

/// What the partner's own record tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// May be empty.
    pub name: String,
    pub kind: Option<Kind>,
    pub size: Option<Size>,
    pub tags: Vec<String>,
    pub target: Option<Level>,
    pub archived_on: Option<Day>,
    pub last_touchpoint: Option<Day>,
    /// Median hours until an answer; `None` where the log tells too little.
    pub answer_hours: Option<f64>,
}

/// What the assessments of the relationship tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relationship {
    /// How many assessments there are.
    pub views: usize,
    pub last_answer: Option<Moment>,
    /// `None` where there is no view, or its questionnaire is not at hand.
    pub readiness: Option<Readiness>,
    /// `0.0..=1.0`; `None` where the two views have no match.
    pub agreement: Option<f64>,
    /// `0.0..=100.0`.
    pub joint: Option<f64>,
    /// Indicators that both answered with a level.
    pub matched: usize,
    /// The widest gap, vendor's level minus partner's, `-4..=4`; of equal ones the first in pack order.
    pub gap: Option<i8>,
}

/// What the newest view of one side comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Readiness {
    pub whose: Whose,
    /// As in [`crate::domain::scoring::Figures`], and so the rest.
    pub score: Option<f64>,
    pub interval: Option<Interval>,
    pub level: Option<Level>,
    pub level_high: Option<Level>,
    pub freshness: Option<f64>,
    pub floor: Option<Level>,
    pub open_gates: usize,
    /// How many answers a pulse would ask again.
    pub due: usize,
}

/// Whose view figures are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// What came from the partner, or was answered here in its place.
    Theirs,
    /// What was answered here about it.
    Ours,
}
