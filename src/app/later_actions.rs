//! What people do on the screens of the later part, turned into events of the domain and effects.

use core::any::Any;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::assessment::{Answer, Assessment, AssessmentId, Event};
use crate::domain::company::{CompanyFacts, CompanyId};
use crate::domain::insight::carry::carry;
use crate::domain::insight::pulse::{begin, pulse};
use crate::domain::joint::Joint;
use crate::domain::library::{CompanyEntry, LibraryEvent};
use crate::domain::own::{Filed, Invited, OwnNote, Received, is_ours, is_received};
use crate::domain::pack::{Hash, IndicatorId, Length};
use crate::domain::plan::Plan;
use crate::domain::side::Side;
use crate::platform::{identity, printing};
use crate::ui::Screen;
use crate::ui::action::sending::SendingAction;
use crate::ui::action::{LaterAction, LockAction, LogAction, ReceivingAction};

use super::actions::{self, commit, new_company};
use super::benchmarks;
use super::exchange::sending;
use super::gone;
use super::joint;
use super::keeping;
use super::later_state::Binned;
use super::ledger::{self, Record};
use super::lock;
use super::offering;
use super::partners;
use super::persistence;
use super::reminder;
use super::sample;
use super::state::{State, now};
use super::transfer;
use super::undo::{self, Undo};

/// Applies an action.
pub fn apply(state: State, action: &(dyn Any + Send + Sync)) {
    let Some(action) = action.downcast_ref::<LaterAction>() else {
        return;
    };
    if untrack(|| state.is_read_only()) && !only_looks(action) {
        return;
    }
    match action.clone() {
        LaterAction::Renamed(id, title) => {
            commit(state, LibraryEvent::AssessmentChanged(id, Event::Renamed(title)));
        }
        LaterAction::Duplicated(id, title) => duplicate(state, id, title),
        LaterAction::AssessmentDeleted(id) => delete_assessment(state, id),
        LaterAction::PartnerAdded(entry) => commit(state, LibraryEvent::CompanyAdded(new_company(entry))),
        LaterAction::PartnerEdited(id, entry) => edit_partner(state, id, entry),
        LaterAction::PartnerDeleted(id) => delete_partner(state, id),
        LaterAction::Filed(id, company) => file(state, id, company),
        LaterAction::BegunAbout(id, side) => begin_about(state, id, side),
        LaterAction::Undone => undo::take_back(state),
        LaterAction::BroughtBack(id) => bring_back(state, id),
        LaterAction::Purged(id) => {
            if let Some(one) = binned(state, id) {
                ledger::purge(state, &one.key);
            }
        }
        LaterAction::NoticeDismissed => state.later().undo.set(None),
        LaterAction::SaveRetried => persistence::write(state),
        LaterAction::Exported(which) => transfer::offer(state, which),
        LaterAction::UnreadableExported => transfer::offer_unreadable(state),
        LaterAction::ImportCancelled => transfer::cancel(state),
        LaterAction::BegunAnew => gone::start_anew(state),
        LaterAction::ImportDismissed => state.later().import.set(None),
        LaterAction::Printed => printing::print(),
        LaterAction::PackChosen(choice) => offering::choose(state, choice),
        LaterAction::PackAdded(text) => offering::add(state, &text),
        LaterAction::PackExported(hash) => transfer::offer_pack(state, &hash),
        LaterAction::PackRemoved(hash) => offering::remove(state, &hash),
        LaterAction::PulseBegun(id) => begin_pulse(state, id),
        LaterAction::CarriedOver(id, hash) => carry_over(state, id, &hash),
        LaterAction::PlanChanged(plan) => keep_plan(state, *plan),
        LaterAction::Lock(action) => lock::apply(state, action),
        LaterAction::Joint(action) => joint::apply(state, action),
        LaterAction::Directory(action) => {
            partners::with(state, move |part| (part.directory)(state, action));
        }
        LaterAction::Log(action) => partners::with(state, move |part| (part.log)(state, action)),
        LaterAction::Receiving(action) => {
            partners::with(state, move |part| (part.receiving)(state, action));
        }
        LaterAction::AnswerBroughtBack(indicator, answer) => bring_answer_back(state, indicator, answer),
        LaterAction::ReminderPutOff => reminder::put_off(state),
        LaterAction::SampleWanted(partners) => sample::begin(state, partners),
        LaterAction::SampleLeft => sample::leave(state),
        LaterAction::Sending(action) => sending::apply(state, action),
    }
    // What was deleted is noted at once, so that the bin shows it.
    ledger::note_edits(state);
}

/// Whether an action changes nothing that is kept.
const fn only_looks(action: &LaterAction) -> bool {
    matches!(
        action,
        LaterAction::NoticeDismissed
            | LaterAction::SaveRetried
            | LaterAction::Exported(_)
            | LaterAction::UnreadableExported
            | LaterAction::ImportCancelled
            | LaterAction::ImportDismissed
            | LaterAction::Printed
            | LaterAction::PackExported(_)
            | LaterAction::ReminderPutOff
            | LaterAction::Lock(LockAction::Opened(_) | LockAction::Locked)
            | LaterAction::Log(LogAction::ProblemDismissed)
            | LaterAction::Receiving(
                ReceivingAction::LinkPasted(_) | ReceivingAction::Unlocked(_) | ReceivingAction::Closed
            )
            | LaterAction::Sending(
                SendingAction::Opened(_) | SendingAction::Closed | SendingAction::LinkCopied
            )
    )
}

/// Asks the few questions again that are most stale, in a new assessment; the old one stays.
fn begin_pulse(state: State, id: AssessmentId) {
    let found = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    let Some(assessment) = found.filter(|found| !is_received(found)) else {
        return;
    };
    let Some(questionnaire) = untrack(|| state.shelf.questionnaire(&assessment.pack)) else {
        return;
    };
    let asked = pulse(&questionnaire, &assessment, state.today.get_untracked());
    let begun = begin(&assessment, &asked, AssessmentId(identity::new_uuid()), now());
    let id = begun.id;
    commit(state, LibraryEvent::AssessmentAdded(begun));
    actions::open(state, id, Screen::Question);
    let all = questionnaire.indicators().enumerate();
    let places = all.filter(|(_, (_, indicator))| asked.contains(&indicator.id));
    state.only.set(Some(places.map(|(place, _)| place).collect()));
    state.tell_start(id);
}

/// Where only some questions are asked, and another is chosen, all are.
pub fn leave_the_few(state: State, indicator: &IndicatorId) {
    let questionnaire = state.questionnaire.get_untracked();
    let place = questionnaire.and_then(|questionnaire| {
        let mut all = questionnaire.indicators();
        all.position(|(_, one)| one.id == *indicator)
    });
    let is_left = state.only.with_untracked(|only| {
        only.as_ref()
            .is_some_and(|only| place.is_none_or(|place| !only.contains(&place)))
    });
    if is_left {
        state.only.set(None);
    }
}

/// Makes an assessment of a newer version of its pack, with every answer that means the same; the old one stays.
fn carry_over(state: State, id: AssessmentId, hash: &Hash) {
    let old = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    let Some(old) = old.filter(|old| !is_received(old)) else {
        return;
    };
    let before = untrack(|| state.shelf.questionnaire(&old.pack));
    let packs = state.shelf.wholes();
    let after = packs.iter().find(|pack| pack.hash == *hash);
    if let (Some(before), Some(after)) = (before, after) {
        let id = AssessmentId(identity::new_uuid());
        let carried = carry(&old, &before, &after.questionnaire, after.reference(), id, now());
        commit(state, LibraryEvent::AssessmentAdded(carried.assessment));
        keeping::keep_packs(state);
        actions::open(state, id, Screen::Overview);
    }
}

/// Lets an earlier answer stand again, with the day it was given on.
fn bring_answer_back(state: State, indicator: IndicatorId, answer: Option<Answer>) {
    if let Some(mut assessment) = current_of_ours(state) {
        let (id, name) = (assessment.id.0.to_string(), indicator.0.clone());
        match answer {
            Some(answer) => drop(assessment.answers.insert(indicator, answer)),
            None => drop(assessment.answers.remove(&indicator)),
        }
        assessment.updated_at = now();
        commit(state, LibraryEvent::AssessmentAdded(assessment));
        state.tell("answer", &id, &name);
    }
}

/// The current assessment, where it is not somebody else's: theirs is only looked at.
fn current_of_ours(state: State) -> Option<Assessment> {
    let current = untrack(|| state.with_current(Assessment::clone));
    current.filter(|assessment| !is_received(assessment))
}

/// Keeps a plan with its assessment.
fn keep_plan(state: State, mut plan: Plan) {
    let today = state.today.get_untracked();
    if let Some(mut assessment) = current_of_ours(state) {
        plan.note_done(&assessment, today);
        plan.put(&mut assessment);
        assessment.updated_at = now();
        commit(state, LibraryEvent::AssessmentAdded(assessment));
    }
}

fn duplicate(state: State, id: AssessmentId, title: String) {
    let copy = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    if let Some(mut copy) = copy {
        let now = now();
        copy.id = AssessmentId(identity::new_uuid());
        copy.title = Some(title);
        copy.created_at = now;
        copy.updated_at = now;
        // A copy is ours, whosever the answers were, and answers no invite.
        Received::take_off(&mut copy);
        Filed::take_off(&mut copy);
        Invited::take_off(&mut copy);
        Joint::take_off(&mut copy);
        commit(state, LibraryEvent::AssessmentAdded(copy));
    }
}

fn delete_assessment(state: State, id: AssessmentId) {
    let removed = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    if let Some(removed) = removed {
        if state.current.get_untracked() == Some(id) {
            state.current.set(None);
        }
        commit(state, LibraryEvent::AssessmentDeleted(id));
        undo::offer(state, Undo::of_assessment(removed));
    }
}

fn edit_partner(state: State, id: CompanyId, entry: CompanyEntry) {
    let before = state
        .library
        .with_untracked(|library| library.companies.get(&id).cloned());
    if let Some(company) = before {
        commit(state, LibraryEvent::CompanyReplaced(entry.of(company)));
    }
}

fn delete_partner(state: State, id: CompanyId) {
    let removed = state
        .library
        .with_untracked(|library| library.companies.get(&id).cloned());
    if let Some(removed) = removed {
        commit(state, LibraryEvent::CompanyDeleted(id));
        undo::offer(state, Undo::of_company(removed));
    }
}

/// Files an assessment as a company's own view, or as nobody's.
pub fn file(state: State, id: AssessmentId, company: Option<CompanyId>) {
    let found = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    if let Some(mut assessment) = found {
        if is_received(&assessment) {
            match company {
                Some(company) => Filed::under(company, now()).put(&mut assessment),
                None => Filed::take_off(&mut assessment),
            }
        } else {
            // Entered here in its place.
            assessment.company.id = company;
        }
        commit(state, LibraryEvent::AssessmentAdded(assessment));
    }
}

/// Begins an own view of a partner, in the name and at the length of the last one.
fn begin_about(state: State, id: CompanyId, side: Side) {
    let Some(pack) = state.shelf.offered() else {
        return;
    };
    let found = state.library.with_untracked(|library| {
        let company = library.companies.get(&id)?.facts();
        let mine = |one: &Assessment| one.side == side && is_ours(one);
        let last = library.latest_where(&mine);
        Some((company, last.map(|last| (last.company.clone(), last.length))))
    });
    let Some((counterpart, last)) = found else {
        return;
    };
    let (company, length) = last.unwrap_or_else(|| {
        let has_quick = state
            .shelf
            .questionnaire(&pack)
            .is_some_and(|questionnaire| questionnaire.has_quick());
        let length = if has_quick { Length::Quick } else { Length::Full };
        (CompanyFacts::default(), length)
    });
    let id = AssessmentId(identity::new_uuid());
    let mut assessment = Assessment::begun(id, pack, side, length, now());
    assessment.company = company;
    assessment.counterpart = Some(counterpart);
    actions::begin(state, assessment);
    state.tell_start(id);
}

/// Of the bin, the record with this id.
fn binned(state: State, id: Uuid) -> Option<Binned> {
    let bin = state.later().bin;
    bin.with_untracked(|bin| bin.iter().find(|one| one.id() == Some(id)).cloned())
}

fn bring_back(state: State, id: Uuid) {
    match binned(state, id).map(|one| one.record) {
        Some(Record::Assessment(one)) => commit(state, LibraryEvent::AssessmentAdded(one)),
        Some(Record::Company(one)) => commit(state, LibraryEvent::CompanyAdded(one)),
        // It was readable when it was deleted.
        Some(Record::Benchmark(one)) => drop(benchmarks::keep(state, &one)),
        None => {}
    }
}
