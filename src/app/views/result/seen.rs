//! What the result is told from: the current assessment, with the answers that were moved to see what follows.

use leptos::prelude::*;

use crate::domain::assessment::{AnswerState, Assessment, Event};
use crate::domain::pack::Questionnaire;
use crate::domain::scoring::{Readiness, score};
use crate::domain::time::Day;

use super::super::super::later_state::Moves;
use super::super::super::state::{Shared, State};

/// An assessment with its questionnaire and its result.
#[derive(Clone, PartialEq)]
pub(in crate::app::views) struct Seen {
    pub questionnaire: Shared<Questionnaire>,
    pub assessment: Assessment,
    pub readiness: Readiness,
    pub today: Day,
}

/// What is looked at; `None` where the questionnaire is not at hand.
pub(super) fn seen(state: State) -> Option<Seen> {
    let questionnaire = state.questionnaire.get()?;
    let saved = state.with_current(Assessment::clone)?;
    let today = state.today.get();
    let assessment = match state.later().what_if.get() {
        Some(moves) if moves.of == saved.id => moved(saved, moves, today),
        _ => saved,
    };
    Some(Seen {
        readiness: score(&questionnaire, &assessment, today),
        questionnaire,
        assessment,
        today,
    })
}

/// The assessment with the moves made on it.
fn moved(mut assessment: Assessment, moves: Moves, today: Day) -> Assessment {
    let moment = assessment.updated_at;
    for (indicator, level) in moves.levels {
        let answered = Event::Answered(indicator, AnswerState::Level(level));
        assessment.apply(answered, today, moment);
    }
    assessment
}
