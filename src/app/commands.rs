//! What the element's methods ask for, as promises.

use js_sys::{JsString, Promise};
use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyFacts;
use crate::domain::exchange::{Wanted, read_company_named, read_wanted};
use crate::domain::pack::Length;
use crate::domain::problem::Problem;
use crate::domain::side::Side;
use crate::platform::{printing, turns};
use crate::ui::Screen;
use crate::ui::action::Beginning;
use crate::ui::screens::start::Form;

use super::frame::leave_focus;
use super::host::first;
use super::later_state::Clearing;
use super::state::State;
use super::telling::tell_problems;
use super::transfer::{self, absent, error};
use super::{actions, erasing, offering, speaking};

/// What a promise is rejected with.
type Refused = JsValue;

/// What a method asks for, by its name, with what it was given as a text. Rejects with an Error that has a list `problems`
/// of `{ place, cause }`.
pub fn ask(state: State, what: &JsString, given: JsString) -> Promise {
    match &*String::from(what) {
        "results" => transfer::results(state),
        "scores" => transfer::scores(state),
        "exportData" => transfer::export(state),
        "importData" => transfer::import(state, given),
        "start" => future_to_promise(async move { start(state, &given).await }),
        "open" => future_to_promise(async move { open(state, &String::from(given)).await }),
        "print" => future_to_promise(async move { print(state).await }),
        "clear" => future_to_promise(async move { clear(state).await }),
        "reset" => future_to_promise(async move { reset(state).await }),
        "speak" => future_to_promise(async move { speaking::speak(state, &String::from(given)).await }),
        "resume" => future_to_promise(async move { resume(state, &String::from(given)).await }),
        _ => {
            confine(state, String::from(given));
            Promise::resolve(&JsValue::UNDEFINED)
        }
    }
}

/// From now on the page allows this. Another mode shows its own first screen.
fn confine(state: State, limits: String) {
    let Some(before) = state.limits.try_get_untracked() else {
        return;
    };
    let wanted = first(&limits).filter(|wanted| first(&before) != Some(*wanted));
    state.limits.set(limits);
    match wanted {
        Some(wanted) => actions::show(state, wanted),
        None => actions::confine(state),
    }
}

/// Fills the form of the start screen with what the page knows beforehand. What cannot be used is told.
pub fn prefill(state: State, form: Form) {
    let beforehand = beforehand(state);
    if let Some(length) = beforehand.length {
        form.choose_length(length);
    }
    if let Some(company) = beforehand.company {
        form.name_company(&company);
    }
    if let Some(counterpart) = beforehand.counterpart {
        form.name_counterpart(&counterpart);
    }
}

/// What the element's attributes say.
fn beforehand(state: State) -> Wanted {
    let attribute = |name: &str| {
        let host = state.host.try_get_value()?;
        host.element.get_attribute(name).filter(|value| !value.is_empty())
    };
    let company = |name: &str| {
        let read = attribute(name).map(|text| read_company_named(&text))?;
        // The page's author hears of it, and the field stays as it is.
        read.map_err(|problems| tell_problems(state, name, &problems))
            .ok()
    };
    Wanted {
        // Of the short ones the element's module says where they are not known.
        side: attribute("side").and_then(|name| Side::named(&name)),
        length: attribute("length").and_then(|name| Length::named(&name)),
        company: company("company"),
        counterpart: company("counterpart"),
        pack: None,
    }
}

/// Begins an assessment and shows its first question; gives its id.
async fn start(state: State, given: &JsString) -> Result<JsValue, Refused> {
    let refused = |problems: Vec<Problem>| error(&problems);
    let wanted = transfer::small_enough(given)
        .and_then(|text| read_wanted(&text))
        .map_err(refused)?;
    ready(state).await?;
    transfer::given_settled(state)
        .await
        .ok_or_else(|| absent(state))?;
    if let Some(pack) = &wanted.pack {
        let pack = transfer::read_pack(pack).map_err(|problems| {
            let within = |problem: Problem| Problem {
                place: ["pack.", &problem.place]
                    .concat()
                    .trim_end_matches('.')
                    .to_owned(),
                // A position in the pack is none in what was given.
                at: None,
                ..problem
            };
            error(&problems.into_iter().map(within).collect::<Vec<_>>())
        })?;
        offering::offer(state, pack);
    }
    let begun = actions::start(state, beginning(state, wanted));
    let id = begun.ok_or_else(|| refuse("pack", "the questionnaire did not come"))?;
    Ok(id.0.to_string().into())
}

/// What was not given stands in the attributes, or is as on the start screen.
fn beginning(state: State, wanted: Wanted) -> Beginning {
    let beforehand = beforehand(state);
    let own = state
        .library
        .with_untracked(|library| library.own_company().cloned());
    let has_quick = untrack(|| {
        let offered = state.shelf.offered()?;
        Some(state.shelf.questionnaire(&offered)?.has_quick())
    });
    let quick_or_full = |length| {
        if has_quick == Some(true) {
            length
        } else {
            Length::Full
        }
    };
    let counterpart = wanted.counterpart.or(beforehand.counterpart).unwrap_or_default();
    Beginning {
        side: wanted.side.or(beforehand.side).unwrap_or(Side::Vendor),
        length: quick_or_full(wanted.length.or(beforehand.length).unwrap_or(Length::Quick)),
        company: CompanyFacts {
            id: None,
            ..wanted.company.or(beforehand.company).or(own).unwrap_or_default()
        },
        counterpart: counterpart.name,
        counterpart_kind: counterpart.kind,
        counterpart_size: counterpart.size,
    }
}

/// Shows a screen.
async fn open(state: State, name: &str) -> Result<JsValue, Refused> {
    let Some(screen) = Screen::named(name) else {
        let names = Screen::ALL.map(Screen::name).join(", ");
        return Err(refuse(
            "screen",
            &format!("expected one of {names}, found \"{name}\""),
        ));
    };
    settled(state).await?;
    if untrack(|| state.within(screen)) != screen {
        return Err(refuse("screen", "the element's mode does not allow it"));
    }
    actions::show(state, screen);
    if state.screen.get_untracked() != screen {
        return Err(refuse("screen", "there is no assessment to show"));
    }
    Ok(JsValue::UNDEFINED)
}

/// Prints the current result, as its page does.
async fn print(state: State) -> Result<JsValue, Refused> {
    settled(state).await?;
    if state.current.get_untracked().is_none() {
        return Err(refuse("result", "no assessment is current"));
    }
    if state.screen.get_untracked() != Screen::Result {
        actions::show(state, Screen::Result);
        turns::painted().await;
    }
    printing::print();
    Ok(JsValue::UNDEFINED)
}

/// Asks the visitor whether everything is to be deleted; gives whether it was.
async fn clear(state: State) -> Result<JsValue, Refused> {
    ready(state).await?;
    let clearing = state.later().clearing;
    if clearing.get_untracked() != Clearing::NotAsked {
        return Err(refuse("", "the visitor is being asked already"));
    }
    clearing.set(Clearing::Asked);
    loop {
        match clearing.try_get_untracked() {
            None => return Err(absent(state)),
            Some(Clearing::Asked) => transfer::look_again().await,
            Some(answer) => {
                clearing.set(Clearing::NotAsked);
                if answer != Clearing::Confirmed {
                    return Ok(false.into());
                }
                break;
            }
        }
    }
    let (outcome, _) = erasing::erase(state).await;
    outcome.map_err(|cause| refuse("store", &cause.to_string()))?;
    if state.screen.try_get_untracked().is_some() {
        actions::show(state, Screen::Start);
    }
    Ok(true.into())
}

/// Makes an assessment current again, where it is kept here still.
async fn resume(state: State, id: &str) -> Result<JsValue, Refused> {
    settled(state).await?;
    let id = Uuid::try_parse(id).ok().map(AssessmentId);
    let is_here = |id: &AssessmentId| {
        state
            .library
            .with_untracked(|library| library.assessments.contains_key(id))
    };
    if let Some(id) = id.filter(is_here) {
        actions::open(state, id, Screen::Overview);
        leave_focus().await;
    }
    Ok(JsValue::UNDEFINED)
}

/// Has no assessment current any more, as a form that is reset asks.
async fn reset(state: State) -> Result<JsValue, Refused> {
    settled(state).await?;
    state.current.set(None);
    actions::show(state, Screen::Start);
    leave_focus().await;
    Ok(JsValue::UNDEFINED)
}

async fn settled(state: State) -> Result<(), Refused> {
    transfer::settled(state).await.ok_or_else(|| absent(state))
}

/// The same for what changes something.
async fn ready(state: State) -> Result<(), Refused> {
    settled(state).await?;
    if untrack(|| state.is_read_only()) {
        let error = refuse("", "nothing can be changed: the element is read only");
        transfer::set(&error, "name", &"ReadOnlyError".into());
        return Err(error);
    }
    Ok(())
}

fn refuse(place: &str, cause: &str) -> Refused {
    error(&[Problem {
        place: place.to_owned(),
        ..Problem::of_whole(cause)
    }])
}
