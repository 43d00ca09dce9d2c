//! What is kept of a partner beside its name, kind and size: tags, people, systems shared with it, the level aimed at,
//! and whether it is archived.
//!
//! Each stands in the company's document as a member of its own, which whoever does not know it keeps and writes back.
//! So it lives among the company's unknown members and is read when somebody wants it.

mod document;
mod glance;
mod links;
mod rebase;

pub use glance::{Glance, archive, archived_on, emails, unarchive};
pub use links::{mail_link, phone_link};

use uuid::Uuid;

use super::company::Company;
use super::json::{Member, Walker};
use super::level::Level;
use super::problem::Problem;
use super::time::Day;

/// A company has at most so many tags.
pub const MOST_TAGS: usize = 200;
/// The longest tag, in characters.
pub const LONGEST_TAG: usize = 100;
/// A company has at most so many contacts.
pub const MOST_CONTACTS: usize = 500;
/// A company has at most so many systems.
pub const MOST_SYSTEMS: usize = 500;

/// What is kept of a company beside its facts; all empty where nothing is said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Each 1 to 100 characters, without spaces around it, no two the same but for capitals; at most 200.
    pub tags: Vec<String>,
    /// People there; at most 500.
    pub contacts: Vec<Contact>,
    /// Systems and standards shared with it; at most 500.
    pub systems: Vec<SharedSystem>,
    /// The level aimed at with this company.
    pub target: Option<Level>,
    /// The day that it was put aside.
    pub archived_on: Option<Day>,
}

/// Names a contact for ever, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactId(pub Uuid);

/// A person at a company: with a name, an e-mail address or both. The texts may be empty otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    pub name: String,
    pub role: String,
    pub email: String,
    pub phone: String,
    pub note: String,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// Names a shared system for ever, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemId(pub Uuid);

/// A system or standard that is shared with a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedSystem {
    pub id: SystemId,
    /// Not empty.
    pub name: String,
    /// `None`: not told.
    pub openness: Option<Openness>,
    /// May be empty.
    pub note: String,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// Whether anybody may build on a system or standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    Open,
    Proprietary,
}

impl Openness {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Open, Self::Proprietary];

    /// The name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Proprietary => "proprietary",
        }
    }
}

/// Why a text is no tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// Nothing but spaces.
    #[error("a tag has at least one character")]
    Empty,
    #[error("a tag has at most {LONGEST_TAG} characters")]
    TooLong,
    #[error("a company has at most {MOST_TAGS} tags")]
    TooMany,
}

impl Profile {
    /// The profile of a company. Of two tags that are the same but for capitals the first counts: devices that each add
    /// one of them leave both behind.
    ///
    /// # Errors
    /// Every mistake with its place, such as `contacts[2].id: expected a UUID such as
    /// 0190f5f0-7b1c-7000-8000-000000000001, found 7`.
    pub fn of(company: &Company) -> Result<Self, Vec<Problem>> {
        let mut walker = Walker::new();
        let profile = Self::walk(&mut walker, &company.extra);
        walker.finish(Some(profile))
    }

    /// Puts the profile into a company. What says the same as before stays byte for byte, unknown members of contacts and
    /// systems stay with them, and a member with nothing left in it is taken out.
    pub fn put(&self, company: &mut Company) {
        document::put(self, &mut company.extra);
    }

    /// Adds a tag without the spaces around it. One that is there already, capitals aside, stays as it is.
    ///
    /// # Errors
    /// Where it is empty, too long or one too many.
    pub fn add_tag(&mut self, tag: &str) -> Result<(), TagError> {
        let tag = tag.trim();
        if tag.is_empty() {
            return Err(TagError::Empty);
        }
        if tag.chars().count() > LONGEST_TAG {
            return Err(TagError::TooLong);
        }
        let folded = tag.to_lowercase();
        if self.tags.iter().any(|one| one.to_lowercase() == folded) {
            return Ok(());
        }
        if self.tags.len() >= MOST_TAGS {
            return Err(TagError::TooMany);
        }
        self.tags.push(tag.to_owned());
        Ok(())
    }
}

impl Contact {
    /// A contact of whom nothing is known yet.
    #[must_use]
    pub const fn new(id: ContactId) -> Self {
        Self {
            id,
            name: String::new(),
            role: String::new(),
            email: String::new(),
            phone: String::new(),
            note: String::new(),
            extra: Vec::new(),
        }
    }
}
