//! A joint assessment: one answer of several people's, with who decided it and why.
//!
//! Where all say the same, that is the answer. Where they do not, it stays open until somebody decides.

use uuid::Uuid;

use super::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use super::exchange::{day, moment, name, note, uuid};
use super::json::{Json, Member, Step, Walker};
use super::library::Library;
use super::own::OwnNote;
use super::pack::{IndicatorId, Length, Questionnaire};
use super::respondents::compare;
use super::time::{Day, Moment};

/// Of which people's answers an assessment was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    pub at: Moment,
    /// Their assessments.
    pub of: Vec<AssessmentId>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// Who decided an answer, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// May be empty.
    pub by: String,
    /// May be empty.
    pub why: String,
    pub on: Day,
}

/// So many people's answers are made one at most.
const MOST: usize = 1000;

impl OwnNote for Joint {
    const MEMBER: &'static str = "joint";

    fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let mut fields = walker.object(json)?;
        let at = fields.required(walker, "at", moment);
        let of = fields.required(walker, "of", |walker, json| {
            let count = json.items().len();
            if count > MOST {
                walker.refuse(json, format!("{count} assessments, at most {MOST} are read"));
                return None;
            }
            walker.list(json, |walker, json| uuid(walker, json).map(AssessmentId))
        });
        Some(Self {
            at: at?,
            of: of?,
            extra: fields.rest(),
        })
    }

    fn to_json(&self) -> Json {
        let of = self.of.iter().map(|id| Json::from(id.0.to_string()));
        let mut members = vec![
            Member::new("at", self.at.to_string()),
            Member::new("of", Json::list(of)),
        ];
        members.extend(self.extra.iter().cloned());
        Json::object(members)
    }
}

impl Decided {
    /// The member's name in an answer.
    const MEMBER: &'static str = "decided";

    /// Who decided this answer; `None` where nobody did, or where it cannot be read.
    #[must_use]
    pub fn of(answer: &Answer) -> Option<Self> {
        let mut named = answer.extra.iter().filter(|member| member.name == Self::MEMBER);
        let json = &named.next()?.value;
        let mut walker = Walker::new();
        let decided = walker.under(Step::Name(Self::MEMBER), |walker| {
            let mut fields = walker.object(json)?;
            Some(Self {
                by: fields.optional(walker, "by", name).unwrap_or_default(),
                why: fields.optional(walker, "why", note).unwrap_or_default(),
                on: fields.required(walker, "on", |walker, json| day(walker, json))?,
            })
        });
        walker.finish(decided).ok()
    }

    fn put(&self, answer: &mut Answer) {
        Self::take_off(answer);
        let members = vec![
            Member::new("by", self.by.as_str()),
            Member::new("why", self.why.as_str()),
            Member::new("on", self.on.to_string()),
        ];
        answer
            .extra
            .push(Member::new(Self::MEMBER, Json::object(members)));
    }

    /// Takes off who decided an answer, and why.
    pub fn take_off(answer: &mut Answer) {
        answer.extra.retain(|member| member.name != Self::MEMBER);
    }
}

/// Begins a joint assessment of these people's, who answer the same pack as the same side: with what all of them say, the
/// latest of its evidence, and all else open. `None` where there is nobody.
#[must_use]
pub fn begin(
    questionnaire: &Questionnaire,
    people: &[&Assessment],
    id: AssessmentId,
    now: Moment,
) -> Option<Assessment> {
    let first = people.first()?;
    let is_full = people.iter().any(|one| one.length == Length::Full);
    let length = if is_full { Length::Full } else { first.length };
    let mut joint = Assessment::begun(id, first.pack.clone(), first.side, length, now);
    joint.company = first.company.clone();
    joint.counterpart.clone_from(&first.counterpart);
    let names: Vec<&str> = people
        .iter()
        .filter_map(|one| one.respondent.as_deref())
        .collect();
    joint.respondent = Some(names.join(", ")).filter(|names| !names.is_empty());
    let note = Joint {
        at: now,
        of: people.iter().map(|one| one.id).collect(),
        extra: Vec::new(),
    };
    note.put(&mut joint);
    for row in compare(questionnaire, people)
        .rows
        .iter()
        .filter(|row| row.is_alike())
    {
        if let Some(answer) = newest_of(people, &row.indicator, |_| true) {
            joint.answers.insert(row.indicator.clone(), answer.clone());
        }
    }
    Some(joint)
}

/// Puts a decided answer into a joint assessment, with the latest evidence of those who say the same. `None` opens it again.
pub fn decide(
    joint: &mut Assessment,
    people: &[&Assessment],
    indicator: &IndicatorId,
    decision: Option<(AnswerState, Decided)>,
    now: Moment,
) {
    match decision {
        None => drop(joint.answers.remove(indicator)),
        Some((state, decided)) => {
            let support = newest_of(people, indicator, |answer| answer.state == state);
            let mut answer = Answer {
                state: state.clone(),
                day: decided.on,
                note: support.map_or_else(String::new, |answer| answer.note.clone()),
                link: support.map_or_else(String::new, |answer| answer.link.clone()),
                extra: Vec::new(),
            };
            decided.put(&mut answer);
            joint.answers.insert(indicator.clone(), answer);
        }
    }
    joint.updated_at = joint.updated_at.max(now);
}

/// The newest joint assessment of just these people's.
#[must_use]
pub fn joint_of<'l>(library: &'l Library, people: &[AssessmentId]) -> Option<&'l Assessment> {
    let mut wanted: Vec<Uuid> = people.iter().map(|id| id.0).collect();
    wanted.sort_unstable();
    let is_theirs = |assessment: &&Assessment| {
        let Some(Ok(joint)) = Joint::of(assessment) else {
            return false;
        };
        let mut of: Vec<Uuid> = joint.of.iter().map(|id| id.0).collect();
        of.sort_unstable();
        of == wanted
    };
    let all = library.assessments.values().filter(is_theirs);
    all.max_by_key(|joint| (joint.created_at, joint.id))
}

/// Of the answers that fit, the one given last; of several of one day the first.
fn newest_of<'p>(
    people: &[&'p Assessment],
    indicator: &IndicatorId,
    fits: impl Fn(&Answer) -> bool,
) -> Option<&'p Answer> {
    let answers = people.iter().filter_map(|one| one.answers.get(indicator));
    answers
        .filter(|answer| fits(answer))
        .reduce(|newest, answer| if answer.day > newest.day { answer } else { newest })
}
