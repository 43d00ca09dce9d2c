//! Small texts in local storage. The one home of local storage.
//!
//! They are evidence, not data: that something of ours was here, should the database be gone. Where local storage is denied
//! or full, a mark is not kept and nothing is said. Read and written at once, without waiting.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this file is the one home of local storage"
)]

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

/// What every mark's key begins with; the namespace follows.
pub const PREFIX: &str = "channel-readiness.";
/// What the keys of [`signal`] begin with; not [`PREFIX`], since they are no marks.
const SIGNAL_PREFIX: &str = "channel-readiness-signal.";

/// Keeps a mark, in place of an earlier one of the same namespace.
pub fn write(namespace: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(namespace), text);
    }
}

/// A namespace's mark.
#[must_use]
pub fn read(namespace: &str) -> Option<String> {
    storage()?.get_item(&key(namespace)).ok().flatten()
}

/// Removes a namespace's mark.
pub fn remove(namespace: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(namespace));
    }
}

/// The namespaces that have a mark, in alphabetical order.
#[must_use]
pub fn namespaces() -> Vec<String> {
    let mut namespaces = storage().map_or_else(Vec::new, |storage| of_keys(&storage));
    namespaces.sort();
    namespaces
}

/// Removes every mark.
pub fn remove_all() {
    for namespace in namespaces() {
        remove(&namespace);
    }
}

/// Tells a text to the other pages of this origin that listen by [`on_signal`]; leaves nothing behind.
pub(super) fn signal(name: &str, text: &str) {
    let key = [SIGNAL_PREFIX, name].concat();
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key, text);
        let _ = storage.remove_item(&key);
    }
}

/// Listens for what other pages [`signal`]; `None` where local storage is denied.
pub(super) fn on_signal(name: &str, call: impl Fn(String) + 'static) -> Option<EventListener> {
    storage()?;
    let key = [SIGNAL_PREFIX, name].concat();
    let window = web_sys::window()?;
    let listener = EventListener::new(&window, "storage", move |event| {
        let event = event.unchecked_ref::<StorageEvent>();
        if let Some(text) = event.new_value().filter(|_| event.key().as_ref() == Some(&key)) {
            call(text);
        }
    });
    Some(listener)
}

fn of_keys(storage: &Storage) -> Vec<String> {
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter_map(|key| key.strip_prefix(PREFIX).map(String::from))
        .collect()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn key(namespace: &str) -> String {
    [PREFIX, namespace].concat()
}
