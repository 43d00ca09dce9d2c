//! From signals to the store and back. An edit is written at once; nothing is called saved before its transaction completed.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::exchange::{write_company, write_response};
use crate::domain::json;
use crate::domain::library::{Library, Touched};
use crate::storage::envelope;
use crate::storage::migrations::PAYLOAD_FORMAT;
use crate::storage::{BrowserStore, Change, MemoryStore, RecordKey, RecordKind, Store, StoreError, Stored};
use crate::ui::components::saved::{SaveFailure, SaveState};

use super::rest::{self, PartState, Rest};
use super::state::{State, now};

/// What stands between an edit and the store.
#[derive(Clone, Copy)]
pub struct Keeper(StoredValue<Rc<RefCell<Desk>>, LocalStorage>);

/// Which store, and what is known of it before it is opened.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Tells it from others of the origin; empty for the ordinary one.
    pub namespace: String,
    /// Whether there is a mark that something was kept in it.
    pub is_marked: bool,
}

#[derive(Default)]
struct Desk {
    place: Place,
    store: Option<Rc<Store>>,
    /// Each once.
    waiting: Vec<Touched>,
    is_writing: bool,
    /// What was written as drafts, before the later part came.
    drafts: Vec<Touched>,
}

impl Desk {
    /// Lets these wait too, where they do not wait already. Each of them is there once.
    fn add(&mut self, mut added: Vec<Touched>) {
        added.retain(|one| !self.waiting.contains(one));
        self.waiting.append(&mut added);
    }
}

impl Keeper {
    /// A keeper without a store yet; what is touched waits for one.
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self(StoredValue::new_local(Rc::new(RefCell::new(Desk {
            place,
            ..Desk::default()
        }))))
    }

    fn desk(self) -> Rc<RefCell<Desk>> {
        self.0.get_value()
    }

    /// The store, once it is open.
    pub fn store(self) -> Option<Rc<Store>> {
        self.0.try_get_value()?.borrow().store.clone()
    }

    /// The name that tells this store from others of the origin; empty for the ordinary one.
    pub fn namespace(self) -> String {
        let desk = self.0.try_get_value();
        desk.map(|desk| desk.borrow().place.namespace.clone())
            .unwrap_or_default()
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
                (Store::Memory(MemoryStore::default()), None, saving)
            }
        };
        // The widget may be gone by now.
        if state.saving.try_get_untracked().is_none() {
            return;
        }
        // A first visit has nothing to be read, and does not wait for the part that reads.
        if let Some(found) = found {
            let Ok(rest) = rest::arrive(state).await else {
                let _ = state.saving.try_set(SaveState::NotOpened);
                return;
            };
            (rest.take_in)(state, found);
        }
        desk.borrow_mut().store = Some(Rc::new(store));
        state.saving.set(saving);
        settle(state);
    });
}

/// Tries again what could not be opened.
pub fn retry(state: State) {
    if state.saving.get_untracked() == SaveState::NotOpened {
        open(state);
    }
}

/// The store and what it holds; `None`: nothing, and no mark that there ever was.
async fn open_and_read(desk: &RefCell<Desk>) -> Result<(Store, Option<Vec<Stored>>), StoreError> {
    let place = desk.borrow().place.clone();
    let store = Store::Browser(BrowserStore::open(&place.namespace).await?);
    let found = store.read_all().await?;
    let is_known = place.is_marked || !found.is_empty();
    Ok((store, is_known.then_some(found)))
}

/// Marks records as touched and writes them. That is done once the screen has shown what was edited: to encode a record
/// costs as much as to score it.
pub fn save(state: State, touched: Vec<Touched>) {
    if touched.is_empty() {
        return;
    }
    let desk = state.keeper.desk();
    desk.borrow_mut().add(touched);
    if desk.borrow().is_writing {
        // What is written at the moment may take longer than the widget is there.
        spawn_local(async move {
            if let Some(PartState::Ready(rest)) = state.rest.try_get_untracked() {
                hand_over(state, &desk, rest);
            }
        });
    } else {
        write(state);
    }
}

/// Forgets what waits.
pub fn forget(state: State) {
    let desk = state.keeper.desk();
    let mut desk = desk.borrow_mut();
    desk.waiting.clear();
    desk.drafts.clear();
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
            Err(error) => {
                // Before the later part is here, an edit tries again.
                if let Some(PartState::Ready(rest)) = state.rest.try_get_untracked() {
                    (rest.try_again)(state);
                }
                SaveState::NotSaved(failure(&error))
            }
        };
        let _ = state.saving.try_set(saving);
    });
}

enum Lasting {
    Yes,
    No,
}

/// Writes what waits, also for the part that has just come: drafts to be made records of.
pub fn settle(state: State) {
    let desk = state.keeper.desk();
    let has_any = {
        let desk = desk.borrow();
        !(desk.drafts.is_empty() && desk.waiting.is_empty())
    };
    let is_saved = match state.rest.try_get_untracked() {
        Some(PartState::Ready(rest)) => (rest.is_saved)(state),
        _ => true,
    };
    if has_any || !is_saved {
        write(state);
    }
}

/// Has what was edited noted at once, where the later part is here: what would do it soon may come too late.
pub fn note_now(state: State) {
    if let Some(PartState::Ready(rest)) = state.rest.try_get_untracked() {
        hand_over(state, &state.keeper.desk(), rest);
    }
}

/// Gives the later part, now that it is here, what was edited before it came.
fn hand_over(state: State, desk: &RefCell<Desk>, rest: Rest) {
    let (drafts, waiting) = {
        let mut desk = desk.borrow_mut();
        (
            core::mem::take(&mut desk.drafts),
            core::mem::take(&mut desk.waiting),
        )
    };
    (rest.note_drafts)(state, &drafts);
    (rest.note)(state, &waiting);
}

async fn write_all(state: State, desk: &RefCell<Desk>) -> Result<Lasting, StoreError> {
    let Some(store) = desk.borrow().store.clone() else {
        return Ok(Lasting::No);
    };
    let lasting = if store.is_lasting() {
        // What is tried again stands as not saved until it is.
        if !matches!(state.saving.try_get_untracked(), Some(SaveState::NotSaved(_))) {
            let _ = state.saving.try_set(SaveState::Saving);
        }
        Lasting::Yes
    } else {
        Lasting::No
    };
    loop {
        let rest = state.rest.try_get_untracked();
        if let Some(PartState::Ready(rest)) = rest {
            hand_over(state, desk, rest);
            (rest.save)(state, Rc::clone(&store)).await?;
            if desk.borrow().waiting.is_empty() {
                return Ok(lasting);
            }
            continue;
        }
        let taken = core::mem::take(&mut desk.borrow_mut().waiting);
        // A widget that is gone has nothing to encode any more; what it took was encoded before.
        let encode = |library: &Library| {
            taken
                .iter()
                .map(|one| encode_draft(library, *one))
                .collect::<Vec<_>>()
        };
        let changes = state.library.try_with_untracked(encode).unwrap_or_default();
        if changes.is_empty() {
            return Ok(lasting);
        }
        if let Err(error) = store.put(&changes).await {
            desk.borrow_mut().add(taken);
            return Err(error);
        }
        let mut desk = desk.borrow_mut();
        for one in taken {
            if !desk.drafts.contains(&one) {
                desk.drafts.push(one);
            }
        }
    }
}

/// The change that brings a draft to what the library holds: a record beside the real one, which nobody else writes. The
/// later part makes one of the two.
fn encode_draft(library: &Library, touched: Touched) -> Change {
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
    let key = RecordKey::draft(kind, &id.to_string());
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
