//! The fragment of the page's address: what stands behind `#`.

use wasm_bindgen::JsValue;

use super::objects::{call, member, service};

/// The fragment without `#`; empty where there is none.
#[must_use]
pub fn fragment() -> String {
    let hash = service(&["location", "hash"]).and_then(|hash| hash.as_string());
    let hash = hash.unwrap_or_default();
    hash.strip_prefix('#').map(str::to_owned).unwrap_or_default()
}

/// Puts another fragment in the place of the one that is there, in the same entry of the history, so that neither a reload
/// nor the way back finds it; empty: none. A page that may not do so keeps it.
pub fn replace_fragment(with: &str) {
    let whole = service(&["location", "href"]).and_then(|href| href.as_string());
    let (Some(whole), Some(history)) = (whole, service(&["history"])) else {
        return;
    };
    let (before, _) = whole.split_once('#').unwrap_or((&whole, ""));
    let address = match with {
        "" => before.to_owned(),
        with => [before, "#", with].concat(),
    };
    // What the page has put beside its entry of the history stays with it.
    let state = member(&history, "state").unwrap_or(JsValue::NULL);
    // Refused only where the page may not, as in a sandboxed frame.
    let _ = call(&history, "replaceState", &[&state, &"".into(), &address.into()]);
}
