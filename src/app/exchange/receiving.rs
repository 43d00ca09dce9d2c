//! What becomes of what another company has sent: an invite is answered, a view is kept beside what is here. Nothing that is
//! here is written over.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{CompanyFacts, CompanyId};
use crate::domain::exchange::{
    Delivery, Exchanged, Invite, Known, Reception, ReceptionError, View, pack_of, receive,
};
use crate::domain::library::{CompanyEntry, Library, LibraryEvent, Touched};
use crate::domain::own::{Invited, OwnNote, is_received};
use crate::domain::relationship::Asker;
use crate::platform::identity;
use crate::storage::RecordKey;
use crate::ui::Screen;
use crate::ui::action::{Filing, ReceivingAction};

use super::super::actions::{self, commit, new_company};
use super::super::ledger::{self, Record};
use super::super::state::{State, now};
use super::super::{keeping, later_actions};
use super::opening::{self, Opened, Shown, Stage};
use super::packing::Signature;

/// A view that was kept.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: AssessmentId,
    /// Whether it was new, and can be taken back.
    pub is_new: bool,
    /// The partner that was added for it.
    added: Option<CompanyId>,
}

/// Applies what somebody did.
pub fn apply(state: State, action: ReceivingAction) {
    match action {
        ReceivingAction::LinkPasted(text) => opening::open_link(state, &text),
        ReceivingAction::Unlocked(passphrase) => opening::unlock(state, passphrase.0),
        ReceivingAction::Answered => answer(state),
        ReceivingAction::Kept(filing) => keep(state, filing),
        ReceivingAction::Filed(id, filing) => drop(file(state, id, filing)),
        ReceivingAction::TakenBack => take_back(state),
        ReceivingAction::Closed => opening::close(state),
    }
}

/// What a view becomes here; see [`receive`].
///
/// # Errors
/// As [`receive`].
pub fn reception(
    state: State,
    view: &View,
    signature: &Signature,
    file: Option<&str>,
) -> Result<Reception, ReceptionError> {
    let fingerprint = match signature {
        Signature::Right(fingerprint) => Some(fingerprint.clone()),
        Signature::None | Signature::NotChecked => None,
    };
    let delivery = Delivery {
        at: now(),
        fingerprint,
        file: file.map(str::to_owned),
    };
    receive(view, &delivery, |id| known(state, id))
}

/// What is here under an id.
fn known(state: State, id: AssessmentId) -> Known {
    let key = ledger::key_of(Touched::Assessment(id));
    let Some(held) = ledger::held(state) else {
        return Known::Nothing;
    };
    let ledger = held.borrow();
    match ledger.readable(&key) {
        Some(record) => Known::Record(record),
        None if ledger.knows(&key) => Known::Unreadable,
        None => Known::Nothing,
    }
}

/// The assessment here that answers an invite: of several the one worked on last.
pub fn answering<'l>(library: &'l Library, invite: &Invite) -> Option<&'l Assessment> {
    let is_it = |assessment: &Assessment| {
        let invited = Invited::of(assessment).and_then(Result::ok);
        !is_received(assessment) && invited.is_some_and(|invited| invited.invite == invite.id)
    };
    library.latest_where(&is_it)
}

/// Begins to answer the invite that is opened, or goes on with what was begun. Beside that, nothing is touched but the list
/// of partners, where who asks is not on it.
fn answer(state: State) {
    let Some(Exchanged::Invite(invite)) = shown(state).map(|(_, shown)| (*shown.exchanged).clone()) else {
        return;
    };
    let begun = state
        .library
        .with_untracked(|library| answering(library, &invite).map(|assessment| assessment.id));
    let id = match begun {
        Some(id) => id,
        None => match begin(state, &invite) {
            Some(id) => {
                state.tell_start(id);
                id
            }
            None => return,
        },
    };
    opening::close(state);
    actions::open(state, id, Screen::Question);
}

fn begin(state: State, invite: &Invite) -> Option<AssessmentId> {
    let pack = untrack(|| state.shelf.pack(&invite.pack))?;
    let mut begun = invite.begin(AssessmentId(identity::new_uuid()), &pack, now());
    if let Some(facts) = &mut begun.counterpart {
        facts.id = asker(state, facts);
    }
    state.library.with_untracked(|library| {
        // Whom it does not name, names itself as before.
        if invite.to.is_none()
            && let Some(company) = library.own_company()
        {
            begun.company = company.clone();
        }
    });
    let id = begun.id;
    commit(state, LibraryEvent::AssessmentAdded(begun));
    keeping::keep_packs(state);
    Some(id)
}

/// The partner who asks: the one of its name, else a new one. `None` where that is unclear, so that nobody is mistaken.
fn asker(state: State, facts: &CompanyFacts) -> Option<CompanyId> {
    match state.library.with_untracked(|library| Asker::of(library, facts)) {
        Asker::Here(id) => Some(id),
        Asker::Unclear => None,
        Asker::New => Some(add_partner(state, facts.name.trim().to_owned(), facts)),
    }
}

/// Puts a company on the list of partners by this name, with kind and size as it tells them.
fn add_partner(state: State, name: String, told: &CompanyFacts) -> CompanyId {
    let company = new_company(CompanyEntry {
        name,
        kind: told.kind,
        size: told.size,
        notes: String::new(),
    });
    let id = company.id;
    commit(state, LibraryEvent::CompanyAdded(company));
    id
}

/// Keeps the view that is opened, and files it.
fn keep(state: State, filing: Filing) {
    let Some((file_name, shown)) = shown(state) else {
        return;
    };
    let Exchanged::View(view) = &*shown.exchanged else {
        return;
    };
    let received = reception(state, view, &shown.signature, file_name.as_deref());
    let (record, id, is_new) = match received {
        Ok(Reception::New(record) | Reception::OwnChanged(record)) => (Some(record.replica), record.id, true),
        Ok(Reception::Newer { record, .. }) => (Some(record.replica), record.id, false),
        Ok(Reception::NothingNew(id)) => (None, id, false),
        // What is said of these is shown, and nothing is offered.
        Ok(Reception::Own(_)) | Err(_) => return,
    };
    let key = ledger::key_of(Touched::Assessment(id));
    // The pack first, so that what answers it is shown with its questions.
    let pack = view
        .pack
        .as_deref()
        .filter(|pack| pack_of(&view.assessment.pack, &[*pack]).is_some());
    if let Some(pack) = pack {
        state.shelf.add(pack.clone());
    }
    if let Some(replica) = record {
        ledger::change(state, |ledger| {
            let reading = ledger.merge(&key, &replica);
            reading
                .map(|reading| (key.clone(), reading))
                .into_iter()
                .collect()
        });
    }
    bring_back(state, &key);
    keeping::keep(state, pack.map(|pack| pack.hash.clone()).into_iter().collect());
    keeping::keep_packs(state);
    let added = file(state, id, filing);
    let kept = Kept { id, is_new, added };
    state.later().opened.update(|opened| {
        if let Some(opened) = opened {
            opened.stage = Stage::Kept(kept);
        }
    });
}

/// Takes a record out of the bin, where it lies there.
fn bring_back(state: State, key: &RecordKey) {
    let bin = state.later().bin;
    let found = bin.with_untracked(|bin| bin.iter().find(|one| one.key == *key).cloned());
    if let Some(Record::Assessment(assessment)) = found.map(|one| one.record) {
        commit(state, LibraryEvent::AssessmentAdded(assessment));
        ledger::note_edits(state);
    }
}

/// Files a received assessment; gives the partner that was added for it.
fn file(state: State, id: AssessmentId, filing: Filing) -> Option<CompanyId> {
    match filing {
        Filing::AsItIs => None,
        Filing::Apart => {
            later_actions::file(state, id, None);
            None
        }
        Filing::Under(company) => {
            later_actions::file(state, id, Some(company));
            None
        }
        Filing::UnderNew(name) => {
            let facts = state.library.with_untracked(|library| {
                let assessment = library.assessments.get(&id)?;
                Some(assessment.company.clone())
            });
            let added = add_partner(state, name, &facts.unwrap_or_default());
            later_actions::file(state, id, Some(added));
            Some(added)
        }
    }
}

/// What was kept last goes to the bin, and the partner that was added for it too.
fn take_back(state: State) {
    let opened = state.later().opened.get_untracked();
    let Some(Stage::Kept(Kept {
        id,
        is_new: true,
        added,
    })) = opened.map(|opened| opened.stage)
    else {
        return;
    };
    commit(state, LibraryEvent::AssessmentDeleted(id));
    if let Some(company) = added {
        commit(state, LibraryEvent::CompanyDeleted(company));
    }
    state.later().opened.update(|opened| {
        if let Some(opened) = opened {
            opened.stage = Stage::TakenBack;
        }
    });
}

fn shown(state: State) -> Option<(Option<String>, Shown)> {
    match state.later().opened.get_untracked()? {
        Opened {
            file,
            stage: Stage::Shown(shown),
            ..
        } => Some((file, shown)),
        _ => None,
    }
}
