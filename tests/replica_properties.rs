//! However several devices change one record, and in whatever order they merge it: all come to the same, and no change is
//! lost.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/devices.rs"]
mod devices;
#[path = "support/dice.rs"]
mod dice;

use channel_readiness::domain::json::{Json, parse};
use channel_readiness::domain::replica::Replica;
use devices::{
    Act, RECORD, World, all_are_the_same, is_written_as_it_is, merging_is_lawful, no_update_is_lost,
};
use dice::Dice;
use proptest::prelude::*;

const SEEDS: u64 = 1000;
const OPERATIONS: usize = 100;

fn record() -> Json {
    parse(RECORD).unwrap()
}

/// Two devices that did a hundred things, and then told each other all.
fn fuzzed(seed: u64, act: fn(&mut World, Act)) -> World {
    let mut dice = Dice::new(seed);
    let mut world = World::new(2, &record());
    for _ in 0..OPERATIONS {
        let [one, two, three, four, ..] = dice.next().to_le_bytes();
        act(&mut world, [one, two, three, four]);
    }
    world.exchange();
    world
}

#[test]
fn two_devices_come_to_the_same_and_lose_no_update() {
    for seed in 0..SEEDS {
        let world = fuzzed(seed, World::act);
        all_are_the_same(&world.devices);
        no_update_is_lost(&world.log, &world.devices[0].replica);
    }
}

#[test]
fn two_devices_that_purge_and_write_odd_documents_come_to_the_same() {
    for seed in 0..SEEDS / 4 {
        all_are_the_same(&fuzzed(seed, World::act_oddly).devices);
    }
}

/// So that the two tests above are about what they say.
#[test]
fn the_fuzz_edits_every_kind_of_register_and_needs_every_clause() {
    let mut paths = Vec::new();
    let (mut present, mut past, mut purged) = (0, 0, 0);
    for seed in 0..200 {
        let world = fuzzed(seed, World::act);
        let replica = &world.devices[0].replica;
        for edit in &world.log {
            present += usize::from(replica.stamp(&edit.path) == Some(edit.stamp));
            let is_past = |edit: &devices::Edit| {
                replica
                    .past(&edit.path)
                    .iter()
                    .any(|past| past.stamp == Some(edit.stamp))
            };
            past += usize::from(is_past(edit));
            paths.push(edit.path.clone());
        }
        let odd = fuzzed(seed, World::act_oddly);
        purged += usize::from(odd.devices[0].replica.is_purged());
    }
    paths.sort();
    paths.dedup();
    for path in [
        "/title",
        "/answers/a~1b",
        "/plan/target",
        "/plan/steps",
        "/plan/steps/1.1>2",
        "/plan/locked/1.1",
        "/x",
    ] {
        assert!(paths.iter().any(|one| one.as_str() == path), "{path}");
    }
    assert!(
        present > 1000 && past > 1000 && purged > 20,
        "{present} {past} {purged}"
    );
}

/// What devices that do such things hold at any time.
fn replicas() -> impl Strategy<Value = Vec<Replica>> {
    let acts = prop::collection::vec(any::<Act>(), 1..60);
    let records = prop::sample::select(vec![RECORD, r#"{"title":"other","answers":{"1.1":1}}"#, "5"]);
    (acts, records).prop_map(|(acts, other)| {
        let mut world = World::new(3, &record());
        // As where two devices had a record before changes were stamped.
        world.devices[2].replica = Replica::new(&parse(other).unwrap());
        let mut seen = Vec::new();
        for (number, act) in acts.into_iter().enumerate() {
            world.act_oddly(act);
            if number % 8 == 0 {
                seen.extend(world.devices.iter().map(|device| device.replica.clone()));
            }
        }
        seen.extend(world.devices.into_iter().map(|device| device.replica));
        seen
    })
}

/// A random order in which to merge all of them, some twice, two at a time.
fn merged(replicas: &[Replica], picks: &[prop::sample::Index]) -> Replica {
    let mut left = replicas.to_vec();
    let again = picks.iter().take(3).map(|pick| pick.get(replicas).clone());
    left.extend(again);
    let mut picks = picks.iter().cycle();
    while left.len() > 1 {
        let mut pick = || picks.next().map_or(0, |pick| pick.index(usize::MAX));
        let one = left.swap_remove(pick() % left.len());
        let place = pick() % left.len();
        left[place] = left[place].merge(&one);
    }
    left.swap_remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn merging_is_commutative_associative_and_idempotent(
        all in replicas(),
        picks in prop::collection::vec(any::<[prop::sample::Index; 3]>(), 8),
    ) {
        for [one, two, three] in picks {
            merging_is_lawful(one.get(&all), two.get(&all), three.get(&all));
        }
    }

    #[test]
    fn every_order_of_merging_gives_the_same(
        all in replicas(),
        one in prop::collection::vec(any::<prop::sample::Index>(), 20),
        other in prop::collection::vec(any::<prop::sample::Index>(), 20),
    ) {
        prop_assert_eq!(merged(&all, &one), merged(&all, &other));
    }

    #[test]
    fn what_is_written_reads_as_the_same(
        all in replicas(),
        picks in prop::collection::vec(any::<[prop::sample::Index; 2]>(), 8),
    ) {
        for replica in &all {
            is_written_as_it_is(replica);
        }
        for [one, other] in picks {
            is_written_as_it_is(&one.get(&all).merge(other.get(&all)));
        }
    }
}
