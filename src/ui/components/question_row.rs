//! A question in a list, with the way to it, and the state it is in.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::scoring::Standing;
use crate::ui::action::{Action, dispatch};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::level_chip::LevelChip;

/// An item that leads to its question; what else it says stands behind the title.
#[component]
pub fn QuestionRow(
    id: IndicatorId,
    title: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let dispatch = dispatch();
    let label = id.0.clone();
    view! {
        <li>
            <button type="button" class="row" on:click=move |_| dispatch.send(Action::QuestionChosen(id.clone()))>
                <span class="quiet num">{label}</span>
                <span>{title}</span>
                {children.map(|children| children())}
            </button>
        </li>
    }
}

/// A level's chip, or the words of a state that is no level.
#[component]
pub fn StandingChip(standing: Standing) -> impl IntoView {
    let locale = locale();
    let names = &locale.later().names;
    let words =
        |words: &'static str, class: &'static str| view! { <span class=class>{words}</span> }.into_any();
    match standing {
        Standing::Level(level) => level_chip(locale, level).into_any(),
        Standing::Unknown => words(names.unknown, "tag"),
        Standing::NotApplicable => words(names.not_applicable, "tag"),
        Standing::Unanswered | Standing::NotAsked => words(names.unanswered, "tag open"),
    }
}

fn level_chip(locale: Locale, level: Level) -> impl IntoView {
    let name = fill(locale.later().names.level, &[("n", &level.number().to_string())]);
    view! {
        <LevelChip level=level />
        <span class="hidden">{name}</span>
    }
}
