//! The record that holds a lock, `setting/lock`: how its passphrase gives a key, and the key of the data wrapped by that.
//!
//! It lies in an ordinary envelope; what is in it is no secret. A copy beside it, `setting/lock/copy`, is for where it is
//! damaged: without it nothing could be opened any more.
//!
//! | member | what |
//! | --- | --- |
//! | `kind`, `format` | `lock`, 1 |
//! | `id` | of the key of the data; another passphrase leaves it |
//! | `rounds` | of PBKDF2 with HMAC-SHA-256, `600_000..=10_000_000` |
//! | `salt` | 16 bytes as hexadecimal digits |
//! | `key` | the key of the data, encrypted by AES-256-GCM: vector of 12 bytes, 32 bytes, tag of 16, as hexadecimal digits |
//! | `minutes` | without use, after which it locks, `1..=1440` |
//! | `phase` | `set`, or `lifting` while records are made plain again |

use core::fmt::Write as _;
use core::ops::RangeInclusive;

use uuid::Uuid;

use super::envelope::{self, EnvelopeError};
use super::migrations::PAYLOAD_FORMAT;
use super::{LOCK, RecordKey, RecordKind, Stored};
use crate::domain::json::{self, Json, Member, Walker};
use crate::domain::problem::Problem;

/// Rounds of key derivation.
/// Source: OWASP, Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-256. More than the upper end would take a phone
/// minutes.
pub const ROUNDS: RangeInclusive<u32> = 600_000..=10_000_000;
/// Minutes without use.
pub const MINUTES: RangeInclusive<u32> = 1..=1440;
/// Minutes without use, where nobody has said anything else.
pub const USUAL_MINUTES: u32 = 15;

const FORMAT: u32 = 1;
const COPY: &str = "/copy";

/// A lock, as its record tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockRecord {
    /// Of the key of the data: two records with the same id are opened by the same key.
    pub id: Uuid,
    /// Within [`ROUNDS`].
    pub rounds: u32,
    pub salt: [u8; 16],
    /// The key of the data, wrapped by that of the passphrase.
    pub wrapped: [u8; 60],
    /// Within [`MINUTES`].
    pub minutes: u32,
    pub phase: Phase,
}

/// Whether records are to be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// They are, or are becoming so.
    Set,
    /// The lock is being taken off: they are becoming plain.
    Lifting,
}

/// Why a lock's record is not read. Nothing is then done with what is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Of a newer version.
    #[error("the lock has format {found}, this app knows {PAYLOAD_FORMAT}")]
    NewerFormat { found: u16 },
    /// No lock, or one that asks for more than this app is ready to do: the first thing that is wrong.
    #[error("the lock is not readable: {0}")]
    Wrong(Problem),
}

/// The key of the lock's copy.
#[must_use]
pub fn copy_key() -> RecordKey {
    RecordKey::from_stored([LOCK, COPY].concat())
}

/// Whether a record belongs to the lock, and so is never sealed.
#[must_use]
pub fn is_of_lock(key: &RecordKey) -> bool {
    key.as_str()
        .strip_prefix(LOCK)
        .is_some_and(|rest| matches!(rest, "" | COPY))
}

/// The bytes of the lock among all records: those of its copy where it is missing, or the copy alone can be read.
#[must_use]
pub fn among(records: &[Stored]) -> Option<&[u8]> {
    let of = |wanted: RecordKey| {
        let mut records = records.iter();
        records
            .find(|stored| stored.key == wanted)
            .map(|stored| &*stored.bytes)
    };
    let (lock, copy) = (of(RecordKey::lock()), of(copy_key()));
    let is_read = |bytes: &&[u8]| LockRecord::read(bytes).is_ok();
    lock.filter(is_read)
        .or_else(|| copy.filter(is_read))
        .or(lock)
        .or(copy)
}

impl LockRecord {
    /// As a record.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let document = Json::object(vec![
            Member::new("kind", "lock"),
            Member::new("format", FORMAT),
            Member::new("id", self.id.to_string()),
            Member::new("rounds", self.rounds),
            Member::new("salt", hexadecimal(&self.salt)),
            Member::new("key", hexadecimal(&self.wrapped)),
            Member::new("minutes", self.minutes),
            Member::new("phase", self.phase.name()),
        ]);
        envelope::encode(RecordKind::Setting, PAYLOAD_FORMAT, &json::compact(&document))
    }

    /// Reads a record. What is out of bounds is refused before anything is done with it.
    ///
    /// # Errors
    /// [`LockError::Wrong`], for one, where 1 round is asked for.
    pub fn read(bytes: &[u8]) -> Result<Self, LockError> {
        let envelope = envelope::decode(bytes)?;
        if envelope.payload_format != PAYLOAD_FORMAT {
            let found = envelope.payload_format;
            return Err(LockError::NewerFormat { found });
        }
        let document = json::parse(&envelope.payload).map_err(LockError::Wrong)?;
        let mut walker = Walker::new();
        let read = walk(&mut walker, &document);
        walker.finish(read).map_err(|problems| {
            let first = problems.into_iter().next();
            LockError::Wrong(first.unwrap_or_else(|| Problem::of_whole("empty")))
        })
    }
}

impl Phase {
    const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Lifting => "lifting",
        }
    }
}

fn walk<'a>(walker: &mut Walker<'a>, document: &'a Json) -> Option<LockRecord> {
    let mut fields = walker.object(document)?;
    let kind = fields.required(walker, "kind", |walker, json| {
        walker.choice(json, &["lock"], |kind| kind)
    });
    let format = fields.required(walker, "format", |walker, json| {
        walker.whole(json, i64::from(FORMAT)..=i64::from(FORMAT))
    });
    let id = fields.required(walker, "id", |walker, json| {
        let id = Uuid::try_parse(walker.text(json, 36)?).ok();
        if id.is_none() {
            walker.expected(json, "a UUID");
        }
        id
    });
    let rounds = fields.required(walker, "rounds", |walker, json| within(walker, json, ROUNDS));
    let salt = fields.required(walker, "salt", bytes);
    let wrapped = fields.required(walker, "key", bytes);
    let minutes = fields.required(walker, "minutes", |walker, json| within(walker, json, MINUTES));
    let phase = fields.required(walker, "phase", |walker, json| {
        walker.choice(json, &[Phase::Set, Phase::Lifting], Phase::name)
    });
    kind?;
    format?;
    Some(LockRecord {
        id: id?,
        rounds: rounds?,
        salt: salt?,
        wrapped: wrapped?,
        minutes: minutes?,
        phase: phase?,
    })
}

fn within(walker: &mut Walker<'_>, json: &Json, accepted: RangeInclusive<u32>) -> Option<u32> {
    let accepted = i64::from(*accepted.start())..=i64::from(*accepted.end());
    walker
        .whole(json, accepted)
        .and_then(|whole| u32::try_from(whole).ok())
}

/// Exactly so many bytes.
fn bytes<'a, const COUNT: usize>(walker: &mut Walker<'a>, json: &'a Json) -> Option<[u8; COUNT]> {
    let read = json.as_str().and_then(from_hexadecimal);
    if read.is_none() {
        walker.expected(
            json,
            &format!("{COUNT} bytes as hexadecimal digits in small letters"),
        );
    }
    read
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn from_hexadecimal<const COUNT: usize>(text: &str) -> Option<[u8; COUNT]> {
    let digit = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let bytes: Option<Vec<u8>> = pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect();
    bytes?.try_into().ok()
}
