//! Records kept until the page is left: where storage is denied, and in tests.

use core::cell::RefCell;

use crate::domain::ordered::Ordered;

use super::{Change, RecordKey, Stored};

/// A store without a device. Nothing it is asked can fail.
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
        let records = self.records.borrow();
        records
            .iter()
            .map(|(key, bytes)| Stored {
                key: key.clone(),
                bytes: bytes.clone(),
            })
            .collect()
    }

    /// One record's bytes; `None` where there is none.
    #[must_use]
    pub fn read(&self, key: &RecordKey) -> Option<Vec<u8>> {
        self.records.borrow().get(key).cloned()
    }

    /// Makes all changes, in their order.
    pub fn write(&self, changes: Vec<Change>) {
        let mut records = self.records.borrow_mut();
        for change in changes {
            match change {
                Change::Put { key, bytes } => records.insert(key, bytes),
                Change::Delete { key } => records.remove(&key),
            };
        }
    }
}
