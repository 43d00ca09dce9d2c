//! From the store's records to the library.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::json;
use crate::domain::pack::Pack;
use crate::domain::problem::Problem;
use crate::storage::migrations::{self, PAYLOAD_FORMAT, STEPS};
use crate::storage::{RecordKind, Seen, Stored, envelope};

use super::state::State;
use super::{gone, ledger, reminder, savefile, shelf};

/// Takes in what the store held when the widget started.
pub fn begin(state: State, mut found: Vec<Stored>) {
    gone::look(state, &found);
    let copies = found.extract_if(.., |stored| stored.key.copied().is_some());
    ledger::note_copies(state, copies.filter_map(|stored| stored.key.copied()).collect());
    take_in(state, found);
}

/// Takes in what the store held. What cannot be read is set aside: said, offered as a file, and never written to.
pub fn take_in(state: State, found: Vec<Stored>) {
    let mut records = Vec::new();
    let mut has_save_file = false;
    for stored in found {
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
            Some(RecordKind::Setting) if stored.key.id() == savefile::SETTING => has_save_file = true,
            Some(RecordKind::Setting) if stored.key.id() != reminder::SETTING => {}
            // Of a kind that only a newer version knows; left alone.
            None => {}
            Some(RecordKind::Assessment | RecordKind::Company | RecordKind::Setting) => records.push(Seen {
                key: stored.key,
                bytes: Some(stored.bytes),
            }),
        }
    }
    ledger::take_in_all(state, records);
    ledger::empty_bin(state);
    if has_save_file {
        spawn_local(savefile::find(state));
    }
    shelf::load_whole(state);
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
