//! Other tabs, and other widgets on the page, that work on the same store: each tells the others what it has written.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::channel::Channel;
use crate::storage::{RecordKey, Store, StoreError, Stored};
use crate::ui::Screen;

use super::state::State;
use super::{actions, erasing, lock, reading, sample};

/// Of more records than these, others are told to look at all.
const MOST_NAMED: usize = 200;
const ALL: &str = "*";
/// Everything was deleted.
const ERASED: &str = "!";

/// All tabs are to lock. No record has such a key, nor such a one as the next.
pub const LOCKED: &str = "locked";
/// Somebody is at work in one of the tabs.
pub const USED: &str = "used";

/// From now on hears what others have written.
pub fn listen(state: State) {
    let tabs = state.later().tabs;
    // Made-up partners are of one tab.
    if tabs.with_value(Option::is_some) || sample::is_shown(state) {
        return;
    }
    let name = match &*state.keeper.namespace() {
        "" => String::from("channel-readiness"),
        namespace => ["channel-readiness-", namespace].concat(),
    };
    let channel = Channel::open(&name, move |news| hear(state, news));
    tabs.set_value(Some(channel));
}

fn hear(state: State, news: String) {
    match &*news {
        LOCKED => lock::lock_too(state),
        USED => lock::used_elsewhere(state),
        _ => {
            // The widget may be gone by now, or have no store yet.
            match lock::store(state) {
                Some(store) => spawn_local(look(state, store, news)),
                None => miss(state),
            }
        }
    }
}

/// Looks at what others have written while the store was being read.
pub fn catch_up(state: State) {
    let missed = state.later().missed.try_update_value(core::mem::take);
    if let (Some(true), Some(store)) = (missed, lock::store(state)) {
        spawn_local(look(state, store, ALL.to_owned()));
    }
}

fn miss(state: State) {
    // The widget may be gone by now.
    let _ = state.later().missed.try_set_value(true);
}

/// Tells the others what was written. It says where to look, never what is there.
pub fn tell(state: State, written: &[RecordKey]) {
    if written.is_empty() {
        return;
    }
    if written.len() > MOST_NAMED {
        return post(state, ALL);
    }
    let keys: Vec<&str> = written.iter().map(RecordKey::as_str).collect();
    post(state, &keys.join("\n"));
}

/// Tells the others that everything was deleted.
pub fn tell_erased(state: State) {
    post(state, ERASED);
}

/// Tells the others.
pub fn post(state: State, news: &str) {
    state.later().tabs.try_with_value(|channel| {
        if let Some(channel) = channel {
            channel.post(news);
        }
    });
}

/// Reads what others have written. What cannot be read now is seen when it is next written here.
async fn look(state: State, store: Rc<Store>, news: String) {
    if news == ERASED {
        erasing::forget(state);
        lock::forget(state);
        state.later().is_erased_elsewhere.set(true);
        return actions::show(state, Screen::Start);
    }
    let Some(vault) = state.later().lock.vault() else {
        return;
    };
    let records = vault.over(&store);
    if news == ALL {
        return show(state, records.read_all().await);
    }
    for key in news.lines().take(MOST_NAMED) {
        let key = RecordKey::from_stored(key.to_owned());
        // At once: by the time the next one is read, this tab may have written it again.
        show(state, records.read(&[key]).await);
    }
}

fn show(state: State, found: Result<Vec<Stored>, StoreError>) {
    // Where the passphrase is waited for, everything is read once it is entered.
    let is_waiting = state.later().lock.is_shut();
    if is_waiting {
        miss(state);
    }
    lock::follow(state);
    // The widget may be gone by now.
    if let (Ok(mut found), false, true) = (found, is_waiting, state.screen.try_get_untracked().is_some()) {
        // Kept until the next start, which this is not.
        found.retain(|stored| stored.key.copied().is_none());
        reading::take_in(state, found);
    }
}
