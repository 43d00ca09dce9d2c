//! The plan that is kept with an assessment: what to reach, what is ruled out, and the steps with who and until when.
//!
//! It stands in the response document as the member `plan`, which whoever does not know it keeps and writes back. So
//! it lives among the assessment's unknown members and is read when somebody wants it.

use super::assessment::{Answer, AnswerState, Assessment};
use super::exchange::{day, name, note};
use super::json::{Json, Member, Step, Walker};
use super::level::Level;
use super::pack::{IndicatorId, id, level};
use super::problem::Problem;
use super::time::Day;

/// The member's name.
const MEMBER: &str = "plan";
/// A plan has at most so many steps, and as many wishes of each kind.
const MOST: usize = 4000;

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
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
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
        let mut walker = Walker::new();
        let plan = walker.under(Step::Name(MEMBER), |walker| Self::walk(walker, &member.value));
        Some(walker.finish(plan))
    }

    /// Puts the plan into an assessment, in place of the one it had.
    pub fn put(&self, assessment: &mut Assessment) {
        assessment.extra.retain(|member| member.name != MEMBER);
        assessment.extra.push(Member::new(MEMBER, self.to_json()));
    }

    /// The questions of steps that are done, and whose answer is older than that: they are to be answered again.
    #[must_use]
    pub fn to_reassess(&self, assessment: &Assessment) -> Vec<IndicatorId> {
        let is_stale = |step: &&PlanStep| {
            let is_new = |answer: &Answer| {
                let reached = matches!(answer.state, AnswerState::Level(level) if level >= step.to);
                reached || step.done_on.is_some_and(|done| answer.day > done)
            };
            step.state == StepState::Done && !assessment.answers.get(&step.indicator).is_some_and(is_new)
        };
        let steps = self.steps.iter().filter(is_stale);
        steps.map(|step| step.indicator.clone()).collect()
    }

    /// Reads the member `plan` of a response.
    pub(in crate::domain) fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let mut fields = walker.object(json)?;
        let target = fields.optional(walker, "target", target);
        let locked = fields.optional(walker, "locked", |walker, json| list(walker, json, indicator));
        let excluded = fields.optional(walker, "excluded", |walker, json| {
            list(walker, json, |walker, json| {
                let mut fields = walker.object(json)?;
                let indicator = fields.required(walker, "indicator", indicator);
                let to = fields.required(walker, "to", level);
                Some((indicator?, to?))
            })
        });
        let efforts = fields.optional(walker, "efforts", |walker, json| {
            list(walker, json, |walker, json| {
                let mut fields = walker.object(json)?;
                let indicator = fields.required(walker, "indicator", indicator);
                let to = fields.required(walker, "to", level);
                let days = fields.required(walker, "days", |walker, json| walker.whole(json, 1..=365));
                Some(((indicator?, to?), u16::try_from(days?).ok()?))
            })
        });
        let steps = fields.optional(walker, "steps", |walker, json| list(walker, json, step));
        Some(Self {
            target,
            locked: locked.unwrap_or_default(),
            excluded: excluded.unwrap_or_default(),
            efforts: efforts.unwrap_or_default(),
            steps: steps.unwrap_or_default(),
            extra: fields.rest(),
        })
    }

    /// The plan as its tree.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let target = self.target.map(|target| {
            Json::object(vec![match target {
                PlanTarget::Score(score) => Member::new("score", score),
                PlanTarget::Level(level) => Member::new("level", number(level)),
            }])
        });
        let step_to = |(id, to): &(IndicatorId, Level)| {
            vec![
                Member::new("indicator", id.0.as_str()),
                Member::new("to", number(*to)),
            ]
        };
        let efforts = self.efforts.iter().map(|(key, days)| {
            let mut members = step_to(key);
            members.push(Member::new("days", u32::from(*days)));
            Json::object(members)
        });
        let mut members = vec![
            Member::new("target", target),
            Member::new(
                "locked",
                Json::list(self.locked.iter().map(|id| id.0.as_str().into())),
            ),
            Member::new(
                "excluded",
                Json::list(self.excluded.iter().map(|key| Json::object(step_to(key)))),
            ),
            Member::new("efforts", Json::list(efforts)),
            Member::new("steps", Json::list(self.steps.iter().map(step_json))),
        ];
        members.extend(self.extra.iter().cloned());
        Json::object(members)
    }
}

fn list<'a, T>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    read: impl FnMut(&mut Walker<'a>, &'a Json) -> Option<T>,
) -> Option<Vec<T>> {
    let count = json.items().len();
    if count > MOST {
        walker.refuse(json, format!("{count} entries, at most {MOST} are read"));
        return None;
    }
    walker.list(json, read)
}

fn indicator<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<IndicatorId> {
    id(walker, json).map(IndicatorId)
}

fn target<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<PlanTarget> {
    let mut fields = walker.object(json)?;
    let to_level = fields.optional(walker, "level", level).map(PlanTarget::Level);
    let to_score = fields.optional(walker, "score", |walker, json| {
        let score = json.as_f64().filter(|score| (0.0..=100.0).contains(score));
        if score.is_none() {
            walker.expected(json, "a number from 0 to 100");
        }
        score.map(PlanTarget::Score)
    });
    to_level.or(to_score)
}

fn step<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<PlanStep> {
    let mut fields = walker.object(json)?;
    let indicator = fields.required(walker, "indicator", indicator);
    let from = fields.required(walker, "from", level);
    let to = fields.required(walker, "to", level);
    let days = fields.required(walker, "days", |walker, json| walker.whole(json, 0..=10_000));
    let owner = fields.optional(walker, "owner", name);
    let due = fields.optional(walker, "due", day);
    let state = fields.required(walker, "state", |walker, json| {
        walker.choice(json, &StepState::ALL, StepState::name)
    });
    let words = fields.optional(walker, "note", note);
    let done_on = fields.optional(walker, "doneOn", day);
    Some(PlanStep {
        indicator: indicator?,
        from: from?,
        to: to?,
        days: u32::try_from(days?).ok()?,
        owner: owner.unwrap_or_default(),
        due,
        state: state?,
        note: words.unwrap_or_default(),
        done_on,
        extra: fields.rest(),
    })
}

fn step_json(step: &PlanStep) -> Json {
    let mut members = vec![
        Member::new("indicator", step.indicator.0.as_str()),
        Member::new("from", number(step.from)),
        Member::new("to", number(step.to)),
        Member::new("days", step.days),
        Member::new("owner", step.owner.as_str()),
        Member::new("due", step.due.map(|day| day.to_string())),
        Member::new("state", step.state.name()),
        Member::new("note", step.note.as_str()),
        Member::new("doneOn", step.done_on.map(|day| day.to_string())),
    ];
    members.extend(step.extra.iter().cloned());
    Json::object(members)
}

fn number(level: Level) -> u32 {
    u32::from(level.number())
}
