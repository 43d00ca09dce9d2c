//! What people do with a partner's log, turned into events of the domain and effects. Where the stored log cannot be read,
//! nothing is written over it.

mod due_days;

use leptos::prelude::*;

use crate::domain::calendar::Preview;
use crate::domain::company::CompanyId;
use crate::domain::library::LibraryEvent;
use crate::domain::touchpoint::{LogChange, Touchpoint, TouchpointError, TouchpointId, Touchpoints};
use crate::platform::identity;
use crate::ui::Locale;
use crate::ui::action::{LogAction, LogEntry};
use crate::ui::screens::partner::log::titled;
use crate::ui::text::{fill, log as words};

use super::actions::commit;
use super::state::State;
use super::undo::{self, Undo};

pub use due_days::{events, offer};

/// Applies an action.
pub fn apply(state: State, action: LogAction) {
    match action {
        LogAction::Added(company, entry) => add(state, company, entry),
        LogAction::Edited(company, id, entry) => edit(state, company, id, entry),
        LogAction::Deleted(company, id) => delete(state, company, id),
        LogAction::Imported(company, preview) => take_in(state, company, &preview),
        LogAction::ProblemDismissed => state.later().log_problem.set(None),
    }
}

fn add(state: State, company: CompanyId, written: LogEntry) {
    let id = TouchpointId(identity::new_uuid());
    let mut entry = Touchpoint::new(id, written.kind, written.day);
    written.put(&mut entry);
    change(state, company, |log| log.add(entry));
}

fn edit(state: State, company: CompanyId, id: TouchpointId, written: LogEntry) {
    change(state, company, |log| {
        let mut entry = log.get(id).cloned().ok_or(TouchpointError::NotThere)?;
        written.put(&mut entry);
        log.edit(entry)
    });
}

fn delete(state: State, company: CompanyId, id: TouchpointId) {
    let mut deleted = None;
    let done = change(state, company, |log| {
        deleted = Some(log.remove(id).ok_or(TouchpointError::NotThere)?);
        Ok(())
    });
    if let Some((done, entry)) = done.zip(deleted) {
        offer_undo(state, company, done, move |locale| {
            fill(
                words(locale.speech).deleted,
                &[("title", &titled(locale, &entry))],
            )
        });
    }
}

fn take_in(state: State, company: CompanyId, preview: &Preview) {
    let done = change(state, company, |log| preview.take_over(log));
    if let Some(done) = done.filter(|change| !change.is_empty()) {
        let count = done.len();
        offer_undo(state, company, done, move |locale| {
            locale.plural(count, &words(locale.speech).taken_in, &[])
        });
    }
}

fn offer_undo(
    state: State,
    company: CompanyId,
    done: LogChange,
    words: impl Fn(Locale) -> String + Send + Sync + 'static,
) {
    let take_back = move |state| {
        change(state, company, |log| done.take_back(log));
    };
    undo::offer(state, Undo::new(words, take_back));
}

/// Changes a partner's log and keeps it. What was changed; `None` where it was not, which is said.
fn change(
    state: State,
    company: CompanyId,
    edit: impl FnOnce(&mut Touchpoints) -> Result<(), TouchpointError>,
) -> Option<LogChange> {
    let found = state
        .library
        .with_untracked(|library| library.companies.get(&company).cloned());
    let mut changed = found?;
    // The page says what is wrong with one that cannot be read.
    let before = Touchpoints::of(&changed).ok()?;
    let mut log = before.clone();
    if let Err(problem) = edit(&mut log) {
        state.later().log_problem.set(Some((company, problem)));
        return None;
    }
    state.later().log_problem.set(None);
    log.put(&mut changed);
    commit(state, LibraryEvent::CompanyReplaced(changed));
    Some(LogChange::between(&before, &log))
}
