//! What leaves as a file or in a link: a header, the body, and a hash over both. All but the layout is done elsewhere, by
//! the browser: compression, encryption and signatures.
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | the mark: `CRbK` of a backup, `CRxC` of what two companies exchange |
//! | 2 | format of the file, 1 |
//! | 2 | flags: 1 compressed, 2 encrypted, 4 signed, which a backup is not |
//! | 2 | how the key is derived and used, 1: PBKDF2 with HMAC-SHA-256, AES-256-GCM; 0 where not encrypted |
//! | 4 | rounds of the derivation; 0 where not encrypted |
//! | 16 | salt; 0 where not encrypted |
//! | 12 | initialisation vector; 0 where not encrypted |
//! | 8 | length of the content, not compressed and not encrypted |
//! | 8 | length of the body |
//! | 8 | the first bytes of the SHA-256 of all before it |
//! | n | body |
//! | 65 | where signed: the public key, as an uncompressed point of P-256 |
//! | 64 | where signed: the signature of all before it, by ECDSA with SHA-256, as r and s |
//! | 32 | SHA-256 of all before it |
//!
//! The first 50 bytes are what encryption authenticates beside the body. Numbers are little-endian. Whatever a later format
//! adds, it begins with the mark and its format and ends with the SHA-256 of all before it, so that damage is told from
//! news. The header has a hash of its own, so that its lengths can be trusted where the end is missing.

use core::fmt;
use core::ops::RangeInclusive;

use sha2::{Digest, Sha256};

use super::signature::{POINT_BYTES, PublicKey, SIGNATURE_BYTES, Signature, Signed};
use crate::domain::json::LARGEST_DOCUMENT;

const MARK_BYTES: usize = 4;
const FORMAT: u16 = 1;
const COMPRESSED: u16 = 1;
const ENCRYPTED: u16 = 2;
const SIGNED: u16 = 4;
/// Of the body's encryption.
const PBKDF2_AND_AES_GCM: u16 = 1;
/// What AES-GCM adds to what it encrypts.
const TAG: u64 = 16;
const DIGEST: usize = 32;
const HEADER_CHECK: usize = 8;
const HEADER: usize = 66;

/// Rounds of key derivation.
/// Source: OWASP, Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-256. More than the upper end would take a phone
/// minutes.
const ROUNDS: RangeInclusive<u64> = 600_000..=10_000_000;
/// The largest content of a backup, 512 MiB.
const MOST_IN_BACKUP: u64 = 512 << 20;
/// What compression may add to content that cannot be compressed.
const MOST_ADDED: u64 = 1 << 20;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Everything that is kept; never signed.
    Backup,
    /// An invite, a view or a shared result, as a file or in a link.
    Exchange,
}

impl Mark {
    const fn bytes(self) -> &'static [u8; MARK_BYTES] {
        match self {
            Self::Backup => b"CRbK",
            Self::Exchange => b"CRxC",
        }
    }

    const fn flags(self) -> u16 {
        match self {
            Self::Backup => COMPRESSED | ENCRYPTED,
            Self::Exchange => COMPRESSED | ENCRYPTED | SIGNED,
        }
    }

    fn most_content(self) -> u64 {
        match self {
            Self::Backup => MOST_IN_BACKUP,
            Self::Exchange => u64::from(LARGEST_DOCUMENT),
        }
    }
}

/// Whether a signature follows the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    Unsigned,
    Signed,
}

impl Signing {
    const fn length(self) -> usize {
        match self {
            Self::Unsigned => 0,
            Self::Signed => POINT_BYTES + SIGNATURE_BYTES,
        }
    }
}

/// What stands before the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Whether the content is compressed, before it is encrypted.
    pub is_compressed: bool,
    /// `None`: not encrypted.
    pub encryption: Option<Encryption>,
    /// Length of the content before compression and encryption: at most 512 MiB of a backup, at most
    /// [`LARGEST_DOCUMENT`] of an exchanged document. Whoever unpacks it stops there, and refuses what is shorter.
    pub content_length: u64,
}

/// How the body is encrypted: the key derived from a passphrase by PBKDF2 with HMAC-SHA-256, used by AES-256-GCM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encryption {
    /// `600_000..=10_000_000`.
    pub rounds: u32,
    pub salt: [u8; 16],
    pub initialisation_vector: [u8; 12],
}

/// A file that is whole; its body may be compressed and encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed<'f> {
    pub header: Header,
    pub body: &'f [u8],
    /// `None`: not signed. That the signature is right is for the browser to say, before anything is done with the body.
    pub signed: Option<Signed<'f>>,
}

impl Sealed<'_> {
    /// What encryption authenticates beside the body of this file.
    #[must_use]
    pub fn additional_data(&self, mark: Mark) -> Vec<u8> {
        let signing = if self.signed.is_some() {
            Signing::Signed
        } else {
            Signing::Unsigned
        };
        self.header.additional_data(mark, signing)
    }
}

/// Why a file is not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealedError {
    /// Empty, or without the mark.
    #[error("this is no such file of this app")]
    NotOurs,
    /// Written whole by a newer app.
    #[error("the file has format {found}, this app knows {FORMAT}")]
    NewerFormat { found: u16 },
    /// Written whole, with a format that no app has written.
    #[error("the file has format 0, which does not exist")]
    NoSuchFormat,
    /// The end is missing.
    #[error("the file is cut: {found} of at least {expected} bytes are left")]
    Cut { expected: u64, found: u64 },
    /// Bytes follow where the file should end.
    #[error("the file should have {expected} bytes and has {found}")]
    TooLong { expected: u64, found: u64 },
    /// At least one bit differs from what was written.
    #[error("the file is altered: it is not what was written")]
    Altered,
    /// Written whole, but asks for more than this app is ready to do.
    #[error("{parameter} of the file is {found}, accepted is from {least} to {most}")]
    OutOfBounds {
        parameter: Parameter,
        found: u64,
        least: u64,
        most: u64,
    },
}

/// What in a header has bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameter {
    Flags,
    KeyDerivation,
    Rounds,
    ContentLength,
    BodyLength,
    /// The first byte of the public key, which says how the point is written.
    PublicKey,
}

impl Header {
    /// What encryption authenticates beside the body: the header up to the length of the content.
    #[must_use]
    pub fn additional_data(&self, mark: Mark, signing: Signing) -> Vec<u8> {
        let mut bytes = mark.bytes().to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        let encrypted = if self.encryption.is_some() { ENCRYPTED } else { 0 };
        let compressed = if self.is_compressed { COMPRESSED } else { 0 };
        let signed = match signing {
            Signing::Signed => SIGNED,
            Signing::Unsigned => 0,
        };
        bytes.extend((encrypted | compressed | signed).to_le_bytes());
        if let Some(encryption) = &self.encryption {
            bytes.extend(PBKDF2_AND_AES_GCM.to_le_bytes());
            bytes.extend(encryption.rounds.to_le_bytes());
            bytes.extend(encryption.salt);
            bytes.extend(encryption.initialisation_vector);
        } else {
            bytes.extend([0; 2 + 4 + 16 + 12]);
        }
        bytes.extend(self.content_length.to_le_bytes());
        bytes
    }

    /// Refuses what is out of bounds, before any work is done with it.
    fn check(&self, mark: Mark, body_length: u64) -> Result<(), SealedError> {
        if let Some(encryption) = &self.encryption {
            within(Parameter::Rounds, u64::from(encryption.rounds), ROUNDS)?;
        }
        let content = self.content_length;
        within(Parameter::ContentLength, content, 0..=mark.most_content())?;
        let tag = if self.encryption.is_some() { TAG } else { 0 };
        let lengths = if self.is_compressed {
            tag..=content + MOST_ADDED + tag
        } else {
            content + tag..=content + tag
        };
        within(Parameter::BodyLength, body_length, lengths)
    }
}

/// Puts a body, which is compressed and encrypted as the header says, into a file without a signature.
///
/// # Errors
/// [`SealedError::OutOfBounds`] for what could not be opened again.
pub fn seal(mark: Mark, header: &Header, body: &[u8]) -> Result<Vec<u8>, SealedError> {
    let bytes = begun(mark, Signing::Unsigned, header, body)?;
    Ok(ended(bytes))
}

/// What is to be signed of an exchanged file: all that stands before the signature, the public key included.
///
/// # Errors
/// As [`seal`].
pub fn to_sign(header: &Header, body: &[u8], key: &PublicKey) -> Result<Vec<u8>, SealedError> {
    let mut bytes = begun(Mark::Exchange, Signing::Signed, header, body)?;
    bytes.extend(key.point());
    Ok(bytes)
}

/// The file, of what [`to_sign`] gave and its signature.
#[must_use]
pub fn sign(mut to_sign: Vec<u8>, signature: &Signature) -> Vec<u8> {
    to_sign.extend(signature);
    ended(to_sign)
}

/// Takes the body out of a file that must have this mark.
///
/// # Errors
/// The first thing that is wrong, such as [`SealedError::Cut`] for a file that lost its end. What is out of bounds is said
/// before anything is done with the body.
pub fn open(mark: Mark, bytes: &[u8]) -> Result<Sealed<'_>, SealedError> {
    let beginning = bytes.get(..MARK_BYTES).unwrap_or(bytes);
    if beginning.is_empty() || !mark.bytes().starts_with(beginning) {
        return Err(SealedError::NotOurs);
    }
    let mut reader = Reader {
        bytes,
        next: MARK_BYTES,
    };
    let format = u16::from_le_bytes(reader.take()?);
    if format != FORMAT {
        return Err(foreign(bytes, format));
    }
    let (header, signing, body_length) = checked_header(mark, &mut reader)?;
    let (before, rest) = bytes.split_at(reader.next);
    let expected = length(before) + body_length + length(&[0; DIGEST]) + signing.length() as u64;
    let found = length(bytes);
    match found.cmp(&expected) {
        core::cmp::Ordering::Less => return Err(SealedError::Cut { expected, found }),
        core::cmp::Ordering::Greater => return Err(SealedError::TooLong { expected, found }),
        core::cmp::Ordering::Equal => {}
    }
    if !is_whole(bytes) {
        return Err(SealedError::Altered);
    }
    let (body, _) = rest.split_at(rest.len() - DIGEST - signing.length());
    let signed = match signing {
        Signing::Unsigned => None,
        Signing::Signed => Some(signed(bytes)?),
    };
    Ok(Sealed { header, body, signed })
}

/// The header, its hash and the body.
fn begun(mark: Mark, signing: Signing, header: &Header, body: &[u8]) -> Result<Vec<u8>, SealedError> {
    header.check(mark, length(body))?;
    let mut bytes = header.additional_data(mark, signing);
    bytes.reserve(body.len() + 16 + signing.length() + DIGEST);
    bytes.extend(length(body).to_le_bytes());
    let check = Sha256::digest(&bytes);
    bytes.extend(check.iter().take(HEADER_CHECK));
    bytes.extend(body);
    Ok(bytes)
}

/// With the hash of all of it.
fn ended(mut bytes: Vec<u8>) -> Vec<u8> {
    let digest = Sha256::digest(&bytes);
    bytes.extend(digest);
    bytes
}

/// Key and signature of a file that is whole.
fn signed(bytes: &[u8]) -> Result<Signed<'_>, SealedError> {
    let parts = bytes
        .split_last_chunk::<DIGEST>()
        .and_then(|(before, _)| before.split_last_chunk::<SIGNATURE_BYTES>())
        .and_then(|(before, signature)| Some((before, signature, before.last_chunk::<POINT_BYTES>()?)));
    let (of, signature, point) = parts.ok_or(SealedError::Altered)?;
    let Some(key) = PublicKey::from_point(*point) else {
        let form = u64::from(point.first().copied().unwrap_or_default());
        return within(Parameter::PublicKey, form, 4..=4).and(Err(SealedError::Altered));
    };
    Ok(Signed {
        key,
        signature: *signature,
        of,
    })
}

/// What is wrong with a file of another format. Where its lengths are is not known, so a cut one counts as altered.
fn foreign(bytes: &[u8], format: u16) -> SealedError {
    match format {
        _ if !is_whole(bytes) => SealedError::Altered,
        0 => SealedError::NoSuchFormat,
        found => SealedError::NewerFormat { found },
    }
}

/// Whether a file ends with the hash of what stands before.
fn is_whole(bytes: &[u8]) -> bool {
    bytes
        .split_last_chunk::<DIGEST>()
        .is_some_and(|(content, digest)| Sha256::digest(content).as_slice() == digest)
}

/// The header and the length of the body, once the header's own hash is right and nothing in it is out of bounds. The
/// reader stands behind the format.
fn checked_header(mark: Mark, reader: &mut Reader<'_>) -> Result<(Header, Signing, u64), SealedError> {
    let flags = u16::from_le_bytes(reader.take()?);
    let derivation = u16::from_le_bytes(reader.take()?);
    let encryption = Encryption {
        rounds: u32::from_le_bytes(reader.take()?),
        salt: reader.take()?,
        initialisation_vector: reader.take()?,
    };
    let content_length = u64::from_le_bytes(reader.take()?);
    let authenticated = &reader.bytes[..reader.next];
    let body_length = u64::from_le_bytes(reader.take()?);
    let hash = Sha256::digest(&reader.bytes[..reader.next]);
    let check: [u8; HEADER_CHECK] = reader.take()?;
    if !hash.starts_with(&check) {
        return Err(SealedError::Altered);
    }
    within(Parameter::Flags, u64::from(flags), 0..=u64::from(mark.flags()))?;
    let is_encrypted = flags & ENCRYPTED != 0;
    let known = if is_encrypted {
        u64::from(PBKDF2_AND_AES_GCM)
    } else {
        0
    };
    within(Parameter::KeyDerivation, u64::from(derivation), known..=known)?;
    let header = Header {
        is_compressed: flags & COMPRESSED != 0,
        encryption: is_encrypted.then_some(encryption),
        content_length,
    };
    header.check(mark, body_length)?;
    let signing = if flags & SIGNED != 0 {
        Signing::Signed
    } else {
        Signing::Unsigned
    };
    // Where it is not encrypted, something may stand in the place of salt and vector.
    if header.additional_data(mark, signing) != authenticated {
        return Err(SealedError::Altered);
    }
    Ok((header, signing, body_length))
}

struct Reader<'f> {
    bytes: &'f [u8],
    next: usize,
}

impl Reader<'_> {
    fn take<const COUNT: usize>(&mut self) -> Result<[u8; COUNT], SealedError> {
        let taken = self.bytes.get(self.next..).and_then(<[u8]>::first_chunk);
        let taken = taken.copied().ok_or_else(|| self.cut())?;
        self.next += COUNT;
        Ok(taken)
    }

    /// The file ends within its header.
    fn cut(&self) -> SealedError {
        SealedError::Cut {
            expected: length(&[0; HEADER + DIGEST]),
            found: length(self.bytes),
        }
    }
}

fn within(parameter: Parameter, found: u64, accepted: RangeInclusive<u64>) -> Result<(), SealedError> {
    if accepted.contains(&found) {
        return Ok(());
    }
    Err(SealedError::OutOfBounds {
        parameter,
        found,
        least: *accepted.start(),
        most: *accepted.end(),
    })
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl fmt::Display for Parameter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Flags => "the set of flags",
            Self::KeyDerivation => "the way to derive the key",
            Self::Rounds => "the number of rounds of key derivation",
            Self::ContentLength => "the length of the content",
            Self::BodyLength => "the length of the body",
            Self::PublicKey => "the form of the public key",
        })
    }
}
