//! The answers of several people, and the one that they decide on.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::joint::{Decided, Joint, begin, decide};
use crate::domain::library::{Library, LibraryEvent};
use crate::domain::own::OwnNote;
use crate::platform::identity;
use crate::ui::action::{Decision, JointAction};

use super::actions::commit;
use super::state::{State, now};

/// Applies an action.
pub fn apply(state: State, action: JointAction) {
    match action {
        JointAction::RespondentNamed(id, name) => name_respondent(state, id, &name),
        JointAction::Begun(people) => begin_joint(state, &people),
        JointAction::Decided(decision) => decide_on(state, decision),
        JointAction::Reopened(id, indicator) => change(state, id, |joint, people| {
            decide(joint, people, &indicator, None, now());
        }),
    }
}

fn name_respondent(state: State, id: AssessmentId, name: &str) {
    let found = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    if let Some(mut assessment) = found {
        let name = name.trim();
        assessment.respondent = (!name.is_empty()).then(|| name.to_owned());
        assessment.updated_at = assessment.updated_at.max(now());
        commit(state, LibraryEvent::AssessmentAdded(assessment));
    }
}

fn begin_joint(state: State, people: &[AssessmentId]) {
    let begun = state.library.with_untracked(|library| {
        let people = those(library, people);
        let questionnaire = untrack(|| state.shelf.questionnaire(&people.first()?.pack))?;
        begin(&questionnaire, &people, AssessmentId(identity::new_uuid()), now())
    });
    if let Some(begun) = begun {
        commit(state, LibraryEvent::AssessmentAdded(begun));
    }
}

fn decide_on(state: State, decision: Decision) {
    let Decision {
        of,
        indicator,
        state: answer,
        by,
        why,
    } = decision;
    let on = state.today.get_untracked();
    change(state, of, |joint, people| {
        let decided = Decided { by, why, on };
        decide(joint, people, &indicator, Some((answer, decided)), now());
    });
}

/// Changes a joint assessment, with the people whose it is.
fn change(state: State, id: AssessmentId, change: impl FnOnce(&mut Assessment, &[&Assessment])) {
    let changed = state.library.with_untracked(|library| {
        let mut joint = library.assessments.get(&id)?.clone();
        let of = Joint::of(&joint)?.ok()?.of;
        change(&mut joint, &those(library, &of));
        Some(joint)
    });
    if let Some(changed) = changed {
        commit(state, LibraryEvent::AssessmentAdded(changed));
    }
}

/// Those that are here, in their order.
pub fn those<'l>(library: &'l Library, ids: &[AssessmentId]) -> Vec<&'l Assessment> {
    ids.iter().filter_map(|id| library.assessments.get(id)).collect()
}
