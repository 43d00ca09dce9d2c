//! One question with its ladder, and the score alive beside it.

use std::sync::Arc;

use leptos::html::Legend;
use leptos::prelude::*;

use crate::domain::assessment::{AnswerState, Event};
use crate::domain::level::Level;
use crate::domain::pack::{Dimension, Indicator, IndicatorId, Questionnaire};
use crate::domain::side::Side;
use crate::ui::action::{Action, Screen, dispatch};
use crate::ui::components::ladder::Ladder;
use crate::ui::locale::locale;
use crate::ui::text::fill;

/// The question that is shown, and its place among the others.
#[derive(Clone)]
pub struct Asked {
    pub questionnaire: Arc<Questionnaire>,
    pub side: Side,
    /// Whether the answers are to be looked at only: somebody else's, or wherever the page wants it so.
    pub is_theirs: bool,
    /// Of the dimension in the questionnaire, and of the indicator in it.
    pub place: (usize, usize),
    /// From 1, within the dimension.
    pub number: usize,
    pub of: usize,
    pub previous: Option<IndicatorId>,
    pub next: Option<IndicatorId>,
    /// Said on the first question where nobody is named.
    pub typical: Option<&'static str>,
}

impl PartialEq for Asked {
    /// The same pack is the same pointer: texts are not compared.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.questionnaire, &other.questionnaire)
            && (self.side, self.is_theirs) == (other.side, other.is_theirs)
            && self.place == other.place
            && (self.number, self.of) == (other.number, other.of)
            && self.previous == other.previous
            && self.next == other.next
            && self.typical == other.typical
    }
}

impl Asked {
    /// The dimension asked about.
    #[must_use]
    pub fn dimension(&self) -> &Dimension {
        &self.questionnaire.dimensions[self.place.0]
    }

    /// The indicator asked about.
    #[must_use]
    pub fn indicator(&self) -> &Indicator {
        &self.dimension().indicators[self.place.1]
    }
}

/// What the screen shows. Each signal changes on its own, so that an answer redraws only what it moved.
#[derive(Clone, Copy)]
pub struct QuestionSignals {
    /// `None`: this assessment asks nothing.
    pub asked: Memo<Option<Asked>>,
    /// The answer of the question shown.
    pub answer: Memo<Option<AnswerState>>,
    /// What belongs to an answer that is there, once that is at hand.
    pub beside: Callback<IndicatorId, AnyView>,
    /// Why the question is asked, once that is at hand.
    pub why: Callback<IndicatorId, AnyView>,
    /// Progress by dimension, once that is at hand.
    pub progress: Callback<(), AnyView>,
    /// The score so far, once it can be reckoned.
    pub panel: Callback<(), AnyView>,
}

/// The screen.
#[component]
pub fn QuestionScreen(signals: QuestionSignals) -> impl IntoView {
    let text = &locale().text.question;
    view! {
        <div class="ask">
            <nav class="progress" aria-label=text.progress>{signals.progress.run(())}</nav>
            <div class="main">
                {move || {
                    signals.asked.get().map(|asked| view! { <OneQuestion asked=asked signals=signals /> })
                }}
            </div>
            {signals.panel.run(())}
        </div>
    }
}

#[component]
fn OneQuestion(asked: Asked, signals: QuestionSignals) -> impl IntoView {
    let locale = locale();
    let text = &locale.text.question;
    let dispatch = dispatch();
    let legend = NodeRef::<Legend>::new();
    Effect::new(move |_| {
        if let Some(legend) = legend.get() {
            // Firefox does not focus a legend that it has not laid out yet; asking for its height makes it.
            let _ = legend.offset_height();
            // Fails only where the element has left the page.
            let _ = legend.focus();
        }
    });
    let indicator = asked.indicator();
    let id = indicator.id.clone();
    let answered = StoredValue::new(id.clone());
    let on_answer = move |state| dispatch.send(Action::Changed(Event::Answered(answered.get_value(), state)));
    let next = StoredValue::new(asked.next.clone());
    let go_next = move || {
        dispatch.send(
            next.get_value()
                .map_or(Action::ScreenChosen(Screen::Result), Action::QuestionChosen),
        );
    };
    let Some(question) = indicator.question(asked.side) else {
        return ().into_any();
    };
    let (may_not_apply, is_gate) = (indicator.may_not_apply, indicator.gate);
    let dimension = asked.dimension();
    let intro = if asked.number == 1 {
        locale.words(&dimension.intro)
    } else {
        String::new()
    };
    let why = signals.why.run(id.clone());
    let beside = signals.beside.run(id.clone());
    let place = fill(
        text.place,
        &[
            ("id", &id.0),
            ("dimension", &locale.words(&dimension.title)),
            ("n", &locale.count(asked.number)),
            ("all", &locale.count(asked.of)),
        ],
    );
    let hint = locale.words(&question.hint);
    let words = locale.words(&question.question);
    let anchors = question.anchors.each_ref().map(|anchor| locale.words(anchor));
    let shown = id.0.clone();
    view! {
        <section
            class="one"
            part="question"
            data-indicator=shown
            on:keydown=move |event| on_key(&event, on_answer, go_next)
        >
            {asked.typical.map(|words| view! { <p class="typical">{words}</p> })}
            {(!intro.is_empty()).then(|| view! { <p class="quiet intro">{intro}</p> })}
            <fieldset class="question" disabled=asked.is_theirs>
                <legend tabindex="-1" node_ref=legend>
                    <span class="place quiet num">{place}</span>
                    {words}
                </legend>
                {(!hint.is_empty()).then(|| view! { <p class="quiet">{hint}</p> })}
                {is_gate.then(|| view! { <p class="gate">{text.gate}</p> })}
                <Ladder anchors=anchors may_not_apply=may_not_apply answer=signals.answer on_answer=on_answer />
            </fieldset>
            {beside}
            {why}
            <Foot asked=asked go_next=go_next />
        </section>
    }
    .into_any()
}

#[component]
fn Foot(asked: Asked, go_next: impl Fn() + Copy + 'static) -> impl IntoView {
    let text = &locale().text.question;
    let dispatch = dispatch();
    let last = asked.next.is_none();
    let previous = StoredValue::new(asked.previous.clone());
    let first = asked.previous.is_none();
    view! {
        <div class="foot">
            <button
                type="button"
                disabled=first
                on:click=move |_| {
                    if let Some(previous) = previous.get_value() {
                        dispatch.send(Action::QuestionChosen(previous));
                    }
                }
            >
                {text.back}
            </button>
            <span class="quiet keys">{text.keys}</span>
            <button type="button" class="primary" part="primary" on:click=move |_| go_next()>
                {if last { text.finish } else { text.next }}
            </button>
        </div>
    }
}

/// 0 to 4 answer and Enter goes on, unless somebody is writing, or the key has its own meaning where the focus is.
fn on_key(event: &web_sys::KeyboardEvent, on_answer: impl Fn(AnswerState), go_next: impl Fn()) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    let place = focus_place(event);
    match event.key().as_str() {
        "Enter" if place == FocusPlace::Question => {
            event.prevent_default();
            go_next();
        }
        key if place != FocusPlace::Text => {
            let level = key.parse().ok().filter(|_| key.len() == 1).and_then(Level::new);
            if let Some(level) = level {
                event.prevent_default();
                on_answer(AnswerState::Level(level));
            }
        }
        _ => {}
    }
}

#[derive(PartialEq, Eq)]
enum FocusPlace {
    /// An input for text.
    Text,
    /// Something that Enter works on.
    Control,
    /// The question or one of its answers.
    Question,
}

fn focus_place(event: &web_sys::KeyboardEvent) -> FocusPlace {
    use wasm_bindgen::JsCast;
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return FocusPlace::Question;
    };
    match target.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => FocusPlace::Text,
        "INPUT" if target.get_attribute("type").as_deref() != Some("radio") => FocusPlace::Text,
        "BUTTON" | "A" | "SUMMARY" => FocusPlace::Control,
        _ => FocusPlace::Question,
    }
}
