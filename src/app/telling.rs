//! What the later part tells the page: results, what went wrong, and in the address which screen is shown.

use core::cell::Cell;

use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::domain::problem::Problem;
use crate::domain::scoring::Standing;
use crate::platform::turns;
use crate::ui::components::saved::{SaveFailure, SaveState};

use super::fragment;
use super::shelf::Fetched;
use super::state::State;
use super::transfer;

/// From now on tells the page.
pub fn tell_page(state: State) {
    tell_results(state);
    tell_failures(state);
    let host = state.host.try_get_value();
    if host.is_some_and(|host| host.element.has_attribute("standalone")) {
        fragment::follow(state);
    }
}

/// Tells whenever the current assessment's result has changed. Whoever answers sees the score first.
fn tell_results(state: State) {
    let is_due = Rc::new(Cell::new(false));
    Effect::new(move |before: Option<()>| {
        // An answer without a level changes no score, and two assessments may come to the same.
        state.standings.track();
        state.current.track();
        let is_none = state.readiness.with(Option::is_none);
        // The first run tells what is there already.
        if before.is_none() && is_none || is_due.replace(true) {
            return;
        }
        let is_due = Rc::clone(&is_due);
        spawn_local(async move {
            turns::next_turn().await;
            is_due.set(false);
            // The widget may be gone by now. Whoever listens may change what is here: nothing is held meanwhile.
            let result = state
                .readiness
                .try_with_untracked(|readiness| readiness.as_ref().map(transfer::result));
            if let Some(host) = state.host.try_get_value() {
                let told = told(state, result.flatten());
                // What a listener throws is the page's business.
                let _ = host.tell.apply(&host.element, &told);
            }
        });
    });
}

/// Name, assessment, result, and how many of its questions have no answer.
fn told(state: State, result: Option<JsValue>) -> Array {
    let id = state.current.try_get_untracked().flatten();
    let open = state.standings.try_with_untracked(|standings| {
        let open = standings
            .iter()
            .filter(|standing| **standing == Standing::Unanswered);
        u32::try_from(open.count()).unwrap_or(u32::MAX)
    });
    match (id, result) {
        (Some(id), Some(result)) => [
            "result".into(),
            id.0.to_string().into(),
            result,
            open.unwrap_or_default().into(),
        ]
        .iter()
        .collect(),
        _ => ["result".into(), JsValue::NULL, JsValue::NULL, 0.into()]
            .iter()
            .collect(),
    }
}

/// Tells of a store that cannot be used, and of a questionnaire that cannot be asked.
fn tell_failures(state: State) {
    Effect::new(move |before: Option<SaveState>| {
        let saving = state.saving.get();
        if before != Some(saving)
            && let Some(cause) = store_cause(saving)
        {
            state.tell("error", "store", cause);
        }
        saving
    });
    Effect::new(move |before: Option<Fetched>| {
        let fetched = state.shelf.first_state.get();
        if before != Some(fetched) && matches!(fetched, Fetched::Failed | Fetched::Unfit) {
            state.tell("error", "pack", &untrack(|| pack_cause(state)));
        }
        fetched
    });
}

/// In words for whoever runs the page.
const fn store_cause(saving: SaveState) -> Option<&'static str> {
    Some(match saving {
        SaveState::NotOpened => "what is kept could not be read",
        SaveState::ReadOnly => "a newer version has written here, so nothing is changed",
        // Nobody wanted it kept.
        SaveState::InMemory(SaveFailure::MadeUp) => return None,
        SaveState::InMemory(_) => "the browser keeps nothing here, so it is kept in this tab only",
        SaveState::NotSaved(SaveFailure::Full) => "not saved: the storage is full",
        SaveState::NotSaved(_) => "not saved",
        _ => return None,
    })
}

fn pack_cause(state: State) -> String {
    let later = state.later();
    let problem = later
        .given_problems
        .with(|problems| problems.first().map(Problem::to_string));
    problem
        .or_else(|| later.given_unreached.get())
        .unwrap_or_else(|| String::from("the questionnaire did not come"))
}

/// Tells of a value of the page's that cannot be used; what is usual holds in its place.
pub fn tell_problems(state: State, attribute: &str, problems: &[Problem]) {
    for problem in problems {
        let joint = if problem.place.is_empty() { "" } else { "." };
        let place = [attribute, joint, &problem.place].concat();
        state.tell("error", &place, &problem.cause);
    }
}
