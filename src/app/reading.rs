//! From the store's records to the library.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::json;
use crate::domain::pack::Pack;
use crate::domain::problem::Problem;
use crate::domain::slices::pause;
use crate::storage::migrations::{self, PAYLOAD_FORMAT, STEPS};
use crate::storage::{PAGE, RecordKind, Seen, Store, StoreError, Stored, envelope, lock, sealed};

use super::exchange::sender;
use super::ledger::News;
use super::slices::in_turns_while;
use super::state::State;
use super::{gone, ledger, portfolio, reminder, savefile, shelf};

/// Reads all records, of which these are the first, some at a time.
///
/// # Errors
/// What keeps [`Store::read_page`] from it.
pub async fn read_on(store: &Store, mut found: Vec<Stored>) -> Result<Vec<Stored>, StoreError> {
    let mut read = found.len();
    while read >= PAGE as usize {
        let last = found.last().map(|last| last.key.clone());
        let mut next = store.read_page(last.as_ref()).await?;
        read = next.len();
        found.append(&mut next);
    }
    // The lock was taken off in between: what was sealed when it was read is plain by now.
    if lock::among(&found).is_none() && found.iter().any(|one| sealed::is_sealed(&one.bytes)) {
        return store.read_all().await;
    }
    Ok(found)
}

/// Takes in what the store held when the widget started, in slices. All of it is shown at once: a part of it would pose as
/// all there is. `false` where the widget is gone.
pub async fn begin(state: State, mut found: Vec<Stored>) -> bool {
    gone::look(state, &found);
    let copies = found.extract_if(.., |stored| stored.key.copied().is_some());
    ledger::note_copies(state, copies.filter_map(|stored| stored.key.copied()).collect());
    let taking = async {
        let mut taken = Taken::default();
        for stored in found {
            taken.add(state, stored);
            pause().await;
        }
        taken
    };
    let is_there = || state.screen.try_get_untracked().is_some();
    match in_turns_while(taking, is_there).await {
        Some(taken) if is_there() => {
            taken.show(state);
            true
        }
        _ => false,
    }
}

/// Takes in what others have written, and shows it at once: what is edited next is edited as it is.
pub fn take_in(state: State, found: Vec<Stored>) {
    let mut taken = Taken::default();
    for stored in found {
        taken.add(state, stored);
    }
    taken.show(state);
}

/// What was taken in and is not shown yet.
#[derive(Default)]
struct Taken {
    news: News,
    has_save_file: bool,
}

impl Taken {
    /// What cannot be read is set aside: said, offered as a file, and never written to.
    fn add(&mut self, state: State, stored: Stored) {
        match stored.key.kind() {
            Some(RecordKind::Pack) => match read_pack(&stored) {
                Ok(pack) => {
                    if !state.shelf.keeps(&pack.hash) {
                        state.shelf.kept.update(|kept| kept.push(pack.hash.clone()));
                    }
                    state.shelf.add(pack);
                }
                Err(cause) => ledger::set_aside(state, &stored.key, cause, stored.bytes),
            },
            Some(RecordKind::Setting) if stored.key.id() == savefile::SETTING => self.has_save_file = true,
            Some(RecordKind::Setting) if !is_noted(stored.key.id()) => {}
            // Of a kind that only a newer version knows; left alone.
            None => {}
            Some(RecordKind::Chunk) => self.news.take_in_chunk(state, stored),
            Some(
                RecordKind::Assessment | RecordKind::Company | RecordKind::Benchmark | RecordKind::Setting,
            ) => {
                let seen = Seen {
                    key: stored.key,
                    bytes: Some(stored.bytes),
                };
                self.news.take_in(state, seen);
            }
        }
    }

    fn show(self, state: State) {
        self.news.show(state);
        ledger::empty_bin(state);
        if self.has_save_file {
            spawn_local(savefile::find(state));
        }
        shelf::load_whole(state);
    }
}

/// Whether a setting is one that the ledger knows.
fn is_noted(setting: &str) -> bool {
    [reminder::SETTING, sender::SETTING, portfolio::SETTING].contains(&setting)
}

fn read_pack(stored: &Stored) -> Result<Pack, String> {
    let envelope = envelope::decode(&stored.bytes).map_err(|error| error.to_string())?;
    let document = json::parse(&envelope.payload).map_err(|problem| problem.to_string())?;
    let document = migrations::migrate(&document, envelope.payload_format, STEPS, PAYLOAD_FORMAT)
        .map_err(|error| error.to_string())?;
    let first = |problems: Vec<Problem>| problems.first().map_or_else(String::new, ToString::to_string);
    // What was small enough to come in is read, whatever its record's size.
    match Pack::from_json(document.into_owned()).map_err(first)? {
        pack if pack.hash.as_str() == stored.key.id() => Ok(pack),
        _ => Err(String::from("its key is not the hash of its content")),
    }
}
