//! What people do with the directory of partners, and taking it back.

mod table;

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::Merger;
use crate::domain::library::LibraryEvent;
use crate::domain::own::Unlike;
use crate::domain::profile::{ContactId, Profile, SystemId, archive, archived_on, unarchive};
use crate::platform::identity;
use crate::ui::Locale;
use crate::ui::action::{DirectoryAction, ProfileChange};
use crate::ui::text::{directory as words, fill};

use super::actions::commit;
use super::state::{State, now, today};
use super::undo::{self, Undo};

pub use table::{NotTaken, TakenIn, export, export_all, take_in};

/// Applies an action.
pub fn apply(state: State, action: DirectoryAction) {
    match action {
        DirectoryAction::ProfileChanged(id, change) => change_profile(state, id, *change),
        DirectoryAction::Archived(id) => put_aside(state, id),
        DirectoryAction::Unarchived(id) => change(state, id, unarchive),
        DirectoryAction::Merged(keep, other) => merge(state, keep, other),
        DirectoryAction::FoundUnlike(ids) => keep_unlike(state, &ids),
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
    let said = move |locale: Locale| {
        let text = &words(locale.speech).undo;
        fill(text.archived, &[("name", &company.name)])
    };
    undo::offer(state, Undo::new(said, move |state| change(state, id, unarchive)));
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
    let name = merger.company.name.clone();
    let said = move |locale: Locale| {
        let text = &words(locale.speech).undo;
        fill(text.merged, &[("name", &name), ("other", &gone.name)])
    };
    let comes_back = merger.gone().0;
    let take_back = move |state: State| {
        for event in state.library.with_untracked(|library| merger.undo(library)) {
            commit(state, event);
        }
    };
    undo::offer(state, Undo::new(said, take_back).reserving([comes_back]));
}

/// Notes that each of these is a company of its own.
fn keep_unlike(state: State, ids: &[CompanyId]) {
    let companies: Vec<Company> = ids.iter().filter_map(|id| found(state, *id)).collect();
    let changed = Unlike::each_other(&companies, now());
    let names: Vec<String> = companies.into_iter().map(|company| company.name).collect();
    if changed.is_empty() {
        return;
    }
    for company in changed {
        commit(state, LibraryEvent::CompanyReplaced(company));
    }
    let said = move |locale: Locale| {
        let text = &words(locale.speech).undo;
        fill(text.unlike, &[("names", &locale.list(&names))])
    };
    let ids = ids.to_vec();
    let take_back = move |state| {
        for id in &ids {
            if let Some(mut company) = found(state, *id) {
                Unlike::take_off(&mut company, &ids);
                commit(state, LibraryEvent::CompanyReplaced(company));
            }
        }
    };
    undo::offer(state, Undo::new(said, take_back));
}
