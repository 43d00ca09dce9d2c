//! Files that are dropped on a page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::file_button::{Picked, taken};

/// Files dropped anywhere on the page.
#[derive(Clone, Copy)]
pub struct Drop {
    /// Whether one is held over the page.
    pub held: RwSignal<bool>,
    on_files: UnsyncCallback<Picked>,
}

impl Drop {
    /// For a page whose files go to `on_files`.
    #[must_use]
    pub fn new(on_files: UnsyncCallback<Picked>) -> Self {
        Self {
            held: RwSignal::new(false),
            on_files,
        }
    }

    /// Something is held over the page.
    pub fn over(self, event: &web_sys::DragEvent) {
        if files_of(event).is_some() {
            event.prevent_default();
            self.held.set(true);
        }
    }

    /// Moving from one element of the page to the next is no leaving.
    pub fn leave(self, event: &web_sys::DragEvent) {
        let node =
            |target: Option<web_sys::EventTarget>| target.and_then(|it| it.dyn_into::<web_sys::Node>().ok());
        let to = node(event.related_target());
        if !node(event.current_target()).is_some_and(|page| page.contains(to.as_ref())) {
            self.held.set(false);
        }
    }

    /// It is let go.
    pub fn drop(self, event: &web_sys::DragEvent) {
        self.held.set(false);
        if let Some(transfer) = files_of(event) {
            event.prevent_default();
            let files = taken(transfer.files());
            if !files.is_empty() {
                self.on_files.run(files);
            }
        }
    }
}

/// What is dragged, where it is files.
fn files_of(event: &web_sys::DragEvent) -> Option<web_sys::DataTransfer> {
    let transfer = event.data_transfer()?;
    transfer
        .types()
        .iter()
        .any(|kind| kind.as_string().as_deref() == Some("Files"))
        .then_some(transfer)
}
