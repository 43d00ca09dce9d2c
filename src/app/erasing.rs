//! The end of everything: what the widget knows is forgotten, and what it has left in the browser is deleted.

use leptos::prelude::*;

use crate::domain::library::Library;
use crate::domain::pack::Hash;
use crate::platform::marks;
use crate::platform::traces::{self, Traces};
use crate::storage::{StoreError, databases};
use crate::ui::components::saved::SaveState;

use super::ledger;
use super::lock;
use super::persistence;
use super::reminder::Backups;
use super::savefile::Standing;
use super::state::State;
use super::{tabs, transfer};

/// What the names of everything of ours begin with.
const PREFIX: &str = "channel-readiness";

/// What is left in the browser, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Left {
    /// Empty too where the browser does not tell.
    pub databases: Vec<String>,
    pub traces: Traces,
}

/// Deletes what this widget keeps: its database, its mark, and all caches. Those of other uses on the same site, which
/// have a name of their own, stay. Gives what is left.
///
/// # Errors
/// Why the database could not be deleted; what it holds is then read again.
pub async fn erase(state: State) -> (Result<(), StoreError>, Left) {
    forget(state);
    let outcome = match lock::store(state) {
        Some(store) => store.erase().await,
        None => Ok(()),
    };
    if outcome.is_ok() {
        lock::forget(state);
        marks::remove(&state.keeper.namespace());
        traces::delete_caches(PREFIX).await;
        tabs::tell_erased(state);
        let is_lasting = state.keeper.store().is_none_or(|store| store.is_lasting());
        if is_lasting {
            let _ = state.saving.try_set(SaveState::Unchanged);
        }
    } else {
        persistence::open(state);
    }
    let left = Left {
        databases: databases(PREFIX).await,
        traces: traces::left(PREFIX).await,
    };
    (outcome, left)
}

/// Forgets everything that was kept, and what was not saved yet.
pub fn forget(state: State) {
    let Some(held) = ledger::held(state) else {
        return;
    };
    transfer::cancel(state);
    // In its place: a save that is on its way must not write what is forgotten.
    *held.borrow_mut() = ledger::fresh();
    let later = state.later();
    let _ = later.packs_to_write.try_update_value(Vec::clear);
    later.undo.set(None);
    later.gone.set(None);
    let _ = later.save_file.try_set_value(None);
    let _ = later.save_file_timer.try_set_value(None);
    later.save_file_standing.set(Standing::None);
    later.bin.set(Vec::new());
    later.benchmarks.set(Vec::new());
    later.import.set(None);
    later.what_if.set(None);
    later.workbench.set(String::new());
    later.workbench_before.set(None);
    later.backups.set(Backups::default());
    later.sending.forget();
    state.current.set(None);
    state.only.set(None);
    state.question.set(None);
    state.unreadable.set(Vec::new());
    state.library.set(Library::default());
    forget_packs(state);
}

/// Packs of one's own go; what the page itself offers is at hand still.
fn forget_packs(state: State) {
    let offered = state.shelf.offered().and_then(|offered| offered.hash);
    let kept: Vec<Hash> = state.shelf.kept.get_untracked();
    for hash in kept.iter().filter(|hash| Some(*hash) != offered.as_ref()) {
        state.shelf.remove(hash);
    }
    state.shelf.kept.set(Vec::new());
}
