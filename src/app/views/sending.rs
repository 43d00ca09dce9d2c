//! What can be sent of a result, and the key that signs it.

use leptos::prelude::*;

use crate::domain::assessment::{Answer, AnswerState, Assessment};
use crate::domain::library::Library;
use crate::domain::own::is_received;
use crate::ui::Locale;
use crate::ui::action::sending::Form;
use crate::ui::locale::locale;
use crate::ui::screens::sending::key::KeySection;
use crate::ui::screens::sending::on_result::{OnResult, SendFacts};

use super::super::exchange::{brings_pack, is_asked, sender, sending, sent_invite};
use super::super::state::State;

/// What the result needs to send the current assessment. A form that is open is closed with the screen.
pub fn on_result(state: State) -> OnResult {
    let locale = locale();
    let shown = state.later().sending.shown;
    on_cleanup(move || sending::leave(state, |form| !matches!(form, Form::Ask(_) | Form::AskMany)));
    OnResult {
        signals: shown,
        facts: Memo::new(move |_| {
            let id = state.current.get()?;
            state
                .library
                .with(|library| facts(state, locale, library, library.assessments.get(&id)?))
        }),
    }
}

/// The section of one's own data.
pub fn key_section(state: State) -> impl IntoView {
    sending::look_for_key(state);
    view! { <KeySection signals=state.later().sending.shown /> }
}

/// `None` for what came from somebody else, who alone gives it on.
fn facts(state: State, locale: Locale, library: &Library, assessment: &Assessment) -> Option<SendFacts> {
    if is_received(assessment) {
        return None;
    }
    let other = assessment.counterpart.as_ref();
    let name = other.map(|other| other.name.trim().to_owned());
    let answers = assessment.answers.values();
    let questionnaire = state.shelf.questionnaire(&assessment.pack);
    let remembered = state.later().sending.sender.get();
    Some(SendFacts {
        id: assessment.id,
        from: sender::company_of(library, &remembered, assessment),
        questionnaire: questionnaire.map_or_else(String::new, |one| locale.words(&one.title)),
        to: name.filter(|name| !name.is_empty()),
        is_asked: is_asked(assessment),
        has_asked: sent_invite(library, assessment).is_some(),
        answers: assessment.answers.count(),
        with_evidence: answers.filter(|answer| has_evidence(answer)).count(),
        title: assessment.title.clone(),
        respondent: assessment.respondent.clone(),
        brings_pack: brings_pack(state, assessment),
    })
}

/// Whether there is anything in it beside state, level and day.
fn has_evidence(answer: &Answer) -> bool {
    let has_reason = matches!(&answer.state, AnswerState::NotApplicable { reason } if !reason.is_empty());
    has_reason || !answer.note.is_empty() || !answer.link.is_empty()
}
