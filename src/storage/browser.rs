//! Records in the browser's own database.
//!
//! On `web-sys` alone, not on `idb` or `indexed_db_futures`: those weigh some 12 kB in the page and do not let a
//! transaction ask for strict durability. A call here is one transaction whose requests are all made at once, at
//! most after one look at what is there; nothing else is waited for in it, so that it cannot commit half-way by itself. Handlers are the `resolve` functions of
//! promises, so that a call leaves no closure behind.

#![allow(clippy::disallowed_methods, reason = "this file is the one home of IndexedDB")]

mod connection;
mod deadline;
mod over;
mod stuck;

use core::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

pub use connection::databases;
pub use deadline::TIME_LIMIT_MILLISECONDS;

use super::{Cause, Change, LOCK, PAGE, RecordKey, Span, StoreError, Stored};
use connection::Connection;
use deadline::Deadline;

/// How often a call is tried when the connection is lost.
/// Source: reliability.md, the remedy that worked for lost connections.
const TRIES: i32 = 3;
const PAUSE_MILLISECONDS: i32 = 100;

/// A database of the page's origin. Each call settles within [`TIME_LIMIT_MILLISECONDS`].
#[derive(Debug)]
pub struct BrowserStore {
    name: String,
    connection: RefCell<Option<Rc<Connection>>>,
    /// The last one that looked before it wrote; it may have ended.
    looking: RefCell<Option<IdbTransaction>>,
    /// Resolved when the call before is done. Calls go one after another, so that a write that had to be tried
    /// again is not overtaken by a later one.
    last_call: RefCell<Promise>,
}

/// Lets the next call begin when dropped.
struct Turn(js_sys::Function);

/// Makes the requests of a transaction, and gives back those whose results are wanted.
type Requests<'a> = &'a dyn Fn(&IdbObjectStore) -> Result<Vec<IdbRequest>, JsValue>;

/// What is looked at in a transaction before its requests are made; an error ends it. Calls that look are compiled apart
/// from those that do not, so that only these are in the first download.
trait Before {
    async fn look(&self, records: &IdbObjectStore, deadline: &Deadline) -> Result<(), StoreError>;
}

/// Looks at nothing.
struct Nothing;

impl Before for Nothing {
    async fn look(&self, _: &IdbObjectStore, _: &Deadline) -> Result<(), StoreError> {
        Ok(())
    }
}

impl BrowserStore {
    /// Opens the database `channel-readiness`, or the one of a `namespace` that is not empty beside it; makes it where
    /// there is none. A database of a newer version is opened to be read.
    ///
    /// # Errors
    /// [`StoreError::Denied`], for one, in a frame with `sandbox="allow-scripts"`.
    pub async fn open(namespace: &str) -> Result<Self, StoreError> {
        let name = match namespace {
            "" => String::from("channel-readiness"),
            _ => ["channel-readiness-", namespace].concat(),
        };
        let last_call = RefCell::new(Promise::resolve(&JsValue::TRUE));
        let store = Self {
            name,
            connection: RefCell::default(),
            looking: RefCell::default(),
            last_call,
        };
        // Reads nothing: proves that transactions can be made.
        store
            .call(IdbTransactionMode::Readonly, &Nothing, &|_| Ok(Vec::new()))
            .await?;
        Ok(store)
    }

    /// The database's version where it is newer than this app knows, so that it is only read.
    #[must_use]
    pub fn newer_version(&self) -> Option<u32> {
        self.connection
            .borrow()
            .as_ref()
            .and_then(|connection| connection.newer_version())
    }

    /// Every record, in the order of the keys.
    ///
    /// # Errors
    /// [`StoreError::ConnectionLost`], for one, where the browser's storage process has crashed for good.
    pub async fn read_all(&self) -> Result<Vec<Stored>, StoreError> {
        self.read_some(&texts()?, u32::MAX).await
    }

    /// Whether there is no record.
    ///
    /// # Errors
    /// As [`BrowserStore::read_all`].
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let range = texts()?;
        let results = self
            .call(IdbTransactionMode::Readonly, &Nothing, &|records| {
                Ok(vec![records.get_all_keys_with_key_and_limit(&range, 1)?])
            })
            .await?;
        let keys = results.first().map(JsCast::unchecked_ref::<Array>);
        Ok(keys.is_none_or(|keys| keys.length() == 0))
    }

    /// The first [`PAGE`] records of a span, or of what follows a key in it, in the order of the keys.
    ///
    /// # Errors
    /// As [`BrowserStore::read_all`].
    pub async fn read_page(&self, span: Span, after: Option<&RecordKey>) -> Result<Vec<Stored>, StoreError> {
        let (from, to) = span.bounds();
        let from = JsValue::from_str(after.unwrap_or(&from).as_str());
        let to = JsValue::from_str(to.as_str());
        let range = IdbKeyRange::bound_with_lower_open_and_upper_open(&from, &to, after.is_some(), true);
        self.read_some(&range.map_err(|exception| failure(&exception))?, PAGE)
            .await
    }

    async fn read_some(&self, range: &IdbKeyRange, most: u32) -> Result<Vec<Stored>, StoreError> {
        let results = self
            .call(IdbTransactionMode::Readonly, &Nothing, &|records| {
                Ok(vec![
                    records.get_all_keys_with_key_and_limit(range, most)?,
                    records.get_all_with_key_and_limit(range, most)?,
                ])
            })
            .await?;
        let [keys, values] = results.as_slice() else {
            return Ok(Vec::new());
        };
        let (keys, values) = (keys.unchecked_ref::<Array>(), values.unchecked_ref::<Array>());
        let stored = keys.iter().zip(values.iter()).filter_map(|(key, value)| {
            let key = RecordKey::from_stored(key.as_string()?);
            Some(Stored {
                key,
                bytes: bytes(&value).unwrap_or_default(),
            })
        });
        Ok(stored.collect())
    }

    /// One record's bytes; `None` where there is none.
    ///
    /// # Errors
    /// As [`BrowserStore::read_all`].
    pub async fn read(&self, key: &RecordKey) -> Result<Option<Vec<u8>>, StoreError> {
        let key = JsValue::from_str(key.as_str());
        let results = self
            .call(IdbTransactionMode::Readonly, &Nothing, &|records| {
                Ok(vec![records.get(&key)?])
            })
            .await?;
        Ok(results.first().and_then(found))
    }

    /// An object as it was kept by [`BrowserStore::put_object`]; `None` where there is none.
    ///
    /// # Errors
    /// As [`BrowserStore::read_all`].
    pub async fn read_object(&self, key: &RecordKey) -> Result<Option<JsValue>, StoreError> {
        let key = JsValue::from_str(key.as_str());
        let read = |records: &IdbObjectStore| Ok(vec![records.get(&key)?]);
        let results = self.call(IdbTransactionMode::Readonly, &Nothing, &read).await?;
        Ok(results.into_iter().next().filter(JsValue::is_object))
    }

    /// Keeps an object of the browser's, such as the handle of a file, which no bytes can stand for. Read as a record, it
    /// has none. Where a lock is set it is not kept: nothing seals it.
    ///
    /// # Errors
    /// As [`BrowserStore::put`].
    pub async fn put_object(&self, key: &RecordKey, object: &JsValue) -> Result<(), StoreError> {
        let key = JsValue::from_str(key.as_str());
        let put = |records: &IdbObjectStore| {
            unless_locked(records)?;
            records.put_with_key(object, &key)?;
            Ok(Vec::new())
        };
        let put = self.call(IdbTransactionMode::Readwrite, &Nothing, &put).await;
        put.map(drop)
    }

    /// Makes all changes or none, in their order, and waits until they are on the disk; none where a lock is set.
    ///
    /// # Errors
    /// [`StoreError::Full`], for one, where the quota is exhausted; [`StoreError::Refused`] where a lock is set.
    pub async fn put(&self, changes: &[Change]) -> Result<(), StoreError> {
        let put = |records: &IdbObjectStore| {
            unless_locked(records)?;
            request(records, changes)
        };
        let put = self.call(IdbTransactionMode::Readwrite, &Nothing, &put).await;
        put.map(drop)
    }

    /// Deletes the database. The next call makes a new one.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] where a tab with an older version does not let go.
    pub async fn erase(&self) -> Result<(), StoreError> {
        let deadline = Deadline::start()?;
        let _turn = self.turn(&deadline).await?;
        drop(self.connection.take());
        connection::delete(&self.name, &deadline).await
    }

    /// One transaction, tried again on a new connection when the old one is lost.
    async fn call(
        &self,
        mode: IdbTransactionMode,
        before: &impl Before,
        requests: Requests<'_>,
    ) -> Result<Vec<JsValue>, StoreError> {
        let deadline = Deadline::start()?;
        let _turn = self.turn(&deadline).await?;
        let mut tried = 0;
        loop {
            let outcome = self.attempt(mode, before, requests, &deadline).await;
            tried += 1;
            match &outcome {
                Err(StoreError::ConnectionLost(_)) if tried < TRIES => {
                    drop(self.connection.take());
                    deadline.pause(PAUSE_MILLISECONDS * (tried - 1)).await;
                }
                Err(StoreError::ConnectionLost(_) | StoreError::TimedOut) => {
                    drop(self.connection.take());
                    return outcome;
                }
                _ => return outcome,
            }
        }
    }

    /// Waits until the calls before this one are done.
    async fn turn(&self, deadline: &Deadline) -> Result<Turn, StoreError> {
        let mut done = None;
        let mine = Promise::new(&mut |resolve, _| done = Some(Turn(resolve)));
        let before = self.last_call.replace(mine);
        // Held while waiting: when this call gives up, the next one may begin, since the one before gave up earlier.
        let turn = done.ok_or(StoreError::TimedOut)?;
        deadline.race(&before).await.ok_or(StoreError::TimedOut)?;
        Ok(turn)
    }

    async fn attempt(
        &self,
        mode: IdbTransactionMode,
        before: &impl Before,
        requests: Requests<'_>,
        deadline: &Deadline,
    ) -> Result<Vec<JsValue>, StoreError> {
        let connection = self.connected(deadline).await?;
        connection.run(mode, before, requests, deadline).await
    }

    async fn connected(&self, deadline: &Deadline) -> Result<Rc<Connection>, StoreError> {
        if let Some(connection) = self.connection.borrow().as_ref() {
            return Ok(Rc::clone(connection));
        }
        let connection = Rc::new(Connection::open(&self.name, deadline).await?);
        self.connection.replace(Some(Rc::clone(&connection)));
        Ok(connection)
    }
}

/// All keys that are texts: one that is none is none of ours, and stays where it is. Numbers and the like come before all
/// texts, and what comes after them is left out when it is read.
fn texts() -> Result<IdbKeyRange, StoreError> {
    let range = IdbKeyRange::lower_bound_with_open(&JsValue::from_str(""), true);
    range.map_err(|exception| failure(&exception))
}

/// Asks for changes. Nobody wants their results.
fn request(records: &IdbObjectStore, changes: &[Change]) -> Result<Vec<IdbRequest>, JsValue> {
    for change in changes {
        match change {
            Change::Put { key, bytes } => {
                let value = Uint8Array::from(bytes.as_slice());
                records.put_with_key(&value, &JsValue::from_str(key.as_str()))?;
            }
            Change::Delete { key } => {
                records.delete(&JsValue::from_str(key.as_str()))?;
            }
        }
    }
    Ok(Vec::new())
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Calling a promise's resolve function cannot fail.
        let _ = self.0.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
    }
}

/// Lets the transaction fail where a lock is set: what is there already cannot be added.
fn unless_locked(records: &IdbObjectStore) -> Result<(), JsValue> {
    let lock = JsValue::from_str(LOCK);
    records.add_with_key(&lock, &lock)?;
    records.delete(&lock).map(drop)
}

/// What a `get` gave: the record's bytes, empty where it holds something else; `None` where there is none.
fn found(value: &JsValue) -> Option<Vec<u8>> {
    (!value.is_undefined()).then(|| bytes(value).unwrap_or_default())
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// Sorts what the browser threw.
fn failure(exception: &JsValue) -> StoreError {
    let cause = cause(exception);
    match cause.name.as_str() {
        "SecurityError" => StoreError::Denied(cause),
        "QuotaExceededError" => StoreError::Full(cause),
        // Chromium aborts what runs on a connection it closes; WebKit says UnknownError when its storage process went;
        // each says InvalidStateError for a connection that is closed.
        "AbortError" | "InvalidStateError" | "UnknownError" => StoreError::ConnectionLost(cause),
        _ => StoreError::Refused(cause),
    }
}

fn cause(exception: &JsValue) -> Cause {
    if !exception.is_object() {
        return Cause {
            name: String::from("AbortError"),
            message: String::new(),
        };
    }
    // DOMException has the same two fields as Error.
    let error = exception.unchecked_ref::<js_sys::Error>();
    Cause {
        name: error.name().into(),
        message: error.message().into(),
    }
}
