//! Focus that goes where the eye goes.

use core::cell::Cell;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

/// The heading of a page, for where what had the focus is gone.
pub const HEADING: &str = "h1";

/// A turn to put the focus somewhere once what was changed is to be seen. Of several that wait for that, the last one has
/// it: the others would take the focus from where it was wanted since.
#[derive(Debug, Clone, Copy)]
pub struct Turn(u32);

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

impl Turn {
    /// The turn after all that were taken.
    #[must_use]
    pub fn take() -> Self {
        let turn = LAST.get().wrapping_add(1);
        LAST.set(turn);
        Self(turn)
    }

    /// Whether nobody has taken one since.
    #[must_use]
    pub fn is_last(self) -> bool {
        LAST.get() == self.0
    }
}

/// Puts the focus on the first element within a page that a selector names, once what was changed is to be seen.
/// Whoever has moved the focus meanwhile keeps it.
pub fn focus_soon(page: NodeRef<Div>, selector: String) {
    let turn = Turn::take();
    let before = page.try_get_untracked().flatten().and_then(|page| focused(&page));
    request_animation_frame(move || {
        let Some(page) = page.try_get_untracked().flatten().filter(|_| turn.is_last()) else {
            return;
        };
        let now = focused(&page);
        if now.is_some() && now != before {
            return;
        }
        if let Some(element) = page.query_selector(&selector).ok().flatten() {
            focus(element);
        }
    });
}

/// Puts the focus on the first element that a selector names, wherever in the widget, once what was changed is to be seen:
/// for what leads from one part of a page to another.
pub fn focus_beyond(from: &Element, selector: &'static str) {
    let turn = Turn::take();
    let root = from.get_root_node();
    request_animation_frame(move || {
        let root = root.dyn_ref::<ShadowRoot>().filter(|_| turn.is_last());
        if let Some(element) = root.and_then(|root| root.query_selector(selector).ok().flatten()) {
            focus(element);
        }
    });
}

/// Keeps the focus in a list whose rows come, go and move; to be called right before they do. Where the focus is in a
/// row, it stays where it is or, when that has gone, goes to what `within` selects in the next row that is left, or in
/// one before it, or to the page's heading.
pub fn hold_focus(page: NodeRef<Div>, row: &str, within: &'static str) {
    let Some(page) = page.try_get_untracked().flatten() else {
        return;
    };
    let Some(before) = focused(&page) else { return };
    let Some(own) = before.closest(row).ok().flatten() else {
        return;
    };
    let after = core::iter::successors(own.next_element_sibling(), Element::next_element_sibling);
    let earlier = core::iter::successors(own.previous_element_sibling(), Element::previous_element_sibling);
    let others: Vec<Element> = after.chain(earlier).collect();
    request_animation_frame(move || {
        if focused(&page).is_some() {
            return;
        }
        if before.is_connected() {
            focus(before);
            return;
        }
        let left = others.into_iter().find(|row| row.is_connected());
        let found = left.and_then(|row| row.query_selector(within).ok().flatten());
        if let Some(element) = found.or_else(|| page.query_selector(HEADING).ok().flatten()) {
            focus(element);
        }
    });
}

/// Takes the focus off a page that is left, before the page goes: where what has the focus is taken away, the browser lays
/// everything out at once, and both the page that goes and the one that comes are there at that moment.
pub fn let_go_when_left(page: NodeRef<Div>) {
    on_cleanup(move || {
        if let Some(page) = page.try_get_untracked().flatten()
            && let Some(element) = focused(&page).filter(|element| page.contains(Some(element)))
            && let Ok(element) = element.dyn_into::<HtmlElement>()
        {
            // Fails only where the element has left the page.
            let _ = element.blur();
        }
    });
}

/// Puts the focus on an element.
pub fn focus(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // Fails only where the element has left the page.
        let _ = element.focus();
    }
}

/// What has the focus in the widget that `page` stands in.
pub fn focused(page: &HtmlElement) -> Option<Element> {
    page.get_root_node()
        .dyn_into::<ShadowRoot>()
        .ok()?
        .active_element()
}
