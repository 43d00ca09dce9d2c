//! What the host page sees. The only exports; `public/channel-readiness.js` turns them into a custom element.
//!
//! Documents come as the browser's own texts: their length is looked at before they are copied.

mod config;
mod failure;
mod fragment;

use js_sys::{JsString, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::HtmlElement;

use crate::app::rest::{self, PartError};
use crate::app::{self, Running, State};

/// A mounted widget, held by its element. Freeing it takes the widget off the page.
#[wasm_bindgen]
pub struct Handle {
    running: Running,
}

/// Mounts the widget into `root`, an element of the shadow root. Events are dispatched on `host`.
/// `config` is an object as the element's module makes it; see `config.rs`.
#[wasm_bindgen]
#[must_use]
pub fn mount(root: HtmlElement, host: HtmlElement, config: &JsValue) -> Handle {
    failure::watch(config::failed(config));
    let running = app::mount(root, config::settings(config));
    let state = running.state;
    running.with(|| {
        tell_results(state, host);
        fragment::follow(state, config::is_standalone(config));
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

    /// A promise that the later part is there; what is asked of it before is `undefined`.
    pub fn arrive(&self) -> Promise {
        let state = self.running.state;
        promise(async move { rest::arrive(state).await.map(|_| JsValue::UNDEFINED) })
    }

    /// A promise of the results of everything kept here: a list of `{ id, name, result }`.
    #[must_use]
    pub fn results(&self) -> Option<Promise> {
        let state = self.running.state;
        untrack(|| state.loaded().map(|rest| (rest.results)(state)))
    }

    /// A promise of the overall figures of everything kept here, in columns: `{ ids, names, score, low, high, level }`.
    #[must_use]
    pub fn scores(&self) -> Option<Promise> {
        let state = self.running.state;
        untrack(|| state.loaded().map(|rest| (rest.scores)(state)))
    }

    /// A promise of everything kept here, as the text of a bundle.
    #[wasm_bindgen(js_name = exportData)]
    #[must_use]
    pub fn export_data(&self) -> Option<Promise> {
        let state = self.running.state;
        untrack(|| state.loaded().map(|rest| (rest.export)(state)))
    }

    /// Takes in a response, a bundle or a pack, beside what is here. A promise of a report; rejects with an Error
    /// whose `problems` is a list of `{ place, cause }`.
    #[wasm_bindgen(js_name = importData)]
    #[must_use]
    pub fn import_data(&self, text: JsString) -> Option<Promise> {
        let state = self.running.state;
        untrack(|| state.loaded().map(|rest| (rest.import)(state, text)))
    }
}

/// Scores a response by a whole pack on a day (`YYYY-MM-DD`). A promise of the result; rejects as `importData` does.
#[wasm_bindgen]
pub fn score(pack: JsString, response: JsString, today: String) -> Promise {
    // Settles to what the inner promise settles to.
    promise(async move {
        rest::rest()
            .await
            .map(|rest| (rest.score)(&pack, &response, &today).into())
    })
}

/// Compares the vendor's and the partner's response to a whole pack. A promise of the relation; rejects as `importData`
/// does, with `vendor` or `partner` before the places of what is wrong in one of them.
#[wasm_bindgen]
pub fn relation(pack: JsString, vendor: JsString, partner: JsString) -> Promise {
    promise(async move {
        rest::rest()
            .await
            .map(|rest| (rest.relation)(&pack, &vendor, &partner).into())
    })
}

/// Reads a pack and says all that is wrong with it. A promise of `{ valid, id, version, problems }`, where each problem
/// is `{ place, cause, instead, line, column }`.
#[wasm_bindgen(js_name = validatePack)]
pub fn validate_pack(pack: JsString) -> Promise {
    promise(async move { rest::rest().await.map(|rest| (rest.validate_pack)(&pack).into()) })
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

/// Dispatches `cr-result` whenever the current assessment's result has changed: the later part does, which makes results.
fn tell_results(state: State, host: HtmlElement) {
    Effect::new(move |_| {
        if let Some(rest) = state.loaded() {
            (rest.tell_results)(state, host.clone());
        }
    });
}
