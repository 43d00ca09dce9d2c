//! The question screen: which question is shown, its answer, progress and score, each a memo of its own.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::domain::own::is_received;
use crate::domain::pack::IndicatorId;
use crate::domain::scoring::Standing;
use crate::domain::side::Side;
use crate::ui::Locale;
use crate::ui::locale::locale;
use crate::ui::screens::question::{Asked, QuestionScreen, QuestionSignals};

use super::super::rest;
use super::super::state::State;

/// A frame's callbacks run before it is painted; a frame later it stands. Nobody has answered by then.
const AFTER_PAINT_MILLISECONDS: u32 = 20;

/// The screen.
pub fn question(state: State) -> AnyView {
    let locale = locale();
    // Which questions are asked, by their place in the pack. An answer changes it only through a condition.
    let order = Memo::new(move |_| {
        let standings = state.standings.get();
        (0..standings.len())
            .filter(|index| standings[*index] != Standing::NotAsked)
            .filter(|index| {
                state
                    .only
                    .with(|only| only.as_ref().is_none_or(|only| only.contains(index)))
            })
            .collect::<Vec<_>>()
    });
    let shown = Memo::new(move |_| one(state, locale, &order.get()));
    let answer = Memo::new(move |_| {
        let id = shown.with(|asked| asked.as_ref().map(|asked| asked.indicator().id.clone()))?;
        state
            .with_current(|assessment| assessment.answers.get(&id).map(|answer| answer.state.clone()))
            .flatten()
    });
    let why = Callback::new(move |id: IndicatorId| {
        (move || state.loaded().map(|rest| (rest.why)(state, id.clone()))).into_any()
    });
    let progress =
        Callback::new(move |()| (move || state.loaded().map(|rest| (rest.steps)(state, shown))).into_any());
    let beside = Callback::new(move |id: IndicatorId| {
        (move || state.loaded().map(|rest| (rest.beside)(state, id.clone()))).into_any()
    });
    let panel = Callback::new(move |()| {
        (move || match state.loaded() {
            Some(rest) => (rest.score_panel)(state),
            None => no_score_yet(locale),
        })
        .into_any()
    });
    // The rest comes once the first question has been painted: fetched with it, it would delay it.
    Effect::new(move |_| {
        request_animation_frame(move || {
            Timeout::new(AFTER_PAINT_MILLISECONDS, move || rest::load(state)).forget();
        });
    });
    let signals = QuestionSignals {
        asked: shown,
        answer,
        beside,
        why,
        progress,
        panel,
    };
    view! { <QuestionScreen signals=signals /> }.into_any()
}

/// The question to show: the chosen one, or the first where none is chosen or the chosen one is not asked (any more).
fn one(state: State, locale: Locale, order: &[usize]) -> Option<Asked> {
    let questionnaire = state.questionnaire.get()?;
    let (side, has_counterpart, is_theirs) = state.with_current(|assessment| {
        (
            assessment.side,
            assessment.counterpart.is_some(),
            is_received(assessment),
        )
    })?;
    let all: Vec<_> = questionnaire.indicators().collect();
    let chosen = state.question.get();
    let place = order
        .iter()
        .position(|index| Some(&all[*index].1.id) == chosen.as_ref())
        .unwrap_or(0);
    let (dimension, indicator) = *all.get(*order.get(place)?)?;
    let within: Vec<usize> = order
        .iter()
        .copied()
        .filter(|index| all[*index].0.id == dimension.id)
        .collect();
    let number = within
        .iter()
        .position(|index| all[*index].1.id == indicator.id)
        .unwrap_or(0)
        + 1;
    let neighbour = |place: Option<usize>| {
        place
            .and_then(|place| order.get(place))
            .map(|index| all[*index].1.id.clone())
    };
    let text = &locale.text.question;
    let typical = match side {
        Side::Vendor => text.typical_partner,
        Side::Partner => text.typical_vendor,
    };
    let place_in_pack = (
        questionnaire
            .dimensions
            .iter()
            .position(|one| one.id == dimension.id)?,
        dimension
            .indicators
            .iter()
            .position(|one| one.id == indicator.id)?,
    );
    Some(Asked {
        side,
        is_theirs: is_theirs || state.is_read_only(),
        place: place_in_pack,
        number,
        of: within.len(),
        previous: neighbour(place.checked_sub(1)),
        next: neighbour(place.checked_add(1)),
        typical: (place == 0 && !has_counterpart).then_some(typical),
        questionnaire: questionnaire.arc(),
    })
}

/// Stands where the score will, so that nothing moves when it comes.
fn no_score_yet(locale: Locale) -> AnyView {
    let text = &locale.text.no_score;
    view! {
        <aside class="score" aria-label=text.title>
            <h3>{text.title}</h3>
            <p class="big none">{text.none}</p>
        </aside>
    }
    .into_any()
}
