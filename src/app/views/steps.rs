//! Progress by dimension.

use leptos::prelude::*;

use crate::domain::scoring::Standing;
use crate::ui::Locale;
use crate::ui::components::steps::{Step, Steps};
use crate::ui::locale::locale;
use crate::ui::screens::question::Asked;

use super::super::state::State;
use super::asked;

/// The list of dimensions; `shown` is the question on the screen.
pub fn steps_of(state: State, shown: Memo<Option<Asked>>) -> AnyView {
    let locale = locale();
    let steps = Memo::new(move |_| {
        let current = shown.with(|asked| asked.as_ref().map(|asked| asked.place.0));
        steps(state, locale, current)
    });
    view! { <Steps steps=steps /> }.into_any()
}

fn steps(state: State, locale: Locale, current: Option<usize>) -> Vec<Step> {
    let Some(questionnaire) = state.questionnaire.get() else {
        return Vec::new();
    };
    state.standings.with(|standings| {
        let all: Vec<_> = asked(&questionnaire, standings).collect();
        questionnaire
            .dimensions
            .iter()
            .enumerate()
            .filter_map(|(place, dimension)| {
                let own: Vec<_> = all.iter().filter(|(of, ..)| of.id == dimension.id).collect();
                let first = own.first()?;
                let open = own
                    .iter()
                    .find(|(_, _, standing)| *standing == Standing::Unanswered);
                Some(Step {
                    done: own
                        .iter()
                        .filter(|(_, _, standing)| *standing != Standing::Unanswered)
                        .count(),
                    asked: own.len(),
                    target: Some(open.unwrap_or(first).1.id.clone()),
                    current: current == Some(place),
                    title: locale.words(&dimension.title),
                })
            })
            .collect()
    })
}
