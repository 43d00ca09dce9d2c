//! An invite: one company asks another to answer a pack about their relationship.

use uuid::Uuid;

use super::company::{facts_json, moment, told_facts, uuid};
use super::read;
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{Company, CompanyFacts};
use crate::domain::json::{Json, Member, Walker};
use crate::domain::own::{Invited, OwnNote};
use crate::domain::pack::{Length, Pack, PackReference, kind_and_format, language};
use crate::domain::problem::Problem;
use crate::domain::side::Side;
use crate::domain::time::Moment;

/// The longest message, in characters.
const LONGEST_MESSAGE: usize = 1000;

/// Names an invite, so that the answer can say what it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InviteId(pub Uuid);

/// Which pack is to be answered, who asks, and about which relationship. It holds nothing else of whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    pub id: InviteId,
    pub created_at: Moment,
    pub pack: PackReference,
    pub length: Length,
    /// The side that is asked to answer.
    pub side: Side,
    /// Who asks; without an id.
    pub from: CompanyFacts,
    /// Who is asked; without an id. `None`: whoever opens it.
    pub to: Option<CompanyFacts>,
    /// In which language the page opens, such as `de`; `None`: in the reader's own.
    pub language: Option<String>,
    /// Words for the reader, at most 1000 characters; may be empty.
    pub message: String,
    /// Unknown members of the reference to the pack, kept and written back.
    pub pack_extra: Vec<Member>,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

impl Invite {
    /// The empty assessment that answers it, about the relationship with whoever asks. It knows the invite, so that what is
    /// returned can name it.
    #[must_use]
    pub fn begin(&self, id: AssessmentId, pack: &Pack, now: Moment) -> Assessment {
        let mut assessment = Assessment::begun(id, pack.reference(), self.side, self.length, now);
        assessment.company = self.to.clone().unwrap_or_default();
        assessment.counterpart = Some(self.from.clone());
        let invited = Invited {
            invite: self.id,
            at: now,
            extra: Vec::new(),
        };
        invited.put(&mut assessment);
        assessment
    }
}

/// What companies tell each other of a partner in the list: name, kind and size.
#[must_use]
pub fn told_of(company: &Company) -> CompanyFacts {
    CompanyFacts {
        id: None,
        ..company.facts()
    }
}

/// Reads an invite.
///
/// # Errors
/// Every mistake with its place, such as `side: expected one of vendor, partner, found 5`.
pub fn read_invite(text: &str) -> Result<Invite, Vec<Problem>> {
    read(text, invite)
}

/// An invite as its tree. Ids of companies are left out.
#[must_use]
pub fn write_invite(invite: &Invite) -> Json {
    let mut reference = invite.pack.members();
    reference.extend(invite.pack_extra.iter().cloned());
    let mut members = vec![
        Member::new("kind", "invite"),
        Member::new("format", 1),
        Member::new("id", invite.id.0.to_string()),
        Member::new("createdAt", invite.created_at.to_string()),
        Member::new("pack", Json::object(reference)),
        Member::new("length", invite.length.name()),
        Member::new("side", invite.side.name()),
        Member::new("from", told_json(&invite.from)),
        Member::new("to", invite.to.as_ref().map(told_json)),
        Member::new("language", invite.language.clone()),
        Member::new("message", invite.message.as_str()),
    ];
    members.extend(invite.extra.iter().cloned());
    Json::object(members)
}

pub(super) fn invite<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Invite> {
    let mut fields = walker.object(json)?;
    if !kind_and_format(walker, &mut fields, "invite") {
        return None;
    }
    let id = fields.required(walker, "id", uuid);
    let created_at = fields.required(walker, "createdAt", moment);
    let pack = fields.required(walker, "pack", |walker, json| {
        let mut fields = walker.object(json)?;
        let reference = PackReference::walk(walker, &mut fields)?;
        Some((reference, fields.rest()))
    });
    let length = fields.required(walker, "length", |walker, json| {
        walker.choice(json, &Length::ALL, Length::name)
    });
    let side = fields.required(walker, "side", |walker, json| {
        walker.choice(json, &Side::ALL, Side::name)
    });
    let from = fields.required(walker, "from", told_facts);
    let to = fields.optional(walker, "to", told_facts);
    let language = fields.optional(walker, "language", language);
    let message = fields.optional(walker, "message", |walker, json| {
        walker.text(json, LONGEST_MESSAGE)
    });
    let (pack, pack_extra) = pack?;
    Some(Invite {
        id: InviteId(id?),
        created_at: created_at?,
        pack,
        length: length?,
        side: side?,
        from: from?,
        to,
        language: language.map(str::to_owned),
        message: message.unwrap_or_default().to_owned(),
        pack_extra,
        extra: fields.rest(),
    })
}

/// The facts of a company without its id.
pub(super) fn told_json(facts: &CompanyFacts) -> Json {
    facts_json(&CompanyFacts {
        id: None,
        ..facts.clone()
    })
}
