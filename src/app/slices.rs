//! Long work in slices, between which the page is painted and answers to the visitor.

use core::pin::{Pin, pin};
use core::task::Poll;
use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::domain::slices::slice;
use crate::platform::turns::Turn;

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// One piece of work at a time: the one begun last. It ends with the widget.
#[derive(Clone, Copy)]
pub struct Sliced(StoredValue<Rc<RefCell<Option<Timeout>>>, LocalStorage>);

impl Sliced {
    /// Nothing to do yet.
    pub fn new() -> Self {
        Self(StoredValue::new_local(Rc::default()))
    }

    /// Drops what is being done, and begins this after so many milliseconds.
    pub fn begin(self, after: u32, work: impl Future<Output = ()> + 'static) {
        if let Some(turn) = self.0.try_get_value() {
            next(&turn, after, Box::pin(work));
        }
    }

    /// Drops what is being done.
    pub fn stop(self) {
        if let Some(turn) = self.0.try_get_value() {
            turn.take();
        }
    }
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

/// The same while `go_on`, asked after each turn, says yes. `None` where it says no: then the rest is not done.
pub async fn in_turns_while<T>(work: impl Future<Output = T>, go_on: impl Fn() -> bool) -> Option<T> {
    let mut work = pin!(work);
    let mut turn = Turn::begin();
    loop {
        if let Poll::Ready(done) = slice(work.as_mut()) {
            return Some(done);
        }
        if turn.is_over() {
            if !go_on() {
                return None;
            }
            turn.give_way().await;
        }
    }
}

/// Dropping the timeout drops the work in it.
fn next(turn: &Rc<RefCell<Option<Timeout>>>, after: u32, mut work: Work) {
    // The timeout is held by the widget, and must not hold the widget's place for it.
    let place = Rc::downgrade(turn);
    let timeout = Timeout::new(after, move || {
        let begun = Turn::begin();
        while slice(work.as_mut()).is_pending() {
            if begun.is_over() {
                if let Some(turn) = place.upgrade() {
                    next(&turn, 0, work);
                }
                return;
            }
        }
    });
    turn.replace(Some(timeout));
}
