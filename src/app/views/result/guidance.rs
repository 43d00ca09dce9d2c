//! What the whole pack adds: second looks, what to do next, and what the result does not measure.

use crate::domain::assessment::Assessment;
use crate::domain::insight::advice::{NextStep, next_steps};
use crate::domain::insight::checks::second_looks;
use crate::domain::pack::{Check, Indicator, IndicatorId, Pack};
use crate::domain::relationship::Gap;
use crate::domain::scoring::{Bind, Standing, standings};
use crate::ui::Locale;
use crate::ui::screens::result::GuidedFacts;
use crate::ui::screens::result::advice::{ActionFacts, AdviceFacts, Lift, StepFacts};
use crate::ui::screens::result::second_looks::Look;

use super::facts::{dimension_title, named, rungs};

/// The facts.
///
/// `apart` is where the other side sees it very differently.
pub(super) fn guidance(pack: &Pack, assessment: &Assessment, apart: &[Gap], locale: Locale) -> GuidedFacts {
    GuidedFacts {
        looks: looks(locale, pack, assessment),
        advice: advice(locale, pack, assessment, apart),
        limits: pack.limits.iter().map(|limit| locale.words(limit)).collect(),
    }
}

fn looks(locale: Locale, pack: &Pack, assessment: &Assessment) -> Vec<Look> {
    let looks = second_looks(pack, assessment, None);
    let look = |check: &Check| Look {
        ask: locale.words(&check.ask),
        about: check
            .indicators
            .iter()
            .map(|id| named(locale, &pack.questionnaire, id))
            .collect(),
    };
    looks.into_iter().map(look).collect()
}

fn advice(locale: Locale, pack: &Pack, assessment: &Assessment, apart: &[Gap]) -> AdviceFacts {
    let advice = next_steps(pack, assessment);
    let questionnaire = &pack.questionnaire;
    let standings = standings(questionnaire, assessment);
    let standing = |id: &IndicatorId| {
        let place = questionnaire
            .indicators()
            .position(|(_, indicator)| indicator.id == *id);
        place
            .and_then(|place| standings.get(place).copied())
            .unwrap_or(Standing::Unanswered)
    };
    let open = advice
        .find_out
        .iter()
        .map(|id| (named(locale, questionnaire, id), standing(id)));
    AdviceFacts {
        find_out: open.collect(),
        steps: advice
            .steps
            .iter()
            .filter_map(|step| {
                let mut facts = step_facts(locale, pack, assessment, step)?;
                let gap = apart.iter().find(|gap| gap.indicator == step.indicator);
                facts.apart = gap.map(|gap| usize::from(gap.gap.unsigned_abs()));
                Some(facts)
            })
            .collect(),
    }
}

fn step_facts(locale: Locale, pack: &Pack, assessment: &Assessment, step: &NextStep) -> Option<StepFacts> {
    let (dimension, indicator) = pack.questionnaire.indicator(&step.indicator)?;
    let rungs = |level, above| rungs(locale, indicator, assessment, level, above);
    Some(StepFacts {
        indicator: named(locale, &pack.questionnaire, &step.indicator),
        from: step.from,
        to: step.to,
        days: usize::try_from(step.days).unwrap_or(usize::MAX),
        gain: dimension.headline.then_some(step.gain),
        actions: actions(locale, pack, assessment, step),
        now: rungs(step.from, None),
        then: rungs(step.to, Some(step.from)),
        lifts: lifts(locale, pack, indicator, &step.lifts),
        apart: None,
    })
}

fn actions(locale: Locale, pack: &Pack, assessment: &Assessment, step: &NextStep) -> Vec<ActionFacts> {
    let Some(guidance) = pack.guidance.get(step.position) else {
        return Vec::new();
    };
    let all = guidance.steps.of(assessment.side);
    let action = |index: &usize| {
        let step = all.get(*index)?;
        Some(ActionFacts {
            words: locale.words(&step.action),
            who: locale.words(&step.who),
            days: usize::from(step.days),
        })
    };
    step.steps.iter().filter_map(action).collect()
}

fn lifts(locale: Locale, pack: &Pack, raised: &Indicator, lifts: &[Bind]) -> Vec<Lift> {
    let lift = |bind: &Bind| match bind {
        Bind::Pooled => Some(Lift::Pooled),
        Bind::Dimension(id) => Some(Lift::Dimension(dimension_title(locale, &pack.questionnaire, id))),
        Bind::Gate(id) => (*id == raised.id).then_some(Lift::Gate),
    };
    lifts.iter().filter_map(lift).collect()
}
