//! The list of partners.

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::library::Library;
use crate::storage::RecordKind;
use crate::ui::Screen;
use crate::ui::screens::partners::{PartnerRow, PartnersScreen};

use super::super::state::State;
use super::bin::bin;
use super::joint::joint;
use super::once_read;
use super::partner::partner;

/// The screen.
pub fn partners(state: State) -> AnyView {
    let rows = Memo::new(move |_| {
        state.library.with(|library| {
            let row = |company: &Company| PartnerRow {
                assessments: about(library, company.id),
                company: company.clone(),
            };
            library
                .companies_by_name()
                .into_iter()
                .map(row)
                .collect::<Vec<_>>()
        })
    });
    let bin = bin(state, RecordKind::Company);
    let shown = state.later().partner;
    // Whoever comes back from somewhere else finds the page again; whoever asks for the list here, gets that.
    on_cleanup(move || {
        if state.screen.try_get_untracked() == Some(Screen::Partners) {
            let _ = shown.try_set(None);
        }
    });
    let before = StoredValue::new(None);
    let on_open = Callback::new(move |id| shown.set(Some(id)));
    let on_back = Callback::new(move |()| {
        before.set_value(shown.get_untracked());
        shown.set(None);
    });
    let there = Memo::new(move |_| {
        let id = shown.get()?;
        state
            .library
            .with(|library| library.companies.contains_key(&id))
            .then_some(id)
    });
    let people = state.later().people;
    on_cleanup(move || drop(people.try_set(None)));
    once_read(state, move || {
        if let Some(people) = people.get() {
            return joint(state, people);
        }
        if let Some(id) = there.get() {
            return partner(state, id, on_back);
        }
        let back_from = before.get_value();
        view! { <PartnersScreen rows=rows bin=bin back_from=back_from on_open=on_open /> }.into_any()
    })
}

fn about(library: &Library, id: CompanyId) -> usize {
    let counterparts = library
        .assessments
        .values()
        .filter_map(|assessment| assessment.counterpart.as_ref());
    counterparts
        .filter(|counterpart| counterpart.id == Some(id))
        .count()
}
