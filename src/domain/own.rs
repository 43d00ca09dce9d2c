//! What a visitor's own program notes at an assessment or a partner about the exchange with others. It stands in members of
//! the documents that whoever does not know them keeps and writes back, as the [plan](super::plan) does, and never leaves
//! in an invite, a view or a shared result.

use uuid::Uuid;

use super::assessment::Assessment;
use super::company::{Company, CompanyId};
use super::exchange::{InviteId, moment, uuid};
use super::joint::Joint;
use super::json::{Json, Member, Step, Walker};
use super::pack::LONGEST_ID;
use super::problem::Problem;
use super::profile::Profile;
use super::time::Moment;
use super::touchpoint::Touchpoints;

/// The members of a response that belong to whoever keeps it.
pub const OWN_MEMBERS: [&str; 5] = [
    "plan",
    Received::MEMBER,
    Filed::MEMBER,
    Invited::MEMBER,
    Joint::MEMBER,
];
/// The longest name of a file, in characters.
const LONGEST_FILE: usize = 1000;

/// That an assessment came from somebody else: it is theirs, and nothing here changes its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// When it came in.
    pub at: Moment,
    /// Which invite it answers, or the sender had sent, by what the sender says.
    pub invite: Option<InviteId>,
    /// Of the key that it was signed with, once the browser has found the signature right; `None`: not signed.
    pub fingerprint: Option<String>,
    /// The name of the file; `None` where it came in a link.
    pub file: Option<String>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// Under which partner a received assessment is filed. One that is received and not filed is kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    pub company: CompanyId,
    pub at: Moment,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// Which invite an assessment of ours answers, so that what is returned can say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    pub invite: InviteId,
    pub at: Moment,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// An invite that was sent to a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentInvite {
    pub id: InviteId,
    pub at: Moment,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// That a company is another one than one that it looks like: the two are not shown as one again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlike {
    /// The other one.
    pub company: CompanyId,
    pub at: Moment,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

impl Filed {
    /// Filed at this moment.
    #[must_use]
    pub const fn under(company: CompanyId, at: Moment) -> Self {
        Self {
            company,
            at,
            extra: Vec::new(),
        }
    }
}

/// A note that stands in a member of a response.
pub trait OwnNote: Sized {
    /// The member's name.
    const MEMBER: &'static str;

    /// Reads the member.
    fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self>;

    /// The member as its tree.
    fn to_json(&self) -> Json;

    /// The note of an assessment; `None` where it has none.
    ///
    /// # Errors
    /// Every mistake with its place, such as `received.at: missing`.
    fn of(assessment: &Assessment) -> Option<Result<Self, Vec<Problem>>> {
        let extra = assessment.extra.iter();
        let mut named = extra.filter(|member| member.name == Self::MEMBER && !member.value.is_null());
        let json = &named.next()?.value;
        let mut walker = Walker::new();
        let note = walker.under(Step::Name(Self::MEMBER), |walker| Self::walk(walker, json));
        Some(walker.finish(note))
    }

    /// Puts the note into an assessment, in place of the one it had.
    fn put(&self, assessment: &mut Assessment) {
        Self::take_off(assessment);
        assessment.extra.push(Member::new(Self::MEMBER, self.to_json()));
    }

    /// Takes the note off an assessment.
    fn take_off(assessment: &mut Assessment) {
        assessment.extra.retain(|member| member.name != Self::MEMBER);
    }
}

/// Whether an assessment came from somebody else. Also where the note of it cannot be read: then it is no less theirs. Only
/// looked at, not read: this is in the first download.
#[must_use]
pub fn is_received(assessment: &Assessment) -> bool {
    let mut members = assessment.extra.iter();
    members.any(|member| member.name == Received::MEMBER && !member.value.is_null())
}

/// Whether an assessment is of our own side: it neither came from somebody else nor was entered here as a partner's own
/// answers. Only looked at, not read: this is in the first download.
#[must_use]
pub fn is_ours(assessment: &Assessment) -> bool {
    assessment.company.id.is_none() && !is_received(assessment)
}

impl OwnNote for Received {
    const MEMBER: &'static str = "received";

    fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let mut fields = walker.object(json)?;
        let at = fields.required(walker, "at", moment);
        let invite = fields.optional(walker, "invite", uuid).map(InviteId);
        let fingerprint = fields.optional(walker, "fingerprint", |walker, json| {
            walker.text(json, LONGEST_ID).map(str::to_owned)
        });
        let file = fields.optional(walker, "file", |walker, json| {
            walker.text(json, LONGEST_FILE).map(str::to_owned)
        });
        Some(Self {
            at: at?,
            invite,
            fingerprint,
            file,
            extra: fields.rest(),
        })
    }

    fn to_json(&self) -> Json {
        let mut members = vec![
            Member::new("at", self.at.to_string()),
            Member::new("invite", self.invite.map(|invite| invite.0.to_string())),
            Member::new("fingerprint", self.fingerprint.clone()),
            Member::new("file", self.file.clone()),
        ];
        members.extend(self.extra.iter().cloned());
        Json::object(members)
    }
}

impl OwnNote for Filed {
    const MEMBER: &'static str = "filed";

    fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let (company, at, extra) = id_and_moment(walker, json, "company")?;
        Some(Self {
            company: CompanyId(company),
            at,
            extra,
        })
    }

    fn to_json(&self) -> Json {
        id_and_moment_json("company", self.company.0, self.at, &self.extra)
    }
}

impl OwnNote for Invited {
    const MEMBER: &'static str = "invited";

    fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let (invite, at, extra) = id_and_moment(walker, json, "invite")?;
        Some(Self {
            invite: InviteId(invite),
            at,
            extra,
        })
    }

    fn to_json(&self) -> Json {
        id_and_moment_json("invite", self.invite.0, self.at, &self.extra)
    }
}

/// A note that stands with others of its kind in a member of a company's document: about something with an id, and when.
pub trait ListedNote: Sized {
    /// The member's name.
    const MEMBER: &'static str;
    /// What so many of them are called.
    const SEVERAL: &'static str;
    /// A company has at most so many.
    const MOST: usize;

    /// The note about what has this id.
    fn new(id: Uuid, at: Moment, extra: Vec<Member>) -> Self;

    /// The id of what it is about, when it was made, and unknown members.
    fn parts(&self) -> (Uuid, Moment, &[Member]);

    /// The notes of a company, oldest first; those that cannot be read are left out.
    #[must_use]
    fn all(company: &Company) -> Vec<Self> {
        if !company.extra.has(Self::MEMBER) {
            return Vec::new();
        }
        let member = company.extra.iter().find(|member| member.name == Self::MEMBER);
        let items = member.map_or(&[][..], |member| member.value.items());
        let read = |json| {
            let mut walker = Walker::new();
            let note = Self::one(&mut walker, json);
            walker.finish(note).ok()
        };
        items.iter().filter_map(read).collect()
    }

    /// Adds the note to a company; where it has too many then, the oldest go.
    fn add(self, company: &mut Company) {
        let mut all = take_out(company, Self::MEMBER);
        let (id, at, extra) = self.parts();
        all.push(id_and_moment_json("id", id, at, extra));
        all.drain(..all.len().saturating_sub(Self::MOST));
        company.extra.push(Member::new(Self::MEMBER, Json::list(all)));
    }

    /// Reads the member of an entry of the list of partners.
    fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<Self>> {
        let count = json.items().len();
        if count > Self::MOST {
            let (several, most) = (Self::SEVERAL, Self::MOST);
            walker.refuse(json, format!("{count} {several}, at most {most} are read"));
            return None;
        }
        walker.list(json, Self::one)
    }

    /// Reads one note.
    fn one<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let (id, at, extra) = id_and_moment(walker, json, "id")?;
        Some(Self::new(id, at, extra))
    }
}

impl ListedNote for SentInvite {
    const MEMBER: &'static str = "invites";
    const SEVERAL: &'static str = "invites";
    const MOST: usize = 1000;

    fn new(id: Uuid, at: Moment, extra: Vec<Member>) -> Self {
        let id = InviteId(id);
        Self { id, at, extra }
    }

    fn parts(&self) -> (Uuid, Moment, &[Member]) {
        (self.id.0, self.at, &self.extra)
    }
}

impl ListedNote for Unlike {
    const MEMBER: &'static str = "unlike";
    const SEVERAL: &'static str = "companies";
    const MOST: usize = 1000;

    fn new(id: Uuid, at: Moment, extra: Vec<Member>) -> Self {
        let company = CompanyId(id);
        Self { company, at, extra }
    }

    fn parts(&self) -> (Uuid, Moment, &[Member]) {
        (self.company.0, self.at, &self.extra)
    }
}

impl Unlike {
    /// Notes of several companies that each is another one than all the others. The companies that change.
    #[must_use]
    pub fn each_other(companies: &[Company], at: Moment) -> Vec<Company> {
        let each = companies.iter().enumerate().filter_map(|(place, company)| {
            let known = Self::all(company);
            let is_new = |other: &&Company| known.iter().all(|note| note.company != other.id);
            let others: Vec<_> = companies.get(place + 1..)?.iter().filter(is_new).collect();
            let mut changed = company.clone();
            for other in &others {
                Self::new(other.id.0, at, Vec::new()).add(&mut changed);
            }
            (!others.is_empty()).then_some(changed)
        });
        each.collect()
    }

    /// Takes the notes about these companies off one.
    pub fn take_off(company: &mut Company, others: &[CompanyId]) {
        let ids: Vec<String> = others.iter().map(|other| other.0.to_string()).collect();
        let mut all = take_out(company, Self::MEMBER);
        all.retain(|note| {
            let id = note.member("id").and_then(Json::as_str);
            id.is_none_or(|id| !ids.iter().any(|one| one.eq_ignore_ascii_case(id)))
        });
        if !all.is_empty() {
            company.extra.push(Member::new(Self::MEMBER, Json::list(all)));
        }
    }
}

/// Takes a member out of a company: the items that were in it.
fn take_out(company: &mut Company, name: &str) -> Vec<Json> {
    let place = company.extra.iter().position(|member| member.name == name);
    let before = place.map(|place| company.extra.remove(place).value);
    before.map_or_else(Vec::new, |before| before.items().to_vec())
}

/// Reads those of a response's own members that are there, for their mistakes; they stay among the unknown ones.
pub(in crate::domain) fn walk_own_members<'a>(walker: &mut Walker<'a>, members: &'a [Member]) {
    for Member { name, value } in members.iter().filter(|member| !member.value.is_null()) {
        walker.under(Step::Name(name), |walker| match name.as_str() {
            "plan" => drop(super::plan::Plan::walk(walker, value)),
            Received::MEMBER => drop(Received::walk(walker, value)),
            Filed::MEMBER => drop(Filed::walk(walker, value)),
            Invited::MEMBER => drop(Invited::walk(walker, value)),
            Joint::MEMBER => drop(Joint::walk(walker, value)),
            _ => {}
        });
    }
}

/// Reads what an entry of the list of partners may hold beside its facts, for its mistakes.
pub(in crate::domain) fn walk_company_members<'a>(walker: &mut Walker<'a>, members: &'a [Member]) {
    Profile::walk(walker, members);
    for Member { name, value } in members.iter().filter(|member| !member.value.is_null()) {
        walker.under(Step::Name(name), |walker| match name.as_str() {
            Touchpoints::MEMBER => drop(Touchpoints::walk(walker, value)),
            SentInvite::MEMBER => drop(SentInvite::walk(walker, value)),
            Unlike::MEMBER => drop(Unlike::walk(walker, value)),
            _ => {}
        });
    }
}

/// An object of an id, by this name, and the moment `at`.
fn id_and_moment<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    name: &'static str,
) -> Option<(Uuid, Moment, Vec<Member>)> {
    let mut fields = walker.object(json)?;
    let id = fields.required(walker, name, uuid);
    let at = fields.required(walker, "at", moment);
    Some((id?, at?, fields.rest()))
}

fn id_and_moment_json(name: &str, id: Uuid, at: Moment, extra: &[Member]) -> Json {
    let mut members = vec![
        Member::new(name, id.to_string()),
        Member::new("at", at.to_string()),
    ];
    members.extend(extra.iter().cloned());
    Json::object(members)
}
