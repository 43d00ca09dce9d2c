//! The one truthful indicator of what became of the last edit.

use leptos::prelude::*;

use crate::domain::time::Moment;
use crate::ui::locale::locale;
use crate::ui::text::fill;

/// What became of the edits so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// The store is being opened and read.
    Opening,
    /// What the store holds could not be read yet, because the part that reads it did not come.
    NotOpened,
    /// Nothing was edited since it was opened.
    Unchanged,
    Saving,
    /// Every edit is in the store; the last transaction completed then.
    Saved(Moment),
    NotSaved(SaveFailure),
    /// There is no store, for this reason; edits live in this tab.
    InMemory(SaveFailure),
    /// A newer version owns the store.
    ReadOnly,
}

/// Why an edit is not in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveFailure {
    Full,
    Denied,
    ConnectionLost,
    ReadOnly,
    TimedOut,
    /// There are made-up partners in its place.
    MadeUp,
    Other,
}

impl SaveState {
    /// Whether edits are in danger, so that more than the indicator has to say so.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        matches!(
            self,
            Self::NotOpened | Self::NotSaved(_) | Self::InMemory(_) | Self::ReadOnly
        )
    }
}

/// The indicator: a dot and words; when an edit was not saved, why, and what to do.
#[component]
pub fn Saved(state: RwSignal<SaveState>) -> impl IntoView {
    let locale = locale();
    let text = &locale.text.saving;
    let class = move || match state.get() {
        SaveState::Saved(_) => "dot good",
        SaveState::NotOpened | SaveState::NotSaved(_) | SaveState::InMemory(_) | SaveState::ReadOnly => {
            "dot bad"
        }
        SaveState::Opening | SaveState::Unchanged | SaveState::Saving => "dot",
    };
    let words = move || match state.get() {
        SaveState::Opening => text.opening.to_owned(),
        SaveState::Unchanged => String::new(),
        SaveState::Saving => text.saving.to_owned(),
        SaveState::Saved(moment) => fill(text.saved, &[("time", &locale.time(moment))]),
        SaveState::NotOpened | SaveState::NotSaved(_) | SaveState::ReadOnly => text.not_saved.to_owned(),
        SaveState::InMemory(_) => text.in_memory.to_owned(),
    };
    let unchanged = move || state.get() == SaveState::Unchanged;
    view! {
        <span class="saved quiet" data-saved=move || name(state.get()) hidden=unchanged>
            <span class=class aria-hidden="true"></span>
            <span class="num">{words}</span>
        </span>
    }
}

const fn name(state: SaveState) -> &'static str {
    match state {
        SaveState::Opening => "opening",
        SaveState::NotOpened => "not-opened",
        SaveState::Unchanged => "unchanged",
        SaveState::Saving => "saving",
        SaveState::Saved(_) => "saved",
        SaveState::NotSaved(_) => "not-saved",
        SaveState::InMemory(_) => "in-memory",
        SaveState::ReadOnly => "read-only",
    }
}
