//! A record's bytes: a payload with what is needed to trust it.
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | `CRdR`, the mark |
//! | 2 | format of the envelope, 1 |
//! | 2 | format of the payload |
//! | 8 | length of the payload |
//! | 1, 1 | lengths of the two texts that follow |
//! | n | version of the app that wrote it |
//! | n | kind of the record |
//! | n | payload: the exchange format's JSON, UTF-8; of a chunk the bytes that `domain::packed` makes |
//! | 4 | CRC-32 of all before it |
//!
//! Numbers are little-endian. Whatever a later envelope adds, it begins with the mark and its format and ends with the
//! CRC-32 of all before it, so that damage is told from news.

use core::ops::Range;
use std::sync::LazyLock;

use crc::{CRC_32_ISO_HDLC, Crc, Table};

use super::{RecordKind, sealed};

pub(super) const MARK: &[u8; 4] = b"CRdR";
const FORMAT: u16 = 1;
const HEADER: usize = 18;
pub(super) const CHECKSUM: usize = 4;
/// Of this program.
pub const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Its tables of 16 kB are worked out at the first use: in the program they would be as many bytes to fetch, since
/// nothing compresses them.
pub(super) static CRC: LazyLock<Crc<u32, Table<16>>> =
    LazyLock::new(|| Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC));

/// A record taken out of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    pub kind: RecordKind,
    /// Version of the app that wrote the record; for diagnosis only.
    pub app_version: String,
    /// Format of the payload, from 1; see [`super::migrations`].
    pub payload_format: u16,
    /// JSON text; not looked at here.
    pub payload: String,
}

/// A record taken out of its bytes, its payload as it lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEnvelope<'b> {
    pub kind: RecordKind,
    pub app_version: String,
    pub payload_format: u16,
    pub payload: &'b [u8],
}

impl RawEnvelope<'_> {
    /// Where the payload lies among the bytes.
    #[must_use]
    pub fn place(&self) -> Range<usize> {
        let begin = HEADER + self.app_version.len() + self.kind.name().len();
        begin..begin + self.payload.len()
    }
}

/// Why bytes are not a record. The bytes are then to be set aside, never overwritten.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Empty, or without our mark.
    #[error("this is not a record of this app")]
    NotOurs,
    /// The end is missing.
    #[error("the record is cut: {found} of at least {expected} bytes are left")]
    Cut { expected: u64, found: u64 },
    /// Bytes follow where the record should end.
    #[error("the record should have {expected} bytes and has {found}")]
    TooLong { expected: u64, found: u64 },
    /// At least one bit differs from what was written.
    #[error("the record is damaged: its checksum is {computed:08x} and should be {written:08x}")]
    ChecksumWrong { written: u32, computed: u32 },
    /// Written whole by a newer app.
    #[error("the record has format {found}, this app knows {FORMAT}")]
    NewerFormat { found: u16 },
    /// Written whole, with a format that no app has written.
    #[error("the record has format {found}, which does not exist")]
    UnknownFormat { found: u16 },
    /// Written whole, of a kind this version does not know.
    #[error("the record is of the kind \"{found}\", which this app does not know")]
    UnknownKind { found: String },
    /// The checksum is right, but a text in it is not UTF-8.
    #[error("the record's text is not UTF-8")]
    NotText,
    /// Written whole and sealed; see [`super::sealed`].
    #[error("the record is sealed, and not by the key that is here")]
    Sealed,
    /// Sealed in a way that only a newer app knows.
    #[error("the record is sealed in the way {found}, which this app does not know")]
    UnknownSealing { found: u16 },
}

/// Puts a payload into an envelope of this version.
///
/// `payload_format` is from 1 and tells which migrations the payload will need once it is old.
#[must_use]
pub fn encode(kind: RecordKind, payload_format: u16, payload: &str) -> Vec<u8> {
    encode_bytes(kind, payload_format, payload.as_bytes())
}

/// As [`encode`], with a payload that is no text.
#[must_use]
pub fn encode_bytes(kind: RecordKind, payload_format: u16, payload: &[u8]) -> Vec<u8> {
    let kind = kind.name();
    let mut bytes = Vec::with_capacity(HEADER + APP_VERSION.len() + kind.len() + payload.len() + CHECKSUM);
    bytes.extend_from_slice(MARK);
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&payload_format.to_le_bytes());
    bytes.extend_from_slice(&length(payload).to_le_bytes());
    bytes.extend_from_slice(&[short_length(APP_VERSION), short_length(kind)]);
    bytes.extend_from_slice(APP_VERSION.as_bytes());
    bytes.extend_from_slice(kind.as_bytes());
    bytes.extend_from_slice(payload);
    let checksum = CRC.checksum(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Takes a record out of its bytes.
///
/// # Errors
/// The first thing that is wrong, such as [`EnvelopeError::Cut`] for a file that lost its end.
pub fn decode(bytes: &[u8]) -> Result<Envelope, EnvelopeError> {
    let RawEnvelope {
        kind,
        app_version,
        payload_format,
        payload,
    } = decode_bytes(bytes)?;
    Ok(Envelope {
        kind,
        app_version,
        payload_format,
        payload: text(payload)?,
    })
}

/// As [`decode`], whatever the payload is.
///
/// # Errors
/// As [`decode`].
pub fn decode_bytes(bytes: &[u8]) -> Result<RawEnvelope<'_>, EnvelopeError> {
    let (content, format) = checked(bytes)?;
    match format {
        FORMAT => open(content),
        sealed::FORMAT => Err(EnvelopeError::Sealed),
        0 => Err(EnvelopeError::UnknownFormat { found: 0 }),
        found => Err(EnvelopeError::NewerFormat { found }),
    }
}

/// The bytes without their checksum, and the envelope's format, once the checksum is right.
pub(super) fn checked(bytes: &[u8]) -> Result<(&[u8], u16), EnvelopeError> {
    let beginning = bytes.get(..MARK.len()).unwrap_or(bytes);
    if beginning.is_empty() || !MARK.starts_with(beginning) {
        return Err(EnvelopeError::NotOurs);
    }
    if bytes.len() < HEADER + CHECKSUM {
        return Err(cut(HEADER + CHECKSUM, bytes));
    }
    let (content, written) = bytes.split_at(bytes.len() - CHECKSUM);
    let written = u32::from_le_bytes(fixed(written, 0)?);
    let computed = CRC.checksum(content);
    let format = u16::from_le_bytes(fixed(content, 4)?);
    if written == computed {
        return Ok((content, format));
    }
    Err(wrong_length(bytes, format).unwrap_or(EnvelopeError::ChecksumWrong { written, computed }))
}

/// Names a cut or lengthened record as such. Only an envelope of this format is sure to have its lengths where they
/// are looked for.
fn wrong_length(bytes: &[u8], format: u16) -> Option<EnvelopeError> {
    if format != FORMAT {
        return None;
    }
    let payload = u64::from_le_bytes(fixed(bytes, 8).ok()?);
    let texts = u64::from(*bytes.get(16)?) + u64::from(*bytes.get(17)?);
    let expected = payload
        .checked_add(texts)?
        .checked_add(length(bytes.get(..HEADER + CHECKSUM)?))?;
    let found = length(bytes);
    match found.cmp(&expected) {
        core::cmp::Ordering::Less => Some(EnvelopeError::Cut { expected, found }),
        core::cmp::Ordering::Greater => Some(EnvelopeError::TooLong { expected, found }),
        core::cmp::Ordering::Equal => None,
    }
}

/// Reads an envelope of this format; the checksum has been taken off.
fn open(content: &[u8]) -> Result<RawEnvelope<'_>, EnvelopeError> {
    let [app_version_length, kind_length] = fixed(content, 16)?;
    let rest = content.get(HEADER..).unwrap_or_default();
    let (app_version, rest) = part(content, rest, usize::from(app_version_length))?;
    let (kind, payload) = part(content, rest, usize::from(kind_length))?;
    let expected = u64::from_le_bytes(fixed(content, 8)?);
    if length(payload) != expected {
        return Err(EnvelopeError::Cut {
            expected,
            found: length(payload),
        });
    }
    let kind = text(kind)?;
    Ok(RawEnvelope {
        kind: RecordKind::parse(&kind).ok_or(EnvelopeError::UnknownKind { found: kind })?,
        app_version: text(app_version)?,
        payload_format: u16::from_le_bytes(fixed(content, 6)?),
        payload,
    })
}

fn part<'a>(content: &[u8], rest: &'a [u8], count: usize) -> Result<(&'a [u8], &'a [u8]), EnvelopeError> {
    rest.split_at_checked(count)
        .ok_or_else(|| cut(HEADER + count, content))
}

pub(super) fn fixed<const COUNT: usize>(bytes: &[u8], from: usize) -> Result<[u8; COUNT], EnvelopeError> {
    let slice = bytes.get(from..from + COUNT);
    slice
        .and_then(|slice| slice.try_into().ok())
        .ok_or_else(|| cut(from + COUNT, bytes))
}

fn text(bytes: &[u8]) -> Result<String, EnvelopeError> {
    String::from_utf8(bytes.to_vec()).map_err(|_| EnvelopeError::NotText)
}

fn cut(expected: usize, bytes: &[u8]) -> EnvelopeError {
    EnvelopeError::Cut {
        expected: u64::try_from(expected).unwrap_or(u64::MAX),
        found: length(bytes),
    }
}

pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// The length of a text that this version writes: its own number or a kind's name, all far below 256 bytes.
fn short_length(text: &str) -> u8 {
    u8::try_from(text.len()).unwrap_or(u8::MAX)
}
