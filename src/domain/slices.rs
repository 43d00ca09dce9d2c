//! Long work cut in slices, so that whoever does it can do something else in between.
//!
//! The work is an `async` function that calls [`pause`] now and then, by what it has done and never by the clock, so
//! that its outcome does not depend on how it is cut. It is done in one go with [`finish`], or slice by slice by whoever
//! polls it: each time it is pending, a slice is done and the next may begin at any time.

use core::cell::Cell;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};

/// How far long work has come, for whoever shows it.
#[derive(Debug, Default)]
pub struct Progress {
    done: Cell<usize>,
    all: Cell<usize>,
}

impl Progress {
    /// So much of all is done.
    pub fn reach(&self, done: usize, all: usize) {
        self.done.set(done);
        self.all.set(all);
    }

    /// How much of all is done; of nothing, nothing.
    #[must_use]
    pub fn reached(&self) -> (usize, usize) {
        (self.done.get(), self.all.get())
    }
}

/// Ends a slice. Pending once, and ready when polled again; nobody is woken.
pub fn pause() -> Pause {
    Pause { is_over: false }
}

/// See [`pause`].
pub struct Pause {
    is_over: bool,
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.is_over {
            return Poll::Ready(());
        }
        self.is_over = true;
        Poll::Pending
    }
}

/// Does all slices, one right after the other. The work must wait for nothing but [`pause`].
pub fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = slice(work.as_mut()) {
            return done;
        }
    }
}

/// Does one slice.
pub fn slice<T>(work: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Poll<T> {
    work.poll(&mut Context::from_waker(Waker::noop()))
}
