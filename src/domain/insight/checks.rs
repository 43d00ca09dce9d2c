//! Answers that deserve a second look: those that sit oddly beside each other, and those that nothing supports.

use crate::domain::assessment::{Answer, AnswerState, Assessment};
use crate::domain::pack::{Check, IndicatorId, Pack, Questionnaire, Source};
use crate::domain::scoring::applicability::{holds, meets, positions};
use crate::domain::scoring::standings;

/// The pack's checks that speak up, in pack order.
///
/// A source without a side looks at `assessment`, as do side, kind and size. A check that names a side is asked only
/// where both views are at hand: `other` must be the other side's.
#[must_use]
pub fn second_looks<'a>(
    pack: &'a Pack,
    assessment: &Assessment,
    other: Option<&Assessment>,
) -> Vec<&'a Check> {
    let positions = positions(&pack.questionnaire);
    let own = standings(&pack.questionnaire, assessment);
    let other = other.filter(|other| other.side != assessment.side);
    let others = other.map(|other| standings(&pack.questionnaire, other));
    let standing = |source: &Source| {
        let view = match source.of {
            Some(side) if side != assessment.side => others.as_ref()?,
            _ => &own,
        };
        view.get(*positions.get(&source.indicator.0.as_str())?).copied()
    };
    let speaks = |check: &&Check| {
        let compares = check.when.sources().iter().any(|source| source.of.is_some());
        let test =
            |source: &Source, test| Some(standing(source).is_some_and(|standing| meets(standing, test)));
        (!compares || others.is_some()) && holds(&check.when, assessment, &test) == Some(true)
    };
    pack.checks.iter().filter(speaks).collect()
}

/// The least level that calls for a note or a link.
const HIGH: u8 = 3;

/// Whether an answer is of level 3 or 4 and has neither note nor link. Blank ones count as none.
#[must_use]
pub fn lacks_evidence(answer: &Answer) -> bool {
    let is_high = matches!(&answer.state, AnswerState::Level(level) if level.number() >= HIGH);
    is_high && answer.note.trim().is_empty() && answer.link.trim().is_empty()
}

/// The indicators whose answer counts and [`lacks_evidence`], in pack order.
#[must_use]
pub fn unsupported(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<IndicatorId> {
    let lacks = |indicator: &IndicatorId| assessment.answers.get(indicator).is_some_and(lacks_evidence);
    let indicators = questionnaire
        .indicators()
        .zip(standings(questionnaire, assessment));
    let unsupported =
        indicators.filter(|((_, indicator), standing)| standing.level().is_some() && lacks(&indicator.id));
    unsupported
        .map(|((_, indicator), _)| indicator.id.clone())
        .collect()
}
