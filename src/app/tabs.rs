//! Other tabs, and other widgets on the page, that work on the same store: each tells the others what it has written.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::channel::Channel;
use crate::storage::{RecordKey, Store, Stored};

use crate::ui::Screen;

use super::actions;
use super::erasing;
use super::reading;
use super::state::State;

/// Of more records than these, others are told to look at all.
const MOST_NAMED: usize = 200;
const ALL: &str = "*";
/// Everything was deleted.
const ERASED: &str = "!";

/// From now on hears what others have written.
pub fn listen(state: State) {
    let tabs = state.later().tabs;
    if tabs.with_value(Option::is_some) {
        return;
    }
    let name = match &*state.keeper.namespace() {
        "" => String::from("channel-readiness"),
        namespace => ["channel-readiness-", namespace].concat(),
    };
    let channel = Channel::open(&name, move |news| {
        // The widget may be gone by now.
        if let Some(store) = state.keeper.store() {
            spawn_local(look(state, store, news));
        }
    });
    tabs.set_value(Some(channel));
}

/// Tells the others what was written. It says where to look, never what is there.
pub fn tell(state: State, written: &[RecordKey]) {
    if written.is_empty() {
        return;
    }
    let news = if written.len() > MOST_NAMED {
        ALL.to_owned()
    } else {
        let keys: Vec<&str> = written.iter().map(RecordKey::as_str).collect();
        keys.join("\n")
    };
    post(state, &news);
}

/// Tells the others that everything was deleted.
pub fn tell_erased(state: State) {
    post(state, ERASED);
}

fn post(state: State, news: &str) {
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
        state.later().is_erased_elsewhere.set(true);
        return actions::show(state, Screen::Start);
    }
    if news == ALL {
        let found = store.read_all().await.unwrap_or_default();
        return show(state, found);
    }
    for key in news.lines().take(MOST_NAMED) {
        let key = RecordKey::from_stored(key.to_owned());
        if let Ok(Some(bytes)) = store.read(&key).await {
            // At once: by the time the next one is read, this tab may have written it again.
            show(state, vec![Stored { key, bytes }]);
        }
    }
}

fn show(state: State, mut found: Vec<Stored>) {
    // Kept until the next start, which this is not.
    found.retain(|stored| stored.key.copied().is_none());
    // The widget may be gone by now.
    if state.screen.try_get_untracked().is_some() {
        reading::take_in(state, found);
    }
}
