//! Records that came in numbers: they lie in chunks, beside those that have a record of their own.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::replica::Replica;
use crate::storage::chunks::{Chunk, Records};
use crate::storage::{RecordKey, RecordKind, Span};

use super::{Held, Ledger, Reading};

/// What the records of a chunk are now.
#[derive(Debug, Default)]
pub struct Unpacked {
    /// Those of which nothing else is known, as they lie in it, answers packed.
    pub untouched: Records,
    /// All others.
    pub touched: Vec<(RecordKey, Reading)>,
}

impl Ledger {
    /// Takes in a chunk as the store has it; gives what its records are now.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn take_in_chunk(
        &mut self,
        key: RecordKey,
        bytes: impl Into<Arc<Vec<u8>>>,
    ) -> Result<Unpacked, String> {
        self.last = None;
        let (mut untouched, shared) = self.chunks.take_in(key, bytes.into())?;
        let mut touched = Vec::new();
        let is_any_touched = |kind: RecordKind| !shared.is_empty() || self.has_any(kind);
        let mut is_untouched = |kind, id: Uuid| {
            let key = RecordKey::new(kind, &id.to_string());
            let is_touched = self.entries.contains_key(&key) || shared.contains(&key);
            if is_touched {
                touched.push(key);
            }
            !is_touched
        };
        let Records {
            assessments,
            companies,
        } = &mut untouched;
        if is_any_touched(RecordKind::Assessment) {
            assessments.retain(|assessment| is_untouched(RecordKind::Assessment, assessment.id.0));
        }
        if is_any_touched(RecordKind::Company) {
            companies.retain(|company| is_untouched(RecordKind::Company, company.id.0));
        }
        let readings = touched.into_iter().map(|key| {
            let reading = self.meet_chunk(&key);
            (key, reading)
        });
        Ok(Unpacked {
            touched: readings.collect(),
            untouched,
        })
    }

    /// A record that is known turned out to lie in a chunk too.
    fn meet_chunk(&mut self, key: &RecordKey) -> Reading {
        let packed = self.chunks.replica(key);
        if let (Some(entry), Some(packed)) = (self.entries.get_mut(key), packed)
            && let Some(unsaved) = &mut entry.unsaved
        {
            unsaved.replica = unsaved.replica.merge(&packed);
            unsaved.revision += 1;
        }
        let reading = self.reading(key);
        // It was purged while another tab brought it in.
        if let Held::Readable(replica) = self.replica(key)
            && replica.is_purged()
        {
            self.chunks.take_out(key);
        }
        reading
    }

    /// Adds a record as it is to be. Says whether something is known of it after all, such as that it was deleted or purged
    /// while it was made ready: then it is changed, and is there again.
    pub fn add(&mut self, key: &RecordKey, replica: Replica, now_milliseconds: u64) -> bool {
        let is_known = self.knows(key);
        if is_known {
            self.note(key, replica.document().as_ref(), now_milliseconds);
        } else {
            self.keep_unsaved(key, replica);
        }
        is_known
    }

    /// Adds a chunk of records that nobody here knew; gives those of which something is known after all, as in
    /// [`Ledger::add`].
    pub fn add_chunk(&mut self, chunk: Chunk, now_milliseconds: u64) -> Vec<RecordKey> {
        let mut known = Vec::new();
        if self.has_any(chunk.kind()) {
            for key in chunk.keys().filter(|key| self.entries.contains_key(key)) {
                known.push((chunk.document(&key), key));
            }
        }
        self.chunks.add(chunk);
        let known = known.into_iter().map(|(document, key)| {
            self.note(&key, document.as_ref(), now_milliseconds);
            key
        });
        known.collect()
    }

    /// Whether there is any record of a kind that has one of its own.
    fn has_any(&self, kind: RecordKind) -> bool {
        let (first, last) = Span::of(kind).bounds();
        self.entries.past(Some(&first)) < self.entries.past(Some(&last))
    }

    /// Whether anything is known of a record, though it be only that it was purged.
    #[must_use]
    pub fn knows(&self, key: &RecordKey) -> bool {
        self.entries.contains_key(key) || self.chunks.hold(key)
    }

    /// How many records of chunks are still to be written.
    #[must_use]
    pub fn unwritten_in_chunks(&self) -> usize {
        self.chunks.unwritten()
    }
}
