//! Long work in slices, between which the page is painted and answers to the visitor.

use core::pin::pin;
use core::task::Poll;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::library::Library;
use crate::domain::slices::{pause, slice};
use crate::platform::turns::{self, Turn};

use super::state::State;

/// One piece of work at a time: the one begun last. It ends with the widget.
#[derive(Clone, Copy)]
pub struct Sliced {
    /// Counts what was begun or stopped.
    number: StoredValue<u32>,
}

impl Sliced {
    /// Nothing to do yet.
    pub fn new() -> Self {
        Self {
            number: StoredValue::new(0),
        }
    }

    /// Drops what is being done, at its next turn, and begins this after so many milliseconds.
    pub fn begin(self, after: u32, work: impl Future<Output = ()> + 'static) {
        let Some(number) = self.next() else { return };
        let is_wanted = move || self.number.try_get_value() == Some(number);
        spawn_local(async move {
            if after == 0 {
                turns::next_turn().await;
            } else {
                turns::rest(after).await;
            }
            if is_wanted() {
                in_turns_while(work, is_wanted).await;
            }
        });
    }

    /// Drops what is being done, at its next turn.
    pub fn stop(self) {
        self.next();
    }

    /// `None` where the widget is gone.
    fn next(self) -> Option<u32> {
        self.number.try_update_value(|number| {
            *number = number.wrapping_add(1);
            *number
        })
    }
}

/// Does one step after the other until one of them gives what comes of all. `None` where a step says that what it works on
/// is gone.
pub async fn in_steps<T>(mut step: impl FnMut() -> Option<Option<T>>) -> Option<T> {
    loop {
        if let Some(done) = step()? {
            return Some(done);
        }
        pause().await;
    }
}

/// Does all steps with the library as it is at each of them. `None` where the widget is gone.
pub async fn stepped<T>(state: State, mut step: impl FnMut(&Library) -> Option<T>) -> Option<T> {
    in_steps(|| state.library.try_with_untracked(&mut step)).await
}

/// Does work turn after turn, and gives what came of it.
pub async fn in_turns<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut turn = Turn::begin();
    loop {
        if let Poll::Ready(done) = slice(work.as_mut()) {
            return done;
        }
        turn.give_way().await;
    }
}

/// The same while `go_on`, asked before each turn but the first, says yes. `None` where it says no: then the rest is not
/// done.
pub async fn in_turns_while<T>(work: impl Future<Output = T>, go_on: impl Fn() -> bool) -> Option<T> {
    let mut work = pin!(work);
    let mut turn = Turn::begin();
    loop {
        if let Poll::Ready(done) = slice(work.as_mut()) {
            return Some(done);
        }
        if turn.is_over() {
            turn.give_way().await;
            if !go_on() {
                return None;
            }
        }
    }
}
