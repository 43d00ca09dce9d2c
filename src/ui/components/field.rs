//! Labelled inputs of forms.

use leptos::prelude::*;

/// A line of text. The value lives in the caller's signal.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into, optional)] help: String,
    /// The id of a list of words that the browser offers while typing.
    #[prop(default = None)]
    list: Option<String>,
) -> impl IntoView {
    let id = field_id();
    let described = (!help.is_empty()).then(|| format!("{id}-help"));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                maxlength="200"
                autocomplete="off"
                list=list
                aria-describedby=described.clone()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {described.map(|described| view! { <small id=described>{help}</small> })}
        </div>
    }
}

/// A choice from a list; empty means none.
#[component]
pub fn SelectField(
    #[prop(into)] label: String,
    /// Value and words of each option.
    options: Vec<(String, String)>,
    /// Words of the option that chooses nothing.
    none: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    let id = field_id();
    let options = options
        .into_iter()
        .map(|(name, words)| view! { <option value=name>{words}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                prop:value=move || value.get()
                on:change:target=move |event| value.set(event.target().value())
            >
                <option value="">{none}</option>
                {options}
            </select>
        </div>
    }
}

/// An id that no other field of this page's widgets has. Ids are scoped to the shadow root, so a counter is enough.
pub fn field_id() -> String {
    use core::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("field-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
