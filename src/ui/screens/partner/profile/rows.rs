//! Contacts and systems in the form, a group of fields for each.

use leptos::html::Div;
use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::profile::{
    Contact, ContactId, MOST_CONTACTS, MOST_SYSTEMS, Openness, SharedSystem, SystemId,
};
use crate::ui::components::field::SelectField;
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::locale;
use crate::ui::text::directory;
use crate::ui::text::directory::ProfileText;

use super::drafts::{ContactDraft, Drafts, SystemDraft};
use super::fields::{AddButton, Line, Note, RemoveButton, numbered};

/// The contacts.
#[component]
pub(super) fn Contacts(drafts: Drafts, place: NodeRef<Div>) -> impl IntoView {
    let text = &directory(locale().speech).profile;
    let contacts = drafts.contacts;
    let add = move |_| {
        let draft = ContactDraft::new(Contact::new(ContactId(Uuid::nil())));
        contacts.update(|contacts| contacts.push(draft));
        focus_soon(place, format!("[data-key=\"{}\"] input", draft.key));
    };
    let on_remove = Callback::new(move |key| {
        contacts.update(|contacts| contacts.retain(|one| one.key != key));
        focus_soon(place, String::from("[data-verb=\"add-contact\"]"));
    });
    let number = move |key| contacts.with(|contacts| contacts.iter().position(|one| one.key == key));
    let is_full = Memo::new(move |_| contacts.with(Vec::len) >= MOST_CONTACTS);
    view! {
        <fieldset class="group">
            <legend>{text.contacts}</legend>
            <For each=move || contacts.get() key=|draft| draft.key let:draft>
                {
                    let number = Signal::derive(move || number(draft.key).map_or(0, |place| place + 1));
                    contact_fields(text, draft, number, drafts.was_tried, on_remove)
                }
            </For>
            <AddButton words=text.add_contact verb="add-contact" is_full=is_full most=MOST_CONTACTS on_add=add />
        </fieldset>
    }
}

fn contact_fields(
    text: &'static ProfileText,
    draft: ContactDraft,
    number: Signal<usize>,
    was_tried: RwSignal<bool>,
    on_remove: Callback<u32>,
) -> impl IntoView {
    let is_bad = Memo::new(move |_| was_tried.get() && draft.is_incomplete());
    view! {
        <fieldset class="one" data-key=draft.key.to_string()>
            <legend class="num">{numbered(text.contact, number)}</legend>
            <div class="columns">
                <Line label=text.name value=draft.name is_bad=is_bad error=text.contact_incomplete />
                <Line label=text.role value=draft.role />
                <Line label=text.email value=draft.email mode="email" />
                <Line label=text.phone value=draft.phone mode="tel" />
            </div>
            <Note label=text.note value=draft.note />
            <RemoveButton words=numbered(text.remove_contact, number) key=draft.key on_remove=on_remove />
        </fieldset>
    }
}

/// The systems and standards.
#[component]
pub(super) fn Systems(drafts: Drafts, place: NodeRef<Div>) -> impl IntoView {
    let text = &directory(locale().speech).profile;
    let systems = drafts.systems;
    let add = move |_| {
        let draft = SystemDraft::new(SharedSystem {
            id: SystemId(Uuid::nil()),
            name: String::new(),
            openness: None,
            note: String::new(),
            extra: Vec::new(),
        });
        systems.update(|systems| systems.push(draft));
        focus_soon(place, format!("[data-key=\"{}\"] input", draft.key));
    };
    let on_remove = Callback::new(move |key| {
        systems.update(|systems| systems.retain(|one| one.key != key));
        focus_soon(place, String::from("[data-verb=\"add-system\"]"));
    });
    let number = move |key| systems.with(|systems| systems.iter().position(|one| one.key == key));
    let is_full = Memo::new(move |_| systems.with(Vec::len) >= MOST_SYSTEMS);
    view! {
        <fieldset class="group">
            <legend>{text.systems}</legend>
            <small>{text.systems_help}</small>
            <For each=move || systems.get() key=|draft| draft.key let:draft>
                {
                    let number = Signal::derive(move || number(draft.key).map_or(0, |place| place + 1));
                    system_fields(text, draft, number, drafts.was_tried, on_remove)
                }
            </For>
            <AddButton words=text.add_system verb="add-system" is_full=is_full most=MOST_SYSTEMS on_add=add />
        </fieldset>
    }
}

fn system_fields(
    text: &'static ProfileText,
    draft: SystemDraft,
    number: Signal<usize>,
    was_tried: RwSignal<bool>,
    on_remove: Callback<u32>,
) -> impl IntoView {
    let is_bad = Memo::new(move |_| was_tried.get() && draft.is_incomplete());
    let [open, proprietary, not_told] = text.kinds_of_openness;
    let words = Openness::ALL.into_iter().zip([open, proprietary]);
    let options = words.map(|(one, words)| (one.name().to_owned(), words.to_owned()));
    view! {
        <fieldset class="one" data-key=draft.key.to_string()>
            <legend class="num">{numbered(text.system, number)}</legend>
            <div class="columns">
                <Line label=text.system_name value=draft.name is_bad=is_bad error=text.system_incomplete />
                <SelectField
                    label=text.openness
                    options=options.collect()
                    none=not_told
                    value=draft.openness
                />
            </div>
            <Note label=text.note value=draft.note />
            <RemoveButton words=numbered(text.remove_system, number) key=draft.key on_remove=on_remove />
        </fieldset>
    }
}
