//! What the element's module passes in.
//!
//! | member | meaning |
//! | --- | --- |
//! | `first` | promise of the text of the pack's first part |
//! | `firstUrl`, `wholeUrl` | addresses of the pack's first part and of the whole pack |
//! | `given` | gives a promise of the text of a pack that the host offers in place of the shipped one; absent: none |
//! | `later` | called when the part that is loaded later is fetched, so that its styles are too |
//! | `language` | language tag; empty: the browser's |
//! | `namespace` | names the store; empty: the ordinary one |
//! | `standalone` | whether the page's address follows the screens |

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::app::{PackSource, Settings};

/// The settings in a configuration; what is missing or of another type is taken as empty.
pub fn settings(config: &JsValue) -> Settings {
    Settings {
        language: text(config, "language"),
        namespace: text(config, "namespace"),
        pack: PackSource {
            first: member(config, "first").dyn_into::<Promise>().ok(),
            first_url: text(config, "firstUrl"),
            whole_url: text(config, "wholeUrl"),
            given: member(config, "given").dyn_into::<Function>().ok(),
        },
        later: member(config, "later").dyn_into::<Function>().ok(),
    }
}

/// Whether the page holds just the widget, so that its address may follow the screens.
pub fn is_standalone(config: &JsValue) -> bool {
    member(config, "standalone").is_truthy()
}

fn text(config: &JsValue, name: &str) -> String {
    member(config, name).as_string().unwrap_or_default()
}

fn member(config: &JsValue, name: &str) -> JsValue {
    Reflect::get(config, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
