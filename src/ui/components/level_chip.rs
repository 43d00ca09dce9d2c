//! A level's number on its colour. The number always stands in it: colour is never alone.

use leptos::prelude::*;

use crate::domain::level::Level;

const LOOKS: [(&str, &str); Level::ALL.len()] = [
    ("chip c0", "0"),
    ("chip c1", "1"),
    ("chip c2", "2"),
    ("chip c3", "3"),
    ("chip c4", "4"),
];

/// The classes of a level's chip, and the number in it.
#[must_use]
pub const fn look(level: Level) -> (&'static str, &'static str) {
    LOOKS[level.index()]
}

/// The chip of a level.
#[component]
pub fn LevelChip(level: Level) -> impl IntoView {
    let (class, number) = look(level);
    view! { <span class=class aria-hidden="true">{number}</span> }
}
