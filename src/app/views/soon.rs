//! What comes a moment after the rest of its page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::state::State;
use crate::platform::turns::next_turn;

/// Of so many assessments, and of so many partners, going through all of them is a good part of a turn.
const MANY_ASSESSMENTS: usize = 10_000;
const MANY_PARTNERS: usize = 2_500;

/// What stands further down on a page: where there is very much to go through, it is built so many turns after the rest, so
/// that none of them is long; else at once.
#[must_use]
pub fn soon(state: State, turns: usize, view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let is_much = state.library.with_untracked(|library| {
        library.assessments.len() > MANY_ASSESSMENTS || library.companies.len() > MANY_PARTNERS
    });
    if !is_much {
        return view();
    }
    let is_due = RwSignal::new(false);
    spawn_local(async move {
        for _ in 0..turns {
            next_turn().await;
        }
        // Fails only where the page is gone meanwhile.
        let _ = is_due.try_set(true);
    });
    (move || is_due.get().then(&view)).into_any()
}
