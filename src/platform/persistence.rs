//! How long and how much the browser keeps. What it says here is a hint and no promise.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::deadline::{ANSWER_LIMIT_MILLISECONDS, settled};
use super::files::whole_bytes;
use super::objects::{member, service};

/// What the browser says about the space of this origin, in bytes. Rounded, padded or made up where it protects the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    pub usage: Option<u64>,
    pub quota: Option<u64>,
}

// Of web-sys, some do not catch where a method is missing.
#[wasm_bindgen]
extern "C" {
    type StorageManager;
    #[wasm_bindgen(method, catch)]
    fn persisted(this: &StorageManager) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn persist(this: &StorageManager) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn estimate(this: &StorageManager) -> Result<Promise, JsValue>;
}

/// Whether the browser has granted not to evict this origin's data when space runs short; `None` where it does not say.
pub async fn persisted() -> Option<bool> {
    answer(StorageManager::persisted).await?.as_bool()
}

/// Asks for that grant. `None` where the browser does not say within 5 seconds: Firefox asks the user, who may take longer;
/// then [`persisted`] knows later.
pub async fn persist() -> Option<bool> {
    answer(StorageManager::persist).await?.as_bool()
}

/// The space used and to be had.
pub async fn estimate() -> Estimate {
    let answer = answer(StorageManager::estimate).await;
    let bytes = |name| Some(whole_bytes(member(answer.as_ref()?, name)?.as_f64()?));
    Estimate {
        usage: bytes("usage"),
        quota: bytes("quota"),
    }
}

async fn answer(ask: impl Fn(&StorageManager) -> Result<Promise, JsValue>) -> Option<JsValue> {
    // Not there on pages served by plain http.
    let manager: StorageManager = service(&["navigator", "storage"])?.unchecked_into();
    settled(&ask(&manager).ok()?, ANSWER_LIMIT_MILLISECONDS)
        .await
        .ok()
}
