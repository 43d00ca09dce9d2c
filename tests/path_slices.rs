//! The search for a path is cut in slices, so that whoever does it can do something else in between.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/large_pack.rs"]
#[allow(dead_code, reason = "shared with the suite of paths")]
mod large_pack;
#[path = "support/pack.rs"]
mod support;

use std::pin::pin;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::insight::path::{Path, Target, Wishes, cheapest_path, seek_path};
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::slices::slice;
use large_pack::{Weights, large, with_conditions};
use support::*;

/// In how many slices the search is done.
fn slices(pack: &Pack, assessment: &Assessment, target: Target) -> usize {
    let wishes = Wishes::default();
    let mut work = pin!(seek_path(pack, assessment, target, &wishes));
    let mut count = 1;
    while slice(work.as_mut()).is_pending() {
        count += 1;
    }
    count
}

/// Seven questions that each open another, so 128 regimes; and a gate.
fn opening() -> Pack {
    let names: Vec<String> = (0..7).flat_map(|n| [format!("a{n}"), format!("b{n}")]).collect();
    let indicators = names.iter().map(|name| match name.strip_prefix('b') {
        Some(number) => asked_when(at_least(&format!("a{number}"), 2), indicator(name, 1.0)),
        None => indicator(name, 1.0),
    });
    let mut indicators: Vec<_> = indicators.collect();
    indicators.push(gate("g", 1.0));
    let listed: Vec<(&str, &[(u8, u16)])> = names.iter().map(|name| (name.as_str(), &[(2, 3)][..])).collect();
    pack(
        questionnaire(vec![dimension("d", 1.0, indicators)]),
        &listed,
        Vec::new(),
    )
}

/// All of them at 0, and more.
fn nothing_yet(more: &str) -> Assessment {
    let answers: Vec<String> = (0..7).map(|n| format!("a{n}=0 b{n}=0")).collect();
    vendor(&[&answers.join(" "), more].join(" "))
}

#[test]
fn every_regime_of_a_target_out_of_reach_is_a_slice_of_its_own() {
    let pack = opening();
    // The gate is not answered.
    let assessment = nothing_yet("");
    let target = Target::Level(level(4));
    let wishes = Wishes::default();
    assert!(matches!(
        cheapest_path(&pack, &assessment, target, &wishes),
        Path::Unreachable(_)
    ));
    // Once to look for a way, once to say how far it goes.
    let count = slices(&pack, &assessment, target);
    assert!(count >= 256, "{count} slices");
}

#[test]
fn a_long_search_is_done_in_many_slices() {
    let (pack, assessment) = large(200, 8, Weights::Few, 0);
    let target = Target::Level(level(3));
    let count = slices(&pack, &assessment, target);
    assert!(count > 5_000, "{count} slices");
    let Path::Found(route) = cheapest_path(&pack, &assessment, target, &Wishes::default()) else {
        panic!("there is a path");
    };
    // What the budget allows, not more and not less.
    assert_eq!((count, route.days, route.at_least), (11892, 2612, 2612));
}

#[test]
fn where_the_budget_is_spent_no_further_way_is_looked_at() {
    let (pack, assessment) = large(200, 10, Weights::Any, 0);
    let pack = with_conditions(pack, 3);
    let target = Target::Level(level(3));
    let Path::Found(route) = cheapest_path(&pack, &assessment, target, &Wishes::default()) else {
        panic!("there is a path");
    };
    // All that is said of the others is that they take two days at least.
    assert_eq!((route.days, route.at_least), (2309, 2));
    assert_eq!(slices(&pack, &assessment, target), 8454);
}

/// A slice is a piece of work that does not depend on the machine. More of them for the same path is a search that prunes
/// less; fewer, one that prunes better or stops early: either has its reason in the change that makes it so.
#[test]
fn a_path_takes_no_more_work_than_it_did() {
    let targets = [
        Target::Score(50.0),
        Target::Score(70.0),
        Target::Score(90.0),
        Target::Level(level(2)),
        Target::Level(level(3)),
        Target::Level(level(4)),
    ];
    let works = |weights, seed| {
        let (pack, assessment) = large(40, 4, weights, seed);
        targets.map(|target| slices(&pack, &assessment, target))
    };
    let opening = |target| slices(&opening(), &nothing_yet("g=2"), target);
    assert_eq!(
        [Target::Score(5.0), Target::Score(12.0), Target::Score(25.0)].map(opening),
        [1, 1650, 688]
    );
    assert_eq!(works(Weights::Even, 1), [403, 746, 971, 540, 915, 915]);
    assert_eq!(works(Weights::Few, 2), [293, 553, 781, 1794, 1121, 1778]);
    assert_eq!(works(Weights::Any, 3), [294, 399, 568, 1096, 1947, 1497]);
}
