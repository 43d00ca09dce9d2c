//! From one version of a pack to another: what changed for one side, and which answers mean the same.
//!
//! An answer goes along where its question and its five levels read the same as before, in every language. Where they
//! read otherwise, a level would claim what nobody said.
//!
//! Source: `docs/packs.md`, "Versions".

use crate::domain::assessment::{AnswerState, Assessment, AssessmentId};
use crate::domain::ordered::Ordered;
use crate::domain::pack::{Dimension, Indicator, IndicatorId, PackReference, Question, Questionnaire};
use crate::domain::side::Side;
use crate::domain::text::Text;
use crate::domain::time::Moment;

/// What changed for one side. Each in the order of the newer pack; those that are gone, in the order of the older.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackChanges {
    /// Asked of this side only now.
    pub added: Vec<IndicatorId>,
    /// Not asked of this side any more.
    pub removed: Vec<IndicatorId>,
    /// The question or a level reads otherwise.
    pub reworded: Vec<IndicatorId>,
    /// Reads the same, and counts otherwise: weight, gate, half-life, length, condition, dimension.
    pub rescored: Vec<IndicatorId>,
}

/// An assessment carried over to another version.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// A new one; the old one stays as it is.
    pub assessment: Assessment,
    /// The answers that went along.
    pub carried: Vec<IndicatorId>,
    /// The answers that did not, in the order of the older pack; then those to questions that only the newer one has.
    pub left: Vec<(IndicatorId, Left)>,
}

/// Why an answer was not carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It is not asked of this side any more.
    Removed,
    /// The question or a level reads otherwise.
    Reworded,
    /// "Does not apply" is no answer any more.
    MustApply,
    /// The older pack does not have it, so that nobody knows what was asked.
    NotAsked,
}

/// Compares two versions of a pack as one side is asked.
#[must_use]
pub fn compare_packs(old: &Questionnaire, new: &Questionnaire, side: Side) -> PackChanges {
    let mut changes = PackChanges::default();
    for (dimension, indicator) in asked(new, side) {
        let id = indicator.id.clone();
        match old.indicator(&indicator.id) {
            Some((before_dimension, before)) if before.question(side).is_some() => {
                if !reads_the_same((old, before), (new, indicator), side) {
                    changes.reworded.push(id);
                } else if !counts_the_same((before_dimension, before), (dimension, indicator)) {
                    changes.rescored.push(id);
                }
            }
            _ => changes.added.push(id),
        }
    }
    let is_gone = |indicator: &Indicator| {
        new.indicator(&indicator.id)
            .is_none_or(|(_, after)| after.question(side).is_none())
    };
    let gone = asked(old, side).filter(|(_, indicator)| is_gone(indicator));
    changes.removed = gone.map(|(_, indicator)| indicator.id.clone()).collect();
    changes
}

/// Makes an assessment of the newer version with every answer that means the same, its day and its evidence.
/// What else is kept with the assessment goes along.
#[must_use]
pub fn carry(
    assessment: &Assessment,
    old: &Questionnaire,
    new: &Questionnaire,
    reference: PackReference,
    id: AssessmentId,
    now: Moment,
) -> Carried {
    let side = assessment.side;
    let mut answers = Ordered::new();
    let (mut carried, mut left) = (Vec::new(), Vec::new());
    for (_, before) in old.indicators() {
        let Some(answer) = assessment.answers.get(&before.id) else {
            continue;
        };
        let after = new.indicator(&before.id).map(|(_, after)| after);
        let reason = match after.filter(|after| after.question(side).is_some()) {
            None => Some(Left::Removed),
            Some(after) if !reads_the_same((old, before), (new, after), side) => Some(Left::Reworded),
            Some(after)
                if !after.may_not_apply && matches!(answer.state, AnswerState::NotApplicable { .. }) =>
            {
                Some(Left::MustApply)
            }
            Some(_) => None,
        };
        if let Some(reason) = reason {
            left.push((before.id.clone(), reason));
        } else {
            carried.push(before.id.clone());
            answers.insert(before.id.clone(), answer.clone());
        }
    }
    for (id, answer) in assessment.answers.iter() {
        if old.indicator(id).is_some() {
            continue;
        }
        if new.indicator(id).is_some() {
            left.push((id.clone(), Left::NotAsked));
        } else {
            // Kept and ignored, as before.
            answers.insert(id.clone(), answer.clone());
        }
    }
    Carried {
        assessment: Assessment {
            id,
            pack: reference,
            answers: answers.into(),
            created_at: now,
            updated_at: now,
            ..assessment.clone()
        },
        carried,
        left,
    }
}

fn asked(questionnaire: &Questionnaire, side: Side) -> impl Iterator<Item = (&Dimension, &Indicator)> {
    questionnaire
        .indicators()
        .filter(move |(_, indicator)| indicator.question(side).is_some())
}

/// Whether two versions of an indicator put the same question with the same levels to a side.
pub(in crate::domain) fn reads_the_same(
    (old, before): (&Questionnaire, &Indicator),
    (new, after): (&Questionnaire, &Indicator),
    side: Side,
) -> bool {
    let (Some(before), Some(after)) = (before.question(side), after.question(side)) else {
        return false;
    };
    let same = |before: &Text, after: &Text| {
        // A language that came or went changes nothing for those who read another.
        let shared = old
            .languages
            .iter()
            .filter(|language| new.languages.contains(language));
        let mut shared = shared.peekable();
        shared.peek().is_some()
            && shared.all(|language| before.in_language(language) == after.in_language(language))
    };
    let texts = |question: &Question| {
        let mut texts = vec![question.question.clone()];
        texts.extend(question.anchors.iter().cloned());
        texts
    };
    texts(before)
        .iter()
        .zip(&texts(after))
        .all(|(before, after)| same(before, after))
}

fn counts_the_same(
    (old_dimension, before): (&Dimension, &Indicator),
    (new_dimension, after): (&Dimension, &Indicator),
) -> bool {
    old_dimension.id == new_dimension.id
        && old_dimension.weight == new_dimension.weight
        && old_dimension.headline == new_dimension.headline
        && before.weight == after.weight
        && before.gate == after.gate
        && before.may_not_apply == after.may_not_apply
        && before.half_life == after.half_life
        && before.lengths == after.lengths
        && before.when == after.when
}
