//! A response: one side's assessment as a document.

use super::company::{facts, facts_json, moment, name, note, uuid};
use super::{pack_of, read};
use crate::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use crate::domain::json::{Json, Member, Step, Walker, place};
use crate::domain::ordered::Ordered;
use crate::domain::own::walk_own_members;
use crate::domain::pack::{
    IndicatorId, LONGEST_ID, Length, Pack, PackReference, Questionnaire, kind_and_format, level,
};
use crate::domain::problem::Problem;
use crate::domain::side::Side;
use crate::domain::time::Day;

/// Five times as many as a pack can ask for; a map kept in order takes hours for a million that come in disorder.
pub(super) const MOST_ANSWERS: usize = 5000;

/// Reads a response by itself. Whether it fits a pack is told by [`check_against`].
///
/// # Errors
/// Every mistake with its place, such as `answers["2.4"].level: expected a whole number from 0 to 4, found 5`.
pub fn read_response(text: &str) -> Result<Assessment, Vec<Problem>> {
    read(text, whole_response)
}

impl Assessment {
    /// Reads a response from its tree, by itself. Its plan and what else the program notes with it is kept as it is: what
    /// reads it, such as [`Plan::of`](crate::domain::plan::Plan::of), tells what is wrong with it.
    ///
    /// # Errors
    /// Every mistake with its place.
    pub fn from_json(json: &Json) -> Result<Self, Vec<Problem>> {
        let mut walker = Walker::new();
        let assessment = response(&mut walker, json);
        walker.finish(assessment)
    }
}

/// What keeps an assessment from being one of this pack: another id, version or hash, or "does not apply" where the
/// pack does not allow it. Answers to indicators that the pack lacks are no mistake.
#[must_use]
pub fn check_against(
    assessment: &Assessment,
    pack: &PackReference,
    questionnaire: &Questionnaire,
) -> Vec<Problem> {
    located(mismatches(assessment, pack, questionnaire), None)
}

/// A response as its tree.
#[must_use]
pub fn write_response(assessment: &Assessment) -> Json {
    let Assessment {
        id,
        pack,
        side,
        length,
        title,
        company,
        counterpart,
        respondent,
        ..
    } = assessment;
    let mut of_pack = pack.members();
    let (in_pack, extra): (Vec<&Member>, Vec<&Member>) =
        assessment.extra.iter().partition(|member| member.name == "pack");
    of_pack.extend(in_pack.iter().flat_map(|member| member.value.members()).cloned());
    let answers = assessment
        .answers
        .iter()
        .map(|(id, answer)| Member::new(id.0.as_str(), answer_json(answer)));
    let mut members = vec![
        Member::new("kind", "response"),
        Member::new("format", 1),
        Member::new("id", id.0.to_string()),
        Member::new("pack", Json::object(of_pack)),
        Member::new("side", side.name()),
        Member::new("length", length.name()),
        Member::new("title", title.clone()),
        Member::new("company", facts_json(company)),
        Member::new("counterpart", counterpart.as_ref().map(facts_json)),
        Member::new("respondent", respondent.clone()),
        Member::new("createdAt", assessment.created_at.to_string()),
        Member::new("updatedAt", assessment.updated_at.to_string()),
        Member::new("answers", Json::object(answers.collect())),
    ];
    members.extend(extra.into_iter().cloned());
    Json::object(members)
}

/// Reads a response and checks it against its pack, which must be among `packs`.
pub(super) fn response_to<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    packs: &[&Pack],
) -> Option<Assessment> {
    let assessment = whole_response(walker, json)?;
    walker.adopt(located(mismatches_with(&assessment, packs), Some(json)));
    Some(assessment)
}

/// What keeps a response from being one of its pack, which must be among `packs`.
pub(super) fn mismatches_with<'a>(assessment: &'a Assessment, packs: &[&'a Pack]) -> Vec<Mismatch<'a>> {
    let PackReference { id, version, .. } = &assessment.pack;
    // The nearest pack tells best what does not fit.
    let near = packs.iter().filter(|pack| pack.questionnaire.id == *id);
    let pack = pack_of(&assessment.pack, packs)
        .or_else(|| {
            near.clone()
                .find(|pack| pack.questionnaire.version == *version)
                .copied()
        })
        .or_else(|| near.clone().next().copied());
    let Some(pack) = pack else {
        let cause = format!("the pack \"{id}\" version {version} is not at hand");
        return vec![(vec![Step::Name("pack")], cause)];
    };
    mismatches(assessment, &pack.reference(), &pack.questionnaire)
}

/// A response that comes from elsewhere as its tree gives it, with all that its document may hold.
///
/// # Errors
/// Every mistake with its place.
pub(super) fn read_whole_response(json: &Json) -> Result<Assessment, Vec<Problem>> {
    let mut walker = Walker::new();
    let assessment = whole_response(&mut walker, json);
    walker.finish(assessment)
}

/// With the plan and the notes that its document may hold, which stay among the unknown members.
pub(super) fn whole_response<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Assessment> {
    let assessment = response(walker, json);
    walk_own_members(walker, json.members());
    assessment
}

fn response<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Assessment> {
    let mut fields = walker.object(json)?;
    if !kind_and_format(walker, &mut fields, "response") {
        return None;
    }
    let id = fields.required(walker, "id", uuid);
    let pack = fields.required(walker, "pack", pack);
    let side = fields.required(walker, "side", |walker, json| {
        walker.choice(json, &Side::ALL, Side::name)
    });
    let length = fields.required(walker, "length", |walker, json| {
        walker.choice(json, &Length::ALL, Length::name)
    });
    let title = fields.optional(walker, "title", name);
    let company = fields.required(walker, "company", facts);
    let counterpart = fields.optional(walker, "counterpart", facts);
    let respondent = fields.optional(walker, "respondent", name);
    let created_at = fields.required(walker, "createdAt", moment);
    let updated_at = fields.required(walker, "updatedAt", moment);
    let answers = fields.required(walker, "answers", answers);
    let (pack, in_pack) = pack?;
    let mut extra = fields.rest();
    if !in_pack.is_empty() {
        extra.push(Member::new("pack", Json::object(in_pack)));
    }
    Some(Assessment {
        id: AssessmentId(id?),
        pack,
        side: side?,
        length: length?,
        title,
        company: company?,
        counterpart,
        respondent,
        created_at: created_at?,
        updated_at: updated_at?,
        answers: answers?.into(),
        extra,
    })
}

/// The reference and its unknown members.
fn pack<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<(PackReference, Vec<Member>)> {
    let mut fields = walker.object(json)?;
    let reference = PackReference::walk(walker, &mut fields)?;
    Some((reference, fields.rest()))
}

fn answers<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Ordered<IndicatorId, Answer>> {
    walker.object(json)?;
    let count = json.members().len();
    if count > MOST_ANSWERS {
        walker.refuse(
            json,
            format!("{count} answers, a response has at most {MOST_ANSWERS}"),
        );
        return None;
    }
    let mut answers = Ordered::new();
    for Member { name, value } in json.members() {
        let answer = walker.under(Step::Name(name), |walker| {
            if name.chars().count() > LONGEST_ID {
                walker.refuse(
                    value,
                    "the indicator's id is too long, at most 100 characters are read",
                );
            }
            answer(walker, value)
        });
        answers.extend(answer.map(|answer| (IndicatorId(name.to_string()), answer)));
    }
    Some(answers)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Level,
    Unknown,
    NotApplicable,
}

impl State {
    const ALL: [Self; 3] = [Self::Level, Self::Unknown, Self::NotApplicable];

    const fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Unknown => "unknown",
            Self::NotApplicable => "notApplicable",
        }
    }
}

/// An answer as a response has it; `None` for anything else.
#[must_use]
pub fn read_answer(json: &Json) -> Option<Answer> {
    let mut walker = Walker::new();
    let found = answer(&mut walker, json);
    walker.finish(found).ok()
}

fn answer<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Answer> {
    let mut fields = walker.object(json)?;
    let state = fields.required(walker, "state", |walker, json| {
        walker.choice(json, &State::ALL, State::name)
    });
    let mut of_level = None;
    let mut reason = None;
    match state {
        Some(State::Level) => of_level = fields.required(walker, "level", level),
        Some(_) => fields.forbidden(walker, "level", "stands only beside the state \"level\""),
        None => {}
    }
    match state {
        Some(State::NotApplicable) => reason = fields.optional(walker, "reason", note),
        Some(_) => fields.forbidden(walker, "reason", "stands only beside the state \"notApplicable\""),
        None => {}
    }
    let day = fields.required(walker, "day", day);
    let note_text = fields.optional(walker, "note", note);
    let link = fields.optional(walker, "link", name);
    let state = match state? {
        State::Level => AnswerState::Level(of_level?),
        State::Unknown => AnswerState::Unknown,
        State::NotApplicable => AnswerState::NotApplicable {
            reason: reason.unwrap_or_default(),
        },
    };
    Some(Answer {
        state,
        day: day?,
        note: note_text.unwrap_or_default(),
        link: link.unwrap_or_default(),
        extra: fields.rest(),
    })
}

pub(in crate::domain) fn day(walker: &mut Walker<'_>, json: &Json) -> Option<Day> {
    let day = json.as_str().and_then(Day::parse);
    if day.is_none() {
        walker.expected(json, "a day such as 2026-11-22");
    }
    day
}

fn answer_json(answer: &Answer) -> Json {
    let mut members = match &answer.state {
        AnswerState::Level(level) => {
            vec![
                Member::new("state", "level"),
                Member::new("level", u32::from(level.number())),
            ]
        }
        AnswerState::Unknown => vec![Member::new("state", "unknown")],
        AnswerState::NotApplicable { reason } => {
            vec![
                Member::new("state", "notApplicable"),
                Member::new("reason", reason.as_str()),
            ]
        }
    };
    members.push(Member::new("day", answer.day.to_string()));
    members.push(Member::new("note", answer.note.as_str()));
    members.push(Member::new("link", answer.link.as_str()));
    members.extend(answer.extra.iter().cloned());
    Json::object(members)
}

/// What does not fit, and where in the response.
pub(super) type Mismatch<'a> = (Vec<Step<'a>>, String);

fn mismatches<'a>(
    assessment: &'a Assessment,
    pack: &PackReference,
    questionnaire: &'a Questionnaire,
) -> Vec<Mismatch<'a>> {
    let answered = &assessment.pack;
    let mut found = Vec::new();
    let mut in_pack = |name, cause| found.push((vec![Step::Name("pack"), Step::Name(name)], cause));
    if answered.id != pack.id {
        in_pack(
            "id",
            format!("answers the pack \"{}\", this is \"{}\"", answered.id, pack.id),
        );
    } else if answered.version != pack.version {
        let cause = format!(
            "answers version {} of the pack, this is version {}",
            answered.version, pack.version
        );
        in_pack("version", cause);
    } else if let (Some(answered), Some(hash)) = (&answered.hash, &pack.hash)
        && answered != hash
    {
        in_pack(
            "hash",
            "answers another pack of the same id and version".to_owned(),
        );
    }
    if !found.is_empty() {
        // Its answers belong to other questions.
        return found;
    }
    for (_, indicator) in questionnaire
        .indicators()
        .filter(|(_, indicator)| !indicator.may_not_apply)
    {
        let id = &indicator.id;
        let Some(answer) = assessment.answers.get(id) else {
            continue;
        };
        if matches!(answer.state, AnswerState::NotApplicable { .. }) {
            let steps = vec![Step::Name("answers"), Step::Name(&id.0), Step::Name("state")];
            found.push((
                steps,
                "\"notApplicable\" is no answer to this indicator".to_owned(),
            ));
        }
    }
    found
}

/// With places, and with positions where the response's tree is at hand.
pub(super) fn located(mismatches: Vec<Mismatch<'_>>, response: Option<&Json>) -> Vec<Problem> {
    let locate = |(steps, cause): Mismatch<'_>| Problem {
        place: place(&steps),
        cause,
        at: response.and_then(|response| response.find(&steps)?.at),
        instead: None,
    };
    mismatches.into_iter().map(locate).collect()
}
