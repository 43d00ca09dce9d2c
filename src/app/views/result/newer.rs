//! Whether a newer version of the questionnaire is at hand, and whether a pulse is due.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::insight::carry::{Left, carry, compare_packs};
use crate::domain::insight::pulse::pulse;
use crate::domain::insight::timeline::{of_subject, same_subject};
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::standings;
use crate::domain::time::{Day, Moment};
use crate::ui::Locale;
use crate::ui::screens::result::newer::{NewerFacts, PulseFacts};

use super::super::super::state::State;
use super::facts::named;

/// What changed in the newest version at hand, and what would go along; `None` where there is no newer one, or the
/// subject has an assessment of it already.
pub(super) fn newer(state: State, locale: Locale) -> Option<NewerFacts> {
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
            let source = if *left == Left::NotAsked { new } else { &old };
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

/// The pulse that is due: every question is answered in some way, and a level among them has lost half of its worth.
pub(in crate::app::views) fn due(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    today: Day,
) -> Option<PulseFacts> {
    let (answered, asked) = super::progress(&standings(questionnaire, assessment));
    if answered < asked {
        return None;
    }
    let again = pulse(questionnaire, assessment, today);
    let is_stale = |id: &IndicatorId| {
        let answer = assessment.answers.get(id);
        let half_life = questionnaire
            .indicator(id)
            .map(|(_, indicator)| indicator.half_life.days());
        answer
            .zip(half_life)
            .is_some_and(|(answer, days)| answer.day.age(today) >= days)
    };
    again.iter().any(is_stale).then_some(PulseFacts {
        id: assessment.id,
        questions: again.len(),
    })
}
