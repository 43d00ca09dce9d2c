//! Where the values of a group lie.

use std::collections::BTreeMap;

use super::sorted;

/// Of fewer values no middle half is told.
pub const FEW: usize = 5;

/// Ends, quartiles and median of a group, in the unit of its values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// How many values these are, at least 1.
    pub count: usize,
    pub least: f64,
    pub lower_quartile: f64,
    pub median: f64,
    pub upper_quartile: f64,
    pub most: f64,
}

impl Spread {
    /// The quartiles, between which the middle half lies. `None` of fewer than [`FEW`] values: what lies
    /// between two or three numbers is read as more than it is.
    #[must_use]
    pub const fn middle_half(&self) -> Option<(f64, f64)> {
        if self.count < FEW {
            return None;
        }
        Some((self.lower_quartile, self.upper_quartile))
    }
}

/// The spread of values in any order; `None` where there are none.
#[must_use]
pub fn spread(values: &[f64]) -> Option<Spread> {
    let sorted = sorted(values);
    Some(Spread {
        count: sorted.len(),
        least: *sorted.first()?,
        lower_quartile: quantile(&sorted, 0.25),
        median: quantile(&sorted, 0.5),
        upper_quartile: quantile(&sorted, 0.75),
        most: *sorted.last()?,
    })
}

/// The spread of each group that has a value, in ascending order of the groups.
#[must_use]
pub fn spreads(pairs: &[(u8, f64)]) -> Vec<(u8, Spread)> {
    let mut groups: BTreeMap<u8, Vec<f64>> = BTreeMap::new();
    for (group, value) in pairs {
        groups.entry(*group).or_default().push(*value);
    }
    (groups.into_iter())
        .filter_map(|(group, values)| Some((group, spread(&values)?)))
        .collect()
}

/// Of sorted values, the one below which a share of them lies, `0.0..=1.0`; between two, in proportion. 0 where there
/// are none.
///
/// Source: type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996.
#[must_use]
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    #[expect(clippy::cast_precision_loss, reason = "values are fewer than 2^53")]
    let place = share * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the last place"
    )]
    let below = place.floor() as usize;
    let at = |place: usize| sorted.get(place.min(last)).copied().unwrap_or_default();
    at(below) + (at(below + 1) - at(below)) * place.fract()
}
