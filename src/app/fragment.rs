//! The page's address follows the screens, on a page that holds just the widget. The one place that knows addresses.

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::ui::Screen;

use super::actions;
use super::state::State;

/// What another company has sent, as the domain's `LINK_PREFIX` and the first of its letters: the later part reads it.
const LINK: &str = "open=";
const LINK_START: &str = "open=Q1J4Q";

/// Shows the screen that the address names. On a page that does not hold just the widget, only a link from another company
/// is followed.
pub fn go_to_address(state: State, is_standalone: bool) {
    // Whoever is there already is not led there anew.
    let here = state.screen.get_untracked();
    if let Some(screen) = screen_in_address(is_standalone).filter(|screen| *screen != here) {
        actions::show(state, screen);
    }
}

/// Writes the screen shown into the address, and follows back and forth. Belongs to the later part: until that is here there
/// is the start, or a first question.
pub fn follow(state: State) {
    let Some(window) = web_sys::window() else {
        return;
    };
    // Which assessment is meant is known once all is read; another screen waits by itself for what it needs. The start screen
    // comes first, so that the focus goes from it to the screen's heading.
    Effect::new(move |_| {
        let can_wait = |screen: &Screen| super::asks_shipped(state) && !screen.needs_assessment();
        // A link may have come while this part was on its way.
        if let Some(screen) = screen_in_address(true).filter(can_wait) {
            untrack(|| actions::show(state, screen));
        }
    });
    Effect::new(move |before: Option<Screen>| {
        let screen = state.screen.get();
        let is_another = match before {
            Some(before) => before != screen,
            // Somebody was quicker than this part. An address that names a screen leads there once all is read.
            None => screen_in_address(true).is_none(),
        };
        if is_another && screen_in_address(true).unwrap_or(Screen::Start) != screen {
            write(screen);
        }
        screen
    });
    let listener = StoredValue::new_local(EventListener::new(&window, "popstate", move |_| {
        actions::show(state, screen_in_address(true).unwrap_or(Screen::Start));
    }));
    on_cleanup(move || listener.dispose());
}

/// Whether the address leads somewhere else than to the start.
pub fn leads_on(is_standalone: bool) -> bool {
    screen_in_address(is_standalone).is_some()
}

fn screen_in_address(is_standalone: bool) -> Option<Screen> {
    if fragment()?.starts_with(if is_standalone { LINK } else { LINK_START }) {
        // It is opened in place of the list.
        Some(Screen::Partners)
    } else {
        screen_named().filter(|_| is_standalone)
    }
}

fn screen_named() -> Option<Screen> {
    Screen::named(&fragment()?)
}

/// What follows the `#` of the address.
fn fragment() -> Option<String> {
    let fragment = web_sys::window()?.location().hash().ok()?;
    fragment.strip_prefix('#').map(str::to_owned)
}

fn write(screen: Screen) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Refused only where the page may not, as in a sandboxed frame; the widget works without.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{}", screen.name())));
    }
}
