//! What the host page asks for, as it gets it: promises, plain objects, errors with a list of problems.

use js_sys::{Array, Error, JSON, JsString, Object, Promise, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use crate::domain::assessment::Assessment;
use crate::domain::exchange::{result_document, score_documents};
use crate::domain::json::{self, Json};
use crate::domain::problem::Problem;
use crate::domain::scoring::{self, Readiness};
use crate::ui::Screen;

use super::super::actions;
use super::super::state::State;
use super::waiting::settled;
use super::{documents, take_in};

/// A promise of everything that is here, as the text of a bundle.
pub fn export(state: State) -> Promise {
    future_to_promise(async move {
        settled(state).await.ok_or_else(|| absent(state))?;
        Ok(documents::export(state).into())
    })
}

/// Takes in a document, and gives a promise of the report. A single response becomes the current one. Rejects with an
/// Error whose `problems` lists every mistake as `{ place, cause }`; then nothing was changed.
pub fn import(state: State, text: JsString) -> Promise {
    future_to_promise(async move {
        let text = documents::small_enough(&text).map_err(|problems| error(&problems))?;
        let taken = take_in(state, &text).await.ok_or_else(|| absent(state))?;
        let report = taken.map_err(|problems| error(&problems))?;
        if let Some(id) = report.single {
            let shown = state.screen.get_untracked();
            let screen = if shown.needs_assessment() {
                shown
            } else {
                Screen::Result
            };
            actions::open(state, id, screen);
        }
        Ok(object(&report.to_json()))
    })
}

/// A promise of the results of everything that is here, the one worked on last first: a list of `{ id, name, result }`.
/// What answers a questionnaire that is not at hand has `null` for a result.
pub fn results(state: State) -> Promise {
    future_to_promise(async move {
        settled(state).await.ok_or_else(|| absent(state))?;
        let today = state.today.get_untracked();
        let list = Array::new();
        state.library.with_untracked(|library| {
            for assessment in library.latest_first() {
                let questionnaire = untrack(|| state.shelf.questionnaire(&assessment.pack));
                let scored =
                    questionnaire.map(|questionnaire| scoring::score(&questionnaire, assessment, today));
                let entry = Object::new();
                set(&entry, "id", &assessment.id.0.to_string().into());
                set(&entry, "name", &name(assessment).into());
                set(&entry, "result", &scored.as_ref().map_or(JsValue::NULL, result));
                list.push(&entry);
            }
        });
        Ok(list.into())
    })
}

/// What an assessment is called by its user, else whom it is about; may be empty.
fn name(assessment: &Assessment) -> &str {
    let counterpart = assessment.counterpart.as_ref().map(|facts| facts.name.as_str());
    assessment.title.as_deref().or(counterpart).unwrap_or_default()
}

/// Scores a response by a whole pack on a day. A promise of the result; rejects as [`import`] does.
pub fn score(pack: &JsString, response: &JsString, today: &str) -> Promise {
    let scored = documents::small_enough(pack).and_then(|pack| {
        let response = documents::small_enough(response)?;
        score_documents(&pack, &response, today)
    });
    match scored {
        Ok(result) => Promise::resolve(&object(&result)),
        Err(problems) => Promise::reject(&error(&problems)),
    }
}

/// A result as a plain object.
pub fn result(readiness: &Readiness) -> JsValue {
    // Records whose maps have texts for keys do not fail.
    result_document(readiness)
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or(JsValue::NULL)
}

fn object(document: &Json) -> JsValue {
    // What our writer writes can be read.
    JSON::parse(&json::compact(document)).unwrap_or(JsValue::NULL)
}

/// Reads a pack and says what is wrong with it. A promise of `{ valid, id, version, problems }`; it never rejects.
pub fn validate_pack(text: &JsString) -> Promise {
    let verdict = Object::new();
    let read = documents::small_enough(text).and_then(|text| documents::read_pack(&text));
    set(&verdict, "valid", &read.is_ok().into());
    let named = read.as_ref().ok().map(|pack| &pack.questionnaire);
    set(&verdict, "id", &named.map(|named| named.id.as_str()).into());
    set(&verdict, "version", &named.map(|named| named.version).into());
    let problems = read.err().unwrap_or_default();
    set(&verdict, "problems", &list(&problems));
    Promise::resolve(&JsValue::from(verdict))
}

/// An `Error` whose message names the first problem.
fn error(problems: &[Problem]) -> JsValue {
    let message = problems.first().map_or_else(String::new, ToString::to_string);
    let error = Error::new(&message);
    set(&error, "problems", &list(problems));
    error.into()
}

/// The problems as plain objects; what is not known is `undefined`.
fn list(problems: &[Problem]) -> Array {
    problems
        .iter()
        .map(|problem| {
            let entry = Object::new();
            set(&entry, "place", &problem.place.as_str().into());
            set(&entry, "cause", &problem.cause.as_str().into());
            set(&entry, "instead", &problem.instead.as_deref().into());
            set(&entry, "line", &problem.at.map(|at| at.line).into());
            set(&entry, "column", &problem.at.map(|at| at.column).into());
            JsValue::from(entry)
        })
        .collect()
}

/// Why there is nothing to be had from the widget. The name of the error for a locked one is part of the contract.
fn absent(state: State) -> JsValue {
    if !state.later().lock.is_shut() {
        return error(&[Problem::of_whole("the widget has left the page")]);
    }
    let error = error(&[Problem::of_whole(
        "the data is locked: its passphrase has not been entered",
    )]);
    set(&error, "name", &"LockedError".into());
    error
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Defining a member of an object of our own does not fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
