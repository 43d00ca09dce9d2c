//! What people do on the screens of the later part, turned into events of the domain and effects.

use leptos::prelude::*;

use crate::domain::assessment::{AssessmentId, Event};
use crate::domain::company::CompanyId;
use crate::domain::library::LibraryEvent;
use crate::platform::{identity, printing};
use crate::ui::Action;

use super::actions::{self, commit, new_company};
use super::offering;
use super::persistence;
use super::state::{Removed, State, now};
use super::transfer;

/// Applies an action.
pub fn apply(state: State, action: Action) {
    match action {
        Action::Renamed(id, title) => {
            commit(state, LibraryEvent::AssessmentChanged(id, Event::Renamed(title)));
        }
        Action::Duplicated(id, title) => duplicate(state, id, title),
        Action::AssessmentDeleted(id) => delete_assessment(state, id),
        Action::PartnerAdded(entry) => commit(state, LibraryEvent::CompanyAdded(new_company(entry))),
        Action::PartnerEdited(id, entry) => commit(state, LibraryEvent::CompanyEdited(id, entry)),
        Action::PartnerDeleted(id) => delete_partner(state, id),
        Action::Undone => undo(state),
        Action::NoticeDismissed => state.undo.set(None),
        Action::SaveRetried => persistence::write(state),
        Action::Exported(which) => transfer::offer(state, which),
        Action::UnreadableExported => transfer::offer_unreadable(state),
        Action::FilePicked(file) => transfer::take_file(state, file),
        Action::ImportDismissed => state.import.set(None),
        Action::Printed => printing::print(),
        Action::PackChosen(choice) => offering::choose(state, choice),
        Action::PackAdded(text) => offering::add(state, &text),
        Action::PackExported(hash) => transfer::offer_pack(state, &hash),
        Action::PackRemoved(hash) => offering::remove(state, &hash),
        Action::ScreenChosen(_)
        | Action::Started(_)
        | Action::Opened(..)
        | Action::Changed(_)
        | Action::QuestionChosen(_)
        | Action::PartRetried => actions::apply(state, action),
    }
}

fn duplicate(state: State, id: AssessmentId, title: String) {
    let copy = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    if let Some(mut copy) = copy {
        let now = now();
        copy.id = AssessmentId(identity::new_uuid());
        copy.title = Some(title);
        copy.created_at = now;
        copy.updated_at = now;
        commit(state, LibraryEvent::AssessmentAdded(copy));
    }
}

fn delete_assessment(state: State, id: AssessmentId) {
    let removed = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    if let Some(removed) = removed {
        if state.current.get_untracked() == Some(id) {
            state.current.set(None);
        }
        commit(state, LibraryEvent::AssessmentDeleted(id));
        state.undo.set(Some(Removed::Assessment(removed)));
    }
}

fn delete_partner(state: State, id: CompanyId) {
    let removed = state
        .library
        .with_untracked(|library| library.companies.get(&id).cloned());
    if let Some(removed) = removed {
        commit(state, LibraryEvent::CompanyDeleted(id));
        state.undo.set(Some(Removed::Company(removed)));
    }
}

fn undo(state: State) {
    match state.undo.get_untracked() {
        Some(Removed::Assessment(assessment)) => commit(state, LibraryEvent::AssessmentAdded(assessment)),
        Some(Removed::Company(company)) => commit(state, LibraryEvent::CompanyAdded(company)),
        Some(Removed::Pack(pack)) => offering::put_back(state, &pack),
        None => {}
    }
    state.undo.set(None);
}
