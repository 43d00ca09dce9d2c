//! The same games in a browser, for a page of the long suite: see `tests/end_to_end/long.rs`.

#![cfg(target_arch = "wasm32")]

#[path = "../support/faulty_store.rs"]
mod faulty_store;
#[path = "../support/two_tabs.rs"]
#[allow(dead_code, reason = "shared with the tests of the ledger")]
mod two_tabs;

use wasm_bindgen::prelude::wasm_bindgen;

/// The names of what can be played, a line each.
#[wasm_bindgen]
pub fn kinds() -> String {
    let names: Vec<&str> = faulty_store::kinds().into_iter().map(|(name, _)| name).collect();
    names.join("\n")
}

/// Plays the games of one kind for so many seeds. Gives the four figures, and then a line for each failure.
#[wasm_bindgen]
pub fn games(kind: usize, from: u32, count: u32) -> String {
    let kinds = faulty_store::kinds();
    let Some((_, faults)) = kinds.get(kind) else {
        return String::new();
    };
    let outcome = faulty_store::games(faults, from.into(), count.into());
    let figures = [
        outcome.acknowledged,
        outcome.lost,
        outcome.falsely_saved,
        outcome.unsettled,
    ];
    let mut lines = vec![figures.map(|figure| figure.to_string()).join(" ")];
    lines.extend(outcome.told);
    lines.join("\n")
}
