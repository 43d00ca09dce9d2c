//! Whether data that was kept here is gone: the database is empty, and the mark beside it tells of what was there.

use leptos::prelude::*;

use crate::domain::mark::Mark;
use crate::platform::marks;
use crate::storage::Store;

use super::state::{State, today};

/// Looks when the store was read, and there was a record or none; what is gone stands in the state.
pub fn look(state: State, has_any: bool) {
    if let Some(mark) = marks::read(&state.keeper.namespace()).filter(|_| !has_any) {
        state.later().gone.set(Some(Mark::parse(&mark)));
    }
}

/// Marks what is kept, now that it has been saved. A mark of what is gone stays until that is made up for, or somebody
/// starts anew.
pub fn mark(state: State, store: &Store) {
    let gone = state.later().gone;
    let (Some(now), Some(before)) = (here(state), gone.try_get_untracked()) else {
        return;
    };
    if !store.is_lasting() || before.is_some_and(|before| !now.makes_up_for(&before)) {
        return;
    }
    if before.is_some() {
        gone.set(None);
    }
    keep(&state.keeper.namespace(), &now);
}

/// Forgets what is gone.
pub fn start_anew(state: State) {
    state.later().gone.set(None);
    if let Some(now) = here(state) {
        keep(&state.keeper.namespace(), &now);
    }
}

/// What is here; `None` where the widget is gone.
fn here(state: State) -> Option<Mark> {
    state.library.try_with_untracked(|library| Mark {
        day: Some(today()),
        assessments: library.assessments.len(),
        partners: library.companies.len(),
    })
}

fn keep(namespace: &str, mark: &Mark) {
    if mark.is_empty() {
        marks::remove(namespace);
    } else {
        marks::write(namespace, &mark.to_string());
    }
}
