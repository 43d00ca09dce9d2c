//! What stands around the list of all partners.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::duplicates;
use crate::domain::library::Library;
use crate::domain::profile::{Profile, archived_on, tags};
use crate::ui::locale::locale;
use crate::ui::screens::partners::{ListSignals, PartnerRow};
use crate::ui::text::desk;

use super::super::super::directory;
use super::super::super::slices::Sliced;
use super::super::super::state::State;
use super::super::assessments::file_words;

/// After so long without a change it is looked which partners look like one: the list comes first.
const PAUSE_MILLISECONDS: u32 = 200;

/// What stands around the list, and the way out as a table.
pub(super) fn list(state: State) -> (ListSignals, Callback<(), Option<String>>) {
    let locale = locale();
    let signals = ListSignals {
        all: Memo::new(move |_| state.library.with(|library| library.companies.len())),
        row: row(state),
        alike: alike(state),
        is_adding: RwSignal::new(false),
    };
    let export = Callback::new(move |()| {
        let error = directory::export(state, None).err()?;
        Some(file_words(locale, &desk(&locale.language()).import, error))
    });
    (signals, export)
}

/// A partner as a row.
fn row(state: State) -> Callback<CompanyId, Option<PartnerRow>> {
    // Counted once for all rows.
    let counts = Memo::new(move |_| state.library.with(counts));
    Callback::new(move |id| {
        state.library.with(|library| {
            let company = library.companies.get(&id)?;
            let assessments = counts.with(|counts| counts.get(&id).copied().unwrap_or(0));
            Some(row_of(company, assessments))
        })
    })
}

/// A partner that so many assessments are about, as a row.
pub(in crate::app::views) fn row_of(company: &Company, assessments: usize) -> PartnerRow {
    PartnerRow {
        assessments,
        tags: tags(company).map(str::to_owned).collect(),
        archived_on: archived_on(company),
        is_readable: Profile::of(company).is_ok(),
        company: company.clone(),
    }
}

/// How many assessments are about each partner.
pub(super) fn counts(library: &Library) -> BTreeMap<CompanyId, usize> {
    let mut counts = BTreeMap::new();
    for assessment in library.assessments.values() {
        if let Some(id) = assessment.counterpart.as_ref().and_then(|copy| copy.id) {
            *counts.entry(id).or_default() += 1;
        }
    }
    counts
}

/// How many look like one.
fn alike(state: State) -> RwSignal<usize> {
    let count = RwSignal::new(0);
    let sliced = Sliced::new();
    Effect::new(move |_| {
        state.library.track();
        sliced.begin(PAUSE_MILLISECONDS, async move {
            let groups = state.library.try_with_untracked(duplicates);
            let all = groups.iter().flatten().map(|group| group.companies.len()).sum();
            if count.try_get_untracked().is_some_and(|before| before != all) {
                count.set(all);
            }
        });
    });
    count
}
