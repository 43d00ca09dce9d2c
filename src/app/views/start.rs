//! The start screen, once the questionnaire and what is kept here are at hand.

use leptos::prelude::*;

use crate::domain::pack::{Length, Questionnaire};
use crate::ui::components::saved::SaveState;
use crate::ui::locale::locale;
use crate::ui::screens::start::{Form, StartFacts, StartScreen, optional};

use super::super::rest::{self, PartState};
use super::super::shelf::Fetched;
use super::super::state::State;
use super::part_failed;

/// The screen.
pub fn start(state: State) -> AnyView {
    let locale = locale();
    let text = &locale.text.part;
    let ready = Memo::new(move |_| match state.shelf.first_state.get() {
        Fetched::Here if state.is_being_read() => Fetched::OnItsWay,
        Fetched::Here if state.saving.get() == SaveState::NotOpened => Fetched::Failed,
        // A host's own questionnaire is read by the later part.
        Fetched::OnItsWay if matches!(state.rest.get(), PartState::Failed) => Fetched::Failed,
        fetched => fetched,
    });
    (move || match ready.get() {
        Fetched::NotAsked | Fetched::OnItsWay => {
            view! { <p class="waiting" role="status">{text.loading}</p> }.into_any()
        }
        Fetched::Here => {
            let facts = untrack(|| facts(state));
            // Whoever has something to go on with has the later part: it has read what is kept here.
            let go_on = untrack(|| state.loaded().map(|rest| (rest.go_on)(state)).into_any());
            let form = Form::new(&facts);
            let counterpart = untrack(|| state.loaded().map(|rest| (rest.counterpart)(state, form)));
            let more = more(state, form);
            view! { <StartScreen facts=facts form=form go_on=go_on more=more counterpart=counterpart /> }
                .into_any()
        }
        Fetched::Failed => part_failed(text, text.failed_help),
        Fetched::Unfit => match untrack(|| state.loaded()) {
            Some(rest) => (rest.unfit)(state),
            None => part_failed(text, text.pack_failed),
        },
    })
    .into_any()
}

fn facts(state: State) -> StartFacts {
    let Some(first) = state.shelf.first.get() else {
        return StartFacts::default();
    };
    state.library.with(|library| StartFacts {
        company: library.own_company().cloned().unwrap_or_default(),
        questionnaire: locale().words(&first.questionnaire.title),
        quick: count(&first.questionnaire, Length::Quick),
        full: count(&first.questionnaire, Length::Full),
    })
}

fn count(questionnaire: &Questionnaire, length: Length) -> usize {
    questionnaire
        .indicators()
        .filter(|(_, indicator)| indicator.lengths.include(length))
        .count()
}

/// The fields come with the later part, which is fetched when somebody unfolds them.
fn more(state: State, form: Form) -> AnyView {
    let locale = locale();
    let fields = move || state.loaded().map(|rest| (rest.more)(form));
    view! {
        <details class="more" on:toggle=move |_| rest::load(state)>
            <summary>{optional(locale.text, locale.text.start.more)}</summary>
            {fields}
        </details>
    }
    .into_any()
}
