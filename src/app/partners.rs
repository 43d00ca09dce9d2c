//! What is done with partners, as a part of its own: their list and pages, tables, calendars, what they send.
//!
//! It comes when somebody looks at the list. Only [`Partners`] leads into it: what nothing else names is in no other part.

use leptos::prelude::*;
use leptos::task::spawn_local;
#[cfg(not(debug_assertions))]
use leptos::wasm_split::wasm_split;

use crate::ui::action::{DirectoryAction, LogAction, ReceivingAction};

use super::exchange::receiving;
use super::rest::{PartError, PartState};
use super::sample::{self, Asked, MakingUp};
use super::state::State;
use super::{directory, log, views};

/// What the part offers.
#[derive(Clone, Copy)]
pub struct Partners {
    pub screen: fn(State) -> AnyView,
    pub directory: fn(State, DirectoryAction),
    pub log: fn(State, LogAction),
    pub receiving: fn(State, ReceivingAction),
    /// Makes partners up.
    pub make_up: fn(State, Asked) -> MakingUp,
}

/// Loads the part. It is fetched once; a failure can be tried again.
///
/// # Errors
/// It could not be fetched.
#[cfg(not(debug_assertions))]
#[wasm_split(partners, wasm_split_path = ::leptos::wasm_split, fallible)]
fn part() -> Result<Partners, PartError> {
    Ok(offered())
}

/// The same where nothing is split, as for the later part.
#[cfg(debug_assertions)]
#[expect(
    clippy::unused_async,
    reason = "stands in for the function that the macro makes"
)]
async fn part() -> Result<Partners, PartError> {
    Ok(offered())
}

fn offered() -> Partners {
    Partners {
        screen: views::partners::partners,
        directory: directory::apply,
        log: log::apply,
        receiving: receiving::apply,
        make_up: sample::make_up,
    }
}

/// The list of partners, once the part is here.
pub fn screen(state: State) -> AnyView {
    load(state);
    let stands = state.later().partners;
    views::part(
        move || stands.get(),
        move |part: Partners| (part.screen)(state),
        move || load(state),
    )
}

/// Loads the part where it is not loaded yet.
pub fn load(state: State) {
    with(state, |_| ());
}

/// Does something with the part: at once where it is here, else when it has come.
pub fn with(state: State, act: impl FnOnce(Partners) + 'static) {
    if let PartState::Ready(part) = state.later().partners.get_untracked() {
        return act(part);
    }
    spawn_local(async move {
        if let Ok(part) = arrive(state).await {
            act(part);
        }
    });
}

/// Waits for the part, and loads it where that has not begun.
///
/// # Errors
/// It could not be fetched, or the widget is gone.
pub async fn arrive(state: State) -> Result<Partners, PartError> {
    let stands = state.later().partners;
    match stands.try_get_untracked().ok_or(PartError)? {
        PartState::Ready(part) => return Ok(part),
        PartState::Loading => {}
        PartState::Absent | PartState::Failed => stands.set(PartState::Loading),
    }
    let came = part().await;
    let shown = came.map_or(PartState::Failed, PartState::Ready);
    stands.try_set(shown).map_or(came, |_| Err(PartError))
}
