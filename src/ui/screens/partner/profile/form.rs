//! The form of a profile.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::profile::Profile;
use crate::ui::action::ProfileChange;
use crate::ui::components::field::{SelectField, field_id};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::form_buttons::FormButtons;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{desk, directory};

use super::ProfileChoices;
use super::drafts::Drafts;
use super::rows::{Contacts, Systems};
use super::tags::{TagDraft, Tags};

/// What the form holds while somebody fills it in.
#[derive(Clone, Copy)]
struct Draft {
    tags: TagDraft,
    target: RwSignal<String>,
    entries: Drafts,
}

impl Draft {
    fn new(profile: &Profile) -> Self {
        let target = profile.target.map(|level| level.number().to_string());
        Self {
            tags: TagDraft::new(profile.tags.clone()),
            target: RwSignal::new(target.unwrap_or_default()),
            entries: Drafts::new(profile),
        }
    }

    /// What was made of a profile; `None` where something is missing or too much, which is shown then.
    fn profile(self, before: &Profile) -> Option<Profile> {
        let is_whole = self.tags.take_typed();
        let entries = self.entries.read();
        let target = self.target.with_untracked(|number| number.parse().ok());
        let (contacts, systems) = entries?;
        is_whole.then(|| Profile {
            tags: self.tags.tags.get_untracked(),
            contacts,
            systems,
            target: target.and_then(Level::new),
            archived_on: before.archived_on,
        })
    }
}

/// The form. Its answer is `None` where it was left with the second button, or nothing was changed.
#[component]
pub(super) fn ProfileForm(
    title: String,
    profile: Profile,
    choices: ProfileChoices,
    /// Where the form stands.
    place: NodeRef<Div>,
    on_answer: Callback<Option<ProfileChange>>,
) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).profile;
    let buttons = desk(locale.speech);
    let draft = Draft::new(&profile);
    let before = StoredValue::new(profile);
    Effect::new(move |was_there: Option<()>| {
        if was_there.is_none() {
            focus_soon(place, String::from("input"));
        }
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let before = before.get_value();
        match draft.profile(&before) {
            Some(after) => on_answer.run((after != before).then_some(ProfileChange { before, after })),
            None => focus_soon(place, String::from("[aria-invalid=\"true\"]")),
        }
    };
    let heading = field_id();
    let labelled = heading.clone();
    view! {
        <form class="partner-form" novalidate aria-labelledby=labelled on:submit=save>
            <h2 id=heading>{title}</h2>
            <Tags draft=draft.tags known=choices.tags place=place />
            <div class="field-with-help">
                <SelectField
                    label=text.target
                    options=levels(locale, choices)
                    none=text.no_target
                    value=draft.target
                />
                <small>{text.target_help}</small>
            </div>
            <Contacts drafts=draft.entries place=place />
            <Systems drafts=draft.entries place=place />
            <FormButtons
                save=buttons.save
                cancel=buttons.cancel
                on_cancel=Callback::new(move |()| on_answer.run(None))
            />
        </form>
    }
}

fn levels(locale: Locale, choices: ProfileChoices) -> Vec<(String, String)> {
    let words = |level: Level| super::level_words(locale, level.index(), choices.levels);
    let all = Level::ALL.into_iter();
    untrack(|| {
        all.map(|level| (level.number().to_string(), words(level)))
            .collect()
    })
}
