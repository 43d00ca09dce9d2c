//! What can be gone on with, on the start screen.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::time::Day;
use crate::ui::action::{Action, LaterAction, Screen, dispatch};
use crate::ui::locale::locale;
use crate::ui::text::{fill, report};

use super::result::newer::PulseFacts;

/// What is in progress.
#[derive(Clone, Default)]
pub struct GoOnFacts {
    /// The ones worked on last first; at most three.
    pub in_progress: Vec<InProgress>,
    /// Pulses that are due, with what their assessments are called.
    pub pulses: Vec<(String, PulseFacts)>,
    /// How many assessments there are in all.
    pub assessments: usize,
}

/// An assessment that can be gone on with.
#[derive(Clone)]
pub struct InProgress {
    pub id: AssessmentId,
    /// Title or whose view it is.
    pub name: String,
    pub answered: usize,
    pub asked: usize,
    pub last: Day,
}

/// A way back into each, and to the list of all.
#[component]
pub fn GoOn(facts: GoOnFacts) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().go_on;
    let dispatch = dispatch();
    let more = facts.assessments > facts.in_progress.len();
    let all = locale.plural(facts.assessments, &text.all_assessments, &[]);
    let rows = facts
        .in_progress
        .into_iter()
        .map(|one| {
            let progress = fill(
                text.progress,
                &[
                    ("answered", &locale.count(one.answered)),
                    ("asked", &locale.count(one.asked)),
                    ("day", &locale.day(one.last)),
                ],
            );
            let label = format!("{}: {}", text.go_on, one.name);
            view! {
                <li>
                    <span>
                        <b>{one.name}</b>
                        <small class="num">{progress}</small>
                    </span>
                    <button
                        type="button"
                        aria-label=label
                        on:click=move |_| dispatch.send(Action::Opened(one.id, Screen::Question))
                    >
                        {text.go_on}
                    </button>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let pulses = facts
        .pulses
        .into_iter()
        .map(|(name, facts)| view! { <Due name=name facts=facts /> })
        .collect_view();
    let title = (!rows.is_empty()).then(|| view! { <h2>{text.go_on_title}</h2> });
    let more = more.then(|| {
        view! {
            <button
                type="button"
                class="plain"
                on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Assessments))
            >
                {all}
            </button>
        }
    });
    (facts.assessments > 0).then(|| {
        view! {
            <section class="go-on">
                {title}
                <ul>{rows} {pulses}</ul>
                {more}
            </section>
        }
    })
}

/// A pulse that is due.
#[component]
fn Due(name: String, facts: PulseFacts) -> impl IntoView {
    let locale = locale();
    let text = &report(locale.speech).pulse;
    let dispatch = dispatch();
    let minutes = locale.count(facts.minutes());
    let words = locale.plural(facts.questions, &text.short, &[("minutes", &minutes)]);
    let label = format!("{}: {name}", text.begin);
    view! {
        <li>
            <span>
                <b>{name}</b>
                <small class="num">{words}</small>
            </span>
            <button
                type="button"
                aria-label=label
                on:click=move |_| dispatch.later(LaterAction::PulseBegun(facts.id))
            >
                {text.begin}
            </button>
        </li>
    }
}
