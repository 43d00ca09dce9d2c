//! Which whole packs the store keeps: each once, by its content's hash.

use leptos::prelude::*;

use crate::domain::json;
use crate::domain::pack::Hash;
use crate::storage::migrations::PAYLOAD_FORMAT;
use crate::storage::{Change, RecordKey, RecordKind, envelope};

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
    persistence::save_packs(state, missing);
}

/// The change that brings the store to what the shelf holds of a pack.
pub fn encode(state: State, hash: &Hash) -> Change {
    let key = RecordKey::new(RecordKind::Pack, hash.as_str());
    match state.shelf.wholes().iter().find(|pack| pack.hash == *hash) {
        Some(pack) => {
            let bytes = envelope::encode(RecordKind::Pack, PAYLOAD_FORMAT, &json::compact(&pack.document));
            Change::Put { key, bytes }
        }
        None => Change::Delete { key },
    }
}
