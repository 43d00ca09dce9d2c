//! Which company a row is about.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use uuid::Uuid;

use super::entry::Entry;
use crate::domain::company::CompanyId;
use crate::domain::directory::name_key;
use crate::domain::library::Library;
use crate::domain::profile::emails;

/// How the company of a row was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By its id: the table was given out from here.
    Id,
    /// By its name, but for how it is written.
    Name,
    /// By a contact's e-mail address, so it has another name now.
    Email,
    /// It was not: it is new.
    New,
}

impl Way {
    /// Whether the row says how the company is called: where it was found by its name, it is called so already.
    pub(super) const fn is_of_name(self) -> bool {
        !matches!(self, Self::Name)
    }
}

/// Where a company is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Here(CompanyId),
    /// A draft of a new one, by its number.
    Draft(usize),
}

/// Companies of one name.
#[derive(Debug, Default)]
struct Namesakes {
    /// Those that no row with an id is about.
    open: VecDeque<Place>,
    /// Another one.
    last: Option<Place>,
}

/// The companies that rows may be about: those that are here, and those of earlier rows.
pub(super) struct Places<'l> {
    library: &'l Library,
    names: BTreeMap<String, Namesakes>,
    emails: BTreeMap<String, CompanyId>,
    /// Those that a row was about because of an address.
    renamed: BTreeSet<CompanyId>,
}

impl<'l> Places<'l> {
    /// The places for these rows. All rows are looked at first, so that none is about a company that another row names.
    pub(super) fn new<'e>(library: &'l Library, entries: impl Iterator<Item = &'e Entry>) -> Self {
        let mut places = Self {
            library,
            names: BTreeMap::new(),
            emails: BTreeMap::new(),
            renamed: BTreeSet::new(),
        };
        let (mut stated, mut named): (BTreeSet<CompanyId>, BTreeSet<String>) = Default::default();
        for entry in entries {
            let key = entry.key();
            if let Some(company) = entry.id.and_then(|id| library.companies.get(&CompanyId(id))) {
                stated.insert(company.id);
                let key = if key.is_empty() {
                    name_key(&company.name)
                } else {
                    key
                };
                places.names.entry(key).or_default().last = Some(Place::Here(company.id));
            } else {
                named.insert(key);
            }
        }
        for company in library.companies.values() {
            if stated.contains(&company.id) {
                continue;
            }
            let key = name_key(&company.name);
            if !named.contains(&key) {
                for email in emails(company) {
                    places
                        .emails
                        .entry(email.trim().to_lowercase())
                        .or_insert(company.id);
                }
            }
            let open = &mut places.names.entry(key).or_default().open;
            open.push_back(Place::Here(company.id));
        }
        places
    }

    /// The company that a row is about; `None` where it is new.
    pub(super) fn find(&mut self, entry: &Entry) -> Option<(Place, Way)> {
        if let Some(id) = entry.id.map(CompanyId)
            && self.library.companies.contains_key(&id)
        {
            return Some((Place::Here(id), Way::Id));
        }
        if let Some(namesakes) = self.names.get_mut(&entry.key()) {
            let place = match entry.id {
                // Two ids are two companies, whatever they are called.
                Some(_) => namesakes
                    .open
                    .pop_front()
                    .inspect(|place| namesakes.last = Some(*place)),
                None => namesakes.open.front().copied().or(namesakes.last),
            };
            return place.map(|place| (place, Way::Name));
        }
        let email = &entry.contact.as_ref()?.email;
        let id = *self
            .emails
            .get(&email.to_lowercase())
            .filter(|_| entry.id.is_none())?;
        // From now on it is known by its new name, and to this address another name is another company.
        if !self.renamed.insert(id) {
            return None;
        }
        self.add(entry, Place::Here(id));
        Some((Place::Here(id), Way::Email))
    }

    /// Notes where the company of a row is from now on.
    pub(super) fn add(&mut self, entry: &Entry, place: Place) {
        let namesakes = self.names.entry(entry.key()).or_default();
        match entry.id {
            Some(_) => namesakes.last = Some(place),
            None => namesakes.open.push_back(place),
        }
    }
}

/// The row in which an id stood first, of those that are stated twice.
pub(super) fn stated_before(first: &mut BTreeMap<Uuid, u32>, id: Option<Uuid>, row: u32) -> Option<u32> {
    let before = *first.entry(id?).or_insert(row);
    (before != row).then_some(before)
}
