//! The time a promise may take.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::objects::Exception;

/// For what the browser answers by itself: no user, no work.
/// Source: reliability.md, "0 promises that never settle (5 s)".
pub(super) const ANSWER_LIMIT_MILLISECONDS: u32 = 5_000;

/// Why a promise gave no value.
#[derive(Debug)]
pub(super) enum Unsettled {
    Rejected(Exception),
    TimedOut,
}

/// What a promise is resolved with, if that happens within so many milliseconds. The timer is released with the future.
pub(super) async fn settled(promise: &Promise, limit_milliseconds: u32) -> Result<JsValue, Unsettled> {
    // An object of its own is equal to nothing that the promise could give.
    let late = JsValue::from(Object::new());
    let mut timer = None;
    let over = Promise::new(&mut |resolve, _| {
        let late = late.clone();
        let ring = move || {
            // Calling a promise's resolve function cannot fail.
            let _ = resolve.call1(&JsValue::UNDEFINED, &late);
        };
        timer = Some(Timeout::new(limit_milliseconds, ring));
    });
    match JsFuture::from(Promise::race(&Array::of2(promise, &over))).await {
        Ok(value) if value == late => Err(Unsettled::TimedOut),
        Ok(value) => Ok(value),
        Err(thrown) => Err(Unsettled::Rejected(Exception::of(&thrown))),
    }
}
