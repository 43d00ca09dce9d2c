//! Letting the page have its turn.

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::visibility;

/// Resolves in a task of its own, so that what the page has to do comes first. A hidden page has nothing to show, and its
/// timers wait for a second and more: there it resolves at once.
pub async fn next_turn() {
    if visibility::is_hidden() {
        return;
    }
    let turn = Promise::new(&mut |resolve, _| {
        // Calling a promise's resolve function cannot fail.
        Timeout::new(0, move || drop(resolve.call0(&JsValue::UNDEFINED))).forget();
    });
    // It is never rejected.
    let _ = JsFuture::from(turn).await;
}
