//! What comes a moment after the rest of its page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::turns::next_turn;

/// What stands further down on a page: built so many turns after the rest, so that none of them is long.
#[must_use]
pub fn soon(turns: usize, view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
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
