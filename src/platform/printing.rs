//! Printing the page.

/// Opens the browser's print dialogue; does nothing where the page may not, as in a frame without `allow-modals`.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // The browser reports what went wrong to the user itself.
        let _ = window.print();
    }
}
