//! Whether a newer version of the questionnaire is at hand, and whether a pulse is due.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::insight::carry::{Left, carry, compare_packs};
use crate::domain::insight::pulse::pulse;
use crate::domain::insight::timeline::{of_subject, same_subject};
use crate::domain::own::is_received;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::{Standing, standings};
use crate::domain::time::{Day, Moment};
use crate::ui::Locale;
use crate::ui::screens::result::newer::{NewerFacts, PulseFacts};

use super::super::super::state::State;
use super::facts::named;

/// What changed in the newest version at hand, and what would go along; `None` where there is no newer one, or the
/// subject has an assessment of it already.
pub(super) fn newer(state: State, locale: Locale) -> Option<NewerFacts> {
    // What came from somebody else is theirs to carry over.
    if state.with_current(is_received)? {
        return None;
    }
    let old = state.questionnaire.get()?;
    let wholes = state.shelf.wholes.get();
    let newest = wholes
        .iter()
        .filter(|pack| pack.questionnaire.id == old.id && pack.questionnaire.version > old.version)
        .max_by_key(|pack| pack.questionnaire.version)?;
    let new = &newest.questionnaire;
    let was_carried = state.with_current(|assessment| {
        state.library.with(|library| {
            let mut all = library.assessments.values();
            all.any(|other| same_subject(other, assessment) && other.pack.version >= new.version)
        })
    })?;
    if was_carried {
        return None;
    }
    state.with_current(|assessment| {
        let changes = compare_packs(&old, new, assessment.side);
        let id = AssessmentId(assessment.id.0);
        let carried = carry(assessment, &old, new, newest.reference(), id, Moment::EPOCH);
        let of = |questionnaire: &Questionnaire, ids: &[IndicatorId]| {
            let named = ids.iter().map(|id| named(locale, questionnaire, id));
            named.collect::<Vec<_>>()
        };
        let left = carried.left.iter().map(|(id, left)| {
            let source = if *left == Left::NotAsked { &**new } else { &*old };
            (named(locale, source, id), *left)
        });
        NewerFacts {
            id: assessment.id,
            hash: newest.hash.clone(),
            versions: [old.version, new.version],
            added: of(new, &changes.added),
            removed: of(&old, &changes.removed),
            reworded: of(new, &changes.reworded),
            rescored: of(new, &changes.rescored),
            carried: carried.carried.len(),
            left: left.collect(),
        }
    })
}

/// The pulse of the current assessment, where it is the newest of its subject.
pub(super) fn due_now(state: State) -> Option<PulseFacts> {
    let questionnaire = state.questionnaire.get()?;
    let today = state.today.get();
    state.with_current(|assessment| {
        let newest = state.library.with(|library| {
            let line = of_subject(library.assessments.values(), assessment);
            line.last().map(|newest| newest.id)
        });
        due(&questionnaire, assessment, today).filter(|_| newest == Some(assessment.id))
    })?
}

/// The pulse that is due: an answer, a level or "we don't know", was given at least one half-life ago.
pub(in crate::app::views) fn due(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    today: Day,
) -> Option<PulseFacts> {
    let standings = standings(questionnaire, assessment);
    let mut places = questionnaire.indicators().zip(standings);
    let is_stale = places.any(|((_, indicator), standing)| {
        let counts = matches!(standing, Standing::Level(_) | Standing::Unknown);
        let answer = assessment.answers.get(&indicator.id).filter(|_| counts);
        answer.is_some_and(|answer| answer.day.age(today) >= indicator.half_life.days())
    });
    // Nobody here asks anew what came from somebody else.
    (is_stale && !is_received(assessment)).then(|| PulseFacts {
        id: assessment.id,
        questions: pulse(questionnaire, assessment, today).len(),
    })
}
