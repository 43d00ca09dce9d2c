//! What of a ledger is written when.

use crate::domain::json;
use crate::storage::migrations::REPLICA_FORMAT;
use crate::storage::{Change, RecordKey, RecordKind, Seen, Write, envelope};

use super::{Draft, Entry, Ledger, Unsaved};

/// So many records go into one transaction, so that whoever encodes them is not held up for long.
const MOST_AT_ONCE: usize = 100;

/// A write on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub write: Write,
    revisions: Vec<(RecordKey, u32)>,
    chunks: Vec<RecordKey>,
}

impl Ledger {
    /// What has to be written next; `None`: nothing. What was changed goes before what came in chunks.
    #[must_use]
    pub fn begin(&self) -> Option<Begun> {
        let mut begun = Begun {
            write: Write::default(),
            revisions: Vec::new(),
            chunks: Vec::new(),
        };
        let unsaved = self.entries.iter().filter_map(|(key, entry)| {
            let unsaved = entry.unsaved.as_ref()?;
            Some((key, key.kind()?, entry, unsaved))
        });
        let unsaved: Vec<_> = unsaved.take(MOST_AT_ONCE).collect();
        for (key, kind, entry, unsaved) in &unsaved {
            begun.write.changes.push(Change::Put {
                key: RecordKey::clone(key),
                bytes: unsaved.encode(*kind),
            });
            begun.write.seen.push(Seen {
                key: RecordKey::clone(key),
                bytes: entry.stored.clone(),
            });
            begun.revisions.push((RecordKey::clone(key), unsaved.revision));
        }
        if begun.revisions.is_empty() {
            (begun.write, begun.chunks) = self.chunks.begin()?;
            return Some(begun);
        }
        for (key, _, entry, _) in unsaved {
            for Draft { key, bytes } in &entry.drafts {
                let key = key.clone();
                begun.write.changes.push(Change::Delete { key: key.clone() });
                let bytes = bytes.clone();
                begun.write.seen.extend(bytes.map(|bytes| Seen {
                    key,
                    bytes: Some(bytes),
                }));
            }
            begun.write.changes.extend(entry.copy(key));
        }
        let copied = self
            .entries
            .iter()
            .filter(|(_, entry)| entry.has_copy && entry.is_migrated());
        let copies = copied.map(|(key, _)| Change::Delete { key: key.before() });
        begun.write.changes.extend(copies);
        Some(begun)
    }

    /// What has to be left beside the records where the page goes before it is written; nothing where all is written.
    pub fn leave_behind(&mut self) -> Vec<Change> {
        let mut left = Vec::new();
        for (key, entry) in self.entries.iter() {
            if let (Some(unsaved), Some(kind)) = (&entry.unsaved, key.kind()) {
                left.push(Change::Put {
                    key: key.left_by(self.device()),
                    bytes: unsaved.encode(kind),
                });
            }
        }
        for change in &left {
            let (key, bytes) = (change.key().clone(), change.bytes().map(<[u8]>::to_vec));
            if let Some(record) = key.drafted() {
                self.keep_draft(&record, Draft { key, bytes });
            }
        }
        // Nobody else writes these either.
        left.extend(self.chunks.unwritten_puts());
        left
    }

    /// Notes that a write has completed. What was changed since it was begun is still to be written.
    pub fn done(&mut self, begun: Begun) {
        self.chunks.done(&begun.chunks);
        for change in &begun.write.changes {
            let Change::Delete { key } = change else { continue };
            let record = key.copied().or_else(|| key.drafted());
            if let Some(entry) = record.and_then(|record| self.entries.get_mut(&record)) {
                entry.has_copy &= key.copied().is_none();
                entry.drafts.retain(|draft| draft.key != *key);
            }
        }
        for (change, (key, revision)) in begun.write.changes.into_iter().zip(begun.revisions) {
            let (Some(entry), Change::Put { bytes, .. }) = (self.entries.get_mut(&key), change) else {
                continue;
            };
            entry.stored = Some(bytes);
            let written = entry.unsaved.take_if(|unsaved| unsaved.revision == revision);
            // What is purged is not written whole.
            self.last = written
                .map(|written| (key, written.replica))
                .filter(|(_, replica)| !replica.is_purged());
        }
    }

    /// Whether anything is still to be written.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.chunks.are_saved() && self.entries.values().all(|entry| entry.unsaved.is_none())
    }
}

impl Unsaved {
    fn encode(&self, kind: RecordKind) -> Vec<u8> {
        envelope::encode(kind, REPLICA_FORMAT, &json::compact(&self.replica.to_json()))
    }
}

impl Entry {
    /// Keeps the record as it is, where an earlier version of the app wrote it and this one is about to write over it.
    fn copy(&self, key: &RecordKey) -> Option<Change> {
        let bytes = self.stored.clone()?;
        (format(&bytes)? < REPLICA_FORMAT).then(|| Change::Put {
            key: key.before(),
            bytes,
        })
    }

    /// Whether the store holds it as this version writes it.
    fn is_migrated(&self) -> bool {
        self.stored.as_deref().and_then(format) == Some(REPLICA_FORMAT)
    }
}

/// The payload's format; `None` where the record cannot be read.
fn format(bytes: &[u8]) -> Option<u16> {
    let envelope = envelope::decode(bytes).ok()?;
    Some(envelope.payload_format)
}
