//! A button that opens the browser's file picker.

use leptos::html::Input;
use leptos::prelude::*;

/// What was picked or dropped; at least one.
pub type Picked = Vec<web_sys::File>;

/// The button. The browser's own field is out of the way of everybody, so that there is one button and not two.
#[component]
pub fn FileButton(
    words: &'static str,
    class: &'static str,
    /// The endings that are offered first.
    #[prop(default = ".json,application/json")]
    accept: &'static str,
    on_files: UnsyncCallback<Picked>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let pick = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let files = taken(input.files());
        // So that the same file can be picked again. The list of files empties with it.
        input.set_value("");
        if !files.is_empty() {
            on_files.run(files);
        }
    };
    view! {
        <button type="button" class=class data-verb="import" on:click=pick>
            {words}
        </button>
        <input
            type="file"
            class="hidden"
            accept=accept
            aria-hidden="true"
            tabindex="-1"
            node_ref=input
            on:change=picked
        />
    }
}

/// The files of a list.
#[must_use]
pub fn taken(list: Option<web_sys::FileList>) -> Picked {
    list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect())
        .unwrap_or_default()
}
