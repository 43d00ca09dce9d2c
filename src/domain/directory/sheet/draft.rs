//! A company as it becomes, row by row.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::columns::Field;
use super::entry::{Cause, ContactEntry, Entry};
use super::import::Change;
use super::matching::Way;
use super::spellings::Archived;
use crate::domain::company::{Company, CompanyId, Kind, Size};
use crate::domain::directory::merger::{BREAK, paragraphs};
use crate::domain::exchange::LONGEST_NOTE;
use crate::domain::level::Level;
use crate::domain::problem::Problem;
use crate::domain::profile::{Contact, ContactId, MOST_CONTACTS, MOST_TAGS, Profile};
use crate::domain::time::{Day, Moment};

/// A company on its way in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// As it is here; `None` where it is new.
    pub before: Option<Company>,
    /// The first row that is about it.
    pub row: u32,
    /// The id that the table states of a new one.
    stated: Option<Uuid>,
    company: Company,
    profile: Profile,
    /// In small letters.
    tags: BTreeSet<String>,
    notes: Notes,
    /// How many of the contacts have their id.
    named: usize,
}

impl Draft {
    /// A new company of which nothing is said yet.
    pub(super) fn new(row: u32, stated: Option<Uuid>) -> Self {
        let company = Company {
            id: CompanyId(Uuid::nil()),
            name: String::new(),
            kind: None,
            size: None,
            notes: String::new(),
            created_at: Moment::EPOCH,
            updated_at: Moment::EPOCH,
            extra: Vec::new().into(),
        };
        Self {
            before: None,
            row,
            stated,
            company,
            profile: Profile::default(),
            tags: BTreeSet::new(),
            notes: Notes::of(""),
            named: 0,
        }
    }

    /// A company that is here.
    ///
    /// # Errors
    /// Where its profile cannot be read.
    pub(super) fn of(company: &Company, row: u32) -> Result<Self, Vec<Problem>> {
        let profile = Profile::of(company)?;
        Ok(Self {
            before: Some(company.clone()),
            row,
            stated: None,
            company: company.clone(),
            tags: profile.tags.iter().map(|tag| folded(tag)).collect(),
            notes: Notes::of(&company.notes),
            named: profile.contacts.len(),
            profile,
        })
    }

    /// Takes over what a row says, and tells what that changes. Where something cannot be, nothing is taken over.
    pub(super) fn take(
        &mut self,
        entry: &Entry,
        way: Way,
        today: Day,
    ) -> Result<Vec<Change>, (Field, Cause)> {
        let notes = self.notes_with(entry, way)?;
        let tags: Vec<&String> = entry
            .tags
            .iter()
            .filter(|tag| !self.tags.contains(&folded(tag)))
            .collect();
        if self.tags.len() + tags.len() > MOST_TAGS {
            return Err((Field::Tags, Cause::TooManyTags));
        }
        let contact = entry
            .contact
            .as_ref()
            .map(|contact| (contact, self.place_of(contact)));
        if matches!(contact, Some((_, None))) && self.profile.contacts.len() >= MOST_CONTACTS {
            return Err((Field::ContactName, Cause::TooManyContacts));
        }
        let mut changes = Changes(Vec::new());
        if way.is_of_name() && !entry.name.is_empty() && !says(&entry.name, &self.company.name) {
            changes.text(Field::Name, &mut self.company.name, &entry.name);
        }
        changes.value(Field::Kind, &mut self.company.kind, entry.kind, Kind::name);
        changes.value(Field::Size, &mut self.company.size, entry.size, Size::name);
        if !tags.is_empty() {
            changes.add(
                Field::Tags,
                String::new(),
                super::tags::joined(tags.iter().map(|tag| tag.as_str())),
            );
        }
        for tag in tags {
            self.tags.insert(folded(tag));
            self.profile.tags.push(tag.clone());
        }
        changes.value(Field::Target, &mut self.profile.target, entry.target, level_name);
        self.archive(entry.archived, today, &mut changes);
        if let Some((entry, place)) = contact {
            self.meet(entry, place, &mut changes);
        }
        if let Some(notes) = notes {
            self.write(notes, way, &mut changes);
        }
        Ok(changes.0)
    }

    /// The company as it is from now on; `None` where nothing of it changes.
    pub(super) fn finish(
        &self,
        new_id: &mut dyn FnMut(Option<Uuid>) -> Uuid,
        now: Moment,
    ) -> Option<Company> {
        let (mut company, mut profile) = (self.company.clone(), self.profile.clone());
        match &self.before {
            None => {
                company.id = CompanyId(new_id(self.stated));
                company.created_at = now;
                company.updated_at = now;
            }
            Some(before) if profile.contacts.len() == self.named => {
                profile.put(&mut company);
                if company == *before {
                    return None;
                }
            }
            Some(_) => {}
        }
        for contact in profile.contacts.iter_mut().skip(self.named) {
            contact.id = ContactId(new_id(None));
        }
        profile.put(&mut company);
        company.updated_at = company.updated_at.max(now);
        Some(company)
    }

    /// The notes that come; `None` where all of it is there.
    fn notes_with<'e>(&self, entry: &'e Entry, way: Way) -> Result<Option<&'e str>, (Field, Cause)> {
        let is_there = match way {
            Way::Id => entry.notes.is_empty() || says(&entry.notes, &self.company.notes),
            _ => self.notes.say(&entry.notes),
        };
        let before = if way == Way::Id { 0 } else { self.notes.length };
        let between = if before == 0 { 0 } else { BREAK.len() };
        if !is_there && before + between + entry.notes.chars().count() > LONGEST_NOTE {
            return Err((Field::Notes, Cause::TooLong { most: LONGEST_NOTE }));
        }
        Ok((!is_there).then_some(entry.notes.as_str()))
    }

    /// Writes notes. What was found by its id was given out from here, and its notes come back; to any other they are added.
    fn write(&mut self, notes: &str, way: Way, changes: &mut Changes) {
        if way == Way::Id {
            changes.text(Field::Notes, &mut self.company.notes, notes);
            self.notes = Notes::of(notes);
            return;
        }
        if self.company.notes.trim().is_empty() {
            self.company.notes.clear();
        } else {
            self.company.notes.push_str(BREAK);
        }
        self.company.notes.push_str(notes);
        self.notes.add(notes);
        changes.add(Field::Notes, String::new(), notes.to_owned());
    }

    fn archive(&mut self, said: Option<Archived>, today: Day, changes: &mut Changes) {
        let here = self.profile.archived_on;
        let day = match said {
            None => here,
            Some(Archived::On(day)) => Some(day),
            Some(Archived::Yes) => here.or(Some(today)),
            Some(Archived::No) => None,
        };
        if day != here {
            let words = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
            changes.add(Field::ArchivedOn, words(here), words(day));
            self.profile.archived_on = day;
        }
    }

    /// Which contact is meant: who has the same address and the same name or none, or the same name where one address is
    /// missing; the one that has both before others.
    fn place_of(&self, entry: &ContactEntry) -> Option<usize> {
        let rank = |contact: &Contact| {
            let has_name = says_same(&entry.name, &contact.name);
            let has_email = says_same(&entry.email, &contact.email);
            let is_one_empty = |one: &str, other: &str| one.is_empty() || other.trim().is_empty();
            if has_name && has_email {
                Some(0)
            } else if has_email && !entry.email.is_empty() && is_one_empty(&entry.name, &contact.name) {
                Some(1)
            } else if has_name && !entry.name.is_empty() && is_one_empty(&entry.email, &contact.email) {
                Some(2)
            } else {
                None
            }
        };
        let contacts = self.profile.contacts.iter().enumerate();
        let ranked = contacts.filter_map(|(place, contact)| Some((rank(contact)?, place)));
        ranked.min().map(|(_, place)| place)
    }

    /// Takes over what is said of a contact.
    fn meet(&mut self, entry: &ContactEntry, place: Option<usize>, changes: &mut Changes) {
        if place.is_none() {
            self.profile.contacts.push(Contact::new(ContactId(Uuid::nil())));
        }
        let place = place.unwrap_or(self.profile.contacts.len().saturating_sub(1));
        let Some(contact) = self.profile.contacts.get_mut(place) else {
            return;
        };
        for (field, here, said) in [
            (Field::ContactName, &mut contact.name, &entry.name),
            (Field::ContactRole, &mut contact.role, &entry.role),
            (Field::ContactEmail, &mut contact.email, &entry.email),
            (Field::ContactPhone, &mut contact.phone, &entry.phone),
        ] {
            let is_key = matches!(field, Field::ContactName | Field::ContactEmail);
            let is_same = says(said, here) || is_key && says_same(said, here);
            if !said.is_empty() && !is_same {
                changes.text(field, here, said);
            }
        }
    }
}

/// What notes say, so that many rows can be compared with them.
#[derive(Debug, Clone, PartialEq)]
struct Notes {
    paragraphs: BTreeSet<String>,
    /// In characters.
    length: usize,
}

impl Notes {
    fn of(notes: &str) -> Self {
        let mut all = Self {
            paragraphs: BTreeSet::new(),
            length: 0,
        };
        if !notes.trim().is_empty() {
            all.add(&as_written(notes));
            all.length = notes.chars().count();
        }
        all
    }

    fn add(&mut self, notes: &str) {
        let between = if self.length == 0 { 0 } else { BREAK.len() };
        self.length += between + notes.chars().count();
        self.paragraphs.extend(paragraphs(notes).map(str::to_owned));
    }

    /// Whether they say all of it.
    fn say(&self, notes: &str) -> bool {
        paragraphs(notes).all(|paragraph| self.paragraphs.contains(paragraph))
    }
}

/// What a row changes.
struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, field: Field, before: String, after: String) {
        self.0.push(Change { field, before, after });
    }

    fn text(&mut self, field: Field, here: &mut String, said: &str) {
        let before = core::mem::replace(here, said.to_owned());
        self.add(field, before, said.to_owned());
    }

    fn value<T: Copy + PartialEq>(
        &mut self,
        field: Field,
        here: &mut Option<T>,
        said: Option<T>,
        name: fn(T) -> &'static str,
    ) {
        if said.is_some() && *here != said {
            let words = |value: Option<T>| value.map(name).unwrap_or_default().to_owned();
            self.add(field, words(*here), words(said));
            *here = said;
        }
    }
}

const fn level_name(level: Level) -> &'static str {
    match level.number() {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        _ => "4",
    }
}

/// A tag in small letters, as it comes back from a table.
fn folded(tag: &str) -> String {
    as_written(tag).trim().to_lowercase()
}

/// Whether a cell says nothing else than what is here: spaces around it and what a table cannot hold say nothing.
fn says(cell: &str, here: &str) -> bool {
    cell == as_written(here).trim()
}

/// The same without regard to capitals.
fn says_same(cell: &str, here: &str) -> bool {
    cell.eq_ignore_ascii_case(as_written(here).trim())
}

fn as_written(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\0') {
        return text.replace('\0', "").into();
    }
    text.into()
}
