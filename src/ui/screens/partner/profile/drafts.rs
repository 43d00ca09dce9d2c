//! Contacts and systems while somebody changes them.

use core::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use crate::domain::profile::{Contact, Openness, Profile, SharedSystem};

/// Contacts and systems while somebody changes them.
#[derive(Clone, Copy)]
pub(super) struct Drafts {
    pub(super) contacts: RwSignal<Vec<ContactDraft>>,
    pub(super) systems: RwSignal<Vec<SystemDraft>>,
    /// Whether saving was tried: only then is told what is missing.
    pub(super) was_tried: RwSignal<bool>,
}

#[derive(Clone, Copy)]
pub(super) struct ContactDraft {
    pub(super) key: u32,
    pub(super) before: StoredValue<Contact>,
    pub(super) name: RwSignal<String>,
    pub(super) role: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) phone: RwSignal<String>,
    pub(super) note: RwSignal<String>,
}

#[derive(Clone, Copy)]
pub(super) struct SystemDraft {
    pub(super) key: u32,
    pub(super) before: StoredValue<SharedSystem>,
    pub(super) name: RwSignal<String>,
    pub(super) openness: RwSignal<String>,
    pub(super) note: RwSignal<String>,
}

fn next_key() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn is_blank(text: RwSignal<String>) -> bool {
    text.with(|text| text.trim().is_empty())
}

impl ContactDraft {
    pub(super) fn new(contact: Contact) -> Self {
        Self {
            key: next_key(),
            name: RwSignal::new(contact.name.clone()),
            role: RwSignal::new(contact.role.clone()),
            email: RwSignal::new(contact.email.clone()),
            phone: RwSignal::new(contact.phone.clone()),
            note: RwSignal::new(contact.note.clone()),
            before: StoredValue::new(contact),
        }
    }

    /// Whether nothing was written: such a row is as good as none.
    fn is_empty(self) -> bool {
        let rest = [self.role, self.phone, self.note];
        self.has_no_name() && rest.into_iter().all(is_blank)
    }

    fn has_no_name(self) -> bool {
        is_blank(self.name) && is_blank(self.email)
    }

    pub(super) fn is_incomplete(self) -> bool {
        self.has_no_name() && !self.is_empty()
    }

    fn contact(self) -> Contact {
        let mut contact = self.before.get_value();
        for (field, typed) in [
            (&mut contact.name, self.name),
            (&mut contact.role, self.role),
            (&mut contact.email, self.email),
            (&mut contact.phone, self.phone),
            (&mut contact.note, self.note),
        ] {
            take(field, typed);
        }
        contact
    }
}

/// Takes over what was typed, without spaces around it; what was not touched stays as it was.
fn take(field: &mut String, typed: RwSignal<String>) {
    let typed = typed.get_untracked();
    if *field != typed {
        typed.trim().clone_into(field);
    }
}

impl SystemDraft {
    pub(super) fn new(system: SharedSystem) -> Self {
        Self {
            key: next_key(),
            name: RwSignal::new(system.name.clone()),
            openness: RwSignal::new(system.openness.map_or("", Openness::name).to_owned()),
            note: RwSignal::new(system.note.clone()),
            before: StoredValue::new(system),
        }
    }

    fn is_empty(self) -> bool {
        is_blank(self.name) && is_blank(self.note) && self.openness.with(String::is_empty)
    }

    pub(super) fn is_incomplete(self) -> bool {
        is_blank(self.name) && !self.is_empty()
    }

    fn system(self) -> SharedSystem {
        let mut system = self.before.get_value();
        take(&mut system.name, self.name);
        take(&mut system.note, self.note);
        let chosen = self.openness.get_untracked();
        system.openness = Openness::ALL.into_iter().find(|one| one.name() == chosen);
        system
    }
}

impl Drafts {
    pub(super) fn new(profile: &Profile) -> Self {
        let contacts = profile.contacts.iter().cloned().map(ContactDraft::new);
        let systems = profile.systems.iter().cloned().map(SystemDraft::new);
        Self {
            contacts: RwSignal::new(contacts.collect()),
            systems: RwSignal::new(systems.collect()),
            was_tried: RwSignal::new(false),
        }
    }

    /// What was written; `None` where something is missing.
    pub(super) fn read(self) -> Option<(Vec<Contact>, Vec<SharedSystem>)> {
        let (contacts, systems) = (self.contacts.get_untracked(), self.systems.get_untracked());
        self.was_tried.set(true);
        untrack(|| {
            let is_whole = !contacts.iter().any(|one| one.is_incomplete())
                && !systems.iter().any(|one| one.is_incomplete());
            let contacts = contacts.into_iter().filter(|one| !one.is_empty());
            let systems = systems.into_iter().filter(|one| !one.is_empty());
            is_whole.then(|| {
                (
                    contacts.map(ContactDraft::contact).collect(),
                    systems.map(SystemDraft::system).collect(),
                )
            })
        })
    }
}
