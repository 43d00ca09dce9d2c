//! Why a question is asked, and how well that is supported.

use leptos::prelude::*;

use crate::domain::pack::{Grade, Guidance};
use crate::ui::locale::locale;

/// The reason in words, the grade of the evidence, what speaks against it, and the sources.
/// The guidance comes with the whole pack, after the first question; until then nothing is shown.
#[component]
pub fn Why(#[prop(into)] guidance: Signal<Option<Guidance>>) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().beside;
    move || {
        guidance.get().map(|guidance| {
            let evidence = guidance.evidence.map(|evidence| {
                let grade = match evidence.grade {
                    Grade::A => text.grades[0],
                    Grade::B => text.grades[1],
                    Grade::C => text.grades[2],
                };
                let counter = locale.words(&evidence.counter);
                let sources: Vec<String> = evidence
                    .sources
                    .iter()
                    .map(|source| locale.words(source))
                    .collect();
                view! {
                    " "
                    {grade}
                    {(!counter.is_empty())
                        .then(|| view! { <p><b>{text.counter}": "</b>{counter}</p> })}
                    {(!sources.is_empty())
                        .then(|| {
                            let sources = sources.into_iter().map(source).collect_view();
                            view! { <p><b>{text.sources}": "</b></p><ul class="sources">{sources}</ul> }
                        })}
                }
            });
            view! {
                <details class="why quiet">
                    <summary>{text.why}</summary>
                    <p>{locale.words(&guidance.why)}</p>
                    {evidence}
                </details>
            }
        })
    }
}

/// A citation; the DOI in it becomes a link, which leaves the page only when it is followed.
fn source(words: String) -> impl IntoView {
    let link = words.split_once("doi ").map(|(before, doi)| {
        let doi = doi.trim().to_owned();
        let address = format!("https://doi.org/{doi}");
        let before = before.to_owned();
        view! {
            {before}
            <a href=address target="_blank" rel="noopener noreferrer">{format!("doi {doi}")}</a>
        }
    });
    match link {
        Some(link) => view! { <li>{link}</li> }.into_any(),
        None => view! { <li>{words}</li> }.into_any(),
    }
}
