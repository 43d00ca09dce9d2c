//! What an answer was before: also what another tab or a backup said and lost against.

use leptos::prelude::*;

use crate::domain::assessment::{Answer, AnswerState};
use crate::ui::components::fold::Fold;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

/// The versions, the newest first, folded away; nothing where there are none.
#[component]
pub fn Earlier(
    /// `None`: there was no answer.
    versions: RwSignal<Vec<Option<Answer>>>,
    /// One of them is to stand again; left out where the answer is somebody else's.
    #[prop(optional)]
    on_bring_back: Option<Callback<Option<Answer>>>,
) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().beside;
    let is_empty = Memo::new(move |_| versions.with(Vec::is_empty));
    let rows = move || {
        versions
            .get()
            .into_iter()
            .map(|version| row(locale, version, on_bring_back))
            .collect_view()
    };
    move || {
        (!is_empty.get()).then(|| {
            view! {
                <Fold class="earlier" title=text.earlier.into_any()>
                    <p class="quiet">{text.earlier_help}</p>
                    <ul class="entries">{rows}</ul>
                </Fold>
            }
        })
    }
}

fn row(
    locale: Locale,
    version: Option<Answer>,
    on_bring_back: Option<Callback<Option<Answer>>>,
) -> impl IntoView {
    let text = &locale.later().beside;
    let words = words(locale, version.as_ref());
    let name = fill(text.bring_back_name, &[("answer", &words)]);
    let day = version
        .as_ref()
        .map(|answer| fill(text.earlier_day, &[("day", &locale.day(answer.day))]));
    let note = version.as_ref().map(|answer| answer.note.clone());
    let note = note.filter(|note| !note.is_empty());
    let bring_back = on_bring_back.map(|on_bring_back| {
        view! {
            <div class="verbs">
                <button type="button" aria-label=name on:click=move |_| on_bring_back.run(version.clone())>
                    {text.bring_back}
                </button>
            </div>
        }
    });
    view! {
        <li class="entry">
            <div class="entry-head">
                <p>
                    <b>{words}</b>
                    " "
                    <span class="quiet num">{day}</span>
                </p>
                {note.map(|note| view! { <p class="notes">{note}</p> })}
            </div>
            {bring_back}
        </li>
    }
}

/// An answer in words; `None`: there is none.
pub fn words(locale: Locale, version: Option<&Answer>) -> String {
    let text = locale.later();
    match version.map(|answer| &answer.state) {
        None => text.beside.earlier_none.to_owned(),
        Some(AnswerState::Level(level)) => fill(
            text.beside.earlier_level,
            &[("level", &level.number().to_string())],
        ),
        Some(AnswerState::Unknown) => text.names.unknown.to_owned(),
        Some(AnswerState::NotApplicable { .. }) => text.names.not_applicable.to_owned(),
    }
}
