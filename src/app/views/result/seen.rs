//! What the result is told from: the current assessment, or the copy whose answers were moved to see what follows.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::pack::Questionnaire;
use crate::domain::scoring::{Readiness, score};
use crate::domain::time::Day;

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
    let moved = state.later().what_if.get();
    let assessment = moved.filter(|moved| moved.id == saved.id).unwrap_or(saved);
    let today = state.today.get();
    Some(Seen {
        readiness: score(&questionnaire, &assessment, today),
        questionnaire,
        assessment,
        today,
    })
}
