//! Answers that sit oddly beside each other, and high ones that nothing supports.

use leptos::prelude::*;

use crate::ui::action::{Action, dispatch};
use crate::ui::components::question_row::QuestionRow;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::{Named, report};

/// A check of the pack that spoke up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What it asks, in the pack's words.
    pub ask: String,
    /// The answers it asks about.
    pub about: Vec<Named>,
}

/// The section; nothing where there is nothing to look at.
#[component]
pub fn SecondLooks(looks: Vec<Look>, unsupported: Vec<Named>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).looks;
    let nothing = looks.is_empty() && unsupported.is_empty();
    let looks = looks
        .into_iter()
        .map(|look| {
            let buttons = look
                .about
                .into_iter()
                .map(|named| review(locale, named))
                .collect_view();
            view! {
                <li class="notice">
                    <p>
                        <b>{text.second_look}</b>
                        " "
                        {look.ask}
                    </p>
                    <div class="buttons">{buttons}</div>
                </li>
            }
        })
        .collect_view();
    (!nothing).then(|| {
        view! {
            <section class="looks">
                <h2>{text.title}</h2>
                <ul>{looks}</ul>
                {(!unsupported.is_empty()).then(|| unsupported_list(locale, unsupported))}
            </section>
        }
    })
}

fn unsupported_list(locale: Locale, unsupported: Vec<Named>) -> impl IntoView {
    let text = &report(locale).looks;
    let words = locale.plural(unsupported.len(), &text.unsupported, &[]);
    let rows = unsupported
        .into_iter()
        .map(|named| view! { <QuestionRow id=named.id title=named.title /> })
        .collect_view();
    view! {
        <details class="unsupported">
            <summary class="num">{words}</summary>
            <p class="quiet">{text.unsupported_help}</p>
            <ul class="rows">{rows}</ul>
        </details>
    }
}

fn review(locale: Locale, named: Named) -> impl IntoView {
    let text = &report(locale).looks;
    let dispatch = dispatch();
    let name = fill(text.review_name, &[("id", &named.id.0), ("title", &named.title)]);
    let words = fill(text.review, &[("id", &named.id.0)]);
    view! {
        <button
            type="button"
            aria-label=name
            on:click=move |_| dispatch.send(Action::QuestionChosen(named.id.clone()))
        >
            {words}
        </button>
    }
}
