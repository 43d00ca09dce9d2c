//! Many points as few squares: a picture of a hundred thousand partners has no more marks than one of some hundred.

use std::collections::BTreeMap;

/// How many points lie in one of the squares that a picture is cut into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bin {
    /// From the start, below the number of columns.
    pub column: usize,
    /// From below, below the number of rows.
    pub row: usize,
    /// Above 0.
    pub count: usize,
}

/// The squares that hold a point, column after column. Points are shares of the width and of the height, `0.0..=1.0`;
/// those beyond an end count at it, those that are no number are left out.
#[must_use]
pub fn bins(points: impl IntoIterator<Item = (f64, f64)>, columns: usize, rows: usize) -> Vec<Bin> {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (across, up) in points {
        if let (Some(column), Some(row)) = (place(across, columns), place(up, rows)) {
            *counts.entry((column, row)).or_default() += 1;
        }
    }
    let bin = |((column, row), count)| Bin { column, row, count };
    counts.into_iter().map(bin).collect()
}

/// In which of so many equal parts a share lies.
fn place(share: f64, parts: usize) -> Option<usize> {
    let last = parts.checked_sub(1)?;
    if share.is_nan() {
        return None;
    }
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the few parts of a picture"
    )]
    let place = (share.clamp(0.0, 1.0) * parts as f64) as usize;
    Some(place.min(last))
}
