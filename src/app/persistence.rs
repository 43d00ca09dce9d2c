//! From signals to the store and back. An edit is written at once; nothing is called saved before its transaction completed.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::exchange::{write_company, write_response};
use crate::domain::json;
use crate::domain::library::{Library, Touched};
use crate::domain::pack::Hash;
use crate::storage::envelope;
use crate::storage::migrations::PAYLOAD_FORMAT;
use crate::storage::{BrowserStore, Change, MemoryStore, RecordKey, RecordKind, Store, StoreError, Stored};
use crate::ui::components::saved::{SaveFailure, SaveState};

use super::rest::{self, PartState};
use super::state::{State, now};

/// What stands between an edit and the store.
#[derive(Clone, Copy)]
pub struct Keeper(StoredValue<Rc<RefCell<Desk>>, LocalStorage>);

#[derive(Default)]
struct Desk {
    namespace: String,
    store: Option<Rc<Store>>,
    /// Each once.
    waiting: Vec<Waiting>,
    is_writing: bool,
}

/// What has to be written.
#[derive(Clone, PartialEq)]
enum Waiting {
    Record(Touched),
    Pack(Hash),
}

impl Desk {
    /// Lets these wait too, where they do not wait already. Each of them is there once.
    fn add(&mut self, mut added: Vec<Waiting>) {
        added.retain(|one| !self.waiting.contains(one));
        self.waiting.append(&mut added);
    }
}

impl Keeper {
    /// A keeper without a store yet; what is touched waits for one.
    #[must_use]
    pub fn new(namespace: String) -> Self {
        Self(StoredValue::new_local(Rc::new(RefCell::new(Desk {
            namespace,
            ..Desk::default()
        }))))
    }

    fn desk(self) -> Rc<RefCell<Desk>> {
        self.0.get_value()
    }
}

/// Opens the store and takes in what it holds. Where there is none, the widget works in memory and says so.
pub fn open(state: State) {
    let desk = state.keeper.desk();
    state.saving.set(SaveState::Opening);
    spawn_local(async move {
        let (store, found, saving) = match open_and_read(&desk).await {
            Ok((store, found)) => {
                let saving = store
                    .newer_version()
                    .map_or(SaveState::Unchanged, |_| SaveState::ReadOnly);
                (store, found, saving)
            }
            Err(error) => {
                let saving = SaveState::InMemory(failure(&error));
                (Store::Memory(MemoryStore::default()), Vec::new(), saving)
            }
        };
        // The widget may be gone by now.
        if state.saving.try_get_untracked().is_none() {
            return;
        }
        // A first visit has nothing to be read, and does not wait for the part that reads.
        if !found.is_empty() {
            let Ok(rest) = rest::arrive(state).await else {
                let _ = state.saving.try_set(SaveState::NotOpened);
                return;
            };
            (rest.take_in)(state, found);
        }
        desk.borrow_mut().store = Some(Rc::new(store));
        state.saving.set(saving);
        if !desk.borrow().waiting.is_empty() {
            write(state);
        }
    });
}

/// Tries again what could not be opened.
pub fn retry(state: State) {
    if state.saving.get_untracked() == SaveState::NotOpened {
        open(state);
    }
}

async fn open_and_read(desk: &RefCell<Desk>) -> Result<(Store, Vec<Stored>), StoreError> {
    let namespace = desk.borrow().namespace.clone();
    let store = Store::Browser(BrowserStore::open(&namespace).await?);
    let found = store.read_all().await?;
    Ok((store, found))
}

/// Marks records as touched and writes them.
pub fn save(state: State, touched: Vec<Touched>) {
    if touched.is_empty() {
        return;
    }
    state
        .keeper
        .desk()
        .borrow_mut()
        .add(touched.into_iter().map(Waiting::Record).collect());
    write(state);
}

/// Marks packs as touched and writes them.
pub fn save_packs(state: State, hashes: Vec<Hash>) {
    if !hashes.is_empty() {
        let waiting = hashes.into_iter().map(Waiting::Pack).collect();
        state.keeper.desk().borrow_mut().add(waiting);
        write(state);
    }
}

/// Writes what waits, in one transaction at a time, until nothing waits or the store says no.
pub fn write(state: State) {
    let desk = state.keeper.desk();
    {
        let mut desk = desk.borrow_mut();
        if desk.is_writing || desk.store.is_none() {
            return;
        }
        desk.is_writing = true;
    }
    spawn_local(async move {
        let outcome = write_all(state, &desk).await;
        desk.borrow_mut().is_writing = false;
        let saving = match outcome {
            Ok(Lasting::Yes) => SaveState::Saved(now()),
            Ok(Lasting::No) => return,
            Err(error) => SaveState::NotSaved(failure(&error)),
        };
        let _ = state.saving.try_set(saving);
    });
}

enum Lasting {
    Yes,
    No,
}

async fn write_all(state: State, desk: &RefCell<Desk>) -> Result<Lasting, StoreError> {
    loop {
        let (store, taken) = {
            let mut desk = desk.borrow_mut();
            let Some(store) = desk.store.clone() else {
                return Ok(Lasting::No);
            };
            (store, core::mem::take(&mut desk.waiting))
        };
        if taken.is_empty() {
            return Ok(if store.is_lasting() {
                Lasting::Yes
            } else {
                Lasting::No
            });
        }
        if store.is_lasting() {
            let _ = state.saving.try_set(SaveState::Saving);
        }
        // A widget that is gone has nothing to encode any more; what it took was encoded before.
        let Some(changes) = encode(state, &taken) else {
            return Ok(Lasting::No);
        };
        if let Err(error) = store.write(changes).await {
            desk.borrow_mut().add(taken);
            return Err(error);
        }
        for written in taken {
            if let Waiting::Pack(hash) = written
                && state.shelf.holds(&hash)
            {
                let _ = state.shelf.kept.try_update(|kept| kept.push(hash));
            }
        }
    }
}

/// The changes that bring the store to what the library holds now; `None` where the widget is gone.
fn encode(state: State, waiting: &[Waiting]) -> Option<Vec<Change>> {
    state.library.try_with_untracked(|library| {
        waiting
            .iter()
            .filter_map(|one| match one {
                Waiting::Record(touched) => Some(encode_record(library, *touched)),
                // Packs wait only where the part is that reads them.
                Waiting::Pack(hash) => match state.rest.try_get_untracked() {
                    Some(PartState::Ready(rest)) => Some((rest.encode_pack)(state, hash)),
                    _ => None,
                },
            })
            .collect()
    })
}

fn encode_record(library: &Library, touched: Touched) -> Change {
    let (kind, id, document) = match touched {
        Touched::Assessment(id) => (
            RecordKind::Assessment,
            id.0,
            library.assessments.get(&id).map(write_response),
        ),
        Touched::Company(id) => (
            RecordKind::Company,
            id.0,
            library.companies.get(&id).map(write_company),
        ),
    };
    let key = RecordKey::new(kind, &id.to_string());
    match document {
        Some(document) => {
            let bytes = envelope::encode(kind, PAYLOAD_FORMAT, &json::compact(&document));
            Change::Put { key, bytes }
        }
        None => Change::Delete { key },
    }
}

fn failure(error: &StoreError) -> SaveFailure {
    match error {
        StoreError::Full(_) => SaveFailure::Full,
        StoreError::Denied(_) => SaveFailure::Denied,
        StoreError::ConnectionLost(_) => SaveFailure::ConnectionLost,
        StoreError::ReadOnly { .. } | StoreError::Blocked => SaveFailure::ReadOnly,
        StoreError::TimedOut => SaveFailure::TimedOut,
        StoreError::Refused(_) => SaveFailure::Other,
    }
}
