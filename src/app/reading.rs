//! From the store's records to the library.

use core::pin::pin;

use futures_util::future::{join, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::json;
use crate::domain::pack::Pack;
use crate::domain::problem::Problem;
use crate::domain::slices::pause;
use crate::platform::turns::{next_turn, rest};
use crate::storage::RecordKey;
use crate::storage::migrations::{self, PAYLOAD_FORMAT, STEPS};
use crate::storage::{PAGE, RecordKind, Seen, Span, Store, StoreError, Stored, envelope, sealed};

use super::exchange::sender;
use super::ledger::News;
use super::slices::in_turns_while;
use super::state::State;
use super::{gone, ledger, portfolio, reminder, savefile, shelf};

/// The list of partners is let go first for at most so long.
const LONGEST_MILLISECONDS: u32 = 2_000;

/// Why not everything was taken in.
#[derive(Debug)]
pub enum Ended {
    /// The widget is gone.
    Gone,
    /// A record is sealed, and nobody knew of a lock.
    Sealed,
    /// The store did not give it.
    Refused,
}

impl From<StoreError> for Ended {
    fn from(_: StoreError) -> Self {
        Self::Refused
    }
}

/// Reads all settings: there are few, and the lock is among them.
///
/// # Errors
/// What keeps [`Store::read_page`] from it.
pub async fn settings(store: &Store) -> Result<Vec<Stored>, StoreError> {
    let mut found = Vec::new();
    let mut pages = Pages::of(Span::SETTINGS);
    while let Some(mut page) = pages.next(store).await? {
        found.append(&mut page);
    }
    Ok(found)
}

/// Reads what the store holds beside its settings, which are given, and takes all of it in, in slices. Companies come first
/// and are shown at once, so that the list of partners need not wait for what is about them; all else is shown at once too:
/// a part of it would pose as all there is. What is sealed is taken for damaged only where `is_unlocked` is known.
///
/// # Errors
/// [`Ended`] says which; what was taken in can be taken in again.
pub async fn read(
    state: State,
    store: &Store,
    settings: Vec<Stored>,
    is_unlocked: bool,
) -> Result<(), Ended> {
    let mut reading = Reading {
        is_unlocked,
        ..Reading::default()
    };
    reading.take(state, settings).await?;
    reading.take_span(state, store, Span::COMPANIES).await?;
    core::mem::take(&mut reading.taken.news).show(state);
    state.later().are_companies_read.set(true);
    list_goes_first(state).await;
    for span in Span::OTHERS {
        reading.take_span(state, store, span).await?;
    }
    reading.show(state)
}

/// Takes in all that the store holds, in slices, and shows it at once.
///
/// # Errors
/// [`Ended::Gone`] alone.
pub async fn begin(state: State, found: Vec<Stored>) -> Result<(), Ended> {
    let mut reading = Reading {
        is_unlocked: true,
        ..Reading::default()
    };
    reading.take(state, found).await?;
    reading.show(state)
}

/// Whoever looks at the list of partners sees them before what is about them is read.
async fn list_goes_first(state: State) {
    // By then the list is there, where it is what is looked at.
    next_turn().await;
    let shown = pin!(portfolio::rows_shown(state));
    select(shown, pin!(rest(LONGEST_MILLISECONDS))).await;
}

/// The records of a span, page by page.
struct Pages {
    span: Span,
    after: Option<RecordKey>,
    is_over: bool,
}

impl Pages {
    const fn of(span: Span) -> Self {
        Self {
            span,
            after: None,
            is_over: false,
        }
    }

    async fn next(&mut self, store: &Store) -> Result<Option<Vec<Stored>>, StoreError> {
        if self.is_over {
            return Ok(None);
        }
        let page = store.read_page(self.span, self.after.as_ref()).await?;
        self.is_over = page.len() < PAGE as usize;
        self.after = page.last().map(|last| last.key.clone());
        Ok(Some(page))
    }
}

/// What the store held when the widget started, on its way in.
#[derive(Default)]
struct Reading {
    taken: Taken,
    /// Whether there was any record.
    has_any: bool,
    is_unlocked: bool,
}

impl Reading {
    async fn take_span(&mut self, state: State, store: &Store, span: Span) -> Result<(), Ended> {
        let mut pages = Pages::of(span);
        let mut page = pages.next(store).await?;
        while let Some(found) = page {
            // While this one is taken in, the next is on its way.
            let (taken, next) = join(self.take(state, found), pages.next(store)).await;
            taken?;
            page = next?;
        }
        Ok(())
    }

    async fn take(&mut self, state: State, mut found: Vec<Stored>) -> Result<(), Ended> {
        if !self.is_unlocked && found.iter().any(|one| sealed::is_sealed(&one.bytes)) {
            return Err(Ended::Sealed);
        }
        self.has_any |= !found.is_empty();
        let is_there = || state.screen.try_get_untracked().is_some();
        if !is_there() {
            return Err(Ended::Gone);
        }
        let copies = found.extract_if(.., |stored| stored.key.copied().is_some());
        ledger::note_copies(state, copies.filter_map(|stored| stored.key.copied()).collect());
        let taken = &mut self.taken;
        let taking = async {
            for stored in found {
                taken.add(state, stored);
                pause().await;
            }
        };
        match in_turns_while(taking, is_there).await {
            Some(()) if is_there() => Ok(()),
            _ => Err(Ended::Gone),
        }
    }

    fn show(self, state: State) -> Result<(), Ended> {
        if state.screen.try_get_untracked().is_none() {
            return Err(Ended::Gone);
        }
        gone::look(state, self.has_any);
        self.taken.show(state);
        Ok(())
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
