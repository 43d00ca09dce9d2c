//! What people do with the directory of partners, and taking it back.

mod table;

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::Merger;
use crate::domain::library::LibraryEvent;
use crate::domain::profile::{ContactId, Profile, SystemId, archive, archived_on, unarchive};
use crate::platform::identity;
use crate::ui::Locale;
use crate::ui::action::{DirectoryAction, ProfileChange};
use crate::ui::text::{directory as words, fill};

use super::actions::commit;
use super::later_state::Removed;
use super::state::{State, now, today};

pub use table::{NotTaken, TakenIn, export, take_in};

/// What was done last and can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum DirectoryUndo {
    Archived(CompanyId, String),
    Merged(Arc<Merger>, [String; 2]),
    TakenIn(Arc<TakenIn>),
}

/// Applies an action.
pub fn apply(state: State, action: DirectoryAction) {
    match action {
        DirectoryAction::ProfileChanged(id, change) => change_profile(state, id, *change),
        DirectoryAction::Archived(id) => put_aside(state, id),
        DirectoryAction::Unarchived(id) => change(state, id, unarchive),
        DirectoryAction::Merged(keep, other) => merge(state, keep, other),
    }
}

/// Takes back what was done.
pub fn undo(state: State, done: DirectoryUndo) {
    match done {
        DirectoryUndo::Archived(id, _) => change(state, id, unarchive),
        DirectoryUndo::Merged(merger, _) => {
            for event in merger.undo() {
                commit(state, event);
            }
        }
        DirectoryUndo::TakenIn(taken) => table::take_back(state, &taken),
    }
}

/// What is said of it.
#[must_use]
pub fn undo_words(locale: Locale, done: &DirectoryUndo) -> String {
    let text = &words(&locale.language()).undo;
    match done {
        DirectoryUndo::Archived(_, name) => fill(text.archived, &[("name", name)]),
        DirectoryUndo::Merged(_, [name, other]) => fill(text.merged, &[("name", name), ("other", other)]),
        DirectoryUndo::TakenIn(taken) => {
            locale.plural(taken.count(), &text.taken_in, &[("file", &taken.file)])
        }
    }
}

/// The records that come back where it is taken back: nothing may be written over them.
#[must_use]
pub fn reserved(done: &DirectoryUndo) -> Vec<Uuid> {
    match done {
        DirectoryUndo::Merged(merger, _) => {
            let companies = merger.undo().into_iter().filter_map(|event| match event {
                LibraryEvent::CompanyAdded(company) => Some(company.id.0),
                _ => None,
            });
            companies.collect()
        }
        DirectoryUndo::Archived(..) | DirectoryUndo::TakenIn(_) => Vec::new(),
    }
}

fn found(state: State, id: CompanyId) -> Option<Company> {
    state
        .library
        .with_untracked(|library| library.companies.get(&id).cloned())
}

/// Changes a company; one whose profile cannot be read stays as it is, so that nothing is written over it.
fn change(state: State, id: CompanyId, make: impl FnOnce(&mut Company)) {
    if let Some(mut company) = found(state, id).filter(|company| Profile::of(company).is_ok()) {
        let before = company.clone();
        make(&mut company);
        if company != before {
            commit(state, LibraryEvent::CompanyReplaced(company));
        }
    }
}

fn change_profile(state: State, id: CompanyId, made: ProfileChange) {
    let ProfileChange { before, mut after } = made;
    for contact in after.contacts.iter_mut().filter(|one| one.id.0.is_nil()) {
        contact.id = ContactId(identity::new_uuid());
    }
    for system in after.systems.iter_mut().filter(|one| one.id.0.is_nil()) {
        system.id = SystemId(identity::new_uuid());
    }
    change(state, id, |company| {
        if let Ok(here) = Profile::of(company) {
            here.rebased(&before, &after).put(company);
        }
    });
}

fn put_aside(state: State, id: CompanyId) {
    change(state, id, |company| archive(company, today()));
    let Some(company) = found(state, id).filter(|company| archived_on(company).is_some()) else {
        return;
    };
    let done = DirectoryUndo::Archived(id, company.name);
    state.later().undo.set(Some(Removed::Directory(done)));
}

fn merge(state: State, keep: CompanyId, other: CompanyId) {
    let merger = state
        .library
        .with_untracked(|library| Merger::of(library, keep, other, now()));
    // Whoever asked was shown what it becomes, or why it cannot be.
    let (Ok(merger), Some(gone)) = (merger, found(state, other)) else {
        return;
    };
    for event in merger.events() {
        commit(state, event);
    }
    let names = [merger.company.name.clone(), gone.name];
    let done = DirectoryUndo::Merged(Arc::new(merger), names);
    state.later().undo.set(Some(Removed::Directory(done)));
}
