//! Whether somebody uses the page: pointer, keys and input, in this tab or another one.
//!
//! What counts is the time on the clock, so that a machine that slept is found idle when it wakes, before what woke it
//! counts as use. A clock that was set back by more than the limit counts as idle too.

use core::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;

use super::super::state::State;
use super::super::tabs;
use crate::platform::clock::now_milliseconds;
use crate::platform::visibility::{self, Watch};

const LOOK_MILLISECONDS: u32 = 5_000;
/// Other tabs hear of use at most so often.
const TELL_MILLISECONDS: i64 = 10_000;
const MINUTE_MILLISECONDS: i64 = 60_000;
const SIGNS_OF_USE: [&str; 5] = ["pointerdown", "pointermove", "wheel", "keydown", "input"];

/// Watches until it is dropped, and locks once nothing was used for so long.
pub struct Idle {
    used: Rc<Used>,
    _signs: Vec<EventListener>,
    _back: Watch,
    _look: Interval,
}

struct Used {
    state: State,
    limit: i64,
    /// The last sign of use, on the clock.
    last: Cell<i64>,
    told: Cell<i64>,
}

impl Idle {
    /// Begins now, as if something had just been used.
    pub fn watch(state: State, minutes: u32) -> Self {
        let now = now_milliseconds();
        let used = Rc::new(Used {
            state,
            limit: i64::from(minutes) * MINUTE_MILLISECONDS,
            last: Cell::new(now),
            told: Cell::new(0),
        });
        let (by_sign, by_look, when_back) = (Rc::clone(&used), Rc::clone(&used), Rc::clone(&used));
        let window = web_sys::window();
        let signs = SIGNS_OF_USE.map(|sign| {
            let used = Rc::clone(&by_sign);
            // Before a listener of the page can stop it.
            let first = EventListenerOptions::run_in_capture_phase();
            window
                .as_ref()
                .map(|window| EventListener::new_with_options(window, sign, first, move |_| used.note()))
        });
        Self {
            used,
            _signs: signs.into_iter().flatten().collect(),
            _back: visibility::when_back(move || when_back.note()),
            _look: Interval::new(LOOK_MILLISECONDS, move || {
                by_look.is_over();
            }),
        }
    }

    /// Another tab was used.
    pub fn hear(&self) {
        if !self.used.is_over() {
            self.used.last.set(now_milliseconds());
        }
    }
}

impl Used {
    /// Something was used: too late, or in time.
    fn note(&self) {
        if self.is_over() {
            return;
        }
        let now = now_milliseconds();
        self.last.set(now);
        if (now - self.told.get()).abs() >= TELL_MILLISECONDS {
            self.told.set(now);
            tabs::post(self.state, tabs::USED);
        }
    }

    /// Whether the time is over; then it locks.
    fn is_over(&self) -> bool {
        let is_over = (now_milliseconds() - self.last.get()).abs() >= self.limit;
        if is_over {
            super::lock_now(self.state);
        }
        is_over
    }
}
