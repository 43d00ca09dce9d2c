//! What is kept of a partner beside its facts: shown quietly, and changed in place.

mod drafts;
mod fields;
mod form;
mod rows;
mod tags;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::problem::Problem;
use crate::domain::profile::{Contact, Openness, Profile, SharedSystem, mail_link, phone_link};
use crate::ui::action::ProfileChange;
use crate::ui::components::focus::focus_soon;
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::directory::ProfileText;
use crate::ui::text::{directory, fill};

use form::ProfileForm;

/// What the section shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileFacts {
    /// The partner's name.
    pub name: String,
    /// Or what is wrong with it.
    pub profile: Result<Profile, Vec<Problem>>,
}

/// What may be chosen in the form.
#[derive(Clone, Copy)]
pub struct ProfileChoices {
    /// The tags in use.
    pub tags: Memo<Vec<String>>,
    /// The names of the five levels.
    pub levels: Memo<Vec<String>>,
}

/// The section; `None` where the partner is gone.
#[component]
pub fn ProfileSection(
    facts: Memo<Option<ProfileFacts>>,
    choices: ProfileChoices,
    on_change: Callback<ProfileChange>,
) -> impl IntoView {
    let text = &directory(locale().speech).profile;
    let place = NodeRef::<Div>::new();
    let is_editing = RwSignal::new(false);
    let on_answer = Callback::new(move |change: Option<ProfileChange>| {
        is_editing.set(false);
        focus_soon(place, String::from("[data-verb=\"edit-profile\"]"));
        if let Some(change) = change {
            on_change.run(change);
        }
    });
    let on_edit = Callback::new(move |()| is_editing.set(true));
    // The form is built once: what comes from elsewhere meanwhile does not disturb who types.
    let form = move || {
        let facts = facts.get_untracked()?;
        let profile = facts.profile.ok()?;
        let title = fill(text.form, &[("name", &facts.name)]);
        Some(
            view! { <ProfileForm title=title profile=profile choices=choices place=place on_answer=on_answer /> },
        )
    };
    let shown = move || facts.get().map(|facts| shown(text, facts, choices, on_edit));
    view! {
        <div class="profile" node_ref=place>
            {move || if is_editing.get() { form().into_any() } else { shown().into_any() }}
        </div>
    }
}

fn shown(
    text: &'static ProfileText,
    facts: ProfileFacts,
    choices: ProfileChoices,
    on_edit: Callback<()>,
) -> AnyView {
    let ProfileFacts { name, profile } = facts;
    let profile = match profile {
        Ok(profile) => profile,
        Err(problems) => return unreadable(text, &name, problems),
    };
    let locale = locale();
    let is_empty = Profile {
        archived_on: None,
        ..profile.clone()
    } == Profile::default();
    let body = if is_empty {
        view! { <p class="quiet">{text.empty}</p> }.into_any()
    } else {
        told(locale, text, profile, choices)
    };
    view! {
        <section>
            <h2>{text.title}</h2>
            {body}
            <div class="buttons">
                <button type="button" class="plain" data-verb="edit-profile" on:click=move |_| on_edit.run(())>
                    {text.edit}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn unreadable(text: &'static ProfileText, name: &str, problems: Vec<Problem>) -> AnyView {
    let title = fill(text.unreadable, &[("name", name)]);
    view! {
        <section class="outcome failure">
            <h2>{title}</h2>
            <p>{text.unreadable_help}</p>
            <ProblemList problems=problems />
        </section>
    }
    .into_any()
}

fn told(locale: Locale, text: &'static ProfileText, profile: Profile, choices: ProfileChoices) -> AnyView {
    let tags = (!profile.tags.is_empty()).then(|| {
        let tags = profile.tags.into_iter();
        let tags = tags
            .map(|tag| view! { <li class="tag">{tag}</li> })
            .collect_view();
        view! {
            <div>
                <dt>{text.tags}</dt>
                <dd>
                    <ul class="tags">{tags}</ul>
                </dd>
            </div>
        }
    });
    let target = profile.target.map(|level| {
        let words = level_words(locale, level.index(), choices.levels);
        view! {
            <div>
                <dt>{text.target}</dt>
                <dd class="num">{words}</dd>
            </div>
        }
    });
    let contacts = (!profile.contacts.is_empty()).then(|| {
        let contacts = profile.contacts.into_iter().map(contact).collect_view();
        view! {
            <div class="wide">
                <dt>{text.contacts}</dt>
                <dd>
                    <ul class="people">{contacts}</ul>
                </dd>
            </div>
        }
    });
    let systems = (!profile.systems.is_empty()).then(|| {
        let systems = profile.systems.into_iter();
        let systems = systems.map(|one| system(text, one)).collect_view();
        view! {
            <div class="wide">
                <dt>{text.systems}</dt>
                <dd>
                    <ul class="people">{systems}</ul>
                </dd>
            </div>
        }
    });
    view! {
        <dl>
            {tags}
            {target}
            {contacts}
            {systems}
        </dl>
    }
    .into_any()
}

/// A level by its number and, where a questionnaire is at hand, its name.
fn level_words(locale: Locale, level: usize, names: Memo<Vec<String>>) -> String {
    let number = locale.count(level);
    match names.with(|names| names.get(level).cloned()) {
        Some(name) => format!("{number} {name}"),
        None => number,
    }
}

fn contact(contact: Contact) -> impl IntoView {
    let Contact {
        name,
        role,
        email,
        phone,
        note,
        ..
    } = contact;
    let name = (!name.trim().is_empty()).then(|| view! { <b>{name}</b> });
    let role = (!role.trim().is_empty()).then(|| view! { <li>{role}</li> });
    let email = linked(mail_link(&email), email);
    let phone = linked(phone_link(&phone), phone);
    view! {
        <li>
            {name}
            <ul class="facts quiet num">{role} {email} {phone}</ul>
            {noted(note)}
        </li>
    }
}

/// A text that leads somewhere, where that is plain.
fn linked(link: Option<String>, text: String) -> Option<AnyView> {
    if text.trim().is_empty() {
        return None;
    }
    Some(match link {
        Some(link) => view! {
            <li>
                <a href=link>{text}</a>
            </li>
        }
        .into_any(),
        None => view! { <li>{text}</li> }.into_any(),
    })
}

fn system(text: &'static ProfileText, system: SharedSystem) -> impl IntoView {
    let openness = openness_words(text, system.openness);
    let class = match system.openness {
        Some(Openness::Open) => "tag open-system",
        Some(Openness::Proprietary) => "tag",
        None => "tag open",
    };
    view! {
        <li>
            <span class="with-tag">
                <b>{system.name}</b>
                <span class=class>{openness}</span>
            </span>
            {noted(system.note)}
        </li>
    }
}

/// The words of what is said of a system.
#[must_use]
pub fn openness_words(text: &'static ProfileText, openness: Option<Openness>) -> &'static str {
    let [open, proprietary, not_told] = text.kinds_of_openness;
    match openness {
        Some(Openness::Open) => open,
        Some(Openness::Proprietary) => proprietary,
        None => not_told,
    }
}

fn noted(note: String) -> Option<impl IntoView> {
    (!note.trim().is_empty()).then(|| view! { <p class="notes quiet">{note}</p> })
}
