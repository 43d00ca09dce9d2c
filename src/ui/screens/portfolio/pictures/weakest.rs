//! The questions with the lowest levels over all partners.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::domain::portfolio::FEW_ANSWERS;
use crate::ui::components::range::tenths;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::portfolio::words;
use crate::ui::text::fill;

use super::chart::{table, waiting};

/// A question over all who answered it with a level.
#[derive(Debug, Clone, PartialEq)]
pub struct WeakFacts {
    pub id: IndicatorId,
    pub title: String,
    /// `0.0..=4.0`.
    pub mean: f64,
    pub answered: usize,
    /// How many of those answered with level 0 or 1.
    pub low: usize,
}

/// The list.
#[component]
pub(super) fn Weakest(weakest: Memo<Option<Vec<WeakFacts>>>) -> impl IntoView {
    let locale = locale();
    let text = &words(locale).pictures;
    let told = move || {
        weakest.with(|weakest| match weakest.as_deref() {
            None => waiting(),
            Some([]) => view! { <p class="quiet">{text.weakest_none}</p> }.into_any(),
            Some(weakest) => told(locale, weakest),
        })
    };
    view! {
        <section class="picture">
            <h3>{text.weakest}</h3>
            <p class="quiet">{text.weakest_help}</p>
            {told}
        </section>
    }
}

fn told(locale: Locale, weakest: &[WeakFacts]) -> AnyView {
    let text = &words(locale).pictures;
    let mean = |facts: &WeakFacts| fill(text.mean_words, &[("mean", &locale.number(facts.mean, 1))]);
    let bars = weakest
        .iter()
        .map(|facts| {
            let few = (facts.answered < FEW_ANSWERS).then(|| {
                let words = locale.plural(facts.answered, &text.answered_by, &[]);
                view! { <small>{words}</small> " " }
            });
            view! {
                <li>
                    <span class="what">
                        <span class="quiet num">{facts.id.0.clone()}</span>
                        " "
                        {facts.title.clone()}
                    </span>
                    <span class="bar-track" aria-hidden="true" style:--share=tenths(facts.mean * 25.0)>
                        <i></i>
                    </span>
                    <span class="num">{few} {mean(facts)}</span>
                </li>
            }
        })
        .collect_view();
    let rows = weakest.iter().map(|facts| {
        vec![
            facts.title.clone(),
            mean(facts),
            locale.count(facts.low),
            locale.count(facts.answered),
        ]
    });
    let heads = [text.question, text.mean, text.low, text.answered]
        .map(str::to_owned)
        .to_vec();
    let table = table(text.weakest.to_owned(), heads, rows.collect());
    view! { <ol class="weakest">{bars}</ol> {table} }.into_any()
}
