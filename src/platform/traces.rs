//! What the page has left in the browser beside its database, listed and deleted.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::deadline::{ANSWER_LIMIT_MILLISECONDS, settled};
use super::objects::service;
use super::{locks, marks};

/// By name, each in alphabetical order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// Entries of Cache Storage whose names begin with the prefix.
    pub caches: Vec<String>,
    /// The namespaces of [`marks`], whatever the prefix.
    pub marks: Vec<String>,
    /// Locks held or waited for, by any page, whose names begin with the prefix. They end with who holds them.
    pub locks: Vec<String>,
}

// web-sys does not catch where caches are missing, as on pages served by plain http.
#[wasm_bindgen]
extern "C" {
    type CacheStorage;
    #[wasm_bindgen(method, catch)]
    fn keys(this: &CacheStorage) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn delete(this: &CacheStorage, name: &str) -> Result<Promise, JsValue>;
}

impl Traces {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.caches.is_empty() && self.marks.is_empty() && self.locks.is_empty()
    }
}

/// What is there. What the browser denies this page is not.
pub async fn left(prefix: &str) -> Traces {
    Traces {
        caches: caches(prefix).await,
        marks: marks::namespaces(),
        locks: locks::names(prefix).await,
    }
}

/// Deletes the caches whose names begin with the prefix. What could not be deleted is among what is [`left`].
pub async fn delete_caches(prefix: &str) {
    for name in caches(prefix).await {
        if let Some(Ok(deleted)) = cache_storage().map(|storage| storage.delete(&name)) {
            let _ = settled(&deleted, ANSWER_LIMIT_MILLISECONDS).await;
        }
    }
}

async fn caches(prefix: &str) -> Vec<String> {
    let Some(Ok(asked)) = cache_storage().map(|storage| storage.keys()) else {
        return Vec::new();
    };
    let Ok(names) = settled(&asked, ANSWER_LIMIT_MILLISECONDS).await else {
        return Vec::new();
    };
    let names = Array::from(&names).to_vec().into_iter();
    let mut names: Vec<String> = names
        .filter_map(|name| name.as_string().filter(|name| name.starts_with(prefix)))
        .collect();
    names.sort();
    names
}

fn cache_storage() -> Option<CacheStorage> {
    // Reading `caches` throws in a frame without an origin.
    service(&["caches"]).map(JsCast::unchecked_into)
}
