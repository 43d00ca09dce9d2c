//! The store port: a few verbs over opaque keys and encoded bytes. Only `app` uses it.
//!
//! What the bytes are is the business of [`envelope`]; what older payloads become, of [`migrations`]; that nobody reads
//! them while a lock is set, of [`vault`].

#[cfg(target_arch = "wasm32")]
mod browser;
pub mod chunks;
pub mod envelope;
#[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
mod faulty;
mod key;
#[cfg(target_arch = "wasm32")]
mod key_cipher;
pub mod ledger;
pub mod lock;
pub mod locking;
mod memory;
pub mod migrations;
pub mod saving;
pub mod sealed;
pub mod vault;

use core::fmt;

#[cfg(target_arch = "wasm32")]
pub use browser::{BrowserStore, TIME_LIMIT_MILLISECONDS, databases};
#[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
pub use faulty::{Fault, FaultyStore};
pub use key::{RecordKey, RecordKind, Span};
pub use memory::MemoryStore;

use key::LOCK;

/// So many records are read at once, so that whoever reads very many can do something else in between: a hundred of the
/// largest chunks hold the page for some thirty milliseconds.
pub const PAGE: u32 = 100;

/// A record as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub key: RecordKey,
    /// Untouched; empty where the store held something that is not bytes.
    pub bytes: Vec<u8>,
}

/// One change of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Adds the record or replaces the one with the same key.
    Put { key: RecordKey, bytes: Vec<u8> },
    /// Removes the record; nothing happens where there is none.
    Delete { key: RecordKey },
}

/// What is to be written, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Write {
    /// In their order.
    pub changes: Vec<Change>,
    /// Nothing is written unless these records are still so, or already as they are to be.
    pub seen: Vec<Seen>,
}

/// A record as it was when somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub key: RecordKey,
    /// `None`: there was none.
    pub bytes: Option<Vec<u8>>,
}

/// Where records are kept.
#[derive(Debug)]
pub enum Store {
    /// Until the page is left.
    Memory(MemoryStore),
    /// As long as the test that plays the faults.
    #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
    Faulty(FaultyStore),
    /// On this device.
    #[cfg(target_arch = "wasm32")]
    Browser(BrowserStore),
}

/// Why a store did not do what it was asked. A write that failed has left nothing behind; only after
/// [`StoreError::TimedOut`] and [`StoreError::ConnectionLost`] that is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The page has no right to store, as in a sandboxed frame, or the browser has no storage.
    #[error("the browser denies storage to this page: {0}")]
    Denied(Cause),
    /// Another tab holds the database open in an older version and does not let go.
    #[error("another tab holds the database open in an older version")]
    Blocked,
    /// The database belongs to a newer version of the app; reading goes on, writing would damage it.
    #[error("the database has version {found}, this app knows {known}: it is only read")]
    ReadOnly { found: u32, known: u32 },
    /// The quota or the disk is exhausted.
    #[error("there is no space left for this page: {0}")]
    Full(Cause),
    /// The records are sealed, and their key is not here.
    #[error("the data is locked: its passphrase has not been entered")]
    Locked,
    /// The browser gave no answer in time.
    #[error("the browser did not answer in time")]
    TimedOut,
    /// The connection was lost and reopening it did not help.
    #[error("the connection to the database was lost: {0}")]
    ConnectionLost(Cause),
    /// Anything else the browser said no to.
    #[error("the browser refused: {0}")]
    Refused(Cause),
}

/// Why a write over what was seen was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Another tab has changed records that it was made for: they are now so.
    #[error("another tab has changed {} of the records", .0.len())]
    Changed(Vec<Seen>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the browser said, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The exception's name, such as `QuotaExceededError`.
    pub name: String,
    /// The exception's message; differs by browser, may be empty.
    pub message: String,
}

impl Change {
    /// Of the record.
    #[must_use]
    pub const fn key(&self) -> &RecordKey {
        match self {
            Self::Put { key, .. } | Self::Delete { key } => key,
        }
    }

    /// What there is once it is made; `None`: nothing.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Put { bytes, .. } => Some(bytes),
            Self::Delete { .. } => None,
        }
    }
}

impl Write {
    /// What another has changed meanwhile. `found` gives what each record is now.
    fn changed(&self, found: impl Fn(usize, &RecordKey) -> Option<Vec<u8>>) -> Vec<Seen> {
        let mut changed = Vec::new();
        for (index, seen) in self.seen.iter().enumerate() {
            let bytes = found(index, &seen.key);
            let mut wanted = self.changes.iter().rev();
            let wanted = wanted.find(|change| *change.key() == seen.key);
            let is_done = wanted.is_some_and(|change| change.bytes() == bytes.as_deref());
            if bytes != seen.bytes && !is_done {
                changed.push(Seen {
                    key: seen.key.clone(),
                    bytes,
                });
            }
        }
        changed
    }
}

impl From<Vec<Change>> for Write {
    /// Whatever is there.
    fn from(changes: Vec<Change>) -> Self {
        Self {
            changes,
            seen: Vec::new(),
        }
    }
}

impl Store {
    /// Every record, in the order of the keys.
    ///
    /// # Errors
    /// [`StoreError::Denied`], for one, in a frame with `sandbox="allow-scripts"`.
    pub async fn read_all(&self) -> Result<Vec<Stored>, StoreError> {
        match self {
            Self::Memory(store) => Ok(store.read_all()),
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(store) => store.read_all().await,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.read_all().await,
        }
    }

    /// The first [`PAGE`] records of a span, or of what follows a key in it, in the order of the keys. Where there are fewer,
    /// there are no more.
    ///
    /// # Errors
    /// As [`Store::read_all`].
    pub async fn read_page(&self, span: Span, after: Option<&RecordKey>) -> Result<Vec<Stored>, StoreError> {
        match self {
            Self::Memory(store) => Ok(store.read_page(span, after)),
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(store) => store.read_page(span, after).await,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.read_page(span, after).await,
        }
    }

    /// One record's bytes; `None` where there is none.
    ///
    /// # Errors
    /// As [`Store::read_all`].
    pub async fn read(&self, key: &RecordKey) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Memory(store) => Ok(store.read(key)),
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(store) => store.read(key).await,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.read(key).await,
        }
    }

    /// Makes all changes or none, in their order, whatever is there; none where a lock is set. For records that nobody else
    /// writes. `Ok` comes only after the transaction has completed on the disk.
    ///
    /// # Errors
    /// [`StoreError::Full`], for one, where the quota is exhausted: then the old records are whole.
    pub async fn put(&self, changes: &[Change]) -> Result<(), StoreError> {
        match self {
            Self::Memory(store) => {
                store.put(changes);
                Ok(())
            }
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(store) => store.put(changes).await,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.put(changes).await,
        }
    }

    /// Makes all changes or none, in their order. `Ok` comes only after the transaction has completed on the disk.
    /// Writes take effect in the order of their calls. A write that comes twice, because nobody could tell whether the
    /// first had arrived, does no harm.
    ///
    /// # Errors
    /// [`WriteError::Changed`] where another tab was faster: then nothing was written.
    pub async fn write(&self, write: &Write) -> Result<(), WriteError> {
        match self {
            Self::Memory(store) => store.write(write),
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(store) => store.write(write).await,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.write(write).await,
        }
    }

    /// An object of the browser's, as it was kept; `None` where there is none, or it cannot be had.
    #[cfg(target_arch = "wasm32")]
    pub async fn read_object(&self, key: &RecordKey) -> Option<wasm_bindgen::JsValue> {
        match self {
            Self::Browser(store) => store.read_object(key).await.ok().flatten(),
            Self::Memory(_) => None,
            #[cfg(feature = "faults")]
            Self::Faulty(_) => None,
        }
    }

    /// Keeps an object of the browser's, such as the handle of a file. A store in memory keeps none.
    ///
    /// # Errors
    /// As [`Store::put`].
    #[cfg(target_arch = "wasm32")]
    pub async fn put_object(
        &self,
        key: &RecordKey,
        object: &wasm_bindgen::JsValue,
    ) -> Result<(), StoreError> {
        match self {
            Self::Browser(store) => store.put_object(key, object).await,
            Self::Memory(_) => Ok(()),
            #[cfg(feature = "faults")]
            Self::Faulty(_) => Ok(()),
        }
    }

    /// Deletes every record, and the database with them. The next write makes a new one.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] where a tab with an older version does not let go.
    pub async fn erase(&self) -> Result<(), StoreError> {
        match self {
            Self::Memory(store) => {
                store.erase();
                Ok(())
            }
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(store) => store.erase().await,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.erase().await,
        }
    }

    /// Makes all changes or none, in their order, whatever is there, and does not wait: for a page that goes, and records that
    /// nobody else writes. What became of it is not known; where there is no connection just now, or a lock is set, nothing.
    pub fn leave(&self, changes: &[Change]) {
        match self {
            Self::Memory(_) => {}
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(store) => store.leave(changes),
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.leave(changes),
        }
    }

    /// Whether the records outlive the page.
    #[must_use]
    pub const fn is_lasting(&self) -> bool {
        match self {
            Self::Memory(_) => false,
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(_) => true,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(_) => true,
        }
    }

    /// The database's version where it is newer than this app knows, so that it is only read.
    #[must_use]
    pub fn newer_version(&self) -> Option<u32> {
        match self {
            Self::Memory(_) => None,
            #[cfg(any(not(target_arch = "wasm32"), feature = "faults"))]
            Self::Faulty(_) => None,
            #[cfg(target_arch = "wasm32")]
            Self::Browser(store) => store.newer_version(),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        if !self.message.is_empty() {
            formatter.write_str(": ")?;
            formatter.write_str(&self.message)?;
        }
        Ok(())
    }
}
