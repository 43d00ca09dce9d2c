//! Answers moved beside what is saved, to see what follows.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::{Standing, score, standings};
use crate::ui::Locale;
use crate::ui::screens::result::what_if::{Movable, Moved, WhatIfSignals};

use super::super::super::later_state::Moves;
use super::super::super::state::State;
use super::facts::named;
use super::seen::Seen;

/// The signals of the section.
pub(super) fn signals(state: State, locale: Locale, seen: Memo<Option<Seen>>) -> WhatIfSignals {
    let saved = Memo::new(move |_| {
        let questionnaire = state.questionnaire.get()?;
        let saved = state.with_current(|assessment| standings(&questionnaire, assessment))?;
        Some((questionnaire, saved))
    });
    let now = Memo::new(move |_| {
        let found = seen.with(|seen| {
            let Seen {
                questionnaire,
                assessment,
                ..
            } = seen.as_ref()?;
            let ids = questionnaire
                .indicators()
                .map(|(_, indicator)| indicator.id.clone());
            Some(ids.zip(standings(questionnaire, assessment)).collect::<Vec<_>>())
        });
        found.unwrap_or_default()
    });
    let groups = Memo::new(move |_| {
        saved
            .get()
            .map(|(questionnaire, saved)| groups(locale, &questionnaire, &saved, &now.get()))
            .unwrap_or_default()
    });
    let moved = Memo::new(move |_| {
        let moved = state
            .later()
            .what_if
            .with(|moves| moves.as_ref().map(|moves| moves.of))?;
        if state.current.get() != Some(moved) {
            return None;
        }
        let (questionnaire, saved) = saved.get()?;
        let answers = saved
            .iter()
            .zip(now.get())
            .filter(|(saved, (_, now))| *saved != now)
            .count();
        let today = state.today.get();
        let before = state.with_current(|assessment| score(&questionnaire, assessment, today).overall)?;
        let after = seen.with(|seen| seen.as_ref().map(|seen| seen.readiness.overall))?;
        Some(Moved {
            answers,
            score: [before.score, after.score],
            level: [before.level, after.level],
        })
    });
    WhatIfSignals { groups, now, moved }
}

fn groups(
    locale: Locale,
    questionnaire: &Questionnaire,
    saved: &[Standing],
    now: &[(IndicatorId, Standing)],
) -> Vec<Movable> {
    let mut places = saved.iter().zip(now);
    let groups = questionnaire.dimensions.iter().map(|dimension| {
        let rows = dimension.indicators.iter().zip(&mut places);
        let asked =
            rows.filter(|(_, (saved, (_, now)))| **saved != Standing::NotAsked || *now != Standing::NotAsked);
        let rows = asked.map(|(indicator, (saved, _))| (named(locale, questionnaire, &indicator.id), *saved));
        Movable {
            title: locale.words(&dimension.title),
            rows: rows.collect(),
        }
    });
    groups.filter(|group| !group.rows.is_empty()).collect()
}

/// Moves an answer, or takes it back to what is saved.
pub(super) fn move_answer(state: State, indicator: IndicatorId, level: Option<Level>) {
    let saved = |assessment: &Assessment| (assessment.id, assessment.level(&indicator));
    let Some((of, saved)) = untrack(|| state.with_current(saved)) else {
        return;
    };
    let what_if = state.later().what_if;
    let before = what_if.get_untracked().filter(|moves| moves.of == of);
    let mut levels = before.map(|moves| moves.levels).unwrap_or_default();
    match level.filter(|level| saved != Some(*level)) {
        Some(level) => drop(levels.insert(indicator, level)),
        None => drop(levels.remove(&indicator)),
    }
    what_if.set((!levels.is_empty()).then_some(Moves { of, levels }));
}
