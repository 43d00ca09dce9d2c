//! The plan that is kept with an assessment: what to reach, what is ruled out, and the steps with who and until when.
//!
//! It stands in the response document as the member `plan`, which whoever does not know it keeps and writes back. So
//! it lives among the assessment's unknown members and is read when somebody wants it.

mod document;

use super::assessment::{Answer, AnswerState, Assessment};
use super::json::{Member, Step, Walker};
use super::level::Level;
use super::pack::{IndicatorId, StateName};
use super::problem::Problem;
use super::time::Day;

/// The member's name.
const MEMBER: &str = "plan";

/// What to reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlanTarget {
    /// At least this overall score, `0.0..=100.0`.
    Score(f64),
    /// At least this overall level.
    Level(Level),
}

/// A kept plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    pub target: Option<PlanTarget>,
    /// Questions whose answer cannot change.
    pub locked: Vec<IndicatorId>,
    /// Steps that will not be taken, by the level they lead to.
    pub excluded: Vec<(IndicatorId, Level)>,
    /// Own estimates of the step that leads to a level, in person-days, `1..=365`.
    pub efforts: Vec<((IndicatorId, Level), u16)>,
    pub steps: Vec<PlanStep>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// A step that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanStep {
    pub indicator: IndicatorId,
    pub from: Level,
    pub to: Level,
    /// Person-days.
    pub days: u32,
    /// May be empty.
    pub owner: String,
    pub due: Option<Day>,
    pub state: StepState,
    /// May be empty.
    pub note: String,
    /// The day that it was said to be done.
    pub done_on: Option<Day>,
    /// What was answered when it was said to be done. `None`: it is not done, or nobody knows, as in plans of earlier
    /// versions.
    pub answer_then: Option<AnswerThen>,
    /// Whether it was said, after it was done, that the answer is still the same.
    pub confirmed: bool,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// What was answered to a question at some time.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerThen {
    pub state: StateName,
    /// `None` in any state but the one of that name.
    pub level: Option<Level>,
    /// The day that it was given; `None` where it was not.
    pub day: Option<Day>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

impl AnswerThen {
    /// What is answered now.
    fn now(answer: Option<&Answer>) -> Self {
        let state = answer.map_or(StateName::Unanswered, |answer| match answer.state {
            AnswerState::Level(_) => StateName::Level,
            AnswerState::Unknown => StateName::Unknown,
            AnswerState::NotApplicable { .. } => StateName::NotApplicable,
        });
        let level = answer.and_then(|answer| match answer.state {
            AnswerState::Level(level) => Some(level),
            _ => None,
        });
        Self {
            state,
            level,
            day: answer.map(|answer| answer.day),
            extra: Vec::new(),
        }
    }

    fn is_as(&self, other: &Self) -> bool {
        (self.state, self.level, self.day) == (other.state, other.level, other.day)
    }
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    Planned,
    Doing,
    Done,
    Dropped,
}

impl StepState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Doing, Self::Done, Self::Dropped];

    /// The name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl Plan {
    /// The plan of an assessment; `None` where it has none.
    ///
    /// # Errors
    /// Every mistake with its place, such as `plan.steps[2].due: expected a day such as 2026-11-22, found "soon"`.
    pub fn of(assessment: &Assessment) -> Option<Result<Self, Vec<Problem>>> {
        let member = assessment.extra.iter().find(|member| member.name == MEMBER)?;
        if member.value.is_null() {
            return None;
        }
        let mut walker = Walker::new();
        let plan = walker.under(Step::Name(MEMBER), |walker| Self::walk(walker, &member.value));
        Some(walker.finish(plan))
    }

    /// Puts the plan into an assessment, in place of the one it had. What that one had in its target and its wishes
    /// beside what is known of them stays with those that stay.
    pub fn put(&self, assessment: &mut Assessment) {
        let mut document = self.to_json();
        let place = assessment.extra.iter().position(|member| member.name == MEMBER);
        if let Some(place) = place {
            let before = assessment.extra.remove(place);
            document::keep_unknown(&mut document, &before.value);
        }
        assessment.extra.push(Member::new(MEMBER, document));
    }

    /// The questions of steps that are done and have not been answered since: they are to be answered again. An answer
    /// that has reached the step's level is answer enough.
    #[must_use]
    pub fn to_reassess(&self, assessment: &Assessment) -> Vec<IndicatorId> {
        let asks = |step: &&PlanStep| {
            let answer = assessment.answers.get(&step.indicator);
            step.state == StepState::Done && !step.confirmed && !step.is_answered_since(answer)
        };
        let steps = self.steps.iter().filter(asks);
        steps.map(|step| step.indicator.clone()).collect()
    }

    /// Notes with each step that is newly done the day and what is answered then; with one that is not, nothing of it.
    pub fn note_done(&mut self, assessment: &Assessment, today: Day) {
        for step in &mut self.steps {
            if step.state != StepState::Done {
                (step.done_on, step.answer_then, step.confirmed) = (None, None, false);
            } else if step.done_on.is_none() {
                let answer = assessment.answers.get(&step.indicator);
                step.done_on = Some(today);
                step.answer_then = Some(AnswerThen::now(answer));
            }
        }
    }

    /// Keeps the steps of a way. What is kept stays as it is, but what was dropped is planned again; what is not there
    /// yet comes behind it. Of one question only one step stays planned, with all that was said of it.
    pub fn keep(&mut self, way: &[PlanStep]) {
        let is_replaced = |one: &PlanStep| {
            one.state == StepState::Planned
                && way
                    .iter()
                    .any(|step| step.indicator == one.indicator && step.to != one.to)
        };
        let before = core::mem::take(&mut self.steps);
        self.steps = before.iter().filter(|one| !is_replaced(one)).cloned().collect();
        for step in way {
            if let Some(kept) = self.steps.iter_mut().find(|one| one.is_same(step)) {
                if kept.state == StepState::Dropped {
                    kept.state = StepState::Planned;
                }
                continue;
            }
            let mut new = step.clone();
            let replaced = before
                .iter()
                .find(|one| one.indicator == step.indicator && is_replaced(one));
            if let Some(replaced) = replaced {
                new.owner.clone_from(&replaced.owner);
                new.due = replaced.due;
                new.note.clone_from(&replaced.note);
                new.extra.clone_from(&replaced.extra);
            }
            self.steps.push(new);
        }
    }

    /// The kept step of this question to this level.
    #[must_use]
    pub fn kept(&self, indicator: &IndicatorId, to: Level) -> Option<&PlanStep> {
        self.steps
            .iter()
            .find(|step| step.indicator == *indicator && step.to == to)
    }
}

impl PlanStep {
    fn is_same(&self, other: &Self) -> bool {
        self.indicator == other.indicator && self.to == other.to
    }

    /// Whether its question has been answered since it was done, or stands where it leads.
    fn is_answered_since(&self, answer: Option<&Answer>) -> bool {
        let Some(given) = answer else { return false };
        if matches!(given.state, AnswerState::Level(level) if level >= self.to) {
            return true;
        }
        match &self.answer_then {
            Some(then) => !then.is_as(&AnswerThen::now(answer)),
            None => self.done_on.is_some_and(|done| given.day > done),
        }
    }
}
