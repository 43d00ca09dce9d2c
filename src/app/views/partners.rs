//! The list of partners.

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::library::Library;
use crate::storage::RecordKind;
use crate::ui::screens::partners::{PartnerRow, PartnersScreen};

use super::super::state::State;
use super::bin::bin;
use super::once_read;

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
    once_read(state, move || {
        view! { <PartnersScreen rows=rows bin=bin /> }.into_any()
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
