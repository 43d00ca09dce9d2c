//! From passphrases to keys. No key is ever readable by a script, but for a new one of the data while it is wrapped.

use crate::platform::crypto::{Key, random_bytes};
use crate::platform::identity;
use crate::storage::lock::{LockRecord, Phase, ROUNDS};
use crate::ui::action::Passphrase;
use crate::ui::screens::lock::LockTrouble;

/// A new lock, and the key of the data.
///
/// # Errors
/// [`LockTrouble::NoCrypto`] on a page without WebCrypto.
pub async fn lock(new: &Passphrase, minutes: u32) -> Result<(LockRecord, Key), LockTrouble> {
    let (rounds, salt) = (*ROUNDS.start(), random_bytes()?);
    let by = Key::from_passphrase(&new.0, &salt, rounds).await?;
    let (key, wrapped) = by.random_wrapped().await?;
    let record = LockRecord {
        id: identity::new_uuid(),
        rounds,
        salt,
        wrapped,
        minutes,
        phase: Phase::Set,
    };
    Ok((record, key))
}

/// The key of the data.
///
/// # Errors
/// [`LockTrouble::WrongPassphrase`].
pub async fn key(record: &LockRecord, entered: &Passphrase) -> Result<Key, LockTrouble> {
    Ok(by(record, entered).await?.open_wrapped(&record.wrapped).await?)
}

/// The lock with another passphrase: the key of the data stays.
///
/// # Errors
/// [`LockTrouble::WrongPassphrase`] where `old` is not the present one.
pub async fn changed(
    record: &LockRecord,
    old: &Passphrase,
    new: &Passphrase,
) -> Result<LockRecord, LockTrouble> {
    let before = by(record, old).await?;
    let (rounds, salt) = (*ROUNDS.start(), random_bytes()?);
    let after = Key::from_passphrase(&new.0, &salt, rounds).await?;
    let wrapped = before.rewrap(&record.wrapped, &after).await?;
    Ok(LockRecord {
        rounds,
        salt,
        wrapped,
        ..record.clone()
    })
}

async fn by(record: &LockRecord, entered: &Passphrase) -> Result<Key, LockTrouble> {
    Ok(Key::from_passphrase(&entered.0, &record.salt, record.rounds).await?)
}
