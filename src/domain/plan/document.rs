//! The plan as its member of the response document.

use super::{AnswerThen, Plan, PlanStep, PlanTarget, StepState};
use crate::domain::exchange::{day, name, note};
use crate::domain::json::{Json, Member, Value, Walker};
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, StateName, id, level};

/// A plan has at most so many steps, and as many wishes of each kind.
const MOST: usize = 4000;

impl Plan {
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

/// Copies the members that this program does not know of the target, the excluded steps and the own estimates.
pub(super) fn keep_unknown(plan: &mut Json, before: &Json) {
    let Value::Object(members) = &mut plan.value else {
        return;
    };
    for member in members {
        let Some(old) = before.member(&member.name) else {
            continue;
        };
        match (&*member.name, &mut member.value.value) {
            ("target", value) => copy_unknown(value, old, &["level", "score"]),
            ("excluded" | "efforts", Value::Array(items)) => {
                for item in items {
                    let same = |old: &&Json| {
                        ["indicator", "to"]
                            .iter()
                            .all(|name| old.member(name) == item.member(name))
                    };
                    if let Some(old) = old.items().iter().find(same) {
                        copy_unknown(&mut item.value, old, &["indicator", "to", "days"]);
                    }
                }
            }
            _ => {}
        }
    }
}

fn copy_unknown(value: &mut Value, old: &Json, known: &[&str]) {
    if let Value::Object(members) = value {
        let unknown = old
            .members()
            .iter()
            .filter(|member| !known.contains(&&*member.name));
        members.extend(unknown.cloned());
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
    let answer_then = fields.optional(walker, "answerThen", answer_then);
    let confirmed = fields.optional(walker, "confirmed", Walker::truth);
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
        answer_then,
        confirmed: confirmed.unwrap_or_default(),
        extra: fields.rest(),
    })
}

fn answer_then<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<AnswerThen> {
    let mut fields = walker.object(json)?;
    let state = fields.required(walker, "state", |walker, json| {
        walker.choice(json, &StateName::ALL, StateName::name)
    });
    let level = fields.optional(walker, "level", level);
    let day = fields.optional(walker, "day", day);
    Some(AnswerThen {
        state: state?,
        level,
        day,
        extra: fields.rest(),
    })
}

fn then_json(then: &AnswerThen) -> Json {
    let mut members = vec![
        Member::new("state", then.state.name()),
        Member::new("level", then.level.map(number)),
        Member::new("day", then.day.map(|day| day.to_string())),
    ];
    members.extend(then.extra.iter().cloned());
    Json::object(members)
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
    // What plans of earlier versions do not have stands there only where it says something.
    members.extend(
        step.answer_then
            .as_ref()
            .map(|then| Member::new("answerThen", then_json(then))),
    );
    members.extend(step.confirmed.then(|| Member::new("confirmed", true)));
    members.extend(step.extra.iter().cloned());
    Json::object(members)
}

fn number(level: Level) -> u32 {
    u32::from(level.number())
}
