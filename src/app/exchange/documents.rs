//! The documents that are sent, made of what is here.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyId;
use crate::domain::exchange::{
    Chosen, Evidence, Invite, InviteId, View, ViewError, share_result, told_of, write_invite, write_view,
};
use crate::domain::json::compact;
use crate::domain::library::{Library, Touched};
use crate::domain::own::{Invited, ListedNote, OwnNote, SentInvite, is_received};
use crate::domain::pack::{Pack, PackReference};
use crate::domain::scoring::score;
use crate::ui::action::sending::Asking;
use crate::ui::screens::sending::Failure;

use super::super::ledger;
use super::super::state::{Shared, State, now};

/// Whether every copy of the page has this questionnaire. Not, as long as the list of those that came with it is not here.
pub fn is_built_in(state: State, reference: &PackReference) -> bool {
    state.later().index.with(|index| {
        index.iter().any(|entry| {
            let is_same = match (&entry.hash, &reference.hash) {
                (Some(entry), Some(wanted)) => entry == wanted,
                _ => true,
            };
            entry.id == reference.id && entry.version == reference.version && is_same
        })
    })
}

/// Whether an assessment answers an invite.
pub fn is_asked(assessment: &Assessment) -> bool {
    Invited::of(assessment).is_some_and(|invited| invited.is_ok())
}

/// The invite that the other company was sent last. Whoever has it tells by it whom our answers are from.
pub fn sent_invite(library: &Library, assessment: &Assessment) -> Option<InviteId> {
    let other = assessment.counterpart.as_ref()?.id?;
    let sent = SentInvite::all(library.companies.get(&other)?);
    sent.last().map(|sent| sent.id)
}

/// Whether whoever gets an assessment may lack its questionnaire: whoever asked for it has it.
pub fn brings_pack(state: State, assessment: &Assessment) -> bool {
    !is_asked(assessment) && !is_built_in(state, &assessment.pack)
}

/// An invite for a partner.
pub fn invite(state: State, id: InviteId, to: CompanyId, asking: Asking) -> Result<String, Failure> {
    let to = state
        .library
        .try_with_untracked(|library| library.companies.get(&to).map(told_of))
        .flatten()
        .ok_or(Failure::Gone)?;
    let Asking {
        from,
        pack,
        length,
        side,
        message,
    } = asking;
    let invite = Invite {
        id,
        created_at: now(),
        pack,
        length,
        side,
        from,
        to: Some(to),
        language: None,
        message,
        pack_extra: Vec::new(),
        extra: Vec::new(),
    };
    Ok(compact(&write_invite(&invite)))
}

/// Our answers, for the other company.
pub fn view(state: State, id: AssessmentId, evidence: Evidence) -> Result<String, Failure> {
    let ledger = ledger::held(state).ok_or(Failure::Gone)?;
    let record = ledger.borrow().readable(&ledger::key_of(Touched::Assessment(id)));
    let record = record.ok_or(Failure::Gone)?;
    let assessment = ours(state, id)?;
    let pack = if untrack(|| brings_pack(state, &assessment)) {
        Some((*whole(state, &assessment)?).clone())
    } else {
        None
    };
    let mut view = View::of(&record, evidence, pack, now()).map_err(|error| match error {
        ViewError::Deleted | ViewError::Received | ViewError::NoAssessment => Failure::Gone,
    })?;
    let sent = || {
        let sent = |library: &Library| sent_invite(library, &assessment);
        state.library.try_with_untracked(sent).flatten()
    };
    view.invite = view.invite.or_else(sent);
    Ok(compact(&write_view(&view)))
}

/// A result, to be looked at. `language` is that of the questionnaire's title.
pub fn shared_result(
    state: State,
    language: &str,
    id: AssessmentId,
    chosen: Chosen,
) -> Result<String, Failure> {
    let assessment = ours(state, id)?;
    let pack = whole(state, &assessment)?;
    let today = state.today.try_get_untracked().ok_or(Failure::Gone)?;
    let readiness = score(&pack.questionnaire, &assessment, today);
    let shared = share_result(&assessment, &readiness, &pack, chosen, (language, now()));
    Ok(compact(&shared))
}

/// An assessment that was made here.
fn ours(state: State, id: AssessmentId) -> Result<Assessment, Failure> {
    let found = state
        .library
        .try_with_untracked(|library| library.assessments.get(&id).cloned())
        .flatten();
    found.filter(|one| !is_received(one)).ok_or(Failure::Gone)
}

fn whole(state: State, assessment: &Assessment) -> Result<Shared<Pack>, Failure> {
    untrack(|| state.shelf.pack(&assessment.pack)).ok_or(Failure::NoPack)
}
