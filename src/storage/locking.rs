//! Setting a lock, changing it and taking it off.
//!
//! Each step is one transaction, and after each the store is sound: a lock's record is there before the first sealed
//! record, and until the last one is plain again; beside it a record may be either. So a tab may end at any time. What is
//! not done then is done by [`go_on`] when the lock is opened the next time.

use std::rc::Rc;

use super::lock::{self, LockRecord, Phase};
use super::vault::{Cipher, CipherError, Known, Lock, Opened, Vault};
use super::{Change, RecordKey, RecordKind, Seen, Store, StoreError, Stored, Write, WriteError, sealed};

/// So often other tabs may be faster before it is given up for now.
const MOST_TURNS: usize = 50;
/// So many records, or so many bytes, are written at once.
const MOST_RECORDS: usize = 200;
const MOST_BYTES: usize = 4 << 20;

/// Sets a lock that `cipher` has the key of. With it the first records are sealed, all of them where they are few; for the
/// rest call [`go_on`].
///
/// # Errors
/// [`StoreError::Locked`] where another tab has set one meanwhile. Whatever it is, no lock was set, unless the store did
/// not say what became of the write: then this tab learns of the lock by its next one.
pub async fn set(
    store: &Store,
    vault: &Vault,
    record: LockRecord,
    cipher: Rc<dyn Cipher>,
) -> Result<(), StoreError> {
    let bytes: Rc<[u8]> = record.to_bytes().into();
    let opened = Opened {
        bytes,
        record,
        cipher,
    };
    for _ in 0..MOST_TURNS {
        let found = store.read_all().await?;
        if let Some(found) = lock::among(&found) {
            vault.found(Some(found));
            return Err(StoreError::Locked);
        }
        let first = some(found.into_iter().filter(is_to_be_sealed).collect());
        let mut turned = Turned::sealed(&opened, first.0).await?;
        turned.write.changes.extend(puts(&opened.bytes));
        turned.write.seen.push(Seen {
            key: RecordKey::lock(),
            bytes: None,
        });
        match store.write(&turned.write).await {
            Ok(()) => {
                vault.unlock(&opened.bytes, opened.record, opened.cipher);
                turned.note(vault);
                return Ok(());
            }
            Err(WriteError::Changed(_)) => {}
            Err(WriteError::Store(error)) => return Err(error),
        }
    }
    Err(StoreError::TimedOut)
}

/// Does what is left to do: seals the records that are still plain, or takes the lock off where that was begun.
///
/// # Errors
/// [`StoreError::Full`], for one; what was done stays done.
pub async fn go_on(store: &Store, vault: &Vault) -> Result<(), StoreError> {
    for _ in 0..MOST_TURNS {
        let opened = match vault.lock() {
            Lock::Off => return Ok(()),
            Lock::Shut => return Err(StoreError::Locked),
            Lock::Open(opened) => opened,
        };
        let found = store.read_all().await?;
        let is_done = match opened.record.phase {
            Phase::Set => seal_all(store, vault, &opened, found).await,
            Phase::Lifting => open_all(store, vault, &opened, found).await,
        };
        match is_done {
            Ok(()) => return Ok(()),
            Err(WriteError::Changed(found)) => drop(vault.note_changed(found)?),
            Err(WriteError::Store(error)) => return Err(error),
        }
    }
    Err(StoreError::TimedOut)
}

/// Changes the lock's record, such as for another passphrase.
///
/// # Errors
/// [`StoreError::Locked`] where the key is not here, or no longer that of the lock.
pub async fn amend(store: &Store, vault: &Vault, change: impl Fn(&mut LockRecord)) -> Result<(), StoreError> {
    for _ in 0..MOST_TURNS {
        let Lock::Open(opened) = vault.lock() else {
            return Err(StoreError::Locked);
        };
        let mut record = opened.record.clone();
        change(&mut record);
        let bytes = record.to_bytes();
        let write = Write {
            changes: puts(&bytes),
            seen: vec![opened.seen()],
        };
        match store.write(&write).await {
            Ok(()) => {
                vault.found(Some(&bytes));
                return Ok(());
            }
            Err(WriteError::Changed(found)) => drop(vault.note_changed(found)?),
            Err(WriteError::Store(error)) => return Err(error),
        }
    }
    Err(StoreError::TimedOut)
}

/// Takes the lock off: from now on everything is written plain, then what is there is made plain, and the lock goes last.
///
/// # Errors
/// As [`go_on`]: what is not done is done when the lock is opened the next time.
pub async fn lift(store: &Store, vault: &Vault) -> Result<(), StoreError> {
    amend(store, vault, |record| record.phase = Phase::Lifting).await?;
    go_on(store, vault).await
}

/// Puts a lock's record that only its copy had in its place again.
///
/// # Errors
/// [`WriteError::Changed`] where another tab was faster.
pub async fn mend(store: &Store, bytes: &[u8], found: &[Stored]) -> Result<(), WriteError> {
    let mut found = found.iter();
    let lock = found.find(|stored| stored.key == RecordKey::lock());
    if lock.is_some_and(|lock| lock.bytes == bytes) {
        return Ok(());
    }
    let seen = Seen {
        key: RecordKey::lock(),
        bytes: lock.map(|lock| lock.bytes.clone()),
    };
    let write = Write {
        changes: puts(bytes),
        seen: vec![seen],
    };
    store.write(&write).await
}

async fn seal_all(
    store: &Store,
    vault: &Vault,
    opened: &Opened,
    found: Vec<Stored>,
) -> Result<(), WriteError> {
    let mut left: Vec<Stored> = found.into_iter().filter(is_to_be_sealed).collect();
    while !left.is_empty() {
        let (next, rest) = some(left);
        let turned = Turned::sealed(opened, next).await.map_err(StoreError::from)?;
        turned.write(store, vault, opened).await?;
        left = rest;
    }
    Ok(())
}

async fn open_all(
    store: &Store,
    vault: &Vault,
    opened: &Opened,
    found: Vec<Stored>,
) -> Result<(), WriteError> {
    let is_sealed = |stored: &Stored| sealed::is_sealed(&stored.bytes);
    let mut left: Vec<Stored> = found.into_iter().filter(is_sealed).collect();
    while !left.is_empty() {
        let (next, rest) = some(left);
        let turned = Turned::opened(opened, next).await.map_err(StoreError::from)?;
        turned.write(store, vault, opened).await?;
        left = rest;
    }
    let deletes = [RecordKey::lock(), lock::copy_key()];
    let write = Write {
        changes: deletes.map(|key| Change::Delete { key }).into(),
        seen: vec![opened.seen()],
    };
    store.write(&write).await?;
    vault.found(None);
    Ok(())
}

/// Records on their way from plain to sealed or back.
#[derive(Default)]
struct Turned {
    write: Write,
    /// What is known of each once it is written.
    known: Vec<(RecordKey, Option<Known>)>,
}

impl Turned {
    async fn sealed(opened: &Opened, plain: Vec<Stored>) -> Result<Self, CipherError> {
        let mut turned = Self::default();
        for stored in plain {
            if stored.bytes.is_empty() {
                turned.remove(stored);
                continue;
            }
            let bytes = opened.seal(&stored.key, &stored.bytes).await?;
            let known = Known::new(&stored.bytes, bytes.clone());
            turned.add(stored, bytes, Some(known));
        }
        Ok(turned)
    }

    /// What the key does not open, or is damaged, stays as it is.
    async fn opened(opened: &Opened, closed: Vec<Stored>) -> Result<Self, CipherError> {
        let mut turned = Self::default();
        for stored in closed {
            let Ok(inner) = sealed::unwrap(&stored.bytes) else {
                continue;
            };
            match opened.cipher.open(&sealed::context(&stored.key), inner).await {
                Ok(plain) => turned.add(stored, plain, None),
                Err(CipherError::Wrong) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(turned)
    }

    fn remove(&mut self, stored: Stored) {
        let key = stored.key;
        self.known.push((key.clone(), None));
        self.write.changes.push(Change::Delete { key: key.clone() });
        self.write.seen.push(Seen {
            key,
            bytes: Some(stored.bytes),
        });
    }

    fn add(&mut self, stored: Stored, bytes: Vec<u8>, known: Option<Known>) {
        let key = stored.key;
        self.known.push((key.clone(), known));
        self.write.changes.push(Change::Put {
            key: key.clone(),
            bytes,
        });
        self.write.seen.push(Seen {
            key,
            bytes: Some(stored.bytes),
        });
    }

    async fn write(mut self, store: &Store, vault: &Vault, opened: &Opened) -> Result<(), WriteError> {
        self.write.seen.push(opened.seen());
        store.write(&self.write).await?;
        self.note(vault);
        Ok(())
    }

    fn note(self, vault: &Vault) {
        for (key, known) in self.known {
            match known {
                Some(known) => vault.know(key, known),
                None => vault.forget(&key),
            }
        }
    }
}

/// What is damaged is sealed as it is, since it can be read. An object of the browser's, such as the handle of a file,
/// cannot be sealed: a setting goes, and anything else without bytes stays.
fn is_to_be_sealed(stored: &Stored) -> bool {
    let has_any = !stored.bytes.is_empty() || stored.key.kind() == Some(RecordKind::Setting);
    has_any && !sealed::is_sealed(&stored.bytes) && !lock::is_of_lock(&stored.key)
}

/// Those that are written at once, at least one, and the rest.
fn some(mut records: Vec<Stored>) -> (Vec<Stored>, Vec<Stored>) {
    let mut bytes = 0;
    let fits = |stored: &Stored| {
        bytes += stored.bytes.len();
        bytes <= MOST_BYTES
    };
    let count = records
        .iter()
        .take(MOST_RECORDS)
        .map(fits)
        .take_while(|fits| *fits)
        .count();
    let rest = records.split_off(count.max(1).min(records.len()));
    (records, rest)
}

/// The lock's record and its copy.
fn puts(bytes: &[u8]) -> Vec<Change> {
    [RecordKey::lock(), lock::copy_key()]
        .map(|key| Change::Put {
            key,
            bytes: bytes.to_vec(),
        })
        .into()
}
