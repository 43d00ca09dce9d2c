//! A question before something is taken away.

use leptos::html::Dialog;
use leptos::prelude::*;

/// A modal dialog inside the shadow root; Escape and the first button leave everything as it is.
/// It opens when it is mounted.
#[component]
pub fn Confirm(
    #[prop(into)] title: String,
    #[prop(into)] body: String,
    #[prop(into)] yes: String,
    #[prop(into)] no: String,
    /// `true` when confirmed.
    #[prop(into)]
    on_answer: Callback<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Fails only where it is open already, or has left the page.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class="confirm"
            aria-labelledby="confirm-title"
            aria-describedby="confirm-body"
            node_ref=dialog
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_answer.run(false);
            }
        >
            <h2 id="confirm-title">{title}</h2>
            <p id="confirm-body">{body}</p>
            <div class="foot">
                <button type="button" autofocus on:click=move |_| on_answer.run(false)>
                    {no}
                </button>
                <button type="button" class="danger" on:click=move |_| on_answer.run(true)>
                    {yes}
                </button>
            </div>
        </dialog>
    }
}
