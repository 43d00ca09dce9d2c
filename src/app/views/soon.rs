//! What comes a moment after the rest of its page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::state::State;
use crate::platform::turns::next_turn;

/// Of so many assessments, and of so many partners, going through all of them is a good part of a turn.
const MANY_ASSESSMENTS: usize = 10_000;
const MANY_PARTNERS: usize = 2_500;

/// What stands further down on a page: where there is very much to go through, each section is built in a turn of its own,
/// one after the other, so that none of them is long; else at once.
pub struct Soon {
    is_much: bool,
    /// How many turns the next one comes after.
    turns: usize,
}

impl Soon {
    /// Of a page that is built now.
    #[must_use]
    pub fn of(state: State) -> Self {
        let is_much = state.library.with_untracked(|library| {
            library.assessments.len() > MANY_ASSESSMENTS || library.companies.len() > MANY_PARTNERS
        });
        Self { is_much, turns: 0 }
    }

    /// The next section.
    #[must_use]
    pub fn then(&mut self, view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
        if !self.is_much {
            return view();
        }
        self.turns += 1;
        let turns = self.turns;
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
}
