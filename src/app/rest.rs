//! What the first question does not need, loaded after it as a part of its own: whole packs, the result, lists, and
//! everything that goes in and out.
//!
//! The part is reached only through [`Rest`]: what nothing else names is cut out of the first download.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
#[cfg(not(debug_assertions))]
use leptos::wasm_split::wasm_split;

use core::any::Any;
use std::rc::Rc;

use js_sys::{Array, JsString, Promise};
use wasm_bindgen::JsValue;

use crate::domain::assessment::Assessment;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::{self, Readiness};
use crate::domain::time::Day;
use crate::storage::Store;
use crate::ui::components::saved::SaveState;
use crate::ui::screens::question::Asked;
use crate::ui::screens::start::Form;

use super::arriving::{self, Arriving};
use super::ledger::{self, Saving};
use super::state::State;
use super::{commands, keeping, later_actions, leaving, lock, offering, partners, telling, transfer, views};

/// What the part offers.
#[derive(Clone, Copy)]
pub struct Rest {
    /// Has the part shown, once it can be.
    pub arrive: fn(State, Rest) -> Arriving,
    /// Brings whole packs to the shelf.
    pub load_whole: fn(State),
    /// What is wrong with the pack that the host gave.
    pub unfit: fn(State) -> AnyView,
    /// What stands beside the answer of an indicator.
    pub beside: fn(State, IndicatorId) -> AnyView,
    /// The score so far.
    pub score_panel: fn(State) -> AnyView,
    /// Progress by dimension; the question shown is given.
    pub steps: fn(State, Memo<Option<Asked>>) -> AnyView,
    /// What needs attention.
    pub notices: fn(State) -> AnyView,
    /// Kinds and sizes on the start screen.
    pub more: fn(Form) -> AnyView,
    /// The other company on the start screen, with the names of those kept here.
    pub counterpart: fn(State, Form) -> AnyView,
    /// What can be gone on with.
    pub go_on: fn(State) -> AnyView,
    /// Takes in what the store holds, at once or when its lock is opened.
    pub open: fn(State, Rc<Store>, SaveState),
    pub readiness: fn(&Questionnaire, &Assessment, Day) -> Readiness,
    /// A result as the host gets it.
    pub result: fn(&Readiness) -> JsValue,
    /// Why an indicator is asked.
    pub why: fn(State, IndicatorId) -> AnyView,
    pub overview_screen: fn(State) -> AnyView,
    pub result_screen: fn(State) -> AnyView,
    pub assessments_screen: fn(State) -> AnyView,
    pub partners_screen: fn(State) -> AnyView,
    pub packs_screen: fn(State) -> AnyView,
    pub plan_screen: fn(State) -> AnyView,
    pub data_screen: fn(State) -> AnyView,
    /// Applies what was done on the screens of this part.
    pub apply: fn(State, &(dyn Any + Send + Sync)),
    /// Asks all questions again where a chosen one is not among the few that are asked.
    pub leave_the_few: fn(State, &IndicatorId),
    /// Writes the packs that assessments here answer.
    pub keep_packs: fn(State),
    /// Notes what was edited.
    pub note: fn(State),
    /// Takes what is typed, now that the widget goes.
    pub leave: fn(State),
    /// Tries again, a while later, to write what could not be written.
    pub try_again: fn(State),
    /// Whether everything that was edited is written.
    pub is_saved: fn(State) -> bool,
    /// Writes everything that was edited.
    pub save: fn(State, Rc<Store>) -> Saving,
    /// What a method of the element asks for, by its name, as a promise.
    pub ask: fn(State, &JsString, JsString) -> Promise,
    /// What a function of the element's module asks for, by its name, as a promise.
    pub reckon: fn(&JsString, &Array) -> Promise,
    /// Tells the page of results, and of what went wrong, from now on.
    pub tell_page: fn(State),
}

/// The part could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a part of the program could not be loaded")]
pub struct PartError;

impl From<SplitLoaderError> for PartError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Where a part stands.
#[derive(Clone, Copy)]
pub enum PartState<P = Rest> {
    Absent,
    Loading,
    Ready(P),
    Failed,
}

/// Loads the part. It is fetched once; a failure can be tried again.
///
/// # Errors
/// It could not be fetched.
#[cfg(not(debug_assertions))]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn rest() -> Result<Rest, PartError> {
    Ok(offered())
}

/// The same where nothing is split: the browser tests run without the step that does it, and a program that was not
/// split does not load.
///
/// # Errors
/// None; the real one can fail.
#[cfg(debug_assertions)]
#[expect(
    clippy::unused_async,
    reason = "stands in for the function that the macro makes"
)]
pub async fn rest() -> Result<Rest, PartError> {
    Ok(offered())
}

fn offered() -> Rest {
    Rest {
        load_whole: offering::load_whole,
        unfit: views::packs::unfit,
        beside: views::beside::beside,
        score_panel: views::panel::panel,
        steps: views::steps::steps_of,
        notices: views::notices::notices,
        more: views::go_on::more,
        counterpart: views::go_on::counterpart,
        go_on: views::go_on::go_on,
        open: lock::open,
        readiness: scoring::score,
        result: transfer::result,
        why: views::why::why,
        overview_screen: views::overview::overview,
        result_screen: views::result::result,
        assessments_screen: views::assessments::assessments,
        partners_screen: partners::screen,
        packs_screen: views::packs::packs,
        plan_screen: views::plan::plan,
        data_screen: views::data::data,
        apply: later_actions::apply,
        leave_the_few: later_actions::leave_the_few,
        keep_packs: keeping::keep_packs,
        note: ledger::note_soon,
        leave: leaving::leave,
        arrive: arriving::arrive,
        try_again: ledger::try_again,
        is_saved: ledger::is_saved,
        save: ledger::save,
        ask: commands::ask,
        reckon: transfer::reckon,
        tell_page: telling::tell_page,
    }
}

/// Loads the part where it is not loaded yet.
pub fn load(state: State) {
    if matches!(
        state.rest.try_get_untracked(),
        Some(PartState::Absent | PartState::Failed)
    ) {
        spawn_local(async move {
            // What became of it stands in the state.
            let _ = arrive(state).await;
        });
    }
}

/// Waits for the part, and loads it where that has not begun.
///
/// # Errors
/// It could not be fetched.
pub async fn arrive(state: State) -> Result<Rest, PartError> {
    if matches!(
        state.rest.try_get_untracked(),
        Some(PartState::Absent | PartState::Failed)
    ) {
        state.rest.set(PartState::Loading);
        // Its styles are on their way beside it.
        state.tell("later", "", "");
    }
    let outcome = rest().await;
    match outcome {
        Ok(rest) => (rest.arrive)(state, rest).await,
        // All that wait for it hear of it in one go. The widget may be gone by now.
        Err(error) => {
            let _ = state.rest.try_set(PartState::Failed);
            state.tell("error", "program", &error.to_string());
        }
    }
    outcome
}

impl State {
    /// The part, where it is loaded; follows its arrival.
    #[must_use]
    pub fn loaded(self) -> Option<Rest> {
        match self.rest.get() {
            PartState::Ready(rest) => Some(rest),
            _ => None,
        }
    }
}
