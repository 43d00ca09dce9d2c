//! What lists, filters and tables show of many companies, without reading each profile as a whole. What is written in
//! another way than a profile is passed over.

use super::document::{ARCHIVED_ON, CONTACTS, TAGS, TARGET, set};
use crate::domain::company::Company;
use crate::domain::json::Spot;
use crate::domain::level::Level;
use crate::domain::time::Day;

/// What is seen of a profile at a glance.
#[derive(Debug, Default)]
pub struct Glance<'c> {
    pub tags: Vec<&'c str>,
    /// The level aimed at with it.
    pub target: Option<Level>,
    /// The day that it was put aside; `None` where it was not.
    pub archived_on: Option<Day>,
    contacts: Vec<Contact<'c>>,
}

#[derive(Debug, Default)]
struct Contact<'c> {
    name: &'c str,
    role: &'c str,
    email: &'c str,
    phone: &'c str,
}

impl<'c> Glance<'c> {
    /// A glance at a company.
    #[must_use]
    pub fn of(company: &'c Company) -> Self {
        let mut glance = Self::default();
        company.extra.see(&mut |spot| glance.take(spot));
        glance
    }

    /// Takes what is said at a spot of the company's members, which come in order. Whether what lies in it is wanted too.
    pub fn take(&mut self, spot: Spot<'c>) -> bool {
        let Spot { item, part, said, .. } = spot;
        match (spot.member, item, part) {
            (TAGS, Some(_), None) => self.tags.extend(said.as_str()),
            (TARGET, None, None) => {
                let level = said.as_whole().and_then(|level| u8::try_from(level).ok());
                self.target = level.and_then(Level::new);
            }
            (ARCHIVED_ON, None, None) => self.archived_on = said.as_str().and_then(Day::parse),
            (CONTACTS, Some(_), None) => self.contacts.push(Contact::default()),
            (CONTACTS, Some(_), Some(part)) => {
                if let (Some(contact), Some(text)) = (self.contacts.last_mut(), said.as_str()) {
                    contact.take(part, text);
                }
            }
            _ => return item.is_none() && matches!(spot.member, TAGS | CONTACTS),
        }
        spot.member == CONTACTS
    }

    /// The names of its contacts that are not empty.
    pub fn contact_names(&self) -> impl Iterator<Item = &'c str> {
        let names = self.contacts.iter().map(|contact| contact.name);
        names.filter(|name| !name.trim().is_empty())
    }

    /// The e-mail addresses of its contacts that are not empty, as they are written.
    pub fn emails(&self) -> impl Iterator<Item = &'c str> {
        let emails = self.contacts.iter().map(|contact| contact.email);
        emails.filter(|email| !email.trim().is_empty())
    }

    /// Name, role, e-mail address and phone of the first contact that has a name or an address; `None` where there is none.
    #[must_use]
    pub fn first_contact(&self) -> Option<[&'c str; 4]> {
        let is_one = |contact: &&Contact<'_>| !is_blank(contact.name) || !is_blank(contact.email);
        let first = self.contacts.iter().find(is_one)?;
        Some([first.name, first.role, first.email, first.phone])
    }
}

impl<'c> Contact<'c> {
    fn take(&mut self, part: &str, text: &'c str) {
        match part {
            "name" => self.name = text,
            "role" => self.role = text,
            "email" => self.email = text,
            "phone" => self.phone = text,
            _ => {}
        }
    }
}

/// Whether nothing of it is seen, and nothing of it stands in a table.
fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || character == '\0')
}

/// The e-mail addresses of a company's contacts that are not empty, as they are written.
pub fn emails(company: &Company) -> impl Iterator<Item = &str> {
    let all: Vec<_> = Glance::of(company).emails().collect();
    all.into_iter()
}

/// The day that a company was put aside; `None` where it was not.
#[must_use]
pub fn archived_on(company: &Company) -> Option<Day> {
    Glance::of(company).archived_on
}

/// Puts a company aside. One that is aside keeps its day.
pub fn archive(company: &mut Company, on: Day) {
    if archived_on(company).is_none() {
        set(&mut company.extra, ARCHIVED_ON, Some(on.to_string().into()));
    }
}

/// Takes a company back that was put aside.
pub fn unarchive(company: &mut Company) {
    set(&mut company.extra, ARCHIVED_ON, None);
}
