//! A backup file that the user picked once and that is kept up to date by itself, where the browser can.
//!
//! The browser's handle of the file and the key made of the passphrase lie in the database, as the objects they are: the
//! key can be used there and read by nobody.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::domain::exchange::backup::Encryption;
use crate::domain::time::Moment;
use crate::platform::crypto::{self, Key};
use crate::platform::locks::{LockError, with_lock};
use crate::platform::savefile::{Permission, SaveFile, SaveFileError, pick_save_file};
use crate::platform::slots::Slots;
use crate::storage::{RecordKey, RecordKind, Store};

use super::backup::{self, BackupFailure, Protection};
use super::reminder;
use super::state::{State, now};

/// The setting's id in its record's key.
pub const SETTING: &str = "save-file";
const LOCK: &str = "channel-readiness-save-file";
const LOCK_MILLISECONDS: u32 = 30_000;
/// So long after the last save the file is written.
const PAUSE_MILLISECONDS: u32 = 2_000;

/// The file, and how it is protected.
pub struct Kept {
    file: SaveFile,
    sealing: Option<(Key, Encryption)>,
}

/// Where the file stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// None was picked.
    #[default]
    None,
    /// It is there; written last at that moment, in this tab.
    Kept { name: String, written: Option<Moment> },
    /// The browser wants to be asked again.
    NeedsPermission { name: String },
    /// It could not be written.
    Failed { name: String, cause: String },
}

/// Lets the user pick the file, and writes it for the first time. Nothing happens where none is picked.
///
/// # Errors
/// Why it was not written; then none is kept.
pub async fn pick(state: State, suggested_name: &str, passphrase: Option<&str>) -> Result<(), String> {
    let file = match pick_save_file(suggested_name).await {
        Ok(file) => file,
        Err(SaveFileError::Cancelled) => return Ok(()),
        Err(error) => return Err(error.to_string()),
    };
    let sealing = match passphrase {
        Some(passphrase) => Some(
            backup::sealing(passphrase)
                .await
                .map_err(|error| error.to_string())?,
        ),
        None => None,
    };
    let kept = Rc::new(Kept { file, sealing });
    let begun = now();
    write(state, &kept).await.map_err(|error| error.to_string())?;
    if let Some(store) = state.keeper.store()
        && let Err(error) = keep_object(&store, &kept).await
    {
        // It is then kept up to date until the page is left.
        leptos::logging::warn!("channel-readiness: the backup file is not remembered: {error}");
    }
    hold(state, kept, Some(now()));
    reminder::note_made(state, begun);
    Ok(())
}

/// No file is kept up to date any more; it stays where it is.
pub async fn stop(state: State) {
    let _ = state.later().save_file.try_set_value(None);
    let _ = state.later().save_file_standing.try_set(Standing::None);
    if let Some(store) = state.keeper.store() {
        let key = RecordKey::new(RecordKind::Setting, SETTING);
        // What is left of it is found again at the next start, and can be stopped again.
        let _ = store.put(&[crate::storage::Change::Delete { key }]).await;
    }
}

/// Finds the file that was picked earlier.
pub async fn find(state: State) {
    let Some(store) = state.keeper.store() else { return };
    let key = RecordKey::new(RecordKind::Setting, SETTING);
    let Some(kept) = store
        .read_object(&key)
        .await
        .and_then(|found| read(&Slots::of(found)))
    else {
        return;
    };
    let permission = kept.file.permission().await.unwrap_or(Permission::Denied);
    let (name, kept) = (kept.file.name(), Rc::new(kept));
    if permission == Permission::Granted {
        hold(state, kept, None);
    } else {
        let _ = state.later().save_file.try_set_value(Some(kept));
        let _ = state
            .later()
            .save_file_standing
            .try_set(Standing::NeedsPermission { name });
    }
}

/// Asks for the permission again, within a call that the user's own act has caused.
pub async fn allow(state: State) {
    let Some(Some(kept)) = state.later().save_file.try_get_value() else {
        return;
    };
    if kept.file.ask_permission().await == Ok(Permission::Granted) {
        hold(state, kept, None);
        refresh_now(state).await;
    }
}

/// From now on the file follows what is saved.
fn hold(state: State, kept: Rc<Kept>, written: Option<Moment>) {
    let name = kept.file.name();
    let _ = state.later().save_file.try_set_value(Some(kept));
    let _ = state
        .later()
        .save_file_standing
        .try_set(Standing::Kept { name, written });
}

/// Writes the file soon: what was saved may be only the first of many edits.
pub fn refresh(state: State) {
    let is_kept = |standing: &Standing| matches!(standing, Standing::Kept { .. } | Standing::Failed { .. });
    if state.later().save_file_standing.try_with_untracked(is_kept) != Some(true) {
        return;
    }
    let soon = Timeout::new(PAUSE_MILLISECONDS, move || {
        spawn_local(async move { refresh_now(state).await });
    });
    // The one before is dropped, and with it its call.
    let _ = state.later().save_file_timer.try_set_value(Some(soon));
}

async fn refresh_now(state: State) {
    let Some(Some(kept)) = state.later().save_file.try_get_value() else {
        return;
    };
    let name = kept.file.name();
    let begun = now();
    let written = write(state, &kept).await;
    // It was forgotten meanwhile, or another was picked.
    let held = state.later().save_file.try_get_value().flatten();
    if !held.is_some_and(|held| Rc::ptr_eq(&held, &kept)) {
        return;
    }
    let standing = match written {
        Ok(()) => {
            reminder::note_made(state, begun);
            Standing::Kept {
                name,
                written: Some(now()),
            }
        }
        Err(Unwritten::File(SaveFileError::NotAllowed(_))) => Standing::NeedsPermission { name },
        Err(error) => Standing::Failed {
            name,
            cause: error.to_string(),
        },
    };
    let _ = state.later().save_file_standing.try_set(standing);
}

/// Why the file was not written; it is as it was before.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error(transparent)]
    Backup(#[from] BackupFailure),
    #[error(transparent)]
    File(#[from] SaveFileError),
    /// Another tab writes it all the time.
    #[error(transparent)]
    Busy(#[from] LockError),
}

async fn write(state: State, kept: &Kept) -> Result<(), Unwritten> {
    let protection = match &kept.sealing {
        Some((key, encryption)) => Protection::Key(key, encryption),
        None => Protection::None,
    };
    let bytes = backup::make(state, protection).await?;
    // Of two tabs at once, the browser would let neither write whole.
    let written = with_lock(LOCK, LOCK_MILLISECONDS, kept.file.write(&bytes)).await?;
    Ok(written?)
}

async fn keep_object(store: &Store, kept: &Kept) -> Result<(), crate::storage::StoreError> {
    let slots = Slots::new();
    slots.put("file", &kept.file.to_stored());
    if let Some((key, encryption)) = &kept.sealing {
        slots.put("key", &key.to_stored());
        slots.put("salt", &Uint8Array::from(encryption.salt.as_slice()));
        slots.put("rounds", &encryption.rounds.into());
    }
    store
        .put_object(&RecordKey::new(RecordKind::Setting, SETTING), slots.object())
        .await
}

/// `None` for what this version cannot read: then the user picks the file again.
fn read(found: &Slots) -> Option<Kept> {
    let file = SaveFile::from_stored(found.get("file")?)?;
    let Some(key) = found.get("key") else {
        return Some(Kept { file, sealing: None });
    };
    let salt = found.get("salt")?.dyn_into::<Uint8Array>().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and is checked when the file is made"
    )]
    let encryption = Encryption {
        rounds: found.get("rounds")?.as_f64()? as u32,
        salt: salt.to_vec().try_into().ok()?,
        initialisation_vector: [0; crypto::IV_BYTES],
    };
    let sealing = Some((Key::from_stored(key)?, encryption));
    Some(Kept { file, sealing })
}
