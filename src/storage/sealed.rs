//! A sealed record's bytes: what encryption made of a record, with what is needed to tell damage from another key.
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | `CRdR`, the mark |
//! | 2 | format of the envelope, 2 |
//! | 2 | how it is sealed, 1: AES-256-GCM |
//! | 8 | length of the sealed bytes |
//! | n | sealed bytes: initialisation vector of 12 bytes, the encrypted record, tag of 16 bytes |
//! | 4 | CRC-32 of all before it |
//!
//! Numbers are little-endian. What is encrypted are a record's bytes as they were, an [`envelope`] as a rule. Encryption
//! authenticates the first 8 bytes and the record's key as well, so that no record passes for another.
//!
//! [`envelope`]: super::envelope

use super::RecordKey;
use super::envelope::{CHECKSUM, CRC, EnvelopeError, MARK, checked, fixed, length};

pub(super) const FORMAT: u16 = 2;
const AES_256_GCM: u16 = 1;
const HEADER: usize = 16;
const AUTHENTICATED: usize = 8;

/// Whether bytes say of themselves that they are a sealed record; they may be damaged.
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
        && fixed(bytes, MARK.len()).is_ok_and(|format| u16::from_le_bytes(format) == FORMAT)
}

/// What encryption is to authenticate beside the record of this key.
#[must_use]
pub fn context(key: &RecordKey) -> Vec<u8> {
    let mut context = beginning();
    context.extend_from_slice(key.as_str().as_bytes());
    context
}

/// Puts what encryption made into an envelope.
#[must_use]
pub fn wrap(sealed: &[u8]) -> Vec<u8> {
    let mut bytes = beginning();
    bytes.reserve(HEADER - AUTHENTICATED + sealed.len() + CHECKSUM);
    bytes.extend_from_slice(&length(sealed).to_le_bytes());
    bytes.extend_from_slice(sealed);
    let checksum = CRC.checksum(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Takes what encryption made out of its envelope.
///
/// # Errors
/// The first thing that is wrong, such as [`EnvelopeError::ChecksumWrong`] where a bit was turned round.
pub fn unwrap(bytes: &[u8]) -> Result<&[u8], EnvelopeError> {
    let (content, format) = checked(bytes).map_err(|error| named(bytes, error))?;
    match format {
        FORMAT => {}
        0 => return Err(EnvelopeError::UnknownFormat { found: 0 }),
        found if found > FORMAT => return Err(EnvelopeError::NewerFormat { found }),
        _ => return Err(EnvelopeError::NotOurs),
    }
    let sealing = u16::from_le_bytes(fixed(content, 6)?);
    if sealing != AES_256_GCM {
        return Err(EnvelopeError::UnknownSealing { found: sealing });
    }
    let sealed = content.get(HEADER..).unwrap_or_default();
    if length(sealed) != u64::from_le_bytes(fixed(content, AUTHENTICATED)?) {
        return Err(EnvelopeError::NotOurs);
    }
    Ok(sealed)
}

/// A cut or lengthened record has a wrong checksum too: it is named as such.
fn named(bytes: &[u8], error: EnvelopeError) -> EnvelopeError {
    let told = fixed(bytes, AUTHENTICATED).ok().map(u64::from_le_bytes);
    let around = length(&[0; HEADER + CHECKSUM]);
    let expected = told.and_then(|told| told.checked_add(around));
    let found = length(bytes);
    match (error, expected) {
        (EnvelopeError::ChecksumWrong { .. }, Some(expected)) if is_sealed(bytes) && found < expected => {
            EnvelopeError::Cut { expected, found }
        }
        (EnvelopeError::ChecksumWrong { .. }, Some(expected)) if is_sealed(bytes) && found > expected => {
            EnvelopeError::TooLong { expected, found }
        }
        (error, _) => error,
    }
}

fn beginning() -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&AES_256_GCM.to_le_bytes());
    bytes
}
