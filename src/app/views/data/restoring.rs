//! Restoring, step by step: the file, its passphrase, what would change, the change, and taking it back.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::exchange::backup::{Backup, Difference, Preview, SealedError};
use crate::domain::replica::Replica;
use crate::platform::files;
use crate::ui::Locale;
use crate::ui::components::file_button::Picked;
use crate::ui::screens::data::{Changes, Contents, DataSignals, Line, RestoreState};
use crate::ui::text::data::RestoreText;
use crate::ui::text::{data as words, desk, fill};

use super::super::super::backup::{self, BackupFailure, Before, Restoring};
use super::super::super::ledger::Record;
use super::super::super::slices::in_turns_while;
use super::super::super::state::State;
use super::super::assessments::{file_words, local_day};
use super::super::name_words;

/// The largest file, in bytes. What is in it may be larger: see `docs/storage.md`.
const LARGEST_FILE: u64 = 200_000_000;
/// So many records are listed one by one.
const MOST_LINES: usize = 200;

/// What is on the desk while a file is restored. It goes with the screen.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    state: State,
    locale: Locale,
    signals: DataSignals,
    on_it: StoredValue<Option<Rc<File>>, LocalStorage>,
    opened: StoredValue<Option<Rc<Backup>>, LocalStorage>,
    passphrase: StoredValue<Option<String>>,
    before: StoredValue<Option<Before>>,
}

struct File {
    name: String,
    bytes: Vec<u8>,
}

impl Desk {
    pub(super) fn new(state: State, locale: Locale, signals: DataSignals) -> Self {
        Self {
            state,
            locale,
            signals,
            on_it: StoredValue::new_local(None),
            opened: StoredValue::new_local(None),
            passphrase: StoredValue::new(None),
            before: StoredValue::new(None),
        }
    }

    fn text(self) -> &'static RestoreText {
        &words(self.locale.speech).restore
    }

    /// A file was picked.
    pub(super) fn take(self, files: Picked) {
        self.close();
        self.signals.restore.set(RestoreState::Reading);
        spawn_local(async move {
            let Some(file) = files.into_iter().next() else {
                return;
            };
            let name = files::safe_name(&file.name());
            match files::read_bytes(&file, LARGEST_FILE).await {
                Ok(bytes) => {
                    self.on_it.try_set_value(Some(Rc::new(File { name, bytes })));
                    self.open(None).await;
                }
                Err(error) => {
                    let text = &desk(self.locale.speech).import;
                    self.refuse(name, file_words(self.locale, text, error), Vec::new());
                }
            }
        });
    }

    /// Its passphrase was typed.
    pub(super) fn unlock(self, passphrase: String) {
        self.signals.restore.set(RestoreState::Reading);
        spawn_local(async move { self.open(Some(passphrase)).await });
    }

    async fn open(self, passphrase: Option<String>) {
        let Some(Some(file)) = self.on_it.try_get_value() else {
            return;
        };
        let name = file.name.clone();
        match backup::open(&file.bytes, passphrase.as_deref()).await {
            Ok(backup) => {
                // The widget may be gone, or another file was picked meanwhile.
                let is_the_same = || {
                    let now = self.on_it.try_get_value().flatten();
                    now.is_some_and(|now| Rc::ptr_eq(&now, &file))
                };
                let contents = in_turns_while(self.contents(&name, &backup), is_the_same).await;
                if let (Some(contents), true) = (contents.flatten(), is_the_same()) {
                    self.opened.set_value(Some(Rc::new(backup)));
                    self.passphrase.set_value(passphrase);
                    self.signals.restore.set(RestoreState::Shown(contents));
                }
            }
            Err(BackupFailure::Locked) => self.lock(name, None),
            Err(BackupFailure::WrongPassphrase) => self.lock(name, Some(self.text().wrong_passphrase)),
            Err(BackupFailure::Content(problems)) => {
                let cause = self.locale.plural(problems.len(), &self.text().problems, &[]);
                self.refuse(name, cause, problems);
            }
            Err(error) => self.refuse(name, self.cause(&error), Vec::new()),
        }
    }

    fn lock(self, file: String, mistake: Option<&'static str>) {
        let _ = self
            .signals
            .restore
            .try_set(RestoreState::Locked { file, mistake });
    }

    fn refuse(self, file: String, cause: String, problems: Vec<crate::domain::problem::Problem>) {
        let refused = RestoreState::Refused {
            file,
            cause,
            problems,
        };
        let _ = self.signals.restore.try_set(refused);
    }

    fn cause(self, error: &BackupFailure) -> String {
        let text = self.text();
        #[expect(clippy::cast_precision_loss, reason = "a file's size is below 2^53")]
        let number = |bytes: u64| self.locale.number(bytes as f64, 0);
        let lengths = |message: &str, found: u64, expected: u64| {
            fill(
                message,
                &[("found", &*number(found)), ("expected", &*number(expected))],
            )
        };
        let because = |message: &str| fill(message, &[("cause", &error.to_string())]);
        match error {
            BackupFailure::File(SealedError::NotOurs) => text.not_a_backup.to_owned(),
            BackupFailure::File(SealedError::NewerFormat { found }) => {
                fill(text.newer, &[("found", &found.to_string())])
            }
            BackupFailure::File(SealedError::Cut { expected, found }) => lengths(text.cut, *found, *expected),
            BackupFailure::File(SealedError::TooLong { expected, found }) => {
                lengths(text.too_long, *found, *expected)
            }
            BackupFailure::File(SealedError::Altered) => text.altered.to_owned(),
            BackupFailure::File(SealedError::OutOfBounds { .. } | SealedError::NoSuchFormat) => {
                because(text.out_of_bounds)
            }
            _ => because(text.damaged),
        }
    }

    /// What the screen says of a file, in slices; `None` where the widget ends meanwhile.
    async fn contents(self, name: &str, backup: &Backup) -> Option<Contents> {
        let (text, locale) = (self.text(), self.locale);
        let day = local_day(backup.created_at).unwrap_or_else(|| backup.created_at.day());
        let title = [
            ("file", name),
            ("day", &*locale.day(day)),
            ("time", &*locale.time(backup.created_at)),
        ];
        let is_there = |kind: &str| {
            let records = backup.records.iter();
            records
                .filter(|one| one.key.starts_with(kind) && !one.replica.is_deleted())
                .count()
        };
        let facts = [
            (is_there("assessment/"), &text.assessments),
            (is_there("company/"), &text.partners),
            (backup.packs.len(), &text.packs),
            (is_there("benchmark/"), &text.benchmarks),
        ];
        // What few have is told only where it is there.
        let facts = facts.into_iter().enumerate();
        let facts = facts.filter(|(place, (count, _))| *place < 3 || *count > 0);
        let here = backup::here(self.state).await?;
        let all = backup::previewed(&here, backup).await;
        let mut contents = Contents {
            title: fill(text.shown, &title),
            facts: facts
                .map(|(_, (count, message))| locale.plural(count, message, &[]))
                .collect(),
            merge: Changes::default(),
            replace: Changes::default(),
            lines: Vec::new(),
            more: 0,
            left_out: backup::left_out(backup),
        };
        for one in all {
            count(&mut contents.merge, &one.merge);
            count(&mut contents.replace, &one.replace);
            if one.merge == Difference::Same && one.replace == Difference::Same {
                continue;
            }
            if contents.lines.len() == MOST_LINES {
                contents.more += 1;
                continue;
            }
            let in_file = backup.records.iter().find(|record| record.key == one.key);
            let replica = here.get(&one.key).or(in_file.map(|record| &record.replica));
            contents.lines.push(self.line(&one, replica));
        }
        Some(contents)
    }

    fn line(self, preview: &Preview, replica: Option<&Replica>) -> Line {
        let text = self.text();
        let words = |difference: &Difference| match difference {
            Difference::Same => text.same.to_owned(),
            Difference::New => text.new.to_owned(),
            Difference::Changed(paths) => {
                let parts = self.locale.plural(paths.len(), &text.parts, &[]);
                format!("{}: {parts}", text.changed)
            }
            Difference::Deleted => text.deleted.to_owned(),
            Difference::Revived => text.revived.to_owned(),
        };
        let record = replica.and_then(Replica::document).and_then(|document| {
            let key = crate::storage::RecordKey::from_stored(preview.key.clone());
            Record::read(&key, &document).ok().flatten()
        });
        let unnamed = || desk(self.locale.speech).unnamed.to_owned();
        let name = match record {
            Some(Record::Assessment(assessment)) => name_words(self.locale, &assessment),
            Some(Record::Company(company)) if !company.name.trim().is_empty() => company.name,
            Some(Record::Benchmark(benchmark)) => benchmark.title,
            _ => unnamed(),
        };
        Line {
            name,
            merge: words(&preview.merge),
            replace: words(&preview.replace),
        }
    }

    pub(super) fn merge(self) {
        let Some(backup) = self.opened.get_value() else {
            return;
        };
        self.keep_before(backup::restore(self.state, &backup, Restoring::Merge));
        let done = fill(self.text().merged, &[("file", &self.name())]);
        self.signals.restore.set(RestoreState::Done(done));
    }

    /// First a backup of what is here, protected as the file is. Without it nothing is replaced.
    pub(super) fn replace(self) {
        let Some(backup) = self.opened.get_value() else {
            return;
        };
        let passphrase = self.passphrase.get_value();
        spawn_local(async move {
            let made = super::offer_backup(self.state, passphrase.as_deref()).await;
            // The widget may be gone by now.
            if self.signals.restore.try_get_untracked().is_none() {
                return;
            }
            match made {
                Ok(copy) => {
                    self.keep_before(backup::restore(self.state, &backup, Restoring::Replace));
                    let names = [("file", &*self.name()), ("backup", &*copy)];
                    let done = fill(self.text().replaced, &names);
                    self.signals.restore.set(RestoreState::Done(done));
                }
                Err(cause) => {
                    let text = &words(self.locale.speech).backup;
                    let cause = fill(text.failed, &[("cause", &cause)]);
                    self.refuse(self.name(), cause, Vec::new());
                }
            }
        });
    }

    pub(super) fn take_back(self) {
        if let Some(before) = self.before.try_update_value(Option::take).flatten() {
            backup::become_as(self.state, &before);
            self.signals.restore.set(RestoreState::TakenBack);
        }
    }

    /// What is on the desk goes.
    pub(super) fn close(self) {
        self.on_it.set_value(None);
        self.opened.set_value(None);
        self.passphrase.set_value(None);
        self.before.set_value(None);
        self.signals.restore.set(RestoreState::Idle);
    }

    fn keep_before(self, before: Before) {
        self.before.set_value(Some(before));
        self.opened.set_value(None);
        self.passphrase.set_value(None);
    }

    fn name(self) -> String {
        let file = self.on_it.try_get_value().flatten();
        file.map(|file| file.name.clone()).unwrap_or_default()
    }
}

fn count(changes: &mut Changes, difference: &Difference) {
    let place = match difference {
        Difference::Same => &mut changes.same,
        Difference::New => &mut changes.new,
        Difference::Changed(_) => &mut changes.changed,
        Difference::Deleted => &mut changes.deleted,
        Difference::Revived => &mut changes.revived,
    };
    *place += 1;
}
