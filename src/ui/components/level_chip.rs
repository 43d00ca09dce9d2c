//! A level's number on its colour. The number always stands in it: colour is never alone.

use leptos::prelude::*;

use crate::domain::level::Level;

/// The chip of a level.
#[component]
pub fn LevelChip(level: Level) -> impl IntoView {
    let number = level.number();
    view! { <span class=format!("chip c{number}") aria-hidden="true">{number}</span> }
}
