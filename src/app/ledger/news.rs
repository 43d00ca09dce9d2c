//! What records have become, on its way to what is shown.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::benchmark::Benchmark;
use crate::domain::company::{Company, CompanyId};
use crate::domain::exchange::read_company;
use crate::domain::json::Json;
use crate::domain::library::Touched;
use crate::domain::ordered::Ordered;
use crate::domain::problem::Problem;
use crate::storage::ledger::{Reading, Unpacked};
use crate::storage::{RecordKey, RecordKind, Seen, Stored};
use crate::ui::Screen;

use super::super::exchange::sender;
use super::super::later_state::Binned;
use super::super::state::State;
use super::super::{actions, benchmarks, portfolio, reminder};
use super::{held, key_of, set_aside};

/// A record in the domain's words.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "made, put into its list and gone")]
pub enum Record {
    Assessment(Assessment),
    Company(Company),
    Benchmark(Benchmark),
}

impl Record {
    /// `None` for a kind of record that is not merged.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(key: &RecordKey, document: &Json) -> Result<Option<Self>, String> {
        let first = |problems: Vec<Problem>| problems.first().map_or_else(String::new, ToString::to_string);
        let Some(kind) = key.kind() else {
            return Ok(None);
        };
        match kind {
            RecordKind::Assessment => Assessment::from_json(document)
                .map(|one| Some(Self::Assessment(one)))
                .map_err(first),
            RecordKind::Company => read_company(document)
                .map(|one| Some(Self::Company(one)))
                .map_err(first),
            RecordKind::Benchmark => match Benchmark::from_json(document.clone()).map_err(first)? {
                one if one.hash.as_str() == key.id() => Ok(Some(Self::Benchmark(one))),
                _ => Err(String::from("its key is not the hash of its content")),
            },
            RecordKind::Pack | RecordKind::Setting | RecordKind::Chunk => Ok(None),
        }
    }
}

/// What records have become, to be shown at once.
#[derive(Default)]
pub struct News {
    companies: Vec<(CompanyId, Company)>,
    assessments: Vec<(AssessmentId, Assessment)>,
    benchmarks: Vec<Benchmark>,
    binned: Vec<Binned>,
    /// Those that are not in the library, and those that are in the bin no more.
    pub(super) gone: Vec<RecordKey>,
    settings: Vec<(RecordKey, Json)>,
    pub(super) back: Vec<RecordKey>,
}

impl News {
    /// Takes in a record as the store has it. What cannot be read is set aside.
    pub fn take_in(&mut self, state: State, seen: Seen) {
        let Some(ledger) = held(state) else {
            return;
        };
        let key = seen.key.clone();
        let bytes = seen.bytes.clone();
        let reading = ledger.borrow_mut().take_in(seen);
        let record = key.drafted().unwrap_or_else(|| key.clone());
        if let Err(cause) = self.add(&record, reading) {
            set_aside(state, &key, cause, bytes.unwrap_or_default());
        }
    }

    /// Takes in a chunk of records as the store has it. One that cannot be read is set aside as a whole.
    pub fn take_in_chunk(&mut self, state: State, stored: Stored) {
        let Some(ledger) = held(state) else {
            return;
        };
        let Stored { key, bytes } = stored;
        let bytes = Arc::new(bytes);
        let taken = ledger.borrow_mut().take_in_chunk(key.clone(), Arc::clone(&bytes));
        match taken {
            Ok(Unpacked { untouched, touched }) => {
                let assessments = untouched.assessments.into_iter();
                self.assessments.extend(assessments.map(|one| (one.id, one)));
                let companies = untouched.companies.into_iter();
                self.companies.extend(companies.map(|one| (one.id, one)));
                for (key, reading) in touched {
                    // What cannot be read was set aside when it was found.
                    let _ = self.add(&key, reading);
                }
            }
            Err(cause) => set_aside(state, &key, cause, Arc::unwrap_or_clone(bytes)),
        }
    }

    /// # Errors
    /// Why the record cannot be read.
    pub(super) fn add(&mut self, key: &RecordKey, reading: Reading) -> Result<(), String> {
        let Some(kind) = key.kind() else { return Ok(()) };
        match reading {
            Reading::Unreadable(cause) => return Err(cause),
            Reading::Here(document) if kind == RecordKind::Setting => {
                self.settings.push((key.clone(), document));
            }
            Reading::Here(document) => {
                match Record::read(key, &document)? {
                    Some(Record::Assessment(one)) => self.assessments.push((one.id, one)),
                    Some(Record::Company(one)) => self.companies.push((one.id, one)),
                    Some(Record::Benchmark(one)) => self.benchmarks.push(one),
                    None => {}
                }
                self.back.push(key.clone());
            }
            Reading::Deleted(document, stamp) => {
                self.gone.push(key.clone());
                let record = Record::read(key, &document)?;
                self.binned.extend(record.map(|record| Binned {
                    key: key.clone(),
                    record,
                    deleted_at: stamp.moment(),
                }));
            }
            Reading::Absent => {
                self.gone.push(key.clone());
                self.back.push(key.clone());
            }
            Reading::OfNewerVersion => {}
        }
        Ok(())
    }

    /// Shows it.
    pub fn show(self, state: State) {
        let Some(current) = state.current.try_get_untracked() else {
            return;
        };
        for (key, document) in &self.settings {
            match key.id() {
                reminder::SETTING => reminder::take_in(state, document),
                sender::SETTING => sender::take_in(state, document),
                portfolio::SETTING => portfolio::take_in_views(state, document),
                _ => {}
            }
        }
        let is_gone = |id: AssessmentId| self.gone.contains(&key_of(Touched::Assessment(id)));
        let leaves = current.is_some_and(is_gone);
        if !(self.companies.is_empty() && self.assessments.is_empty() && self.gone.is_empty()) {
            state.library.update(|library| {
                library.take_in_named(self.companies, self.assessments);
                for key in &self.gone {
                    let Ok(id) = Uuid::try_parse(key.id()) else {
                        continue;
                    };
                    match key.kind() {
                        Some(RecordKind::Assessment) => drop(library.assessments.remove(&AssessmentId(id))),
                        Some(RecordKind::Company) => drop(library.companies.remove(&CompanyId(id))),
                        _ => {}
                    }
                }
            });
        }
        benchmarks::show(state, self.benchmarks, &self.gone);
        // A record that is beside its chunk, or has a draft, comes twice.
        let mut binned = Ordered::new();
        for one in self.binned {
            binned.insert(one.key.clone(), one);
        }
        let bin = state.later().bin;
        let is_in_bin = |key: &RecordKey| bin.with_untracked(|bin| bin.iter().any(|one| one.key == *key));
        if !binned.is_empty() || self.back.iter().any(is_in_bin) {
            bin.update(|bin| {
                bin.retain(|one| !self.back.contains(&one.key) && !binned.contains_key(&one.key));
                bin.extend(binned.into_values());
                bin.sort_by_key(|one| core::cmp::Reverse(one.deleted_at));
            });
        }
        // What is looked at was deleted elsewhere.
        if leaves {
            state.current.set(None);
            actions::show(state, Screen::Assessments);
        }
    }
}
