//! How often chance brings what was seen, over arrangements that are drawn.

use super::table::{FEW, MOST, Table, Tally};
use crate::domain::random::Random;
use crate::domain::slices::pause;

/// So many draws of one pair each are a slice where there are few groups: a few milliseconds.
const SLICE: usize = 200_000;

/// Draws so many arrangements of x over y, each as likely as any other, and counts those whose S is at least so far from
/// 0. Cut in slices.
pub(super) async fn count_extreme(table: &Table, far: u64, permutations: usize, seed: u64) -> usize {
    match table.groups.len() {
        ..=FEW => count::<FEW>(table, far, permutations, seed).await,
        _ => count::<MOST>(table, far, permutations, seed).await,
    }
}

async fn count<const GROUPS: usize>(table: &Table, far: u64, permutations: usize, seed: u64) -> usize {
    let full = Urn::<GROUPS>::new(&table.groups);
    let mut random = Random::new(seed);
    let (mut extreme, mut drawn) = (0, 0);
    for _ in 0..permutations {
        let mut urn = full.clone();
        let mut tally = Tally::<GROUPS>::default();
        for block in &table.blocks {
            tally.block(*block, &mut || urn.draw(&mut random));
        }
        extreme += usize::from(tally.score.unsigned_abs() >= far);
        // Each draw looks at each group.
        drawn += table.order.len() * GROUPS / FEW;
        if drawn >= SLICE {
            drawn = 0;
            pause().await;
        }
    }
    extreme
}

/// The pairs that are not drawn yet.
#[derive(Clone)]
struct Urn<const GROUPS: usize> {
    /// For each group, how many are left of it and of all lower ones.
    left: [u32; GROUPS],
}

impl<const GROUPS: usize> Urn<GROUPS> {
    fn new(groups: &[u32]) -> Self {
        let mut all = 0;
        let mut groups = groups.iter();
        let left = [(); GROUPS].map(|()| {
            all += groups.next().copied().unwrap_or_default();
            all
        });
        Self { left }
    }

    /// Takes one out and tells its group. There is one.
    fn draw(&mut self, random: &mut Random) -> usize {
        let drawn = random.below(self.left[GROUPS - 1]);
        let mut group = 0;
        for left in &mut self.left {
            let is_lower = *left <= drawn;
            group += usize::from(is_lower);
            *left -= u32::from(!is_lower);
        }
        group
    }
}
