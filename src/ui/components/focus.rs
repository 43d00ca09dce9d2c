//! Focus that goes where the eye goes.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

/// The heading of a page, for where what had the focus is gone.
pub const HEADING: &str = "h1";

/// Puts the focus on the first element within a page that a selector names, once what was changed is to be seen.
/// Whoever has moved the focus meanwhile keeps it.
pub fn focus_soon(page: NodeRef<Div>, selector: String) {
    let before = page.try_get_untracked().flatten().and_then(|page| focused(&page));
    request_animation_frame(move || {
        let Some(page) = page.try_get_untracked().flatten() else {
            return;
        };
        let now = focused(&page);
        if now.is_some() && now != before {
            return;
        }
        let found = page.query_selector(&selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // Fails only where the element has left the page.
            let _ = element.focus();
        }
    });
}

fn focused(page: &HtmlElement) -> Option<Element> {
    page.get_root_node()
        .dyn_into::<ShadowRoot>()
        .ok()?
        .active_element()
}
