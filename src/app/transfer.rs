//! What goes in and out. All of it belongs to the later part.

mod documents;
mod host;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::domain::assessment::AssessmentId;
use crate::domain::pack::Hash;
use crate::ui::action::FileText;
use crate::ui::components::saved::SaveState;

use super::shelf::{self, Fetched};
use super::state::State;

pub use crate::ui::screens::assessments::ImportOutcome;
pub use documents::{LARGEST_DOCUMENT, read_pack};
pub use host::{export, import, result, results, score, validate_pack};

/// How often is looked whether what was begun elsewhere has come to its end.
const LOOK_AGAIN_MILLISECONDS: u32 = 20;

/// Offers one response, or everything as a bundle, as a file.
pub fn offer(state: State, which: Option<AssessmentId>) {
    once_settled(state, move || documents::offer(state, which));
}

/// Offers what could not be read, as it lies in the store.
pub fn offer_unreadable(state: State) {
    once_settled(state, move || documents::offer_unreadable(state));
}

/// Offers a pack as a file, as it came.
pub fn offer_pack(state: State, hash: &Hash) {
    documents::offer_pack(state, hash);
}

/// Takes in a picked file; what became of it stands in the state.
pub fn take_file(state: State, file: FileText) {
    once_settled(state, move || documents::take_file(state, file));
}

fn once_settled(state: State, act: impl FnOnce() + 'static) {
    spawn_local(async move {
        if settled(state).await.is_some() {
            act();
        }
    });
}

/// Waits until the store is read and every pack that can be had is at hand; `None` where the widget is gone.
async fn settled(state: State) -> Option<()> {
    while is_opening(state)? {
        look_again().await;
    }
    shelf::load_whole(state);
    while is_fetching(state)? {
        look_again().await;
    }
    Some(())
}

fn is_opening(state: State) -> Option<bool> {
    let saving = state.saving.try_get_untracked()?;
    Some(saving == SaveState::Opening || state.shelf.first_state.try_get_untracked()? == Fetched::OnItsWay)
}

/// The whole pack is fetched only where its first part came.
fn is_fetching(state: State) -> Option<bool> {
    Some(
        state.shelf.first_state.try_get_untracked()? == Fetched::Here
            && state.shelf.whole_state.try_get_untracked()? == Fetched::OnItsWay,
    )
}

/// Signals tell no one that the widget is gone: looking does.
async fn look_again() {
    let soon = js_sys::Promise::new(&mut |resolve, _| {
        let wake = move || {
            // A promise's own function does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        };
        Timeout::new(LOOK_AGAIN_MILLISECONDS, wake).forget();
    });
    // It is never rejected.
    let _ = JsFuture::from(soon).await;
}
