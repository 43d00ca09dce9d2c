//! Many responses or companies in few bytes: the form in which a store keeps those that came together and that nobody has
//! changed.
//!
//! A store takes and gives a thousand small things slowly and one large thing quickly, and JSON is read slowly. Here a
//! response of 36 answers has some 260 bytes in place of 3,100, and its answers are unpacked when somebody looks at
//! them. Nothing is lost: what is unpacked is equal to what was packed, unknown members included.
//!
//! The bytes, described in docs/storage.md, have neither mark nor checksum: they are the payload of an envelope.

mod bytes;
mod companies;
mod read;
mod tree;
mod words;
mod write;

pub use bytes::Part;
pub use companies::{CompanyPacker, PackedCompanies, unpack_companies};
pub use read::{PackedError, PackedResponses, unpack};
pub use write::Packer;

/// The format of the bytes of responses.
pub const PACKED_FORMAT: u16 = 1;
/// The format of the bytes of companies.
pub const COMPANIES_FORMAT: u16 = 2;

/// What the byte of an answer says: in the low three bits the level, or one of these two.
const UNKNOWN: u8 = 5;
const NOT_APPLICABLE: u8 = 6;
const STATE: u8 = 0b111;
/// What follows its day.
const NOTE: u8 = 1 << 3;
const LINK: u8 = 1 << 4;
const REASON: u8 = 1 << 5;
const EXTRA: u8 = 1 << 6;
