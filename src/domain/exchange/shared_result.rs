//! A shared result: what one company shows another to look at. It is not taken in, and holds only what was chosen.

use uuid::Uuid;

use super::company::{moment, name, told_facts};
use super::invite::told_json;
use super::read;
use super::response::write_response;
use super::result::write_result;
use super::stated::StatedResult;
use super::view::{Evidence, bare_facts, told, told_response};
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyFacts;
use crate::domain::json::{Json, Member, Value, Walker};
use crate::domain::pack::{Pack, PackReference, kind_and_format};
use crate::domain::problem::Problem;
use crate::domain::scoring::Readiness;
use crate::domain::side::Side;
use crate::domain::time::Moment;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The result alone.
    Scores,
    /// And state, level and day of each answer.
    Answers,
    /// And notes, links and reasons.
    Evidence,
}

/// A result that was shared.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedResult {
    pub created_at: Moment,
    /// Who was assessed; without an id.
    pub company: CompanyFacts,
    /// The other company; without an id.
    pub counterpart: Option<CompanyFacts>,
    /// Which side answered.
    pub side: Side,
    pub pack: PackReference,
    /// The pack's title, for readers who lack it; may be empty.
    pub pack_title: String,
    pub result: StatedResult,
    /// The answers, where they were chosen; its id says nothing.
    pub response: Option<Assessment>,
    /// Unknown members of the reference to the pack, kept and written back.
    pub pack_extra: Vec<Member>,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// A result as it is shared, as its tree. `language` is that of the pack's title.
#[must_use]
pub fn share_result(
    assessment: &Assessment,
    readiness: &Readiness,
    pack: &Pack,
    chosen: Chosen,
    (language, created_at): (&str, Moment),
) -> Json {
    let response = match chosen {
        Chosen::Scores => None,
        Chosen::Answers => Some(shown(assessment, Evidence::LeftOut, created_at)),
        Chosen::Evidence => Some(shown(assessment, Evidence::Included, created_at)),
    };
    let mut reference = pack.reference().members();
    reference.push(Member::new(
        "title",
        pack.questionnaire.title.in_language(language),
    ));
    document(Parts {
        created_at,
        company: bare_facts(&assessment.company),
        counterpart: assessment.counterpart.as_ref().map(bare_facts),
        side: assessment.side,
        pack: Json::object(reference),
        result: write_result(readiness),
        response: response.as_ref().map(write_response),
    })
}

/// Reads a shared result.
///
/// # Errors
/// Every mistake with its place, such as `result.score: expected a number from 0 to 100, found 101`.
pub fn read_shared_result(text: &str) -> Result<SharedResult, Vec<Problem>> {
    read(text, shared_result)
}

/// A shared result as its tree.
#[must_use]
pub fn write_shared_result(shared: &SharedResult) -> Json {
    let mut reference = shared.pack.members();
    reference.push(Member::new("title", shared.pack_title.as_str()));
    reference.extend(shared.pack_extra.iter().cloned());
    let mut json = document(Parts {
        created_at: shared.created_at,
        company: told_json(&shared.company),
        counterpart: shared.counterpart.as_ref().map(told_json),
        side: shared.side,
        pack: Json::object(reference),
        result: shared.result.document.clone(),
        response: shared.response.as_ref().map(write_response),
    });
    if let Value::Object(members) = &mut json.value {
        members.extend(shared.extra.iter().cloned());
    }
    json
}

/// The answers as they are shown: nothing that names the assessment, its title or who answered, and nothing unknown.
fn shown(assessment: &Assessment, evidence: Evidence, created_at: Moment) -> Assessment {
    let mut shown = told(assessment, evidence);
    shown.id = AssessmentId(Uuid::nil());
    shown.title = None;
    shown.respondent = None;
    (shown.created_at, shown.updated_at) = (created_at, created_at);
    shown.extra.clear();
    shown.company.extra.clear();
    if let Some(counterpart) = &mut shown.counterpart {
        counterpart.extra.clear();
    }
    for answer in shown.answers.values_mut() {
        answer.extra.clear();
    }
    shown
}

struct Parts {
    created_at: Moment,
    company: Json,
    counterpart: Option<Json>,
    side: Side,
    pack: Json,
    result: Json,
    response: Option<Json>,
}

fn document(parts: Parts) -> Json {
    Json::object(vec![
        Member::new("kind", "shared-result"),
        Member::new("format", 1),
        Member::new("createdAt", parts.created_at.to_string()),
        Member::new("company", parts.company),
        Member::new("counterpart", parts.counterpart),
        Member::new("side", parts.side.name()),
        Member::new("pack", parts.pack),
        Member::new("result", parts.result),
        Member::new("response", parts.response),
    ])
}

pub(super) fn shared_result<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<SharedResult> {
    let mut fields = walker.object(json)?;
    if !kind_and_format(walker, &mut fields, "shared-result") {
        return None;
    }
    let created_at = fields.required(walker, "createdAt", moment);
    let company = fields.required(walker, "company", told_facts);
    let counterpart = fields.optional(walker, "counterpart", told_facts);
    let side = fields.required(walker, "side", |walker, json| {
        walker.choice(json, &Side::ALL, Side::name)
    });
    let pack = fields.required(walker, "pack", |walker, json| {
        let mut fields = walker.object(json)?;
        let reference = PackReference::walk(walker, &mut fields);
        let title = fields.optional(walker, "title", name);
        Some((reference?, title.unwrap_or_default(), fields.rest()))
    });
    let result = fields.required(walker, "result", StatedResult::walk);
    let response = fields.optional(walker, "response", told_response);
    let (pack, pack_title, pack_extra) = pack?;
    Some(SharedResult {
        created_at: created_at?,
        company: company?,
        counterpart,
        side: side?,
        pack,
        pack_title,
        result: result?,
        response,
        pack_extra,
        extra: fields.rest(),
    })
}
