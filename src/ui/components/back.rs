//! The way back from a page to where it was opened.

use leptos::prelude::*;

/// The button that leads there; it stands first on the page.
#[component]
pub fn Back(words: &'static str, on_back: Callback<()>) -> impl IntoView {
    view! {
        <div class="buttons">
            <button type="button" class="plain" data-verb="back" on:click=move |_| on_back.run(())>
                {words}
            </button>
        </div>
    }
}
