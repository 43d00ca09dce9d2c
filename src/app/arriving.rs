//! The later part comes.

use core::pin::Pin;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::exchange::opening;
use super::persistence;
use super::rest::{PartState, Rest};
use super::shelf;
use super::state::State;
use super::tabs;

/// The part is shown once this is over.
pub type Arriving = Pin<Box<dyn Future<Output = ()>>>;

/// Has the part shown once its styles are here: nothing of it is shown undressed. What is edited from then on is written
/// by it, and what other tabs write is heard.
pub fn arrive(state: State, rest: Rest) -> Arriving {
    Box::pin(async move {
        let words = dressed(state).await;
        if let (Some(words), Some(host)) = (words, state.host.try_get_value()) {
            host.locale.speech.learn_later(&words);
        }
        // Whoever comes back first says it. The widget may be gone by now.
        if !matches!(state.rest.try_get_untracked(), Some(PartState::Ready(_)) | None) {
            state.rest.set(PartState::Ready(rest));
            tabs::listen(state);
            opening::follow_address(state);
            persistence::settle(state);
            shelf::load_whole(state);
        }
    })
}

/// Waits for the styles, and for the part's messages where they are not English. What does not come in time is done
/// without.
async fn dressed(state: State) -> Option<String> {
    let dressed = state.tell("later", "", "")?.dyn_into::<Promise>().ok()?;
    JsFuture::from(dressed).await.ok()?.as_string()
}
