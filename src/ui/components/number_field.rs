//! A field for a number that says what is wrong with what is typed.

use leptos::prelude::*;

use super::field::field_id;

/// The field. What is typed is taken when the field is left or Enter is pressed.
#[component]
pub fn NumberField(
    #[prop(into)] label: String,
    /// What it is called where the label alone stands for several; holds the label's words.
    #[prop(into)]
    name: String,
    /// `numeric` or `decimal`.
    keyboard: &'static str,
    /// What is kept, as it is shown.
    value: Memo<String>,
    /// Said where what was typed was not taken.
    wrong: &'static str,
    /// Takes what was typed; whether it could.
    take: Callback<String, bool>,
) -> impl IntoView {
    let (id, error) = (field_id(), field_id());
    let described = error.clone();
    // What was kept when something wrong was typed: once that is another, the field shows it and nothing is wrong.
    let refused = RwSignal::new(None::<String>);
    let is_wrong =
        Memo::new(move |_| refused.with(|refused| value.with(|value| refused.as_ref() == Some(value))));
    let typed = move |text: String| {
        let taken = take.run(text);
        refused.set((!taken).then(|| value.get_untracked()));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                inputmode=keyboard
                maxlength="20"
                autocomplete="off"
                aria-label=name
                aria-invalid=move || is_wrong.get().then_some("true")
                aria-describedby=move || is_wrong.get().then(|| described.clone())
                prop:value=move || value.get()
                on:input=move |_| refused.set(None)
                on:change:target=move |event| typed(event.target().value())
            />
            <p id=error class="error" role="alert" hidden=move || !is_wrong.get()>
                {move || is_wrong.get().then_some(wrong)}
            </p>
        </div>
    }
}
