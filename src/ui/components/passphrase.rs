//! A passphrase, typed unseen.

use leptos::html::Input;
use leptos::prelude::*;

use super::field::field_id;

/// A new passphrase has at least so many characters.
pub const LEAST_CHARACTERS: usize = 8;

/// A field for a passphrase. The value lives in the caller's signal.
#[component]
pub fn PassphraseField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into, optional)] help: String,
    /// What is wrong with it.
    #[prop(into)]
    mistake: Signal<Option<&'static str>>,
    #[prop(optional)] field: NodeRef<Input>,
) -> impl IntoView {
    let id = field_id();
    let (help_id, mistake_id) = (format!("{id}-help"), format!("{id}-mistake"));
    let described = format!("{help_id} {mistake_id}");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="password"
                id=id
                maxlength="1000"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described
                node_ref=field
                aria-invalid=move || mistake.get().map(|_| "true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <small id=help_id>{help}</small>
            <small id=mistake_id class="error" role="alert">
                {move || mistake.get()}
            </small>
        </div>
    }
}
