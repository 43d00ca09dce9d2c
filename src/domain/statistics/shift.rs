//! By how much two groups differ.

use super::differences::Differences;
use super::rank_sum::rank;
use super::sorted;
use crate::domain::slices::finish;

/// Groups with fewer values have no interval.
pub const FEWEST: usize = 3;

/// By how much the values of one group lie above those of another, in their unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// The median of all differences.
    pub estimate: f64,
    /// Between which ends the shift lies, at 95 %.
    pub bounds: Result<Bounds, TooLittle>,
}

/// Between which ends a shift lies: said again and again, of groups drawn anew, that holds in 95 of 100 times or more;
/// by the normal distribution, in about so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    pub low: f64,
    pub high: f64,
    /// Whether by the exact distribution of the rank sum, which is taken for less than 50 values in each group and none
    /// twice; else by the normal one.
    pub is_exact: bool,
}

/// Why a shift has no bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLittle {
    /// The smaller group has so few values, less than [`FEWEST`].
    Values { found: usize },
    /// Even the smallest and the largest difference do not bound 95 %, as of three values and four.
    Level,
    /// All values of each group are the same, which tells nothing of how far others would lie.
    Variety,
}

/// By how much the values of `left` lie above those of `right`, in any order; `None` where one has none.
///
/// The bounds are differences, so many from each end as Wilcoxon's rank sum says.
///
/// Source: Hodges and Lehmann, "Estimates of location based on rank tests", 1963.
#[must_use]
pub fn shift(left: &[f64], right: &[f64]) -> Option<Shift> {
    finish(seek_shift(left, right))
}

/// As [`shift`], in slices of a few milliseconds, but for the sorting at the beginning.
pub async fn seek_shift(left: &[f64], right: &[f64]) -> Option<Shift> {
    let (left, right) = (sorted(left), sorted(right));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let differences = Differences {
        left: &left,
        right: &right,
    };
    let all = differences.count();
    let middle = differences.smallest(all.div_ceil(2)).await;
    let estimate = if all.is_multiple_of(2) {
        f64::midpoint(middle, differences.smallest(all / 2 + 1).await)
    } else {
        middle
    };
    let bounds = bounds(&differences).await;
    Some(Shift { estimate, bounds })
}

async fn bounds(differences: &Differences<'_>) -> Result<Bounds, TooLittle> {
    let (left, right) = (differences.left, differences.right);
    let found = left.len().min(right.len());
    if found < FEWEST {
        return Err(TooLittle::Values { found });
    }
    if [left, right].iter().all(|group| group.first() == group.last()) {
        return Err(TooLittle::Variety);
    }
    let rank = rank(differences).ok_or(TooLittle::Level)?;
    Ok(Bounds {
        low: differences.smallest(rank.from_end).await,
        high: differences.largest(rank.from_end).await,
        is_exact: rank.is_exact,
    })
}
