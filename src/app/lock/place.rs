//! Where somebody was when the lock shut: sealed by the key of the data and held in this page's memory, until the
//! passphrase is entered or the page is left. With it a text on the authors' workbench, which is kept nowhere else.

use core::cell::RefCell;

use leptos::prelude::*;
use uuid::Uuid;
use web_sys::Element;

use super::super::actions;
use super::super::state::State;
use crate::domain::assessment::AssessmentId;
use crate::domain::json::{self, Json, Member};
use crate::domain::pack::IndicatorId;
use crate::storage::vault::Vault;
use crate::ui::Screen;

/// What it is sealed in with, so that no record passes for it.
const CONTEXT: &[u8] = b"channel-readiness place";

thread_local! {
    /// By the element that the widget was in.
    static PLACES: RefCell<Vec<(Element, Vec<u8>)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the place. What cannot be sealed is let go.
pub async fn leave(state: State, vault: &Vault) {
    let Some(host) = state.later().lock.host.try_get_value().flatten() else {
        return;
    };
    let plain = json::compact(&described(state));
    let sealed = match vault.cipher() {
        Some(cipher) => cipher.seal(CONTEXT, plain.as_bytes()).await.ok(),
        None => None,
    };
    PLACES.with_borrow_mut(|places| {
        places.retain(|(element, _)| *element != host && element.is_connected());
        places.extend(sealed.map(|sealed| (host, sealed)));
    });
}

/// Goes back to the place, once.
pub async fn come_back(state: State, vault: &Vault) {
    let Some(host) = state.later().lock.host.try_get_value().flatten() else {
        return;
    };
    let kept = PLACES.with_borrow_mut(|places| {
        let found = places.iter().position(|(element, _)| *element == host);
        found.map(|found| places.swap_remove(found).1)
    });
    let (Some(sealed), Some(cipher)) = (kept, vault.cipher()) else {
        return;
    };
    let opened = cipher.open(CONTEXT, &sealed).await.ok();
    let text = opened.and_then(|plain| String::from_utf8(plain).ok());
    // The widget may be gone by now.
    if let Some(place) = text.and_then(|text| json::parse(&text).ok())
        && state.screen.try_get_untracked().is_some()
    {
        restore(state, &place);
    }
}

/// Whether somebody was locked out here since the page was opened.
pub fn is_kept(state: State) -> bool {
    let host = state.later().lock.host.try_get_value().flatten();
    PLACES.with_borrow(|places| places.iter().any(|(element, _)| Some(element) == host.as_ref()))
}

fn described(state: State) -> Json {
    let id = state.current.get_untracked();
    let question = state.question.get_untracked();
    Json::object(vec![
        Member::new("screen", state.screen.get_untracked().name()),
        Member::new("assessment", id.map(|id| id.0.to_string())),
        Member::new("question", question.map(|question| question.0)),
        Member::new("workbench", state.later().workbench.get_untracked()),
    ])
}

fn restore(state: State, place: &Json) {
    let text = |name: &str| place.member(name).and_then(Json::as_str);
    if let Some(workbench) = text("workbench") {
        state.later().workbench.set(workbench.to_owned());
    }
    let screen = text("screen").and_then(Screen::named).unwrap_or(Screen::Start);
    let id = text("assessment").and_then(|id| Uuid::try_parse(id).ok());
    let id = id.map(AssessmentId).filter(|id| {
        let library = state.library;
        library.with_untracked(|library| library.assessments.contains_key(id))
    });
    match id {
        Some(id) => {
            actions::open(state, id, screen);
            if let Some(question) = text("question") {
                state.question.set(Some(IndicatorId(question.to_owned())));
            }
        }
        None if !screen.needs_assessment() => actions::show(state, screen),
        None => {}
    }
}
