//! Printing the page.

use gloo::events::EventListener;

/// Whoever watches the page being printed, until it is dropped.
pub struct Watch(#[expect(dead_code, reason = "kept until it is dropped")] [EventListener; 2]);

/// Calls `before` where the page is about to be printed, by the browser's own command, too, and `after` once it is.
#[must_use]
pub fn watch(before: impl Fn() + 'static, after: impl Fn() + 'static) -> Option<Watch> {
    let window = web_sys::window()?;
    Some(Watch([
        EventListener::new(&window, "beforeprint", move |_| before()),
        EventListener::new(&window, "afterprint", move |_| after()),
    ]))
}

/// Opens the browser's print dialogue; does nothing where the page may not, as in a frame without `allow-modals`.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // The browser reports what went wrong to the user itself.
        let _ = window.print();
    }
}
