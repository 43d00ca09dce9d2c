//! A result that somebody shows: to look at, and not kept.

use leptos::prelude::*;

use crate::domain::scoring::Figures;
use crate::ui::components::scroll_table::ScrollTable;
use crate::ui::components::standing::Standing;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::signature::SignatureLine;
use super::view::Answers;
use super::{Close, SharedAnswers, SharedFacts, facts_list, from_words, receiving, side_words, titled};

/// The result.
pub(super) fn shared(locale: Locale, facts: SharedFacts) -> impl IntoView {
    let text = receiving(locale);
    let figures = facts.progress.figures;
    let about = facts
        .about
        .clone()
        .unwrap_or_else(|| text.facts.in_general.to_owned());
    let (title, version) = &facts.questionnaire;
    let version = [("title", &**title), ("version", &version.to_string())];
    let counts = [
        ("answered", &*locale.count(facts.progress.answered)),
        ("asked", &locale.count(facts.progress.asked)),
    ];
    let percent = |share: Option<f64>| share.map(|share| locale.percent(share)).unwrap_or_default();
    let floor = facts.floor.map(|level| level.number().to_string());
    let floor = floor.map(|n| fill(text.shared.floor, &[("n", &n)]));
    let standing: Vec<String> = [fill(text.shared.answered, &counts)]
        .into_iter()
        .chain(floor)
        .collect();
    let standing = standing
        .into_iter()
        .map(|words| view! { <li>{words}</li> })
        .collect_view();
    let rows = vec![
        (text.facts.from, from_words(text, &facts.from)),
        (text.facts.about, about),
        (text.facts.side, side_words(text, facts.side).to_owned()),
        (text.facts.day, locale.day(facts.day)),
        (text.facts.questionnaire, fill(text.facts.version, &version)),
        (text.shared.coverage, percent(figures.coverage)),
        (text.shared.freshness, percent(figures.freshness)),
    ];
    let answers = facts.answers.map(|answers| match answers {
        SharedAnswers::Here(groups) => view! { <Answers groups=groups /> }.into_any(),
        SharedAnswers::PackMissing => view! { <p class="quiet">{text.shared.pack_missing}</p> }.into_any(),
    });
    view! {
        <header class="lead">
            <h1 tabindex="-1">{titled(text.shared.title, text.shared.title_unnamed, &facts.from)}</h1>
            <p>{text.shared.not_kept}</p>
        </header>
        <Standing progress=Some(facts.progress) />
        <div class="entry-head">
            <ul class="facts quiet num">{standing}</ul>
        </div>
        {facts_list(rows)}
        <SignatureLine facts=facts.signature />
        <p class="quiet">{text.shared.stated}</p>
        <Dimensions rows=facts.dimensions />
        {answers}
        <div class="buttons">
            <Close class="primary" />
        </div>
    }
}

#[component]
fn Dimensions(rows: Vec<(String, Figures)>) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).shared;
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(|(title, figures)| {
            let score = figures
                .score
                .map_or_else(|| text.no_score.to_owned(), |score| locale.score(score));
            // Where it can be nothing else, the score says it.
            let range = figures.interval.and_then(|interval| {
                let ends = [locale.score(interval.low), locale.score(interval.high)];
                (ends[0] != ends[1]).then(|| ends.join(" – "))
            });
            view! {
                <tr>
                    <th scope="row">{title}</th>
                    <td class="num">{score}</td>
                    <td class="num">{range}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <ScrollTable id="shared-dimensions" title=text.dimensions>
                    <thead>
                        <tr>
                            <th scope="col">{text.dimension}</th>
                            <th scope="col" class="num">{text.score}</th>
                            <th scope="col" class="num">{text.range}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </ScrollTable>
        </section>
    }
    .into_any()
}
