//! What else can be begun from a result: a pulse, and the answers carried over to a newer version of the questionnaire.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::insight::carry::Left;
use crate::domain::pack::Hash;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::{Named, report};

/// A newer version of the questionnaire is at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct NewerFacts {
    pub id: AssessmentId,
    pub hash: Hash,
    /// From and to.
    pub versions: [u32; 2],
    pub added: Vec<Named>,
    pub removed: Vec<Named>,
    pub reworded: Vec<Named>,
    pub rescored: Vec<Named>,
    /// How many answers go along, and those that do not.
    pub carried: usize,
    pub left: Vec<(Named, Left)>,
}

/// So many questions are worth asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PulseFacts {
    pub id: AssessmentId,
    pub questions: usize,
}

impl PulseFacts {
    /// How long it takes: these questions have been answered before, so that 24 seconds do for each.
    #[must_use]
    pub const fn minutes(self) -> usize {
        (self.questions * 24).div_ceil(60)
    }
}

/// The offer of a pulse.
#[component]
pub fn Pulse(facts: PulseFacts) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).pulse;
    let dispatch = dispatch();
    let minutes = locale.count(facts.minutes());
    view! {
        <div class="notice hint pulse">
            <p class="num">
                <b>{text.title}</b>
                " "
                {locale.plural(facts.questions, &text.body, &[("minutes", &minutes)])}
            </p>
            <button type="button" on:click=move |_| dispatch.later(LaterAction::PulseBegun(facts.id))>
                {text.begin}
            </button>
        </div>
    }
}

/// The offer to carry the answers over, with what changed.
#[component]
pub fn Newer(facts: NewerFacts) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).newer;
    let dispatch = dispatch();
    let [from, to] = facts.versions.map(|version| version.to_string());
    let words = fill(text.body, &[("from", &from), ("to", &to)]);
    let lists = [
        (&text.added, facts.added),
        (&text.removed, facts.removed),
        (&text.reworded, facts.reworded),
        (&text.rescored, facts.rescored),
    ];
    let lists = lists
        .into_iter()
        .filter(|(_, named)| !named.is_empty())
        .map(|(message, named)| {
            let title = locale.plural(named.len(), message, &[]);
            let rows = named
                .into_iter()
                .map(|named| view! { <li>{name(&named)}</li> })
                .collect_view();
            view! {
                <h4 class="num">{title}</h4>
                <ul>{rows}</ul>
            }
        })
        .collect_view();
    let left = (!facts.left.is_empty()).then(|| {
        let rows = facts
            .left
            .iter()
            .map(|(named, left)| view! { <li>{format!("{}: {}", name(named), reason(locale, *left))}</li> })
            .collect_view();
        view! {
            <h4 class="num">{locale.plural(facts.left.len(), &text.left, &[])}</h4>
            <ul>{rows}</ul>
        }
    });
    let (id, hash) = (facts.id, facts.hash);
    view! {
        <div class="notice hint newer">
            <div>
                <p><b>{text.title}</b> " " {words}</p>
                <details>
                    <summary class="num">{locale.plural(facts.carried, &text.carried, &[])}</summary>
                    {lists}
                    {left}
                </details>
            </div>
            <button
                type="button"
                on:click=move |_| dispatch.later(LaterAction::CarriedOver(id, hash.clone()))
            >
                {text.carry}
            </button>
        </div>
    }
}

fn name(named: &Named) -> String {
    format!("{} {}", named.id.0, named.title)
}

fn reason(locale: Locale, left: Left) -> &'static str {
    let text = &report(locale).newer;
    match left {
        Left::Removed => text.left_removed,
        Left::Reworded => text.left_reworded,
        Left::MustApply => text.left_must_apply,
        Left::NotAsked => text.left_not_asked,
    }
}
