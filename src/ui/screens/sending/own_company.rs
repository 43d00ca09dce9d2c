//! One's own company, as what is sent names it.

use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::company::CompanyFacts;
use crate::ui::components::field::field_id;

use super::words;

/// What is entered.
#[derive(Clone, Copy)]
pub struct OwnCompany {
    name: RwSignal<String>,
    known: StoredValue<CompanyFacts>,
}

impl OwnCompany {
    /// The company that is known, to be named so or otherwise.
    #[must_use]
    pub fn new(known: CompanyFacts) -> Self {
        Self {
            name: RwSignal::new(known.name.clone()),
            known: StoredValue::new(known),
        }
    }

    /// As it is to be named. Kind and size are those of the company that was known by this name.
    #[must_use]
    pub fn facts(self) -> CompanyFacts {
        let name = self.name.with(|name| name.trim().to_owned());
        let known = self.known.get_value();
        if known.name == name {
            CompanyFacts { id: None, ..known }
        } else {
            CompanyFacts {
                name,
                ..CompanyFacts::default()
            }
        }
    }

    /// Its name, or words for one without.
    #[must_use]
    pub fn name_words(self) -> String {
        name_words(&self.facts().name)
    }
}

/// The name of a company that is told, or words for one without.
#[must_use]
pub fn name_words(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() {
        words().company.unnamed.to_owned()
    } else {
        name.to_owned()
    }
}

/// The field.
#[component]
pub fn OwnCompanyField(
    company: OwnCompany,
    /// What is wrong with it.
    #[prop(into, optional)]
    mistake: Signal<Option<&'static str>>,
    #[prop(optional)] field: NodeRef<Input>,
) -> impl IntoView {
    let text = &words().company;
    let id = field_id();
    let (help_id, mistake_id) = (format!("{id}-help"), format!("{id}-mistake"));
    let described = format!("{help_id} {mistake_id}");
    view! {
        <div class="field">
            <label for=id.clone()>{text.label}</label>
            <input
                type="text"
                id=id
                maxlength="200"
                autocomplete="organization"
                aria-describedby=described
                aria-invalid=move || mistake.get().map(|_| "true")
                node_ref=field
                prop:value=move || company.name.get()
                on:input:target=move |event| company.name.set(event.target().value())
            />
            <small id=help_id>{text.help}</small>
            <small id=mistake_id class="error" role="alert">
                {move || mistake.get()}
            </small>
        </div>
    }
}
