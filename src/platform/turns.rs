//! Letting the page have its turn.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::clock::now_milliseconds;
use super::objects::{call, member, service};
use super::visibility::is_hidden;

/// Long work goes on for so long; then the page has its turn.
const TURN_MILLISECONDS: i64 = 12;
/// Two frames at sixty a second: by then the page has painted what somebody has just done.
const PAINTED_MILLISECONDS: u32 = 32;

/// A turn of long work.
pub struct Turn {
    begun: i64,
}

impl Turn {
    /// Begins now.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            begun: now_milliseconds(),
        }
    }

    /// Whether the page is to have its own.
    #[must_use]
    pub fn is_over(&self) -> bool {
        // The clock may go back.
        (now_milliseconds() - self.begun).abs() >= TURN_MILLISECONDS
    }

    /// Lets the page have its turn where this one is over.
    pub async fn give_way(&mut self) {
        if self.is_over() {
            next_turn().await;
            *self = Self::begin();
        }
    }
}

/// Resolves in a task of its own, so that what the page has to do comes first. It is the task of a message: a timer waits
/// four milliseconds and more once timers follow each other, and a second on a hidden page.
pub async fn next_turn() {
    // Every browser that runs wasm has it.
    let Some((here, there)) = ports() else {
        return;
    };
    let happened = Promise::new(&mut |resolve, _| {
        // Setting the handler opens the port; what is sent can be copied.
        let _ = Reflect::set(&here, &JsValue::from_str("onmessage"), &resolve);
        let _ = call(&there, "postMessage", &[&JsValue::NULL]);
    });
    // It is never rejected.
    let _ = JsFuture::from(happened).await;
    let _ = call(&here, "close", &[]);
}

/// Resolves once the tasks that wait already have been done, and before the page has its turn.
pub async fn those_waiting() {
    // It is never rejected.
    let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
}

/// Waits until what was just changed is painted. In a hidden page, which paints nothing and whose timers wait for
/// seconds, it is the next turn.
pub async fn painted() {
    if is_hidden() {
        next_turn().await;
    } else {
        rest(PAINTED_MILLISECONDS).await;
    }
}

/// Waits for so many milliseconds, or longer.
pub async fn rest(milliseconds: u32) {
    let over = Promise::new(&mut |resolve, _| {
        let wake = move || {
            // A promise's own function does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        };
        Timeout::new(milliseconds, wake).forget();
    });
    // It is never rejected.
    let _ = JsFuture::from(over).await;
}

/// The two ports of a channel.
fn ports() -> Option<(JsValue, JsValue)> {
    let class = service(&["MessageChannel"])?;
    let channel = Reflect::construct(class.unchecked_ref::<Function>(), &Array::new()).ok()?;
    Some((member(&channel, "port1")?, member(&channel, "port2")?))
}
