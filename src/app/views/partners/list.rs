//! What stands around the list of all partners.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::directory::{DuplicateSearch, Duplicates, LikenessStamp};
use crate::ui::locale::locale;
use crate::ui::screens::partners::ListSignals;
use crate::ui::text::desk;

use super::super::super::directory;
use super::super::super::slices::{Sliced, stepped};
use super::super::super::state::State;
use super::super::assessments::file_words;

/// After so long without a change it is looked which partners look like one: the list comes first.
const PAUSE_MILLISECONDS: u32 = 200;

/// What stands around the list, and the way out as a table.
pub(super) fn list(state: State) -> (ListSignals, Callback<RwSignal<Option<String>>>) {
    let locale = locale();
    let signals = ListSignals {
        all: Memo::new(move |_| state.library.with(|library| library.companies.len())),
        alike: alike(state),
        is_adding: RwSignal::new(false),
    };
    let export = Callback::new(move |failure: RwSignal<Option<String>>| {
        failure.set(None);
        spawn_local(async move {
            if let Err(error) = directory::export_all(state).await {
                let words = file_words(locale, &desk(locale.speech).import, error);
                // The list may be gone by now.
                let _ = failure.try_set(Some(words));
            }
        });
    });
    (signals, export)
}

/// How many look like one.
fn alike(state: State) -> RwSignal<usize> {
    let count = RwSignal::new(0);
    // What was looked through last.
    let seen = StoredValue::new(None);
    let sliced = Sliced::new();
    let is_being_read = Memo::new(move |_| state.is_being_read());
    // The list comes first, and then its figures.
    let list = state.later().portfolio;
    let is_there = Memo::new(move |_| list.has_rows.get() && list.progress.get().is_none());
    Effect::new(move |_| {
        state.library.track();
        if is_being_read.get() || !is_there.get() {
            sliced.stop();
        } else {
            sliced.begin(PAUSE_MILLISECONDS, look(state, seen, count));
        }
    });
    count
}

/// Looks again where companies are other than before. Ends where the widget is gone.
async fn look(state: State, seen: StoredValue<Option<u64>>, count: RwSignal<usize>) {
    let mut stamp = LikenessStamp::begin();
    let Some(stamp) = stepped(state, move |library| stamp.step(library)).await else {
        return;
    };
    if seen.try_get_value() == Some(Some(stamp)) {
        return;
    }
    let Some(groups) = groups(state).await else {
        return;
    };
    let all = groups.iter().map(|group| group.companies.len()).sum();
    let _ = seen.try_set_value(Some(stamp));
    if count.try_get_untracked().is_some_and(|before| before != all) {
        count.set(all);
    }
}

/// The partners that look like one. `None` where the widget is gone.
pub(super) async fn groups(state: State) -> Option<Vec<Duplicates>> {
    let mut search = DuplicateSearch::begin();
    stepped(state, move |library| search.step(library)).await
}
