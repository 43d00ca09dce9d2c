//! The record that holds a lock, and the bytes of sealed records: what goes in comes out, nothing hostile does.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::storage::envelope::{self, EnvelopeError};
use channel_readiness::storage::lock::{LockError, LockRecord, Phase, among, copy_key, is_of_lock};
use channel_readiness::storage::{RecordKey, RecordKind, Stored, sealed};
use uuid::Uuid;

fn lock() -> LockRecord {
    LockRecord {
        id: Uuid::from_u128(0x0190_f5f0_7b1c_7000_8000_0000_0000_0001),
        rounds: 600_000,
        salt: core::array::from_fn(|place| u8::try_from(place * 16 + 1).unwrap_or(0)),
        wrapped: [0xA7; 60],
        minutes: 15,
        phase: Phase::Set,
    }
}

/// The lock's document with one text in place of another.
fn with(from: &str, to: &str) -> Result<LockRecord, LockError> {
    let text = envelope::decode(&lock().to_bytes()).expect("whole").payload;
    assert!(text.contains(from), "{from} is not in {text}");
    LockRecord::read(&envelope::encode(
        RecordKind::Setting,
        1,
        &text.replacen(from, to, 1),
    ))
}

/// Where and why it is refused.
fn refusal(from: &str, to: &str) -> String {
    match with(from, to) {
        Err(LockError::Wrong(problem)) => format!("{}: {}", problem.place, problem.cause),
        other => panic!("{other:?}"),
    }
}

fn stored(key: RecordKey, bytes: Vec<u8>) -> Stored {
    Stored { key, bytes }
}

#[test]
fn a_lock_that_was_written_is_read() {
    assert_eq!(LockRecord::read(&lock().to_bytes()), Ok(lock()));
    let lifting = LockRecord {
        phase: Phase::Lifting,
        rounds: 10_000_000,
        minutes: 1440,
        ..lock()
    };
    assert_eq!(LockRecord::read(&lifting.to_bytes()), Ok(lifting));
}

#[test]
fn a_work_factor_out_of_bounds_is_refused_before_any_work() {
    for rounds in [
        "0",
        "1",
        "599999",
        "10000001",
        "2147483648",
        "4294967296",
        "9007199254740993",
        "-600000",
        "1e9",
        "600000.5",
        "\"600000\"",
        "null",
        "[600000]",
    ] {
        let refused = refusal("\"rounds\":600000", &format!("\"rounds\":{rounds}"));
        assert!(
            refused.starts_with("rounds: expected a whole number from 600000 to 10000000"),
            "{rounds}: {refused}"
        );
    }
}

#[test]
fn a_time_out_of_bounds_is_refused() {
    for minutes in ["0", "1441", "-1", "1.5", "\"15\"", "true"] {
        let refused = refusal("\"minutes\":15", &format!("\"minutes\":{minutes}"));
        assert!(
            refused.starts_with("minutes: expected a whole number from 1 to 1440"),
            "{refused}"
        );
    }
}

#[test]
fn salts_and_keys_of_another_length_or_in_other_letters_are_refused() {
    let wrapped = "a7".repeat(60);
    for (from, to, said) in [
        (wrapped.clone(), "a7".repeat(59), "key: expected 60 bytes"),
        (wrapped.clone(), "a7".repeat(61), "key: expected 60 bytes"),
        (wrapped.clone(), format!("{wrapped}a"), "key: expected 60 bytes"),
        (wrapped.clone(), "A7".repeat(60), "key: expected 60 bytes"),
        (wrapped.clone(), "é".repeat(60), "key: expected 60 bytes"),
        (wrapped, String::new(), "key: expected 60 bytes"),
        (
            "01112131".to_owned(),
            "0111213".to_owned(),
            "salt: expected 16 bytes",
        ),
        (
            "01112131".to_owned(),
            "0111213g".to_owned(),
            "salt: expected 16 bytes",
        ),
    ] {
        let refused = refusal(&from, &to);
        assert!(refused.starts_with(said), "{refused}");
    }
    assert!(refusal("\"salt\":\"01", "\"salt\":[\"01\"],\"x\":\"").starts_with("salt: expected 16 bytes"));
}

#[test]
fn what_is_no_lock_is_refused_and_said() {
    for (from, to, said) in [
        (
            "\"kind\":\"lock\"",
            "\"kind\":\"look\"",
            "kind: expected one of lock",
        ),
        (
            "\"format\":1",
            "\"format\":2",
            "format: expected a whole number from 1 to 1",
        ),
        (
            "\"phase\":\"set\"",
            "\"phase\":\"off\"",
            "phase: expected one of set, lifting",
        ),
        ("0190f5f0-7b1c", "0190f5f0_7b1c", "id: expected a UUID"),
        ("\"minutes\":15,", "", "minutes: missing"),
        ("\"minutes\":15", "\"minutes\":15,\"minutes\":15", ""),
    ] {
        let refused = refusal(from, to);
        assert!(refused.starts_with(said), "{refused}");
    }
    for payload in [
        "",
        "null",
        "[]",
        "{}",
        "\"lock\"",
        "{\"kind\":\"lock\"",
        "\u{feff}{}",
    ] {
        let bytes = envelope::encode(RecordKind::Setting, 1, payload);
        assert!(
            matches!(LockRecord::read(&bytes), Err(LockError::Wrong(_))),
            "{payload}"
        );
    }
    let newer = envelope::encode(RecordKind::Setting, 2, "{}");
    assert_eq!(LockRecord::read(&newer), Err(LockError::NewerFormat { found: 2 }));
}

#[test]
fn a_lock_that_is_cut_or_has_one_bit_turned_is_refused() {
    let whole = lock().to_bytes();
    for length in 0..whole.len() {
        assert!(LockRecord::read(&whole[..length]).is_err(), "cut to {length}");
    }
    for bit in 0..whole.len() * 8 {
        let mut turned = whole.clone();
        turned[bit / 8] ^= 1 << (bit % 8);
        assert!(LockRecord::read(&turned).is_err(), "bit {bit}");
    }
}

#[test]
fn the_copy_stands_in_for_a_lock_that_is_damaged_or_gone() {
    let (good, bad) = (lock().to_bytes(), b"CRdRbroken".to_vec());
    let other = stored(RecordKey::new(RecordKind::Company, "a"), good.clone());
    let of = |lock: Option<&[u8]>, copy: Option<&[u8]>| {
        let lock = lock.map(|bytes| stored(RecordKey::lock(), bytes.to_vec()));
        let copy = copy.map(|bytes| stored(copy_key(), bytes.to_vec()));
        let records: Vec<Stored> = [Some(other.clone()), lock, copy].into_iter().flatten().collect();
        among(&records).map(<[u8]>::to_vec)
    };
    assert_eq!(of(None, None), None);
    assert_eq!(of(Some(&good), None), Some(good.clone()));
    assert_eq!(of(Some(&bad), Some(&good)), Some(good.clone()));
    assert_eq!(of(None, Some(&good)), Some(good.clone()));
    assert_eq!(of(Some(&good), Some(&bad)), Some(good));
    // A lock that nobody can read is a lock all the same.
    assert_eq!(of(Some(&bad), Some(&[])), Some(bad));
}

#[test]
fn only_the_lock_and_its_copy_are_of_the_lock() {
    assert!(is_of_lock(&RecordKey::lock()) && is_of_lock(&copy_key()));
    for key in [
        "setting/locks",
        "setting/loc",
        "setting/lock/",
        "setting/lock/copy2",
        "company/lock",
        "setting/lock/draft",
    ] {
        assert!(!is_of_lock(&RecordKey::from_stored(key.to_owned())), "{key}");
    }
}

#[test]
fn sealed_bytes_come_out_and_are_told_from_plain_ones() {
    let bytes = sealed::wrap(b"vector, what is hidden, tag");
    assert_eq!(sealed::unwrap(&bytes), Ok(&b"vector, what is hidden, tag"[..]));
    assert!(sealed::is_sealed(&bytes));
    let plain = envelope::encode(RecordKind::Company, 1, "{}");
    assert!(!sealed::is_sealed(&plain) && !sealed::is_sealed(b"CRdR\x02") && !sealed::is_sealed(b""));
    assert_eq!(envelope::decode(&bytes), Err(EnvelopeError::Sealed));
    assert_eq!(sealed::unwrap(&plain), Err(EnvelopeError::NotOurs));
}

#[test]
fn damage_of_sealed_bytes_is_told_by_its_kind() {
    let bytes = sealed::wrap(&[7; 100]);
    for length in 0..bytes.len() {
        let refused = sealed::unwrap(&bytes[..length]).expect_err("cut");
        let is_named = matches!(refused, EnvelopeError::Cut { .. }) || length == 0;
        assert!(is_named, "cut to {length}: {refused:?}");
        assert!(envelope::decode(&bytes[..length]).is_err());
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(
        sealed::unwrap(&longer),
        Err(EnvelopeError::TooLong {
            expected: 120,
            found: 121
        })
    );
    for bit in 0..bytes.len() * 8 {
        let mut turned = bytes.clone();
        turned[bit / 8] ^= 1 << (bit % 8);
        assert!(sealed::unwrap(&turned).is_err(), "bit {bit}");
    }
    let mut turned = bytes;
    turned[60] ^= 1;
    assert!(matches!(
        sealed::unwrap(&turned),
        Err(EnvelopeError::ChecksumWrong { .. })
    ));
}

#[test]
fn no_record_passes_for_another() {
    let key = |id: &str| sealed::context(&RecordKey::new(RecordKind::Company, id));
    assert_ne!(key("a"), key("b"));
    assert!(key("a").starts_with(b"CRdR\x02\x00\x01\x00company/a"));
}
