//! The store port over the browser's database, in a browser.
#![cfg(target_arch = "wasm32")]

use channel_readiness::platform::clock;
use channel_readiness::storage::{
    BrowserStore, Change, PAGE, RecordKey, RecordKind, Seen, Span, Store, StoreError,
    TIME_LIMIT_MILLISECONDS, Write, WriteError,
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// Another tab, and a browser with faults: each fault is undone by the function that is given back.
#[wasm_bindgen(inline_js = r#"
const settle = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  request.onblocked = () => reject(new Error('blocked'));
});
export async function upgrade(name, version) {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    if (!request.result.objectStoreNames.contains('records')) request.result.createObjectStore('records');
  };
  (await settle(request)).close();
}
export async function remove(name) { await settle(indexedDB.deleteDatabase(name)); }
export async function putRaw(name, key, value) {
  const database = await settle(indexedDB.open(name));
  await settle(database.transaction('records', 'readwrite').objectStore('records').put(value, key));
  database.close();
}
function replace(owner, name, make) {
  const original = owner[name];
  owner[name] = make(original);
  return () => { owner[name] = original; };
}
export function throwing(what, exception, skip, times) {
  const [owner, name] = {
    open: [IDBFactory.prototype, 'open'],
    transaction: [IDBDatabase.prototype, 'transaction'],
    put: [IDBObjectStore.prototype, 'put'],
  }[what];
  let calls = 0;
  return replace(owner, name, (original) => function (...args) {
    calls += 1;
    if (calls > skip && calls <= skip + times) throw new DOMException('made up', exception);
    return original.apply(this, args);
  });
}
export function abortingAfterSuccess() {
  return replace(IDBObjectStore.prototype, 'put', (original) => function (...args) {
    const request = original.apply(this, args);
    request.onsuccess = () => this.transaction.abort();
    return request;
  });
}
export function silentOpen() { return replace(IDBFactory.prototype, 'open', () => () => ({})); }
export function silentTransactions() {
  return replace(IDBDatabase.prototype, 'transaction', (original) => function (...args) {
    const transaction = original.apply(this, args);
    for (const name of ['oncomplete', 'onabort', 'onerror']) Object.defineProperty(transaction, name, { set() {} });
    return transaction;
  });
}
export function recordingDurability(seen) {
  return replace(IDBDatabase.prototype, 'transaction', (original) => function (...args) {
    const transaction = original.apply(this, args);
    seen.push(`${transaction.mode} ${transaction.durability}`);
    return transaction;
  });
}
"#)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn upgrade(name: &str, version: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn remove(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = putRaw)]
    async fn put_raw(name: &str, key: &JsValue, value: &JsValue) -> Result<JsValue, JsValue>;
    fn throwing(what: &str, exception: &str, skip: u32, times: u32) -> js_sys::Function;
    #[wasm_bindgen(js_name = abortingAfterSuccess)]
    fn aborting_after_success() -> js_sys::Function;
    #[wasm_bindgen(js_name = silentOpen)]
    fn silent_open() -> js_sys::Function;
    #[wasm_bindgen(js_name = silentTransactions)]
    fn silent_transactions() -> js_sys::Function;
    #[wasm_bindgen(js_name = recordingDurability)]
    fn recording_durability(seen: &js_sys::Array) -> js_sys::Function;
}

/// A fault that ends with the block it stands in.
struct Fault(js_sys::Function);

impl Drop for Fault {
    fn drop(&mut self) {
        self.0.call0(&JsValue::NULL).expect("undone");
    }
}

fn key(id: &str) -> RecordKey {
    RecordKey::new(RecordKind::Assessment, id)
}

fn put(id: &str, bytes: &[u8]) -> Change {
    Change::Put {
        key: key(id),
        bytes: bytes.to_vec(),
    }
}

fn database(namespace: &str) -> String {
    ["channel-readiness-", namespace].concat()
}

/// An empty store of its own for each test.
async fn fresh(namespace: &str) -> Store {
    remove(&database(namespace)).await.expect("removed");
    again(namespace).await
}

/// A second connection, as another tab or the next start has it.
async fn again(namespace: &str) -> Store {
    Store::Browser(BrowserStore::open(namespace).await.expect("opened"))
}

async fn bytes_of(store: &Store, id: &str) -> Option<Vec<u8>> {
    store.read(&key(id)).await.expect("read")
}

fn name_of(outcome: &Result<(), WriteError>) -> &'static str {
    let error = match outcome {
        Ok(()) => return "saved",
        Err(WriteError::Changed(_)) => return "changed",
        Err(WriteError::Store(error)) => error,
    };
    match error {
        StoreError::Denied(_) => "denied",
        StoreError::Blocked => "blocked",
        StoreError::ReadOnly { .. } => "read only",
        StoreError::Full(_) => "full",
        StoreError::TimedOut => "timed out",
        StoreError::ConnectionLost(_) => "connection lost",
        StoreError::Refused(_) => "refused",
        StoreError::Locked => "locked",
    }
}

#[wasm_bindgen_test]
async fn what_was_written_is_read_by_a_new_connection() {
    let bytes: Vec<u8> = (0..=255).collect();
    let store = fresh("write").await;
    store
        .write(&vec![put("b", &bytes), put("a", b"")].into())
        .await
        .expect("written");
    drop(store);
    let all = again("write").await.read_all().await.expect("read");
    let all: Vec<_> = all.into_iter().map(|stored| (stored.key, stored.bytes)).collect();
    assert_eq!(all, [(key("a"), Vec::new()), (key("b"), bytes)]);
}

async fn is_empty(store: &Store) -> bool {
    let Store::Browser(store) = store else {
        unreachable!("a browser's store")
    };
    store.is_empty().await.expect("asked")
}

#[wasm_bindgen_test]
async fn a_span_is_read_page_by_page() {
    let store = fresh("span").await;
    assert!(is_empty(&store).await);
    let numbers = 0..PAGE + 2;
    let mut changes: Vec<Change> = numbers.map(|number| put(&format!("{number:03}"), b"1")).collect();
    changes.push(Change::Put {
        key: RecordKey::lock(),
        bytes: Vec::new(),
    });
    store.write(&changes.into()).await.expect("written");
    assert!(!is_empty(&store).await);
    let assessments = Span::OTHERS[0];
    let first = store.read_page(assessments, None).await.expect("read");
    let last = first.last().map(|last| last.key.clone());
    let second = store.read_page(assessments, last.as_ref()).await.expect("read");
    let ends = [&first, &second].map(|page| (page.len(), page.last().map(|last| last.key.clone())));
    assert_eq!(ends, [(PAGE as usize, Some(key("099"))), (2, Some(key("101")))]);
    let settings = store.read_page(Span::SETTINGS, None).await.expect("read");
    assert_eq!(
        settings.into_iter().map(|one| one.key).collect::<Vec<_>>(),
        [RecordKey::lock()]
    );
}

#[wasm_bindgen_test]
async fn what_was_deleted_is_gone() {
    let store = fresh("delete").await;
    store
        .write(&vec![put("a", b"1"), put("b", b"2")].into())
        .await
        .expect("written");
    store
        .write(&vec![Change::Delete { key: key("a") }].into())
        .await
        .expect("deleted");
    let store = again("delete").await;
    assert_eq!(
        (bytes_of(&store, "a").await, bytes_of(&store, "b").await),
        (None, Some(b"2".to_vec()))
    );
}

#[wasm_bindgen_test]
async fn one_write_is_made_whole_or_not_at_all() {
    let store = fresh("whole").await;
    store
        .write(&vec![put("a", b"old")].into())
        .await
        .expect("written");
    for (exception, expected) in [("QuotaExceededError", "full"), ("DataCloneError", "refused")] {
        let fault = Fault(throwing("put", exception, 1, 1));
        let outcome = store
            .write(&vec![put("a", b"new"), put("b", b"new")].into())
            .await;
        assert_eq!(name_of(&outcome), expected);
        drop(fault);
        let store = again("whole").await;
        assert_eq!(
            (bytes_of(&store, "a").await, bytes_of(&store, "b").await),
            (Some(b"old".to_vec()), None)
        );
    }
}

#[wasm_bindgen_test]
async fn a_failure_keeps_the_browser_s_words() {
    let store = fresh("words").await;
    let _fault = Fault(throwing("put", "QuotaExceededError", 0, 1));
    let message = store
        .write(&vec![put("a", b"1")].into())
        .await
        .map_err(|error| error.to_string());
    assert_eq!(
        message,
        Err("there is no space left for this page: QuotaExceededError: made up".to_owned())
    );
}

#[wasm_bindgen_test]
async fn a_request_that_succeeded_in_a_transaction_that_did_not_is_not_saved() {
    let store = fresh("abort").await;
    let fault = Fault(aborting_after_success());
    assert_eq!(
        name_of(&store.write(&vec![put("a", b"1")].into()).await),
        "connection lost"
    );
    drop(fault);
    assert_eq!(bytes_of(&store, "a").await, None);
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_only_read() {
    let store = fresh("newer").await;
    store.write(&vec![put("a", b"1")].into()).await.expect("written");
    drop(store);
    upgrade(&database("newer"), 7).await.expect("upgraded");
    let store = again("newer").await;
    assert_eq!(store.newer_version(), Some(7));
    assert_eq!(bytes_of(&store, "a").await, Some(b"1".to_vec()));
    assert_eq!(
        store.write(&vec![put("a", b"2")].into()).await,
        Err(StoreError::ReadOnly { found: 7, known: 1 }.into())
    );
    assert_eq!(bytes_of(&store, "a").await, Some(b"1".to_vec()));
}

#[wasm_bindgen_test]
async fn an_open_tab_lets_a_newer_version_upgrade_and_turns_read_only() {
    let store = fresh("older tab").await;
    store.write(&vec![put("a", b"1")].into()).await.expect("written");
    assert_eq!(store.newer_version(), None);
    upgrade(&database("older tab"), 2).await.expect("not blocked");
    assert_eq!(
        store.write(&vec![put("a", b"2")].into()).await,
        Err(StoreError::ReadOnly { found: 2, known: 1 }.into())
    );
    assert_eq!(store.newer_version(), Some(2));
    assert_eq!(bytes_of(&store, "a").await, Some(b"1".to_vec()));
}

#[wasm_bindgen_test]
async fn a_database_removed_under_an_open_tab_is_made_again_by_the_next_write() {
    let store = fresh("removed").await;
    remove(&database("removed")).await.expect("not blocked");
    store.write(&vec![put("a", b"1")].into()).await.expect("written");
    assert_eq!(bytes_of(&again("removed").await, "a").await, Some(b"1".to_vec()));
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_tried_three_times() {
    let store = fresh("lost").await;
    for (exception, times, expected) in [
        ("InvalidStateError", 1, "saved"),
        ("InvalidStateError", 2, "saved"),
        ("UnknownError", 2, "saved"),
        ("InvalidStateError", 3, "connection lost"),
    ] {
        let _fault = Fault(throwing("transaction", exception, 0, times));
        assert_eq!(
            name_of(&store.write(&vec![put("a", b"1")].into()).await),
            expected,
            "{exception} {times} times"
        );
    }
    assert_eq!(name_of(&store.write(&vec![put("a", b"1")].into()).await), "saved");
}

#[wasm_bindgen_test]
async fn a_write_that_is_tried_again_is_not_overtaken() {
    let store: &'static Store = Box::leak(Box::new(fresh("order").await));
    let _fault = Fault(throwing("transaction", "InvalidStateError", 0, 1));
    let writes = [b"first".as_slice(), b"second"].map(|bytes| {
        future_to_promise(async move {
            store.write(&vec![put("a", bytes)].into()).await.expect("written");
            Ok(JsValue::UNDEFINED)
        })
    });
    for write in writes {
        JsFuture::from(write).await.expect("written");
    }
    assert_eq!(bytes_of(store, "a").await, Some(b"second".to_vec()));
}

#[wasm_bindgen_test]
async fn denied_storage_is_named() {
    let _fault = Fault(throwing("open", "SecurityError", 0, 1));
    let outcome = BrowserStore::open("denied")
        .await
        .map(drop)
        .map_err(WriteError::Store);
    assert_eq!(name_of(&outcome), "denied");
}

#[wasm_bindgen_test]
async fn writing_asks_for_strict_durability() {
    let store = fresh("durable").await;
    let seen = js_sys::Array::new();
    let _fault = Fault(recording_durability(&seen));
    store.write(&vec![put("a", b"1")].into()).await.expect("written");
    assert_eq!(seen.join(", ").as_string().as_deref(), Some("readwrite strict"));
}

#[wasm_bindgen_test]
async fn what_is_not_bytes_is_shown_as_empty_and_stays() {
    let store = fresh("foreign").await;
    put_raw(&database("foreign"), &"portfolio/1".into(), &"a text".into())
        .await
        .expect("put");
    put_raw(&database("foreign"), &7.into(), &"under a number".into())
        .await
        .expect("put");
    let all = store.read_all().await.expect("read");
    let all: Vec<_> = all
        .iter()
        .map(|stored| (stored.key.as_str(), stored.bytes.len()))
        .collect();
    assert_eq!(all, [("portfolio/1", 0)]);
}

#[wasm_bindgen_test]
async fn a_browser_that_does_not_answer_is_not_waited_for() {
    let begun = clock::now_milliseconds();
    let fault = Fault(silent_open());
    let outcome = BrowserStore::open("silent")
        .await
        .map(drop)
        .map_err(WriteError::Store);
    drop(fault);
    let lasted = clock::now_milliseconds() - begun;
    assert_eq!(name_of(&outcome), "timed out");
    assert!(
        (lasted - i64::from(TIME_LIMIT_MILLISECONDS)).abs() < 1000,
        "{lasted} ms"
    );
}

#[wasm_bindgen_test]
async fn two_writes_that_are_not_answered_end_in_one_time_limit_and_the_next_is_saved() {
    let store: &'static Store = Box::leak(Box::new(fresh("silent transaction").await));
    let begun = clock::now_milliseconds();
    let fault = Fault(silent_transactions());
    let waiting = future_to_promise(async {
        let outcome = store.write(&vec![put("a", b"1")].into()).await;
        Ok(JsValue::from_str(name_of(&outcome)))
    });
    let second = store.write(&vec![put("a", b"2")].into()).await;
    let first = JsFuture::from(waiting).await.expect("settled");
    drop(fault);
    let lasted = clock::now_milliseconds() - begun;
    assert_eq!(
        (first.as_string().as_deref(), name_of(&second)),
        (Some("timed out"), "timed out")
    );
    assert!(lasted < i64::from(TIME_LIMIT_MILLISECONDS) + 1000, "{lasted} ms");
    assert_eq!(name_of(&store.write(&vec![put("a", b"3")].into()).await), "saved");
    assert_eq!(bytes_of(store, "a").await, Some(b"3".to_vec()));
}

/// Writes where the record `a` still is as it was seen.
fn over(seen: Option<&[u8]>, bytes: &[u8]) -> Write {
    Write {
        changes: vec![put("a", bytes), put("b", bytes)],
        seen: vec![Seen {
            key: key("a"),
            bytes: seen.map(<[u8]>::to_vec),
        }],
    }
}

#[wasm_bindgen_test]
async fn a_write_over_what_another_changed_changes_nothing() {
    let store = fresh("changed").await;
    let other = again("changed").await;
    assert_eq!(store.write(&over(None, b"1")).await, Ok(()));
    assert_eq!(other.write(&over(Some(b"1"), b"2")).await, Ok(()));
    let found = Seen {
        key: key("a"),
        bytes: Some(b"2".to_vec()),
    };
    assert_eq!(
        store.write(&over(Some(b"1"), b"3")).await,
        Err(WriteError::Changed(vec![found]))
    );
    assert_eq!(store.read(&key("b")).await, Ok(Some(b"2".to_vec())));
    // As it is to be already: what came twice.
    assert_eq!(store.write(&over(Some(b"1"), b"2")).await, Ok(()));
}

#[wasm_bindgen_test]
async fn what_is_left_behind_does_not_wait_for_a_write_under_way_which_is_made_again() {
    let store: &'static Store = Box::leak(Box::new(fresh("leave").await));
    assert_eq!(store.write(&over(None, b"1")).await, Ok(()));
    let writing = future_to_promise(async move {
        let outcome = store.write(&over(Some(b"1"), b"2")).await;
        Ok(JsValue::from_str(name_of(&outcome)))
    });
    // Until it has begun.
    for _ in 0..20 {
        let turn = js_sys::Promise::resolve(&JsValue::NULL);
        JsFuture::from(turn).await.expect("resolved");
    }
    store.leave(&[put("left", b"behind")]);
    let other = again("leave").await;
    assert_eq!(bytes_of(&other, "left").await, Some(b"behind".to_vec()));
    let outcome = JsFuture::from(writing).await.expect("settled");
    assert_eq!(outcome.as_string().as_deref(), Some("saved"));
    assert_eq!(bytes_of(&other, "a").await, Some(b"2".to_vec()));
}

#[wasm_bindgen_test]
async fn nothing_is_left_behind_in_a_database_of_a_newer_version() {
    let store = fresh("leave newer").await;
    store.write(&vec![put("a", b"1")].into()).await.expect("written");
    drop(store);
    upgrade(&database("leave newer"), 7).await.expect("upgraded");
    let store = again("leave newer").await;
    store.leave(&[put("left", b"behind")]);
    assert_eq!(bytes_of(&store, "left").await, None);
}

#[wasm_bindgen_test]
async fn of_two_tabs_that_write_at_once_one_is_told() {
    let store = fresh("at-once").await;
    let other = again("at-once").await;
    let second = future_to_promise(async move {
        let outcome = other.write(&over(None, b"2")).await;
        Ok(JsValue::from_str(name_of(&outcome)))
    });
    let first = name_of(&store.write(&over(None, b"1")).await);
    let second = JsFuture::from(second)
        .await
        .expect("settled")
        .as_string()
        .expect("a name");
    let mut both = [first, &*second];
    both.sort_unstable();
    assert_eq!(both, ["changed", "saved"]);
}
