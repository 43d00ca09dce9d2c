//! The data themselves: where they are, a copy of them, and their end.

mod place;
mod restoring;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::json;
use crate::platform::crypto;
use crate::platform::files;
use crate::platform::persistence::{estimate, persist, persisted};
use crate::platform::savefile::is_there;
use crate::storage::{RecordKind, StoreError};
use crate::ui::Locale;
use crate::ui::locale::locale;
use crate::ui::screens::data::{
    BackupState, DataScreen, DataSignals, DataVerbs, DeleteState, FileStanding, Kept, Persisted,
    RestoreState, Room,
};
use crate::ui::text::{data as words, fill};

use super::super::backup;
use super::super::erasing::{self, Left};
use super::super::ledger;
use super::super::reminder;
use super::super::sample;
use super::super::savefile::{self, Standing};
use super::super::state::{State, now, today};
use super::assessments::local_day;
use super::lock::lock_section;
use super::once_read;
use super::sending::key_section;

use restoring::Desk;

/// How the names of backup files end.
const ENDING: &str = "crbackup";

/// The screen.
pub fn data(state: State) -> AnyView {
    let locale = locale();
    let signals = DataSignals {
        place: place::sentences(state, locale),
        persisted: RwSignal::new(None),
        rooms: Memo::new(move |_| rooms(state)),
        estimate: RwSignal::new(None),
        last: Memo::new(move |_| {
            let last = state.later().backups.get().last?;
            Some(locale.day(local_day(last).unwrap_or_else(|| last.day())))
        }),
        can_encrypt: crypto::is_there(),
        backup: RwSignal::new(BackupState::Idle),
        file: Memo::new(move |_| file_standing(state, locale)),
        restore: RwSignal::new(RestoreState::Idle),
        delete: RwSignal::new(DeleteState::Idle),
    };
    ask_browser(state, signals);
    let desk = Desk::new(state, locale, signals);
    let verbs = DataVerbs {
        on_persist: Callback::new(move |()| ask_to_keep(signals)),
        on_backup: Callback::new(move |passphrase| {
            spawn_local(async move { make_backup(state, signals, passphrase).await });
        }),
        on_keep: Callback::new(move |passphrase: Option<String>| {
            spawn_local(async move { keep_file(state, signals, passphrase).await });
        }),
        on_allow: Callback::new(move |()| spawn_local(savefile::allow(state))),
        on_stop: Callback::new(move |()| spawn_local(savefile::stop(state))),
        on_file: UnsyncCallback::new(move |files| desk.take(files)),
        on_passphrase: Callback::new(move |passphrase| desk.unlock(passphrase)),
        on_merge: Callback::new(move |()| desk.merge()),
        on_replace: Callback::new(move |()| desk.replace()),
        on_take_back: Callback::new(move |()| desk.take_back()),
        on_close: Callback::new(move |()| desk.close()),
        on_delete: Callback::new(move |()| {
            // What could be taken back is deleted too.
            desk.close();
            spawn_local(async move { delete(state, locale, signals).await });
        }),
    };
    once_read(state, move || {
        view! {
            <DataScreen signals=signals verbs=verbs>
                {lock_section(state)}
                {key_section(state)}
            </DataScreen>
        }
        .into_any()
    })
}

/// What the browser says, once it has.
fn ask_browser(state: State, signals: DataSignals) {
    Effect::new(move |_| {
        // Whenever something was saved.
        state.saving.track();
        spawn_local(async move {
            let (kept, room) = (persisted().await, estimate().await);
            if signals.persisted.try_get_untracked().flatten() != Some(Persisted::Refused) {
                let kept = kept.map(|kept| if kept { Persisted::Yes } else { Persisted::No });
                let _ = signals.persisted.try_set(kept);
            }
            let _ = signals.estimate.try_set(room.usage.zip(room.quota));
        });
    });
}

fn ask_to_keep(signals: DataSignals) {
    spawn_local(async move {
        let kept = match persist().await {
            Some(true) => Persisted::Yes,
            Some(false) | None => Persisted::Refused,
        };
        let _ = signals.persisted.try_set(Some(kept));
    });
}

/// The name of a backup that is made today.
fn backup_name() -> String {
    files::safe_name(&format!("channel-readiness-backup-{}.{ENDING}", today()))
}

async fn make_backup(state: State, signals: DataSignals, passphrase: Option<String>) {
    signals.backup.set(BackupState::Making);
    let begun = now();
    let made = match offer_backup(state, passphrase.as_deref()).await {
        Ok(name) => {
            reminder::note_made(state, begun);
            // Whoever makes a backup has something to lose.
            if signals.persisted.try_get_untracked().flatten() == Some(Persisted::No) {
                ask_to_keep(signals);
            }
            let left_out = untrack(|| ledger::unreadable(state));
            BackupState::Made(name, left_out)
        }
        Err(cause) => BackupState::Failed(cause),
    };
    let _ = signals.backup.try_set(made);
}

async fn keep_file(state: State, signals: DataSignals, passphrase: Option<String>) {
    let picked = savefile::pick(state, &backup_name(), passphrase.as_deref()).await;
    if let Err(cause) = picked {
        let _ = signals.backup.try_set(BackupState::Failed(cause));
    }
}

fn file_standing(state: State, locale: Locale) -> FileStanding {
    if !is_there() {
        return FileStanding::NotOffered;
    }
    match state.later().save_file_standing.get() {
        Standing::None => FileStanding::None,
        Standing::Kept { name, written } => FileStanding::Kept {
            name,
            written: written.map(|moment| locale.time(moment)),
        },
        Standing::NeedsPermission { name } => FileStanding::NeedsPermission { name },
        Standing::Failed { name, cause } => FileStanding::Failed { name, cause },
    }
}

/// Hands a backup to the browser; gives the file's name.
async fn offer_backup(state: State, passphrase: Option<&str>) -> Result<String, String> {
    let made = backup::make(state, backup::Protection::of(passphrase)).await;
    let bytes = made.map_err(|error| error.to_string())?;
    let name = sample::file_name(state, backup_name());
    files::download_bytes(&name, &bytes).map_err(|error| error.to_string())?;
    Ok(name)
}

/// What takes room in the store. What is not kept yet takes none.
fn rooms(state: State) -> Vec<Room> {
    state.saving.track();
    let binned = state
        .later()
        .bin
        .with(|bin| bin.iter().map(|one| one.key.clone()).collect::<Vec<_>>());
    let Some(ledger) = ledger::held(state) else {
        return Vec::new();
    };
    let held = ledger.borrow();
    let room = |what, is_of: &dyn Fn(Option<RecordKind>, bool) -> bool| {
        let sizes = held.sizes();
        let of_kind = sizes.filter(|(key, kind, _)| is_of(*kind, binned.contains(key)));
        of_kind.fold(
            Room {
                what,
                count: 0,
                bytes: 0,
            },
            |room, (.., bytes)| Room {
                bytes: room.bytes + bytes,
                ..room
            },
        )
    };
    let (assessments, companies) = state
        .library
        .with(|library| (library.assessments.len(), library.companies.len()));
    let unreadable = ledger::unreadable(state);
    let unread_bytes = state
        .unreadable
        .with(|all| all.iter().map(|one| one.bytes.len()).sum());
    let kept = state.shelf.kept.get();
    let wholes = state.shelf.wholes.get();
    let packs = wholes.iter().filter(|pack| kept.contains(&pack.hash));
    let pack_bytes = packs.map(|pack| json::compact(&pack.document).len()).sum();
    let mut rooms = vec![
        Room {
            count: assessments,
            ..room(Kept::Assessments, &|kind, is_binned| {
                kind == Some(RecordKind::Assessment) && !is_binned
            })
        },
        Room {
            count: companies,
            ..room(Kept::Partners, &|kind, is_binned| {
                kind == Some(RecordKind::Company) && !is_binned
            })
        },
        Room {
            what: Kept::Packs,
            count: kept.len(),
            bytes: pack_bytes,
        },
        Room {
            count: binned.len(),
            ..room(Kept::Bin, &|_, is_binned| is_binned)
        },
    ];
    let benchmarks = state.later().benchmarks.with(Vec::len);
    if benchmarks > 0 {
        let kept = room(Kept::Benchmarks, &|kind, is_binned| {
            kind == Some(RecordKind::Benchmark) && !is_binned
        });
        rooms.insert(
            rooms.len() - 1,
            Room {
                count: benchmarks,
                ..kept
            },
        );
    }
    if unreadable > 0 {
        rooms.push(Room {
            what: Kept::Unreadable,
            count: unreadable,
            bytes: unread_bytes,
        });
    }
    rooms
}

async fn delete(state: State, locale: Locale, signals: DataSignals) {
    signals.delete.set(DeleteState::Deleting);
    let (outcome, left) = erasing::erase(state).await;
    let left = left_words(locale, &left);
    let done = match outcome {
        Ok(()) => DeleteState::Done(left),
        Err(error) => DeleteState::Failed(cause_words(&error), left),
    };
    let _ = signals.delete.try_set(done);
}

fn cause_words(error: &StoreError) -> String {
    error.to_string()
}

fn left_words(locale: Locale, left: &Left) -> Vec<String> {
    let text = &words(locale.speech).delete;
    let all = [
        (text.left_database, &left.databases),
        (text.left_cache, &left.traces.caches),
        (text.left_mark, &left.traces.marks),
        (text.left_lock, &left.traces.locks),
    ];
    let named = all.into_iter().flat_map(|(message, names)| {
        names.iter().map(move |name| {
            fill(
                message,
                &[(
                    "name",
                    if name.is_empty() {
                        "channel-readiness"
                    } else {
                        name
                    },
                )],
            )
        })
    });
    named.collect()
}
