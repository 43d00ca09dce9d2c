//! What to do next: find out what is open, then the steps that gain most for their effort.
//!
//! Source: `docs/scoring.md`, "What to do next".

use core::cmp::Ordering;

use super::largest_first;
use super::rescoring::Rescoring;
use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{Indicator, IndicatorId, Pack, Step};
use crate::domain::scoring::Bind;
use crate::domain::scoring::overall::{OpenAs, Part, Tally};
use crate::domain::scoring::workings::shares;

/// What to do next.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// Open indicators, unanswered or unknown: those with the largest share of the overall weight first, ties in pack
    /// order. Those of a dimension that is not headline have no such share and come last.
    pub find_out: Vec<IndicatorId>,
    /// At most one for each indicator answered below 4, the best first: those that lift, then by gain per day, then in
    /// pack order. Steps in a dimension that is not headline gain nothing overall and so come last.
    pub steps: Vec<NextStep>,
}

/// Raising one indicator from where it stands. Triggered by the answer `from` to `indicator` and by what it `lifts`.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    pub indicator: IndicatorId,
    /// The indicator's position in `Questionnaire::indicators` and in [`Pack::guidance`].
    pub position: usize,
    /// The level answered.
    pub from: Level,
    /// The level to reach, above `from`.
    pub to: Level,
    /// Person-days of the answering side, all steps together.
    pub days: u32,
    /// The overall score with this indicator at `to`, and all else as it is, minus the overall score now. Usually
    /// `0.0..=100.0`; 0 in a dimension that is not headline; below 0 only where it changes which questions are asked.
    pub gain: f64,
    /// The same of the score of its dimension, headline or not.
    pub dimension_gain: f64,
    /// The steps to take, lowest first: indices into the answering side's steps in the pack's guidance.
    pub steps: Vec<usize>,
    /// What this step alone lifts: the pooled level, or the level of a dimension or gate that binds. May be empty.
    pub lifts: Vec<Bind>,
}

impl NextStep {
    /// Whether it alone lifts the pooled level, or the level of a dimension or gate that binds.
    #[must_use]
    pub fn lifts(&self) -> bool {
        !self.lifts.is_empty()
    }

    fn compare(&self, other: &Self) -> Ordering {
        let per_day = |step: &Self| step.gain / f64::from(step.days);
        other
            .lifts()
            .cmp(&self.lifts())
            .then_with(|| largest_first(per_day(self), per_day(other)))
    }
}

/// What to do next. No day is asked for: a score does not depend on the age of its answers.
#[must_use]
pub fn next_steps(pack: &Pack, assessment: &Assessment) -> Advice {
    let plan = Plan::new(pack, assessment);
    let indicators = plan.tally.indicators().zip(&plan.rescoring.settled).enumerate();
    let candidates = indicators.filter_map(|(position, ((_, indicator), entry))| {
        Some(Candidate {
            position,
            indicator,
            from: entry.standing.level()?,
        })
    });
    let mut steps: Vec<NextStep> = candidates.filter_map(|candidate| plan.best(&candidate)).collect();
    steps.sort_by(NextStep::compare);
    Advice {
        find_out: plan.find_out(),
        steps,
    }
}

/// The assessment as it is, ready to be scored again and again with one answer changed.
struct Plan<'a> {
    pack: &'a Pack,
    assessment: &'a Assessment,
    rescoring: Rescoring<'a>,
    tally: Tally<'a>,
    now: Outcome,
}

/// An indicator that may have a way up.
struct Candidate<'a> {
    position: usize,
    indicator: &'a Indicator,
    from: Level,
}

/// What a rescoring tells.
struct Outcome {
    score: Option<f64>,
    pooled: Option<Level>,
    /// Levels and scores, by dimension of the pack.
    dimensions: Vec<Option<Level>>,
    dimension_scores: Vec<Option<f64>>,
    /// What binds; only looked up for the assessment as it is.
    binds: Vec<Bind>,
}

impl<'a> Plan<'a> {
    fn new(pack: &'a Pack, assessment: &'a Assessment) -> Self {
        let rescoring = Rescoring::new(&pack.questionnaire, assessment);
        let tally = rescoring.now();
        let mut now = Outcome::of(&tally);
        now.binds = tally
            .caps(OpenAs::Missing)
            .map_or(Vec::new(), |caps| tally.binds(&caps));
        Self {
            pack,
            assessment,
            rescoring,
            tally,
            now,
        }
    }

    fn find_out(&self) -> Vec<IndicatorId> {
        let shares = shares(&self.tally, &self.rescoring.settled);
        let indicators = self
            .tally
            .indicators()
            .zip(self.rescoring.settled.iter().zip(shares));
        let mut open: Vec<_> = indicators
            .filter(|(_, (entry, _))| entry.standing.is_open())
            .collect();
        open.sort_by(|(_, (_, left)), (_, (_, right))| largest_first(*left, *right));
        open.into_iter()
            .map(|((_, indicator), _)| indicator.id.clone())
            .collect()
    }

    /// The best way up; `None` where no step leads above the level answered.
    fn best(&self, candidate: &Candidate) -> Option<NextStep> {
        let steps = self
            .pack
            .guidance
            .get(candidate.position)?
            .steps
            .of(self.assessment.side);
        let targets = steps.iter().map(|step| step.to).filter(|to| *to > candidate.from);
        // Of equals `min_by` keeps the first, which is the lower one.
        targets
            .map(|to| self.step(candidate, to, steps))
            .min_by(NextStep::compare)
    }

    fn step(&self, candidate: &Candidate, to: Level, steps: &[Step]) -> NextStep {
        let Candidate {
            position,
            indicator,
            from,
        } = *candidate;
        let taken = |step: &Step| from < step.to && step.to <= to;
        let then = Outcome::of(&self.rescoring.with(position, to));
        let of_dimension = |outcome: &Outcome| {
            let own = |part: &Part| part.dimension.indicators.iter().any(|one| one.id == indicator.id);
            let index = self.tally.parts.iter().position(own)?;
            outcome.dimension_scores.get(index).copied().flatten()
        };
        let gain = |then: Option<f64>, now: Option<f64>| then.zip(now).map_or(0.0, |(then, now)| then - now);
        NextStep {
            indicator: indicator.id.clone(),
            position,
            from,
            to,
            days: steps
                .iter()
                .filter(|step| taken(step))
                .map(|step| u32::from(step.days))
                .sum(),
            gain: gain(then.score, self.now.score),
            dimension_gain: gain(of_dimension(&then), of_dimension(&self.now)),
            steps: steps
                .iter()
                .enumerate()
                .filter(|(_, step)| taken(step))
                .map(|(index, _)| index)
                .collect(),
            lifts: self.lifted(&then, &indicator.id),
        }
    }

    fn lifted(&self, then: &Outcome, raised: &IndicatorId) -> Vec<Bind> {
        let mut lifted = Vec::new();
        if then.pooled > self.now.pooled {
            lifted.push(Bind::Pooled);
        }
        let rises = |bind: &&Bind| match bind {
            Bind::Pooled => false,
            Bind::Dimension(id) => {
                let index = self.tally.parts.iter().position(|part| part.dimension.id == *id);
                index.is_some_and(|index| then.dimensions[index] > self.now.dimensions[index])
            }
            Bind::Gate(id) => id == raised,
        };
        lifted.extend(self.now.binds.iter().filter(rises).cloned());
        lifted
    }
}

impl Outcome {
    fn of(tally: &Tally) -> Self {
        let figures = || tally.parts.iter().map(|part| part.sums.figures());
        Self {
            score: tally.score(),
            pooled: tally.caps(OpenAs::Missing).map(|caps| caps.pooled),
            dimensions: figures().map(|figures| figures.level).collect(),
            dimension_scores: figures().map(|figures| figures.score).collect(),
            binds: Vec::new(),
        }
    }
}
