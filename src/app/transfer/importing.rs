//! Documents that come in: read, checked, packed and added. It is done in slices, so that the page answers meanwhile, is
//! told how far it is, and can stop it until everything is added at once.

use js_sys::JsString;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use crate::domain::assessment::Assessment;
use crate::domain::exchange::{
    Arrival, Document, Here, ImportReport, Refusal, Settling, read_document_in_slices,
    refuse_larger_document, write_response,
};
use crate::domain::json;
use crate::domain::library::Touched;
use crate::domain::pack::{Hash, Pack};
use crate::domain::problem::Problem;
use crate::domain::replica::Replica;
use crate::domain::slices::{Progress, pause};
use crate::platform::identity;
use crate::storage::chunks::Chunk;
use crate::ui::components::importing::{ImportStage, Importing};
use crate::ui::components::saved::SaveState;

use super::super::later_state::Work;
use super::super::ledger::{FEW, Fresh};
use super::super::slices::in_turns_while;
use super::super::state::{Shared, State, Unreadable};
use super::super::{benchmarks, keeping, ledger, offering, persistence, undo};
use super::waiting;

/// So much of a text that the host page gives is copied at a time, in UTF-16 code units.
const PIECE: u32 = 1_000_000;

/// Why a document was not taken in. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotImported {
    /// The widget has left the page, or its lock was shut.
    Gone,
    /// Somebody has stopped it.
    Cancelled,
    /// Every mistake with its place.
    Refused(Vec<Problem>),
}

impl From<Vec<Problem>> for NotImported {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Refused(problems)
    }
}

/// An import on its way; there is one at a time.
pub struct Import {
    state: State,
    /// The file's name; empty where the host page gave the document.
    name: String,
}

impl Drop for Import {
    fn drop(&mut self) {
        // The widget may be gone by now.
        let later = self.state.later();
        let _ = later.import_work.try_set_value(Work::None);
        let _ = later.importing.try_set(None);
    }
}

/// Stops the import that is on its way, where it has not been added yet.
pub fn cancel(state: State) {
    let _ = state.later().import_work.try_update_value(|work| {
        if *work == Work::Going {
            *work = Work::Cancelled;
        }
    });
}

impl Import {
    /// Waits until the store is read and no other import is on its way.
    ///
    /// # Errors
    /// [`NotImported::Gone`].
    pub async fn begin(state: State, name: &str) -> Result<Self, NotImported> {
        waiting::settled(state).await.ok_or(NotImported::Gone)?;
        waiting::no_import(state).await.ok_or(NotImported::Gone)?;
        state.later().import_work.set_value(Work::Going);
        Ok(Self {
            state,
            name: name.to_owned(),
        })
    }

    /// Shows how far it is; says whether to go on.
    pub fn show(&self, stage: ImportStage, (done, all): (usize, usize)) -> bool {
        let later = self.state.later();
        let importing = Importing {
            file: self.name.clone(),
            stage,
            done,
            all,
        };
        let is_there = later.importing.try_set(Some(importing)).is_none();
        is_there && !later.lock.is_shut() && later.import_work.try_get_value() == Some(Work::Going)
    }

    /// Does a part of it in turns.
    async fn turns<T>(
        &self,
        stage: ImportStage,
        progress: &Progress,
        work: impl Future<Output = T>,
    ) -> Result<T, NotImported> {
        let done = in_turns_while(work, || self.show(stage, progress.reached())).await;
        done.ok_or_else(|| self.stopped())
    }

    fn stopped(&self) -> NotImported {
        match self.state.screen.try_get_untracked() {
            Some(_) if !self.state.later().lock.is_shut() => NotImported::Cancelled,
            _ => NotImported::Gone,
        }
    }

    /// A text that the host page gave, copied piece by piece. Its size is looked at before: a character has at least one
    /// byte.
    ///
    /// # Errors
    /// As [`refuse_larger_document`].
    pub async fn copy(&self, text: &JsString) -> Result<String, NotImported> {
        let all = text.length();
        let (beginning, mut next) = piece(text, 0);
        let refused = refuse_larger_document(&beginning, all as usize);
        refused.map_err(|problem| vec![problem])?;
        let progress = Progress::default();
        let copying = async {
            let mut copy = beginning;
            while next < all {
                let (piece, end) = piece(text, next);
                copy.push_str(&piece);
                next = end;
                pause().await;
            }
            copy
        };
        self.turns(ImportStage::Reading, &progress, copying).await
    }

    /// Takes in a document. Packs that it answers and that are not at hand are looked for first.
    ///
    /// # Errors
    /// See [`NotImported`].
    pub async fn take_in(self, text: &str) -> Result<ImportReport, NotImported> {
        let mut read = self.read(text).await?;
        if let Err(refusal) = &read
            && !refusal.missing.is_empty()
        {
            let brought = offering::bring(self.state, &refusal.missing).await;
            if brought.ok_or(NotImported::Gone)? {
                read = self.read(text).await?;
            }
        }
        let document = read.map_err(|refusal| refusal.problems)?;
        let packs = self.state.shelf.wholes();
        let known = known(&packs);
        let mut settling = Settling::new(document, &known, identity::new_uuid as fn() -> Uuid);
        loop {
            let arrival = self.settle(settling, &known).await?;
            let report = arrival.report();
            let ready = self.make_ready(arrival).await?;
            match self.add(ready) {
                Ok(unwritten) => {
                    self.show_saving(unwritten);
                    return Ok(report);
                }
                Err(arrival) => settling = Settling::again(*arrival, identity::new_uuid),
            }
        }
    }

    async fn read(&self, text: &str) -> Result<Result<Document, Refusal>, NotImported> {
        let packs = self.state.shelf.wholes();
        let known = known(&packs);
        let progress = Progress::default();
        let reading = read_document_in_slices(text, &known, &progress);
        self.turns(ImportStage::Reading, &progress, reading).await
    }

    /// Sorts what is new from what is here.
    async fn settle(
        &self,
        mut settling: Settling<fn() -> Uuid>,
        known: &[&Pack],
    ) -> Result<Arrival, NotImported> {
        let progress = Progress::default();
        let all = settling.left();
        let reserved = reserved(self.state);
        let kept = benchmarks::hashes(self.state);
        let sorting = async {
            let mut step = || {
                self.state.library.try_with_untracked(|library| {
                    settling.step(Here {
                        library,
                        known,
                        reserved: &reserved,
                        benchmarks: &kept,
                    })
                })
            };
            let mut done = 0;
            while step()? {
                done += 1;
                progress.reach(done, 2 * all);
                pause().await;
            }
            Some(settling.end())
        };
        let arrival = self.turns(ImportStage::Checking, &progress, sorting).await?;
        arrival.ok_or(NotImported::Gone)
    }

    /// Makes records of what is new.
    async fn make_ready(&self, arrival: Arrival) -> Result<Ready, NotImported> {
        let progress = Progress::default();
        self.turns(
            ImportStage::Checking,
            &progress,
            Ready::make(self.state, arrival, &progress),
        )
        .await
    }

    /// Adds everything at once, and has it written; gives how many records are to be written in chunks.
    ///
    /// # Errors
    /// What was to be added, where something has taken one of its ids meanwhile. Then nothing was changed.
    fn add(&self, ready: Ready) -> Result<usize, Box<Arrival>> {
        let state = self.state;
        let Ready {
            mut arrival,
            fresh,
            touched,
        } = ready;
        let is_beside = state.library.with_untracked(|library| arrival.is_beside(library));
        if !is_beside {
            return Err(Box::new(arrival));
        }
        let hashes: Vec<Hash> = arrival.pack_hashes().cloned().collect();
        for pack in arrival.packs.drain(..) {
            state.shelf.add(pack);
        }
        if !(arrival.companies.is_empty() && arrival.assessments.is_empty()) {
            state
                .library
                .update(|library| library.take_in(arrival.companies, arrival.assessments));
        }
        ledger::add(state, fresh);
        persistence::save(state, touched);
        for benchmark in &arrival.benchmarks {
            // Where a damaged record lies in its place, that is told already.
            let _ = benchmarks::keep(state, benchmark);
        }
        // The write has only been asked for: the packs go into the same one.
        keeping::keep(state, hashes);
        keeping::keep_packs(state);
        Ok(ledger::unwritten(state))
    }

    /// Shows how much of it is written, until all is or the store says no; what became of it is for the indicator to say.
    fn show_saving(self, all: usize) {
        if all == 0 {
            return;
        }
        spawn_local(async move {
            loop {
                let left = ledger::unwritten(self.state);
                let is_bad = self
                    .state
                    .saving
                    .try_get_untracked()
                    .is_none_or(SaveState::is_bad);
                if left == 0 || is_bad {
                    return;
                }
                self.show(ImportStage::Saving, (all.saturating_sub(left), all));
                waiting::look_again().await;
            }
        });
    }
}

fn known(packs: &[Shared<Pack>]) -> Vec<&Pack> {
    packs.iter().map(|pack| &**pack).collect()
}

/// What is new, ready to be added.
struct Ready {
    /// Its assessments by id; their answers are packed where they lie in chunks.
    arrival: Arrival,
    fresh: Fresh,
    /// What was here before, and is not in the library, such as what was deleted: it is changed.
    touched: Vec<Touched>,
}

impl Ready {
    async fn make(state: State, mut arrival: Arrival, progress: &Progress) -> Self {
        let mut ready = Self {
            arrival: Arrival::default(),
            fresh: Fresh::default(),
            touched: Vec::new(),
        };
        let mut fresh = Vec::new();
        for company in &arrival.companies {
            let one = Touched::Company(company.id);
            if ledger::knows(state, one) {
                ready.touched.push(one);
            } else {
                fresh.push(company);
            }
            pause().await;
        }
        ready.fresh.add_companies(&fresh).await;
        let mut fresh = Vec::new();
        let mut taken = Vec::new();
        for assessment in core::mem::take(&mut arrival.assessments) {
            let one = Touched::Assessment(assessment.id);
            if ledger::knows(state, one) {
                ready.touched.push(one);
                taken.push(assessment);
            } else {
                fresh.push(assessment);
            }
        }
        fresh.sort_unstable_by_key(|assessment| assessment.id);
        pause().await;
        let all = fresh.len();
        let mut rest = fresh.into_iter();
        while rest.len() > 0 {
            if all < FEW {
                let assessments = rest.by_ref().collect();
                ready.keep_each(assessments, &mut taken).await;
            } else {
                let mut cut = Chunk::cut(identity::new_uuid(), &mut rest);
                match cut.chunk {
                    Some(chunk) => {
                        ready.fresh.chunks.push(chunk);
                        taken.append(&mut cut.assessments);
                    }
                    None => ready.keep_each(cut.assessments, &mut taken).await,
                }
            }
            progress.reach(2 * all - rest.len(), 2 * all);
            pause().await;
        }
        arrival.assessments = taken;
        ready.arrival = arrival;
        ready
    }

    async fn keep_each(&mut self, assessments: Vec<Assessment>, taken: &mut Vec<Assessment>) {
        for assessment in assessments {
            let key = ledger::key_of(Touched::Assessment(assessment.id));
            let replica = Replica::new(&write_response(&assessment));
            self.fresh.records.push((key, replica));
            taken.push(assessment);
            pause().await;
        }
    }
}

/// A piece of a text from a place on, and where it ends: not between the two halves of a character.
fn piece(text: &JsString, from: u32) -> (String, u32) {
    let all = text.length();
    let mut end = all.min(from + PIECE);
    // What stands on both sides of the cut is one character.
    if end < all && String::from(text.slice(end - 1, end + 1)).chars().count() == 1 {
        end += 1;
    }
    (String::from(text.slice(from, end)), end)
}

/// Ids of records that could not be read, and of what was deleted last: nothing may be written over them.
fn reserved(state: State) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = state.unreadable.with_untracked(|records| {
        let id = |record: &Unreadable| Uuid::try_parse(record.key.split_once('/')?.1).ok();
        records.iter().filter_map(id).collect()
    });
    ids.extend(undo::reserved(state));
    ids
}

/// The largest a file may be, by its beginning, in bytes.
pub fn largest(beginning: &str) -> u64 {
    let limit = match refuse_larger_document(beginning, json::LARGEST_BUNDLE as usize) {
        Ok(()) => json::LARGEST_BUNDLE,
        Err(_) => json::LARGEST_DOCUMENT,
    };
    u64::from(limit)
}
