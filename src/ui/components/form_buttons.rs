//! The end of a form: what was written is taken, or left.

use leptos::prelude::*;

/// The button that sends the form, and the one that leaves it.
#[component]
pub fn FormButtons(save: &'static str, cancel: &'static str, on_cancel: Callback<()>) -> impl IntoView {
    view! {
        <div class="buttons">
            <button type="submit" class="primary">
                {save}
            </button>
            <button type="button" on:click=move |_| on_cancel.run(())>
                {cancel}
            </button>
        </div>
    }
}
