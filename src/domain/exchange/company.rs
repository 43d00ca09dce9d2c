//! Companies in documents: entries of the list of partners, and the copies that responses keep.

use uuid::Uuid;

use crate::domain::company::{Company, CompanyFacts, CompanyId, Kind, Size};
use crate::domain::json::{Fields, Json, Member, Step, Walker};
use crate::domain::own::walk_company_members;
use crate::domain::problem::Problem;
use crate::domain::time::Moment;

/// The longest name or other short text, in characters.
pub(in crate::domain) const LONGEST_NAME: usize = 10_000;
/// The longest note, in characters.
pub(in crate::domain) const LONGEST_NOTE: usize = 100_000;

/// Reads an entry of the list of partners from its tree. What else its document may hold, such as its profile, is kept as
/// it is; [`read_whole_company`] looks at that too.
///
/// # Errors
/// Every mistake with its place.
pub fn read_company(json: &Json) -> Result<Company, Vec<Problem>> {
    let mut walker = Walker::new();
    let company = company(&mut walker, json);
    walker.finish(company)
}

/// Reads an entry that comes from elsewhere: with the profile, the log and the invites that its document may hold, which
/// stay among the unknown members, where [`Profile::of`](crate::domain::profile::Profile::of) and its like read them.
///
/// # Errors
/// Every mistake with its place.
pub fn read_whole_company(json: &Json) -> Result<Company, Vec<Problem>> {
    let mut walker = Walker::new();
    let company = whole_company(&mut walker, json);
    walker.finish(company)
}

pub(super) fn whole_company<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Company> {
    let company = company(walker, json);
    walk_company_members(walker, json.members());
    company
}

/// An entry of the list of partners as its tree.
#[must_use]
pub fn write_company(company: &Company) -> Json {
    let Company {
        id,
        name,
        kind,
        size,
        notes,
        created_at,
        updated_at,
        extra,
    } = company;
    let mut members = vec![Member::new("id", id.0.to_string())];
    members.extend(named(name, *kind, *size));
    members.push(Member::new("notes", notes.as_str()));
    members.push(Member::new("createdAt", created_at.to_string()));
    members.push(Member::new("updatedAt", updated_at.to_string()));
    members.extend(extra.iter().cloned());
    Json::object(members)
}

fn company<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Company> {
    let mut fields = walker.object(json)?;
    let id = fields.required(walker, "id", uuid);
    let (name, kind, size) = name_kind_and_size(walker, &mut fields);
    let notes = fields.optional(walker, "notes", note);
    let created_at = fields.required(walker, "createdAt", moment);
    let updated_at = fields.required(walker, "updatedAt", moment);
    Some(Company {
        id: CompanyId(id?),
        name: name.unwrap_or_default(),
        kind,
        size,
        notes: notes.unwrap_or_default(),
        created_at: created_at?,
        updated_at: updated_at?,
        extra: fields.rest().into(),
    })
}

pub(super) fn facts<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<CompanyFacts> {
    let mut fields = walker.object(json)?;
    let id = fields.optional(walker, "id", uuid).map(CompanyId);
    let (name, kind, size) = name_kind_and_size(walker, &mut fields);
    Some(CompanyFacts {
        id,
        name: name.unwrap_or_default(),
        kind,
        size,
        extra: fields.rest(),
    })
}

/// The facts of a company as companies tell each other: without an id, which means something only where the list of
/// companies is.
pub(super) fn told_facts<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<CompanyFacts> {
    let facts = facts(walker, json)?;
    if let Some(id) = json.member("id").filter(|id| !id.is_null()) {
        walker.under(Step::Name("id"), |walker| {
            walker.refuse(id, "ids of companies are not exchanged, expected null");
        });
    }
    Some(facts)
}

pub(super) fn facts_json(facts: &CompanyFacts) -> Json {
    let mut members = vec![Member::new("id", facts.id.map(|id| id.0.to_string()))];
    members.extend(named(&facts.name, facts.kind, facts.size));
    members.extend(facts.extra.iter().cloned());
    Json::object(members)
}

/// An id in the usual form with hyphens; capitals are read, small letters written.
pub(in crate::domain) fn uuid(walker: &mut Walker<'_>, json: &Json) -> Option<Uuid> {
    let uuid = json
        .as_str()
        .filter(|text| text.len() == 36)
        .and_then(|text| Uuid::try_parse(text).ok());
    if uuid.is_none() {
        walker.expected(json, "a UUID such as 0190f5f0-7b1c-7000-8000-000000000001");
    }
    uuid
}

pub(in crate::domain) fn moment(walker: &mut Walker<'_>, json: &Json) -> Option<Moment> {
    let moment = json.as_str().and_then(Moment::parse);
    if moment.is_none() {
        walker.expected(json, "a moment in UTC such as 2026-11-22T10:41:00Z");
    }
    moment
}

pub(in crate::domain) fn name<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<String> {
    walker.text(json, LONGEST_NAME).map(str::to_owned)
}

pub(in crate::domain) fn note<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<String> {
    walker.text(json, LONGEST_NOTE).map(str::to_owned)
}

type Named = (Option<String>, Option<Kind>, Option<Size>);

fn name_kind_and_size<'a>(walker: &mut Walker<'a>, fields: &mut Fields<'a>) -> Named {
    let name = fields.optional(walker, "name", name);
    let kind = fields.optional(walker, "kind", |walker, json| {
        walker.choice(json, &Kind::ALL, Kind::name)
    });
    let size = fields.optional(walker, "size", |walker, json| {
        walker.choice(json, &Size::ALL, Size::name)
    });
    (name, kind, size)
}

fn named(name: &str, kind: Option<Kind>, size: Option<Size>) -> [Member; 3] {
    [
        Member::new("name", name),
        Member::new("kind", kind.map(Kind::name)),
        Member::new("size", size.map(Size::name)),
    ]
}
