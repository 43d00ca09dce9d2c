//! What became of files that came in.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::exchange::ImportReport;
use crate::domain::problem::Problem;
use crate::ui::action::{Action, LaterAction, Screen, dispatch};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::desk::Import;
use crate::ui::text::{desk, fill};

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportOutcome {
    Done {
        file: String,
        report: ImportReport,
    },
    /// Nothing was changed.
    Refused {
        file: String,
        problems: Vec<Problem>,
    },
    /// Somebody has stopped it. Nothing was changed.
    Cancelled {
        file: String,
    },
    /// An export that the browser did not take.
    NotOffered {
        file: String,
        cause: String,
    },
}

/// What became of the last file. The focus goes to it when it comes.
#[component]
pub(super) fn Outcome(import: RwSignal<Option<ImportOutcome>>, page: NodeRef<Div>) -> impl IntoView {
    let locale = locale();
    let text = &desk(locale.speech).import;
    let dispatch = dispatch();
    Effect::new(move |before: Option<()>| {
        let came = import.with(Option::is_some);
        if before.is_some() && came {
            focus_soon(page, String::from(".outcome h2"));
        }
    });
    let dismiss = move |_| {
        dispatch.later(LaterAction::ImportDismissed);
        focus_soon(page, String::from("[data-verb=\"import\"]"));
    };
    move || {
        import.get().map(|outcome| {
            let (class, title, body) = match outcome {
                ImportOutcome::Done { file, report } => (
                    "outcome",
                    fill(text.done, &[("file", &file)]),
                    done(locale, text, &report),
                ),
                ImportOutcome::Refused { file, problems } => (
                    "outcome failure",
                    fill(text.refused, &[("file", &file)]),
                    refused(locale, text, &problems),
                ),
                ImportOutcome::Cancelled { file } => {
                    let body = view! { <p>{text.unchanged}</p> }.into_any();
                    ("outcome", fill(text.cancelled, &[("file", &file)]), body)
                }
                ImportOutcome::NotOffered { file, cause } => {
                    let body = view! { <p>{cause}</p> }.into_any();
                    (
                        "outcome failure",
                        fill(text.not_offered, &[("file", &file)]),
                        body,
                    )
                }
            };
            view! {
                <section class=class>
                    <h2 tabindex="-1">{title}</h2>
                    {body}
                    <button type="button" class="plain" on:click=dismiss>
                        {text.dismiss}
                    </button>
                </section>
            }
        })
    }
}

fn done(locale: Locale, text: &'static Import, report: &ImportReport) -> AnyView {
    let dispatch = dispatch();
    let counts = [
        (report.assessments.len(), &text.responses),
        (report.companies.len(), &text.companies),
        (report.packs.len(), &text.packs),
        (report.benchmarks.len(), &text.benchmarks),
    ];
    let mut lines: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, message)| locale.plural(count, message, &[]))
        .collect();
    if lines.is_empty() {
        lines.push(text.nothing_new.to_owned());
    }
    if report.already_here > 0 {
        lines.push(locale.plural(report.already_here, &text.already_here, &[]));
    }
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let open = report.single.map(|id| {
        view! {
            <button type="button" on:click=move |_| dispatch.send(Action::Opened(id, Screen::Result))>
                {text.open}
            </button>
        }
    });
    view! {
        <ul class="facts num">{lines}</ul>
        {open}
    }
    .into_any()
}

fn refused(locale: Locale, text: &'static Import, problems: &[Problem]) -> AnyView {
    view! {
        <p>{text.unchanged} " " {locale.plural(problems.len(), &text.problems, &[])}</p>
        <ProblemList problems=problems.to_vec() />
    }
    .into_any()
}
