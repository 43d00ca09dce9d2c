//! Writing what is unsaved, until nothing is or the store says no.

use core::cell::RefCell;
use std::rc::Rc;

use super::ledger::{Ledger, Reading};
use super::{RecordKey, Store, StoreError, Write, WriteError};

/// So often another tab may be faster before the write is given up for now.
const MOST_TURNS: usize = 50;

/// Where records are written.
pub trait Records {
    /// Makes all changes or none, in their order, as [`Store::write`] does.
    fn write(&self, write: &Write) -> impl Future<Output = Result<(), WriteError>>;
}

impl Records for Store {
    fn write(&self, write: &Write) -> impl Future<Output = Result<(), WriteError>> {
        Self::write(self, write)
    }
}

/// Writes everything that is unsaved, one transaction after another. Where another tab was faster, what it wrote is
/// merged in, `tell` hears what the record is now, and the write is made again.
///
/// `ledger` is asked each time anew, and gives it with everything noted that was edited until then: what was edited during
/// a write is merged with what others have written, and not lost to it.
///
/// `Ok` comes only once everything that was edited before it is in the store, with the keys of what was written.
///
/// # Errors
/// What keeps [`Store::write`] from it; what could not be written stays unsaved. [`StoreError::TimedOut`] where others
/// were faster fifty times.
pub async fn save(
    store: &impl Records,
    ledger: &dyn Fn() -> Rc<RefCell<Ledger>>,
    tell: &mut dyn FnMut(RecordKey, Reading),
) -> Result<Vec<RecordKey>, StoreError> {
    let mut turns = 0;
    let mut written = Vec::new();
    loop {
        let Some(begun) = ledger().borrow().begin() else {
            return Ok(written);
        };
        match store.write(&begun.write).await {
            Ok(()) => {
                written.extend(begun.write.changes.iter().map(|change| change.key().clone()));
                ledger().borrow_mut().done(begun);
            }
            Err(WriteError::Store(error)) => return Err(error),
            // Others are faster all the time.
            Err(WriteError::Changed(_)) if turns == MOST_TURNS => return Err(StoreError::TimedOut),
            Err(WriteError::Changed(found)) => {
                turns += 1;
                for seen in found {
                    let key = seen.key.drafted().unwrap_or_else(|| seen.key.clone());
                    let reading = ledger().borrow_mut().take_in(seen);
                    tell(key, reading);
                }
            }
        }
    }
}
