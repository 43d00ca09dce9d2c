//! How often chance brings what was seen, over all arrangements.

use std::collections::BTreeMap;

use super::float;
use super::table::Table;
use crate::domain::slices::pause;

/// With more cells than this, not all arrangements are looked at: a cell is how many of each group are placed, and what S
/// is then. So many suffice for 30 pairs in five equal groups, 54 in three, 110 in two; and, but for a few pairs among
/// more than a thousand, wherever there are a million arrangements or fewer.
const MOST_CELLS: u64 = 10_000_000;

/// So many additions are a slice: a few milliseconds.
const SLICE: usize = 1_000_000;

/// What all arrangements say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Counted {
    /// How many there are; exact below 2⁵³.
    pub arrangements: f64,
    /// In how many S is at least so far from 0.
    pub extreme: f64,
}

/// Whether all arrangements can be looked at in a moment.
pub(super) fn are_countable(table: &Table) -> bool {
    let states =
        (table.groups.iter()).try_fold(1_u64, |states, count| states.checked_mul(u64::from(*count) + 1));
    let cells = states.and_then(|states| states.checked_mul(table.untied().0 + 1));
    cells.is_some_and(|cells| cells <= MOST_CELLS)
}

/// Counts the distinct arrangements of x over y, and those whose S is at least so far from 0. Cut in slices.
///
/// What arrangements have in common is counted once: those that have placed the same groups over the lowest values of
/// y, in whatever order, go on alike, and differ in S alone.
pub(super) async fn count_all(table: &Table, far: u64) -> Counted {
    let groups = &table.groups;
    let mut layer: Layer = BTreeMap::from([(vec![0; groups.len()], Scores::start())]);
    let (mut before, mut added) = (0, 0);
    for block in &table.blocks {
        // Of each group in turn, so many go into this block of equal values.
        for group in 0..groups.len() {
            let mut next = Layer::new();
            for (placed, scores) in layer {
                let in_block = placed.iter().sum::<u32>() - before;
                let free = block - in_block;
                let left = |group: usize| groups[group] - placed[group];
                let later = (group + 1..groups.len()).map(left).sum::<u32>();
                let higher = placed[group + 1..].iter().sum::<u32>();
                // Lower groups have taken what is taken of the block, and do not count within it.
                let lower = placed[..group].iter().sum::<u32>() - in_block;
                let rise = i64::from(lower) - i64::from(higher);
                for taken in free.saturating_sub(later)..=free.min(left(group)) {
                    let mut with = placed.clone();
                    with[group] += taken;
                    let (by, times) = (rise * i64::from(taken), choices(free, taken));
                    added += scores.counts.len();
                    (next.entry(with))
                        .and_modify(|sum| sum.add(&scores, by, times))
                        .or_insert_with(|| scores.raised(by, times));
                }
                if added >= SLICE {
                    added = 0;
                    pause().await;
                }
            }
            layer = next;
        }
        before += block;
    }
    let mut counted = Counted {
        arrangements: 0.0,
        extreme: 0.0,
    };
    for (score, count) in layer.values().flat_map(Scores::iter) {
        counted.arrangements += count;
        if score.unsigned_abs() >= far {
            counted.extreme += count;
        }
    }
    counted
}

/// By how many of each group are placed, the S that arrangements have so far.
type Layer = BTreeMap<Vec<u32>, Scores>;

/// How many arrangements have which S.
struct Scores {
    /// The S of the first count.
    least: i64,
    counts: Vec<f64>,
}

impl Scores {
    fn start() -> Self {
        Self {
            least: 0,
            counts: vec![1.0],
        }
    }

    /// Each with an S that is larger by so much, and so many times.
    fn raised(&self, by: i64, times: f64) -> Self {
        Self {
            least: self.least + by,
            counts: self.counts.iter().map(|count| count * times).collect(),
        }
    }

    /// With the others too, raised.
    fn add(&mut self, other: &Self, by: i64, times: f64) {
        let least = other.least + by;
        if let Ok(missing @ 1..) = usize::try_from(self.least - least) {
            self.counts.splice(0..0, core::iter::repeat_n(0.0, missing));
            self.least = least;
        }
        let from = usize::try_from(least - self.least).unwrap_or(0);
        let length = self.counts.len().max(from + other.counts.len());
        self.counts.resize(length, 0.0);
        for (sum, count) in self.counts[from..].iter_mut().zip(&other.counts) {
            *sum += count * times;
        }
    }

    fn iter(&self) -> impl Iterator<Item = (i64, f64)> {
        (self.least..).zip(self.counts.iter().copied())
    }
}

/// In how many ways some of all can be chosen.
fn choices(all: u32, some: u32) -> f64 {
    let some = some.min(all - some);
    (0..some).fold(1.0, |ways, step| {
        (ways * float(u64::from(all - step)) / float(u64::from(step + 1))).round()
    })
}
