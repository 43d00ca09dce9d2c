//! The score so far, beside the questions.

use leptos::prelude::*;

use crate::domain::scoring::Figures;
use crate::ui::Locale;
use crate::ui::components::score_panel::{ScorePanel, ScoreSoFar};
use crate::ui::locale::locale;

use super::super::state::State;
use super::axes;

/// The panel.
pub fn panel(state: State) -> AnyView {
    let locale = locale();
    let score = Memo::new(move |_| score_so_far(state, locale));
    view! { <ScorePanel score=score /> }.into_any()
}

fn score_so_far(state: State, locale: Locale) -> ScoreSoFar {
    let (Some(questionnaire), Some(readiness)) = (state.questionnaire.get(), state.readiness.get()) else {
        return ScoreSoFar {
            overall: Figures::default(),
            level_name: String::new(),
            open: 0,
            applicable: 0,
            conditions_open: false,
            axes: Vec::new(),
        };
    };
    let level_name = readiness
        .overall
        .level
        .map(|level| locale.words(&questionnaire.levels[level.index()].name))
        .unwrap_or_default();
    ScoreSoFar {
        overall: readiness.overall,
        level_name,
        open: readiness.open(),
        applicable: readiness.headline().map(|dimension| dimension.applicable).sum(),
        conditions_open: readiness.questions_may_change,
        axes: axes(locale, &questionnaire, &readiness, |_| String::new()),
    }
}
