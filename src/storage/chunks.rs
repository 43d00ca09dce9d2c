//! Records that came together and lie packed in chunks, as one tab knows them.
//!
//! A browser's database takes ten thousand small records in a second and one of the same bytes in some thirty
//! milliseconds, and gives them as slowly. So what comes in numbers is written in chunks. A chunk is written once:
//! whoever changes a record that lies in one writes the record beside it, and what both say is merged, as everywhere.
//! Only for a record that was purged is a chunk written anew, without it.

use std::sync::Arc;
use std::vec;

use uuid::Uuid;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::exchange::write_response;
use crate::domain::packed::{PACKED_FORMAT, PackedResponses, Packer, unpack};
use crate::domain::replica::Replica;

use super::{Change, RecordKey, RecordKind, Seen, Write, envelope};

/// A chunk has at most so many records, and no more once it has so many bytes. Larger ones are not written any quicker.
const MOST_RECORDS: usize = 200;
const MOST_BYTES: usize = 250_000;
/// So many chunks go into one transaction.
const MOST_AT_ONCE: usize = 5;

/// All chunks of a store.
#[derive(Debug, Default)]
pub(super) struct Chunks(Vec<Chunk>);

/// Many records in one.
#[derive(Debug)]
pub struct Chunk {
    key: RecordKey,
    /// With its envelope.
    bytes: Vec<u8>,
    standing: Standing,
    packed: Arc<PackedResponses>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The store does not have it yet.
    Unwritten,
    Stored,
    /// The store still has it, and is to have it no more.
    Replaced,
}

/// What was cut off a list of records to become a chunk.
#[derive(Debug)]
pub struct Cut {
    /// `None` where they are to be written one by one.
    pub chunk: Option<Chunk>,
    /// Their answers packed, where there is a chunk.
    pub assessments: Vec<Assessment>,
}

impl Chunk {
    /// Takes as many records as make a chunk, named by `id`; nothing where there are none.
    #[must_use]
    pub fn cut(id: Uuid, records: &mut vec::IntoIter<Assessment>) -> Cut {
        let mut packer = Packer::default();
        let mut taken = Vec::new();
        while packer.len() < MOST_RECORDS && packer.size() < MOST_BYTES {
            let Some(assessment) = records.next() else { break };
            packer.add(&assessment);
            taken.push(assessment);
        }
        // Of two records with one id a chunk holds one.
        let is_whole = packer.len() == taken.len();
        match Self::of(id, packer).filter(|_| is_whole) {
            Some((chunk, assessments)) => Cut {
                chunk: Some(chunk),
                assessments,
            },
            None => Cut {
                chunk: None,
                assessments: taken,
            },
        }
    }

    fn of(id: Uuid, packer: Packer) -> Option<(Self, Vec<Assessment>)> {
        let key = RecordKey::chunk(&id.to_string(), packer.len());
        let payload = packer.finish();
        let bytes = envelope::encode_bytes(RecordKind::Chunk, PACKED_FORMAT, &payload);
        let (packed, assessments) = unpack(payload).ok()?;
        let chunk = Self {
            key,
            bytes,
            standing: Standing::Unwritten,
            packed,
        };
        (!assessments.is_empty()).then_some((chunk, assessments))
    }

    /// A chunk as the store has it.
    fn read(key: RecordKey, bytes: Vec<u8>) -> Result<(Self, Vec<Assessment>), String> {
        let envelope = envelope::decode_bytes(&bytes).map_err(|error| error.to_string())?;
        if envelope.kind != RecordKind::Chunk || envelope.payload_format != PACKED_FORMAT {
            let format = envelope.payload_format;
            return Err(format!(
                "the chunk has format {format}, this app knows {PACKED_FORMAT}"
            ));
        }
        let (packed, assessments) = unpack(envelope.payload.to_vec()).map_err(|error| error.to_string())?;
        let chunk = Self {
            key,
            bytes,
            standing: Standing::Stored,
            packed,
        };
        Ok((chunk, assessments))
    }

    fn assessment(&self, id: AssessmentId) -> Option<Assessment> {
        self.packed.assessment(self.packed.place(id)?)
    }

    /// The same without one of them; `None` where there is no other.
    fn without(&self, id: AssessmentId) -> Option<Self> {
        let mut packer = Packer::default();
        for other in self.packed.ids().filter(|other| *other != id) {
            packer.add(&self.assessment(other)?);
        }
        // By another name for each that is taken out, whoever does it and in whatever order: two tabs that take out different
        // ones do not write over each other's.
        let name = Uuid::try_parse(self.key.id().split('/').next()?).ok()?;
        let name = Uuid::from_u128(name.as_u128() ^ id.0.as_u128());
        Self::of(name, packer).map(|(chunk, _)| chunk)
    }
}

impl Chunks {
    /// Adds a chunk that is to be written.
    pub(super) fn add(&mut self, chunk: Chunk) {
        self.0.push(chunk);
    }

    /// Takes in a chunk as the store has it; gives what is in it, nothing where it is known, and the ids of those that lie
    /// in another one too: two tabs may have taken in the same.
    pub(super) fn take_in(
        &mut self,
        key: RecordKey,
        bytes: Vec<u8>,
    ) -> Result<(Vec<Assessment>, Vec<AssessmentId>), String> {
        if self
            .0
            .iter()
            .any(|chunk| chunk.key == key && chunk.bytes == bytes)
        {
            return Ok((Vec::new(), Vec::new()));
        }
        let (chunk, assessments) = Chunk::read(key, bytes)?;
        let near: Vec<&Chunk> = self
            .0
            .iter()
            .filter(|other| other.packed.overlaps(&chunk.packed))
            .collect();
        let is_shared = |id: &AssessmentId| near.iter().any(|other| other.packed.place(*id).is_some());
        let ids = assessments.iter().map(|assessment| assessment.id);
        let shared = ids.filter(is_shared).collect();
        self.0.push(chunk);
        Ok((assessments, shared))
    }

    /// Notes that the store has a chunk no more.
    pub(super) fn forget(&mut self, key: &RecordKey) {
        self.0
            .retain(|chunk| chunk.key != *key || chunk.standing == Standing::Unwritten);
    }

    /// What the chunks say of a record: nobody has changed it.
    pub(super) fn replica(&self, key: &RecordKey) -> Option<Replica> {
        let id = assessment_id(key)?;
        let present = self.0.iter();
        let present = present.filter(|chunk| chunk.standing != Standing::Replaced);
        let found = present.filter_map(|chunk| chunk.assessment(id));
        let replicas = found.map(|assessment| Replica::new(&write_response(&assessment)));
        replicas.reduce(|one, other| one.merge(&other))
    }

    /// Whether a record lies in one.
    pub(super) fn hold(&self, key: &RecordKey) -> bool {
        assessment_id(key).is_some_and(|id| self.0.iter().any(|chunk| chunk.packed.place(id).is_some()))
    }

    /// The keys of all that lie in them.
    pub(super) fn keys(&self) -> impl Iterator<Item = RecordKey> {
        let present = self.0.iter();
        let present = present.filter(|chunk| chunk.standing != Standing::Replaced);
        present.flat_map(|chunk| chunk.packed.ids().map(key_of))
    }

    /// Takes a record out of every chunk.
    pub(super) fn take_out(&mut self, key: &RecordKey) {
        let Some(id) = assessment_id(key) else { return };
        let mut thinner = Vec::new();
        self.0.retain_mut(|chunk| {
            let is_in_it = chunk.standing != Standing::Replaced && chunk.packed.place(id).is_some();
            if !is_in_it {
                return true;
            }
            thinner.extend(chunk.without(id));
            let is_stored = chunk.standing == Standing::Stored;
            chunk.standing = Standing::Replaced;
            is_stored
        });
        self.0.append(&mut thinner);
    }

    /// The next write, with the keys of its chunks; `None` where nothing is to be written.
    pub(super) fn begin(&self) -> Option<(Write, Vec<RecordKey>)> {
        let mut write = Write::default();
        let due = self.0.iter();
        let due = due
            .filter(|chunk| chunk.standing != Standing::Stored)
            .take(MOST_AT_ONCE);
        for chunk in due {
            let key = chunk.key.clone();
            write.changes.push(match chunk.standing {
                Standing::Replaced => {
                    write.seen.push(Seen {
                        key: key.clone(),
                        bytes: Some(chunk.bytes.clone()),
                    });
                    Change::Delete { key }
                }
                _ => Change::Put {
                    key,
                    bytes: chunk.bytes.clone(),
                },
            });
        }
        let keys: Vec<RecordKey> = write.changes.iter().map(|change| change.key().clone()).collect();
        (!keys.is_empty()).then_some((write, keys))
    }

    /// What the store does not have yet, to be written whatever is there: no two chunks have one key.
    pub(super) fn unwritten_puts(&self) -> impl Iterator<Item = Change> {
        let unwritten = self.0.iter();
        let unwritten = unwritten.filter(|chunk| chunk.standing == Standing::Unwritten);
        unwritten.map(|chunk| Change::Put {
            key: chunk.key.clone(),
            bytes: chunk.bytes.clone(),
        })
    }

    /// Notes that a write of these chunks has completed.
    pub(super) fn done(&mut self, keys: &[RecordKey]) {
        self.0
            .retain(|chunk| chunk.standing != Standing::Replaced || !keys.contains(&chunk.key));
        for chunk in &mut self.0 {
            if keys.contains(&chunk.key) {
                chunk.standing = Standing::Stored;
            }
        }
    }

    /// How many bytes each takes in the store.
    pub(super) fn sizes(&self) -> impl Iterator<Item = (&RecordKey, usize)> {
        let stored = self.0.iter();
        let stored = stored.filter(|chunk| chunk.standing != Standing::Unwritten);
        stored.map(|chunk| (&chunk.key, chunk.bytes.len()))
    }

    /// How many records are still to be written.
    pub(super) fn unwritten(&self) -> usize {
        let unwritten = self.0.iter();
        let unwritten = unwritten.filter(|chunk| chunk.standing == Standing::Unwritten);
        unwritten.map(|chunk| chunk.packed.ids().count()).sum()
    }

    /// Whether the store has all as they are to be.
    pub(super) fn are_saved(&self) -> bool {
        self.0.iter().all(|chunk| chunk.standing == Standing::Stored)
    }
}

/// The key of an assessment's record.
pub(super) fn key_of(id: AssessmentId) -> RecordKey {
    RecordKey::new(RecordKind::Assessment, &id.0.to_string())
}

fn assessment_id(key: &RecordKey) -> Option<AssessmentId> {
    if key.kind() != Some(RecordKind::Assessment) {
        return None;
    }
    Uuid::try_parse(key.id()).ok().map(AssessmentId)
}
