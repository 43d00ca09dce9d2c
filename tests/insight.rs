//! Advice, second looks, pulse and history.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use std::time::Instant;

use channel_readiness::domain::assessment::{AnswerState, AssessmentId, Event};
use channel_readiness::domain::insight::advice::{Advice, next_steps};
use channel_readiness::domain::insight::checks::{second_looks, unsupported};
use channel_readiness::domain::insight::history::compare;
use channel_readiness::domain::insight::levers::levers;
use channel_readiness::domain::insight::pulse::{begin, pulse, pulse_due, stale};
use channel_readiness::domain::pack::{
    Condition, Guidance, IndicatorId, Pack, Questionnaire, StateName, Test as AnswerTest,
};
use channel_readiness::domain::scoring::{Bind, score};
use channel_readiness::domain::side::{BySide, Side};
use channel_readiness::domain::time::Moment;
use support::*;

fn names(ids: &[IndicatorId]) -> String {
    ids.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(" ")
}

/// Each step as indicator, from, to, days and what it lifts.
fn steps(advice: &Advice) -> String {
    let steps = advice.steps.iter().map(|step| {
        let lifts: String = (step.lifts.iter())
            .map(|bind| match bind {
                Bind::Pooled => " lifts pooled".to_owned(),
                Bind::Dimension(id) => format!(" lifts {}", id.0),
                Bind::Gate(id) => format!(" lifts {}", id.0),
            })
            .collect();
        format!(
            "{} {}>{} {}d{lifts}",
            step.indicator.0,
            step.from.number(),
            step.to.number(),
            step.days
        )
    });
    steps.collect::<Vec<_>>().join(", ")
}

/// Two dimensions, one beside the headline; a1 weighs half of a.
fn plain() -> Questionnaire {
    questionnaire(vec![
        dimension(
            "a",
            1.0,
            vec![indicator("a1", 2.0), indicator("a2", 1.0), indicator("a3", 1.0)],
        ),
        dimension("b", 1.0, vec![indicator("b1", 1.0)]),
        beside(dimension("c", 1.0, vec![indicator("c1", 1.0)])),
    ])
}

#[track_caller]
fn check_steps(listed: &[(&str, &[(u8, u16)])], answers: &str, expected: &str) {
    assert_eq!(
        steps(&next_steps(&pack(plain(), listed, Vec::new()), &vendor(answers))),
        expected
    );
}

const ALL_TWO: &str = "a1=2 a2=2 a3=2 b1=2 c1=2";

#[test]
fn a_step_costs_the_days_from_where_the_answer_stands() {
    let listed: &[(&str, &[(u8, u16)])] = &[("a2", &[(1, 100), (2, 50), (3, 9), (4, 1)])];
    check_steps(listed, "a2=2 a1=4 a3=4 b1=4", "a2 2>4 10d lifts a");
    check_steps(listed, "a2=3 a1=4 a3=4 b1=4", "a2 3>4 1d");
    check_steps(listed, "a2=4 a1=4 a3=4 b1=4", "");
    let advice = next_steps(&pack(plain(), listed, Vec::new()), &vendor("a2=1 a1=4 a3=4 b1=4"));
    assert_eq!(advice.steps[0].steps, [1, 2, 3]);
}

#[test]
fn only_listed_levels_are_reachable() {
    check_steps(&[("a2", &[(3, 5)])], ALL_TWO, "a2 2>3 5d");
    check_steps(&[("a2", &[(2, 5)])], ALL_TWO, "");
    check_steps(&[], ALL_TWO, "");
}

#[test]
fn steps_rank_by_gain_per_day_and_then_in_pack_order() {
    check_steps(
        &[("a2", &[(3, 2)]), ("a3", &[(3, 1)])],
        ALL_TWO,
        "a3 2>3 1d, a2 2>3 2d",
    );
    check_steps(
        &[("a1", &[(3, 2)]), ("a3", &[(3, 1)])],
        ALL_TWO,
        "a1 2>3 2d, a3 2>3 1d",
    );
    check_steps(
        &[("a3", &[(3, 1)]), ("a2", &[(3, 1)])],
        ALL_TWO,
        "a2 2>3 1d, a3 2>3 1d",
    );
}

#[test]
fn a_step_that_lifts_goes_before_one_that_gains_more_per_day() {
    let answers = "a1=3 a2=3 a3=3 b1=2 c1=2";
    let listed: &[(&str, &[(u8, u16)])] = &[("a2", &[(4, 1)]), ("b1", &[(3, 300)])];
    check_steps(listed, answers, "b1 2>3 300d lifts pooled, a2 3>4 1d");
}

#[test]
fn the_best_target_of_an_indicator_is_the_one_offered() {
    let answers = "a1=3 a2=3 a3=3 b1=2";
    check_steps(
        &[("b1", &[(3, 10), (4, 300)])],
        answers,
        "b1 2>3 10d lifts pooled",
    );
    check_steps(
        &[("a2", &[(4, 9)]), ("a3", &[(4, 3)])],
        answers,
        "a3 3>4 3d, a2 3>4 9d",
    );
    check_steps(&[("b1", &[(3, 10), (4, 1)])], answers, "b1 2>4 11d lifts pooled");
    check_steps(&[("b1", &[(3, 10), (4, 10)])], answers, "b1 2>3 10d lifts pooled");
}

#[test]
fn a_binding_dimension_or_gate_is_lifted() {
    let gated = questionnaire(vec![
        dimension("a", 1.0, vec![gate("a1", 1.0), indicator("a2", 9.0)]),
        dimension("b", 9.0, vec![indicator("b1", 1.0)]),
    ]);
    let listed: &[(&str, &[(u8, u16)])] = &[("a1", &[(2, 5)]), ("a2", &[(3, 1)]), ("b1", &[(4, 1)])];
    let advised = |answers: &str| {
        steps(&next_steps(
            &pack(gated.clone(), listed, Vec::new()),
            &vendor(answers),
        ))
    };
    assert_eq!(advised("a1=0 a2=4 b1=4"), "a1 0>2 5d lifts a1");
    assert_eq!(
        advised("a1=0 a2=4 b1=3"),
        "b1 3>4 1d lifts pooled, a1 0>2 5d lifts a1"
    );
    assert_eq!(advised("a1=4 a2=1 b1=4"), "a2 1>3 1d lifts a");
    assert_eq!(advised("a1=4 a2=4 b1=3"), "b1 3>4 1d lifts pooled");
}

#[test]
fn a_gain_is_the_difference_of_the_overall_score() {
    let listed: &[(&str, &[(u8, u16)])] = &[("a1", &[(4, 2)])];
    let advice = next_steps(&pack(plain(), listed, Vec::new()), &vendor(ALL_TWO));
    let before = score(&plain(), &vendor(ALL_TWO), today()).overall.score.unwrap();
    let after = score(&plain(), &vendor("a1=4 a2=2 a3=2 b1=2"), today())
        .overall
        .score
        .unwrap();
    assert!((advice.steps[0].gain - (after - before)).abs() < 1e-9);
    assert!((advice.steps[0].gain - 12.5).abs() < 1e-9);
}

#[test]
fn a_step_tells_its_gain_in_its_own_dimension() {
    let listed: &[(&str, &[(u8, u16)])] = &[("a2", &[(4, 2)]), ("c1", &[(3, 1)])];
    let advice = next_steps(&pack(plain(), listed, Vec::new()), &vendor(ALL_TWO));
    let gains = advice
        .steps
        .iter()
        .map(|step| (step.indicator.0.as_str(), step.gain, step.dimension_gain));
    // a2 has a quarter of a, and a half of the whole; c stands beside it.
    assert_eq!(gains.collect::<Vec<_>>(), [("a2", 6.25, 12.5), ("c1", 0.0, 25.0)]);
}

/// Each lever as indicator, from, to and the level then.
#[track_caller]
fn check_levers(questionnaire: &Questionnaire, answers: &str, expected: &str) {
    let assessment = vendor(answers);
    let found = levers(questionnaire, &assessment);
    let told = found.iter().map(|one| {
        let from = one.from.map_or("?".to_owned(), |from| from.number().to_string());
        format!(
            "{} {from}>{} {}",
            one.indicator.0,
            one.to.number(),
            one.level.number()
        )
    });
    assert_eq!(told.collect::<Vec<_>>().join(", "), expected);
    // Each of them does it when the whole is scored anew.
    for lever in found {
        let mut then = assessment.clone();
        let answered = Event::Answered(lever.indicator, AnswerState::Level(lever.to));
        then.apply(answered, today(), then.updated_at);
        assert_eq!(
            score(questionnaire, &then, today()).overall.level,
            Some(lever.level)
        );
    }
}

#[test]
fn a_lever_is_the_lowest_answer_that_alone_raises_the_level() {
    // b1 alone holds the pooled share at level 2.
    check_levers(&plain(), "a1=3 a2=3 a3=3 b1=2", "b1 2>3 3");
    check_levers(&plain(), "a1=4 a2=4 a3=4 b1=1", "b1 1>2 2");
    // An open answer counts as not there.
    check_levers(&plain(), "a1=3 a2=3 a3=3 b1=?", "b1 ?>1 1");
    check_levers(&plain(), "a1=3 a2=3 a3=3 c1=0 b1=2", "b1 2>3 3");
}

#[test]
fn where_several_answers_must_move_there_is_no_lever() {
    check_levers(&plain(), "a1=2 a2=2 a3=2 b1=2", "");
    check_levers(&plain(), "a1=4 a2=4 a3=4 b1=4", "");
    check_levers(&plain(), "c1=1", "");
    // Two gates stand lowest: raising the pooled level or one of them alone does nothing.
    let gated = questionnaire(vec![
        dimension("a", 1.0, vec![gate("a1", 1.0), indicator("a2", 9.0)]),
        dimension("b", 9.0, vec![gate("b1", 1.0), indicator("b2", 9.0)]),
    ]);
    check_levers(&gated, "a1=0 a2=4 b1=0 b2=4", "");
    check_levers(&gated, "a1=0 a2=4 b1=1 b2=4", "a1 0>1 2");
}

#[test]
fn a_step_may_lift_the_pooled_level_and_be_no_lever() {
    let gated = questionnaire(vec![
        dimension("a", 1.0, vec![gate("a1", 1.0), indicator("a2", 9.0)]),
        dimension("b", 9.0, vec![indicator("b1", 1.0)]),
    ]);
    let answers = "a1=0 a2=4 b1=3";
    let advice = next_steps(
        &pack(gated.clone(), &[("b1", &[(4, 1)])], Vec::new()),
        &vendor(answers),
    );
    assert_eq!(advice.steps[0].lifts, [Bind::Pooled]);
    check_levers(&gated, answers, "a1 0>1 2");
}

#[test]
fn steps_beside_the_headline_gain_nothing_and_come_last() {
    let listed: &[(&str, &[(u8, u16)])] = &[("c1", &[(3, 1), (4, 1)]), ("b1", &[(3, 300)])];
    check_steps(listed, ALL_TWO, "b1 2>3 300d, c1 2>3 1d");
    check_steps(listed, "c1=2", "c1 2>3 1d");
}

#[test]
fn steps_are_those_of_the_answering_side() {
    let mut pack = pack(plain(), &[("a1", &[(3, 7)])], Vec::new());
    pack.guidance[0] = Guidance {
        steps: BySide {
            vendor: vec![step(3, 7)],
            partner: vec![step(4, 2)],
        },
        ..Guidance::default()
    };
    assert_eq!(steps(&next_steps(&pack, &vendor(ALL_TWO))), "a1 2>3 7d");
    assert_eq!(steps(&next_steps(&pack, &partner(ALL_TWO))), "a1 2>4 2d");
}

#[test]
fn open_indicators_are_to_be_found_out_heaviest_first() {
    let find_out =
        |answers: &str| names(&next_steps(&pack(plain(), &[], Vec::new()), &vendor(answers)).find_out);
    assert_eq!(find_out(""), "b1 a1 a2 a3 c1");
    assert_eq!(find_out("a1=? a2=- b1=0 c1=?"), "a1 a3 c1");
    assert_eq!(find_out(ALL_TWO), "");
}

#[test]
fn open_indicators_have_no_step() {
    check_steps(
        &[("a1", &[(3, 1)]), ("a2", &[(3, 1)]), ("a3", &[(3, 1)])],
        "a1=? a2=-",
        "",
    );
}

fn with_check(condition: Condition) -> Pack {
    pack(worked_example(), &[], vec![check("odd", condition)])
}

#[test]
fn a_check_speaks_when_its_condition_holds() {
    let pack = with_check(Condition::All(vec![
        at_least("a1", 3),
        stands("b1", StateName::Unknown),
    ]));
    assert_eq!(second_looks(&pack, &vendor("a1=3 b1=?"), None), [&pack.checks[0]]);
    assert!(second_looks(&pack, &vendor("a1=3 b1=2"), None).is_empty());
    assert!(second_looks(&pack, &vendor("b1=?"), None).is_empty());
}

#[test]
fn a_check_that_compares_is_asked_only_with_both_views() {
    let said = |of, test| Condition::Answer(source("a1", Some(of)), test);
    let vendor_high = said(Side::Vendor, AnswerTest::AtLeast(level(3)));
    let partner_low = said(Side::Partner, AnswerTest::AtMost(level(1)));
    let pack = with_check(Condition::All(vec![vendor_high.clone(), partner_low]));
    let (high, low) = (vendor("a1=3"), partner("a1=1"));
    assert_eq!(second_looks(&pack, &high, Some(&low)).len(), 1);
    assert_eq!(second_looks(&pack, &low, Some(&high)).len(), 1);
    assert!(second_looks(&pack, &high, None).is_empty());
    assert!(second_looks(&pack, &high, Some(&partner("a1=2"))).is_empty());
    let own = with_check(vendor_high);
    assert!(
        second_looks(&own, &high, None).is_empty(),
        "naming a side is comparing"
    );
    assert!(
        second_looks(&own, &high, Some(&vendor("a1=3"))).is_empty(),
        "twice the same side is one view"
    );
    assert_eq!(second_looks(&own, &high, Some(&low)).len(), 1);
}

#[test]
fn a_source_without_a_side_is_the_assessment_at_hand() {
    let pack = with_check(at_least("a1", 3));
    assert_eq!(
        second_looks(&pack, &vendor("a1=3"), Some(&partner("a1=0"))).len(),
        1
    );
    assert_eq!(
        second_looks(&pack, &partner("a1=0"), Some(&vendor("a1=3"))).len(),
        0
    );
}

#[test]
fn high_answers_without_note_or_link_are_marked() {
    let mut assessment = vendor("a1=3 a2=4 a3=3 b1=2 b2=4 c1=?");
    assessment.answers.get_mut(&id("a2")).unwrap().note = "minutes of May".to_owned();
    assessment.answers.get_mut(&id("a3")).unwrap().link = "https://example.com".to_owned();
    assessment.answers.get_mut(&id("b2")).unwrap().note = " \n".to_owned();
    assert_eq!(names(&unsupported(&worked_example(), &assessment)), "a1 b2");
}

#[track_caller]
#[test]
fn what_is_a_half_life_old_is_stale_and_what_is_open_is_not() {
    let stale = |answers: &str| stale(&plain(), &vendor(answers), today());
    assert_eq!(stale("a1=2@90 a2=2@89 a3=2 b1=2@0 c1=3@89"), 1);
    assert_eq!(stale("a1=2@90 a2=2@500 a3=? b1=2@0"), 2);
    assert_eq!((stale("a1=? a2=-"), stale("")), (0, 0));
}

fn check_pulse(answers: &str, expected: &str) {
    assert_eq!(names(&pulse(&plain(), &vendor(answers), today())), expected);
}

#[test]
fn a_pulse_asks_what_is_half_faded_or_open() {
    check_pulse("a1=2@90 a2=2@89 a3=2 b1=2@0 c1=3@89", "a1");
    check_pulse("a1=2 a2=? a3=- b1=2 c1=2", "a2");
    check_pulse("a1=2 a2=2 a3=2 b1=2 c1=2", "");
}

#[test]
fn a_pulse_asks_the_heaviest_and_stalest_first() {
    check_pulse("a1=2@90 a2=2@900 a3=2@900 b1=2@180 c1=2", "b1 a1 a2 a3");
    check_pulse("a1=2@900 a2=2@90 a3=? b1=2 c1=2@90", "c1 a1 a3 a2");
}

#[test]
fn a_pulse_asks_five_at_most() {
    let many = (1..=9)
        .map(|number| indicator(&format!("a{number}"), 1.0))
        .collect();
    let pack = questionnaire(vec![dimension("a", 1.0, many)]);
    assert_eq!(names(&pulse(&pack, &vendor("a2=1"), today())), "a1 a3 a4 a5 a6");
}

#[test]
fn a_pulse_is_due_when_the_first_answer_is_half_faded() {
    let due = |answers: &str| {
        let day = pulse_due(&plain(), &vendor(answers), today())?;
        Some(i64::from(day.days_since_epoch()) - i64::from(today().days_since_epoch()))
    };
    assert_eq!(due("a1=2@30 a2=2@10 a3=? b1=2"), Some(60));
    // From the day on it is asked again, and never in the past.
    assert_eq!(due("a1=2@90 b1=2"), Some(0));
    assert_eq!(due("a1=2@900 b1=2"), Some(0));
    // What nobody has answered with a level does not fade.
    assert_eq!(due("a1=? a2=-"), None);
    assert_eq!(due(""), None);
}

#[test]
fn a_pulse_carries_the_other_answers_with_their_old_days() {
    let before = vendor("a1=2@90 a2=3@30 b1=?@10");
    let (new, now) = (
        AssessmentId(uuid::Uuid::from_u128(7)),
        Moment::from_milliseconds(5).unwrap(),
    );
    let begun = begin(&before, &[id("a1")], new, now);
    assert_eq!(begun.answers, vendor("a2=3@30 b1=?@10").answers);
    assert_eq!((begun.id, begun.created_at, begun.updated_at), (new, now, now));
}

#[test]
fn history_is_over_what_both_answer() {
    let before = vendor("a1=1 a2=2 a3=3 b1=? c1=4");
    let after = vendor("a1=3 a2=2 a3=2 b1=4");
    let history = compare(&plain(), &before, &after);
    assert_eq!((history.compared, history.of), (3, 5));
    assert_eq!((history.raised, history.lowered, history.unchanged), (1, 1, 1));
    let moves: Vec<_> = history
        .moves
        .iter()
        .map(|one| (one.indicator.0.as_str(), one.from, one.to))
        .collect();
    assert_eq!(moves, [("a1", level(1), level(3)), ("a3", level(3), level(2))]);
    assert_eq!(history.overall.before, Some(25.0 * 7.0 / 4.0));
    assert_eq!(history.overall.after, Some(25.0 * 10.0 / 4.0));
    assert_eq!(history.dimensions[0].1, history.overall);
    assert_eq!(
        (history.dimensions[1].1.before, history.dimensions[1].1.after),
        (None, None)
    );
}

#[test]
fn history_without_anything_in_common_has_no_scores() {
    let history = compare(&plain(), &vendor("a1=1"), &vendor("a2=1"));
    assert_eq!(
        (history.compared, history.overall.before, history.overall.after),
        (0, None, None)
    );
}

#[test]
fn advice_for_a_full_pack_is_ready_at_once() {
    let ids: Vec<String> = (0..36).map(|number| format!("i{number}")).collect();
    let dimensions = ids.chunks(6).enumerate().map(|(number, ids)| {
        dimension(
            &format!("d{number}"),
            1.0,
            ids.iter().map(|id| indicator(id, 1.0)).collect(),
        )
    });
    let listed: Vec<(&str, &[(u8, u16)])> = ids
        .iter()
        .map(|id| (id.as_str(), &[(2, 3), (3, 4), (4, 5)][..]))
        .collect();
    let pack = pack(questionnaire(dimensions.collect()), &listed, Vec::new());
    let answers: Vec<String> = ids.iter().map(|id| format!("{id}=1@30")).collect();
    let assessment = vendor(&answers.join(" "));
    let begun = Instant::now();
    assert_eq!(next_steps(&pack, &assessment).steps.len(), 36);
    assert!(
        begun.elapsed().as_millis() < 100,
        "{:?} in a build without optimisation",
        begun.elapsed()
    );
}
