//! The workbench: a text, and everything that is wrong with it.

use leptos::html::Textarea;
use leptos::prelude::*;

use crate::domain::problem::{Position, Problem};
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::components::file_button::{FileButton, Picked};
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{Packs, fill, packs};

use super::PacksSignals;

/// What a check of the text says.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// There is no text.
    Empty,
    Valid {
        title: String,
        version: u32,
        questions: usize,
    },
    /// Everything that is wrong, in the order of the text.
    Wrong(Vec<Problem>),
}

/// Addresses of what helps authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    pub schema: String,
}

/// The section.
#[component]
pub(super) fn Workbench(
    signals: PacksSignals,
    links: Links,
    on_files: UnsyncCallback<Picked>,
    on_example: Callback<()>,
    on_clear: Callback<()>,
) -> impl IntoView {
    let locale = locale();
    let text = packs(locale.speech);
    let area = NodeRef::<Textarea>::new();
    let (id, help) = (field_id(), field_id());
    let is_empty = Memo::new(move |_| signals.text.with(String::is_empty));
    let on_go = Callback::new(move |at| {
        if let Some(area) = area.get_untracked() {
            show(&area, at);
        }
    });
    view! {
        <section class="workbench">
            <h2>{text.write}</h2>
            <p class="quiet">
                {text.write_lead} " "
                <a href=links.schema target="_blank" rel="noopener">{text.schema}</a>
            </p>
            <div class="buttons">
                <FileButton words=text.open class="" on_files=on_files />
                <button type="button" on:click=move |_| on_example.run(())>
                    {text.example}
                </button>
                {move || {
                    (!is_empty.get())
                        .then(|| {
                            view! {
                                <button type="button" class="plain" on:click=move |_| on_clear.run(())>
                                    {text.clear}
                                </button>
                            }
                        })
                }}
                {move || {
                    (signals.before)
                        .with(Option::is_some)
                        .then(|| {
                            view! {
                                <button type="button" class="plain" on:click=move |_| bring_back(signals)>
                                    {text.bring_back}
                                </button>
                            }
                        })
                }}
            </div>
            <div role="status">
                {move || signals.failure.get().map(|cause| view! { <p class="set-aside">{cause}</p> })}
            </div>
            <div class="bench">
                <div class="field">
                    <label for=id.clone()>{text.text}</label>
                    <textarea
                        id=id
                        spellcheck="false"
                        autocapitalize="off"
                        autocomplete="off"
                        rows="18"
                        aria-describedby=help.clone()
                        node_ref=area
                        prop:value=move || signals.text.get()
                        on:input:target=move |event| signals.text.set(event.target().value())
                    ></textarea>
                    <small id=help>{text.text_help}</small>
                </div>
                <div class="verdict" role="status">{move || verdict(locale, text, signals, on_go)}</div>
            </div>
        </section>
    }
}

/// Puts the text before in the place of the one that took its place.
fn bring_back(signals: PacksSignals) {
    if let Some(before) = signals.before.get_untracked() {
        let now = signals.text.get_untracked();
        signals.text.set(before);
        signals.before.set((!now.trim().is_empty()).then_some(now));
    }
}

fn verdict(
    locale: Locale,
    text: &'static Packs,
    signals: PacksSignals,
    on_go: Callback<Position>,
) -> impl IntoView {
    let dispatch = dispatch();
    match signals.verdict.get() {
        Verdict::Empty => view! { <p class="quiet">{text.empty}</p> }.into_any(),
        Verdict::Valid {
            title,
            version,
            questions,
        } => {
            let questions = locale.plural(questions, &text.questions, &[]);
            let words = fill(
                text.valid,
                &[
                    ("title", &title),
                    ("version", &version.to_string()),
                    ("questions", &questions),
                ],
            );
            view! {
                <p class="good">{words}</p>
                <button
                    type="button"
                    class="primary"
                    on:click=move |_| dispatch.later(LaterAction::PackAdded(signals.text.get_untracked()))
                >
                    {text.use_it}
                </button>
            }
            .into_any()
        }
        Verdict::Wrong(problems) => {
            let words = locale.plural(problems.len(), &text.problems, &[]);
            view! {
                <p class="wrong num">{words}</p>
                <ProblemList problems=problems on_go=on_go />
            }
            .into_any()
        }
    }
}

/// Puts the cursor on the line of a problem, and the line into sight.
fn show(area: &web_sys::HtmlTextAreaElement, at: Position) {
    let text = area.value();
    let line = usize::try_from(at.line.saturating_sub(1)).unwrap_or(0);
    // The browser counts in units of UTF-16.
    let units = |words: &str| u32::try_from(words.encode_utf16().count()).unwrap_or(u32::MAX);
    let before: u32 = text.split_inclusive('\n').take(line).map(units).sum();
    let length = text.split('\n').nth(line).map_or(0, units);
    // These fail only where the field has left the page.
    let _ = area.focus();
    let _ = area.set_selection_range(before, before.saturating_add(length));
    let lines = text.split('\n').count().max(1);
    #[expect(clippy::cast_precision_loss, reason = "a line's number is below 2^52")]
    let share = line as f64 / lines as f64;
    #[expect(clippy::cast_possible_truncation, reason = "a text's height on screen fits")]
    let top = (f64::from(area.scroll_height()) * share) as i32 - area.client_height() / 3;
    area.set_scroll_top(top.max(0));
}
