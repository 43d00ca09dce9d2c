//! The lock: asked for when the store is opened, set, changed and taken off, and shut after a time without use.
//!
//! Shutting it starts the widget anew, as a page that is just opened: whatever the widget held in memory ends with it, so
//! that nothing can be forgotten. It is done only once everything is written.

mod idle;
mod passphrase;
pub mod place;
mod trouble;

use std::rc::Rc;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ShadowRoot};

use crate::storage::lock::{self as record, LockRecord};
use crate::storage::vault::{Standing, Vault};
use crate::storage::{RecordKey, Store, StoreError, Stored, locking};
use crate::ui::Screen;
use crate::ui::action::{LockAction, Passphrase};
use crate::ui::components::saved::{SaveFailure, SaveState};
use crate::ui::screens::lock::{LockSignals, LockTrouble, LockWork, Shown};

use super::reading::Ended;
use super::state::State;
use super::transfer::look_again;
use super::{actions, erasing, keeping, leaving, ledger, persistence, reading, sample, tabs};
use idle::Idle;

/// The lock of a widget.
#[derive(Clone, Copy)]
pub struct Lock {
    vault: StoredValue<Rc<Vault>, LocalStorage>,
    /// The store, and what is to be said of it, until the passphrase is entered.
    waiting: StoredValue<Option<(Rc<Store>, SaveState)>, LocalStorage>,
    idle: StoredValue<Option<Idle>, LocalStorage>,
    /// The element that the widget is in.
    host: StoredValue<Option<Element>, LocalStorage>,
    pub shown: LockSignals,
}

impl Lock {
    /// No lock, as long as nobody has looked.
    pub fn new() -> Self {
        Self {
            vault: StoredValue::new_local(Rc::new(Vault::new())),
            waiting: StoredValue::new_local(None),
            idle: StoredValue::new_local(None),
            host: StoredValue::new_local(None),
            shown: LockSignals::new(),
        }
    }

    /// What seals and opens records; `None` where the widget is gone.
    pub fn vault(self) -> Option<Rc<Vault>> {
        self.vault.try_get_value()
    }

    /// Whether a lock is set and its key is not here.
    pub fn is_shut(self) -> bool {
        matches!(self.shown.standing.try_get_untracked(), Some(Shown::Shut { .. }))
    }

    /// Whether the page holds just the widget, so that its address is the widget's.
    pub fn is_standalone(self) -> bool {
        self.host().is_some_and(|host| host.has_attribute("standalone"))
    }

    /// The element that the widget is in.
    pub fn host(self) -> Option<Element> {
        self.host.try_get_value().flatten()
    }

    /// Notes where the widget is, from an element of its own.
    pub fn note_host(self, within: &Element) {
        let root = within.get_root_node().dyn_into::<ShadowRoot>().ok();
        let host = root.and_then(|root| Reflect::get(&root, &JsValue::from_str("host")).ok());
        self.host.set_value(host.map(JsCast::unchecked_into));
    }
}

/// Takes in what the store holds; where a lock is set, once its passphrase is entered.
pub fn open(state: State, store: Rc<Store>, saving: SaveState) {
    if saving == SaveState::InMemory(SaveFailure::MadeUp) {
        return sample::open(state, store, saving);
    }
    state.later().are_companies_read.set(false);
    spawn_local(async move {
        let read = match read(state, &store, false).await {
            // A lock was set or taken off while it was read.
            Err(Ended::Sealed) => read(state, &store, true).await,
            read => read,
        };
        match read {
            Ok(Opening::Read) => {
                persistence::opened(state, store, saving);
                tabs::catch_up(state);
            }
            Ok(Opening::Locked) => {
                let later = state.later();
                later.lock.waiting.set_value(Some((store, saving)));
                if later.are_companies_read.get_untracked() {
                    shut(state);
                } else {
                    later.lock.shown.standing.set(Shown::Shut { is_unsaved: false });
                }
            }
            Err(Ended::Gone) => {}
            // The widget may be gone by now.
            Err(_) => drop(state.saving.try_set(SaveState::NotOpened)),
        }
    });
}

/// What became of it.
enum Opening {
    Read,
    Locked,
}

async fn read(state: State, store: &Store, is_unlocked: bool) -> Result<Opening, Ended> {
    let settings = reading::settings(store).await?;
    let vault = state.later().lock.vault().ok_or(Ended::Gone)?;
    vault.found(record::among(&settings));
    if vault.standing() != Standing::Off {
        return Ok(Opening::Locked);
    }
    reading::read(state, store, settings, is_unlocked).await?;
    Ok(Opening::Read)
}

/// Applies what somebody did.
pub fn apply(state: State, action: LockAction) {
    match action {
        LockAction::Locked => lock_now(state),
        LockAction::Opened(entered) => work(state, LockWork::Opening, unlock(state, entered)),
        LockAction::Set(new, minutes) => work(state, LockWork::Setting, set(state, new, minutes)),
        LockAction::MinutesChosen(minutes) => work(state, LockWork::Changing, choose_minutes(state, minutes)),
        LockAction::Changed { old, new } => work(state, LockWork::Changing, change(state, old, new)),
        LockAction::Erased => work(state, LockWork::Erasing, erase(state)),
        LockAction::TakenOff(entered) => work(state, LockWork::Lifting, take_off(state, entered)),
    }
}

/// Does one thing at a time, and says what became of it.
fn work(state: State, what: LockWork, task: impl Future<Output = Result<(), LockTrouble>> + 'static) {
    let shown = state.later().lock.shown;
    if shown.doing.get_untracked().is_some() {
        return;
    }
    shown.doing.set(Some(what));
    shown.trouble.set(None);
    shown.done.set(None);
    spawn_local(async move {
        let outcome = task.await;
        // The widget may be gone by now.
        if shown.doing.try_set(None).is_none() {
            match outcome {
                Ok(()) => shown.done.set(Some(what)),
                Err(trouble) => shown.trouble.set(Some(trouble)),
            }
        }
    });
}

async fn unlock(state: State, entered: Passphrase) -> Result<(), LockTrouble> {
    let lock = state.later().lock;
    let (Some(vault), Some(store)) = (lock.vault(), store(state)) else {
        return Ok(());
    };
    let found = store.read_all().await?;
    let Some(bytes) = record::among(&found).map(<[u8]>::to_vec) else {
        // Another tab has taken it off.
        vault.found(None);
        enter(state, &store, found).await;
        return Ok(());
    };
    let read = LockRecord::read(&bytes)?;
    let key = passphrase::key(&read, &entered).await?;
    // Where it cannot be mended now, it is the next time.
    let _ = locking::mend(&store, &bytes, &found).await;
    vault.unlock(&bytes, read, Rc::new(key));
    match vault.open_all(found).await {
        Ok(found) => enter(state, &store, found).await,
        Err(error) => {
            vault.shut();
            return Err(error.into());
        }
    }
    place::come_back(state, &vault).await;
    go_on(state, &store, &vault).await
}

/// Shows what the store holds, and works on with it.
async fn enter(state: State, store: &Rc<Store>, found: Vec<Stored>) {
    if reading::begin(state, found).await.is_err() {
        return;
    }
    let lock = state.later().lock;
    // The widget may be gone by now.
    let Some(waiting) = lock.waiting.try_update_value(Option::take) else {
        return;
    };
    follow(state);
    match waiting {
        Some((_, saving)) => persistence::opened(state, Rc::clone(store), saving),
        None => persistence::write(state),
    }
    tabs::catch_up(state);
}

/// Does what was left to do when the lock was set or taken off.
async fn go_on(state: State, store: &Store, vault: &Vault) -> Result<(), LockTrouble> {
    // A newer version's store is only read.
    if store.newer_version().is_some() {
        return Ok(());
    }
    let outcome = locking::go_on(store, vault).await;
    if vault.standing() == Standing::Off {
        follow(state);
        tabs::tell(state, &[RecordKey::lock()]);
    }
    outcome.map_err(|error| match error {
        StoreError::Locked => LockTrouble::Elsewhere,
        _ => LockTrouble::NotSealed,
    })
}

async fn set(state: State, new: Passphrase, minutes: u32) -> Result<(), LockTrouble> {
    let Some((vault, store)) = opened(state) else {
        return Ok(());
    };
    let (record, key) = passphrase::lock(&new, minutes).await?;
    if !written(state).await {
        return Err(LockTrouble::NotSaved);
    }
    let outcome = locking::set(&store, &vault, record, Rc::new(key)).await;
    follow(state);
    outcome?;
    tabs::tell(state, &[RecordKey::lock()]);
    go_on(state, &store, &vault).await
}

async fn change(state: State, old: Passphrase, new: Passphrase) -> Result<(), LockTrouble> {
    let Some((vault, store)) = opened(state) else {
        return Ok(());
    };
    let Standing::Open(record) = vault.standing() else {
        return Err(LockTrouble::Elsewhere);
    };
    let changed = passphrase::changed(&record, &old, &new).await?;
    locking::amend(&store, &vault, |record| {
        record.rounds = changed.rounds;
        record.salt = changed.salt;
        record.wrapped = changed.wrapped;
    })
    .await?;
    tabs::tell(state, &[RecordKey::lock()]);
    Ok(())
}

async fn choose_minutes(state: State, minutes: u32) -> Result<(), LockTrouble> {
    let Some((vault, store)) = opened(state) else {
        return Ok(());
    };
    let outcome = locking::amend(&store, &vault, |record| record.minutes = minutes).await;
    follow(state);
    outcome?;
    tabs::tell(state, &[RecordKey::lock()]);
    Ok(())
}

async fn take_off(state: State, entered: Passphrase) -> Result<(), LockTrouble> {
    let Some((vault, store)) = opened(state) else {
        return Ok(());
    };
    let Standing::Open(record) = vault.standing() else {
        return Err(LockTrouble::Elsewhere);
    };
    passphrase::key(&record, &entered).await?;
    let outcome = locking::lift(&store, &vault).await;
    follow(state);
    tabs::tell(state, &[RecordKey::lock()]);
    Ok(outcome?)
}

/// The store and its vault, once it is open; `None` where the widget is gone.
fn opened(state: State) -> Option<(Rc<Vault>, Rc<Store>)> {
    state.later().lock.vault().zip(state.keeper.store())
}

/// The store, also while the passphrase is waited for.
pub fn store(state: State) -> Option<Rc<Store>> {
    let waiting = state.later().lock.waiting.try_get_value()?;
    waiting.map(|(store, _)| store).or_else(|| state.keeper.store())
}

/// Shows how the lock stands now, after this tab or another has changed it.
pub fn follow(state: State) {
    let lock = state.later().lock;
    let (Some(vault), Some(before)) = (lock.vault(), lock.shown.standing.try_get_untracked()) else {
        return;
    };
    match vault.standing() {
        Standing::Shut => shut(state),
        Standing::Off if lock.waiting.with_value(Option::is_some) => {
            spawn_local(async move {
                // Where it does not go, the passphrase is asked for still, and entering any tries again.
                let _ = unlock(state, Passphrase(String::new())).await;
            });
        }
        Standing::Off => {
            lock.idle.set_value(None);
            lock.shown.standing.set(Shown::Off);
            if before != Shown::Off {
                persistence::write(state);
            }
        }
        Standing::Open(LockRecord { minutes, .. }) => {
            if before != (Shown::On { minutes }) {
                lock.idle.set_value(Some(Idle::watch(state, minutes)));
                lock.shown.standing.set(Shown::On { minutes });
            }
        }
    }
}

/// Asks for the passphrase of a lock that another tab has set. What is not saved here waits for it.
pub fn shut(state: State) {
    let lock = state.later().lock;
    if lock.is_shut() || is_written(state) && start_anew(state) {
        return;
    }
    lock.idle.set_value(None);
    state.current.set(None);
    actions::show(state, Screen::Start);
    let is_unsaved = !is_written(state);
    lock.shown.standing.set(Shown::Shut { is_unsaved });
}

/// Locks, here and in all other tabs.
pub fn lock_now(state: State) {
    if matches!(
        state.later().lock.shown.standing.try_get_untracked(),
        Some(Shown::On { .. })
    ) {
        work(state, LockWork::Locking, async move {
            tabs::post(state, tabs::LOCKED);
            lock_here(state).await
        });
    }
}

/// Locks because another tab does.
pub fn lock_too(state: State) {
    if matches!(
        state.later().lock.shown.standing.try_get_untracked(),
        Some(Shown::On { .. })
    ) {
        work(state, LockWork::Locking, lock_here(state));
    }
}

/// Everything was deleted, and the lock with it.
pub fn forget(state: State) {
    if let Some(vault) = state.later().lock.vault() {
        vault.found(None);
        follow(state);
    }
}

/// Deletes everything: what is left to whoever has forgotten the passphrase.
async fn erase(state: State) -> Result<(), LockTrouble> {
    let (outcome, _) = erasing::erase(state).await;
    Ok(outcome?)
}

/// Notes that another tab is in use.
pub fn used_elsewhere(state: State) {
    state.later().lock.idle.try_with_value(|idle| {
        if let Some(idle) = idle {
            idle.hear();
        }
    });
}

async fn lock_here(state: State) -> Result<(), LockTrouble> {
    leaving::leave(state);
    if !written(state).await {
        return Err(LockTrouble::NotSaved);
    }
    let lock = state.later().lock;
    if let Some(vault) = lock.vault() {
        place::leave(state, &vault).await;
        // Whoever listens to the result hears that there is none any more.
        state.current.set(None);
        look_again().await;
        if !start_anew(state) {
            vault.shut();
            shut(state);
        }
    }
    Ok(())
}

/// Whether nothing waits to be written.
fn is_written(state: State) -> bool {
    ledger::is_saved(state) && keeping::is_kept(state)
}

/// Writes what waits. `false` where the store says no; each of its calls ends within seconds.
async fn written(state: State) -> bool {
    // A write under way may have failed before it was asked for this one.
    for _ in 0..2 {
        persistence::write(state);
        while state.keeper.is_writing() {
            look_again().await;
        }
        if is_written(state) {
            return true;
        }
    }
    false
}

/// Starts the widget anew; `false` where it is in no element that can.
///
/// Setting the element's questionnaire does, also to the one it has: so says its contract.
fn start_anew(state: State) -> bool {
    let Some(host) = state.later().lock.host() else {
        return false;
    };
    let name = JsValue::from_str("pack");
    match Reflect::get(&host, &name) {
        Ok(pack) if !pack.is_undefined() => {
            // This is no time to end the widget: whoever called may still need it.
            spawn_local(async move {
                // Nobody is left to hear of a failure; the element says it on the page.
                let _ = Reflect::set(&host, &name, &pack);
            });
            true
        }
        _ => false,
    }
}
