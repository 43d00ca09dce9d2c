//! What stands beside an answer that is there: its reason, its age and evidence, and taking it back.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::domain::assessment::{Answer, AnswerState, Event};
use crate::domain::pack::IndicatorId;
use crate::domain::time::Day;
use crate::ui::action::{Action, LaterAction, dispatch};
use crate::ui::components::earlier::Earlier;
use crate::ui::components::evidence::{Evidence, is_web_address};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, receiving, report};

/// How old an answer is, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// When it was given.
    pub day: Day,
    /// What it is still worth, `0.0..=1.0`; `None` where it is no level.
    pub freshness: Option<f64>,
    /// Whether it is high and nothing supports it.
    pub lacks_evidence: bool,
}

/// What belongs to an answer that is there: its reason, what it is worth, its evidence, and taking it back.
#[component]
pub fn Beside(
    id: IndicatorId,
    answer: Memo<Option<Answer>>,
    worth: Memo<Option<Worth>>,
    /// What it was before, the newest first.
    earlier: RwSignal<Vec<Option<Answer>>>,
) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().beside;
    let dispatch = dispatch();
    let id = StoredValue::new(id);
    let answered = Memo::new(move |_| answer.with(Option::is_some));
    let excluded = Memo::new(move |_| {
        answer.with(|answer| {
            matches!(
                answer.as_ref().map(|answer| &answer.state),
                Some(AnswerState::NotApplicable { .. })
            )
        })
    });
    let reason = move || {
        answer.with_untracked(|answer| match answer.as_ref().map(|answer| &answer.state) {
            Some(AnswerState::NotApplicable { reason }) => reason.clone(),
            _ => String::new(),
        })
    };
    let write_reason = move |reason: String| {
        dispatch.send(Action::Changed(Event::Answered(
            id.get_value(),
            AnswerState::NotApplicable { reason },
        )));
    };
    let write_evidence = move |(note, link)| {
        dispatch.send(Action::Changed(Event::EvidenceWritten {
            indicator: id.get_value(),
            note,
            link,
        }));
    };
    // It stands ready before there is an answer: made with the answer, it would make the score wait. Taking the
    // answer back takes its evidence back too, so the fields are made anew.
    let taken_back = Trigger::new();
    let evidence = move || {
        taken_back.track();
        let (note, link) = answer
            .with_untracked(|answer| {
                answer
                    .as_ref()
                    .map(|answer| (answer.note.clone(), answer.link.clone()))
            })
            .unwrap_or_default();
        view! { <Evidence note=note link=link on_write=write_evidence /> }
    };
    let bring_back = Callback::new(move |version| {
        dispatch.later(LaterAction::AnswerBroughtBack(id.get_value(), version));
        taken_back.notify();
    });
    view! {
        {move || {
            excluded
                .get()
                .then(|| {
                    view! {
                        <div class="field reason">
                            <label for="reason">{text.reason}</label>
                            <input
                                id="reason"
                                type="text"
                                maxlength="1000"
                                prop:value=reason()
                                on:input:target=move |event| write_reason(event.target().value())
                            />
                        </div>
                    }
                })
        }}
        <div hidden=move || !answered.get()>
            <p class="worth quiet num">{move || worth.get().map(|worth| worth_words(locale, worth))}</p>
            {evidence}
            <button
                type="button"
                class="plain clear"
                on:click=move |event| {
                    focus_question(&event_target(&event));
                    dispatch.send(Action::Changed(Event::Cleared(id.get_value())));
                    taken_back.notify();
                }
            >
                {text.clear}
            </button>
        </div>
        <Earlier versions=earlier on_bring_back=bring_back />
    }
}

/// The same of an answer of somebody else's: to read.
#[component]
pub fn BesideTheirs(
    answer: Memo<Option<Answer>>,
    worth: Memo<Option<Worth>>,
    /// What it was before, the newest first.
    earlier: RwSignal<Vec<Option<Answer>>>,
) -> impl IntoView {
    let locale = locale();
    let text = &report(locale.speech).print;
    let told = move || {
        let answer = answer.get()?;
        let reason = match answer.state {
            AnswerState::NotApplicable { reason } => reason,
            _ => String::new(),
        };
        let lines = [(text.reason, reason), (text.note, answer.note)]
            .into_iter()
            .filter(|(_, words)| !words.trim().is_empty())
            .map(|(name, words)| view! { <p class="note"><b>{name}": "</b>{words}</p> })
            .collect_view();
        let address = answer.link.trim().to_owned();
        let link = if is_web_address(&address) {
            view! { <a href=address.clone() rel="noopener noreferrer">{address.clone()}</a> }.into_any()
        } else {
            address.clone().into_any()
        };
        let link = (!address.is_empty()).then(|| view! { <p><b>{text.link}": "</b>{link}</p> });
        Some(view! {
            {lines}
            {link}
        })
    };
    view! {
        <p class="theirs-note quiet">{receiving(locale.speech).received.read_only}</p>
        <p class="worth quiet num">{move || worth.get().map(|worth| worth_words(locale, worth))}</p>
        <div class="evidence-read">{told}</div>
        <Earlier versions=earlier />
    }
}

fn worth_words(locale: Locale, worth: Worth) -> String {
    let text = &locale.later().beside;
    let day = locale.day(worth.day);
    let mut words = match worth.freshness {
        Some(share) => fill(
            text.given_fresh,
            &[("day", &day), ("share", &locale.percent(share))],
        ),
        None => fill(text.given, &[("day", &day)]),
    };
    if worth.lacks_evidence {
        words.push(' ');
        words.push_str(text.no_evidence);
    }
    words
}

/// The button goes with the answer: the focus goes on to the question, where the keys answer it anew.
fn focus_question(button: &Element) {
    let question = button.closest(".one").ok().flatten();
    let legend = question.and_then(|question| question.query_selector("legend").ok().flatten());
    if let Some(legend) = legend.and_then(|legend| legend.dyn_into::<HtmlElement>().ok()) {
        // Fails only where the element has left the page.
        let _ = legend.focus();
    }
}
