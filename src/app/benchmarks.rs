//! Figures of others: which are kept, taken in, deleted.

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::benchmark::Benchmark;
use crate::domain::pack::{Hash, PackReference};
use crate::storage::{RecordKey, RecordKind};
use crate::ui::Locale;
use crate::ui::text::{benchmarks as words, fill};

use super::ledger;
use super::state::{Shared, State, Unreadable};
use super::undo::{self, Undo};

/// So many digits of a hash are as many as a list's id has.
const DIGITS_OF_ID: usize = 32;

/// A record that could not be read lies in the place of what was to be kept, and is not written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotKept;

/// Keeps figures; those that are kept already stay as they are, and those in the bin come out of it.
///
/// # Errors
/// See [`NotKept`].
pub fn keep(state: State, benchmark: &Benchmark) -> Result<(), NotKept> {
    let key = key(&benchmark.hash);
    let is_set_aside = |all: &Vec<Unreadable>| all.iter().any(|one| one.key == key.as_str());
    if state.unreadable.with_untracked(is_set_aside) {
        return Err(NotKept);
    }
    note(state, &key, Some(benchmark));
    Ok(())
}

/// Moves figures to the bin, and offers to take that back.
pub fn delete(state: State, id: Uuid) {
    let Some(benchmark) = find(state, id) else {
        return;
    };
    note(state, &key(&benchmark.hash), None);
    let title = benchmark.title.clone();
    let said = move |locale: Locale| fill(words(locale.speech).deleted, &[("title", &title)]);
    let take_back = move |state| {
        // It was readable when it was deleted.
        let _ = keep(state, &benchmark);
    };
    undo::offer(state, Undo::new(said, take_back));
}

/// Shows figures that have come, and no longer those that are gone.
pub fn show(state: State, came: Vec<Benchmark>, gone: &[RecordKey]) {
    let is_gone = |one: &Shared<Benchmark>| gone.contains(&key(&one.hash));
    let benchmarks = state.later().benchmarks;
    if came.is_empty() && !benchmarks.with_untracked(|all| all.iter().any(is_gone)) {
        return;
    }
    benchmarks.update(|all| {
        all.retain(|one| !is_gone(one));
        for one in came {
            all.retain(|other| other.hash != one.hash);
            all.push(Shared::new(one));
        }
        all.sort_by(|one, other| (&one.title, &one.hash).cmp(&(&other.title, &other.hash)));
    });
}

/// The hashes of those that are kept.
pub fn hashes(state: State) -> Vec<Hash> {
    let benchmarks = state.later().benchmarks;
    benchmarks
        .try_with_untracked(|all| all.iter().map(|one| one.hash.clone()).collect())
        .unwrap_or_default()
}

/// What a list knows figures by: the beginning of their hash.
pub fn id_of(hash: &str) -> Option<Uuid> {
    Uuid::try_parse(hash.get(..DIGITS_OF_ID)?).ok()
}

/// Those that are kept and of this questionnaire; follows them.
pub fn of_pack(state: State, pack: &PackReference) -> Vec<Shared<Benchmark>> {
    let fits = |one: &&Shared<Benchmark>| one.fits(pack).is_ok();
    (state.later().benchmarks).with(|all| all.iter().filter(fits).cloned().collect())
}

fn find(state: State, id: Uuid) -> Option<Shared<Benchmark>> {
    let benchmarks = state.later().benchmarks;
    let is_it = |one: &&Shared<Benchmark>| id_of(one.hash.as_str()) == Some(id);
    benchmarks.with_untracked(|all| all.iter().find(is_it).cloned())
}

fn key(hash: &Hash) -> RecordKey {
    RecordKey::new(RecordKind::Benchmark, hash.as_str())
}

/// Notes what figures are from now on, `None`: in the bin, shows it and writes it.
fn note(state: State, key: &RecordKey, benchmark: Option<&Benchmark>) {
    ledger::change(state, |ledger| {
        ledger.note(key, benchmark.map(|one| &one.document), ledger::moment());
        vec![(key.clone(), ledger.reading(key))]
    });
}
