//! Records kept until the page is left: where storage is denied, and in tests.

use core::cell::RefCell;

use crate::domain::ordered::Ordered;

use super::{Change, PAGE, RecordKey, Span, Stored, Write, WriteError};

/// A store without a device. Nothing fails in it but a write for records that were changed meanwhile.
#[derive(Debug, Default)]
pub struct MemoryStore {
    records: RefCell<Ordered<RecordKey, Vec<u8>>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Every record, in the order of the keys.
    #[must_use]
    pub fn read_all(&self) -> Vec<Stored> {
        self.read_some(|_| true, usize::MAX)
    }

    /// The first [`PAGE`] records of a span, or of what follows a key in it, in the order of the keys.
    #[must_use]
    pub fn read_page(&self, span: Span, after: Option<&RecordKey>) -> Vec<Stored> {
        let (from, to) = span.bounds();
        let is_wanted = |key: &RecordKey| (&from..&to).contains(&key) && after < Some(key);
        self.read_some(is_wanted, PAGE as usize)
    }

    fn read_some(&self, is_wanted: impl Fn(&RecordKey) -> bool, most: usize) -> Vec<Stored> {
        let records = self.records.borrow();
        let later = records.iter().filter(|(key, _)| is_wanted(key));
        let some = later.take(most).map(|(key, bytes)| Stored {
            key: key.clone(),
            bytes: bytes.clone(),
        });
        some.collect()
    }

    /// One record's bytes; `None` where there is none.
    #[must_use]
    pub fn read(&self, key: &RecordKey) -> Option<Vec<u8>> {
        self.records.borrow().get(key).cloned()
    }

    /// Makes all changes or none, in their order.
    ///
    /// # Errors
    /// [`WriteError::Changed`] alone.
    pub fn write(&self, write: &Write) -> Result<(), WriteError> {
        let changed = write.changed(|_, key| self.read(key));
        if !changed.is_empty() {
            return Err(WriteError::Changed(changed));
        }
        self.put(&write.changes);
        Ok(())
    }

    /// Deletes every record.
    pub fn erase(&self) {
        self.records.replace(Ordered::new());
    }

    /// Makes all changes, in their order, whatever is there.
    pub fn put(&self, changes: &[Change]) {
        let mut records = self.records.borrow_mut();
        for change in changes {
            match change {
                Change::Put { key, bytes } => records.insert(key.clone(), bytes.clone()),
                Change::Delete { key } => records.remove(key),
            };
        }
    }
}
