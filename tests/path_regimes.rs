//! Paths whose steps open questions in more ways than are all looked at.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::insight::path::{Path, Route, Target, Wishes, cheapest_path};
use channel_readiness::domain::pack::{Dimension, Indicator};
use support::*;

/// Questions that each open another one beside the headline: `needed` of them make the score, `beside` do not.
fn opening(needed: usize, beside_it: usize) -> Vec<Dimension> {
    let named = |name: &str, count: usize| -> Vec<Indicator> {
        (0..count)
            .map(|number| indicator(&format!("{name}{number}"), 1.0))
            .collect()
    };
    let opened = ["n", "b"].into_iter().zip([needed, beside_it]);
    let opened = opened.flat_map(|(name, count)| (0..count).map(move |number| format!("{name}{number}")));
    let opened = opened.map(|source| asked_when(at_least(&source, 4), indicator(&format!("{source}o"), 1.0)));
    vec![
        dimension("needed", 1.0, named("n", needed)),
        beside(dimension("beside", 1.0, named("b", beside_it))),
        beside(dimension("opened", 1.0, opened.collect())),
    ]
}

/// The route where all sources stand at 0; one that makes the score takes five days, one that does not takes one.
fn route(needed: usize, beside_it: usize) -> Route {
    let sources = [("n", needed, 5), ("b", beside_it, 1)];
    let listed: Vec<(String, [(u8, u16); 1])> = sources
        .into_iter()
        .flat_map(|(name, count, days)| {
            (0..count).map(move |number| (format!("{name}{number}"), [(4, days)]))
        })
        .collect();
    let answers: Vec<String> = listed.iter().map(|(name, _)| format!("{name}=0")).collect();
    let listed: Vec<(&str, &[(u8, u16)])> = listed
        .iter()
        .map(|(name, steps)| (name.as_str(), &steps[..]))
        .collect();
    let pack = pack(questionnaire(opening(needed, beside_it)), &listed, Vec::new());
    let assessment = vendor(&answers.join(" "));
    match cheapest_path(&pack, &assessment, Target::Score(100.0), &Wishes::default()) {
        Path::Found(route) => route,
        other => panic!("{other:?}"),
    }
}

#[test]
fn up_to_256_ways_are_all_looked_at() {
    // Six questions that are to be raised and two that need not be: 256 ways, the right one the 253rd.
    let route = route(6, 2);
    assert_eq!((route.days, route.steps.len()), (30, 6));
    assert!(route.is_proven());
}

#[test]
fn beyond_them_what_need_not_be_raised_is_let_down_again() {
    // 1,024 ways. Those with fewer than eight raised, that make the score, come first, and none of them will do; then it
    // begins with all ten raised, for 42 days, and lets down first the one and then the other that need not be.
    let route = route(8, 2);
    assert_eq!((route.days, route.steps.len()), (40, 8));
    assert!(route.steps.iter().all(|step| step.indicator.0.starts_with('n')));
    // The 257th way raises three of the eight and one of the two.
    assert_eq!(route.at_least, 16);
}
