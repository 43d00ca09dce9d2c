//! What somebody copies.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};

use super::deadline::{ANSWER_LIMIT_MILLISECONDS, settled};
use super::objects::{call, service};

/// Puts a text on the clipboard, within a call that the user's own act has caused. Whether it is there: pages served by
/// plain http have no clipboard, and a frame may be refused it.
pub async fn copy(text: &str) -> bool {
    let Some(clipboard) = service(&["navigator", "clipboard"]) else {
        return false;
    };
    match call(&clipboard, "writeText", &[&JsValue::from_str(text)]) {
        Ok(promise) => {
            let promise: &Promise = promise.unchecked_ref();
            settled(promise, ANSWER_LIMIT_MILLISECONDS).await.is_ok()
        }
        Err(_) => false,
    }
}
