//! What people do with a partner's log, turned into events of the domain and effects. Where the stored log cannot be read,
//! nothing is written over it.

mod due_days;

use leptos::prelude::*;

use crate::domain::calendar::Preview;
use crate::domain::company::CompanyId;
use crate::domain::library::LibraryEvent;
use crate::domain::touchpoint::{LogChange, Touchpoint, TouchpointError, TouchpointId, Touchpoints};
use crate::platform::identity;
use crate::ui::action::{LogAction, LogEntry};

use super::actions::commit;
use super::later_state::{ByLog, OfLog, Removed};
use super::state::State;

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

/// Takes back what was done to a log.
pub fn take_back(state: State, taken: &OfLog) {
    change(state, taken.company, |log| taken.change.take_back(log));
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
    if let Some((change, entry)) = done.zip(deleted) {
        let by = ByLog::Deleted(Box::new(entry));
        let removed = OfLog { company, change, by };
        state.later().undo.set(Some(Removed::OfLog(removed)));
    }
}

fn take_in(state: State, company: CompanyId, preview: &Preview) {
    let done = change(state, company, |log| preview.take_over(log));
    if let Some(change) = done.filter(|change| !change.is_empty()) {
        let by = ByLog::Imported(change.len());
        let removed = OfLog { company, change, by };
        state.later().undo.set(Some(Removed::OfLog(removed)));
    }
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
