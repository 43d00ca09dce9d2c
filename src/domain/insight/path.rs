//! The cheapest set of steps to a target, with proof where there is one.
//!
//! | module | question |
//! | --- | --- |
//! | `cheapest` | Which set is the cheapest, over all questions that steps can open or close? |
//! | `ground` | Which steps are there, and what does the assessment come to with some of them taken? |
//! | `regime` | Which questions can the steps open or close? |
//! | `problem` | What does the target ask for, in numbers, while the questions stay the same? |
//! | `price` | What is each step worth, and what can no set undercut? |
//! | `search` | Which set is the cheapest, while the questions stay the same? |
//! | `route` | In which order are the steps taken, and what does each bring? |
//! | `obstacle` | Why is the target out of reach? |
//!
//! Source: `docs/scoring.md`, "The path to a target".

mod cheapest;
mod ground;
mod obstacle;
mod price;
mod problem;
mod regime;
mod route;
mod search;

pub use obstacle::Obstacle;
pub use route::{Route, RouteStep};

use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::ordered::Ordered;
use crate::domain::pack::{IndicatorId, Pack};
use crate::domain::slices;
use cheapest::{Cheapest, cheapest_set};
use ground::{Ground, Outcome};

/// What to reach overall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// At least this score, `0.0..=100.0`.
    Score(f64),
    /// At least this level.
    Level(Level),
}

/// What the visitor has said about steps. The order of entries and their repetition do not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Indicators that cannot change.
    pub locked: Vec<IndicatorId>,
    /// Unwanted steps: of this indicator, to this level. What lies above them is out of reach as well.
    pub excluded: Vec<(IndicatorId, Level)>,
    /// The visitor's own person-days, `1..=365`, instead of the pack's: for the step of this indicator to this level.
    pub efforts: Ordered<(IndicatorId, Level), u16>,
}

/// The way to a target.
#[derive(Debug, Clone, PartialEq)]
pub enum Path {
    /// Nothing is answered with a level, or nothing applies, in any headline dimension.
    NoScore,
    /// The target is reached as it is.
    There,
    Unreachable(Vec<Obstacle>),
    Found(Route),
}

/// How many ways of opening and closing questions are looked into, those that take the fewest days first.
const MOST_REGIMES: usize = 256;

/// The cheapest set of steps to a target. No day is asked for: scores and levels do not depend on the age of answers.
///
/// A step starts from an indicator that is asked now and answered with a level. Where steps open or close questions, a
/// question that opens counts with the answer it has kept, or as open.
///
/// Of the sets with the fewest days, it is the one that raises the fewest indicators; of these, the one whose list of
/// (position, level to reach), in pack order, comes first: that is the one that raises the earliest indicator in which
/// they differ or, where both raise it, raises it less. The tie rule holds where [`Route::is_proven`].
///
/// The same arguments always give the same answer: what cannot be proven is given up by counting, not by the clock.
#[must_use]
pub fn cheapest_path(pack: &Pack, assessment: &Assessment, target: Target, wishes: &Wishes) -> Path {
    slices::finish(seek_path(pack, assessment, target, wishes))
}

/// [`cheapest_path`] in slices of a few milliseconds; see [`slices`].
pub async fn seek_path(pack: &Pack, assessment: &Assessment, target: Target, wishes: &Wishes) -> Path {
    let ground = Ground::new(pack, assessment, wishes);
    let now = ground.outcome(&[]);
    if now.score.is_none() {
        return Path::NoScore;
    }
    if now.reaches(target) {
        return Path::There;
    }
    match cheapest_set(&ground, target).await {
        Cheapest {
            picks: Some(picks),
            at_least,
        } => Path::Found(route::route(&ground, &now, &picks, at_least).await),
        Cheapest { picks: None, .. } => Path::Unreachable(obstacle::obstacles(&ground, target).await),
    }
}

/// Indicators by position, in pack order, and the level each is raised to.
type Picks = Vec<(usize, Level)>;

impl Outcome {
    fn reaches(&self, target: Target) -> bool {
        match target {
            Target::Score(least) => self.score.is_some_and(|score| score >= least - SPARE),
            Target::Level(least) => self.level.is_some_and(|level| level >= least),
        }
    }
}

/// What rounding may take from a score without missing the target.
const SPARE: f64 = 1e-9;
