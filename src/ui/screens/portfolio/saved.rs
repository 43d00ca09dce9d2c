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
    let names = Memo::new(move |_| {
        views.with(|told| {
            told.views
                .iter()
                .map(|view| view.name.clone())
                .collect::<Vec<_>>()
        })
    });
    // The view that is given another name.
    let renaming = RwSignal::new(None::<String>);
    view! {
        <Dropdown list=list panel=Panel::Views title=text.title>
            <Unlisted list=list />
            <ul class="saved-views">
                <For each=move || names.get() key=String::clone let:name>
                    <li>
                        <ViewRow list=list name=name renaming=renaming />
                    </li>
                </For>
            </ul>
            <NameForm list=list of=None on_end=Callback::new(move |_| list.close(Panel::Views)) />
        </Dropdown>
    }
}

/// What is said where no view is listed, or not all of them.
#[component]
fn Unlisted(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let text = &list.text.saved;
    let said = Memo::new(move |_| {
        list.signals.views.with(|told| {
            if told.is_unreadable {
                return Some(text.unreadable.to_owned());
            }
            if told.kept > 0 {
                return Some(locale.plural(told.kept, &text.kept, &[]));
            }
            told.views.is_empty().then(|| text.none.to_owned())
        })
    });
    move || said.get().map(|said| view! { <p class="quiet">{said}</p> })
}

impl Portfolio {
    /// Where a view stands in the list, from 1.
    fn place_of_view(self, name: &str) -> usize {
        let views = self.signals.views;
        let place = views.with_untracked(|told| told.views.iter().position(|view| view.name == name));
        place.map_or(0, |place| place + 1)
    }
}

#[component]
fn ViewRow(list: Portfolio, name: String, renaming: RwSignal<Option<String>>) -> impl IntoView {
    let views = list.signals.views;
    let name = StoredValue::new(name);
    let own = Memo::new(move |_| {
        name.with_value(|name| views.with(|told| told.views.iter().find(|view| view.name == *name).cloned()))
    });
    let is_renamed =
        Memo::new(move |_| name.with_value(|name| renaming.with(|renaming| renaming.as_ref() == Some(name))));
    let done = move |name: String| {
        renaming.set(None);
        let place = list.place_of_view(&name);
        focus_soon(
            list.page,
            format!(".saved-views > li:nth-child({place}) [data-verb=\"rename\"]"),
        );
    };
    move || {
        let SavedView { name, is_shown } = own.get()?;
        if is_renamed.get() {
            let on_end = Callback::new(done);
            return Some(view! { <NameForm list=list of=Some(name) on_end=on_end /> }.into_any());
        }
        Some(view! { <ViewVerbs list=list name=name is_shown=is_shown renaming=renaming /> }.into_any())
    }
}

#[component]
fn ViewVerbs(
    list: Portfolio,
    name: String,
    is_shown: bool,
    renaming: RwSignal<Option<String>>,
) -> impl IntoView {
    let text = &list.text.saved;
    let label = |message| fill(message, &[("name", &name)]);
    let run = move |action| list.ways.view.run(action);
    let own = StoredValue::new(name.clone());
    let show = move |_| {
        if run(ViewAction::Shown(own.get_value())).is_ok() {
            list.close(Panel::Views);
        }
    };
    let delete = move |_| {
        focus_soon(list.page, String::from("[data-drop=\"views\"] .drop-panel input"));
        // Where the views cannot be read, the panel says so; a view that is not there any more is deleted, too.
        let _ = run(ViewAction::Deleted(own.get_value()));
    };
    view! {
        <div class="saved-view">
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
                on:click=move |_| renaming.set(Some(own.get_value()))
            >
                {text.rename}
            </button>
            <button type="button" class="plain" aria-label=label(text.delete_name) on:click=delete>
                {text.delete}
            </button>
        </div>
    }
}

/// A name for what is shown, or another one for a view. `on_end` takes the name that it has then.
#[component]
fn NameForm(list: Portfolio, of: Option<String>, on_end: Callback<String>) -> impl IntoView {
    let text = &list.text.saved;
    let label = match &of {
        Some(name) => fill(text.new_name, &[("name", name)]),
        None => text.name.to_owned(),
    };
    let is_rename = of.is_some();
    let typed = RwSignal::new(of.clone().unwrap_or_default());
    let of = StoredValue::new(of);
    let error = RwSignal::new(None::<ViewError>);
    // What is called so already, while nothing else is typed.
    let taken = RwSignal::new(None::<String>);
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let (Some(field), true) = (field.get(), is_rename) {
            // Fails only where the field has left the page.
            request_animation_frame(move || drop(field.focus()));
        }
    });
    let run = move |action: ViewAction, name: String| match list.ways.view.run(action) {
        Ok(()) => on_end.run(name),
        Err(reason) => {
            error.set(Some(reason));
            taken.set(Some(name).filter(|_| !is_rename && reason == ViewError::NameTaken));
            if let Some(field) = field.get_untracked() {
                drop(field.focus());
            }
        }
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked().trim().to_owned();
        let action = match of.get_value() {
            Some(of) => ViewAction::Renamed(of, name.clone()),
            None => ViewAction::Saved(name.clone()),
        };
        run(action, name);
    };
    let leave = move || on_end.run(of.get_value().unwrap_or_default());
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_rename {
            event.prevent_default();
            event.stop_propagation();
            leave();
        }
    };
    let cancel = is_rename.then(|| {
        view! {
            <button type="button" class="plain" on:click=move |_| leave()>
                {text.cancel}
            </button>
        }
    });
    let replace = move || {
        let name = taken
            .get()
            .filter(|name| typed.with(|typed| typed.trim() == name))?;
        let words = fill(text.replace, &[("name", &name)]);
        let replace = move |_| run(ViewAction::Replaced(name.clone()), name.clone());
        Some(view! {
            <button type="button" on:click=replace>
                {words}
            </button>
        })
    };
    let words = if is_rename { text.keep } else { text.save };
    view! {
        <form class="name-form" novalidate on:submit=save on:keydown=on_key>
            <NameField label=label help=(!is_rename).then_some(text.name_help) typed=typed error=error field=field />
            <div class="buttons">
                <button type="submit">{words}</button>
                {replace}
                {cancel}
            </div>
        </form>
    }
}

/// The field of the name, and what is wrong with it.
#[component]
fn NameField(
    label: String,
    help: Option<&'static str>,
    typed: RwSignal<String>,
    error: RwSignal<Option<ViewError>>,
    field: NodeRef<Input>,
) -> impl IntoView {
    let locale = locale();
    let (field_id, error_id) = (field_id(), field_id());
    let described = error_id.clone();
    view! {
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
    }
}

fn error_words(locale: Locale, error: ViewError) -> String {
    let text = &words(locale).saved;
    match error {
        ViewError::NoName | ViewError::NoColumn => text.name_missing.to_owned(),
        ViewError::NameTaken => text.name_taken.to_owned(),
        ViewError::NameTooLong => fill(text.name_too_long, &[("n", &locale.count(LONGEST_VIEW_NAME))]),
        ViewError::TooMany => fill(text.too_many, &[("n", &locale.count(MOST_VIEWS))]),
        ViewError::Filter => text.filter.to_owned(),
        ViewError::Gone => text.gone.to_owned(),
        ViewError::Unreadable => text.unreadable.to_owned(),
    }
}
