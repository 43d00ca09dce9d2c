//! What is played through the faulty store: each fault alone, all together, and none.

use channel_readiness::storage::Fault;

use crate::two_tabs::{Outcome, play};

/// What each tab does in a game, in sum.
const OPERATIONS: u32 = 100;

/// A name, and the faults that go with it.
pub fn kinds() -> Vec<(&'static str, Vec<Fault>)> {
    let mut kinds: Vec<_> = Fault::ALL.map(|fault| (fault.name(), vec![fault])).to_vec();
    kinds.push(("all together", Fault::ALL.to_vec()));
    kinds.push(("none", Vec::new()));
    kinds
}

/// Plays so many games from a seed on.
pub fn games(faults: &[Fault], from: u64, count: u64) -> Outcome {
    let mut all = Outcome::default();
    for seed in from..from + count {
        all.add(play(faults, seed, OPERATIONS));
    }
    all
}
