//! The invariants of the scoring method, over random packs and answers.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/exact.rs"]
mod exact;
#[path = "support/random.rs"]
mod random;
#[path = "support/pack.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};

use channel_readiness::domain::assessment::{AnswerState, Assessment};
use channel_readiness::domain::insight::advice::{NextStep, next_steps};
use channel_readiness::domain::insight::pulse::pulse;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{
    Condition, Length, Lengths, Pack, Questionnaire, StateName, Test as AnswerTest,
};
use channel_readiness::domain::scoring::{
    Bind, Brief, Figures, Readiness, Scorer, Standing, score, standings, workings,
};
use channel_readiness::domain::side::Side;
use exact::{Exact, SPARE, close};
use proptest::prelude::*;
use random::{Case, Said, case, condition, said};
use support::*;

fn scored(case: &Case) -> Readiness {
    score(&case.questionnaire(), &case.assessment(), today())
}

/// The overall figures, then each dimension's by id.
fn all_figures(readiness: &Readiness) -> BTreeMap<String, Figures> {
    let dimensions = readiness
        .dimensions
        .iter()
        .map(|dimension| (dimension.id.0.clone(), dimension.figures));
    dimensions
        .chain([("overall".to_owned(), readiness.overall)])
        .collect()
}

fn bind_set(readiness: &Readiness) -> BTreeSet<String> {
    readiness.binds.iter().map(|bind| format!("{bind:?}")).collect()
}

fn same_figures(left: &Figures, right: &Figures) -> bool {
    let low = |figures: &Figures| figures.interval.map(|interval| interval.low);
    let high = |figures: &Figures| figures.interval.map(|interval| interval.high);
    close(left.score, right.score)
        && close(low(left), low(right))
        && close(high(left), high(right))
        && close(left.coverage, right.coverage)
        && close(left.freshness, right.freshness)
        && (left.level, left.level_high) == (right.level, right.level_high)
}

fn same_result(left: &Readiness, right: &Readiness) -> bool {
    let (figures, others) = (all_figures(left), all_figures(right));
    figures.keys().eq(others.keys())
        && figures
            .iter()
            .all(|(name, figures)| same_figures(figures, &others[name]))
        && bind_set(left) == bind_set(right)
        && left.floor == right.floor
}

/// Steps of one to three rungs for every indicator, with days that differ.
fn with_steps(case: &Case) -> Pack {
    let steps: Vec<(String, Vec<(u8, u16)>)> = (case.dimensions.iter())
        .flat_map(|dimension| {
            dimension.indicators.iter().map(|indicator| {
                let days = 1 + indicator.tenths % 7;
                (
                    indicator.name(dimension),
                    vec![(2, days), (3, 2 * days), (4, 1 + days)],
                )
            })
        })
        .collect();
    let steps: Vec<(&str, &[(u8, u16)])> = steps
        .iter()
        .map(|(name, steps)| (name.as_str(), &steps[..]))
        .collect();
    pack(case.questionnaire(), &steps, Vec::new())
}

fn rounded(value: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "small numbers")]
    let rounded = (value * 1e8).round() as i64;
    rounded
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_score_lies_in_its_interval(case in case()) {
        for figures in all_figures(&scored(&case)).values() {
            if let Some(interval) = figures.interval {
                prop_assert!(0.0 <= interval.low && interval.low <= interval.high && interval.high <= 100.0);
                if let Some(score) = figures.score {
                    prop_assert!(interval.low <= score && score <= interval.high);
                }
            }
            for share in [figures.coverage, figures.freshness].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&share));
            }
        }
    }

    #[test]
    fn answering_with_a_level_never_widens_the_interval(case in case(), pick in any::<prop::sample::Index>(), level in 0_u8..=4) {
        let is_open = |said: Said| matches!(said, Said::Unknown | Said::Nothing);
        let open = case.indicators().filter(|indicator| is_open(indicator.answer)).count();
        if open == 0 {
            return Ok(());
        }
        let mut answered = case.clone();
        let picked = answered.indicators_mut().filter(|indicator| is_open(indicator.answer)).nth(pick.index(open));
        picked.unwrap().answer = Said::Level(level);
        let (before, after) = (all_figures(&scored(&case)), all_figures(&scored(&answered)));
        for (name, before) in before {
            if let (Some(before), Some(after)) = (before.interval, after[&name].interval) {
                prop_assert!(after.low >= before.low - SPARE && after.high <= before.high + SPARE);
            }
        }
    }

    #[test]
    fn raising_one_answer_never_lowers_a_figure(case in case(), pick in any::<prop::sample::Index>()) {
        let can_rise = |said: Said| matches!(said, Said::Level(0..=3));
        let count = case.indicators().filter(|indicator| can_rise(indicator.answer)).count();
        if count == 0 {
            return Ok(());
        }
        let mut raised = case.clone();
        let picked = raised.indicators_mut().filter(|indicator| can_rise(indicator.answer)).nth(pick.index(count)).unwrap();
        if let Said::Level(level) = picked.answer {
            picked.answer = Said::Level(level + 1);
        }
        let (before, after) = (all_figures(&scored(&case)), all_figures(&scored(&raised)));
        for (name, before) in before {
            let after = after[&name];
            if let Some(score) = before.score {
                let (interval, risen) = (before.interval.unwrap(), after.interval.unwrap());
                prop_assert!(after.score.unwrap() >= score - SPARE);
                prop_assert!(risen.low >= interval.low - SPARE && risen.high >= interval.high - SPARE);
            }
            prop_assert!(after.level >= before.level && after.level_high >= before.level_high);
        }
    }

    #[test]
    fn the_levels_bracket_every_completion(case in case(), levels in prop::collection::vec(0_u8..=4, 24)) {
        let mut completed = case.clone();
        for (indicator, level) in completed.indicators_mut().zip(levels) {
            if matches!(indicator.answer, Said::Unknown | Said::Nothing) {
                indicator.answer = Said::Level(level);
            }
        }
        let (before, after) = (all_figures(&scored(&case)), all_figures(&scored(&completed)));
        for (name, before) in before {
            let after = after[&name];
            prop_assert!(before.level <= after.level && after.level <= before.level_high);
            if let (Some(interval), Some(score)) = (before.interval, after.score) {
                prop_assert!(interval.low - SPARE <= score && score <= interval.high + SPARE);
            }
        }
    }

    #[test]
    fn the_highest_level_is_the_one_with_every_open_answer_at_four(case in case()) {
        let mut completed = case.clone();
        for indicator in completed.indicators_mut() {
            if matches!(indicator.answer, Said::Unknown | Said::Nothing) {
                indicator.answer = Said::Level(4);
            }
        }
        let (before, after) = (all_figures(&scored(&case)), all_figures(&scored(&completed)));
        for (name, before) in before {
            prop_assert_eq!(before.level_high, after[&name].level);
        }
    }

    #[test]
    fn order_is_irrelevant_to_the_result(case in case(), keys in prop::collection::vec(any::<u8>(), 1..12)) {
        prop_assert!(same_result(&scored(&case), &scored(&case.reordered(&keys))));
    }

    #[test]
    fn order_is_irrelevant_to_advice_and_pulse_up_to_ties(case in case(), keys in prop::collection::vec(any::<u8>(), 1..12)) {
        let reordered = case.reordered(&keys);
        let advised = |case: &Case| next_steps(&with_steps(case), &case.assessment()).steps;
        let (steps, others) = (advised(&case), advised(&reordered));
        let key = |step: &NextStep| {
            (!step.lifts(), rounded(-step.gain / f64::from(step.days)))
        };
        for (step, other) in steps.iter().zip(&others) {
            prop_assert_eq!(key(step).0, key(other).0);
            prop_assert!((key(step).1 - key(other).1).abs() <= 1);
        }
        let choices = |steps: &[NextStep]| {
            steps.iter().map(|step| (step.indicator.clone(), (step.to, step.days, step.lifts()))).collect::<BTreeMap<_, _>>()
        };
        prop_assert_eq!(choices(&steps), choices(&others));

        let faded = |case: &Case| {
            let rows = workings(&case.questionnaire(), &case.assessment(), today());
            let value = |id: &_| {
                let row = rows.indicators.iter().find(|row| row.indicator == *id).unwrap();
                let dimension = rows.dimensions.iter().find(|dimension| dimension.id == row.dimension).unwrap();
                dimension.weight * row.weight / dimension.applicable_weight * (1.0 - row.freshness.unwrap_or(0.0))
            };
            pulse(&case.questionnaire(), &case.assessment(), today()).iter().map(value).collect::<Vec<_>>()
        };
        let (values, others) = (faded(&case), faded(&reordered));
        prop_assert_eq!(values.len(), others.len());
        prop_assert!(values.iter().zip(&others).all(|(value, other)| (value - other).abs() < SPARE));
        prop_assert!(values.is_sorted_by(|left, right| left >= &(right - SPARE)));
    }

    #[test]
    fn scaling_all_weights_changes_nothing(case in case(), indicators in 0.01..20.0_f64, dimensions in 0.01..20.0_f64) {
        let scaled = score(&case.scaled(indicators, dimensions), &case.assessment(), today());
        prop_assert!(same_result(&scored(&case), &scaled));
    }

    #[test]
    fn not_applicable_equals_removing_the_indicator(case in case()) {
        let mut questionnaire = case.questionnaire();
        let assessment = case.assessment();
        let mut stand = standings(&questionnaire, &assessment).into_iter();
        for dimension in &mut questionnaire.dimensions {
            dimension.indicators.retain(|_| stand.next() != Some(Standing::NotApplicable));
        }
        let (with, without) = (scored(&case), score(&questionnaire, &assessment, today()));
        prop_assert!(same_result(&with, &without));
        prop_assert_eq!(with.applicable, without.asked);
    }

    #[test]
    fn figures_agree_with_exact_arithmetic(case in case()) {
        let readiness = scored(&case);
        let exact = Exact::of(&case);
        prop_assert!(exact.agrees(&readiness.overall), "{:?} {exact:?}", readiness.overall);
        for (dimension, figures) in case.dimensions.iter().zip(&readiness.dimensions) {
            let exact = Exact::of_dimension(dimension);
            prop_assert!(exact.agrees(&figures.figures), "{:?} {exact:?}", figures.figures);
        }
    }

    #[test]
    fn workings_agree_with_the_result(case in case()) {
        let result = scored(&case);
        let workings = workings(&case.questionnaire(), &case.assessment(), today());
        prop_assert_eq!(workings.overall, result.overall);
        prop_assert_eq!(workings.indicators.len(), result.asked);
        for (opened, figures) in workings.dimensions.iter().zip(&result.dimensions) {
            prop_assert_eq!(opened.figures, figures.figures);
            prop_assert!(close((opened.answered_weight > 0.0).then(|| 25.0 * opened.points / opened.answered_weight), figures.figures.score));
        }
        prop_assert_eq!(workings.gates.iter().filter_map(|gate| gate.level).min(), result.floor);
        prop_assert_eq!(workings.caps.as_ref().map(|caps| caps.level), result.overall.level);
        prop_assert_eq!(workings.caps_high.as_ref().map(|caps| caps.level), result.overall.level_high);
        // Every overall figure, from the rows alone.
        let total: f64 = workings.indicators.iter().map(|row| row.share).sum();
        let covered: f64 = workings.indicators.iter().filter(|row| row.age.is_some()).map(|row| row.share).sum();
        let low: f64 = workings.indicators.iter().filter_map(|row| Some(25.0 * row.share * f64::from(row.standing.level()?.number()))).sum();
        prop_assert!(total == 0.0 || (total - 1.0).abs() < SPARE);
        prop_assert!(close(result.overall.coverage, (total > 0.0).then_some(covered)));
        prop_assert!(close(result.overall.interval.map(|interval| interval.low), (total > 0.0).then_some(low)));
        if let Some(caps) = workings.caps {
            let lowest = caps.lowest_dimensions.iter().map(|id| Bind::Dimension(id.clone()));
            let gates = caps.lowest_gates.iter().map(|id| Bind::Gate(id.clone()));
            let mut binds = Vec::new();
            if caps.level < Level::MAX {
                binds.extend((caps.pooled == caps.level).then_some(Bind::Pooled));
                binds.extend(lowest.filter(|_| caps.lowest_dimension.raised() == caps.level));
                binds.extend(gates.filter(|_| caps.lowest_gate.unwrap().raised() == caps.level));
            }
            prop_assert_eq!(binds, result.binds);
        }
    }

    #[test]
    fn conditions_agree_with_a_plain_reading((case, questionnaire) in conditional_case()) {
        let assessment = case.assessment();
        let stood = standings(&questionnaire, &assessment);
        let plain: Vec<Standing> = (0..stood.len()).map(|at| plain_standing(&questionnaire, &case, at)).collect();
        prop_assert_eq!(stood, plain);
    }

    #[test]
    fn one_scorer_says_of_many_in_whole_and_in_brief_what_is_said_of_each(
        (case, questionnaire) in conditional_case(),
        many in prop::collection::vec((prop::collection::vec(said(), 24), any::<bool>(), any::<bool>()), 1..6),
    ) {
        let questionnaire = unevenly_asked(questionnaire);
        let mut scorer = Scorer::new(&questionnaire);
        for (answers, is_partner, is_quick) in many {
            let mut own = case.clone();
            own.indicators_mut().zip(answers).for_each(|(indicator, answer)| indicator.answer = answer);
            let assessment = Assessment {
                side: if is_partner { Side::Partner } else { Side::Vendor },
                length: if is_quick { Length::Quick } else { Length::Full },
                ..with_strangers(own.assessment())
            };
            let alone = score(&questionnaire, &assessment, today());
            let stood = standings(&questionnaire, &assessment);
            prop_assert_eq!(alone.applicable, stood.iter().filter(|standing| standing.applies()).count());
            prop_assert_eq!(alone.answered, stood.iter().filter(|standing| standing.level().is_some()).count());
            let Figures { score, interval, level, .. } = alone.overall;
            prop_assert_eq!(scorer.brief(&assessment), Brief { score, interval, level });
            prop_assert_eq!(scorer.score(&assessment, today()), alone);
        }
    }

    #[test]
    fn questions_stay_as_they_are_where_nothing_can_change_them(
        (case, questionnaire) in conditional_case(),
        levels in prop::collection::vec(0_u8..=4, 24),
    ) {
        let before = score(&questionnaire, &case.assessment(), today());
        let mut completed = case.clone();
        let stood = standings(&questionnaire, &case.assessment());
        for ((indicator, standing), level) in completed.indicators_mut().zip(&stood).zip(levels) {
            if standing.is_open() {
                indicator.answer = Said::Level(level);
            }
        }
        let asked = |standings: &[Standing]| standings.iter().map(|one| *one != Standing::NotAsked).collect::<Vec<_>>();
        let after = standings(&questionnaire, &completed.assessment());
        if !before.questions_may_change {
            prop_assert_eq!(asked(&stood), asked(&after));
        }
    }

    #[test]
    fn circles_of_conditions_end((case, questionnaire) in circular_case()) {
        let readiness = score(&questionnaire, &case.assessment(), today());
        prop_assert!(readiness.asked <= case.indicators().count());
    }

    #[test]
    fn a_gain_is_the_difference_of_two_results((case, questionnaire) in conditional_case()) {
        let pack = Pack { questionnaire: questionnaire.into(), ..with_steps(&case) };
        let assessment = case.assessment();
        let before = score(&pack.questionnaire, &assessment, today());
        let pooled = |assessment: &_| workings(&pack.questionnaire, assessment, today()).caps.map(|caps| caps.pooled);
        for step in next_steps(&pack, &assessment).steps {
            let mut raised = assessment.clone();
            raised.answers.get_mut(&step.indicator).unwrap().state =
                AnswerState::Level(step.to);
            let after = score(&pack.questionnaire, &raised, today());
            let gain = after.overall.score.zip(before.overall.score).map_or(0.0, |(after, before)| after - before);
            prop_assert!((step.gain - gain).abs() < SPARE);
            prop_assert_eq!(step.lifts.contains(&Bind::Pooled), pooled(&raised) > pooled(&assessment));
            for (then, now) in after.dimensions.iter().zip(&before.dimensions) {
                let bind = Bind::Dimension(now.id.clone());
                let lifted = before.binds.contains(&bind) && then.figures.level > now.figures.level;
                prop_assert_eq!(step.lifts.contains(&bind), lifted);
            }
            let gate = Bind::Gate(step.indicator.clone());
            prop_assert_eq!(step.lifts.contains(&gate), before.binds.contains(&gate));
        }
    }
}

/// Every second indicator is asked in full alone, every third not of a partner.
fn unevenly_asked(mut questionnaire: Questionnaire) -> Questionnaire {
    let indicators = questionnaire
        .dimensions
        .iter_mut()
        .flat_map(|dimension| &mut dimension.indicators);
    for (place, indicator) in indicators.enumerate() {
        if place % 2 == 1 {
            indicator.lengths = Lengths::FullOnly;
        }
        if place % 3 == 2 {
            indicator.sides.partner = None;
        }
    }
    questionnaire
}

/// With answers that the pack has no indicator for: before all others, between them and after them.
fn with_strangers(mut assessment: Assessment) -> Assessment {
    let others = vendor("a=4 d0i0x=4 d1=4 z=4").answers;
    assessment.answers.extend((*others).clone());
    assessment
}

/// Conditions that look backwards in a random order, so that no circle arises but chains in both directions do.
fn conditional_case() -> impl Strategy<Value = (Case, Questionnaire)> {
    with_conditions(false)
}

fn circular_case() -> impl Strategy<Value = (Case, Questionnaire)> {
    with_conditions(true)
}

fn with_conditions(circles: bool) -> impl Strategy<Value = (Case, Questionnaire)> {
    case().prop_flat_map(move |case| {
        let names: Vec<String> = case
            .questionnaire()
            .indicators()
            .map(|(_, indicator)| indicator.id.0.clone())
            .collect();
        let order = Just(names.clone()).prop_shuffle();
        (Just(case), order).prop_flat_map(move |(case, order)| {
            let conditions: Vec<BoxedStrategy<Option<Condition>>> = (0..order.len())
                .map(|at| {
                    let sources = if circles {
                        order.clone()
                    } else {
                        order[..at].to_vec()
                    };
                    if sources.is_empty() {
                        return Just(None).boxed();
                    }
                    prop::option::of(condition(sources)).boxed()
                })
                .collect();
            (Just(case), Just(order), conditions).prop_map(|(case, order, conditions)| {
                let mut conditions: BTreeMap<String, Option<Condition>> =
                    order.into_iter().zip(conditions).collect();
                let mut questionnaire = case.questionnaire();
                for indicator in questionnaire
                    .dimensions
                    .iter_mut()
                    .flat_map(|dimension| &mut dimension.indicators)
                {
                    indicator.when = conditions.remove(&indicator.id.0).flatten();
                }
                (case, questionnaire)
            })
        })
    })
}

/// The meaning of conditions as the method states it, without any thought of speed.
fn plain_standing(questionnaire: &Questionnaire, case: &Case, at: usize) -> Standing {
    let (_, indicator) = questionnaire.indicators().nth(at).unwrap();
    if indicator
        .when
        .as_ref()
        .is_some_and(|when| !plain_holds(questionnaire, case, when))
    {
        return Standing::NotAsked;
    }
    match case.indicators().nth(at).unwrap().answer {
        Said::Level(number) => Standing::Level(level(number)),
        Said::Unknown => Standing::Unknown,
        Said::NotApplicable => Standing::NotApplicable,
        Said::Nothing => Standing::Unanswered,
    }
}

fn plain_holds(questionnaire: &Questionnaire, case: &Case, condition: &Condition) -> bool {
    match condition {
        Condition::Answer(source, test) => {
            let at = questionnaire
                .indicators()
                .position(|(_, indicator)| indicator.id == source.indicator)
                .unwrap();
            match (plain_standing(questionnaire, case, at), test) {
                (Standing::Level(level), AnswerTest::AtLeast(least)) => level >= *least,
                (Standing::Level(level), AnswerTest::AtMost(most)) => level <= *most,
                (Standing::Level(_), AnswerTest::State(state)) => *state == StateName::Level,
                (Standing::Unknown, AnswerTest::State(state)) => *state == StateName::Unknown,
                (Standing::NotApplicable, AnswerTest::State(state)) => *state == StateName::NotApplicable,
                (Standing::Unanswered, AnswerTest::State(state)) => *state == StateName::Unanswered,
                _ => false,
            }
        }
        Condition::All(parts) => parts.iter().all(|part| plain_holds(questionnaire, case, part)),
        Condition::Any(parts) => parts.iter().any(|part| plain_holds(questionnaire, case, part)),
        Condition::Not(part) => !plain_holds(questionnaire, case, part),
        Condition::Side(_) | Condition::Company(_) | Condition::SizeAtLeast(_) => {
            unreachable!("not generated")
        }
    }
}
