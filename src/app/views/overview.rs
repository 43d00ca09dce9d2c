//! The overview: every question with its state.

use leptos::prelude::*;

use crate::domain::assessment::Event;
use crate::domain::insight::checks::lacks_evidence;
use crate::domain::own::is_received;
use crate::domain::pack::Length;
use crate::domain::scoring::{Standing, freshness};
use crate::ui::action::dispatch;
use crate::ui::locale::locale;
use crate::ui::screens::overview::{OverviewFacts, OverviewGroup, OverviewRow, OverviewScreen};
use crate::ui::{Action, Locale};

use super::super::state::State;
use super::{asked, full_adds};

/// The screen.
pub fn overview(state: State) -> AnyView {
    let locale = locale();
    let dispatch = dispatch();
    let facts = Memo::new(move |_| facts(state, locale).unwrap_or_default());
    view! {
        <OverviewScreen
            facts=facts
            on_full=move |()| dispatch.send(Action::Changed(Event::LengthChosen(Length::Full)))
        />
    }
    .into_any()
}

fn facts(state: State, locale: Locale) -> Option<OverviewFacts> {
    let questionnaire = state.questionnaire.get()?;
    let standings_now = state.standings.get();
    let today = state.today.get();
    state.with_current(|assessment| {
        let all: Vec<_> = asked(&questionnaire, &standings_now).collect();
        let is_level = |standing: &Standing| matches!(standing, Standing::Level(_));
        let groups = questionnaire
            .dimensions
            .iter()
            .map(|dimension| {
                let rows: Vec<_> = all
                    .iter()
                    .filter(|(of, ..)| of.id == dimension.id)
                    .map(|(_, indicator, standing)| {
                        let answer = assessment.answers.get(&indicator.id);
                        OverviewRow {
                            id: indicator.id.clone(),
                            title: locale.words(&indicator.title),
                            standing: *standing,
                            day: answer.map(|answer| answer.day),
                            freshness: standing
                                .level()
                                .and(answer)
                                .map(|answer| freshness(answer.day.age(today), indicator.half_life)),
                            has_evidence: answer
                                .is_some_and(|answer| !answer.note.is_empty() || !answer.link.is_empty()),
                            lacks_evidence: standing.level().and(answer).is_some_and(lacks_evidence),
                            gate: indicator.gate,
                        }
                    })
                    .collect();
                OverviewGroup {
                    title: locale.words(&dimension.title),
                    answered: rows.iter().filter(|row| is_level(&row.standing)).count(),
                    rows,
                }
            })
            .filter(|group| !group.rows.is_empty())
            .collect();
        OverviewFacts {
            groups,
            answered: all.iter().filter(|(_, _, standing)| is_level(standing)).count(),
            asked: all.len(),
            // What is open in somebody else's answers is theirs to answer.
            first_open: all
                .iter()
                .filter(|_| !is_received(assessment))
                .find(|(_, _, standing)| *standing == Standing::Unanswered)
                .map(|(_, indicator, _)| indicator.id.clone()),
            full_adds: full_adds(&questionnaire, assessment).filter(|_| !is_received(assessment)),
        }
    })
}
