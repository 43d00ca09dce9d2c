//! How far the score and the order of dimensions move when the weights are others.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::insight::sensitivity::{BARS, Sensitivity, sensitivity};
use channel_readiness::domain::pack::{Questionnaire, Weight};
use channel_readiness::domain::scoring::score;
use support::*;

/// Two dimensions of two, and one beside the headline.
fn two() -> Questionnaire {
    questionnaire(vec![
        dimension("a", 1.0, vec![indicator("a1", 2.0), indicator("a2", 1.0)]),
        dimension("b", 3.0, vec![indicator("b1", 1.0), gate("b2", 1.0)]),
        beside(dimension("c", 1.0, vec![indicator("c1", 1.0)])),
    ])
}

#[track_caller]
fn of(questionnaire: &Questionnaire, answers: &str) -> Sensitivity {
    sensitivity(questionnaire, &vendor(answers), 7, 500).expect("a score")
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

#[test]
fn without_a_score_there_is_nothing_to_vary() {
    assert_eq!(sensitivity(&two(), &vendor("c1=4"), 7, 500), None);
    assert_eq!(sensitivity(&two(), &vendor("a1=?"), 7, 500), None);
    assert_eq!(sensitivity(&two(), &vendor("a1=4"), 7, 0), None);
}

#[test]
fn the_score_is_the_one_with_the_packs_weights() {
    let answers = "a1=1 a2=3 b1=4 b2=2 c1=0";
    let scored = score(&two(), &vendor(answers), today()).overall.score.unwrap();
    assert!(near(of(&two(), answers).score, scored));
}

#[test]
fn the_same_seed_gives_the_same_samples_and_another_seed_others() {
    let of = |seed| sensitivity(&two(), &vendor("a1=1 a2=3 b1=4 b2=2"), seed, 200);
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[test]
fn bounds_stand_in_order_and_the_bars_hold_every_sample() {
    let found = of(&two(), "a1=1 a2=3 b1=4 b2=2");
    assert!(found.least < found.low && found.low < found.score);
    assert!(found.score < found.high && found.high < found.most);
    assert!(found.least > 25.0 && found.most < 100.0);
    assert_eq!((found.bars.len(), found.bars.iter().sum::<usize>()), (BARS, 500));
}

#[test]
fn equal_answers_do_not_move() {
    let found = of(&two(), "a1=2 a2=2 b1=2 b2=2");
    assert!(near(found.least, 50.0) && near(found.most, 50.0));
    assert_eq!(found.bars, [500]);
    assert!(found.weightiest.is_empty());
    let all = [
        found.level_holds,
        found.highest_holds,
        found.lowest_holds,
        found.order_holds,
    ];
    assert!(all.iter().all(|share| near(*share, 1.0)), "{all:?}");
}

#[test]
fn a_score_that_moves_by_less_than_a_point_does_not_stand_still() {
    let many = |id: &str| {
        let all = (0..80).map(|number| indicator(&format!("{id}{number}"), 1.0));
        dimension(id, 1.0, all.collect())
    };
    let pack = questionnaire(vec![many("a"), many("b")]);
    let answers = (0..80).map(|number| format!("a{number}=2 b{number}=2"));
    let answers = answers.collect::<Vec<_>>().join(" ");
    assert!(of(&pack, &answers).stands_still());
    let moved = of(&pack, &answers.replace("b0=2", "b0=3"));
    assert!(near(moved.low.round(), moved.high.round()), "{moved:?}");
    assert!(!moved.stands_still());
}

#[test]
fn one_answer_does_not_move() {
    let found = of(&two(), "a1=3");
    assert!(near(found.least, 75.0) && near(found.most, 75.0));
    assert!(found.neighbours.is_empty());
}

#[test]
fn dimensions_far_apart_keep_their_order_and_near_ones_do_not_always() {
    let far = of(&two(), "a1=4 a2=4 b1=0 b2=1");
    assert!(near(far.order_holds, 1.0) && near(far.lowest_holds, 1.0));
    assert_eq!(far.order[0].0, "a");
    // 62.5 against 58.3.
    let close = of(&two(), "a1=1 a2=5".replace("a2=5", "a2=4").as_str());
    assert_eq!(close.order.len(), 1);
    let close = of(&two(), "a1=3 a2=1 b1=4 b2=1");
    assert_eq!(close.order[0].0, "b");
    assert!(
        close.order_holds > 0.5 && close.order_holds < 1.0,
        "{}",
        close.order_holds
    );
    assert!(near(close.neighbours[0], close.order_holds));
    assert!(near(close.highest_holds, close.order_holds) && near(close.lowest_holds, close.order_holds));
}

#[test]
fn what_is_beside_the_score_does_not_count() {
    let with = of(&two(), "a1=1 a2=3 b1=4 b2=2 c1=4");
    assert_eq!(with, of(&two(), "a1=1 a2=3 b1=4 b2=2 c1=0"));
    assert!(with.order.iter().all(|id| id.0 != "c"));
}

#[test]
fn an_open_gate_holds_the_level_whatever_the_weights() {
    let light = questionnaire(vec![dimension(
        "a",
        1.0,
        vec![indicator("a1", 20.0), indicator("a2", 1.0), gate("a3", 0.1)],
    )]);
    assert!(near(of(&light, "a1=4 a2=1").level_holds, 1.0));
}

#[test]
fn a_level_at_its_limit_falls_with_half_of_the_weights() {
    // 8 of 10 at level 4: just the share that is needed.
    let edge = questionnaire(vec![dimension(
        "a",
        1.0,
        vec![indicator("a1", 8.0), indicator("a2", 2.0)],
    )]);
    let found = of(&edge, "a1=4 a2=3");
    assert!(
        found.level_holds > 0.35 && found.level_holds < 0.65,
        "{}",
        found.level_holds
    );
}

/// The questions whose weight matters most, as a rescoring with those weights has it.
#[test]
fn the_weightiest_agree_with_scoring_a_pack_with_other_weights() {
    let answers = "a1=1 a2=3 b1=4 b2=0";
    let scored = |factor: f64, which: &str| {
        let mut pack = two();
        for indicator in pack
            .dimensions
            .iter_mut()
            .flat_map(|dimension| &mut dimension.indicators)
        {
            if indicator.id.0 == which {
                indicator.weight = Weight::new(indicator.weight.value() * factor).unwrap();
            }
        }
        score(&pack, &vendor(answers), today()).overall.score.unwrap()
    };
    let found = of(&two(), answers);
    assert_eq!(found.weightiest.len(), 3);
    for (id, moved) in &found.weightiest {
        assert!(
            near(*moved, (scored(1.5, &id.0) - scored(0.5, &id.0)).abs()),
            "{id:?}"
        );
    }
    assert!(found.weightiest.is_sorted_by(|left, right| left.1 >= right.1));
}
