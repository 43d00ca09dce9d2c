//! A store that fails as browsers do, by a seed: for tests of what must not be lost.

use core::cell::Cell;
use std::rc::Rc;

use crate::domain::slices;

use super::{Cause, Change, MemoryStore, RecordKey, Span, StoreError, Stored, Write, WriteError};

/// What can go wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The quota or the disk is exhausted.
    Full,
    /// No answer in time; nothing was done.
    Silent,
    /// No answer in time, but what was asked was done.
    LateAnswer,
    /// The connection was lost before anything was done.
    LostBefore,
    /// The connection was lost, and what was asked was done.
    LostAfter,
    /// The browser refuses.
    Denied,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 6] = [
        Self::Full,
        Self::Silent,
        Self::LateAnswer,
        Self::LostBefore,
        Self::LostAfter,
        Self::Denied,
    ];

    /// As tables of tests name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Silent => "silent",
            Self::LateAnswer => "late answer",
            Self::LostBefore => "lost before",
            Self::LostAfter => "lost after",
            Self::Denied => "denied",
        }
    }

    fn is_done_all_the_same(self) -> bool {
        matches!(self, Self::LateAnswer | Self::LostAfter)
    }

    fn error(self) -> StoreError {
        let cause = |name: &str| Cause {
            name: name.to_owned(),
            message: String::from("made up"),
        };
        match self {
            Self::Full => StoreError::Full(cause("QuotaExceededError")),
            Self::Silent | Self::LateAnswer => StoreError::TimedOut,
            Self::LostBefore | Self::LostAfter => StoreError::ConnectionLost(cause("UnknownError")),
            Self::Denied => StoreError::Denied(cause("SecurityError")),
        }
    }
}

/// A memory store, shared as a database is by tabs, whose calls fail now and then.
#[derive(Debug)]
pub struct FaultyStore {
    records: Rc<MemoryStore>,
    faults: Vec<Fault>,
    /// Of a hundred calls so many fail.
    percent: u64,
    /// A call lets others have their turn so often at most, before it does what it is asked and after that.
    most_pauses: u64,
    seed: Cell<u64>,
}

impl FaultyStore {
    /// Of the same seed the same calls fail in the same way. `percent` is `0..=100`; nothing fails without `faults`.
    #[must_use]
    pub fn new(records: Rc<MemoryStore>, faults: Vec<Fault>, percent: u64, seed: u64) -> Self {
        Self {
            records,
            faults,
            percent,
            most_pauses: 0,
            seed: Cell::new(seed),
        }
    }

    /// The same with calls that take their time, so that those of several tabs run into each other. Whoever polls them
    /// decides whose turn it is: see [`slices`].
    #[must_use]
    pub fn with_pauses(self, most_pauses: u64) -> Self {
        Self { most_pauses, ..self }
    }

    /// The same records without faults.
    #[must_use]
    pub fn calm(&self) -> Self {
        Self::new(Rc::clone(&self.records), Vec::new(), 0, 0)
    }

    /// Every record, in the order of the keys.
    ///
    /// # Errors
    /// The fault that the dice give.
    pub async fn read_all(&self) -> Result<Vec<Stored>, StoreError> {
        self.pause().await;
        let found = self.records.read_all();
        self.pause().await;
        self.fault().map_or(Ok(found), |fault| Err(fault.error()))
    }

    /// The first [`super::PAGE`] records of a span, or of what follows a key in it, in the order of the keys.
    ///
    /// # Errors
    /// The fault that the dice give.
    pub async fn read_page(&self, span: Span, after: Option<&RecordKey>) -> Result<Vec<Stored>, StoreError> {
        self.pause().await;
        let found = self.records.read_page(span, after);
        self.pause().await;
        self.fault().map_or(Ok(found), |fault| Err(fault.error()))
    }

    /// One record's bytes; `None` where there is none.
    ///
    /// # Errors
    /// The fault that the dice give.
    pub async fn read(&self, key: &RecordKey) -> Result<Option<Vec<u8>>, StoreError> {
        self.pause().await;
        let found = self.records.read(key);
        self.pause().await;
        self.fault().map_or(Ok(found), |fault| Err(fault.error()))
    }

    /// Makes all changes or none, in their order.
    ///
    /// # Errors
    /// [`WriteError::Changed`], or the fault that the dice give.
    pub async fn write(&self, write: &Write) -> Result<(), WriteError> {
        self.pause().await;
        let fault = self.fault();
        let outcome = if fault.is_none_or(Fault::is_done_all_the_same) {
            self.records.write(write)
        } else {
            Ok(())
        };
        self.pause().await;
        match fault {
            Some(fault) => outcome.and(Err(fault.error().into())),
            None => outcome,
        }
    }

    /// Makes all changes or none, in their order, whatever is there; none where a lock is set.
    ///
    /// # Errors
    /// [`StoreError::Locked`], or the fault that the dice give.
    pub async fn put(&self, changes: &[Change]) -> Result<(), StoreError> {
        self.pause().await;
        let fault = self.fault();
        if self.records.read(&RecordKey::lock()).is_some() {
            return Err(fault.map_or(StoreError::Locked, Fault::error));
        }
        if fault.is_none_or(Fault::is_done_all_the_same) {
            self.records.put(changes);
        }
        self.pause().await;
        fault.map_or(Ok(()), |fault| Err(fault.error()))
    }

    /// Deletes every record.
    ///
    /// # Errors
    /// The fault that the dice give.
    pub async fn erase(&self) -> Result<(), StoreError> {
        self.pause().await;
        let fault = self.fault();
        if fault.is_none_or(Fault::is_done_all_the_same) {
            self.records.erase();
        }
        fault.map_or(Ok(()), |fault| Err(fault.error()))
    }

    /// Makes all changes, or none where the dice give a fault or a lock is set.
    pub fn leave(&self, changes: &[Change]) {
        if self.fault().is_none() && self.records.read(&RecordKey::lock()).is_none() {
            self.records.put(changes);
        }
    }

    async fn pause(&self) {
        if self.most_pauses > 0 {
            for _ in 0..self.dice() % (self.most_pauses + 1) {
                slices::pause().await;
            }
        }
    }

    fn fault(&self) -> Option<Fault> {
        let is_due = self.dice() % 100 < self.percent;
        let count = u64::try_from(self.faults.len())
            .ok()
            .filter(|count| is_due && *count > 0)?;
        let place = usize::try_from(self.dice() % count).ok()?;
        self.faults.get(place).copied()
    }

    /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
    fn dice(&self) -> u64 {
        let seed = self.seed.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.seed.set(seed);
        let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
