//! Whether values rise or fall from group to group.

use super::arrangements::{are_countable, count_all};
use super::draws::count_extreme;
use super::float;
use super::table::Table;
use crate::domain::slices::finish;

/// How x and y go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// See [`tau_b`].
    pub tau: f64,
    /// How many pairs of x and y these are, at least 2.
    pub pairs: usize,
    /// How probable it is to be as far from 0 as this, in either direction, where x and y have nothing to do with each
    /// other and so all arrangements of the x over the y are alike: above 0, up to 1.
    pub p: f64,
    pub means: Means,
}

impl Association {
    /// Whether the probability is the least that can be found by so many drawn arrangements: none of them went as far, and
    /// it may as well be smaller.
    #[must_use]
    pub fn is_least(&self) -> bool {
        match self.means {
            Means::All { .. } => false,
            // Half of one more arrangement is beyond what rounding can do.
            Means::Drawn { permutations } => self.p * float(1 + permutations as u64) < 1.5,
        }
    }
}

/// What a probability was found by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Means {
    /// All distinct arrangements, so many; exact below 2⁵³.
    All { arrangements: f64 },
    /// So many arrangements drawn by a seed. What was seen counts as one more, so that nothing is impossible:
    /// p = (1 + as far) ÷ (1 + permutations).
    ///
    /// Source: Phipson and Smyth, "Permutation p-values should never be zero", 2010.
    Drawn { permutations: usize },
}

/// How many arrangements are drawn: up to so many pairs, so many. The more pairs, the longer each takes.
pub const PERMUTATIONS: [(usize, usize); 3] = [(5_000, 9_999), (20_000, 1_999), (usize::MAX, 999)];

/// Kendall's tau-b of x and y, `-1.0..=1.0`: 1 where y rises whenever x does, −1 where it falls. `None` where no pair
/// differs in x or none in y, as among fewer than two.
///
/// With `S` the pairs of pairs that rise together less those of which one rises and the other falls, that is
/// S ÷ √(those that differ in x · those that differ in y). Takes n · log n to sort the y, and one step for each pair and
/// each different x.
///
/// Source: Kendall, "The treatment of ties in ranking problems", 1945.
#[must_use]
pub fn tau_b(pairs: &[(u8, f64)]) -> Option<f64> {
    Table::new(pairs).map(|table| tau(&table))
}

fn tau(table: &Table) -> f64 {
    let (in_x, in_y) = table.untied();
    let score = table.score();
    let size = float(score.unsigned_abs()) / (float(in_x) * float(in_y)).sqrt();
    if score < 0 { -size } else { size }
}

/// How x and y go together, and how probable that is by chance: over all arrangements where they can be counted in a
/// moment, else over so many as [`PERMUTATIONS`] says, drawn by the seed. `None` where [`tau_b`] is.
#[must_use]
pub fn association(pairs: &[(u8, f64)], seed: u64) -> Option<Association> {
    finish(seek_association(pairs, seed))
}

/// As [`association`], in slices of a few milliseconds, but for the sorting at the beginning.
pub async fn seek_association(pairs: &[(u8, f64)], seed: u64) -> Option<Association> {
    let table = Table::new(pairs)?;
    let far = table.score().unsigned_abs();
    let pairs = table.order.len();
    let (p, means) = if are_countable(&table) {
        let counted = count_all(&table, far).await;
        let means = Means::All {
            arrangements: counted.arrangements,
        };
        (counted.extreme / counted.arrangements, means)
    } else {
        let permutations = permutations(pairs);
        let extreme = count_extreme(&table, far, permutations, seed).await;
        let p = float(1 + extreme as u64) / float(1 + permutations as u64);
        (p, Means::Drawn { permutations })
    };
    Some(Association {
        tau: tau(&table),
        pairs,
        p,
        means,
    })
}

fn permutations(pairs: usize) -> usize {
    let step = PERMUTATIONS.iter().find(|(most, _)| pairs <= *most);
    step.map_or(0, |(_, permutations)| *permutations)
}
