//! What names a record in the store.

use core::fmt;

use crate::domain::replica::DeviceId;

/// What a record is about; the first part of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// Answers, of this side or another.
    Assessment,
    /// A partner.
    Company,
    /// Its id is the hash of the pack's content, so that each version is kept once.
    Pack,
    /// Its id is the hash of the benchmark's content.
    Benchmark,
    /// What the app notes about itself, the lock among it; its id says what.
    Setting,
    /// Many assessments or companies that came together; see [`chunks`](super::chunks).
    Chunk,
}

/// A record's key, `kind/id`. A key read back from a store may be of a kind that only a newer app knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey(String);

/// How the key of a draft ends.
const DRAFT: &str = "/draft";
/// The key of the record that holds the lock.
pub(super) const LOCK: &str = "setting/lock";
/// How the key of the copy of a migrated record ends.
const BEFORE: &str = "/before";
/// How the keys of chunks of companies begin: right before those of companies, so that all of them are read in one go.
const COMPANIES: &str = "companies";
/// What parts a kind from an id.
const STROKE: &str = "/";
/// What follows the stroke among signs.
const BEHIND_STROKE: &str = "0";

/// Keys that follow each other: from an edge on, up to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    from: Edge,
    to: Edge,
}

/// Where a span begins or ends: at the text that these two make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edge(&'static str, &'static str);

impl RecordKind {
    /// As it stands in keys and envelopes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Company => "company",
            Self::Pack => "pack",
            Self::Benchmark => "benchmark",
            Self::Setting => "setting",
            Self::Chunk => "chunk",
        }
    }

    /// The kind of that name; `None` for one this version does not know.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let all = [
            Self::Assessment,
            Self::Company,
            Self::Pack,
            Self::Benchmark,
            Self::Setting,
            Self::Chunk,
        ];
        all.into_iter().find(|kind| kind.name() == name)
    }
}

impl Span {
    /// Settings, the lock among them.
    pub const SETTINGS: Self = Self::of(RecordKind::Setting);
    /// Companies, in chunks and by themselves, with their drafts.
    pub const COMPANIES: Self = Self {
        from: Edge(COMPANIES, STROKE),
        to: Self::of(RecordKind::Company).to,
    };
    /// All others.
    pub const OTHERS: [Self; 3] = [
        Self {
            from: Edge("", ""),
            to: Self::COMPANIES.from,
        },
        Self {
            from: Self::COMPANIES.to,
            to: Self::SETTINGS.from,
        },
        Self {
            from: Self::SETTINGS.to,
            // After every sign that a kind of record begins with.
            to: Edge("\u{FFFF}", ""),
        },
    ];

    /// The records of a kind, with their drafts and copies; not those that lie in chunks.
    #[must_use]
    pub const fn of(kind: RecordKind) -> Self {
        Self {
            from: Edge(kind.name(), STROKE),
            to: Edge(kind.name(), BEHIND_STROKE),
        }
    }

    /// The first key that could lie in it, and the first after it.
    #[must_use]
    pub fn bounds(self) -> (RecordKey, RecordKey) {
        let key = |Edge(kind, end): Edge| RecordKey([kind, end].concat());
        (key(self.from), key(self.to))
    }
}

impl RecordKey {
    /// The key of a record.
    #[must_use]
    pub fn new(kind: RecordKind, id: &str) -> Self {
        Self([kind.name(), STROKE, id].concat())
    }

    /// The key of a record's draft: what a widget writes before it can merge. Only who made the record writes it.
    #[must_use]
    pub fn draft(kind: RecordKind, id: &str) -> Self {
        Self([kind.name(), STROKE, id, DRAFT].concat())
    }

    /// The key of what a widget leaves behind of a record when its page goes; no two widgets have one.
    #[must_use]
    pub fn left_by(&self, device: DeviceId) -> Self {
        Self([&self.0, "/", &device.to_string(), DRAFT].concat())
    }

    /// The key of a chunk of so many records of a kind.
    #[must_use]
    pub fn chunk(of: RecordKind, id: &str, count: usize) -> Self {
        let first = match of {
            RecordKind::Company => COMPANIES,
            _ => RecordKind::Chunk.name(),
        };
        Self([first, STROKE, id, STROKE, &count.to_string()].concat())
    }

    /// How many records lie under it: one, or as many as a chunk's key says.
    #[must_use]
    pub fn count(&self) -> usize {
        let count = self
            .id()
            .rsplit_once('/')
            .and_then(|(_, count)| count.parse().ok());
        count
            .filter(|_| self.kind() == Some(RecordKind::Chunk))
            .unwrap_or(1)
    }

    /// The record that this is a draft of; `None` where it is none.
    #[must_use]
    pub fn drafted(&self) -> Option<Self> {
        let record = self.0.strip_suffix(DRAFT)?;
        let of_record = record.split('/').take(2).collect::<Vec<_>>().join("/");
        Some(Self(of_record))
    }

    /// The key of the copy that is kept of a record when it is migrated, until the next start.
    #[must_use]
    pub fn before(&self) -> Self {
        Self([&self.0, BEFORE].concat())
    }

    /// The record that this is the copy of; `None` where it is none.
    #[must_use]
    pub fn copied(&self) -> Option<Self> {
        self.0.strip_suffix(BEFORE).map(|record| Self(record.to_owned()))
    }

    /// The record that holds the lock; see [`lock`](super::lock).
    #[must_use]
    pub fn lock() -> Self {
        Self(LOCK.to_owned())
    }

    /// A key as a store gave it, whatever it says.
    #[must_use]
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// Its text, as a store knows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `None` for a key that this version did not write.
    #[must_use]
    pub fn kind(&self) -> Option<RecordKind> {
        match self.0.split_once('/')?.0 {
            COMPANIES => Some(RecordKind::Chunk),
            kind => RecordKind::parse(kind),
        }
    }

    /// What follows the kind; the whole text where there is none.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, id)| id)
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
