//! Answers that deserve a second look: those that sit oddly beside each other, and those that nothing supports.

use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
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

/// The indicators answered with level 3 or 4 with neither note nor link, in pack order. Blank ones count as none.
#[must_use]
pub fn unsupported(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<IndicatorId> {
    let is_high = |level: Level| level.number() >= HIGH;
    let has_evidence = |indicator: &IndicatorId| {
        let answer = assessment.answers.get(indicator);
        answer.is_some_and(|answer| !answer.note.trim().is_empty() || !answer.link.trim().is_empty())
    };
    let indicators = questionnaire
        .indicators()
        .zip(standings(questionnaire, assessment));
    let unsupported = indicators.filter(|((_, indicator), standing)| {
        standing.level().is_some_and(is_high) && !has_evidence(&indicator.id)
    });
    unsupported
        .map(|((_, indicator), _)| indicator.id.clone())
        .collect()
}
