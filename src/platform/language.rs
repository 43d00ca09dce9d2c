//! Which language the user and the page speak.

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

/// The user's languages as BCP 47 tags, the liked best first; may be empty.
#[must_use]
pub fn of_browser() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    languages
        .into_iter()
        .flat_map(|tags| tags.iter().filter_map(|tag| tag.as_string()).collect::<Vec<_>>())
        .collect()
}

/// The `lang` of the element itself or of its nearest ancestor that has one, out of shadow roots too; `None` where the
/// page says nothing.
#[must_use]
pub fn of_element(element: &Element) -> Option<String> {
    let mut element = element.clone();
    loop {
        if let Ok(Some(speaking)) = element.closest("[lang]") {
            return speaking
                .get_attribute("lang")
                .filter(|tag| !tag.trim().is_empty());
        }
        element = element.get_root_node().dyn_into::<ShadowRoot>().ok()?.host();
    }
}
