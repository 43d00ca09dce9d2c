//! The steps of a path in the order to take them, and what each brings.

use core::cmp::Ordering;

use super::Picks;
use super::ground::{Ground, Outcome};
use crate::domain::insight::largest_first;
use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::slices::pause;

/// A set of steps that reaches the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// In the order to take them: each time, of those left, one that alone raises the overall level before one that
    /// does not, then the one that gains most for each day, then in pack order.
    pub steps: Vec<RouteStep>,
    /// Person-days of all steps.
    pub days: u32,
    /// Overall, after all steps.
    pub score: Option<f64>,
    /// Overall, after all steps.
    pub level: Option<Level>,
    /// No set of steps to the target takes fewer days than this; the days themselves where that is proven.
    pub at_least: u32,
}

/// Raising one indicator on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteStep {
    pub indicator: IndicatorId,
    /// The indicator's position in `Questionnaire::indicators` and in `Pack::guidance`.
    pub position: usize,
    /// The level answered.
    pub from: Level,
    /// The level to reach, above `from`.
    pub to: Level,
    /// Person-days, as the visitor reckons them where they do.
    pub days: u32,
    /// The pack's steps to take, lowest first: indices into the answering side's steps in the pack's guidance.
    pub steps: Vec<usize>,
    /// The change of the overall score that it makes after those before it.
    pub gain: f64,
    /// Overall, after this step and those before it.
    pub score: Option<f64>,
    /// Overall, after this step and those before it.
    pub level: Option<Level>,
}

impl Route {
    /// Whether no set of steps to the target takes fewer days.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.at_least == self.days
    }
}

/// Puts the set in order.
pub(super) async fn route(ground: &Ground<'_>, now: &Outcome, picks: &Picks, at_least: u64) -> Route {
    let mut left = picks.clone();
    let mut taken = Picks::with_capacity(picks.len());
    let mut steps: Vec<RouteStep> = Vec::with_capacity(picks.len());
    let (mut score, mut level) = (now.score, now.level);
    while !left.is_empty() {
        let mut best: Option<(usize, RouteStep)> = None;
        for (place, pick) in left.iter().enumerate() {
            taken.push(*pick);
            let outcome = ground.outcome(&taken);
            taken.pop();
            let gain = outcome.score.zip(score).map_or(0.0, |(then, now)| then - now);
            // Of equals, the first stays.
            let better = step(ground, *pick, gain, &outcome).filter(|step| {
                let best = best.as_ref();
                best.is_none_or(|(_, best)| compare(step, best, level).is_lt())
            });
            best = better.map(|step| (place, step)).or(best);
            pause().await;
        }
        let Some((place, step)) = best else {
            break;
        };
        taken.push(left.remove(place));
        (score, level) = (step.score, step.level);
        steps.push(step);
    }
    let days = steps.iter().map(|step| step.days).sum();
    Route {
        steps,
        days,
        score,
        level,
        at_least: u32::try_from(at_least).unwrap_or(days).min(days),
    }
}

/// The better one first, where the overall level is `now`.
fn compare(left: &RouteStep, right: &RouteStep, now: Option<Level>) -> Ordering {
    let per_day = |step: &RouteStep| step.gain / f64::from(step.days);
    (right.level > now)
        .cmp(&(left.level > now))
        .then_with(|| largest_first(per_day(left), per_day(right)))
}

fn step(ground: &Ground, (position, to): (usize, Level), gain: f64, then: &Outcome) -> Option<RouteStep> {
    let way = ground.way(position)?;
    let rung = way.rungs.iter().find(|rung| rung.to == to)?;
    let (_, indicator) = ground.pack.questionnaire.indicators().nth(position)?;
    let steps = ground
        .pack
        .guidance
        .get(position)?
        .steps
        .of(ground.assessment.side)
        .iter();
    let taken = steps
        .enumerate()
        .filter(|(_, step)| way.from < step.to && step.to <= to);
    Some(RouteStep {
        indicator: indicator.id.clone(),
        position,
        from: way.from,
        to,
        days: rung.days,
        steps: taken.map(|(index, _)| index).collect(),
        gain,
        score: then.score,
        level: then.level,
    })
}
