//! What the element's module passes in.
//!
//! | member | meaning |
//! | --- | --- |
//! | `failed` | called when the program has failed for good |
//! | `first` | promise of the text of the pack's first part |
//! | `firstUrl`, `wholeUrl` | addresses of the pack's first part and of the whole pack |
//! | `given` | gives the text of a pack that the host offers in place of the shipped one; absent: none |
//! | `givenUrl` | where there is no `given`: its address, relative to the page; empty: none |
//! | `language` | language tag |
//! | `limits` | the mode, a space, and `readonly` where the visitor may only look |
//! | `marked` | whether the later part is needed before anything is shown, such as where there is a mark that something was kept in the store |
//! | `namespace` | names the store; empty: the ordinary one |
//! | `sample` | how many made-up partners are shown in place of what is kept; empty: none |
//! | `standalone` | whether the page's address follows the screens |
//! | `tell` | called with an event's name without `cr-` and what its detail holds, and with `later` when the part that is loaded later is fetched, so that its styles are too; gives a promise of its messages in that language |
//! | `words` | the messages of the first download in that language; empty: English |

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::app::{Given, Host, PackSource, Place, Settings, spoken};

/// The settings in a configuration; what is missing or of another type is taken as empty.
pub fn settings(config: &JsValue, element: HtmlElement) -> Settings {
    Settings {
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
        host: Host {
            element,
            tell: function(config, "tell"),
            locale: spoken(&text(config, "language"), &text(config, "words")),
        },
        limits: text(config, "limits"),
    }
}

/// What is called when the program has failed for good.
pub fn failed(config: &JsValue) -> Function {
    function(config, "failed")
}

/// One that is called as it is; the element's module gives it.
fn function(config: &JsValue, name: &str) -> Function {
    member(config, name).unchecked_into()
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
