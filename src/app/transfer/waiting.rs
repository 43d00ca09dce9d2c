//! Waiting for what is on its way. Everything waited for has a limit of its own, so that it ends: the store's opening,
//! and each fetch after thirty seconds.

use leptos::prelude::*;

use crate::platform::turns;

use super::super::later_state::Work;
use super::super::shelf::{self, Fetched};
use super::super::state::State;

/// How often is looked whether what was begun elsewhere has come to its end.
const LOOK_AGAIN_MILLISECONDS: u32 = 20;

/// Waits until the store is read and the shipped pack is at hand, or known not to come; `None` where the widget is gone,
/// or a lock is set and its passphrase not entered.
///
/// What the host page gives in place of the shipped pack is not waited for: the store keeps it where anything here
/// answers it, and whoever needs it for a document that comes in asks for [`given_settled`].
pub async fn settled(state: State) -> Option<()> {
    let is_shipped = state
        .shelf
        .source
        .try_with_value(|source| source.given.is_none())?;
    ended(|| {
        if state.later().lock.is_shut() {
            return None;
        }
        state.saving.try_get_untracked()?;
        let is_being_read = untrack(|| state.is_being_read());
        let is_fetching = is_shipped && is_on_its_way(state.shelf.first_state)?;
        Some(!is_being_read && !is_fetching)
    })
    .await?;
    shelf::load_whole(state);
    if !is_shipped {
        return Some(());
    }
    // The whole pack is fetched only where its first part came.
    ended(|| {
        let has_first = state.shelf.first_state.try_get_untracked()? == Fetched::Here;
        Some(!(has_first && is_on_its_way(state.shelf.whole_state)?))
    })
    .await
}

/// Waits until no import is on its way; `None` where the widget is gone.
pub async fn no_import(state: State) -> Option<()> {
    ended(|| Some(state.later().import_work.try_get_value()? == Work::None)).await
}

/// Waits until what the host page gives is at hand, or known not to come; `None` where the widget is gone.
pub async fn given_settled(state: State) -> Option<()> {
    ended(|| Some(!is_on_its_way(state.shelf.first_state)?)).await
}

fn is_on_its_way(fetched: RwSignal<Fetched>) -> Option<bool> {
    Some(fetched.try_get_untracked()? == Fetched::OnItsWay)
}

/// Signals tell no one that the widget is gone: looking does.
async fn ended(has_ended: impl Fn() -> Option<bool>) -> Option<()> {
    while !has_ended()? {
        look_again().await;
    }
    Some(())
}

/// A short while.
pub async fn look_again() {
    turns::rest(LOOK_AGAIN_MILLISECONDS).await;
}
