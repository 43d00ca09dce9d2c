//! Tags in the form: added one by one, taken out one by one.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::profile::{LONGEST_TAG, MOST_TAGS, Profile, TagError};
use crate::ui::components::field::field_id;
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{directory, fill, isolated};

/// The tags while somebody changes them.
#[derive(Clone, Copy)]
pub(super) struct TagDraft {
    pub(super) tags: RwSignal<Vec<String>>,
    typed: RwSignal<String>,
    /// Why what is typed was not taken.
    error: RwSignal<Option<TagError>>,
}

impl TagDraft {
    pub(super) fn new(tags: Vec<String>) -> Self {
        Self {
            tags: RwSignal::new(tags),
            typed: RwSignal::new(String::new()),
            error: RwSignal::new(None),
        }
    }

    /// Adds what is typed, with commas or semicolons between several. Whether all of it was taken.
    pub(super) fn take_typed(self) -> bool {
        let mut profile = Profile {
            tags: self.tags.get_untracked(),
            ..Profile::default()
        };
        let typed = self.typed.get_untracked();
        let mut left: Vec<&str> = Vec::new();
        let mut error = None;
        for tag in typed.split([',', ';']).filter(|tag| !tag.trim().is_empty()) {
            if let Err(reason) = profile.add_tag(tag) {
                error = Some(reason);
                left.push(tag);
            }
        }
        self.tags.set(profile.tags);
        self.typed.set(left.join(","));
        self.error.set(error);
        error.is_none()
    }
}

/// The tags, with a field for more.
#[component]
pub(super) fn Tags(draft: TagDraft, known: Memo<Vec<String>>, place: NodeRef<Div>) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).profile;
    let field = "[data-field=\"tag\"]";
    let remove = move |tag: &String| {
        draft.tags.update(|tags| tags.retain(|one| one != tag));
        focus_soon(place, field.to_owned());
    };
    let chip = move |tag: String| {
        let label = fill(text.remove_tag, &[("tag", &tag)]);
        let words = isolated(tag.clone());
        view! {
            <li class="tag">
                <bdi>{words}</bdi>
                <button type="button" class="plain" aria-label=label on:click=move |_| remove(&tag)>
                    <span aria-hidden="true">"×"</span>
                </button>
            </li>
        }
    };
    let (id, list, help, error) = (field_id(), field_id(), field_id(), field_id());
    let described = format!("{help} {error}");
    let options = move || {
        let known = known.get();
        let tags = draft.tags.get();
        let offered = known.into_iter().filter(|tag| !tags.contains(tag));
        offered
            .map(|tag| view! { <option value=tag></option> })
            .collect_view()
    };
    let add = move || {
        draft.take_typed();
        focus_soon(place, field.to_owned());
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        // While a word is still being composed, Enter ends that.
        let is_enter = event.key() == "Enter" && !event.is_composing();
        if is_enter && draft.typed.with_untracked(|typed| !typed.trim().is_empty()) {
            event.prevent_default();
            add();
        }
    };
    let is_bad = move || draft.error.with(Option::is_some);
    view! {
        <div class="field">
            <ul class="tags" aria-label=text.tags>
                <For each=move || draft.tags.get() key=Clone::clone let:tag>
                    {chip(tag)}
                </For>
            </ul>
            <label for=id.clone()>{text.tag}</label>
            <div class="with-button">
                <input
                    type="text"
                    id=id
                    data-field="tag"
                    maxlength="2000"
                    autocomplete="off"
                    list=list.clone()
                    aria-describedby=described
                    aria-invalid=move || is_bad().then_some("true")
                    on:keydown=on_key
                    bind:value=draft.typed
                />
                <button type="button" on:click=move |_| add()>
                    {text.add_tag}
                </button>
            </div>
            <datalist id=list>{options}</datalist>
            <small id=help>{text.tag_help}</small>
            <p id=error class="error" role="alert" hidden=move || !is_bad()>
                {move || draft.error.get().map(|error| words(locale, error))}
            </p>
        </div>
    }
}

fn words(locale: Locale, error: TagError) -> String {
    let text = &directory(locale.speech).profile;
    match error {
        TagError::TooMany => fill(text.too_many_tags, &[("n", &locale.count(MOST_TAGS))]),
        TagError::TooLong | TagError::Empty => fill(text.tag_too_long, &[("n", &locale.count(LONGEST_TAG))]),
    }
}
