//! A choice with its name and what it means.

use leptos::prelude::*;

/// One of the choices of this group.
pub(super) fn card<T: Copy + PartialEq + Send + Sync + 'static>(
    group: &'static str,
    chosen: RwSignal<T>,
    value: T,
    name: &'static str,
    help: String,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="radio"
                name=group
                prop:checked=move || chosen.get() == value
                on:change=move |_| chosen.set(value)
            />
            <span>
                <b>{name}</b>
                <small>{help}</small>
            </span>
        </label>
    }
}
