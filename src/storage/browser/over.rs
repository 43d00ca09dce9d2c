//! Writing over records that must still be as they were seen: what the first question does not need, and so is kept out
//! of the first download.

use core::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::{IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::super::{Change, Seen, StoreError, Write, WriteError};
use super::connection::request_failure;
use super::deadline::Deadline;
use super::{Before, BrowserStore, failure, found, request};

impl BrowserStore {
    /// Makes all changes or none, in their order, and waits until they are on the disk; none where another tab has
    /// changed what they were made for.
    ///
    /// # Errors
    /// [`WriteError::Changed`], for one, with what the records are now.
    pub async fn write(&self, write: &Write) -> Result<(), WriteError> {
        let over = Over {
            write,
            looking: &self.looking,
            changed: RefCell::default(),
        };
        let requests = |records: &IdbObjectStore| request(records, &write.changes);
        let outcome = self.call(IdbTransactionMode::Readwrite, &over, &requests).await;
        let changed = over.changed.take();
        if changed.is_empty() {
            return outcome.map(drop).map_err(WriteError::Store);
        }
        Err(WriteError::Changed(changed))
    }
}

impl BrowserStore {
    /// Makes all changes or none, without waiting for anything: in a page that goes, nothing would come any more. What is
    /// just being written is given up, so that it does not stand in the way; in a page that stays it is tried again.
    pub fn leave(&self, changes: &[Change]) {
        if let Some(looking) = self.looking.take() {
            // Refused where it has ended.
            let _ = looking.abort();
        }
        if let Some(connection) = self.connection.borrow().as_ref() {
            // Nobody is left who could do something about it.
            let _ = connection.leave(changes);
        }
    }
}

struct Over<'w> {
    write: &'w Write,
    looking: &'w RefCell<Option<IdbTransaction>>,
    /// What another tab has changed, once that was looked at.
    changed: RefCell<Vec<Seen>>,
}

impl Before for Over<'_> {
    async fn look(&self, records: &IdbObjectStore, deadline: &Deadline) -> Result<(), StoreError> {
        self.looking.replace(Some(records.transaction()));
        let asked = ask(records, &self.write.seen).map_err(|exception| failure(&exception))?;
        self.unchanged(asked, deadline).await
    }
}

fn ask(records: &IdbObjectStore, seen: &[Seen]) -> Result<Vec<IdbRequest>, JsValue> {
    seen.iter()
        .map(|seen| records.get(&JsValue::from_str(seen.key.as_str())))
        .collect()
}

impl Over<'_> {
    /// Waits for the answers. The transaction stays open for what is asked of it next, since that comes in the same turn as
    /// the last answer.
    async fn unchanged(&self, asked: Vec<IdbRequest>, deadline: &Deadline) -> Result<(), StoreError> {
        // Answers come in the order of the requests.
        let Some(last) = asked.last() else { return Ok(()) };
        let listen = |handler: &Function| {
            last.set_onsuccess(Some(handler));
            last.set_onerror(Some(handler));
        };
        match deadline.first_event(&listen).await {
            None => return Err(StoreError::TimedOut),
            Some(event) if event.type_() != "success" => return Err(request_failure(last)),
            Some(_) => {}
        }
        let results = asked
            .iter()
            .map(IdbRequest::result)
            .collect::<Result<Vec<_>, _>>();
        let results = results.map_err(|exception| failure(&exception))?;
        let changed = self.write.changed(|index, _| results.get(index).and_then(found));
        let is_as_seen = changed.is_empty();
        self.changed.replace(changed);
        // The error only ends the transaction: what is told is what has changed.
        if is_as_seen {
            Ok(())
        } else {
            Err(StoreError::Blocked)
        }
    }
}
