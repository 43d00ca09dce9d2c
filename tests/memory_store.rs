//! The store port over the memory store.
#![cfg(not(target_arch = "wasm32"))]

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use channel_readiness::storage::{
    Change, MemoryStore, PAGE, RecordKey, RecordKind, Seen, Span, Store, StoreError, Stored, Write,
    WriteError,
};

/// The memory store never has to wait, so that one poll is enough.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the memory store waited"),
    }
}

fn key(id: &str) -> RecordKey {
    RecordKey::new(RecordKind::Company, id)
}

fn put(id: &str, bytes: &[u8]) -> Change {
    Change::Put {
        key: key(id),
        bytes: bytes.to_vec(),
    }
}

fn store_with(changes: Vec<Change>) -> Store {
    let store = Store::Memory(MemoryStore::new());
    assert_eq!(now(store.write(&changes.into())), Ok(()));
    store
}

#[test]
fn what_was_written_is_read() {
    let store = store_with(vec![put("a", b"one")]);
    assert_eq!(now(store.read(&key("a"))), Ok(Some(b"one".to_vec())));
}

#[test]
fn what_was_not_written_is_not_there() {
    assert_eq!(now(store_with(vec![]).read(&key("a"))), Ok(None));
}

#[test]
fn all_records_come_in_the_order_of_their_keys() {
    let store = store_with(vec![put("b", b"2"), put("a", b"1")]);
    let expected = ["a", "b"].into_iter().zip([b"1", b"2"]);
    let expected = expected
        .map(|(id, bytes)| Stored {
            key: key(id),
            bytes: bytes.to_vec(),
        })
        .collect();
    assert_eq!(now(store.read_all()), Ok::<Vec<Stored>, StoreError>(expected));
}

#[test]
fn changes_are_made_in_their_order() {
    let store = store_with(vec![
        put("a", b"old"),
        put("a", b"new"),
        put("b", b"gone"),
        Change::Delete { key: key("b") },
        Change::Delete {
            key: key("never there"),
        },
    ]);
    assert_eq!(now(store.read(&key("a"))), Ok(Some(b"new".to_vec())));
    assert_eq!(now(store.read(&key("b"))), Ok(None));
}

#[test]
fn a_write_over_what_another_changed_changes_nothing() {
    let store = store_with(vec![put("a", b"2")]);
    let over = |seen: Option<&[u8]>, bytes: &[u8]| Write {
        changes: vec![put("a", bytes), put("b", bytes)],
        seen: vec![Seen {
            key: key("a"),
            bytes: seen.map(<[u8]>::to_vec),
        }],
    };
    let found = Seen {
        key: key("a"),
        bytes: Some(b"2".to_vec()),
    };
    for seen in [None, Some(&b"1"[..])] {
        assert_eq!(
            now(store.write(&over(seen, b"3"))),
            Err(WriteError::Changed(vec![found.clone()]))
        );
    }
    assert_eq!(now(store.read(&key("b"))), Ok(None));
    // As it is to be already: what came twice.
    assert_eq!(now(store.write(&over(Some(b"1"), b"2"))), Ok(()));
    assert_eq!(now(store.write(&over(Some(b"2"), b"3"))), Ok(()));
    assert_eq!(now(store.read(&key("b"))), Ok(Some(b"3".to_vec())));
}

#[test]
fn it_does_not_claim_to_last() {
    let store = store_with(vec![]);
    assert!(!store.is_lasting());
    assert_eq!(store.newer_version(), None);
}

#[test]
fn a_key_is_kind_and_id() {
    let key = key("a/b");
    assert_eq!(
        (key.as_str(), key.kind(), key.id()),
        ("company/a/b", Some(RecordKind::Company), "a/b")
    );
}

#[test]
fn a_key_of_a_newer_app_keeps_its_text() {
    for text in ["portfolio/1", "no slash", ""] {
        let key = RecordKey::from_stored(text.to_owned());
        assert_eq!((key.as_str(), key.kind()), (text, None));
    }
}

/// Everything in a span, page by page.
fn in_span(store: &Store, span: Span) -> Vec<RecordKey> {
    let mut keys: Vec<RecordKey> = Vec::new();
    loop {
        let page = now(store.read_page(span, keys.last())).expect("memory does not fail");
        let is_last = page.len() < PAGE as usize;
        keys.extend(page.into_iter().map(|stored| stored.key));
        if is_last {
            return keys;
        }
    }
}

#[test]
fn settings_companies_and_all_others_are_everything_each_once() {
    let mut keys: Vec<RecordKey> = (0..=PAGE * 2).map(|number| key(&number.to_string())).collect();
    let companies = keys.len() + 2;
    keys.extend([
        RecordKey::draft(RecordKind::Company, "7"),
        RecordKey::chunk(RecordKind::Company, "c", 200),
        RecordKey::new(RecordKind::Assessment, "a"),
        RecordKey::chunk(RecordKind::Assessment, "a", 200),
        RecordKey::new(RecordKind::Benchmark, "b"),
        RecordKey::new(RecordKind::Pack, "p"),
        RecordKey::new(RecordKind::Setting, "s"),
        RecordKey::lock(),
    ]);
    // Of kinds that nobody knows yet, before and after all others.
    let strange = ["!", "companyx/1", "setting-x/1", "setting1", "zone/1", "\u{e9}/1"];
    keys.extend(strange.map(|key| RecordKey::from_stored(key.to_owned())));
    let put = |key: &RecordKey| Change::Put {
        key: key.clone(),
        bytes: Vec::new(),
    };
    let store = store_with(keys.iter().map(put).collect());
    let of_companies = in_span(&store, Span::COMPANIES);
    let of_settings = in_span(&store, Span::SETTINGS);
    assert_eq!((of_companies.len(), of_settings.len()), (companies, 2));
    assert!(
        of_companies
            .iter()
            .all(|key| matches!(key.kind(), Some(RecordKind::Company | RecordKind::Chunk)))
    );
    assert!(of_settings.contains(&RecordKey::lock()));
    let mut read = [of_companies, of_settings].concat();
    read.extend(Span::OTHERS.into_iter().flat_map(|span| in_span(&store, span)));
    read.sort_unstable();
    keys.sort_unstable();
    assert_eq!(read, keys);
}
