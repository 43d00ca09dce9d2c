//! Records that came together and lie packed in chunks, as one tab knows them.
//!
//! A browser's database takes ten thousand small records in a second and one of the same bytes in some thirty
//! milliseconds, and gives them as slowly. So what comes in numbers is written in chunks. A chunk is written once:
//! whoever changes a record that lies in one writes the record beside it, and what both say is merged, as everywhere.
//! Only for a record that was purged is a chunk written anew, without it.

mod contents;

use std::sync::Arc;
use std::vec;

use uuid::Uuid;

use crate::domain::assessment::Assessment;
use crate::domain::company::Company;
use crate::domain::json::Json;
use crate::domain::packed::{CompanyPacker, Packer, Part};
use crate::domain::replica::Replica;

use super::{Change, RecordKey, RecordKind, Seen, Write, envelope};

use contents::Contents;
pub use contents::Records;

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
    /// With its envelope. What was read lies in them.
    bytes: Arc<Vec<u8>>,
    standing: Standing,
    contents: Contents,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The store does not have it yet.
    Unwritten,
    Stored,
    /// The store still has it, and is to have it no more.
    Replaced,
}

/// What was cut off a list of responses to become a chunk.
#[derive(Debug)]
pub struct Cut {
    /// `None` where they are to be written one by one.
    pub chunk: Option<Chunk>,
    /// Their answers packed, where there is a chunk.
    pub assessments: Vec<Assessment>,
}

impl Chunk {
    /// Takes as many responses as make a chunk, named by `id`; nothing where there are none.
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
        match Self::of(id, Contents::of_responses(packer)).filter(|_| is_whole) {
            Some((chunk, records)) => Cut {
                chunk: Some(chunk),
                assessments: records.assessments,
            },
            None => Cut {
                chunk: None,
                assessments: taken,
            },
        }
    }

    /// Takes as many companies as make a chunk, named by `id`; gives them too. `None` where they are to be written one by
    /// one.
    pub fn of_companies<'c>(
        id: Uuid,
        companies: &mut impl Iterator<Item = &'c Company>,
    ) -> (Option<Self>, Vec<&'c Company>) {
        let mut packer = CompanyPacker::default();
        let mut taken = Vec::new();
        while packer.len() < MOST_RECORDS && packer.size() < MOST_BYTES {
            let Some(company) = companies.next() else { break };
            packer.add(company);
            taken.push(company);
        }
        let is_whole = packer.len() == taken.len();
        let chunk = Self::of(id, Contents::of_companies(packer)).filter(|_| is_whole);
        (chunk.map(|(chunk, _)| chunk), taken)
    }

    fn of(id: Uuid, packed: Option<(Contents, Vec<u8>, Records)>) -> Option<(Self, Records)> {
        let (contents, payload, records) = packed?;
        let key = RecordKey::chunk(contents.kind(), &id.to_string(), contents.count());
        let bytes = envelope::encode_bytes(RecordKind::Chunk, contents.format(), &payload);
        let chunk = Self {
            key,
            bytes: Arc::new(bytes),
            standing: Standing::Unwritten,
            contents,
        };
        (chunk.contents.count() > 0).then_some((chunk, records))
    }

    /// A chunk as the store has it.
    fn read(key: RecordKey, bytes: Arc<Vec<u8>>) -> Result<(Self, Records), String> {
        let envelope = envelope::decode_bytes(&bytes).map_err(|error| error.to_string())?;
        if envelope.kind != RecordKind::Chunk {
            return Err(String::from("it is no chunk"));
        }
        let payload = Part::new(Arc::clone(&bytes), envelope.place());
        let (contents, records) = Contents::read(envelope.payload_format, payload)?;
        let chunk = Self {
            key,
            bytes,
            standing: Standing::Stored,
            contents,
        };
        Ok((chunk, records))
    }

    /// The same without one of them; `None` where there is no other.
    fn without(&self, key: &RecordKey) -> Option<Self> {
        // By another name for each that is taken out, whoever does it and in whatever order: two tabs that take out different
        // ones do not write over each other's.
        let name = Uuid::try_parse(self.key.id().split('/').next()?).ok()?;
        let taken_out = Uuid::try_parse(key.id()).ok()?;
        let name = Uuid::from_u128(name.as_u128() ^ taken_out.as_u128());
        Self::of(name, self.contents.without(key)).map(|(chunk, _)| chunk)
    }

    /// What its records are about.
    pub(super) const fn kind(&self) -> RecordKind {
        self.contents.kind()
    }

    /// The keys of its records.
    pub(super) fn keys(&self) -> impl Iterator<Item = RecordKey> {
        self.contents.keys()
    }

    /// One of its records, as it is exported; `None` where it is not in it.
    pub(super) fn document(&self, key: &RecordKey) -> Option<Json> {
        self.contents.document(key)
    }

    fn is_present(&self) -> bool {
        self.standing != Standing::Replaced
    }
}

impl Chunks {
    /// Adds a chunk that is to be written.
    pub(super) fn add(&mut self, chunk: Chunk) {
        self.0.push(chunk);
    }

    /// Takes in a chunk as the store has it; gives what is in it, nothing where it is known, and the keys of those that lie
    /// in another one too: two tabs may have taken in the same.
    pub(super) fn take_in(
        &mut self,
        key: RecordKey,
        bytes: Arc<Vec<u8>>,
    ) -> Result<(Records, Vec<RecordKey>), String> {
        if self
            .0
            .iter()
            .any(|chunk| chunk.key == key && chunk.bytes == bytes)
        {
            return Ok((Records::default(), Vec::new()));
        }
        let (chunk, records) = Chunk::read(key, bytes)?;
        let near = self.0.iter().map(|other| &other.contents);
        let near: Vec<&Contents> = near.filter(|other| other.overlaps(&chunk.contents)).collect();
        let is_shared = |key: &RecordKey| near.iter().any(|other| other.holds(key));
        let shared = if near.is_empty() {
            Vec::new()
        } else {
            chunk.contents.keys().filter(is_shared).collect()
        };
        self.0.push(chunk);
        Ok((records, shared))
    }

    /// Notes that the store has a chunk no more.
    pub(super) fn forget(&mut self, key: &RecordKey) {
        self.0
            .retain(|chunk| chunk.key != *key || chunk.standing == Standing::Unwritten);
    }

    /// What the chunks say of a record: nobody has changed it.
    pub(super) fn replica(&self, key: &RecordKey) -> Option<Replica> {
        let present = self.0.iter().filter(|chunk| chunk.is_present());
        let found = present.filter_map(|chunk| chunk.contents.document(key));
        let replicas = found.map(|document| Replica::new(&document));
        replicas.reduce(|one, other| one.merge(&other))
    }

    /// Whether a record lies in one.
    pub(super) fn hold(&self, key: &RecordKey) -> bool {
        self.0.iter().any(|chunk| chunk.contents.holds(key))
    }

    /// The keys of all that lie in them.
    pub(super) fn keys(&self) -> impl Iterator<Item = RecordKey> {
        let present = self.0.iter().filter(|chunk| chunk.is_present());
        present.flat_map(|chunk| chunk.contents.keys())
    }

    /// Takes a record out of every chunk.
    pub(super) fn take_out(&mut self, key: &RecordKey) {
        let mut thinner = Vec::new();
        self.0.retain_mut(|chunk| {
            let is_in_it = chunk.is_present() && chunk.contents.holds(key);
            if !is_in_it {
                return true;
            }
            thinner.extend(chunk.without(key));
            let is_stored = chunk.standing == Standing::Stored;
            chunk.standing = Standing::Replaced;
            is_stored
        });
        self.0.append(&mut thinner);
    }

    /// The next write, with the keys of its chunks; `None` where nothing is to be written.
    pub(super) fn begin(&self) -> Option<(Write, Vec<RecordKey>)> {
        let mut write = Write::default();
        let of = |standing| self.0.iter().filter(move |chunk| chunk.standing == standing);
        // What takes the place of others is there before they go, however many there are.
        let due = of(Standing::Unwritten).chain(of(Standing::Replaced));
        for chunk in due.take(MOST_AT_ONCE) {
            let key = chunk.key.clone();
            write.changes.push(match chunk.standing {
                Standing::Replaced => {
                    write.seen.push(Seen {
                        key: key.clone(),
                        bytes: Some(chunk.bytes.to_vec()),
                    });
                    Change::Delete { key }
                }
                _ => Change::Put {
                    key,
                    bytes: chunk.bytes.to_vec(),
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
            bytes: chunk.bytes.to_vec(),
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

    /// How many bytes each takes in the store, and the kind of what lies in it.
    pub(super) fn sizes(&self) -> impl Iterator<Item = (&RecordKey, Option<RecordKind>, usize)> {
        let stored = self.0.iter();
        let stored = stored.filter(|chunk| chunk.standing != Standing::Unwritten);
        stored.map(|chunk| (&chunk.key, Some(chunk.contents.kind()), chunk.bytes.len()))
    }

    /// How many records are still to be written.
    pub(super) fn unwritten(&self) -> usize {
        let unwritten = self.0.iter();
        let unwritten = unwritten.filter(|chunk| chunk.standing == Standing::Unwritten);
        unwritten.map(|chunk| chunk.contents.count()).sum()
    }

    /// Whether the store has all as they are to be.
    pub(super) fn are_saved(&self) -> bool {
        self.0.iter().all(|chunk| chunk.standing == Standing::Stored)
    }
}
