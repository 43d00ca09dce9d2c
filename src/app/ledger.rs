//! Between the library and the store's ledger: what is edited here is noted, and what others wrote is shown.

mod fresh;
mod news;

use core::pin::Pin;
use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::assessment::{Answer, AssessmentId};
use crate::domain::exchange::{read_answer, write_company, write_response};
use crate::domain::json::Json;
use crate::domain::library::{Library, Touched};
use crate::domain::pack::IndicatorId;
use crate::domain::replica::{DeviceId, RegisterPath};
use crate::platform::{clock, identity, turns};
use crate::storage::ledger::{Ledger, Reading};
use crate::storage::vault::{Behind, Standing};
use crate::storage::{RecordKey, RecordKind, Store, StoreError, saving};
use crate::ui::components::saved::SaveState;

use super::gone;
use super::keeping;
use super::later_state::Binned;
use super::lock;
use super::persistence::{self, Edited};
use super::savefile;
use super::state::{State, Unreadable};
use super::tabs;

pub use fresh::{FEW, Fresh};
pub use news::{News, Record};

/// The ledger of this widget. Each widget is a device of its own: two tabs must never give the same stamp.
pub type Held = Rc<RefCell<Ledger>>;

/// Where it lies. Everybody else comes by it through [`held`].
#[derive(Clone, Copy)]
pub struct Drawer(StoredValue<Held, LocalStorage>);

impl Drawer {
    /// With an empty ledger.
    pub fn new() -> Self {
        Self(StoredValue::new_local(Rc::new(RefCell::new(fresh()))))
    }
}

/// What was deleted lies in the bin for so long.
pub const KEPT_MILLISECONDS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A write that failed is tried again so often, until it goes through.
const TRY_AGAIN_MILLISECONDS: u32 = 5_000;

/// The outcome of a save, once it is there.
pub type Saving = Pin<Box<dyn Future<Output = Result<(), StoreError>>>>;

/// A ledger that nothing was noted in, of a device of its own.
pub fn fresh() -> Ledger {
    let (high, low) = identity::new_uuid().as_u64_pair();
    // The first half begins with the time, the second is random.
    Ledger::new(DeviceId(low ^ high.rotate_left(32)))
}

/// The ledger, with everything noted that was edited; `None` where the widget is gone.
///
/// An edit is noted when somebody asks for the ledger, and not before: whoever answers sees the score first. Whatever comes
/// from elsewhere meets it noted, and is merged with it.
pub fn held(state: State) -> Option<Held> {
    let ledger = state.later().ledger.0.try_get_value()?;
    let Edited { drafts, waiting } = state.keeper.take();
    note(state, &ledger, &drafts);
    for one in drafts {
        let record = key_of(one);
        let draft = RecordKey::draft(record.kind().unwrap_or(RecordKind::Assessment), record.id());
        ledger.borrow_mut().note_draft(&record, draft);
    }
    note(state, &ledger, &waiting);
    Some(ledger)
}

/// Notes what was edited, now rather than when somebody asks for the ledger.
pub fn note_edits(state: State) {
    drop(held(state));
}

/// The same once what was edited is painted: the write that is under way may take seconds.
pub fn note_soon(state: State) {
    spawn_local(async move {
        turns::painted().await;
        note_edits(state);
    });
}

fn note(state: State, ledger: &RefCell<Ledger>, touched: &[Touched]) {
    if touched.is_empty() {
        return;
    }
    let now = moment();
    let mut news = News::default();
    state.library.with_untracked(|library| {
        for one in touched {
            let (key, document) = document(library, *one);
            ledger.borrow_mut().note(&key, document.as_ref(), now);
            if document.is_some() {
                // The library is ahead of nothing: only the bin has to follow.
                news.back.push(key);
            } else {
                let reading = ledger.borrow().reading(&key);
                drop(news.add(&key, reading));
            }
        }
    });
    news.gone.clear();
    news.show(state);
}

/// Notes what a setting is to be, and writes it. Whether it does: nothing is written over one that cannot be read.
pub fn note_setting(state: State, id: &str, document: &Json) -> bool {
    let Some(ledger) = held(state) else {
        return false;
    };
    let key = RecordKey::new(RecordKind::Setting, id);
    if matches!(ledger.borrow().reading(&key), Reading::Unreadable(_)) {
        return false;
    }
    ledger.borrow_mut().note(&key, Some(document), moment());
    persistence::write(state);
    true
}

/// Milliseconds on the visitor's clock, for stamps.
pub fn moment() -> u64 {
    u64::try_from(clock::now_milliseconds()).unwrap_or(0)
}

/// The record's key and what it is to be; `None`: in the bin.
fn document(library: &Library, touched: Touched) -> (RecordKey, Option<Json>) {
    let document = match touched {
        Touched::Assessment(id) => library.assessments.get(&id).map(write_response),
        Touched::Company(id) => library.companies.get(&id).map(write_company),
    };
    (key_of(touched), document)
}

/// The key of a record.
pub fn key_of(touched: Touched) -> RecordKey {
    match touched {
        Touched::Assessment(id) => RecordKey::new(RecordKind::Assessment, &id.0.to_string()),
        Touched::Company(id) => RecordKey::new(RecordKind::Company, &id.0.to_string()),
    }
}

/// Lets records be changed as a whole, shows what they are then, and writes them.
pub fn change(state: State, make: impl FnOnce(&mut Ledger) -> Vec<(RecordKey, Reading)>) {
    let Some(ledger) = held(state) else {
        return;
    };
    let readings = make(&mut ledger.borrow_mut());
    let mut news = News::default();
    for (key, reading) in readings {
        // What cannot be read was set aside when it was found, and is not changed.
        let _ = news.add(&key, reading);
    }
    news.show(state);
    persistence::write(state);
}

/// What an answer was before, the newest first; `None`: there was none. A version that says what stands now is left out.
pub fn earlier_answers(state: State, of: AssessmentId, indicator: &IndicatorId) -> Vec<Option<Answer>> {
    let Some(ledger) = held(state) else {
        return Vec::new();
    };
    let past = ledger
        .borrow()
        .past(&key_of(Touched::Assessment(of)), &RegisterPath::answer(indicator));
    let mut answers: Vec<Option<Answer>> = past
        .iter()
        .filter_map(|version| match version.value() {
            Some(json) => Some(Some(read_answer(json)?)),
            None => Some(None),
        })
        .collect();
    let now = state.library.with_untracked(|library| {
        let assessment = library.assessments.get(&of)?;
        assessment.answers.get(indicator).cloned()
    });
    answers.dedup();
    answers.retain(|answer| *answer != now);
    answers
}

/// Adds what nobody here knew when it was made ready: records as they are to be, and chunks of them. The library shows them
/// already; what was deleted meanwhile leaves the bin.
pub fn add(state: State, Fresh { records, chunks }: Fresh) {
    let Some(ledger) = held(state) else {
        return;
    };
    let now = moment();
    let mut news = News::default();
    {
        let mut ledger = ledger.borrow_mut();
        for (key, replica) in records {
            if ledger.add(&key, replica, now) {
                news.back.push(key);
            }
        }
        for chunk in chunks {
            news.back.append(&mut ledger.add_chunk(chunk, now));
        }
    }
    news.show(state);
    persistence::write(state);
}

/// Whether anything is known of an assessment, though it be only that it was deleted.
pub fn knows(state: State, one: Touched) -> bool {
    let ledger = held(state);
    ledger.is_some_and(|ledger| ledger.borrow().knows(&key_of(one)))
}

/// How many records that came in numbers are still to be written.
pub fn unwritten(state: State) -> usize {
    let ledger = held(state);
    ledger.map_or(0, |ledger| ledger.borrow().unwritten_in_chunks())
}

/// Forgets what lies in the bin for good.
pub fn purge(state: State, key: &RecordKey) {
    if let Some(ledger) = held(state) {
        ledger.borrow_mut().purge(key);
        state.later().bin.update(|bin| bin.retain(|one| one.key != *key));
        persistence::write(state);
    }
}

/// Forgets what has lain in the bin for too long.
pub fn empty_bin(state: State) {
    let now = clock::now_milliseconds();
    let is_over = |one: &Binned| now - one.deleted_at.milliseconds() > KEPT_MILLISECONDS;
    let over: Vec<RecordKey> = state.later().bin.with_untracked(|bin| {
        bin.iter()
            .filter(|one| is_over(one))
            .map(|one| one.key.clone())
            .collect()
    });
    for key in over {
        purge(state, &key);
    }
}

/// Whether everything that was edited is written.
pub fn is_saved(state: State) -> bool {
    let ledger = held(state);
    ledger.is_none_or(|ledger| ledger.borrow().is_saved())
}

/// Writes everything that was edited. It goes on where the widget ends meanwhile; whoever ends it asks for the ledger
/// first, so that nothing is left to be noted.
pub fn save(state: State, store: Rc<Store>) -> Saving {
    let ledger = state.later().ledger.0.try_get_value();
    let held = ledger.zip(state.later().lock.vault());
    let is_left = state.later().is_left.try_get_value().unwrap_or(true);
    Box::pin(async move {
        let Some((ledger, vault)) = held else {
            return Ok(());
        };
        // Whoever answers sees the score before the record is noted and written, not after. What comes from elsewhere is
        // noted already.
        if state.keeper.has_edits() && !is_left {
            turns::painted().await;
        }
        let outcome = save_all(state, &ledger, &vault.over(&store)).await;
        if outcome == Err(StoreError::Locked) {
            lock::shut(state);
        }
        if outcome.is_ok() {
            gone::mark(state, &store);
        }
        outcome
    })
}

async fn save_all(state: State, kept: &Held, records: &Behind<'_>) -> Result<(), StoreError> {
    let ledger = || held(state).unwrap_or_else(|| Rc::clone(kept));
    // What comes while it is written is written too.
    while !(ledger().borrow().is_saved() && keeping::is_kept(state)) {
        keeping::write(state, records).await?;
        let written = saving::save(records, &ledger, &mut |key, reading| {
            let mut news = News::default();
            // What the merge made of two readable records is readable.
            let _ = news.add(&key, reading);
            // At once: an edit of what is shown until then would take back what others have said.
            news.show(state);
        })
        .await?;
        tabs::tell(state, &written);
        let is_data = |key: &RecordKey| key.kind() != Some(RecordKind::Setting);
        if written.iter().any(is_data) {
            savefile::refresh(state);
        }
    }
    Ok(())
}

/// Leaves what is not written yet beside its records: a page that goes has no time to look at what is there, nor to seal
/// it: where a lock is set, nothing is left.
pub fn leave_behind(state: State) {
    let is_locked = state
        .later()
        .lock
        .vault()
        .is_none_or(|vault| vault.standing() != Standing::Off);
    if is_locked {
        return;
    }
    if let (Some(ledger), Some(store)) = (held(state), state.keeper.store()) {
        let changes = ledger.borrow_mut().leave_behind();
        if !changes.is_empty() {
            store.leave(&changes);
        }
    }
}

/// Notes of which records a start before this one has left copies.
pub fn note_copies(state: State, records: Vec<RecordKey>) {
    if let Some(ledger) = held(state) {
        let mut ledger = ledger.borrow_mut();
        for record in records {
            ledger.note_copy(record);
        }
    }
}

/// Space may be free again by then, the connection back, the other tab closed.
pub fn try_again(state: State) {
    Timeout::new(TRY_AGAIN_MILLISECONDS, move || {
        // The widget may be gone by now.
        if let Some(SaveState::NotSaved(_)) = state.saving.try_get_untracked() {
            persistence::write(state);
        }
    })
    .forget();
}

/// How many records could not be read; follows them.
pub fn unreadable(state: State) -> usize {
    let count = |one: &Unreadable| RecordKey::from_stored(one.key.clone()).count();
    state.unreadable.with(|all| all.iter().map(count).sum())
}

/// Says that a record cannot be read, and keeps its bytes at hand.
pub fn set_aside(state: State, key: &RecordKey, cause: String, bytes: Vec<u8>) {
    let _ = state.unreadable.try_update(|all| {
        all.retain(|one| one.key != key.as_str());
        all.push(Unreadable {
            key: key.as_str().to_owned(),
            cause,
            bytes,
        });
    });
}
