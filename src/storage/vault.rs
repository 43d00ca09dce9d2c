//! Between whoever reads and writes records and the store: while a lock is set, records lie sealed in the store, and are
//! plain to everybody else. The one place that seals and opens.
//!
//! A write is made only while the lock is as it is known here: its record is among what the write has seen. So no tab
//! writes plain records beside a lock that another tab has set, nor sealed ones where it was taken off.

use core::cell::RefCell;
use core::fmt;
use core::pin::Pin;
use std::rc::Rc;

use sha2::{Digest, Sha256};

use super::lock::{self, LockRecord, Phase};
use super::saving::Records;
use super::{Cause, Change, RecordKey, Seen, Store, StoreError, Stored, Write, WriteError, sealed};
use crate::domain::ordered::Ordered;

/// So often the lock may change while one write is made.
const MOST_TURNS: usize = 10;

/// What a cipher gives, once it is there.
pub type Working<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, CipherError>> + 'a>>;

/// Seals and opens bytes by a key that nobody sees.
pub trait Cipher: fmt::Debug {
    /// What is sealed is another each time. `context` is needed again to open it.
    fn seal<'a>(&'a self, context: &'a [u8], plain: &'a [u8]) -> Working<'a>;
    /// # Errors
    /// [`CipherError::Wrong`] where it was not sealed by this key with this context.
    fn open<'a>(&'a self, context: &'a [u8], sealed: &'a [u8]) -> Working<'a>;
}

/// Why nothing was sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// Another key, another context, or altered; which, cannot be told.
    #[error("sealed by another key, or altered")]
    Wrong,
    /// The browser refused.
    #[error("{0}")]
    Failed(Cause),
}

impl From<CipherError> for StoreError {
    fn from(error: CipherError) -> Self {
        match error {
            CipherError::Failed(cause) => Self::Refused(cause),
            CipherError::Wrong => Self::Refused(Cause {
                name: String::from("OperationError"),
                message: error.to_string(),
            }),
        }
    }
}

/// How the lock stands, as far as this tab knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// None is set.
    Off,
    /// One is set, and its key is not here.
    Shut,
    /// One is set, and its key is here.
    Open(LockRecord),
}

/// What a tab knows of the lock and of the records that it seals.
#[derive(Debug, Default)]
pub struct Vault {
    lock: RefCell<Lock>,
    known: RefCell<Ordered<RecordKey, Known>>,
}

#[derive(Debug, Clone, Default)]
pub(super) enum Lock {
    #[default]
    Off,
    Shut,
    Open(Opened),
}

/// A lock whose key is here.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    /// The lock's record as the store has it.
    pub bytes: Rc<[u8]>,
    pub record: LockRecord,
    pub cipher: Rc<dyn Cipher>,
}

/// The sealed bytes of a record, and of which plain ones they are.
#[derive(Debug, Clone)]
pub(super) struct Known {
    plain: [u8; 32],
    sealed: Vec<u8>,
}

/// A store behind its vault: what is read and written here is plain.
#[derive(Debug, Clone, Copy)]
pub struct Behind<'v> {
    vault: &'v Vault,
    store: &'v Store,
}

impl Opened {
    /// The lock's record, as a write has to find it.
    pub fn seen(&self) -> Seen {
        Seen {
            key: RecordKey::lock(),
            bytes: Some(self.bytes.to_vec()),
        }
    }

    /// A record as it is to lie in the store while the lock is set.
    pub async fn seal(&self, key: &RecordKey, plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        let closed = self.cipher.seal(&sealed::context(key), plain).await?;
        Ok(sealed::wrap(&closed))
    }
}

impl Known {
    pub fn new(plain: &[u8], sealed: Vec<u8>) -> Self {
        Self {
            plain: Sha256::digest(plain).into(),
            sealed,
        }
    }
}

impl Vault {
    /// As long as nobody has looked: no lock.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How the lock stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match &*self.lock.borrow() {
            Lock::Off => Standing::Off,
            Lock::Shut => Standing::Shut,
            Lock::Open(opened) => Standing::Open(opened.record.clone()),
        }
    }

    /// Notes the lock's record as the store has it; `None`: there is none. A key that is here stays, as long as it is that
    /// of the lock.
    pub fn found(&self, bytes: Option<&[u8]>) {
        let next = match (bytes, &*self.lock.borrow()) {
            (None, _) => Lock::Off,
            (Some(bytes), Lock::Open(opened)) => match LockRecord::read(bytes) {
                Ok(record) if record.id == opened.record.id => Lock::Open(Opened {
                    bytes: bytes.into(),
                    record,
                    cipher: Rc::clone(&opened.cipher),
                }),
                _ => Lock::Shut,
            },
            (Some(_), _) => Lock::Shut,
        };
        if matches!(next, Lock::Off) {
            *self.known.borrow_mut() = Ordered::new();
        }
        *self.lock.borrow_mut() = next;
    }

    /// Opens the lock by the key of the data. `bytes` are its record as the store has it.
    pub fn unlock(&self, bytes: &[u8], record: LockRecord, cipher: Rc<dyn Cipher>) {
        *self.lock.borrow_mut() = Lock::Open(Opened {
            bytes: bytes.into(),
            record,
            cipher,
        });
    }

    /// Forgets the key.
    pub fn shut(&self) {
        *self.lock.borrow_mut() = Lock::Shut;
    }

    /// What seals and opens by the key of the data, where it is here.
    #[must_use]
    pub fn cipher(&self) -> Option<Rc<dyn Cipher>> {
        match &*self.lock.borrow() {
            Lock::Open(opened) => Some(Rc::clone(&opened.cipher)),
            Lock::Off | Lock::Shut => None,
        }
    }

    /// A store, as it is from here.
    #[must_use]
    pub const fn over<'v>(&'v self, store: &'v Store) -> Behind<'v> {
        Behind { vault: self, store }
    }

    /// Records as they were written; those of the lock are left out. What the key does not open is left as it is, to be set
    /// aside.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where there are sealed records and no key.
    pub async fn open_all(&self, found: Vec<Stored>) -> Result<Vec<Stored>, StoreError> {
        let mut opened = Vec::with_capacity(found.len());
        for Stored { key, bytes } in found {
            if !lock::is_of_lock(&key) {
                let bytes = self.open(&key, bytes).await?;
                opened.push(Stored { key, bytes });
            }
        }
        Ok(opened)
    }

    async fn open(&self, key: &RecordKey, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let lock = self.lock();
        if !sealed::is_sealed(&bytes) {
            self.forget(key);
            return Ok(bytes);
        }
        let opened = match lock {
            Lock::Off => return Ok(bytes),
            Lock::Shut => return Err(StoreError::Locked),
            Lock::Open(opened) => opened,
        };
        let Ok(closed) = sealed::unwrap(&bytes) else {
            return Ok(bytes);
        };
        match opened.cipher.open(&sealed::context(key), closed).await {
            Ok(plain) => {
                self.know(key.clone(), Known::new(&plain, bytes));
                Ok(plain)
            }
            Err(CipherError::Wrong) => Ok(bytes),
            Err(CipherError::Failed(cause)) => Err(StoreError::Refused(cause)),
        }
    }

    pub(super) fn lock(&self) -> Lock {
        self.lock.borrow().clone()
    }

    pub(super) fn know(&self, key: RecordKey, known: Known) {
        self.known.borrow_mut().insert(key, known);
    }

    pub(super) fn forget(&self, key: &RecordKey) {
        self.known.borrow_mut().remove(key);
    }

    /// What the store has of a record that was seen here as `plain`.
    fn as_stored(&self, key: &RecordKey, plain: Vec<u8>) -> Vec<u8> {
        let known = self.known.borrow();
        match known.get(key) {
            Some(known) if known.plain == *Sha256::digest(&plain) => known.sealed.clone(),
            _ => plain,
        }
    }

    /// The write as it is to be made in the store, and what is known of its records once it is made.
    async fn for_store(
        &self,
        lock: &Lock,
        write: &Write,
    ) -> Result<(Write, Vec<Option<Known>>), CipherError> {
        let mut outcome = Write::default();
        let mut known = Vec::with_capacity(write.changes.len());
        for change in &write.changes {
            let (change, sealed) = match (change, lock) {
                (Change::Put { key, bytes: plain }, Lock::Open(opened))
                    if opened.record.phase == Phase::Set =>
                {
                    let bytes = opened.seal(key, plain).await?;
                    let sealed = Known::new(plain, bytes.clone());
                    let key = key.clone();
                    (Change::Put { key, bytes }, Some(sealed))
                }
                (change, _) => (change.clone(), None),
            };
            outcome.changes.push(change);
            known.push(sealed);
        }
        outcome.seen.extend(write.seen.iter().map(|seen| Seen {
            key: seen.key.clone(),
            bytes: seen.bytes.clone().map(|plain| self.as_stored(&seen.key, plain)),
        }));
        outcome.seen.push(match lock {
            Lock::Open(opened) => opened.seen(),
            Lock::Off | Lock::Shut => Seen {
                key: RecordKey::lock(),
                bytes: None,
            },
        });
        Ok((outcome, known))
    }

    fn note_written(&self, write: Write, known: Vec<Option<Known>>) {
        for (change, known) in write.changes.into_iter().zip(known) {
            match known {
                Some(known) => self.know(change.key().clone(), known),
                None => self.forget(change.key()),
            }
        }
    }

    /// What another tab has changed, but for the lock, which is noted.
    pub(super) fn note_changed(&self, found: Vec<Seen>) -> Result<Vec<Seen>, StoreError> {
        let (of_lock, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|seen| seen.key == RecordKey::lock());
        for seen in of_lock {
            self.found(seen.bytes.as_deref());
        }
        match self.standing() {
            Standing::Shut => Err(StoreError::Locked),
            _ => Ok(others),
        }
    }
}

impl Behind<'_> {
    /// Every record but those of the lock, in the order of the keys; the lock is noted.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where a lock is set and its key is not here.
    pub async fn read_all(&self) -> Result<Vec<Stored>, StoreError> {
        let found = self.store.read_all().await?;
        self.vault.found(lock::among(&found));
        self.vault.open_all(found).await
    }

    /// Those records of these keys that are there; the lock is noted.
    ///
    /// # Errors
    /// As [`Behind::read_all`].
    pub async fn read(&self, keys: &[RecordKey]) -> Result<Vec<Stored>, StoreError> {
        let lock = self.store.read(&RecordKey::lock()).await?;
        self.vault.found(lock.as_deref());
        let mut found = Vec::new();
        for key in keys {
            if let Some(bytes) = self.store.read(key).await? {
                found.push(Stored {
                    key: key.clone(),
                    bytes,
                });
            }
        }
        self.vault.open_all(found).await
    }
}

impl Records for Behind<'_> {
    /// Seals what is to be sealed, and makes all changes or none; none where the lock is another than is known here.
    ///
    /// # Errors
    /// [`StoreError::Locked`], for one, where another tab has set a lock: nothing was written.
    async fn write(&self, write: &Write) -> Result<(), WriteError> {
        for _ in 0..MOST_TURNS {
            let lock = self.vault.lock();
            if let Lock::Shut = lock {
                return Err(StoreError::Locked.into());
            }
            let made = self.vault.for_store(&lock, write).await;
            let (made, known) = made.map_err(StoreError::from)?;
            match self.store.write(&made).await {
                Ok(()) => {
                    self.vault.note_written(made, known);
                    return Ok(());
                }
                Err(WriteError::Changed(found)) => {
                    let changed = self.vault.note_changed(found)?;
                    // Where it was the lock alone, the write is made anew.
                    if !changed.is_empty() {
                        return Err(WriteError::Changed(self.vault.open_seen(changed).await?));
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::TimedOut.into())
    }
}

impl Vault {
    async fn open_seen(&self, found: Vec<Seen>) -> Result<Vec<Seen>, StoreError> {
        let mut opened = Vec::with_capacity(found.len());
        for Seen { key, bytes } in found {
            let bytes = if let Some(bytes) = bytes {
                Some(self.open(&key, bytes).await?)
            } else {
                self.forget(&key);
                None
            };
            opened.push(Seen { key, bytes });
        }
        Ok(opened)
    }
}
