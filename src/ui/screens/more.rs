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
pub fn kinds(names: &Names) -> Vec<(&'static str, &'static str)> {
    Kind::ALL.into_iter().map(Kind::name).zip(names.kinds).collect()
}

/// Every size with its words, for a [`SelectField`].
#[must_use]
pub fn sizes(names: &Names) -> Vec<(&'static str, &'static str)> {
    Size::ALL.into_iter().map(Size::name).zip(names.sizes).collect()
}
