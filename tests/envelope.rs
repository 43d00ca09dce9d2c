//! A record's bytes: what goes in comes out, and nothing that is damaged does.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::storage::RecordKind;
use channel_readiness::storage::envelope::{Envelope, EnvelopeError, decode, encode};

const PAYLOAD: &str = r#"{"kind":"response","title":"Größe – 測試"}"#;

fn record() -> Vec<u8> {
    encode(RecordKind::Assessment, 1, PAYLOAD)
}

/// CRC-32 (ISO-HDLC) as its definition has it, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let shifted = |crc: u32, _| {
        if crc & 1 == 1 {
            crc >> 1 ^ 0xEDB8_8320
        } else {
            crc >> 1
        }
    };
    !bytes
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), shifted))
}

/// A record with some bytes replaced and its checksum made right again, as a newer app could have written it.
fn rewritten(from: usize, with: &[u8]) -> Vec<u8> {
    let mut bytes = record();
    bytes[from..from + with.len()].copy_from_slice(with);
    let end = bytes.len() - 4;
    let checksum = crc32(&bytes[..end]);
    bytes[end..].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

#[test]
fn what_was_put_in_comes_out() {
    let expected = Envelope {
        kind: RecordKind::Assessment,
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        payload_format: 1,
        payload: PAYLOAD.to_owned(),
    };
    assert_eq!(decode(&record()), Ok(expected));
}

#[test]
fn every_kind_and_an_empty_payload_come_out() {
    for kind in [
        RecordKind::Assessment,
        RecordKind::Company,
        RecordKind::Pack,
        RecordKind::Benchmark,
        RecordKind::Setting,
    ] {
        let envelope = decode(&encode(kind, u16::MAX, "")).expect("a record");
        assert_eq!(
            (envelope.kind, envelope.payload_format, envelope.payload.as_str()),
            (kind, u16::MAX, "")
        );
    }
}

/// Records of the first release have to open for ever: these are the bytes of one.
#[test]
fn a_record_of_format_1_stays_readable() {
    let written =
        b"CRdR\x01\x00\x01\x00\x02\x00\x00\x00\x00\x00\x00\x00\x05\x070.1.0setting{}\xfe\x94\xa8\x51";
    let envelope = decode(written).expect("a record");
    assert_eq!((envelope.kind, envelope.payload_format), (RecordKind::Setting, 1));
    assert_eq!(
        (envelope.app_version.as_str(), envelope.payload.as_str()),
        ("0.1.0", "{}")
    );
}

#[test]
fn nothing_is_not_ours() {
    assert_eq!(decode(b""), Err(EnvelopeError::NotOurs));
}

#[test]
fn other_bytes_are_not_ours() {
    for bytes in [b"{}".as_slice(), b"PK\x03\x04", b"CRdX and more", &[0; 64]] {
        assert_eq!(decode(bytes), Err(EnvelopeError::NotOurs));
    }
}

#[test]
fn every_cut_is_named_a_cut() {
    let record = record();
    for length in 1..record.len() {
        let refused = decode(&record[..length]);
        assert!(
            matches!(refused, Err(EnvelopeError::Cut { .. })),
            "{length} bytes: {refused:?}"
        );
    }
}

#[test]
fn a_cut_says_how_many_bytes_are_left_of_how_many() {
    let record = record();
    let expected = record.len() as u64;
    let refused = decode(&record[..record.len() - 1]);
    assert_eq!(
        refused,
        Err(EnvelopeError::Cut {
            expected,
            found: expected - 1
        })
    );
}

#[test]
fn bytes_after_the_end_are_refused() {
    let mut record = record();
    record.push(0);
    let expected = record.len() as u64 - 1;
    assert_eq!(
        decode(&record),
        Err(EnvelopeError::TooLong {
            expected,
            found: expected + 1
        })
    );
}

#[test]
fn every_flipped_bit_is_refused() {
    let record = record();
    for bit in 0..record.len() * 8 {
        let mut flipped = record.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(decode(&flipped).is_err(), "bit {bit}");
    }
}

#[test]
fn a_flipped_bit_in_the_payload_is_a_wrong_checksum() {
    let mut record = record();
    let place = record.len() - 10;
    record[place] ^= 1;
    assert!(matches!(
        decode(&record),
        Err(EnvelopeError::ChecksumWrong { .. })
    ));
}

#[test]
fn a_newer_format_is_named() {
    assert_eq!(
        decode(&rewritten(4, &[3, 0])),
        Err(EnvelopeError::NewerFormat { found: 3 })
    );
    assert_eq!(
        decode(&rewritten(4, &[0xFF, 0xFF])),
        Err(EnvelopeError::NewerFormat { found: u16::MAX })
    );
}

#[test]
fn a_newer_format_with_another_layout_is_named_too() {
    let mut record = b"CRdR\x07\x00".to_vec();
    record.extend_from_slice(&[0xAA; 500]);
    let checksum = crc32(&record);
    record.extend_from_slice(&checksum.to_le_bytes());
    assert_eq!(decode(&record), Err(EnvelopeError::NewerFormat { found: 7 }));
}

#[test]
fn format_0_does_not_exist() {
    assert_eq!(
        decode(&rewritten(4, &[0, 0])),
        Err(EnvelopeError::UnknownFormat { found: 0 })
    );
}

#[test]
fn lengths_that_lie_are_refused_whatever_the_checksum_says() {
    for lengths in [[0xFF; 8], [0; 8], [1, 0, 0, 0, 0, 0, 0, 0]] {
        assert!(matches!(
            decode(&rewritten(8, &lengths)),
            Err(EnvelopeError::Cut { .. })
        ));
    }
    assert!(matches!(
        decode(&rewritten(16, &[0xFF, 0xFF])),
        Err(EnvelopeError::Cut { .. })
    ));
}

#[test]
fn a_kind_of_a_newer_app_is_named() {
    let start = 18 + env!("CARGO_PKG_VERSION").len();
    let refused = decode(&rewritten(start, b"portfolios"));
    assert_eq!(
        refused,
        Err(EnvelopeError::UnknownKind {
            found: "portfolios".to_owned()
        })
    );
}

#[test]
fn a_payload_that_is_not_utf_8_is_refused() {
    let place = record().len() - 6;
    assert_eq!(decode(&rewritten(place, &[0xFF])), Err(EnvelopeError::NotText));
}
