//! A lock's passphrase opens what it sealed, in a browser: also what was sealed by an earlier version.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use channel_readiness::platform::crypto::{Key, random_bytes};
use channel_readiness::storage::lock::{LockRecord, Phase};
use channel_readiness::storage::vault::{Cipher, CipherError, Vault};
use channel_readiness::storage::{
    BrowserStore, Change, RecordKey, RecordKind, Store, StoreError, Stored, envelope, locking,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Made by another program, after docs/storage.md.
const LOCK: &[u8] = include_bytes!("fixtures/lock-format-1.record");
const SEALED: &[u8] = include_bytes!("fixtures/sealed-format-2.record");
const PASSPHRASE: &str = "four random words here";
const KEY: &str = "company/0190f5f0-7b1c-7000-8000-000000000002";

async fn key(passphrase: &str) -> Key {
    let lock = LockRecord::read(LOCK).expect("a lock");
    let by = Key::from_passphrase(passphrase, &lock.salt, lock.rounds)
        .await
        .expect("a key");
    by.open_wrapped(&lock.wrapped)
        .await
        .expect("the right passphrase")
}

fn sealed(key: &str) -> Stored {
    Stored {
        key: RecordKey::from_stored(key.to_owned()),
        bytes: SEALED.to_vec(),
    }
}

#[wasm_bindgen_test]
async fn a_record_that_an_earlier_version_has_sealed_opens() {
    let vault = Vault::new();
    let record = LockRecord::read(LOCK).expect("a lock");
    vault.unlock(LOCK, record, Rc::new(key(PASSPHRASE).await));
    let opened = vault.open_all(vec![sealed(KEY)]).await.expect("opened");
    let read = envelope::decode(&opened[0].bytes).expect("a record");
    assert_eq!(read.kind, RecordKind::Company);
    assert!(read.payload.contains("Contoso"));
    // In the place of another record it stays as it is.
    let moved = sealed("company/0190f5f0-7b1c-7000-8000-000000000003");
    assert_eq!(vault.open_all(vec![moved.clone()]).await, Ok(vec![moved]));
}

#[wasm_bindgen_test]
async fn the_same_bytes_are_sealed_into_others_each_time_and_opened_by_their_key_alone() {
    let (one, other) = (
        Key::random().await.expect("a key"),
        Key::random().await.expect("a key"),
    );
    let seal = async || Cipher::seal(&one, b"context", b"plain").await.expect("sealed");
    let (first, second) = (seal().await, seal().await);
    assert_ne!(first, second);
    assert_eq!(first.len(), 12 + 5 + 16);
    assert_eq!(
        Cipher::open(&one, b"context", &first).await,
        Ok(b"plain".to_vec())
    );
    assert_eq!(
        Cipher::open(&one, b"another", &first).await,
        Err(CipherError::Wrong)
    );
    assert_eq!(
        Cipher::open(&other, b"context", &first).await,
        Err(CipherError::Wrong)
    );
    for length in 0..first.len() {
        let cut = Cipher::open(&one, b"context", &first[..length]).await;
        assert!(cut.is_err(), "cut to {length}");
    }
}

#[wasm_bindgen_test]
async fn nothing_plain_is_put_beside_a_lock() {
    let namespace = format!("lock-{:x?}", random_bytes::<8>().expect("random"));
    let store = Store::Browser(BrowserStore::open(&namespace).await.expect("open"));
    let draft = RecordKey::draft(RecordKind::Company, "a");
    let put = |bytes: &[u8]| {
        vec![Change::Put {
            key: draft.clone(),
            bytes: bytes.to_vec(),
        }]
    };
    assert_eq!(store.put(&put(b"before")).await, Ok(()));
    let record = LockRecord {
        phase: Phase::Set,
        ..LockRecord::read(LOCK).expect("a lock")
    };
    let vault = Vault::new();
    let set = locking::set(
        &store,
        &vault,
        record,
        Rc::new(Key::random().await.expect("a key")),
    )
    .await;
    assert_eq!(set, Ok(()));
    let closed = store.read(&draft).await.expect("read");
    assert_ne!(closed.as_deref(), Some(&b"before"[..]));
    let refused = store.put(&put(b"after")).await;
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    assert_eq!(store.read(&draft).await, Ok(closed));
    assert_eq!(locking::lift(&store, &vault).await, Ok(()));
    assert_eq!(store.read(&draft).await, Ok(Some(b"before".to_vec())));
    assert_eq!(store.put(&put(b"after")).await, Ok(()));
    assert_eq!(store.read(&RecordKey::lock()).await, Ok(None));
    assert_eq!(store.erase().await, Ok(()));
}
