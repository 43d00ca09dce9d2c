//! One open database.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::super::{Cause, Change, StoreError};
use super::deadline::Deadline;
use super::stuck::ask_others_to_let_go;
use super::{Before, Requests, cause, failure, request, unless_locked};
use crate::platform::surroundings::{is_chromium, is_webkit};

/// The version of the database's own layout; what is in the records has versions of its own.
const VERSION: u32 = 1;
const RECORDS: &str = "records";

/// Closed when dropped; what runs on it is completed first.
#[derive(Debug)]
pub struct Connection {
    database: IdbDatabase,
    /// Held for as long as the database may call it.
    _close_for_newer_tab: Closure<dyn FnMut()>,
}

#[wasm_bindgen]
extern "C" {
    /// The factory with what `web-sys` does not catch where it is missing.
    type FactoryThatTells;

    #[wasm_bindgen(method, catch)]
    fn databases(this: &FactoryThatTells) -> Result<Promise, JsValue>;

    /// The database with the third argument of `transaction`, which `web-sys` still counts as unstable.
    type DatabaseWithOptions;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DatabaseWithOptions,
        stores: &str,
        mode: IdbTransactionMode,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

// `web-sys` calls its own deprecated, on no ground in the standard.
#[wasm_bindgen]
extern "C" {
    type TransactionWithCommit;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &TransactionWithCommit) -> Result<(), JsValue>;
}

impl Connection {
    /// Opens the database, makes it where there is none; opens one of a newer version as it is.
    pub async fn open(name: &str, deadline: &Deadline) -> Result<Self, StoreError> {
        let factory = factory()?;
        let known = factory
            .open_with_u32(name, VERSION)
            .map_err(|exception| failure(&exception))?;
        let database = match opened(known, deadline).await {
            Err(StoreError::Refused(cause)) if cause.name == "VersionError" => {
                let newer = factory.open(name).map_err(|exception| failure(&exception))?;
                opened(newer, deadline).await?
            }
            outcome => outcome?,
        };
        Ok(Self::new(database))
    }

    fn new(database: IdbDatabase) -> Self {
        // Closed at once, so that a newer tab can upgrade. The next call opens again and then finds the newer version.
        // A connection that the browser closes needs no handler: the next transaction fails with InvalidStateError.
        let closing = database.clone();
        let close = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
        Self {
            database,
            _close_for_newer_tab: close,
        }
    }

    /// The database's version where this app does not know it.
    pub fn newer_version(&self) -> Option<u32> {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is shown to people only"
        )]
        let version = self.database.version() as u32;
        (version > VERSION).then_some(version)
    }

    /// Runs one transaction to its end and gives the results of the requests.
    pub async fn run(
        &self,
        mode: IdbTransactionMode,
        before: &impl Before,
        requests: Requests<'_>,
        deadline: &Deadline,
    ) -> Result<Vec<JsValue>, StoreError> {
        if let (IdbTransactionMode::Readwrite, Some(found)) = (mode, self.newer_version()) {
            return Err(StoreError::ReadOnly {
                found,
                known: VERSION,
            });
        }
        let transaction = self.begin(mode).map_err(|exception| failure(&exception))?;
        let _unstick = ask_others_to_let_go(&self.database);
        let made = match transaction.object_store(RECORDS) {
            Ok(records) => match before.look(&records, deadline).await {
                Ok(()) => requests(&records),
                Err(error) => {
                    abort(&transaction);
                    return Err(error);
                }
            },
            Err(exception) => Err(exception),
        };
        let requests = made.map_err(|exception| {
            abort(&transaction);
            failure(&exception)
        })?;
        ended(&transaction, deadline).await?;
        let results = requests.iter().map(IdbRequest::result).collect::<Result<_, _>>();
        results.map_err(|exception| failure(&exception))
    }

    /// Asks for changes in a transaction that needs nobody who waits. It fails where a lock is set.
    ///
    /// It is told that nothing more comes, so that it commits though the page goes, but not in Firefox: there a transaction
    /// of which that was said commits in spite of requests that have failed, and so would take the lock away.
    /// Source: tried with Firefox 153; the standard says that it is aborted, and Chromium and WebKit abort it.
    pub fn leave(&self, changes: &[Change]) -> Result<(), JsValue> {
        if self.newer_version().is_some() {
            return Ok(());
        }
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        let records = transaction.object_store(RECORDS)?;
        unless_locked(&records)?;
        request(&records, changes)?;
        if is_chromium() || is_webkit() {
            transaction.unchecked_ref::<TransactionWithCommit>().commit()?;
        }
        Ok(())
    }

    fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
        let options = Object::new();
        // Without it Chromium says `complete` before the disk has it.
        Reflect::set(
            &options,
            &JsValue::from_str("durability"),
            &JsValue::from_str("strict"),
        )?;
        self.database
            .unchecked_ref::<DatabaseWithOptions>()
            .transaction(RECORDS, mode, &options)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

/// Deletes a database; nothing happens where there is none.
pub async fn delete(name: &str, deadline: &Deadline) -> Result<(), StoreError> {
    let request = factory()?
        .delete_database(name)
        .map_err(|exception| failure(&exception))?;
    let listen = |handler: &Function| {
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
        request.set_onblocked(Some(handler));
    };
    let mut blocked = false;
    loop {
        let event = deadline.first_event(&listen).await;
        match event.map(|event| event.type_()).as_deref() {
            Some("success") => return Ok(()),
            // Whoever holds it may still let go.
            Some("blocked") => blocked = true,
            Some(_) => return Err(request_failure(&request)),
            None if blocked => return Err(StoreError::Blocked),
            None => return Err(StoreError::TimedOut),
        }
    }
}

/// The names of this origin's databases that begin with `prefix`, in alphabetical order; empty where the browser does not
/// tell.
pub async fn databases(prefix: &str) -> Vec<String> {
    let (Ok(factory), Ok(deadline)) = (factory(), Deadline::start()) else {
        return Vec::new();
    };
    let Ok(asked) = factory.unchecked_ref::<FactoryThatTells>().databases() else {
        return Vec::new();
    };
    let found = deadline.race(&asked).await;
    let all = found
        .map(|found| Array::from(&found).to_vec())
        .unwrap_or_default();
    let name = |one: &JsValue| Reflect::get(one, &JsValue::from_str("name")).ok()?.as_string();
    let mut names: Vec<String> = all.iter().filter_map(name).collect();
    names.retain(|name| name.starts_with(prefix));
    names.sort();
    names
}

pub(super) fn factory() -> Result<IdbFactory, StoreError> {
    let found = match web_sys::window() {
        Some(window) => window
            .indexed_db()
            .map_err(|exception| StoreError::Denied(cause(&exception)))?,
        None => None,
    };
    found.ok_or_else(|| {
        let message = String::from("there is no indexedDB");
        StoreError::Denied(Cause {
            name: String::from("NotSupportedError"),
            message,
        })
    })
}

/// Waits for an open request.
async fn opened(request: IdbOpenDbRequest, deadline: &Deadline) -> Result<IdbDatabase, StoreError> {
    // Not tied to this call: when the upgrade comes after the time limit, it must still make the object store.
    let upgrading = request.clone();
    let upgrade = Closure::once_into_js(move || make_object_store(&upgrading));
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let listen = |handler: &Function| {
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
        request.set_onblocked(Some(handler));
    };
    let mut blocked = false;
    loop {
        let event = deadline.first_event(&listen).await;
        match event.map(|event| event.type_()).as_deref() {
            // The older tab may still let go.
            Some("blocked") => blocked = true,
            Some(how) => {
                let_go(&request);
                if how != "success" {
                    return Err(request_failure(&request));
                }
                let database = request.result().map_err(|exception| failure(&exception))?;
                return Ok(database.unchecked_into());
            }
            None => {
                close_when_opened(&request);
                return Err(if blocked {
                    StoreError::Blocked
                } else {
                    StoreError::TimedOut
                });
            }
        }
    }
}

/// A request that is over needs no handlers: they and the request hold each other, in two memories that no collector of
/// garbage sees at once.
fn let_go(request: &IdbOpenDbRequest) {
    request.set_onupgradeneeded(None);
    request.set_onsuccess(None);
    request.set_onerror(None);
    request.set_onblocked(None);
}

fn make_object_store(request: &IdbOpenDbRequest) {
    if let Ok(database) = request.result() {
        // Where this fails the upgrade is aborted, and the open request says why.
        let _ = database
            .unchecked_into::<IdbDatabase>()
            .create_object_store(RECORDS);
    }
}

/// A connection that comes too late must not stay open unseen: it would block every newer version.
pub(super) fn close_when_opened(request: &IdbOpenDbRequest) {
    let late = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(database) = late.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

/// Waits for the end of a transaction. A request's success is not a commit; only `complete` is.
async fn ended(transaction: &IdbTransaction, deadline: &Deadline) -> Result<(), StoreError> {
    let listen = |handler: &Function| {
        transaction.set_oncomplete(Some(handler));
        transaction.set_onabort(Some(handler));
        transaction.set_onerror(Some(handler));
    };
    let Some(event) = deadline.first_event(&listen).await else {
        abort(transaction);
        return Err(StoreError::TimedOut);
    };
    if event.type_() == "complete" {
        return Ok(());
    }
    if let Some(exception) = transaction.error() {
        return Err(failure(&exception));
    }
    // An `error` comes from a request and before its transaction is aborted.
    match event
        .target()
        .and_then(|target| target.dyn_into::<IdbRequest>().ok())
    {
        Some(request) => Err(request_failure(&request)),
        None => Err(failure(&JsValue::UNDEFINED)),
    }
}

pub(super) fn request_failure(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(exception)) => failure(&exception),
        Ok(None) => failure(&JsValue::UNDEFINED),
        Err(exception) => failure(&exception),
    }
}

pub(super) fn abort(transaction: &IdbTransaction) {
    // Fails only where the transaction has ended by itself.
    let _ = transaction.abort();
}
