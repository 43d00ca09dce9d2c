//! From signals to the store and back. An edit is written once it is painted; nothing is called saved before its transaction completed.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::exchange::{write_company, write_response};
use crate::domain::json;
use crate::domain::library::{Library, Touched, wait_too};
use crate::storage::envelope;
use crate::storage::migrations::PAYLOAD_FORMAT;
use crate::storage::{BrowserStore, Change, MemoryStore, RecordKey, RecordKind, Store, StoreError};
use crate::ui::components::saved::{SaveFailure, SaveState};

use super::ledger::Saving;
use super::rest::{self, PartState};
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
    /// How many made-up partners there are in place of a store; empty: none.
    pub sample: String,
}

#[derive(Default)]
struct Desk {
    place: Place,
    store: Option<Rc<Store>>,
    is_writing: bool,
    edited: Edited,
}

/// What was edited and is in no ledger yet.
#[derive(Default)]
pub struct Edited {
    /// What was written as drafts, or is about to be, before the later part came; as often as it was.
    pub drafts: Vec<Touched>,
    /// Mostly each once, see [`wait_too`].
    pub waiting: Vec<Touched>,
}

impl Edited {
    fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.waiting.is_empty()
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

    /// Takes what waits, for the later part to note it.
    pub fn take(self) -> Edited {
        let Some(desk) = self.0.try_get_value() else {
            return Edited::default();
        };
        core::mem::take(&mut desk.borrow_mut().edited)
    }

    /// Whether anything waits to be noted.
    pub fn has_edits(self) -> bool {
        let desk = self.0.try_get_value();
        desk.is_some_and(|desk| !desk.borrow().edited.is_empty())
    }

    /// Whether a write is under way.
    pub fn is_writing(self) -> bool {
        let desk = self.0.try_get_value();
        desk.is_some_and(|desk| desk.borrow().is_writing)
    }

    /// The store, once it is open.
    pub fn store(self) -> Option<Rc<Store>> {
        self.0.try_get_value()?.borrow().store.clone()
    }

    /// How many made-up partners there are in place of a store; empty: none.
    pub fn sample(self) -> String {
        let desk = self.0.try_get_value();
        desk.map(|desk| desk.borrow().place.sample.clone())
            .unwrap_or_default()
    }

    /// The name that tells this store from others of the origin; empty for the ordinary one.
    pub fn namespace(self) -> String {
        let desk = self.0.try_get_value();
        desk.map(|desk| desk.borrow().place.namespace.clone())
            .unwrap_or_default()
    }
}

/// Opens the store and has what it holds taken in. Where there is none, the widget works in memory and says so.
pub fn open(state: State) {
    let desk = state.keeper.desk();
    state.saving.set(SaveState::Opening);
    // Where something was kept, the part that reads it will be needed.
    if desk.borrow().place.is_marked {
        rest::load(state);
    }
    spawn_local(async move {
        let (store, is_empty, saving) = match open_store(&desk).await {
            Ok((store, is_empty)) => {
                let saving = store
                    .newer_version()
                    .map_or(SaveState::Unchanged, |_| SaveState::ReadOnly);
                (store, is_empty, saving)
            }
            Err(error) => {
                let failure = error.map_or(SaveFailure::MadeUp, |error| failure(&error));
                let saving = SaveState::InMemory(failure);
                (Store::Memory(MemoryStore::default()), true, saving)
            }
        };
        // The widget may be gone by now.
        if state.saving.try_get_untracked().is_none() {
            return;
        }
        let store = Rc::new(store);
        // A first visit has nothing to be read, and does not wait for the part that reads. Where there is nothing in spite of
        // a mark, that part says so.
        let is_made_up = saving == SaveState::InMemory(SaveFailure::MadeUp);
        let is_first = is_empty && !(is_made_up || desk.borrow().place.is_marked && store.is_lasting());
        if is_first {
            return opened(state, store, saving);
        }
        match rest::arrive(state).await {
            Ok(rest) => (rest.open)(state, store, saving),
            Err(_) => drop(state.saving.try_set(SaveState::NotOpened)),
        }
    });
}

/// From now on edits are written. What the store holds has been taken in.
pub fn opened(state: State, store: Rc<Store>, saving: SaveState) {
    // The widget may be gone by now.
    if let Some(desk) = state.keeper.0.try_get_value() {
        desk.borrow_mut().store = Some(store);
        state.saving.set(saving);
        settle(state);
    }
}

/// Tries again what could not be opened.
pub fn retry(state: State) {
    if state.saving.get_untracked() == SaveState::NotOpened {
        open(state);
    }
}

/// The store, and whether it holds nothing.
///
/// # Errors
/// `None` where there are made-up partners in its place.
async fn open_store(desk: &RefCell<Desk>) -> Result<(Store, bool), Option<StoreError>> {
    let Place {
        namespace, sample, ..
    } = desk.borrow().place.clone();
    if !sample.is_empty() {
        return Err(None);
    }
    let store = BrowserStore::open(&namespace).await?;
    // Not by way of the port, which would bring how other stores are read into the first download.
    let is_empty = store.is_empty().await?;
    Ok((Store::Browser(store), is_empty))
}

/// Marks records as touched and writes them. A write that is under way may take seconds: they are noted before its end.
pub fn save(state: State, touched: Vec<Touched>) {
    if touched.is_empty() {
        return;
    }
    let has_begun = state.keeper.is_writing() && !state.keeper.has_edits();
    wait_too(&mut state.keeper.desk().borrow_mut().edited.waiting, touched);
    match state.rest.try_get_untracked() {
        Some(PartState::Ready(rest)) if has_begun => (rest.note)(state),
        _ => write(state),
    }
}

/// Writes what waits, in one transaction at a time, until nothing waits or the store says no.
pub fn write(state: State) {
    let desk = state.keeper.desk();
    let store = {
        let mut desk = desk.borrow_mut();
        let Some(store) = desk.store.clone().filter(|_| !desk.is_writing) else {
            return;
        };
        desk.is_writing = true;
        store
    };
    let is_lasting = store.is_lasting();
    if is_lasting {
        say_saving(state);
    }
    // Begun at once: in a widget that goes, nothing can be looked up later.
    let mut begun = begin(state, &store);
    let first = begun.is_none().then(|| take_drafts(state, &desk));
    spawn_local(async move {
        let mut outcome = Ok(());
        if let Some(first) = first {
            outcome = write_drafts(state, &desk, &store, first).await;
            begun = begin(state, &store);
        }
        if let (Some(saving), Ok(())) = (begun, &outcome) {
            outcome = saving.await;
        }
        desk.borrow_mut().is_writing = false;
        let saving = match outcome {
            // What was edited in the last moment is about to be written.
            Ok(()) if is_lasting && desk.borrow().edited.waiting.is_empty() => SaveState::Saved(now()),
            Ok(()) => return,
            Err(error) => {
                // Before the later part is here, an edit tries again.
                if let Some(PartState::Ready(rest)) = state.rest.try_get_untracked() {
                    (rest.try_again)(state);
                }
                SaveState::NotSaved(failure(&error))
            }
        };
        let is_saved = matches!(saving, SaveState::Saved(_));
        let _ = state.saving.try_set(saving);
        if is_saved {
            state.tell("saved", "", "");
        }
    });
}

/// What is tried again stands as not saved until it is.
fn say_saving(state: State) {
    let shown = state.saving.try_get_untracked();
    if !matches!(shown, Some(SaveState::NotSaved(_) | SaveState::Saving) | None) {
        let _ = state.saving.try_set(SaveState::Saving);
    }
}

/// Writes what waits, also for the part that has just come: drafts to be made records of.
pub fn settle(state: State) {
    let is_saved = match state.rest.try_get_untracked() {
        Some(PartState::Ready(rest)) => (rest.is_saved)(state),
        _ => true,
    };
    if state.keeper.has_edits() || !is_saved {
        write(state);
    }
}

/// Lets the later part write, where it is here.
fn begin(state: State, store: &Rc<Store>) -> Option<Saving> {
    match state.rest.try_get_untracked() {
        Some(PartState::Ready(rest)) => Some((rest.save)(state, Rc::clone(store))),
        _ => None,
    }
}

/// Writes the first drafts and what waits then, until nothing does or the later part is here.
async fn write_drafts(
    state: State,
    desk: &RefCell<Desk>,
    store: &Store,
    first: Drafts,
) -> Result<(), StoreError> {
    let (mut taken, mut changes) = first;
    while !changes.is_empty() {
        // Before they are written: what the later part takes in meanwhile must find them noted.
        desk.borrow_mut().edited.drafts.extend(&taken);
        if let Err(error) = store.put(&changes).await {
            wait_too(&mut desk.borrow_mut().edited.waiting, taken);
            return Err(error);
        }
        if matches!(state.rest.try_get_untracked(), Some(PartState::Ready(_))) {
            break;
        }
        (taken, changes) = take_drafts(state, desk);
    }
    Ok(())
}

/// Before the later part is here, as the widget goes: what waits for the end of a write is written without it.
pub fn leave(state: State) {
    let desk = state.keeper.desk();
    if !desk.borrow().edited.waiting.is_empty() {
        desk.borrow_mut().is_writing = false;
        write(state);
    }
}

/// What waits, taken, and the same as drafts.
type Drafts = (Vec<Touched>, Vec<Change>);

/// A widget that is gone has nothing to encode any more; what it took was encoded before.
fn take_drafts(state: State, desk: &RefCell<Desk>) -> Drafts {
    let taken = core::mem::take(&mut desk.borrow_mut().edited.waiting);
    let encode = |library: &Library| taken.iter().map(|one| encode_draft(library, *one)).collect();
    let changes = state.library.try_with_untracked(encode).unwrap_or_default();
    (taken, changes)
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

pub(super) fn failure(error: &StoreError) -> SaveFailure {
    match error {
        StoreError::Full(_) => SaveFailure::Full,
        StoreError::Denied(_) => SaveFailure::Denied,
        StoreError::ConnectionLost(_) => SaveFailure::ConnectionLost,
        StoreError::ReadOnly { .. } | StoreError::Blocked => SaveFailure::ReadOnly,
        StoreError::TimedOut => SaveFailure::TimedOut,
        StoreError::Refused(_) | StoreError::Locked => SaveFailure::Other,
    }
}
