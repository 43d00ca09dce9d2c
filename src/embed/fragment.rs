//! The page's address follows the screens, on a page that holds just the widget. The one place that knows addresses.

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::app::Screen;
use crate::app::{self, State};

/// Shows the screen that the address names, writes the screen shown into the address, and follows back and forth.
pub fn follow(state: State) {
    let Some(window) = web_sys::window() else {
        return;
    };
    app::when_opened(state, move || {
        if let Some(screen) = screen_in_address() {
            app::show(state, screen);
        }
    });
    Effect::new(move |before: Option<Screen>| {
        let screen = state.screen.get();
        if before.is_some_and(|before| before != screen)
            && screen_in_address().unwrap_or(Screen::Start) != screen
        {
            write(screen);
        }
        screen
    });
    let listener = StoredValue::new_local(EventListener::new(&window, "popstate", move |_| {
        app::show(state, screen_in_address().unwrap_or(Screen::Start));
    }));
    on_cleanup(move || listener.dispose());
}

fn screen_in_address() -> Option<Screen> {
    let fragment = web_sys::window()?.location().hash().ok()?;
    Screen::named(fragment.strip_prefix('#')?)
}

fn write(screen: Screen) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Refused only where the page may not, as in a sandboxed frame; the widget works without.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{}", screen.name())));
    }
}
