//! Which answers would change the overall level, each of them alone.
//!
//! Source: `docs/scoring.md`, "What to do next".

use super::rescoring::Rescoring;
use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::overall::{OpenAs, Tally};

/// An answer that alone raises the overall level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lever {
    pub indicator: IndicatorId,
    /// The level answered; `None` where the answer is open.
    pub from: Option<Level>,
    /// The lowest answer that does it, above `from`.
    pub to: Level,
    /// The overall level then.
    pub level: Level,
}

/// Every indicator that applies and of which one higher answer, all else as it is, raises the overall level, in pack
/// order. Empty at level 4, where there is no level, and where several answers have to move together.
#[must_use]
pub fn levers(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Lever> {
    let rescoring = Rescoring::new(questionnaire, assessment);
    let tally = rescoring.now();
    let Some(now) = level(&tally).filter(|level| *level < Level::MAX) else {
        return Vec::new();
    };
    let mut levers = Vec::new();
    for (position, ((_, indicator), entry)) in tally.indicators().zip(&rescoring.settled).enumerate() {
        if !entry.standing.applies() {
            continue;
        }
        let from = entry.standing.level();
        let mut above = Level::ALL.into_iter().filter(|to| Some(*to) > from);
        let raised = above.find_map(|to| {
            let then = level(&rescoring.with(position, to))?;
            (then > now).then_some((to, then))
        });
        levers.extend(raised.map(|(to, level)| Lever {
            indicator: indicator.id.clone(),
            from,
            to,
            level,
        }));
    }
    levers
}

fn level(tally: &Tally) -> Option<Level> {
    tally.caps(OpenAs::Missing).map(|caps| caps.level())
}
