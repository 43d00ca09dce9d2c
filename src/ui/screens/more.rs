//! Kinds and sizes of the two companies, on the start screen.

use leptos::prelude::*;

use crate::domain::company::{Kind, Size};
use crate::ui::components::field::SelectField;
use crate::ui::locale::locale;
use crate::ui::screens::start::Form;
use crate::ui::text::later::Names;

/// The fields.
#[component]
pub fn More(form: Form) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().kinds;
    let named = Memo::new(move |_| form.counterpart.with(|name| !name.trim().is_empty()));
    view! {
        <>
            <div class="columns">
                <SelectField
                    label=text.your_kind
                    options=kinds(&locale.later().names)
                    none=locale.later().names.not_said
                    value=form.kind
                />
                <SelectField
                    label=text.your_size
                    options=sizes(&locale.later().names)
                    none=locale.later().names.not_said
                    value=form.size
                />
            </div>
            {move || {
                let name = form.counterpart.get();
                named
                    .get()
                    .then(|| {
                        view! {
                            <div class="columns">
                                <SelectField
                                    label=format!("{}: {}", name.trim(), text.kind)
                                    options=kinds(&locale.later().names)
                                    none=locale.later().names.not_said
                                    value=form.counterpart_kind
                                />
                                <SelectField
                                    label=format!("{}: {}", name.trim(), text.size)
                                    options=sizes(&locale.later().names)
                                    none=locale.later().names.not_said
                                    value=form.counterpart_size
                                />
                            </div>
                        }
                    })
            }}
        </>
    }
}

/// Every kind with its words, for a [`SelectField`].
#[must_use]
pub fn kinds(names: &Names) -> Vec<(String, String)> {
    options(Kind::ALL.map(Kind::name), names.kinds)
}

/// Every size with its words, for a [`SelectField`].
#[must_use]
pub fn sizes(names: &Names) -> Vec<(String, String)> {
    options(Size::ALL.map(Size::name), names.sizes)
}

fn options<const N: usize>(values: [&str; N], words: [&str; N]) -> Vec<(String, String)> {
    let all = values.into_iter().zip(words);
    all.map(|(value, words)| (value.to_owned(), words.to_owned()))
        .collect()
}
