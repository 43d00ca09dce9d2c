//! Contacts and systems in the form, a group of fields for each.

use core::sync::atomic::{AtomicU32, Ordering};

use leptos::html::Div;
use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::profile::{
    Contact, ContactId, MOST_CONTACTS, MOST_SYSTEMS, Openness, Profile, SharedSystem, SystemId,
};
use crate::ui::components::field::{SelectField, field_id};
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::locale;
use crate::ui::text::directory::ProfileText;
use crate::ui::text::{directory, fill};

/// Contacts and systems while somebody changes them.
#[derive(Clone, Copy)]
pub(super) struct Drafts {
    contacts: RwSignal<Vec<ContactDraft>>,
    systems: RwSignal<Vec<SystemDraft>>,
    /// Whether saving was tried: only then is told what is missing.
    was_tried: RwSignal<bool>,
}

#[derive(Clone, Copy)]
struct ContactDraft {
    key: u32,
    before: StoredValue<Contact>,
    name: RwSignal<String>,
    role: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    note: RwSignal<String>,
}

#[derive(Clone, Copy)]
struct SystemDraft {
    key: u32,
    before: StoredValue<SharedSystem>,
    name: RwSignal<String>,
    openness: RwSignal<String>,
    note: RwSignal<String>,
}

fn next_key() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn is_blank(text: RwSignal<String>) -> bool {
    text.with(|text| text.trim().is_empty())
}

impl ContactDraft {
    fn new(contact: Contact) -> Self {
        Self {
            key: next_key(),
            name: RwSignal::new(contact.name.clone()),
            role: RwSignal::new(contact.role.clone()),
            email: RwSignal::new(contact.email.clone()),
            phone: RwSignal::new(contact.phone.clone()),
            note: RwSignal::new(contact.note.clone()),
            before: StoredValue::new(contact),
        }
    }

    /// Whether nothing was written: such a row is as good as none.
    fn is_empty(self) -> bool {
        let rest = [self.role, self.phone, self.note];
        self.has_no_name() && rest.into_iter().all(is_blank)
    }

    fn has_no_name(self) -> bool {
        is_blank(self.name) && is_blank(self.email)
    }

    fn is_incomplete(self) -> bool {
        self.has_no_name() && !self.is_empty()
    }

    fn contact(self) -> Contact {
        let mut contact = self.before.get_value();
        for (field, typed) in [
            (&mut contact.name, self.name),
            (&mut contact.role, self.role),
            (&mut contact.email, self.email),
            (&mut contact.phone, self.phone),
            (&mut contact.note, self.note),
        ] {
            take(field, typed);
        }
        contact
    }
}

/// Takes over what was typed, without spaces around it; what was not touched stays as it was.
fn take(field: &mut String, typed: RwSignal<String>) {
    let typed = typed.get_untracked();
    if *field != typed {
        typed.trim().clone_into(field);
    }
}

impl SystemDraft {
    fn new(system: SharedSystem) -> Self {
        Self {
            key: next_key(),
            name: RwSignal::new(system.name.clone()),
            openness: RwSignal::new(system.openness.map_or("", Openness::name).to_owned()),
            note: RwSignal::new(system.note.clone()),
            before: StoredValue::new(system),
        }
    }

    fn is_empty(self) -> bool {
        is_blank(self.name) && is_blank(self.note) && self.openness.with(String::is_empty)
    }

    fn is_incomplete(self) -> bool {
        is_blank(self.name) && !self.is_empty()
    }

    fn system(self) -> SharedSystem {
        let mut system = self.before.get_value();
        take(&mut system.name, self.name);
        take(&mut system.note, self.note);
        let chosen = self.openness.get_untracked();
        system.openness = Openness::ALL.into_iter().find(|one| one.name() == chosen);
        system
    }
}

impl Drafts {
    pub(super) fn new(profile: &Profile) -> Self {
        let contacts = profile.contacts.iter().cloned().map(ContactDraft::new);
        let systems = profile.systems.iter().cloned().map(SystemDraft::new);
        Self {
            contacts: RwSignal::new(contacts.collect()),
            systems: RwSignal::new(systems.collect()),
            was_tried: RwSignal::new(false),
        }
    }

    /// What was written; `None` where something is missing.
    pub(super) fn read(self) -> Option<(Vec<Contact>, Vec<SharedSystem>)> {
        let (contacts, systems) = (self.contacts.get_untracked(), self.systems.get_untracked());
        self.was_tried.set(true);
        untrack(|| {
            let is_whole = !contacts.iter().any(|one| one.is_incomplete())
                && !systems.iter().any(|one| one.is_incomplete());
            let contacts = contacts.into_iter().filter(|one| !one.is_empty());
            let systems = systems.into_iter().filter(|one| !one.is_empty());
            is_whole.then(|| {
                (
                    contacts.map(ContactDraft::contact).collect(),
                    systems.map(SystemDraft::system).collect(),
                )
            })
        })
    }
}

/// The contacts.
#[component]
pub(super) fn Contacts(drafts: Drafts, place: NodeRef<Div>) -> impl IntoView {
    let text = &directory(&locale().language()).profile;
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
    let text = &directory(&locale().language()).profile;
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

fn numbered(message: &'static str, number: Signal<usize>) -> Signal<String> {
    Signal::derive(move || fill(message, &[("n", &number.get().to_string())]))
}

/// A line of text; `error` is told where it is bad.
#[component]
fn Line(
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
fn Note(label: &'static str, value: RwSignal<String>) -> impl IntoView {
    let id = field_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea id=id rows="2" maxlength="10000" bind:value=value></textarea>
        </div>
    }
}

/// Where there is no room for more, it says so.
#[component]
fn AddButton(
    words: &'static str,
    verb: &'static str,
    is_full: Memo<bool>,
    most: usize,
    on_add: impl FnMut(web_sys::MouseEvent) + 'static,
) -> impl IntoView {
    let locale = locale();
    let text = &directory(&locale.language()).profile;
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
fn RemoveButton(words: Signal<String>, key: u32, on_remove: Callback<u32>) -> impl IntoView {
    view! {
        <div class="buttons">
            <button type="button" class="plain" on:click=move |_| on_remove.run(key)>
                {words}
            </button>
        </div>
    }
}
