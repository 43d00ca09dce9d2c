//! Answers moved on a copy, to see what follows.

use leptos::prelude::*;

use crate::domain::assessment::{AnswerState, Assessment, Event};
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::{Standing, score, standings};
use crate::ui::Locale;
use crate::ui::screens::result::what_if::{Movable, Moved, WhatIfSignals};

use super::super::super::state::{State, now};
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
            .with(|moved| moved.as_ref().map(|moved| moved.id))?;
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

/// Moves an answer of the copy; moved back where it is saved, nothing is left of it.
pub(super) fn move_answer(state: State, indicator: IndicatorId, level: Level) {
    let Some(saved) = untrack(|| state.with_current(Assessment::clone)) else {
        return;
    };
    let what_if = state.later().what_if;
    let before = what_if.get_untracked().filter(|moved| moved.id == saved.id);
    let mut moved = before.unwrap_or_else(|| saved.clone());
    let answered = Event::Answered(indicator.clone(), AnswerState::Level(level));
    moved.apply(answered, state.today.get_untracked(), now());
    let is_saved = |id: &IndicatorId| {
        saved.answers.get(id).map(|answer| &answer.state) == moved.answers.get(id).map(|answer| &answer.state)
    };
    if is_saved(&indicator) {
        // Its day and evidence too are as they were.
        match saved.answers.get(&indicator) {
            Some(answer) => drop(moved.answers.insert(indicator, answer.clone())),
            None => drop(moved.answers.remove(&indicator)),
        }
    }
    let is_as_saved = moved.answers == saved.answers;
    what_if.set((!is_as_saved).then_some(moved));
}
