//! What a row says.

use uuid::Uuid;

use super::columns::{Field, Mapping};
use super::import::Reason;
use super::spellings::{Archived, archived_of, kind_of, level_of, size_of};
use super::tags::split;
use crate::domain::company::{Kind, Size};
use crate::domain::csv::{Row, Table};
use crate::domain::directory::name_key;
use crate::domain::exchange::{LONGEST_NAME, LONGEST_NOTE};
use crate::domain::level::Level;
use crate::domain::profile::{LONGEST_TAG, MOST_TAGS};

/// Why a row is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    #[error("{found} cells, where there are {expected} headings")]
    CellCount { found: usize, expected: usize },
    #[error("the name is missing")]
    NameMissing,
    #[error("too long, at most {most} characters are read")]
    TooLong { most: usize },
    #[error("there is no such kind of company")]
    UnknownKind,
    #[error("expected a size such as 11-50, or how many people work there")]
    UnknownSize,
    #[error("expected a level from 0 to 4")]
    BadLevel,
    #[error("expected a day such as 2026-11-22, or yes or no")]
    BadDay,
    #[error("expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001")]
    BadId,
    #[error("the same id as in row {row}")]
    IdTwice { row: u32 },
    #[error("a contact has a name or an e-mail address")]
    ContactWithoutName,
    #[error("a company has at most {MOST_TAGS} tags")]
    TooManyTags,
    #[error("a company has at most {} contacts", crate::domain::profile::MOST_CONTACTS)]
    TooManyContacts,
    /// What is kept of the company here cannot be read.
    #[error("what is kept of this company cannot be read")]
    Unreadable,
}

/// What a row says of a company. What is empty says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: Option<Uuid>,
    pub name: String,
    pub kind: Option<Kind>,
    pub size: Option<Size>,
    /// Each once, but for capitals.
    pub tags: Vec<String>,
    pub target: Option<Level>,
    pub archived: Option<Archived>,
    /// `None` where nothing is said of one.
    pub contact: Option<ContactEntry>,
    pub notes: String,
}

/// What a row says of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContactEntry {
    pub name: String,
    pub role: String,
    pub email: String,
    pub phone: String,
}

impl Entry {
    /// Reads a row.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub(super) fn read(table: &Table, row: Row<'_>, mapping: &Mapping) -> Result<Self, Vec<Reason>> {
        let mut reading = Reading {
            table,
            row,
            mapping,
            reasons: Vec::new(),
        };
        let (found, expected) = (row.len(), table.header().len());
        if found != expected {
            // Every cell may stand under a wrong heading: more would only be guessed.
            reading.refuse(None, Cause::CellCount { found, expected });
            return Err(reading.reasons);
        }
        let entry = Self {
            id: reading.read(Field::Id, |text| Uuid::try_parse(text).ok(), Cause::BadId),
            name: reading.text(Field::Name).to_owned(),
            kind: reading.read(Field::Kind, kind_of, Cause::UnknownKind),
            size: reading.read(Field::Size, size_of, Cause::UnknownSize),
            tags: reading.tags(),
            target: reading.read(Field::Target, level_of, Cause::BadLevel),
            archived: reading.read(Field::ArchivedOn, archived_of, Cause::BadDay),
            contact: reading.contact(),
            notes: reading.notes(),
        };
        if reading.reasons.is_empty() {
            Ok(entry)
        } else {
            Err(reading.reasons)
        }
    }

    /// What its name has in common with that of a company that is the same; empty where it has no name.
    pub(super) fn key(&self) -> String {
        name_key(&self.name)
    }
}

struct Reading<'t> {
    table: &'t Table,
    row: Row<'t>,
    mapping: &'t Mapping,
    reasons: Vec<Reason>,
}

impl<'t> Reading<'t> {
    fn refuse(&mut self, column: Option<usize>, cause: Cause) {
        self.reasons.push(Reason::of(self.table, self.row, column, cause));
    }

    /// The text of a column without spaces around it.
    fn cell(&mut self, column: usize, most: usize) -> &'t str {
        let text = self.row.cell(column).unwrap_or_default().trim();
        if text.len() > most && text.chars().count() > most {
            self.refuse(Some(column), Cause::TooLong { most });
            return "";
        }
        text
    }

    fn text(&mut self, field: Field) -> &'t str {
        self.mapping
            .column(field)
            .map_or("", |column| self.cell(column, LONGEST_NAME))
    }

    fn read<T>(&mut self, field: Field, read: fn(&str) -> Option<T>, cause: Cause) -> Option<T> {
        let column = self.mapping.column(field)?;
        let text = self.cell(column, LONGEST_NAME);
        let value = Some(text).filter(|text| !text.is_empty()).map(read)?;
        if value.is_none() {
            self.refuse(Some(column), cause);
        }
        value
    }

    fn tags(&mut self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        let mut folded = std::collections::BTreeSet::new();
        for column in self.mapping.columns(Field::Tags) {
            let cell = self.cell(column, LONGEST_NOTE);
            for tag in split(cell) {
                if tag.chars().count() > LONGEST_TAG {
                    self.refuse(Some(column), Cause::TooLong { most: LONGEST_TAG });
                } else if folded.insert(tag.to_lowercase()) {
                    tags.push(tag);
                }
            }
            if tags.len() > MOST_TAGS {
                self.refuse(Some(column), Cause::TooManyTags);
                return Vec::new();
            }
        }
        tags
    }

    fn contact(&mut self) -> Option<ContactEntry> {
        let contact = ContactEntry {
            name: self.text(Field::ContactName).to_owned(),
            role: self.text(Field::ContactRole).to_owned(),
            email: self.text(Field::ContactEmail).to_owned(),
            phone: self.text(Field::ContactPhone).to_owned(),
        };
        if !contact.name.is_empty() || !contact.email.is_empty() {
            return Some(contact);
        }
        if !contact.role.is_empty() || !contact.phone.is_empty() {
            let column = self.mapping.column(Field::ContactName);
            self.refuse(
                column.or(self.mapping.column(Field::ContactEmail)),
                Cause::ContactWithoutName,
            );
        }
        None
    }

    /// What stands in all columns of notes, with empty lines between.
    fn notes(&mut self) -> String {
        let mut notes = String::new();
        for column in self.mapping.columns(Field::Notes) {
            let text = self.cell(column, LONGEST_NOTE);
            if !notes.is_empty() && !text.is_empty() {
                notes.push_str("\n\n");
            }
            notes.push_str(text);
        }
        notes
    }
}
