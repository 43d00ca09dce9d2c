//! One partner among the rest.

use super::column::Column;
use super::rows::Portfolio;
use crate::domain::company::CompanyId;
use crate::domain::statistics::{Spread, spread};

/// Where a partner lies among others by one measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Among {
    pub value: f64,
    /// From 1, the best value first; equal ones have the same.
    pub rank: usize,
    /// Share of the others with a value that is not as good, `0.0..=1.0`; `None` where there are no others.
    pub worse: Option<f64>,
    /// Of all, the partner included.
    pub spread: Spread,
}

/// A partner among all that are not put aside, by a measure; see [`super::Row::measure`]. Whether it is put aside or not,
/// it counts once. `None` where it has no such value or is not here.
#[must_use]
pub fn among(portfolio: &Portfolio, id: CompanyId, measure: Column) -> Option<Among> {
    let value = portfolio.row(portfolio.place(id)?)?.measure(measure)?;
    let others = portfolio.open().filter(|row| row.id != id);
    let others = others.filter_map(|row| row.measure(measure));
    let mut values: Vec<f64> = others.collect();
    let larger = values.iter().filter(|other| **other > value).count();
    let smaller = values.iter().filter(|other| **other < value).count();
    let (better, worse) = if measure.is_less_better() {
        (smaller, larger)
    } else {
        (larger, smaller)
    };
    let count = values.len();
    values.push(value);
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    let worse = (count > 0).then(|| worse as f64 / count as f64);
    Some(Among {
        value,
        rank: better + 1,
        worse,
        spread: spread(&values)?,
    })
}
