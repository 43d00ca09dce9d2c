//! What the store holds of each record, what is still to be written over it, and what others have written meanwhile.
//!
//! One rule for every way in: what another tab wrote, what a backup or a file brings, and what was changed here are
//! [`Replica`]s, and are merged. Nothing here waits or fails; [`super::saving`] does what has to be waited for.

use crate::domain::exchange::backup;
use crate::domain::json::{self, Json};
use crate::domain::ordered::Ordered;
use crate::domain::problem::Problem;
use crate::domain::replica::{DeviceId, HybridClock, RegisterPath, Replica, Stamp, Version};

use super::migrations::{self, REPLICA_FORMAT, REPLICA_STEPS};
use super::{Change, RecordKey, RecordKind, Seen, Write, envelope};

/// All records of a store, as one tab knows them.
#[derive(Debug)]
pub struct Ledger {
    clock: HybridClock,
    entries: Ordered<RecordKey, Entry>,
    /// What the store has of the record that was written last: whoever goes on with it need not read it again.
    last: Option<(RecordKey, Replica)>,
}

#[derive(Debug, Default)]
struct Entry {
    /// As the store has it, as far as is known here.
    stored: Option<Vec<u8>>,
    /// With what is not written yet.
    unsaved: Option<Unsaved>,
    /// Its drafts in the store, which go once the record has all that is in them.
    drafts: Vec<Draft>,
    /// Whether a start before this one has left a copy of it from before it was migrated.
    has_copy: bool,
}

#[derive(Debug)]
struct Draft {
    key: RecordKey,
    /// As it was read or written here: it goes only while it is still so. `None`: nobody else writes it.
    bytes: Option<Vec<u8>>,
}

#[derive(Debug)]
struct Unsaved {
    replica: Replica,
    /// Grows with each change, so that a write that was begun before is told from one that has it all.
    revision: u32,
}

/// What a record turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// There is none, or only what is left of one that was purged.
    Absent,
    Here(Json),
    /// In the bin since that stamp.
    Deleted(Json, Stamp),
    /// Of a kind that only a newer version knows; left alone.
    OfNewerVersion,
    /// Set aside: said, offered as a file, and never written over.
    Unreadable(String),
}

/// What is at hand of a record.
enum Held {
    Nothing,
    Readable(Replica),
    Unreadable,
}

/// Why a record could not be read.
enum Unread {
    OfNewerVersion,
    Broken(String),
}

/// A write on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub write: Write,
    revisions: Vec<(RecordKey, u32)>,
}

impl Ledger {
    /// Of an empty store, for a tab of this device.
    #[must_use]
    pub fn new(device: DeviceId) -> Self {
        Self {
            clock: HybridClock::new(device),
            entries: Ordered::new(),
            last: None,
        }
    }

    /// Takes in a record as the store has it; what is unsaved of it here is merged into it. A draft is merged into its
    /// record.
    pub fn take_in(&mut self, seen: Seen) -> Reading {
        let Seen { key, bytes } = seen;
        if let Some(record) = key.drafted() {
            return self.take_in_draft(&record, key, bytes);
        }
        let read = bytes.as_deref().map(|bytes| read(&key, bytes)).transpose();
        self.last = None;
        let entry = self.entries.get_or_insert_with(key, Entry::default);
        entry.stored = bytes;
        match read {
            Err(Unread::OfNewerVersion) => Reading::OfNewerVersion,
            Err(Unread::Broken(cause)) => Reading::Unreadable(cause),
            Ok(found) => {
                if let Some(stamp) = found.as_ref().and_then(Replica::latest) {
                    self.clock.see(stamp);
                }
                match (&mut entry.unsaved, found) {
                    (Some(unsaved), Some(found)) => {
                        unsaved.replica = unsaved.replica.merge(&found);
                        unsaved.revision += 1;
                        told(&unsaved.replica)
                    }
                    (Some(unsaved), None) => told(&unsaved.replica),
                    (None, Some(found)) => told(&found),
                    (None, None) => Reading::Absent,
                }
            }
        }
    }

    fn take_in_draft(&mut self, record: &RecordKey, key: RecordKey, bytes: Option<Vec<u8>>) -> Reading {
        let Some(bytes) = bytes else {
            return self.reading(record);
        };
        match read(record, &bytes) {
            Ok(replica) => {
                let reading = self.merge(record, &replica);
                let bytes = Some(bytes);
                self.keep_draft(record, Draft { key, bytes });
                reading
            }
            Err(Unread::OfNewerVersion) => Reading::OfNewerVersion,
            Err(Unread::Broken(cause)) => Reading::Unreadable(cause),
        }
    }

    /// Notes that a record has a draft in the store that nobody else writes.
    pub fn note_draft(&mut self, record: &RecordKey, key: RecordKey) {
        self.keep_draft(record, Draft { key, bytes: None });
    }

    fn keep_draft(&mut self, record: &RecordKey, draft: Draft) {
        if let Some(entry) = self.entries.get_mut(record) {
            entry.drafts.retain(|one| one.key != draft.key);
            entry.drafts.push(draft);
        }
    }

    /// Notes that a start before this one has left the copy of a record from before it was migrated. The copy goes with the
    /// next write, if the record can be read.
    pub fn note_copy(&mut self, record: RecordKey) {
        self.entries.get_or_insert_with(record, Entry::default).has_copy = true;
    }

    /// Notes what a record is to be from now on; `None`: in the bin. What cannot be read is left as it is.
    pub fn note(&mut self, key: &RecordKey, document: Option<&Json>, now_milliseconds: u64) {
        let stamp = self.clock.tick(now_milliseconds);
        let is_noted = match (self.take(key), document) {
            (Held::Readable(mut replica), Some(document)) => {
                // Whatever is written to is there again.
                let is_changed = replica.restore(stamp) | replica.change(document, stamp);
                is_changed.then_some(replica)
            }
            (Held::Readable(mut replica), None) => replica.delete(stamp).then_some(replica),
            (Held::Nothing, Some(document)) => Some(Replica::new(document)),
            (Held::Nothing, None) | (Held::Unreadable, _) => None,
        };
        if let Some(replica) = is_noted {
            self.keep_unsaved(key, replica);
        }
    }

    /// Merges what comes from elsewhere, a backup or a file; gives what the record is then.
    pub fn merge(&mut self, key: &RecordKey, other: &Replica) -> Reading {
        let replica = match self.replica(key) {
            Held::Readable(replica) => replica.merge(other),
            Held::Nothing => other.clone(),
            Held::Unreadable => return Reading::Unreadable(String::new()),
        };
        if let Some(stamp) = other.latest() {
            self.clock.see(stamp);
        }
        let reading = told(&replica);
        self.keep_unsaved(key, replica);
        reading
    }

    /// Makes a record what it is elsewhere, as a change of now; `None`: it goes to the bin. Gives what the record is then.
    pub fn replace(&mut self, key: &RecordKey, other: Option<&Replica>, now_milliseconds: u64) -> Reading {
        if let Some(stamp) = other.and_then(Replica::latest) {
            self.clock.see(stamp);
        }
        let here = match self.replica(key) {
            Held::Readable(replica) => Some(replica),
            Held::Nothing => None,
            Held::Unreadable => return Reading::Unreadable(String::new()),
        };
        let replica = backup::replaced(here.as_ref(), other, self.clock.tick(now_milliseconds));
        let reading = told(&replica);
        if here.as_ref() != Some(&replica) {
            self.keep_unsaved(key, replica);
        }
        reading
    }

    /// Every record that can be read, in the order of the keys, with what is unsaved of it.
    #[must_use]
    pub fn replicas(&self) -> Ordered<String, Replica> {
        let readable = self.entries.keys().filter_map(|key| match self.replica(key) {
            Held::Readable(replica) => Some((key.as_str().to_owned(), replica)),
            Held::Nothing | Held::Unreadable => None,
        });
        Ordered::sorted(readable.collect())
    }

    /// What an answer was before, the newest first; see [`Replica::past`].
    #[must_use]
    pub fn past(&self, key: &RecordKey, path: &RegisterPath) -> Vec<Version> {
        match self.replica(key) {
            Held::Readable(replica) => replica.past(path).to_vec(),
            Held::Nothing | Held::Unreadable => Vec::new(),
        }
    }

    /// How many bytes each record takes in the store.
    pub fn sizes(&self) -> impl Iterator<Item = (&RecordKey, usize)> {
        let all = self.entries.iter();
        all.filter_map(|(key, entry)| Some((key, entry.stored.as_ref()?.len())))
    }

    /// This tab, as stamps name it.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.clock.device()
    }

    /// What a record is here, what is unsaved included.
    #[must_use]
    pub fn reading(&self, key: &RecordKey) -> Reading {
        match self.replica(key) {
            Held::Readable(replica) => told(&replica),
            Held::Nothing => Reading::Absent,
            Held::Unreadable => Reading::Unreadable(String::new()),
        }
    }

    /// Forgets a record that lies in the bin, but for the fact that it is deleted.
    pub fn purge(&mut self, key: &RecordKey) {
        if let Held::Readable(mut replica) = self.replica(key)
            && !replica.is_purged()
            && replica.purge()
        {
            self.keep_unsaved(key, replica);
        }
    }

    /// The record as it stands here, what is unsaved included.
    fn replica(&self, key: &RecordKey) -> Held {
        let Some(entry) = self.entries.get(key) else {
            return Held::Nothing;
        };
        if let Some(unsaved) = &entry.unsaved {
            return Held::Readable(unsaved.replica.clone());
        }
        if let Some((_, replica)) = self.last.as_ref().filter(|(last, _)| last == key) {
            return Held::Readable(replica.clone());
        }
        match entry.stored.as_deref().map(|bytes| read(key, bytes)) {
            Some(Ok(replica)) => Held::Readable(replica),
            // Never written over.
            Some(Err(_)) => Held::Unreadable,
            None => Held::Nothing,
        }
    }

    /// The same, to be kept as unsaved or forgotten.
    fn take(&mut self, key: &RecordKey) -> Held {
        let is_unsaved = self.entries.get(key).is_some_and(|entry| entry.unsaved.is_some());
        match self.last.take_if(|(last, _)| last == key) {
            Some((_, replica)) if !is_unsaved => Held::Readable(replica),
            _ => self.replica(key),
        }
    }

    fn keep_unsaved(&mut self, key: &RecordKey, replica: Replica) {
        let entry = self.entries.get_or_insert_with(key.clone(), Entry::default);
        let revision = entry.unsaved.as_ref().map_or(0, |unsaved| unsaved.revision + 1);
        entry.unsaved = Some(Unsaved { replica, revision });
    }

    /// What has to be written; `None`: nothing.
    #[must_use]
    pub fn begin(&self) -> Option<Begun> {
        let mut begun = Begun {
            write: Write::default(),
            revisions: Vec::new(),
        };
        for (key, entry) in self.entries.iter() {
            let Some(unsaved) = &entry.unsaved else { continue };
            let Some(kind) = key.kind() else { continue };
            begun.write.changes.push(Change::Put {
                key: key.clone(),
                bytes: unsaved.encode(kind),
            });
            begun.write.seen.push(Seen {
                key: key.clone(),
                bytes: entry.stored.clone(),
            });
            begun.revisions.push((key.clone(), unsaved.revision));
        }
        if begun.revisions.is_empty() {
            return None;
        }
        let unsaved = self.entries.iter().filter(|(_, entry)| entry.unsaved.is_some());
        for (key, entry) in unsaved {
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
        left
    }

    /// Notes that a write has completed. What was changed since it was begun is still to be written.
    pub fn done(&mut self, begun: Begun) {
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
        self.entries.values().all(|entry| entry.unsaved.is_none())
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

fn read(key: &RecordKey, bytes: &[u8]) -> Result<Replica, Unread> {
    if key.kind().is_none() {
        return Err(Unread::OfNewerVersion);
    }
    let broken = |cause: String| Unread::Broken(cause);
    let envelope = envelope::decode(bytes).map_err(|error| broken(error.to_string()))?;
    let payload = json::parse(&envelope.payload).map_err(|problem| broken(problem.to_string()))?;
    let payload = migrations::migrate(&payload, envelope.payload_format, REPLICA_STEPS, REPLICA_FORMAT)
        .map_err(|error| broken(error.to_string()))?;
    Replica::from_json(&payload)
        .map_err(|problems| broken(problems.first().map_or_else(String::new, Problem::to_string)))
}

fn told(replica: &Replica) -> Reading {
    match (replica.document(), replica.deleted_at()) {
        (None, _) => Reading::Absent,
        (Some(document), None) => Reading::Here(document),
        (Some(document), Some(stamp)) => Reading::Deleted(document, stamp),
    }
}
