//! Whether the user sees the page, and does something in it.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{Document, Event};

use super::objects::{member, service};
use super::surroundings::is_chromium;

/// Calls until it is dropped.
#[derive(Debug)]
pub struct Watch(Vec<EventListener>);

/// Whether the page is in the background: another tab, a window put away, a locked phone.
#[must_use]
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Whether the visitor has just pressed something, in this page or in a frame of it.
#[must_use]
pub fn is_acting() -> bool {
    service(&["navigator", "userActivation", "isActive"]).is_some_and(|is_active| is_active.is_truthy())
}

/// Calls when the page becomes hidden and when it is left. After either it may be ended without another word. On leaving,
/// both happen, and in WebKit and Firefox something before them: it may be called several times.
#[must_use]
pub fn when_leaving(call: impl Fn() + 'static) -> Watch {
    let call = Rc::new(call);
    let (when_hidden, when_asked) = (Rc::clone(&call), Rc::clone(&call));
    let mut watch = watch(
        move |_| {
            if is_hidden() {
                when_hidden();
            }
        },
        "pagehide",
        move |_| call(),
    );
    // What is begun later reaches the database only where a transaction can be told to commit: in Chromium. There a page
    // that listens to it is not always kept for the way back.
    if let Some(window) = web_sys::window().filter(|_| !is_chromium()) {
        let asked = EventListener::new(&window, "beforeunload", move |_| when_asked());
        watch.0.push(asked);
    }
    watch
}

/// Calls when the page becomes visible again, also when it comes back whole out of the history.
#[must_use]
pub fn when_back(call: impl Fn() + 'static) -> Watch {
    let call = Rc::new(call);
    let when_visible = Rc::clone(&call);
    watch(
        move |_| {
            if !is_hidden() {
                when_visible();
            }
        },
        "pageshow",
        move |event| {
            // Also fired when a page is shown for the first time.
            if member(event, "persisted").is_some_and(|persisted| persisted.is_truthy()) {
                call();
            }
        },
    )
}

fn watch(
    on_change: impl Fn(&Event) + 'static,
    of_window: &'static str,
    on_window: impl Fn(&Event) + 'static,
) -> Watch {
    let document = document().map(|document| EventListener::new(&document, "visibilitychange", on_change));
    let window = web_sys::window().map(|window| EventListener::new(&window, of_window, on_window));
    Watch(document.into_iter().chain(window).collect())
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
