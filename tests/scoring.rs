//! The scoring method: its worked example to 1e-9, and its edges.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use std::cell::RefCell;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{Indicator, PackReference, Questionnaire};
use channel_readiness::domain::scoring::{Bind, Figures, Readiness, each, score, workings};
use support::*;

/// Score, low, high, coverage, level, highest level, freshness; `-` where there is none.
#[track_caller]
fn assert_figures(figures: &Figures, expected: &str) {
    let number = |level: Option<Level>| level.map(|level| f64::from(level.number()));
    let actual = [
        figures.score,
        figures.interval.map(|interval| interval.low),
        figures.interval.map(|interval| interval.high),
        figures.coverage,
        number(figures.level),
        number(figures.level_high),
        figures.freshness,
    ];
    let wanted: Vec<Option<f64>> = expected
        .split_whitespace()
        .map(|figure| figure.parse().ok())
        .collect();
    assert_eq!(wanted.len(), actual.len());
    for (actual, wanted) in actual.iter().zip(&wanted) {
        let same = match (actual, wanted) {
            (Some(actual), Some(wanted)) => (actual - wanted).abs() < 1e-9,
            (actual, wanted) => actual.is_none() && wanted.is_none(),
        };
        assert!(same, "{figures:?} is not {expected}");
    }
}

/// What holds the level down: `pooled`, a dimension's or a gate's id.
fn binds(readiness: &Readiness) -> String {
    let names = readiness.binds.iter().map(|bind| match bind {
        Bind::Pooled => "pooled",
        Bind::Dimension(id) => &id.0,
        Bind::Gate(id) => &id.0,
    });
    names.collect::<Vec<_>>().join(" ")
}

/// Checks the overall figures, what binds, the floor and the open gates.
#[track_caller]
fn check(
    pack: &Questionnaire,
    answers: &str,
    figures: &str,
    bound_by: &str,
    floor: Option<u8>,
    open_gates: &str,
) {
    let readiness = score(pack, &vendor(answers), today());
    assert_figures(&readiness.overall, figures);
    assert_eq!(binds(&readiness), bound_by);
    assert_eq!(readiness.floor, floor.map(level));
    let open: Vec<&str> = readiness.open_gates.iter().map(|gate| gate.0.as_str()).collect();
    assert_eq!(open.join(" "), open_gates);
}

#[track_caller]
fn check_worked(answers: &str, figures: &str, bound_by: &str, floor: Option<u8>, open_gates: &str) {
    check(&worked_example(), answers, figures, bound_by, floor, open_gates);
}

#[test]
fn the_worked_example_comes_out() {
    let figures = "52.0833333333 48.4375 54.6875 0.9375 1 2 0.5833333333";
    check_worked(WORKED_ANSWERS, figures, "a", Some(2), "");
    let readiness = score(&worked_example(), &vendor(WORKED_ANSWERS), today());
    let [a, b, c] = readiness.dimensions.try_into().unwrap();
    assert_figures(&a.figures, "58.3333333333 43.75 68.75 0.75 0 1 0.8333333333");
    assert_figures(&b.figures, "50 50 50 1 2 2 0.5");
    assert_figures(&c.figures, "100 100 100 1 4 4 1");
    assert_eq!(
        (readiness.asked, readiness.applicable, readiness.answered),
        (6, 5, 4)
    );
    assert_eq!((a.asked, a.applicable, a.answered), (3, 3, 2));
    assert_eq!((b.asked, b.applicable, b.answered), (2, 1, 1));
    assert_eq!((a.applied, b.applied), (Some(1.0), Some(0.5)));
}

#[test]
fn the_worked_example_with_two_answers_improved() {
    let figures = "92.1875 92.1875 92.1875 1 2 2 0.96875";
    check_worked("a1=3 a2=4 a3=1@90 b1=4 b2=- c1=4", figures, "a", Some(3), "");
    let workings = workings(
        &worked_example(),
        &vendor("a1=3 a2=4 a3=1@90 b1=4 b2=- c1=4"),
        today(),
    );
    let caps = workings.caps.unwrap();
    assert_eq!((caps.pooled, caps.lowest_dimension), (level(4), level(1)));
}

#[test]
fn the_worked_example_with_an_open_gate() {
    let figures = "58.3333333333 10.9375 92.1875 0.1875 0 2 0.8333333333";
    check_worked("a1=3 a2=? a3=1@90 b2=- c1=4", figures, "pooled", Some(3), "b1");
}

#[test]
fn the_worked_example_with_a_dimension_that_does_not_apply() {
    let figures = "58.3333333333 43.75 68.75 0.75 0 1 0.8333333333";
    check_worked("a1=3 a2=? a3=1@90 b1=- b2=- c1=4", figures, "pooled", Some(3), "");
    let readiness = score(&worked_example(), &vendor("a1=3 a2=? a3=1@90 b1=- b2=-"), today());
    assert_eq!(readiness.dimensions[1].figures, Figures::default());
    assert_eq!(readiness.dimensions[1].applied, Some(0.0));
}

#[test]
fn nothing_answered_leaves_everything_possible() {
    check_worked("", "- 0 100 0 0 4 -", "pooled", None, "a1 b1");
    let readiness = score(&worked_example(), &vendor(""), today());
    assert_figures(&readiness.dimensions[0].figures, "- 0 100 0 0 4 -");
}

#[test]
fn unknown_counts_as_open_and_not_as_zero() {
    check_worked(
        "a1=? a2=? a3=? b1=? b2=? c1=?",
        "- 0 100 0 0 4 -",
        "pooled",
        None,
        "a1 b1",
    );
}

#[test]
fn everything_not_applicable_gives_no_figure_at_all() {
    check_worked("a1=- a2=- a3=- b1=- b2=- c1=-", "- - - - - - -", "", None, "");
}

#[test]
fn at_level_four_nothing_binds() {
    check_worked("a1=4 a2=4 a3=4 b1=4 b2=4", "100 100 100 1 4 4 1", "", Some(4), "");
}

#[test]
fn a_dimension_beside_the_headline_changes_nothing_overall() {
    let all_but_c = score(&worked_example(), &vendor("a1=3 b1=2"), today());
    let with_c = score(&worked_example(), &vendor("a1=3 b1=2 c1=0"), today());
    assert_eq!(all_but_c.overall, with_c.overall);
    // a2, a3 and b2: an open answer beside the headline cannot move the score.
    assert_eq!((all_but_c.open(), with_c.open()), (3, 3));
}

#[test]
fn a_gate_beside_the_headline_is_ignored_overall() {
    let pack = questionnaire(vec![
        dimension("a", 1.0, vec![indicator("a1", 1.0)]),
        beside(dimension("c", 1.0, vec![gate("c1", 1.0)])),
    ]);
    check(&pack, "a1=4 c1=0", "100 100 100 1 4 4 1", "", None, "");
    check(&pack, "a1=4", "100 100 100 1 4 4 1", "", None, "");
}

#[test]
fn a_pack_without_headline_dimensions_has_no_overall_figures() {
    let pack = questionnaire(vec![beside(dimension("c", 1.0, vec![gate("c1", 1.0)]))]);
    check(&pack, "c1=3", "- - - - - - -", "", None, "");
}

#[test]
fn one_weak_corner_holds_the_level_down() {
    let strong = |name: &str, first: Indicator| {
        let others = (2..=6).map(|number| indicator(&format!("{name}{number}"), 1.0));
        dimension(name, 1.0, [first].into_iter().chain(others).collect())
    };
    let names = ["a", "b", "c", "d", "e"];
    let pack = questionnaire(
        names
            .iter()
            .map(|name| strong(name, gate(&format!("{name}1"), 2.0)))
            .collect(),
    );
    let answers = pack.indicators().map(|(_, indicator)| {
        let number = if ["a5", "a6"].contains(&indicator.id.0.as_str()) {
            0
        } else {
            4
        };
        format!("{}={number}", indicator.id.0)
    });
    let answers: Vec<String> = answers.collect();
    let figures = "94.2857142857 94.2857142857 94.2857142857 1 1 1 1";
    check(&pack, &answers.join(" "), figures, "a", Some(4), "");
}

#[test]
fn all_that_equal_the_least_cap_bind_in_order() {
    let pack = questionnaire(vec![
        dimension("a", 1.0, vec![indicator("a1", 4.0), gate("a2", 1.0)]),
        dimension("b", 1.0, vec![indicator("b1", 4.0), gate("b2", 1.0)]),
    ]);
    check(
        &pack,
        "a1=1 a2=0 b1=1 b2=0",
        "20 20 20 1 1 1 1",
        "pooled a2 b2",
        Some(0),
        "",
    );
    check(
        &pack,
        "a1=1 a2=4 b1=1 b2=0",
        "30 30 30 1 1 1 1",
        "pooled b2",
        Some(0),
        "",
    );
    check(
        &pack,
        "a1=0 a2=0 b1=4 b2=0",
        "40 40 40 1 0 0 1",
        "pooled",
        Some(0),
        "",
    );
    check(
        &pack,
        "a1=4 a2=4 b1=4",
        "100 90 100 0.9 1 4 1",
        "b2",
        Some(4),
        "b2",
    );
}

#[test]
fn four_fifths_of_the_weight_are_enough_despite_rounding() {
    let weights = [0.1, 0.7, 0.2];
    let indicators = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| indicator(&format!("a{at}"), *weight));
    let pack = questionnaire(vec![dimension("a", 1.0, indicators.collect())]);
    check(&pack, "a0=4 a1=4 a2=0", "80 80 80 1 4 4 1", "", None, "");
    check(&pack, "a0=4 a1=0 a2=4", "30 30 30 1 0 0 1", "pooled", None, "");
}

#[test]
fn a_day_in_the_future_is_as_fresh_as_today() {
    check_worked("a1=3@-5", "75 9.375 96.875 0.125 0 4 1", "pooled", Some(3), "b1");
}

#[test]
fn a_level_warns_where_less_than_half_of_its_weight_applies() {
    let warned = |answers: &str| {
        let readiness = score(&worked_example(), &vendor(answers), today());
        let warned = readiness
            .dimensions
            .iter()
            .filter(|dimension| dimension.mostly_not_applicable());
        warned
            .map(|dimension| dimension.id.0.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(warned("a2=- b2=-"), "", "half is enough");
    assert_eq!(warned("a1=- a2=- b2=-"), "a");
    assert_eq!(warned("a1=- a2=- a3=- b1=-"), "", "no level, no warning");
    assert_eq!(warned("c1=-"), "");
}

#[test]
fn answers_to_indicators_that_the_pack_lacks_are_ignored() {
    let with = score(
        &worked_example(),
        &vendor(&format!("{WORKED_ANSWERS} z9=0")),
        today(),
    );
    assert_eq!(with, score(&worked_example(), &vendor(WORKED_ANSWERS), today()));
}

#[test]
#[allow(clippy::float_cmp, reason = "sums of quarters are exact")]
fn workings_open_the_worked_example() {
    let workings = workings(&worked_example(), &vendor(WORKED_ANSWERS), today());
    let row = |name: &str| {
        workings
            .indicators
            .iter()
            .find(|row| row.indicator == id(name))
            .unwrap()
    };
    let shares = ["a1", "a2", "a3", "b1", "b2", "c1"].map(|name| row(name).share);
    assert_eq!(shares, [0.125, 0.0625, 0.0625, 0.75, 0.0, 0.0]);
    assert_eq!((row("b1").age, row("b1").half_life), (Some(180), 180));
    assert!((row("b1").freshness.unwrap() - 0.5).abs() < 1e-12);
    assert_eq!((row("a2").age, row("a2").freshness), (None, None));
    let a = &workings.dimensions[0];
    assert_eq!(
        (a.applicable_weight, a.answered_weight, a.points),
        (4.0, 3.0, 7.0)
    );
    assert_eq!(a.shares, Some([0.75, 0.5, 0.5, 0.0]));
    assert_eq!(a.shares_high, Some([1.0, 0.75, 0.75, 0.25]));
    assert_eq!(workings.headline_weight, 4.0);
    let (caps, high) = (workings.caps.unwrap(), workings.caps_high.unwrap());
    assert_eq!(caps.shares, [0.9375, 0.875, 0.125, 0.0]);
    assert_eq!(
        (caps.pooled, caps.lowest_dimension, caps.lowest_gate),
        (level(2), level(0), Some(level(2)))
    );
    assert_eq!(caps.lowest_dimensions, [workings.dimensions[0].id.clone()]);
    assert_eq!(caps.lowest_gates, [id("b1")]);
    assert_eq!(
        (high.pooled, high.lowest_dimension, high.level),
        (level(2), level(1), level(2))
    );
    let gates: Vec<_> = workings
        .gates
        .iter()
        .map(|gate| (gate.indicator.0.as_str(), gate.level))
        .collect();
    assert_eq!(gates, [("a1", Some(level(3))), ("b1", Some(level(2)))]);
}

#[test]
fn of_a_dimension_where_nothing_applies_there_are_no_shares() {
    let workings = workings(&worked_example(), &vendor("a1=- a2=- a3=- b1=2"), today());
    let [none, some, ..] = &workings.dimensions[..] else {
        panic!("two dimensions");
    };
    assert_eq!((none.shares, none.shares_high), (None, None));
    assert!(some.shares.is_some() && some.shares_high.is_some());
}

/// An assessment that answers the pack with this id.
fn answering(pack: &str, answers: &str) -> Assessment {
    let mut assessment = vendor(answers);
    pack.clone_into(&mut assessment.pack.id);
    assessment
}

#[test]
fn each_of_many_is_scored_by_what_it_answers_in_the_order_given() {
    let one_question = questionnaire(vec![dimension("a", 1.0, vec![indicator("a1", 1.0)])]);
    let all = [
        answering("worked", WORKED_ANSWERS),
        answering("small", "a1=1"),
        answering("gone", "a1=1"),
        answering("worked", "a1=4"),
        answering("small", "a1=2"),
    ];
    let packs = [("worked", worked_example()), ("small", one_question)];
    let looked_up = RefCell::new(Vec::new());
    let at_hand = |reference: &PackReference| {
        looked_up.borrow_mut().push(reference.id.clone());
        let (_, own) = packs.iter().find(|(id, _)| *id == reference.id)?;
        Some(own)
    };
    let mut seen = Vec::new();
    each(&all.iter().collect::<Vec<_>>(), at_hand, |assessment, scorer| {
        let brief = scorer.map(|scorer| scorer.brief(assessment));
        seen.push((assessment.pack.id.clone(), brief.and_then(|brief| brief.score)));
    });
    let score_of = |pack: &Questionnaire, answers| score(pack, &vendor(answers), today()).overall.score;
    let worked = |answers| ("worked".to_owned(), score_of(&packs[0].1, answers));
    let small = |score| ("small".to_owned(), Some(score));
    assert_eq!(
        seen,
        [
            worked(WORKED_ANSWERS),
            small(25.0),
            ("gone".to_owned(), None),
            worked("a1=4"),
            small(50.0)
        ]
    );
    assert_eq!(looked_up.take(), ["worked", "small", "gone"], "each once");
}
