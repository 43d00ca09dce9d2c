//! A view: one side's response as it is exchanged, with the stamps by which it is merged with what came before.

use super::company::{moment, uuid};
use super::document::{Refusal, refusable};
use super::invite::{InviteId, told_json};
use super::pack_of;
use super::response::{located, mismatches_with, whole_response, write_response};
use crate::domain::answers::Answers;
use crate::domain::assessment::{Answer, AnswerState, Assessment};
use crate::domain::company::CompanyFacts;
use crate::domain::joint::Decided;
use crate::domain::json::{Fields, Json, Member, Step, Value, Walker};
use crate::domain::own::{Invited, OWN_MEMBERS, OwnNote, is_received};
use crate::domain::pack::{Pack, PackReference, kind_and_format, refuse_too_deep_for_bundle};
use crate::domain::replica::{Replica, Stamp};
use crate::domain::time::Moment;

/// What a payload has in the store and not in a view.
const KEPT_AT_HOME: [&str; 6] = ["past", "order", "unseen", "gone", "deleted", "purged"];
const KEPT_CAUSE: &str = "belongs to the sender alone, and is not exchanged";
/// A response that is exchanged has at most so many members, with names of at most so many characters: with more the record
/// would change as a whole, and what is noted of it here with it.
pub(super) const MOST_MEMBERS: usize = 1000;
const LONGEST_MEMBER: usize = 1000;

/// Whether notes, links and reasons go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    Included,
    /// Only state, level and day of each answer; and no unknown members, which may hold evidence too.
    LeftOut,
}

/// One side's response as it is exchanged.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    pub created_at: Moment,
    /// The invite that it answers, or that its sender has sent to whoever gets it.
    pub invite: Option<InviteId>,
    /// The pack that is answered, where the receiver may lack it.
    pub pack: Option<Box<Pack>>,
    /// What is exchanged of the record: the document and its stamps, none later than `created_at`.
    pub replica: Replica,
    /// The document.
    pub assessment: Assessment,
    /// Unknown fields of the payload, kept and written back; they are not taken in.
    pub payload_extra: Vec<Member>,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// Why no view is made of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// It lies in the bin.
    #[error("the assessment is deleted")]
    Deleted,
    /// It came from somebody else, who alone gives it on.
    #[error("the assessment is somebody else's")]
    Received,
    /// It is no assessment, or one that cannot be read.
    #[error("the record is no assessment")]
    NoAssessment,
}

impl View {
    /// What is sent of an assessment's record. What belongs to the sender alone stays here: plan, notes about the exchange,
    /// ids of companies, earlier versions of answers, and evidence where it is left out.
    ///
    /// # Errors
    /// [`ViewError`] where there is nothing of ours to send.
    pub fn of(
        record: &Replica,
        evidence: Evidence,
        pack: Option<Pack>,
        created_at: Moment,
    ) -> Result<Self, ViewError> {
        if record.is_deleted() {
            return Err(ViewError::Deleted);
        }
        let document = record.document().ok_or(ViewError::NoAssessment)?;
        let kept = Assessment::from_json(&document).map_err(|_| ViewError::NoAssessment)?;
        if is_received(&kept) {
            return Err(ViewError::Received);
        }
        let invited = Invited::of(&kept).and_then(Result::ok);
        let created_at = created_at.max(Moment::EPOCH);
        let assessment = told(&kept, evidence);
        Ok(Self {
            created_at,
            invite: invited.map(|invited| invited.invite),
            pack: pack.map(Box::new),
            replica: record.shared(&write_response(&assessment), &OWN_MEMBERS, created_at),
            assessment,
            payload_extra: Vec::new(),
            extra: Vec::new(),
        })
    }
}

/// What others are told of an assessment.
pub(super) fn told(kept: &Assessment, evidence: Evidence) -> Assessment {
    let mut told = kept.clone();
    told.extra.retain(is_told);
    told.company.id = None;
    if let Some(counterpart) = &mut told.counterpart {
        counterpart.id = None;
    }
    if evidence == Evidence::LeftOut {
        told.extra.clear();
        told.company.extra.clear();
        if let Some(counterpart) = &mut told.counterpart {
            counterpart.extra.clear();
        }
        let bare = kept
            .answers
            .iter()
            .map(|(id, answer)| (id.clone(), without_evidence(answer)));
        told.answers = bare.collect::<Answers>();
    } else if kept.answers.values().any(|answer| Decided::of(answer).is_some()) {
        // Who decided within a company, and why, is its own.
        let bare = kept.answers.iter().map(|(id, answer)| {
            let mut answer = answer.clone();
            Decided::take_off(&mut answer);
            (id.clone(), answer)
        });
        told.answers = bare.collect::<Answers>();
    }
    told
}

fn without_evidence(answer: &Answer) -> Answer {
    let state = match &answer.state {
        AnswerState::NotApplicable { .. } => AnswerState::NotApplicable {
            reason: String::new(),
        },
        other => other.clone(),
    };
    Answer {
        state,
        day: answer.day,
        note: String::new(),
        link: String::new(),
        extra: Vec::new(),
    }
}

/// Reads a view. Its response is checked against its pack, which is in the view or among `known`.
///
/// # Errors
/// Every mistake with its place, such as `payload.document.answers["2.4"].level: expected a whole number from 0 to 4, found
/// 5`, and the pack that is missing, where it is neither.
pub fn read_view(text: &str, known: &[&Pack]) -> Result<View, Refusal> {
    refusable(text, |walker, json, missing| view(walker, json, known, missing))
}

/// A view as its tree.
#[must_use]
pub fn write_view(view: &View) -> Json {
    let pack = view.pack.as_ref().map(|pack| pack.document.clone());
    let mut payload = view.replica.to_json();
    if let Value::Object(members) = &mut payload.value {
        members.extend(view.payload_extra.iter().cloned());
    }
    let mut members = vec![
        Member::new("kind", "view"),
        Member::new("format", 1),
        Member::new("createdAt", view.created_at.to_string()),
        Member::new("invite", view.invite.map(|invite| invite.0.to_string())),
        Member::new("pack", pack),
        Member::new("payload", payload),
    ];
    members.extend(view.extra.iter().cloned());
    Json::object(members)
}

pub(super) fn view<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    known: &[&Pack],
    missing: &mut Vec<PackReference>,
) -> Option<View> {
    let mut fields = walker.object(json)?;
    if !kind_and_format(walker, &mut fields, "view") {
        return None;
    }
    let created_at = fields.required(walker, "createdAt", moment);
    let invite = fields.optional(walker, "invite", uuid).map(InviteId);
    let pack = pack_along(walker, &mut fields);
    let payload = fields.required(walker, "payload", |walker, json| {
        payload(walker, json, created_at)
    });
    let pack = pack?;
    let (replica, assessment, payload_extra) = payload?;
    let at_hand: Vec<&Pack> = pack
        .iter()
        .map(|pack| &**pack)
        .chain(known.iter().copied())
        .collect();
    let mismatches = mismatches_with(&assessment, &at_hand);
    if pack.is_none() && pack_of(&assessment.pack, &at_hand).is_none() {
        missing.push(assessment.pack.clone());
    }
    walker.under(Step::Name("payload"), |walker| {
        walker.under(Step::Name("document"), |walker| {
            let document = json.find(&[Step::Name("payload"), Step::Name("document")]);
            walker.adopt(located(mismatches, document));
        });
    });
    Some(View {
        created_at: created_at?,
        invite,
        pack,
        replica,
        assessment,
        payload_extra,
        extra: fields.rest(),
    })
}

/// The pack that came along; the outer `None` where it cannot be read.
#[allow(
    clippy::option_option,
    reason = "the outer `None`: it cannot be read; the inner one: it is not there"
)]
fn pack_along<'a>(walker: &mut Walker<'a>, fields: &mut Fields<'a>) -> Option<Option<Box<Pack>>> {
    let mut is_wrong = false;
    let pack = fields.optional(walker, "pack", |walker, json| {
        match Pack::from_json(json.clone()) {
            Ok(pack) => Some(Box::new(pack)),
            Err(problems) => {
                is_wrong = true;
                walker.adopt(problems);
                None
            }
        }
    });
    (!is_wrong).then_some(pack)
}

/// The document and its stamps, and nothing else that a record has in the store.
fn payload<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    created_at: Option<Moment>,
) -> Option<(Replica, Assessment, Vec<Member>)> {
    let mut fields = walker.object(json)?;
    for name in KEPT_AT_HOME {
        fields.forbidden(walker, name, KEPT_CAUSE);
    }
    let assessment = fields.required(walker, "document", told_response);
    if let Some(created_at) = created_at {
        fields.optional(walker, "stamps", |walker, json| {
            refuse_later_stamps(walker, json, created_at);
            Some(())
        });
    }
    // Where the document is missing that was said.
    let replica = json.member("document").and_then(|_| Replica::walk(walker, json));
    let (created_at, assessment) = (created_at?, assessment?);
    // Written by the program that reads it, so that what says the same is the same.
    let replica = replica?.shared(&write_response(&assessment), &OWN_MEMBERS, created_at);
    Some((replica, assessment, fields.rest()))
}

fn refuse_later_stamps<'a>(walker: &mut Walker<'a>, stamps: &'a Json, created_at: Moment) {
    for Member { name, value } in stamps.members() {
        let stamp = value.as_str().and_then(Stamp::parse);
        if stamp.is_some_and(|stamp| stamp.moment() > created_at) {
            walker.under(Step::Name(name), |walker| {
                walker.refuse(value, "is later than the view, by createdAt");
            });
        }
    }
}

/// A response that was told to others: without what belongs to the sender alone.
pub(super) fn told_response<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Assessment> {
    refuse_too_deep_for_bundle(walker, json);
    let count = json.members().len();
    if count > MOST_MEMBERS {
        walker.refuse(json, format!("{count} members, at most {MOST_MEMBERS} are read"));
    }
    for Member { name, value } in json.members() {
        if name.len() > LONGEST_MEMBER && name.chars().count() > LONGEST_MEMBER {
            walker.under(Step::Name(name), |walker| {
                walker.refuse(value, "the name is too long, at most 1000 characters are read");
            });
        }
        if OWN_MEMBERS.contains(&name.as_str()) && !value.is_null() {
            walker.under(Step::Name(name), |walker| {
                walker.refuse(value, KEPT_CAUSE);
            });
        }
    }
    for name in ["company", "counterpart"] {
        let id = json.member(name).and_then(|facts| facts.member("id"));
        if let Some(id) = id.filter(|id| !id.is_null()) {
            walker.under(Step::Name(name), |walker| {
                walker.under(Step::Name("id"), |walker| {
                    walker.refuse(id, "ids of companies are not exchanged, expected null");
                });
            });
        }
    }
    let mut told = whole_response(walker, json)?;
    // Null is as good as nothing.
    told.extra.retain(is_told);
    Some(told)
}

fn is_told(member: &Member) -> bool {
    !OWN_MEMBERS.contains(&member.name.as_str())
}

/// The facts of a company without its id and its unknown members.
pub(super) fn bare_facts(facts: &CompanyFacts) -> Json {
    told_json(&CompanyFacts {
        extra: Vec::new(),
        ..facts.clone()
    })
}
