//! Fields of the groups in the form.

use leptos::prelude::*;

use crate::ui::components::field::field_id;
use crate::ui::locale::locale;
use crate::ui::text::{directory, fill};

/// Words with the number of a group.
pub(super) fn numbered(message: &'static str, number: Signal<usize>) -> Signal<String> {
    Signal::derive(move || fill(message, &[("n", &number.get().to_string())]))
}

/// A line of text; `error` is told where it is bad.
#[component]
pub(super) fn Line(
    label: &'static str,
    value: RwSignal<String>,
    /// Which keys a telephone shows.
    #[prop(optional)]
    mode: &'static str,
    #[prop(optional)] is_bad: Option<Memo<bool>>,
    #[prop(optional)] error: &'static str,
) -> impl IntoView {
    let (id, described) = (field_id(), field_id());
    let is_bad = move || is_bad.is_some_and(|is_bad| is_bad.get());
    let told = {
        let described = described.clone();
        move || is_bad().then(|| view! { <p id=described.clone() class="error" role="alert">{error}</p> })
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                maxlength="200"
                autocomplete="off"
                inputmode=(!mode.is_empty()).then_some(mode)
                aria-invalid=move || is_bad().then_some("true")
                aria-describedby=move || is_bad().then(|| described.clone())
                bind:value=value
            />
            {told}
        </div>
    }
}

#[component]
pub(super) fn Note(label: &'static str, value: RwSignal<String>) -> impl IntoView {
    let id = field_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea id=id rows="1" maxlength="10000" bind:value=value></textarea>
        </div>
    }
}

/// Where there is no room for more, it says so.
#[component]
pub(super) fn AddButton(
    words: &'static str,
    verb: &'static str,
    is_full: Memo<bool>,
    most: usize,
    on_add: impl FnMut(web_sys::MouseEvent) + 'static,
) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).profile;
    view! {
        <div class="buttons">
            <button type="button" data-verb=verb disabled=move || is_full.get() on:click=on_add>
                {words}
            </button>
            {move || {
                is_full.get().then(|| view! { <small>{fill(text.too_many, &[("n", &locale.count(most))])}</small> })
            }}
        </div>
    }
}

#[component]
pub(super) fn RemoveButton(words: Signal<String>, key: u32, on_remove: Callback<u32>) -> impl IntoView {
    view! {
        <div class="buttons">
            <button type="button" class="plain" on:click=move |_| on_remove.run(key)>
                {words}
            </button>
        </div>
    }
}
