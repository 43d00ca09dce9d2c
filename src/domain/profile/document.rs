//! The profile as its members of the company document.

use uuid::Uuid;

use super::{
    Contact, ContactId, LONGEST_TAG, MOST_CONTACTS, MOST_SYSTEMS, MOST_TAGS, Openness, Profile, SharedSystem,
    SystemId,
};
use crate::domain::exchange::{LONGEST_NAME, day, name, note, uuid};
use crate::domain::json::{Json, Member, Step, Walker, compact};
use crate::domain::pack::level;

pub(super) const TAGS: &str = "tags";
pub(super) const CONTACTS: &str = "contacts";
const SYSTEMS: &str = "systems";
pub(super) const TARGET: &str = "target";
pub(super) const ARCHIVED_ON: &str = "archivedOn";

impl Profile {
    /// Reads the members of a company document; those that are wrong are told to the walker and empty here.
    pub(in crate::domain) fn walk<'a>(walker: &mut Walker<'a>, members: &'a [Member]) -> Self {
        Self {
            tags: member(walker, members, TAGS, read_tags).unwrap_or_default(),
            contacts: member(walker, members, CONTACTS, contacts).unwrap_or_default(),
            systems: member(walker, members, SYSTEMS, systems).unwrap_or_default(),
            target: member(walker, members, TARGET, |walker, json| level(walker, json)),
            archived_on: member(walker, members, ARCHIVED_ON, |walker, json| day(walker, json)),
        }
    }
}

/// Puts a profile in place of the one that is there. What reads as the same is left as it is written.
pub(super) fn put(profile: &Profile, members: &mut Vec<Member>) {
    let before = Profile::walk(&mut Walker::new(), members);
    if profile.tags != before.tags {
        let tags = profile.tags.iter().map(|tag| tag.as_str().into());
        set(members, TAGS, list(tags.collect()));
    }
    if profile.contacts != before.contacts {
        let items = items(members, CONTACTS);
        let contacts = rewritten(&profile.contacts, &before.contacts, items, contact_json);
        set(members, CONTACTS, list(contacts));
    }
    if profile.systems != before.systems {
        let items = items(members, SYSTEMS);
        let systems = rewritten(&profile.systems, &before.systems, items, system_json);
        set(members, SYSTEMS, list(systems));
    }
    if profile.target != before.target {
        let target = profile.target.map(|level| u32::from(level.number()).into());
        set(members, TARGET, target);
    }
    if profile.archived_on != before.archived_on {
        set(
            members,
            ARCHIVED_ON,
            profile.archived_on.map(|day| day.to_string().into()),
        );
    }
}

/// Puts a member in the place that it has, or at the end; takes it out where there is nothing to put.
pub(super) fn set(members: &mut Vec<Member>, name: &str, value: Option<Json>) {
    match (members.iter_mut().find(|member| member.name == name), value) {
        (Some(member), Some(value)) => member.value = value,
        (None, Some(value)) => members.push(Member::new(name, value)),
        (_, None) => members.retain(|member| member.name != name),
    }
}

/// The value of a member that is there and not `null`.
pub(super) fn find<'m>(members: &'m [Member], name: &str) -> Option<&'m Json> {
    let member = members.iter().find(|member| member.name == name)?;
    Some(&member.value).filter(|json| !json.is_null())
}

pub(super) fn items<'m>(members: &'m [Member], name: &str) -> &'m [Json] {
    find(members, name).map_or(&[], Json::items)
}

fn list(items: Vec<Json>) -> Option<Json> {
    (!items.is_empty()).then(|| Json::list(items))
}

/// The entries as they are written: those that are as before in the words that they had.
fn rewritten<T: PartialEq>(entries: &[T], before: &[T], items: &[Json], write: fn(&T) -> Json) -> Vec<Json> {
    // Where an item could not be read there are no entries before, and none is taken over.
    let written = |entry: &T| {
        let same = before.iter().zip(items).find(|(before, _)| *before == entry);
        same.map_or_else(|| write(entry), |(_, item)| item.clone())
    };
    entries.iter().map(written).collect()
}

fn member<'a, T>(
    walker: &mut Walker<'a>,
    members: &'a [Member],
    name: &'static str,
    read: fn(&mut Walker<'a>, &'a Json) -> Option<T>,
) -> Option<T> {
    let json = find(members, name)?;
    walker.under(Step::Name(name), |walker| read(walker, json))
}

/// Whether there are more entries than are read, which is told.
fn are_too_many(walker: &mut Walker<'_>, json: &Json, most: usize) -> bool {
    let count = json.items().len();
    if count > most {
        walker.refuse(json, format!("{count} entries, at most {most} are read"));
    }
    count > most
}

fn read_tags<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<String>> {
    if are_too_many(walker, json, MOST_TAGS) {
        return None;
    }
    let mut seen: Vec<(&str, String, String)> = Vec::new();
    let tags = walker.list(json, |walker, json| {
        let tag = walker.filled(json, LONGEST_TAG)?;
        if tag.trim() != tag {
            walker.refuse(json, "a tag has no space before or after it");
            walker.instead(compact(&tag.trim().into()));
            return None;
        }
        let folded = tag.to_lowercase();
        if let Some((_, _, place)) = seen.iter().find(|(before, ..)| *before == tag) {
            walker.refuse(json, format!("the same as {place}"));
        }
        let is_first = seen.iter().all(|(_, before, _)| *before != folded);
        seen.push((tag, folded, walker.place()));
        Some(is_first.then(|| tag.to_owned()))
    })?;
    Some(tags.into_iter().flatten().collect())
}

fn contacts<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<Contact>> {
    entries(walker, json, MOST_CONTACTS, contact, |contact| contact.id.0)
}

fn systems<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<SharedSystem>> {
    entries(walker, json, MOST_SYSTEMS, system, |system| system.id.0)
}

/// Entries that are named by an id, each once.
fn entries<'a, T>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    most: usize,
    read: fn(&mut Walker<'a>, &'a Json) -> Option<T>,
    id: fn(&T) -> Uuid,
) -> Option<Vec<T>> {
    if are_too_many(walker, json, most) {
        return None;
    }
    let mut seen: Vec<(Uuid, String)> = Vec::new();
    walker.list(json, |walker, json| {
        let entry = read(walker, json)?;
        let id = id(&entry);
        if let Some((_, place)) = seen.iter().find(|(before, _)| *before == id) {
            let at = json.member("id").unwrap_or(json);
            walker.under(Step::Name("id"), |walker| {
                walker.refuse(at, format!("the same as of {place}"));
            });
        }
        seen.push((id, walker.place()));
        Some(entry)
    })
}

fn contact<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Contact> {
    let mut fields = walker.object(json)?;
    let id = fields.required(walker, "id", |walker, json| uuid(walker, json));
    let called = fields.optional(walker, "name", name);
    let role = fields.optional(walker, "role", name);
    let email = fields.optional(walker, "email", name);
    let phone = fields.optional(walker, "phone", name);
    let words = fields.optional(walker, "note", note);
    let is_said = |name| {
        json.member(name)
            .is_some_and(|json| !json.is_null() && json.as_str() != Some(""))
    };
    if !is_said("name") && !is_said("email") {
        walker.refuse(json, "a contact has a name or an e-mail address");
    }
    Some(Contact {
        id: ContactId(id?),
        name: called.unwrap_or_default(),
        role: role.unwrap_or_default(),
        email: email.unwrap_or_default(),
        phone: phone.unwrap_or_default(),
        note: words.unwrap_or_default(),
        extra: fields.rest(),
    })
}

fn system<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<SharedSystem> {
    let mut fields = walker.object(json)?;
    let id = fields.required(walker, "id", |walker, json| uuid(walker, json));
    let called = fields.required(walker, "name", |walker, json| {
        walker.filled(json, LONGEST_NAME).map(str::to_owned)
    });
    let openness = fields.optional(walker, "openness", |walker, json| {
        walker.choice(json, &Openness::ALL, Openness::name)
    });
    let words = fields.optional(walker, "note", note);
    Some(SharedSystem {
        id: SystemId(id?),
        name: called?,
        openness,
        note: words.unwrap_or_default(),
        extra: fields.rest(),
    })
}

fn contact_json(contact: &Contact) -> Json {
    let mut members = vec![
        Member::new("id", contact.id.0.to_string()),
        Member::new("name", contact.name.as_str()),
        Member::new("role", contact.role.as_str()),
        Member::new("email", contact.email.as_str()),
        Member::new("phone", contact.phone.as_str()),
        Member::new("note", contact.note.as_str()),
    ];
    members.extend(contact.extra.iter().cloned());
    Json::object(members)
}

fn system_json(system: &SharedSystem) -> Json {
    let mut members = vec![
        Member::new("id", system.id.0.to_string()),
        Member::new("name", system.name.as_str()),
        Member::new("openness", system.openness.map(Openness::name)),
        Member::new("note", system.note.as_str()),
    ];
    members.extend(system.extra.iter().cloned());
    Json::object(members)
}
