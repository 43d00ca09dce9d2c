//! Why a target is out of reach.

use super::MOST_REGIMES;
use super::Target;
use super::ground::Ground;
use super::regime::{Regime, Regimes};
use crate::domain::insight::largest_first;
use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::scoring::overall::Tally;
use crate::domain::slices::pause;

/// What stands between all wanted steps and the target.
#[derive(Debug, Clone, PartialEq)]
pub enum Obstacle {
    /// The highest score and the highest level that wanted steps give; always told, and first.
    Best {
        score: Option<f64>,
        level: Option<Level>,
    },
    /// Gates without an answer hold the level at 1. In pack order; told for levels above 1.
    OpenGates(Vec<IndicatorId>),
    /// So many open answers of headline dimensions count as not there. Told for levels.
    OpenAnswers(usize),
    /// So many indicators that have steps cannot change.
    Locked(usize),
    /// So many indicators have steps that are not wanted, or lie above one that is not.
    Excluded(usize),
    /// Answered below 4 in headline dimensions, and the pack has no step from there. In pack order.
    NoStep(Vec<IndicatorId>),
    /// There are more ways of opening and closing questions than were looked into.
    NotAllSearched,
}

/// All that may keep the target out of reach.
pub(super) async fn obstacles(ground: &Ground<'_>, target: Target) -> Vec<Obstacle> {
    let (best, is_all) = best(ground).await;
    let mut obstacles = vec![best];
    let tally = Tally::new(&ground.pack.questionnaire, &ground.settled, None);
    let indicators = tally.indicators().zip(&ground.settled).enumerate();
    let headline: Vec<_> = indicators
        .filter(|(_, ((part, _), _))| part.dimension.headline)
        .collect();
    if let Target::Level(level) = target {
        let gates = tally.open_gates();
        if level > Level::MIN.raised() && !gates.is_empty() {
            obstacles.push(Obstacle::OpenGates(gates));
        }
        let open = headline
            .iter()
            .filter(|(_, (_, entry))| entry.standing.is_open())
            .count();
        if open > 0 {
            obstacles.push(Obstacle::OpenAnswers(open));
        }
    }
    if ground.locked > 0 {
        obstacles.push(Obstacle::Locked(ground.locked));
    }
    if ground.excluded > 0 {
        obstacles.push(Obstacle::Excluded(ground.excluded));
    }
    let stuck = headline.iter().filter(|(position, (_, entry))| {
        let level = entry.standing.level();
        let steps = ground.pack.guidance[*position].steps.of(ground.assessment.side);
        level.is_some_and(|level| level < Level::MAX && !steps.iter().any(|step| step.to > level))
    });
    let stuck: Vec<IndicatorId> = stuck
        .map(|(_, ((_, indicator), _))| indicator.id.clone())
        .collect();
    if !stuck.is_empty() {
        obstacles.push(Obstacle::NoStep(stuck));
    }
    if !is_all {
        obstacles.push(Obstacle::NotAllSearched);
    }
    obstacles
}

/// The best that wanted steps give, and whether all ways of opening and closing questions were looked into.
async fn best(ground: &Ground<'_>) -> (Obstacle, bool) {
    let mut regimes = Regimes::new(ground);
    let outcome = |regime: &Regime| {
        let ways = ground.ways.iter().zip(&regime.spans);
        let picks = ways.filter_map(|(way, span)| {
            let highest = way.rungs.iter().rev().find(|rung| span.contains(rung.to));
            highest.map(|rung| (way.position, rung.to))
        });
        ground.outcome(&picks.collect::<Vec<_>>())
    };
    let mut outcomes = vec![outcome(&regimes.regime(&regimes.highest()))];
    for regime in regimes.by_ref().take(MOST_REGIMES) {
        outcomes.push(outcome(&regime));
        pause().await;
    }
    let scores = outcomes.iter().filter_map(|outcome| outcome.score);
    let best = Obstacle::Best {
        score: scores.min_by(|left, right| largest_first(*left, *right)),
        level: outcomes.iter().filter_map(|outcome| outcome.level).max(),
    };
    (best, regimes.next().is_none())
}
