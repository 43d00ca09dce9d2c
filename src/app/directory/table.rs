//! Partners as a table: given out as a file, and taken in at once.

use std::collections::BTreeSet;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::{CompanyTable, Import, Imported, take_in_companies};
use crate::domain::library::{Library, Touched};
use crate::domain::slices::pause;
use crate::platform::files::{self, FileError};
use crate::platform::identity;
use crate::ui::Locale;
use crate::ui::text::directory as words;

use super::super::ledger::Fresh;
use super::super::slices::{in_turns, in_turns_while, stepped};
use super::super::state::{State, now, today};
use super::super::undo::{self, Undo};
use super::super::{ledger, persistence, sample};

/// So many partners are put in order at a time.
const ORDERED_AT_ONCE: usize = 2_000;
/// So many are written at a time.
const WRITTEN_AT_ONCE: usize = 256;

/// A table that was taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenIn {
    /// The file's name.
    pub file: String,
    /// New ones, as they came.
    added: Vec<Company>,
    /// Those that were here, as they were and as they are from then on.
    changed: Vec<(Company, Company)>,
}

impl TakenIn {
    /// How many partners it was.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.added.len() + self.changed.len()
    }

    /// Whether any of it is still here as it came: else it was taken back.
    #[must_use]
    pub fn is_here(&self, library: &Library) -> bool {
        let changed = self.changed.iter().map(|(_, after)| after);
        let mut all = self.added.iter().chain(changed);
        all.any(|company| library.companies.get(&company.id) == Some(company))
    }

    /// How many of them are new.
    #[must_use]
    pub const fn added(&self) -> usize {
        self.added.len()
    }
}

/// Why a table was not taken in. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// What is here has changed since it was looked at.
    ChangedMeanwhile,
    /// The widget has left the page, or its lock was shut.
    Gone,
}

/// Gives out all partners as a table, in the order of their names.
///
/// # Errors
/// Where the browser does not take the file.
pub async fn export_all(state: State) -> Result<(), FileError> {
    let ids = in_turns(by_name(state)).await;
    export(state, ids.unwrap_or_default()).await
}

/// All partners, put in order of their names so many at a time. `None` where the widget is gone.
async fn by_name(state: State) -> Option<Vec<CompanyId>> {
    let mut ordered = BTreeSet::new();
    let mut last = None;
    stepped(state, |library| {
        let is_over = library
            .companies
            .go_on(&mut last, ORDERED_AT_ONCE, |_, _, company| {
                ordered.insert(company.by_name());
            });
        is_over.then_some(())
    })
    .await?;
    Some(ordered.into_iter().map(|(_, id)| id).collect())
}

/// Gives out partners as a table. It is written in turns; who is gone meanwhile is left out.
///
/// # Errors
/// Where the browser does not take the file.
pub async fn export(state: State, ids: Vec<CompanyId>) -> Result<(), FileError> {
    let Some(text) = in_turns(write(state, &ids)).await else {
        return Ok(());
    };
    let name = sample::file_name(state, format!("partners-{}.csv", today()));
    files::download(&name, "text/csv", &text)
}

/// `None` where the widget is gone meanwhile.
async fn write(state: State, ids: &[CompanyId]) -> Option<String> {
    let mut table = CompanyTable::new();
    for ids in ids.chunks(WRITTEN_AT_ONCE) {
        state.library.try_with_untracked(|library| {
            let companies = ids.iter().filter_map(|id| library.companies.get(id));
            companies.for_each(|company| table.write(company));
        })?;
        pause().await;
    }
    Some(table.into_text())
}

/// Takes in what a table makes, all at once. The records are made before, in turns; until all are there nothing is
/// changed. It can be taken back.
///
/// # Errors
/// Where what is here has changed since the import was made, or the widget is gone.
pub async fn take_in(state: State, file: String, import: &Import) -> Result<TakenIn, NotTaken> {
    let is_current = || {
        let is_current = state
            .library
            .try_with_untracked(|library| import.is_current(library));
        is_current.filter(|_| !state.later().lock.is_shut())
    };
    if !is_current().ok_or(NotTaken::Gone)? {
        return Err(NotTaken::ChangedMeanwhile);
    }
    let mut given = BTreeSet::new();
    let mut new_id = |stated: Option<Uuid>| {
        let id = stated.filter(|id| is_free(state, *id) && !given.contains(id));
        let id = id.unwrap_or_else(identity::new_uuid);
        given.insert(id);
        id
    };
    let imported = import.companies(&mut new_id, now());
    let is_there = || state.library.try_with_untracked(|_| ()).is_some() && !state.later().lock.is_shut();
    let fresh = in_turns_while(fresh(&imported.added), is_there).await;
    let fresh = fresh.ok_or(NotTaken::Gone)?;
    if !is_current().ok_or(NotTaken::Gone)? {
        return Err(NotTaken::ChangedMeanwhile);
    }
    Ok(add(state, file, imported, fresh))
}

/// Whether nothing here has this id, nor had it.
fn is_free(state: State, id: Uuid) -> bool {
    let id = CompanyId(id);
    let is_here = |library: &Library| library.companies.contains_key(&id);
    !ledger::knows(state, Touched::Company(id)) && !state.library.with_untracked(is_here)
}

async fn fresh(companies: &[Company]) -> Fresh {
    let mut fresh = Fresh::default();
    fresh.add_companies(&companies.iter().collect::<Vec<_>>()).await;
    fresh
}

fn add(state: State, file: String, imported: Imported, fresh: Fresh) -> TakenIn {
    let Imported {
        added,
        changed,
        before,
    } = imported;
    let is_new: BTreeSet<CompanyId> = added.iter().map(|company| company.id).collect();
    let taken = TakenIn {
        file,
        changed: before.into_iter().zip(changed.iter().cloned()).collect(),
        added: added.clone(),
    };
    let all = added.into_iter().chain(changed).collect();
    let touched = state
        .library
        .try_update(|library| take_in_companies(library, all));
    ledger::add(state, fresh);
    // New ones have their records already.
    let mut touched = touched.unwrap_or_default();
    touched.retain(|one| !matches!(one, Touched::Company(id) if is_new.contains(id)));
    persistence::save(state, touched);
    let done = taken.clone();
    let said = {
        let (count, file) = (done.count(), done.file.clone());
        move |locale: Locale| locale.plural(count, &words(locale.speech).undo.taken_in, &[("file", &file)])
    };
    undo::offer(state, Undo::new(said, move |state| take_back(state, &done)));
    taken
}

/// Takes a table back: what came goes, what was changed is as before. What somebody has changed since stays.
fn take_back(state: State, taken: &TakenIn) {
    let touched = state.library.try_update(|library| {
        let is_as_it_came = |company: &Company| library.companies.get(&company.id) == Some(company);
        let gone: BTreeSet<CompanyId> = taken
            .added
            .iter()
            .filter(|company| is_as_it_came(company))
            .map(|company| company.id)
            .collect();
        let back = taken.changed.iter().filter(|(_, after)| is_as_it_came(after));
        let back: Vec<Company> = back.map(|(before, _)| before.clone()).collect();
        library.companies.retain(|id, _| !gone.contains(id));
        let mut touched = take_in_companies(library, back);
        touched.extend(gone.into_iter().map(Touched::Company));
        touched
    });
    persistence::save(state, touched.unwrap_or_default());
}
