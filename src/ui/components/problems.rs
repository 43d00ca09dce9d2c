//! What is wrong with a document, as a list that can be worked through.

use leptos::prelude::*;

use crate::domain::problem::{Position, Problem};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, packs};

/// So many problems are shown; of the rest only the number.
const SHOWN: usize = 50;

/// The list: place, cause, what to write instead, and where it stands in the text.
#[component]
pub fn ProblemList(
    problems: Vec<Problem>,
    /// Goes to a place in the text, where the text is at hand.
    #[prop(optional)]
    on_go: Option<Callback<Position>>,
) -> impl IntoView {
    let locale = locale();
    let text = packs(locale.speech);
    let more = problems.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| view! { <p class="quiet">{locale.plural(more, &text.more, &[])}</p> });
    let lines = problems
        .into_iter()
        .take(SHOWN)
        .map(|problem| line(locale, problem, on_go))
        .collect_view();
    view! {
        <ul class="problems">{lines}</ul>
        {more}
    }
}

fn line(locale: Locale, problem: Problem, on_go: Option<Callback<Position>>) -> impl IntoView {
    let text = packs(locale.speech);
    let place = if problem.place.is_empty() {
        text.whole.to_owned()
    } else {
        problem.place
    };
    let position = problem.at.map(|at| {
        // As editors write them: without separators.
        let values = [
            ("line", &*at.line.to_string()),
            ("column", &at.column.to_string()),
        ];
        match on_go {
            None => view! { <small class="num">{fill(text.position, &values)}</small> }.into_any(),
            Some(on_go) => {
                let words = fill(text.line, &values);
                let name = format!("{words}: {}", fill(text.go_to, &[("place", &place)]));
                view! {
                    <button type="button" class="plain num" aria-label=name on:click=move |_| on_go.run(at)>
                        {words}
                    </button>
                }
                .into_any()
            }
        }
    });
    let instead = problem
        .instead
        .map(|words| view! { <span class="instead">{fill(text.instead, &[("words", &words)])}</span> });
    view! {
        <li>
            <code>{place}</code>
            <span>{problem.cause} {instead}</span>
            {position}
        </li>
    }
}
