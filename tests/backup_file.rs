//! The file of a backup: what was put in comes out, and nothing that is cut, altered or out of bounds does.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;

use channel_readiness::domain::exchange::backup::{
    Encryption, Header, Parameter, Sealed, SealedError, additional_data, open, seal,
};
use dice::Dice;
use sha2::{Digest, Sha256};

const FLIPS_AND_CUTS: usize = 10_000;
/// Where things stand in a file.
const FORMAT: usize = 4;
const FLAGS: usize = 6;
const DERIVATION: usize = 8;
const ROUNDS: usize = 10;
const SALT: usize = 14;
const CONTENT_LENGTH: usize = 42;
const BODY_LENGTH: usize = 50;
const CHECK: usize = 58;
const BODY: usize = 66;

fn encryption() -> Encryption {
    Encryption {
        rounds: 600_000,
        salt: *b"sixteen bytes...",
        initialisation_vector: *b"and twelve..",
    }
}

fn plain(length: u64) -> Header {
    Header {
        is_compressed: false,
        encryption: None,
        content_length: length,
    }
}

/// A header of each kind with a body that fits.
fn kinds() -> [(Header, Vec<u8>); 4] {
    let encrypted = |header: Header| Header {
        encryption: Some(encryption()),
        ..header
    };
    let compressed = |header: Header| Header {
        is_compressed: true,
        ..header
    };
    let content = b"some content".to_vec();
    let with_tag = [content.as_slice(), &[7; 16]].concat();
    [
        (plain(12), content.clone()),
        (encrypted(plain(12)), with_tag.clone()),
        (compressed(plain(5000)), content),
        (encrypted(compressed(plain(5000))), with_tag),
    ]
}

fn file() -> Vec<u8> {
    let (header, body) = &kinds()[3];
    seal(header, body).unwrap()
}

/// The file with bytes replaced, and with all hashes made right again.
fn rewritten(mut bytes: Vec<u8>, from: usize, with: &[u8]) -> Vec<u8> {
    bytes[from..from + with.len()].copy_from_slice(with);
    let check = Sha256::digest(&bytes[..CHECK]);
    bytes[CHECK..BODY].copy_from_slice(&check[..8]);
    rehashed(bytes)
}

fn rehashed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 32;
    let digest = Sha256::digest(&bytes[..end]);
    bytes[end..].copy_from_slice(&digest);
    bytes
}

fn out_of_bounds(parameter: Parameter, found: u64, (least, most): (u64, u64)) -> SealedError {
    SealedError::OutOfBounds {
        parameter,
        found,
        least,
        most,
    }
}

#[test]
fn what_was_put_in_comes_out() {
    for (header, body) in kinds() {
        let bytes = seal(&header, &body).unwrap();
        assert_eq!(
            open(&bytes),
            Ok(Sealed {
                header,
                body: &body,
                signed: None
            })
        );
    }
    let empty = seal(&plain(0), &[]).unwrap();
    assert_eq!(open(&empty).map(|sealed| sealed.body), Ok(&[][..]));
}

/// Backups have to open for ever: these are the bytes of one.
#[test]
fn a_file_of_format_1_stays_readable() {
    let bytes = file();
    let header = [
        b"CRbK\x01\x00\x03\x00\x01\x00\xc0\x27\x09\x00sixteen bytes...and twelve..".as_slice(),
        b"\x88\x13\x00\x00\x00\x00\x00\x00",
    ]
    .concat();
    assert_eq!(bytes[..BODY_LENGTH], header);
    assert_eq!(bytes[BODY_LENGTH..CHECK], [28, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(bytes[CHECK..BODY], Sha256::digest(&bytes[..CHECK])[..8]);
    assert_eq!(&bytes[BODY..BODY + 12], b"some content");
    assert_eq!(bytes.len(), BODY + 28 + 32);
    assert_eq!(rehashed(bytes.clone()), bytes);
}

#[test]
fn encryption_authenticates_all_of_the_header_but_the_length_of_the_body() {
    let (header, _) = &kinds()[3];
    assert_eq!(additional_data(header), file()[..BODY_LENGTH]);
    let mut all: Vec<_> = kinds()
        .iter()
        .map(|(header, _)| additional_data(header))
        .collect();
    all.dedup();
    assert_eq!(all.len(), 4);
}

#[test]
fn nothing_and_other_files_are_no_backup() {
    for bytes in [
        b"".as_slice(),
        b"{}",
        b"PK\x03\x04",
        b"CRdR\x01\x00",
        b"CRbX and more",
        &[0; 200],
    ] {
        assert_eq!(open(bytes), Err(SealedError::NotOurs));
    }
}

#[test]
fn every_cut_is_named_a_cut_with_what_is_left() {
    for (header, body) in kinds() {
        let bytes = seal(&header, &body).unwrap();
        for found in 1..bytes.len() {
            // Where the header is whole, it says how long the file was.
            let expected = if found < BODY { BODY + 32 } else { bytes.len() };
            let (expected, left) = (expected as u64, found as u64);
            assert_eq!(
                open(&bytes[..found]),
                Err(SealedError::Cut {
                    expected,
                    found: left
                })
            );
        }
    }
}

#[test]
fn bytes_after_the_end_are_refused() {
    let bytes = [file(), vec![0]].concat();
    let found = bytes.len() as u64;
    let expected = found - 1;
    assert_eq!(open(&bytes), Err(SealedError::TooLong { expected, found }));
}

#[test]
fn ten_thousand_flips_and_cuts_are_each_refused_for_what_they_are() {
    let mut dice = Dice::new(15);
    let mut counts = [0; 3];
    for _ in 0..FLIPS_AND_CUTS {
        let (mut header, _) = dice.pick(&kinds()).clone();
        let length = dice.below(3000_u64);
        let tag = if header.encryption.is_some() { 16 } else { 0 };
        header.content_length = length;
        let body: Vec<u8> = (0..length + tag).map(|_| dice.next().to_le_bytes()[0]).collect();
        let mut bytes = seal(&header, &body).unwrap();
        let at = 1 + dice.below(bytes.len() - 1);
        let (kind, is_right) = match dice.below(4) {
            0 => (0, matches!(open(&bytes[..at]), Err(SealedError::Cut { .. }))),
            // Half of the flips hit the header, which is short.
            flip => {
                let bit = if flip == 1 {
                    dice.below(BODY * 8)
                } else {
                    dice.below(bytes.len() * 8)
                };
                bytes[bit / 8] ^= 1 << (bit % 8);
                let expected = if bit / 8 < 4 {
                    SealedError::NotOurs
                } else {
                    SealedError::Altered
                };
                (if bit / 8 < BODY { 1 } else { 2 }, open(&bytes) == Err(expected))
            }
        };
        counts[kind] += 1;
        assert!(is_right, "{:?}", open(&bytes));
    }
    assert!(counts.into_iter().all(|count| count > 1000), "{counts:?}");
}

#[test]
fn a_newer_format_is_named_whatever_its_layout() {
    assert_eq!(
        open(&rewritten(file(), FORMAT, &[2, 0])),
        Err(SealedError::NewerFormat { found: 2 })
    );
    let other = [b"CRbK\xff\xff".as_slice(), &[0xaa; 50], &[0; 32]].concat();
    assert_eq!(
        open(&rehashed(other.clone())),
        Err(SealedError::NewerFormat { found: u16::MAX })
    );
    // Nobody knows what it was.
    assert_eq!(open(&other), Err(SealedError::Altered));
    assert_eq!(open(b"CRbK\x02\x00"), Err(SealedError::Altered));
}

#[test]
fn format_0_does_not_exist() {
    assert_eq!(
        open(&rewritten(file(), FORMAT, &[0, 0])),
        Err(SealedError::NoSuchFormat)
    );
}

#[test]
fn rounds_out_of_bounds_are_refused_before_the_body_is_looked_at() {
    for rounds in [0_u32, 1, 599_999, 10_000_001, 1 << 31, u32::MAX] {
        let expected = out_of_bounds(Parameter::Rounds, u64::from(rounds), (600_000, 10_000_000));
        let mut bytes = rewritten(file(), ROUNDS, &rounds.to_le_bytes());
        assert_eq!(open(&bytes), Err(expected.clone()));
        bytes.truncate(BODY);
        assert_eq!(open(&bytes), Err(expected.clone()));
        let (mut header, body) = kinds()[3].clone();
        header.encryption = Some(Encryption {
            rounds,
            ..encryption()
        });
        assert_eq!(seal(&header, &body), Err(expected));
    }
    for rounds in [600_000_u32, 10_000_000] {
        assert!(open(&rewritten(file(), ROUNDS, &rounds.to_le_bytes())).is_ok());
    }
}

#[test]
fn content_of_more_than_512_mebibytes_is_refused_before_it_is_unpacked() {
    let most = 512 << 20;
    for length in [most + 1, u64::MAX, 1 << 63] {
        let expected = out_of_bounds(Parameter::ContentLength, length, (0, most));
        assert_eq!(
            open(&rewritten(file(), CONTENT_LENGTH, &length.to_le_bytes())),
            Err(expected)
        );
    }
    assert!(open(&rewritten(file(), CONTENT_LENGTH, &most.to_le_bytes())).is_ok());
}

#[test]
fn a_body_that_cannot_be_the_content_is_refused() {
    let (header, body) = &kinds()[0];
    let short = rewritten(seal(header, body).unwrap(), CONTENT_LENGTH, &[13]);
    assert_eq!(
        open(&short),
        Err(out_of_bounds(Parameter::BodyLength, 12, (13, 13)))
    );
    let (header, body) = &kinds()[1];
    let without_tag = seal(header, &body[..12]);
    assert_eq!(
        without_tag,
        Err(out_of_bounds(Parameter::BodyLength, 12, (28, 28)))
    );
    let (header, body) = &kinds()[3];
    let range = (16, 5000 + (1 << 20) + 16);
    assert_eq!(
        seal(header, &body[..15]),
        Err(out_of_bounds(Parameter::BodyLength, 15, range))
    );
    let huge = rewritten(file(), BODY_LENGTH, &u64::MAX.to_le_bytes());
    assert_eq!(
        open(&huge),
        Err(out_of_bounds(Parameter::BodyLength, u64::MAX, range))
    );
    let longer = rewritten(file(), BODY_LENGTH, &29_u64.to_le_bytes());
    let (expected, found) = (BODY as u64 + 29 + 32, longer.len() as u64);
    assert_eq!(open(&longer), Err(SealedError::Cut { expected, found }));
}

#[test]
fn what_no_version_of_format_1_writes_is_refused() {
    let flags = rewritten(file(), FLAGS, &[7, 0]);
    assert_eq!(open(&flags), Err(out_of_bounds(Parameter::Flags, 7, (0, 3))));
    let other_key = rewritten(file(), DERIVATION, &[2, 0]);
    assert_eq!(
        open(&other_key),
        Err(out_of_bounds(Parameter::KeyDerivation, 2, (1, 1)))
    );
    let (header, body) = &kinds()[0];
    let plain = seal(header, body).unwrap();
    let with_key = rewritten(plain.clone(), DERIVATION, &[1, 0]);
    assert_eq!(
        open(&with_key),
        Err(out_of_bounds(Parameter::KeyDerivation, 1, (0, 0)))
    );
    for place in [ROUNDS, SALT, SALT + 16] {
        assert_eq!(
            open(&rewritten(plain.clone(), place, &[1])),
            Err(SealedError::Altered)
        );
    }
}

#[test]
fn every_refusal_says_what_is_wrong() {
    let cases = [
        (SealedError::NotOurs, "this is no such file of this app"),
        (
            SealedError::NewerFormat { found: 2 },
            "the file has format 2, this app knows 1",
        ),
        (
            SealedError::NoSuchFormat,
            "the file has format 0, which does not exist",
        ),
        (
            SealedError::Cut {
                expected: 126,
                found: 7,
            },
            "the file is cut: 7 of at least 126 bytes are left",
        ),
        (
            SealedError::TooLong {
                expected: 126,
                found: 127,
            },
            "the file should have 126 bytes and has 127",
        ),
        (
            SealedError::Altered,
            "the file is altered: it is not what was written",
        ),
        (
            out_of_bounds(Parameter::Rounds, 1, (600_000, 10_000_000)),
            "the number of rounds of key derivation of the file is 1, accepted is from 600000 to 10000000",
        ),
        (
            out_of_bounds(Parameter::Flags, 7, (0, 3)),
            "the set of flags of the file is 7, accepted is from 0 to 3",
        ),
        (
            out_of_bounds(Parameter::KeyDerivation, 2, (1, 1)),
            "the way to derive the key of the file is 2, accepted is from 1 to 1",
        ),
        (
            out_of_bounds(Parameter::ContentLength, 536_870_913, (0, 536_870_912)),
            "the length of the content of the file is 536870913, accepted is from 0 to 536870912",
        ),
        (
            out_of_bounds(Parameter::BodyLength, 12, (28, 28)),
            "the length of the body of the file is 12, accepted is from 28 to 28",
        ),
    ];
    for (error, message) in cases {
        assert_eq!(error.to_string(), message);
    }
}
