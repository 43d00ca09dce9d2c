//! Backups: everything that is kept, made into a file, opened again, and brought back.

use uuid::Uuid;

use crate::domain::exchange::backup::{
    Backup, BackupRecord, Encryption, Header, Preview, SealedError, additional_data, open as unsealed,
    preview, read_backup, seal, write_backup,
};
use crate::domain::ordered::Ordered;
use crate::domain::pack::Hash;
use crate::domain::problem::Problem;
use crate::domain::replica::{DeviceId, Replica};
use crate::domain::slices::{finish, pause};
use crate::platform::compression::{self, CompressionError};
use crate::platform::crypto::{self, CryptoError, Key};
use crate::storage::ledger::Ledger;
use crate::storage::{RecordKey, RecordKind, envelope};

use super::keeping;
use super::ledger;
use super::slices::in_turns;
use super::state::{State, now};

/// Rounds of key derivation for new files.
/// Source: OWASP, Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-256.
pub const ROUNDS: u32 = 600_000;

/// Why a backup was not made or not opened. Nothing was changed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BackupFailure {
    /// It is encrypted and no passphrase was given.
    #[error("a passphrase is needed")]
    Locked,
    /// The file is whole and the passphrase is another one.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    #[error(transparent)]
    File(#[from] SealedError),
    #[error(transparent)]
    Encryption(CryptoError),
    #[error(transparent)]
    Compression(#[from] CompressionError),
    /// It has another length than its header says, or is no text.
    #[error("its content is not what its beginning says")]
    Inconsistent,
    /// The widget has ended, or everything was deleted, while it was made.
    #[error("what was to be kept is gone")]
    Ended,
    /// What is in it is wrong, each mistake with its place.
    #[error("its content is wrong")]
    Content(Vec<Problem>),
}

/// How what is in a file is brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restoring {
    /// By the one rule for all that comes from elsewhere.
    Merge,
    /// Everything becomes as it is in the file, as a change of now.
    Replace,
}

/// How a file is protected.
#[derive(Clone, Copy)]
pub enum Protection<'k> {
    /// Whoever has it can read it.
    None,
    Passphrase(&'k str),
    /// By a key that was made by [`sealing`].
    Key(&'k Key, &'k Encryption),
}

impl<'k> Protection<'k> {
    /// By a passphrase, where there is one.
    pub fn of(passphrase: Option<&'k str>) -> Self {
        passphrase.map_or(Self::None, Self::Passphrase)
    }
}

/// Records as they were, by key, so that what restoring did can be taken back.
pub type Before = Ordered<String, Replica>;

/// Everything that is kept, as a file: compressed where the browser can.
///
/// # Errors
/// [`CryptoError::Missing`], for one, with a passphrase on a page served by plain http.
pub async fn make(state: State, protection: Protection<'_>) -> Result<Vec<u8>, BackupFailure> {
    let device = device(state).ok_or(BackupFailure::Ended)?;
    let file = made(state, protection).await?;
    if self::device(state) == Some(device) {
        Ok(file)
    } else {
        Err(BackupFailure::Ended)
    }
}

async fn made(state: State, protection: Protection<'_>) -> Result<Vec<u8>, BackupFailure> {
    let content = in_turns(content(state)).await.ok_or(BackupFailure::Ended)?;
    let is_compressed = compression::is_there();
    let body = if is_compressed {
        compression::compress(content.as_bytes()).await?
    } else {
        content.as_bytes().to_vec()
    };
    let mut header = Header {
        is_compressed,
        encryption: None,
        content_length: content.len() as u64,
    };
    let (key, found) = match protection {
        Protection::None => return Ok(seal(&header, &body)?),
        Protection::Passphrase(passphrase) => sealing(passphrase).await?,
        Protection::Key(key, encryption) => (key.clone(), encryption.clone()),
    };
    // Never twice with a key.
    let vector = crypto::random_bytes().map_err(encryption)?;
    header.encryption = Some(Encryption {
        initialisation_vector: vector,
        ..found
    });
    let sealed = key.seal(&vector, &additional_data(&header), &body).await;
    Ok(seal(&header, &sealed.map_err(encryption)?)?)
}

/// A key for new files, and how it was made. The initialisation vector is chosen for each file.
///
/// # Errors
/// [`CryptoError::Missing`] on a page served by plain http.
pub async fn sealing(passphrase: &str) -> Result<(Key, Encryption), BackupFailure> {
    let found = Encryption {
        rounds: ROUNDS,
        salt: crypto::random_bytes().map_err(encryption)?,
        initialisation_vector: [0; crypto::IV_BYTES],
    };
    Ok((key(passphrase, &found).await?, found))
}

/// What is in a file.
///
/// # Errors
/// [`BackupFailure::Locked`] where it needs a passphrase and none is given.
pub async fn open(file: &[u8], passphrase: Option<&str>) -> Result<Backup, BackupFailure> {
    let sealed = unsealed(file)?;
    let header = &sealed.header;
    let body = match (&header.encryption, passphrase) {
        (None, _) => sealed.body.to_vec(),
        (Some(_), None) => return Err(BackupFailure::Locked),
        (Some(found), Some(passphrase)) => {
            let (key, vector) = (key(passphrase, found).await?, &found.initialisation_vector);
            let opened = key.open(vector, &additional_data(header), sealed.body).await;
            opened.map_err(encryption)?
        }
    };
    let length = usize::try_from(header.content_length).map_err(|_| BackupFailure::Inconsistent)?;
    let content = if header.is_compressed {
        compression::decompress(&body, length).await?
    } else {
        body
    };
    if content.len() != length {
        return Err(BackupFailure::Inconsistent);
    }
    let text = String::from_utf8(content).map_err(|_| BackupFailure::Inconsistent)?;
    in_turns(read_backup(&text)).await.map_err(BackupFailure::Content)
}

/// What restoring would do to each record that is here or in the file, by key, in slices.
pub async fn previewed(here: &Before, backup: &Backup) -> Vec<Preview> {
    let mut all = preview(here, backup).await;
    all.retain(|one| is_restored(&RecordKey::from_stored(one.key.clone())));
    all
}

/// How many records of a file are of kinds that only a newer version knows.
pub fn left_out(backup: &Backup) -> usize {
    let records = backup.records.iter();
    records.filter(|record| key_of(record).is_none()).count()
}

/// Brings back what is in a file. Gives what was here before.
pub fn restore(state: State, backup: &Backup, how: Restoring) -> Before {
    // At once: what is edited later is not what was here before.
    let before = finish(here(state)).unwrap_or_default();
    let records = backup.records.iter();
    let known: Vec<(RecordKey, &Replica)> = records
        .filter_map(|record| Some((key_of(record)?, &record.replica)))
        .collect();
    // The packs first, so that what answers them is shown with its questions.
    let hashes: Vec<Hash> = backup.packs.iter().map(|pack| pack.hash.clone()).collect();
    for pack in &backup.packs {
        state.shelf.add(pack.clone());
    }
    match how {
        Restoring::Merge => ledger::change(state, |ledger| {
            let all = known.into_iter();
            all.filter_map(|(key, replica)| {
                let reading = ledger.merge(&key, replica)?;
                Some((key, reading))
            })
            .collect()
        }),
        Restoring::Replace => {
            let wanted: Vec<_> = known
                .into_iter()
                .map(|(key, replica)| (key.as_str().to_owned(), replica.clone()))
                .collect();
            become_as(state, &Ordered::sorted(wanted));
        }
    }
    keeping::keep(state, hashes);
    before
}

/// Makes every record what it was, as a change of now. What was not there goes to the bin.
pub fn become_as(state: State, wanted: &Before) {
    ledger::change(state, |ledger| {
        let mut keys = keys(ledger);
        keys.extend(wanted.keys().cloned().map(RecordKey::from_stored));
        keys.sort();
        keys.dedup();
        let now = ledger::moment();
        let all = keys.into_iter();
        all.map(|key| {
            let reading = ledger.replace(&key, wanted.get(&key.as_str().to_owned()), now);
            (key, reading)
        })
        .collect()
    });
}

/// What a backup holds, in slices; `None` as of [`here`].
async fn content(state: State) -> Option<String> {
    let created_at = now();
    let device = device(state)?;
    let record = |(key, replica)| BackupRecord {
        key,
        replica,
        extra: Vec::new(),
    };
    let records = here(state).await?.into_iter().map(record).collect();
    let packs = state.shelf.wholes();
    let kept = packs.iter().filter(|pack| state.shelf.keeps(&pack.hash));
    let backup = Backup {
        created_at,
        app: envelope::APP_VERSION.to_owned(),
        device,
        records,
        packs: kept.map(|pack| (**pack).clone()).collect(),
        extra: Vec::new(),
    };
    Some(write_backup(&backup).await)
}

/// Every record that a backup would hold, in slices; `None` where the widget ends, or everything is deleted meanwhile: a
/// part of it would pose as all there is.
pub async fn here(state: State) -> Option<Before> {
    let device = device(state)?;
    let keys = keys(&ledger::held(state)?.borrow());
    let mut records = Vec::with_capacity(keys.len());
    for key in keys {
        let replica = ledger::held(state)?.borrow().readable(&key);
        records.extend(replica.map(|replica| (key.as_str().to_owned(), replica)));
        pause().await;
    }
    (self::device(state)? == device).then(|| Ordered::sorted(records))
}

/// Whose ledger it is. One from which everything was deleted is another's.
fn device(state: State) -> Option<DeviceId> {
    Some(ledger::held(state)?.borrow().device())
}

/// What goes into a backup, in order: not the settings, which belong to this browser.
fn keys(ledger: &Ledger) -> Vec<RecordKey> {
    let mut keys = ledger.keys();
    keys.retain(is_restored);
    keys
}

/// The key of a record of a file; `None` for one that is left out.
fn key_of(record: &BackupRecord) -> Option<RecordKey> {
    let key = RecordKey::from_stored(record.key.clone());
    is_restored(&key).then_some(key)
}

fn is_restored(key: &RecordKey) -> bool {
    match key.kind() {
        Some(RecordKind::Assessment | RecordKind::Company) => Uuid::try_parse(key.id()).is_ok(),
        Some(RecordKind::Benchmark) => Hash::from_hex(key.id()).is_some(),
        _ => false,
    }
}

async fn key(passphrase: &str, found: &Encryption) -> Result<Key, BackupFailure> {
    let key = Key::from_passphrase(passphrase, &found.salt, found.rounds).await;
    key.map_err(encryption)
}

/// The file is whole by its hash, so that it is the passphrase that is wrong.
fn encryption(error: CryptoError) -> BackupFailure {
    match error {
        CryptoError::Wrong => BackupFailure::WrongPassphrase,
        other => BackupFailure::Encryption(other),
    }
}
