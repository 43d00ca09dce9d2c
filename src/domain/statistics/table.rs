//! What of the pairs ranks depend on: who comes before whom.

use std::collections::BTreeMap;

/// So many groups there are at most, nearly always: they are counted faster.
pub(super) const FEW: usize = 5;
/// So many different x there can be.
pub(super) const MOST: usize = 256;

/// Pairs of x and y, reduced to their order. Both have at least two different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// How many have each x, in ascending order of x.
    pub groups: Vec<u32>,
    /// The place in `groups` of each pair, in ascending order of y.
    pub order: Vec<u8>,
    /// How many have each y, in ascending order of y.
    pub blocks: Vec<u32>,
}

impl Table {
    /// `None` where no pair differs in x, or none in y.
    pub fn new(pairs: &[(u8, f64)]) -> Option<Self> {
        let mut pairs: Vec<(u8, f64)> = (pairs.iter().copied())
            .filter(|(_, y)| y.is_finite())
            .map(|(x, y)| (x, y + 0.0))
            .collect();
        u32::try_from(pairs.len()).ok()?;
        pairs.sort_unstable_by(|left, right| left.1.total_cmp(&right.1).then(left.0.cmp(&right.0)));
        let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
        for (x, _) in &pairs {
            *counts.entry(*x).or_default() += 1;
        }
        let places: BTreeMap<u8, u8> = counts.keys().copied().zip(0..=u8::MAX).collect();
        let order = pairs.iter().filter_map(|(x, _)| places.get(x).copied());
        let blocks = pairs.chunk_by(|left, right| left.1.to_bits() == right.1.to_bits());
        let table = Self {
            groups: counts.into_values().collect(),
            order: order.collect(),
            blocks: blocks
                .map(|block| u32::try_from(block.len()).unwrap_or(u32::MAX))
                .collect(),
        };
        (table.groups.len() > 1 && table.blocks.len() > 1).then_some(table)
    }

    /// How many pairs of pairs there are that differ in x, and how many that differ in y.
    pub fn untied(&self) -> (u64, u64) {
        let all = twos(self.order.len() as u64);
        let within = |counts: &[u32]| counts.iter().map(|count| twos(u64::from(*count))).sum::<u64>();
        (all - within(&self.groups), all - within(&self.blocks))
    }

    /// Kendall's S: the pairs of pairs that rise together less those of which one rises and the other falls.
    pub fn score(&self) -> i64 {
        match self.groups.len() {
            ..=FEW => self.scored::<FEW>(),
            _ => self.scored::<MOST>(),
        }
    }

    fn scored<const GROUPS: usize>(&self) -> i64 {
        let mut tally = Tally::<GROUPS>::default();
        let mut order = self.order.iter();
        for block in &self.blocks {
            tally.block(*block, &mut || {
                order.next().map_or(0, |group| usize::from(*group))
            });
        }
        tally.score
    }
}

/// How many ways there are to choose two.
const fn twos(count: u64) -> u64 {
    count * count.saturating_sub(1) / 2
}

/// Counts S while it is told the group of each pair in ascending order of y. There are at most `GROUPS` groups.
///
/// Since x has few values, that takes the place of the sorting by which Knight counts the same, "A computer method for
/// calculating Kendall's tau with ungrouped data", 1966.
pub(super) struct Tally<const GROUPS: usize> {
    pub score: i64,
    /// For each group, by how much S rises with one more of it: how many of lower groups came before, less how many of
    /// higher ones.
    rises: [i64; GROUPS],
}

impl<const GROUPS: usize> Default for Tally<GROUPS> {
    fn default() -> Self {
        Self {
            score: 0,
            rises: [0; GROUPS],
        }
    }
}

impl<const GROUPS: usize> Tally<GROUPS> {
    /// Counts so many pairs of the same y.
    pub fn block(&mut self, size: u32, next: &mut impl FnMut() -> usize) {
        if size == 1 {
            let group = next();
            self.score += self.rises[group];
            self.follow(group, 1);
            return;
        }
        let mut block = [0_i64; GROUPS];
        for _ in 0..size {
            let group = next();
            self.score += self.rises[group];
            block[group] += 1;
        }
        for (group, count) in block.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            self.follow(group, count);
        }
    }

    /// What follows comes after so many of a group.
    fn follow(&mut self, group: usize, count: i64) {
        for (place, rise) in self.rises.iter_mut().enumerate() {
            *rise += count * (i64::from(place > group) - i64::from(place < group));
        }
    }
}
