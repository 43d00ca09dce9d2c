//! Plain statistics of groups: what "do small partners fare worse?" is answered with.
//!
//! | module | question |
//! | --- | --- |
//! | `spread` | Where do the values of each group lie? |
//! | `association` | Do values rise or fall from group to group, and might that be chance? |
//! | `shift` | By how much do two groups differ, and between which ends may that lie? |
//! | `table` | What of the pairs do ranks depend on? |
//! | `arrangements` | How often does chance bring what was seen: over all arrangements? |
//! | `draws` | How often does chance bring what was seen: over drawn arrangements? |
//! | `differences` | Which is the k-th of all differences between two groups? |
//! | `rank_sum` | Which of all differences bound 95 % of what chance brings? |
//!
//! Values that are not finite are left out everywhere. Two values are tied where they are the same number: whoever has
//! figures that differ by rounding alone rounds them before.

mod arrangements;
mod association;
mod differences;
mod draws;
mod rank_sum;
mod shift;
mod spread;
mod table;

pub use association::{Association, Means, PERMUTATIONS, association, seek_association, tau_b};
pub use shift::{Bounds, FEWEST, Shift, TooLittle, seek_shift, shift};
pub use spread::{FEW, Spread, quantile, spread, spreads};

/// A count as a number: exact below 2⁵³, which is more than the pairs of a hundred million values.
fn float(count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    let float = count as f64;
    float
}

/// The finite values in ascending order. −0 is 0.
fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = (values.iter().copied())
        .filter(|value| value.is_finite())
        .map(|value| value + 0.0)
        .collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}
