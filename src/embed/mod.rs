//! What the host page sees. The only exports; `public/channel-readiness.js` turns them into a custom element.
//!
//! Documents come as the browser's own texts: their length is looked at before they are copied.

mod config;
mod failure;

use js_sys::{Array, JsString, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::HtmlElement;

use crate::app::rest::{self, PartError};
use crate::app::{self, Running, State, fragment};

/// A mounted widget, held by its element. Freeing it takes the widget off the page.
#[wasm_bindgen]
pub struct Handle {
    running: Running,
}

/// Mounts the widget into `root`, an element of the shadow root of `host`.
/// `config` is an object as the element's module makes it; see `config.rs`.
#[wasm_bindgen]
#[must_use]
pub fn mount(root: HtmlElement, host: HtmlElement, config: &JsValue) -> Handle {
    failure::watch(config::failed(config));
    let running = app::mount(root, config::settings(config, host));
    let state = running.state;
    running.with(|| {
        tell_page(state);
        let is_standalone = config::is_standalone(config);
        app::when_opened(state, move || {
            fragment::go_to_address(state, is_standalone);
            app::confine(state);
            state.tell("ready", "", "");
        });
        // The later part goes there, though what is kept may take a while to be read.
        if fragment::leads_on(is_standalone) {
            rest::load(state);
        }
    });
    Handle { running }
}

#[wasm_bindgen]
impl Handle {
    /// The current assessment's result; null when nothing is current.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn result(&self) -> JsValue {
        untrack(|| result(self.running.state))
    }

    /// Draws everything anew, in the language that is spoken now. Where somebody is, stays.
    pub fn draw(&mut self) {
        self.running.draw();
    }

    /// What a method of the element asks for, by its name and with what it was given, once the later part is there.
    pub fn ask(&self, what: JsString, given: JsString) -> Promise {
        let state = self.running.state;
        promise(async move {
            rest::arrive(state)
                .await
                .map(|rest| (rest.ask)(state, &what, given).into())
        })
    }
}

/// What a function of the element's module asks for, by its name and with what it was given: `score`, `relation` or
/// `validatePack`.
#[wasm_bindgen]
pub fn reckon(what: JsString, given: Array) -> Promise {
    // Settles to what the inner promise settles to.
    promise(async move { rest::rest().await.map(|rest| (rest.reckon)(&what, &given).into()) })
}

/// The promise of what needs the later part; rejects with an Error where the part could not be fetched.
fn promise(task: impl Future<Output = Result<JsValue, PartError>> + 'static) -> Promise {
    future_to_promise(async move {
        task.await
            .map_err(|error| js_sys::Error::new(&error.to_string()).into())
    })
}

fn result(state: State) -> JsValue {
    match (state.loaded(), state.readiness.read().as_ref()) {
        (Some(rest), Some(readiness)) => (rest.result)(readiness),
        _ => JsValue::NULL,
    }
}

/// Tells the page of results and of what went wrong: the later part does, which makes results.
fn tell_page(state: State) {
    Effect::new(move |_| {
        if let Some(rest) = state.loaded() {
            (rest.tell_page)(state);
        }
    });
}
