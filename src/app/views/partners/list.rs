//! What the list shows: those that the search finds, however many there are.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::{Query, SearchText, duplicates};
use crate::domain::library::Library;
use crate::domain::profile::{Profile, archived_on, contact_names, emails, tags};
use crate::ui::Locale;
use crate::ui::locale::locale;
use crate::ui::screens::partners::{ListSignals, PartnerRow, Which, kind_words};
use crate::ui::text::desk;

use super::super::super::directory;
use super::super::super::slices::Sliced;
use super::super::super::state::State;
use super::super::assessments::file_words;

/// After so long without a change it is looked which partners look like one: the list comes first.
const PAUSE_MILLISECONDS: u32 = 200;

/// What a partner is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    id: CompanyId,
    text: SearchText,
    is_archived: bool,
}

/// The signals of the list, and the way out as a table.
pub(super) fn list(state: State) -> (ListSignals, Callback<Which, Option<String>>) {
    let locale = locale();
    let index = Memo::new(move |_| state.library.with(|library| index(locale, library)));
    let query = RwSignal::new(String::new());
    let shows_archived = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let query = query.with(|query| Query::of(query));
        let shows_archived = shows_archived.get();
        index.with(|index| {
            let is_shown = |one: &&Found| (shows_archived || !one.is_archived) && one.text.matches(&query);
            index
                .iter()
                .filter(is_shown)
                .map(|one| one.id)
                .collect::<Vec<_>>()
        })
    });
    let all = Memo::new(move |_| {
        index.with(|index| {
            let archived = index.iter().filter(|one| one.is_archived).count();
            (index.len() - archived, archived)
        })
    });
    let signals = ListSignals {
        found,
        all,
        row: row(state),
        query,
        shows_archived,
        alike: alike(state),
    };
    let export = Callback::new(move |which| {
        let ids = match which {
            Which::All => None,
            Which::Found => Some(found.get_untracked()),
        };
        let error = directory::export(state, ids.as_deref()).err()?;
        Some(file_words(locale, &desk(&locale.language()).import, error))
    });
    (signals, export)
}

fn index(locale: Locale, library: &Library) -> Vec<Found> {
    let found = |company: &Company| {
        let kind = company.kind.and_then(|kind| kind_words(locale, kind));
        let words: Vec<&str> = kind
            .into_iter()
            .chain(contact_names(company))
            .chain(emails(company))
            .collect();
        Found {
            id: company.id,
            text: SearchText::of(company, words),
            is_archived: archived_on(company).is_some(),
        }
    };
    library.companies_by_name().into_iter().map(found).collect()
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
