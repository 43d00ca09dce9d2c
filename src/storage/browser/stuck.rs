//! A transaction that does not get its turn.
//!
//! WebKit keeps a page that was left for the way back, and with it a transaction that was under way: it does not go on,
//! does not end, and lets no other page have a turn. An upgrade of the database ends it, also one that is given up as soon
//! as it begins. Source: tried in WebKitGTK 2.50.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::IdbDatabase;

use crate::platform::surroundings::is_webkit;

use super::connection::{abort, close_when_opened, factory};

/// How long a transaction may take before anybody else is asked to let go of the database, in milliseconds.
const PATIENCE_MILLISECONDS: u32 = 1_000;

/// Asks when the time is over, unless what is given is dropped before. Whoever else uses the database opens it anew.
#[must_use]
pub fn ask_others_to_let_go(database: &IdbDatabase) -> Option<Timeout> {
    let database = database.clone();
    // Elsewhere such a page is ended, and an upgrade may have to wait for tabs that sleep.
    is_webkit().then(|| Timeout::new(PATIENCE_MILLISECONDS, move || begin_an_upgrade(&database)))
}

fn begin_an_upgrade(database: &IdbDatabase) {
    let Ok(factory) = factory() else { return };
    let Ok(request) = factory.open_with_f64(&database.name(), database.version() + 1.0) else {
        return;
    };
    let upgrading = request.clone();
    let give_up = Closure::once_into_js(move || {
        if let Some(upgrade) = upgrading.transaction() {
            abort(&upgrade);
        }
    });
    request.set_onupgradeneeded(Some(give_up.unchecked_ref()));
    // Another page may have made the same upgrade and meant it.
    close_when_opened(&request);
}
