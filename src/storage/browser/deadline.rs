//! The time a call may take.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, Window};

use super::super::{Cause, StoreError};

/// A call of the store settles within so many milliseconds.
/// Source: reliability.md, "0 promises that never settle (5 s)".
pub const TIME_LIMIT_MILLISECONDS: i32 = 5_000;

/// When a call has to settle. Its timer is released when dropped.
pub struct Deadline {
    window: Window,
    /// Resolved with `undefined` once the time is over.
    over: Promise,
    timer: Option<i32>,
}

impl Deadline {
    /// Begins to count.
    ///
    /// # Errors
    /// [`StoreError::Denied`] where there is no window.
    pub fn start() -> Result<Self, StoreError> {
        let window = web_sys::window().ok_or_else(|| {
            let message = String::from("there is no window");
            StoreError::Denied(Cause {
                name: String::from("NotSupportedError"),
                message,
            })
        })?;
        let (over, timer) = after(&window, TIME_LIMIT_MILLISECONDS);
        Ok(Self { window, over, timer })
    }

    /// What `happening` is resolved with, or `None` once the time is over.
    pub async fn race(&self, happening: &Promise) -> Option<JsValue> {
        let first = Promise::race(&Array::of2(happening, &self.over));
        JsFuture::from(first)
            .await
            .ok()
            .filter(|value| !value.is_undefined())
    }

    /// The event that calls a handler first, or `None` once the time is over.
    pub async fn first_event(&self, listen: &dyn Fn(&Function)) -> Option<Event> {
        let happening = Promise::new(&mut |resolve, _| listen(&resolve));
        self.race(&happening)
            .await
            .map(wasm_bindgen::JsCast::unchecked_into)
    }

    /// Waits so long, or until the time is over.
    pub async fn pause(&self, milliseconds: i32) {
        let (rested, _) = after(&self.window, milliseconds);
        self.race(&rested).await;
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            self.window.clear_timeout_with_handle(timer);
        }
    }
}

/// A promise resolved with `undefined` after a time, and the timer's handle.
fn after(window: &Window, milliseconds: i32) -> (Promise, Option<i32>) {
    let mut timer = None;
    let promise = Promise::new(&mut |resolve, _| {
        timer = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .ok();
    });
    (promise, timer)
}
