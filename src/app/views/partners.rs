//! The list of partners.

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::library::Library;
use crate::storage::RecordKind;
use crate::ui::Screen;
use crate::ui::screens::partners::{PartnerRow, PartnersScreen};

use super::super::exchange::opening;
use super::super::state::State;
use super::bin::bin;
use super::once_read;
use super::opened;
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
    on_cleanup(move || {
        if state.screen.try_get_untracked() == Some(Screen::Partners) {
            let _ = state.later().opened.try_set(None);
        }
    });
    opening::take_address(state);
    let is_opened = opened::is_opened(state);
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
    once_read(state, move || {
        if is_opened.get() {
            return opened::opened(state, on_open);
        }
        if let Some(id) = there.get() {
            return partner(state, id, on_back);
        }
        let back_from = before.get_value();
        view! {
            <PartnersScreen
                rows=rows
                bin=bin
                back_from=back_from
                on_open=on_open
                ways_in=opened::ways_in(state)
                apart=opened::apart(state)
            />
        }
        .into_any()
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
