//! Which of all differences bound what chance brings, by Wilcoxon's rank sum.
//!
//! Source: Lehmann, "Nonparametrics: statistical methods based on ranks", 1975; Bauer, "Constructing confidence sets
//! using rank statistics", 1972.

use super::differences::Differences;
use super::float;

/// Groups below this, both of them and without ties, have exact bounds.
const FEW: usize = 50;

/// The 97.5 % quantile of the normal distribution.
const NORMAL: f64 = 1.959_963_984_540_054;

/// Which differences bound the interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    /// So many from either end, from 1.
    pub from_end: u64,
    pub is_exact: bool,
}

/// The rank that leaves at most 2.5 % beyond each end; `None` where even the outermost differences leave more.
pub(super) fn rank(differences: &Differences<'_>) -> Option<Rank> {
    let (left, right) = (differences.left, differences.right);
    let (few, many) = (left.len().min(right.len()), left.len().max(right.len()));
    let is_exact = many < FEW && !are_tied(left, right);
    // What is not attainable without ties is not made so by them.
    let exact = (many < FEW).then(|| exact_rank(few, many));
    let from_end = match exact {
        Some(0) => return None,
        Some(rank) if is_exact => rank,
        _ => normal_rank(left, right)?,
    };
    Some(Rank { from_end, is_exact })
}

/// The smallest W for which W or less has a probability of at least 2.5 %, so that less than W has not; 0 where 0 has.
fn exact_rank(few: usize, many: usize) -> u64 {
    let counts = arrangements(few, many);
    let all: u128 = counts.iter().sum();
    let mut sum = 0;
    let below = counts.iter().take_while(|count| {
        sum += **count;
        sum * 40 < all
    });
    below.count() as u64
}

/// In how many of the arrangements of two groups how many of all pairs fall: from none to all. Whole numbers that fit:
/// the 98 values of two groups below 50 have fewer than 2⁹⁵ arrangements.
///
/// The generating function is the product of (1 − qᵐ⁺ⁱ) ÷ (1 − qⁱ), with m of one group and i up to the other's number.
fn arrangements(few: usize, many: usize) -> Vec<u128> {
    let mut counts = vec![0_u128; few * many + 1];
    counts[0] = 1;
    for step in 1..=few {
        for place in step..counts.len() {
            counts[place] += counts[place - step];
        }
        for place in (many + step..counts.len()).rev() {
            counts[place] -= counts[place - many - step];
        }
    }
    counts
}

/// By the normal distribution with the variance of the ties, corrected for continuity.
fn normal_rank(left: &[f64], right: &[f64]) -> Option<u64> {
    let both = float((left.len() + right.len()) as u64);
    let pairs = float(left.len() as u64) * float(right.len() as u64);
    let ties = ties(left) + ties(right);
    let variance = pairs / 12.0 * (both + 1.0 - ties / (both * (both - 1.0)));
    let place = (pairs / 2.0 + 0.5 + NORMAL * variance.sqrt()).ceil();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least 1, at most the number of pairs"
    )]
    let rank = (place <= pairs).then(|| (pairs - place) as u64 + 1);
    rank
}

/// The sum of t³ − t over so many equal values each. Between the groups there are none, wherever one is shifted to that
/// no difference leads to.
fn ties(sorted: &[f64]) -> f64 {
    let equal = sorted.chunk_by(|left, right| left.to_bits() == right.to_bits());
    let counts = equal.map(|equal| float(equal.len() as u64));
    counts.map(|count| count * count * count - count).sum()
}

/// Whether any two values of both groups are the same.
fn are_tied(left: &[f64], right: &[f64]) -> bool {
    let mut all: Vec<f64> = left.iter().chain(right).copied().collect();
    all.sort_unstable_by(f64::total_cmp);
    all.windows(2).any(|two| two[0].to_bits() == two[1].to_bits())
}
