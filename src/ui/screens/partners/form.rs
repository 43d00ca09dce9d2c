//! What a person writes about a partner.

use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::company::{Company, Kind, Size};
use crate::domain::library::CompanyEntry;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::{SelectField, field_id};
use crate::ui::components::form_buttons::FormButtons;
use crate::ui::locale::locale;
use crate::ui::screens::more::{kinds, sizes};
use crate::ui::text::{Desk, desk, fill};

use super::company_name;

/// What the form holds while somebody fills it in.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    kind: RwSignal<String>,
    size: RwSignal<String>,
    notes: RwSignal<String>,
}

impl Draft {
    fn new(entry: CompanyEntry) -> Self {
        Self {
            name: RwSignal::new(entry.name),
            kind: RwSignal::new(entry.kind.map_or("", Kind::name).to_owned()),
            size: RwSignal::new(entry.size.map_or("", Size::name).to_owned()),
            notes: RwSignal::new(entry.notes),
        }
    }

    /// `None` where the name is missing.
    fn entry(self) -> Option<CompanyEntry> {
        let name = self.name.get_untracked().trim().to_owned();
        (!name.is_empty()).then(|| CompanyEntry {
            name,
            kind: self.kind.with_untracked(|name| Kind::named(name)),
            size: self.size.with_untracked(|name| Size::named(name)),
            notes: self.notes.get_untracked(),
        })
    }
}

/// The form for a company that is here; what is changed in it is kept. `on_end` is called when it closes.
#[component]
pub fn EditForm(company: Company, on_end: Callback<()>) -> impl IntoView {
    let text = desk(locale().speech);
    let dispatch = dispatch();
    let title = fill(
        text.partners.edit_name,
        &[("name", &company_name(text, &company))],
    );
    let id = company.id;
    let before = CompanyEntry {
        name: company.name,
        kind: company.kind,
        size: company.size,
        notes: company.notes,
    };
    let entry = before.clone();
    let answer = move |entry: Option<CompanyEntry>| {
        on_end.run(());
        if let Some(entry) = entry.filter(|entry| *entry != before) {
            dispatch.later(LaterAction::PartnerEdited(id, entry));
        }
    };
    view! { <PartnerForm text=text title=title entry=entry on_answer=Callback::new(answer) /> }
}

/// The form. Its answer is `None` where it was left with Escape or the second button.
#[component]
pub(super) fn PartnerForm(
    text: &'static Desk,
    #[prop(into)] title: String,
    entry: CompanyEntry,
    on_answer: Callback<Option<CompanyEntry>>,
) -> impl IntoView {
    let names = &locale().later().names;
    let draft = Draft::new(entry);
    let field = NodeRef::<Input>::new();
    let is_missing = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Fails only where the field has left the page.
            request_animation_frame(move || drop(field.focus()));
        }
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(entry) = draft.entry() {
            on_answer.run(Some(entry));
            return;
        }
        is_missing.set(true);
        if let Some(field) = field.get_untracked() {
            drop(field.focus());
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            on_answer.run(None);
        }
    };
    let (heading, labelled) = {
        let id = field_id();
        (id.clone(), id)
    };
    view! {
        <form class="partner-form" novalidate aria-labelledby=labelled on:submit=save on:keydown=on_key>
            <h2 id=heading>{title}</h2>
            <NameField text=text name=draft.name is_missing=is_missing field=field />
            <div class="columns">
                <SelectField
                    label=text.partners.kind
                    options=kinds(names)
                    none=names.not_said
                    value=draft.kind
                />
                <SelectField
                    label=text.partners.size
                    options=sizes(names)
                    none=names.not_said
                    value=draft.size
                />
            </div>
            <NotesField text=text notes=draft.notes />
            <FormButtons
                save=text.save
                cancel=text.cancel
                on_cancel=Callback::new(move |()| on_answer.run(None))
            />
        </form>
    }
}

#[component]
fn NameField(
    text: &'static Desk,
    name: RwSignal<String>,
    is_missing: RwSignal<bool>,
    field: NodeRef<Input>,
) -> impl IntoView {
    let (id, error) = (field_id(), field_id());
    let described = error.clone();
    // Only said after saving was tried, and no longer once there is a name.
    let shown = Memo::new(move |_| is_missing.get() && name.with(|name| name.trim().is_empty()));
    view! {
        <div class="field">
            <label for=id.clone()>{text.partners.name}</label>
            <input
                type="text"
                id=id
                maxlength="200"
                autocomplete="off"
                required
                aria-invalid=move || shown.get().then_some("true")
                aria-describedby=move || shown.get().then(|| described.clone())
                node_ref=field
                bind:value=name
            />
            <p id=error class="error" role="alert" hidden=move || !shown.get()>
                {move || shown.get().then_some(text.partners.name_missing)}
            </p>
        </div>
    }
}

#[component]
fn NotesField(text: &'static Desk, notes: RwSignal<String>) -> impl IntoView {
    let id = field_id();
    view! {
        <div class="field">
            <label for=id.clone()>{text.partners.notes}</label>
            <textarea id=id rows="3" maxlength="10000" bind:value=notes></textarea>
        </div>
    }
}
