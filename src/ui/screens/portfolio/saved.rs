//! Views that were given a name: filters, order and columns as they were.

use leptos::html::Input;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, SubmitEvent};

use crate::domain::portfolio::{LONGEST_VIEW_NAME, MOST_VIEWS, ViewError};
use crate::ui::components::field::field_id;
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, isolated};

use super::panel::{Dropdown, Panel};
use super::{Portfolio, SavedView, ViewAction, words};

/// A name is at most so long.
const LONGEST_NAME: &str = "200";

#[component]
pub(super) fn Views(list: Portfolio) -> impl IntoView {
    let text = &list.text.saved;
    let views = list.signals.views;
    let ids = Memo::new(move |_| views.with(|views| views.iter().map(|view| view.id).collect::<Vec<_>>()));
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    // The view that is given another name.
    let renaming = RwSignal::new(None::<usize>);
    let none = move || is_empty.get().then(|| view! { <p class="quiet">{text.none}</p> });
    view! {
        <Dropdown list=list panel=Panel::Views title=text.title>
            {none}
            <ul class="saved-views">
                <For each=move || ids.get() key=|id| *id let:id>
                    <li>
                        <ViewRow list=list id=id renaming=renaming />
                    </li>
                </For>
            </ul>
            <NameForm list=list id=None name=String::new() on_end=Callback::new(move |()| list.close(Panel::Views)) />
        </Dropdown>
    }
}

#[component]
fn ViewRow(list: Portfolio, id: usize, renaming: RwSignal<Option<usize>>) -> impl IntoView {
    let views = list.signals.views;
    let own = Memo::new(move |_| views.with(|views| views.iter().find(|view| view.id == id).cloned()));
    let is_renamed = Memo::new(move |_| renaming.get() == Some(id));
    let done = move |()| {
        renaming.set(None);
        focus_soon(list.page, format!("[data-id=\"{id}\"] [data-verb=\"rename\"]"));
    };
    move || {
        let SavedView { name, is_shown, .. } = own.get()?;
        if is_renamed.get() {
            let on_end = Callback::new(done);
            return Some(view! { <NameForm list=list id=Some(id) name=name on_end=on_end /> }.into_any());
        }
        Some(view! { <ViewVerbs list=list id=id name=name is_shown=is_shown renaming=renaming /> }.into_any())
    }
}

#[component]
fn ViewVerbs(
    list: Portfolio,
    id: usize,
    name: String,
    is_shown: bool,
    renaming: RwSignal<Option<usize>>,
) -> impl IntoView {
    let text = &list.text.saved;
    let label = |message| fill(message, &[("name", &name)]);
    let run = move |action| list.ways.view.run(action);
    let show = move |_| {
        if run(ViewAction::Shown(id)).is_ok() {
            list.close(Panel::Views);
        }
    };
    let delete = move |_| {
        focus_soon(list.page, String::from("[data-drop=\"views\"] .drop-panel input"));
        // A view that is not there any more is deleted, too.
        let _ = run(ViewAction::Deleted(id));
    };
    view! {
        <div class="saved-view" data-id=id.to_string()>
            <button
                type="button"
                class="plain show"
                aria-label=label(text.show)
                aria-current=is_shown.then_some("true")
                on:click=show
            >
                {isolated(name.clone())}
            </button>
            <button
                type="button"
                class="plain"
                data-verb="rename"
                aria-label=label(text.rename_name)
                on:click=move |_| renaming.set(Some(id))
            >
                {text.rename}
            </button>
            <button type="button" class="plain" aria-label=label(text.delete_name) on:click=delete>
                {text.delete}
            </button>
        </div>
    }
}

/// A name for what is shown, or another one for a view.
#[component]
fn NameForm(list: Portfolio, id: Option<usize>, name: String, on_end: Callback<()>) -> impl IntoView {
    let locale = locale();
    let text = &list.text.saved;
    let label = match id {
        Some(_) => fill(text.new_name, &[("name", &name)]),
        None => text.name.to_owned(),
    };
    let typed = RwSignal::new(name);
    let error = RwSignal::new(None::<ViewError>);
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let (Some(field), true) = (field.get(), id.is_some()) {
            // Fails only where the field has left the page.
            request_animation_frame(move || drop(field.focus()));
        }
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked().trim().to_owned();
        let action = match id {
            Some(id) => Ok(ViewAction::Renamed(id, name)),
            None => Ok(ViewAction::Saved(name)),
        };
        match action.and_then(|action| list.ways.view.run(action)) {
            Ok(()) => on_end.run(()),
            Err(reason) => {
                error.set(Some(reason));
                if let Some(field) = field.get_untracked() {
                    drop(field.focus());
                }
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && id.is_some() {
            event.prevent_default();
            event.stop_propagation();
            on_end.run(());
        }
    };
    let cancel = id.map(|_| {
        view! {
            <button type="button" class="plain" on:click=move |_| on_end.run(())>
                {text.cancel}
            </button>
        }
    });
    let help = id.is_none().then_some(text.name_help);
    let words = if id.is_some() { text.keep } else { text.save };
    let (field_id, error_id) = (field_id(), field_id());
    let described = error_id.clone();
    view! {
        <form class="name-form" novalidate on:submit=save on:keydown=on_key>
            <div class="field">
                <label for=field_id.clone()>{label}</label>
                <input
                    type="text"
                    id=field_id
                    maxlength=LONGEST_NAME
                    autocomplete="off"
                    placeholder=help
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=described
                    node_ref=field
                    bind:value=typed
                />
                <p id=error_id class="error" role="alert" hidden=move || error.get().is_none()>
                    {move || error.get().map(|error| error_words(locale, error))}
                </p>
            </div>
            <div class="buttons">
                <button type="submit">{words}</button>
                {cancel}
            </div>
        </form>
    }
}

fn error_words(locale: Locale, error: ViewError) -> String {
    let text = &words(locale).saved;
    match error {
        ViewError::NoName | ViewError::NoColumn => text.name_missing.to_owned(),
        ViewError::NameTaken => text.name_taken.to_owned(),
        ViewError::NameTooLong => fill(text.name_too_long, &[("n", &locale.count(LONGEST_VIEW_NAME))]),
        ViewError::TooMany => fill(text.too_many, &[("n", &locale.count(MOST_VIEWS))]),
    }
}
