//! What the host page asks for, as it gets it: promises, plain objects, errors with a list of problems.

use js_sys::{Array, Error, Float64Array, Int8Array, JSON, JsString, Object, Promise, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::exchange::{relate_documents, result_document, score_documents};
use crate::domain::json::{self, Json};
use crate::domain::own::is_received;
use crate::domain::pack::PackReference;
use crate::domain::problem::Problem;
use crate::domain::scoring::{self, Brief, Readiness, Scorer};
use crate::ui::Screen;

use super::super::actions;
use super::super::state::State;
use super::documents;
use super::importing::{Import, NotImported};
use super::waiting::settled;

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
        let import = Import::begin(state, "")
            .await
            .map_err(|cause| refused(state, cause))?;
        let text = import.copy(&text).await.map_err(|cause| refused(state, cause))?;
        let report = import
            .take_in(&text)
            .await
            .map_err(|cause| refused(state, cause))?;
        // What came from somebody else is not what is worked on.
        let is_ours = |id: &AssessmentId| {
            let library = state.library.read_untracked();
            library.assessments.get(id).is_some_and(|one| !is_received(one))
        };
        if let Some(id) = report.single.filter(is_ours) {
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
        each(state, |assessment, scorer| {
            let scored = scorer.map(|scorer| scorer.score(assessment, today));
            let entry = Object::new();
            set(&entry, "id", &assessment.id.0.to_string().into());
            set(&entry, "name", &name(assessment).into());
            set(&entry, "result", &scored.as_ref().map_or(JsValue::NULL, result));
            list.push(&entry);
        });
        Ok(list.into())
    })
}

/// A promise of the overall figures of everything that is here, in the order of [`results`], in columns:
/// `{ ids, names, score, low, high, level }`.
pub fn scores(state: State) -> Promise {
    future_to_promise(async move {
        settled(state).await.ok_or_else(|| absent(state))?;
        let mut columns =
            Columns::for_so_many(state.library.with_untracked(|library| library.assessments.len()));
        each(state, |assessment, scorer| {
            columns.add(
                assessment,
                scorer.map(|scorer| scorer.brief(assessment)).unwrap_or_default(),
            );
        });
        Ok(columns.object())
    })
}

/// Goes through everything that is here, the one worked on last first, with the scorer of what each answers.
fn each(state: State, see: impl FnMut(&Assessment, Option<&mut Scorer<'_>>)) {
    let at_hand = |reference: &PackReference| untrack(|| state.shelf.questionnaire(reference));
    state
        .library
        .with_untracked(|library| scoring::each(&library.latest_first(), at_hand, see));
}

/// Figures of many assessments. Lists of plain numbers are handed over at once, and all texts in one JSON text: to make
/// an object of each assessment takes ten times as long.
struct Columns {
    /// With the commas between them, as in JSON.
    ids: String,
    /// As `ids`.
    names: String,
    /// What is undefined is not a number; here as in `low` and `high`.
    score: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
    /// What is undefined is -1.
    level: Vec<i8>,
}

/// An id in quotation marks, and a comma.
const ID_LENGTH: usize = 39;

impl Columns {
    fn for_so_many(assessments: usize) -> Self {
        let numbers = || Vec::with_capacity(assessments);
        Self {
            ids: String::with_capacity(assessments * ID_LENGTH),
            names: String::with_capacity(assessments * ID_LENGTH),
            score: numbers(),
            low: numbers(),
            high: numbers(),
            level: Vec::with_capacity(assessments),
        }
    }

    fn add(&mut self, assessment: &Assessment, brief: Brief) {
        let mut room = Uuid::encode_buffer();
        if !self.level.is_empty() {
            self.ids.push(',');
            self.names.push(',');
        }
        self.ids.push('"');
        self.ids
            .push_str(assessment.id.0.hyphenated().encode_lower(&mut room));
        self.ids.push('"');
        json::write_string(&mut self.names, name(assessment));
        self.score.push(brief.score.unwrap_or(f64::NAN));
        self.low
            .push(brief.interval.map_or(f64::NAN, |interval| interval.low));
        self.high
            .push(brief.interval.map_or(f64::NAN, |interval| interval.high));
        self.level
            .push(brief.level.map_or(-1, |level| level.number().cast_signed()));
    }

    fn object(&self) -> JsValue {
        let text = ["{\"ids\":[", &self.ids, "],\"names\":[", &self.names, "]}"].concat();
        let object = JSON::parse(&text).unwrap_or(JsValue::NULL);
        set(&object, "score", &Float64Array::from(&self.score[..]));
        set(&object, "low", &Float64Array::from(&self.low[..]));
        set(&object, "high", &Float64Array::from(&self.high[..]));
        set(&object, "level", &Int8Array::from(&self.level[..]));
        object
    }
}

/// What an assessment is called by its user, else whom it is about; may be empty.
fn name(assessment: &Assessment) -> &str {
    let counterpart = assessment.counterpart.as_ref().map(|facts| facts.name.as_str());
    assessment.title.as_deref().or(counterpart).unwrap_or_default()
}

/// What a function of the element's module asks for, by its name.
pub fn reckon(what: &JsString, given: &Array) -> Promise {
    // The module makes a text of whatever it is given.
    let text = |place| JsString::from(given.get(place));
    match &*String::from(what) {
        "score" => score(&text(0), &text(1), &String::from(text(2))),
        "relation" => relation(&text(0), &text(1), &text(2)),
        _ => validate_pack(&text(0)),
    }
}

/// Scores a response by a whole pack on a day. A promise of the result; rejects as [`import`] does.
fn score(pack: &JsString, response: &JsString, today: &str) -> Promise {
    let scored = documents::small_enough(pack).and_then(|pack| {
        let response = documents::small_enough(response)?;
        score_documents(&pack, &response, today)
    });
    settle(scored)
}

/// Compares the vendor's and the partner's response to a whole pack. A promise of the relation; rejects as [`import`] does.
fn relation(pack: &JsString, vendor: &JsString, partner: &JsString) -> Promise {
    let related = documents::small_enough(pack).and_then(|pack| {
        let (vendor, partner) = (
            documents::small_enough(vendor)?,
            documents::small_enough(partner)?,
        );
        relate_documents(&pack, &vendor, &partner)
    });
    settle(related)
}

/// A promise that is settled with a document, or with what is wrong.
fn settle(document: Result<Json, Vec<Problem>>) -> Promise {
    match document {
        Ok(document) => Promise::resolve(&object(&document)),
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
fn validate_pack(text: &JsString) -> Promise {
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
pub fn error(problems: &[Problem]) -> JsValue {
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

fn refused(state: State, cause: NotImported) -> JsValue {
    match cause {
        NotImported::Refused(problems) => error(&problems),
        NotImported::Cancelled => error(&[Problem::of_whole("the import was cancelled")]),
        NotImported::Gone => absent(state),
    }
}

/// Why there is nothing to be had from the widget. The name of the error for a locked one is part of the contract.
pub fn absent(state: State) -> JsValue {
    if !state.later().lock.is_shut() {
        return error(&[Problem::of_whole("the widget has left the page")]);
    }
    let error = error(&[Problem::of_whole(
        "the data is locked: its passphrase has not been entered",
    )]);
    set(&error, "name", &"LockedError".into());
    error
}

pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Defining a member of an object of our own does not fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
