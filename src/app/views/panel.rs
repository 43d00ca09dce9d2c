//! The score so far, beside the questions.

use leptos::prelude::*;

use crate::domain::scoring::Figures;
use crate::ui::Locale;
use crate::ui::components::score_panel::{Openers, ScorePanel, ScoreSoFar};
use crate::ui::locale::locale;
use crate::ui::screens::result::explain::{ExplainDialog, How, Subject, how_words};
use crate::ui::text;
use crate::ui::text::report::Formula;

use super::super::state::State;
use super::axes;
use super::result::explain_saved;

/// The panel.
pub fn panel(state: State) -> AnyView {
    let locale = locale();
    let score = Memo::new(move |_| score_so_far(state, locale));
    let opened = RwSignal::new(None::<Subject>);
    let explain = Callback::new(move |subject: Subject| explain_saved(state, locale, &subject));
    let names = &text::report(locale.speech).explain;
    let opener = |subject: Subject, formula: &Formula| {
        let on_open = Callback::new(move |subject| opened.set(Some(subject)));
        view! { <How subject=subject label=how_words(locale, formula.name) on_open=on_open /> }.into_any()
    };
    let openers = Openers {
        score: opener(Subject::Score, &names.score),
        range: opener(Subject::Interval, &names.interval),
        level: opener(Subject::Level, &names.level),
    };
    view! {
        <ScorePanel score=score openers=openers />
        <ExplainDialog subject=opened explain=explain />
    }
    .into_any()
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
