//! Which whole packs the store keeps: each once, by its content's hash.

use leptos::prelude::*;

use crate::domain::json;
use crate::domain::pack::Hash;
use crate::storage::migrations::PAYLOAD_FORMAT;
use crate::storage::saving::Records;
use crate::storage::{Change, RecordKey, RecordKind, StoreError, Write, WriteError, envelope};

use super::persistence;
use super::state::State;

/// Writes the packs that assessments here answer and that the store does not keep yet.
pub fn keep_packs(state: State) {
    let answered: Vec<Hash> = state.library.with_untracked(|library| {
        let packs = state.shelf.wholes();
        let hashes = packs.iter().map(|pack| &pack.hash);
        hashes
            .filter(|hash| {
                library
                    .assessments
                    .values()
                    .any(|assessment| assessment.pack.hash.as_ref() == Some(hash))
            })
            .cloned()
            .collect()
    });
    keep(state, answered);
}

/// Writes packs of the shelf, unless the store keeps them, or has a record in their place that could not be read.
pub fn keep(state: State, hashes: Vec<Hash>) {
    let is_set_aside = |hash: &Hash| {
        let key = RecordKey::new(RecordKind::Pack, hash.as_str());
        state
            .unreadable
            .with_untracked(|records| records.iter().any(|record| record.key == key.as_str()))
    };
    let missing = hashes
        .into_iter()
        .filter(|hash| !state.shelf.keeps(hash) && !is_set_aside(hash))
        .collect();
    save(state, missing);
}

/// Brings the store to what the shelf holds of these packs.
pub fn save(state: State, hashes: Vec<Hash>) {
    if !hashes.is_empty() {
        let _ = state
            .later()
            .packs_to_write
            .try_update_value(|waiting| waiting.extend(hashes));
        persistence::write(state);
    }
}

/// Whether no pack waits to be written.
pub fn is_kept(state: State) -> bool {
    let waiting = state.later().packs_to_write;
    waiting.try_with_value(Vec::is_empty).unwrap_or(true)
}

/// Writes the packs that wait for it.
///
/// # Errors
/// Those of [`Records::write`]; the packs then wait on.
pub async fn write(state: State, records: &impl Records) -> Result<(), StoreError> {
    let waiting = state.later().packs_to_write;
    while let Some(taken) = waiting
        .try_update_value(core::mem::take)
        .filter(|taken| !taken.is_empty())
    {
        let changes: Vec<Change> = taken.iter().map(|hash| encode(state, hash)).collect();
        if let Err(error) = records.write(&Write::from(changes)).await {
            let _ = waiting.try_update_value(|waiting| waiting.extend(taken));
            return Err(match error {
                WriteError::Store(error) => error,
                // Nothing was named as seen: it is tried again.
                WriteError::Changed(_) => StoreError::TimedOut,
            });
        }
        for hash in taken {
            if state.shelf.wholes.try_get_untracked().is_some() && state.shelf.holds(&hash) {
                let _ = state.shelf.kept.try_update(|kept| kept.push(hash));
            }
        }
    }
    Ok(())
}

/// The change that brings the store to what the shelf holds of a pack.
fn encode(state: State, hash: &Hash) -> Change {
    let key = RecordKey::new(RecordKind::Pack, hash.as_str());
    match state.shelf.wholes().iter().find(|pack| pack.hash == *hash) {
        Some(pack) => {
            let bytes = envelope::encode(RecordKind::Pack, PAYLOAD_FORMAT, &json::compact(&pack.document));
            Change::Put { key, bytes }
        }
        None => Change::Delete { key },
    }
}
