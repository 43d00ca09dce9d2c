//! What the store holds of each record, what is still to be written over it, and what others have written meanwhile.
//!
//! One rule for every way in: what another tab wrote, what a backup or a file brings, and what was changed here are
//! [`Replica`]s, and are merged. Nothing here waits or fails; [`super::saving`] does what has to be waited for.

mod packed;
mod writing;

use crate::domain::exchange::backup;
use crate::domain::json::{self, Json};
use crate::domain::ordered::Ordered;
use crate::domain::problem::Problem;
use crate::domain::replica::{DeviceId, HybridClock, RegisterPath, Replica, Stamp, Version};

pub use packed::Unpacked;
pub use writing::Begun;

use super::chunks::Chunks;
use super::migrations::{self, REPLICA_FORMAT, REPLICA_STEPS};
use super::{RecordKey, RecordKind, Seen, envelope};

/// All records of a store, as one tab knows them.
#[derive(Debug)]
pub struct Ledger {
    clock: HybridClock,
    /// Those that have a record of their own in the store, or are to have one.
    entries: Ordered<RecordKey, Entry>,
    chunks: Chunks,
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

impl Held {
    /// Merged with what comes from elsewhere; `None` for what cannot be read.
    fn merged(&self, other: &Replica) -> Option<Replica> {
        match self {
            Self::Readable(here) => Some(here.merge(other)),
            Self::Nothing => Some(other.clone()),
            Self::Unreadable => None,
        }
    }
}

/// Why a record could not be read.
enum Unread {
    OfNewerVersion,
    Broken(String),
}

impl Ledger {
    /// Of an empty store, for a tab of this device.
    #[must_use]
    pub fn new(device: DeviceId) -> Self {
        Self {
            clock: HybridClock::new(device),
            entries: Ordered::new(),
            chunks: Chunks::default(),
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
        if key.kind() == Some(RecordKind::Chunk) {
            // What lies in chunks comes by another way; of one it can only be told here that it is gone.
            self.chunks.forget(&key);
            return Reading::Absent;
        }
        let read = bytes.as_deref().map(|bytes| read(&key, bytes)).transpose();
        let packed = self.chunks.replica(&key);
        let in_chunk = packed.is_some().then(|| key.clone());
        self.last = None;
        let entry = self.entries.get_or_insert_with(key, Entry::default);
        entry.stored = bytes;
        let found = match read {
            Err(Unread::OfNewerVersion) => return Reading::OfNewerVersion,
            Err(Unread::Broken(cause)) => return Reading::Unreadable(cause),
            Ok(found) => merged(found, packed),
        };
        if let Some(stamp) = found.as_ref().and_then(Replica::latest) {
            self.clock.see(stamp);
        }
        let here = match (&mut entry.unsaved, &found) {
            (Some(unsaved), Some(found)) => {
                unsaved.replica = unsaved.replica.merge(found);
                unsaved.revision += 1;
                Some(&unsaved.replica)
            }
            (Some(unsaved), None) => Some(&unsaved.replica),
            (None, found) => found.as_ref(),
        };
        // It was purged while another tab brought it in, or wrote its chunk.
        let purged = in_chunk.filter(|_| here.is_some_and(Replica::is_purged));
        let reading = here.map_or(Reading::Absent, told);
        if let Some(key) = purged {
            self.chunks.take_out(&key);
        }
        reading
    }

    fn take_in_draft(&mut self, record: &RecordKey, key: RecordKey, bytes: Option<Vec<u8>>) -> Reading {
        let Some(bytes) = bytes else {
            return self.reading(record);
        };
        match read(record, &bytes) {
            Ok(draft) => {
                let merged = self.replica(record).merged(&draft);
                // Also where it is nothing new: the draft goes with the write.
                let reading = self.take_over(record, merged, &draft);
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
                let is_changed = if replica.is_purged() {
                    replica.begin_anew(document, stamp)
                } else {
                    replica.restore(stamp) | replica.change(document, stamp)
                };
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

    /// Merges what comes from elsewhere, a backup or a file; gives what the record is then, or `None` where that is nothing
    /// new.
    pub fn merge(&mut self, key: &RecordKey, other: &Replica) -> Option<Reading> {
        let here = self.replica(key);
        let merged = here.merged(other);
        let is_known = matches!((&here, &merged), (Held::Readable(here), Some(merged)) if here == merged);
        (!is_known).then(|| self.take_over(key, merged, other))
    }

    /// Keeps what was merged with what comes from elsewhere; `None`: with what cannot be read.
    fn take_over(&mut self, key: &RecordKey, merged: Option<Replica>, other: &Replica) -> Reading {
        let Some(merged) = merged else {
            return Reading::Unreadable(String::new());
        };
        if let Some(stamp) = other.latest() {
            self.clock.see(stamp);
        }
        let reading = told(&merged);
        self.keep_unsaved(key, merged);
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
        if here.is_none() && other.is_none() {
            return Reading::Absent;
        }
        let replica = backup::replaced(here.as_ref(), other, self.clock.tick(now_milliseconds));
        let reading = told(&replica);
        if here.as_ref() != Some(&replica) {
            self.keep_unsaved(key, replica);
        }
        reading
    }

    /// The key of every record, also of those that cannot be read, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<RecordKey> {
        let mut keys: Vec<RecordKey> = self.entries.keys().cloned().chain(self.chunks.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// A record that can be read, with what is unsaved of it.
    #[must_use]
    pub fn readable(&self, key: &RecordKey) -> Option<Replica> {
        match self.replica(key) {
            Held::Readable(replica) => Some(replica),
            Held::Nothing | Held::Unreadable => None,
        }
    }

    /// What an answer was before, the newest first; see [`Replica::past`].
    #[must_use]
    pub fn past(&self, key: &RecordKey, path: &RegisterPath) -> Vec<Version> {
        self.readable(key)
            .map_or_else(Vec::new, |replica| replica.past(path).to_vec())
    }

    /// How many bytes each record takes in the store, and each chunk of them, with the kind of what it is about.
    pub fn sizes(&self) -> impl Iterator<Item = (&RecordKey, Option<RecordKind>, usize)> {
        let all = self.entries.iter();
        let own = all.filter_map(|(key, entry)| Some((key, key.kind(), entry.stored.as_ref()?.len())));
        own.chain(self.chunks.sizes())
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
            self.chunks.take_out(key);
        }
    }

    /// The record as it stands here, what is unsaved included.
    fn replica(&self, key: &RecordKey) -> Held {
        let entry = self.entries.get(key);
        if let Some(unsaved) = entry.and_then(|entry| entry.unsaved.as_ref()) {
            return Held::Readable(unsaved.replica.clone());
        }
        if let Some((_, replica)) = self.last.as_ref().filter(|(last, _)| last == key) {
            return Held::Readable(replica.clone());
        }
        let stored = entry.and_then(|entry| entry.stored.as_deref());
        match stored.map(|bytes| read(key, bytes)).transpose() {
            Ok(stored) => match merged(stored, self.chunks.replica(key)) {
                Some(replica) => Held::Readable(replica),
                None => Held::Nothing,
            },
            // Never written over.
            Err(_) => Held::Unreadable,
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

fn merged(own: Option<Replica>, packed: Option<Replica>) -> Option<Replica> {
    match (own, packed) {
        (Some(own), Some(packed)) => Some(own.merge(&packed)),
        (own, packed) => own.or(packed),
    }
}

fn told(replica: &Replica) -> Reading {
    match (replica.document(), replica.deleted_at()) {
        (None, _) => Reading::Absent,
        (Some(document), None) => Reading::Here(document),
        (Some(document), Some(stamp)) => Reading::Deleted(document, stamp),
    }
}
