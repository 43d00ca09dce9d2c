//! What the element's module passes in.
//!
//! | member | meaning |
//! | --- | --- |
//! | `failed` | called when the program has failed for good |
//! | `first` | promise of the text of the pack's first part |
//! | `firstUrl`, `wholeUrl` | addresses of the pack's first part and of the whole pack |
//! | `given` | gives the text of a pack that the host offers in place of the shipped one; absent: none |
//! | `givenUrl` | where there is no `given`: its address, relative to the page; empty: none |
//! | `later` | called when the part that is loaded later is fetched, so that its styles are too |
//! | `language` | language tag; empty: the browser's |
//! | `marked` | whether there is a mark that something was kept in the store |
//! | `namespace` | names the store; empty: the ordinary one |
//! | `sample` | how many made-up partners are shown in place of what is kept; empty: none |
//! | `standalone` | whether the page's address follows the screens |

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::app::{Given, PackSource, Place, Settings};

/// The settings in a configuration; what is missing or of another type is taken as empty.
pub fn settings(config: &JsValue) -> Settings {
    Settings {
        language: text(config, "language"),
        place: Place {
            namespace: text(config, "namespace"),
            is_marked: member(config, "marked").is_truthy(),
            sample: text(config, "sample"),
        },
        pack: PackSource {
            first: member(config, "first").dyn_into::<Promise>().ok(),
            first_url: text(config, "firstUrl"),
            whole_url: text(config, "wholeUrl"),
            given: given(config),
        },
        later: member(config, "later").dyn_into::<Function>().ok(),
    }
}

/// What is called when the program has failed for good.
pub fn failed(config: &JsValue) -> Function {
    member(config, "failed").unchecked_into()
}

fn given(config: &JsValue) -> Option<Given> {
    if let Ok(text) = member(config, "given").dyn_into::<Function>() {
        return Some(Given::Text(text));
    }
    let url = text(config, "givenUrl");
    (!url.is_empty()).then_some(Given::At(url))
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
