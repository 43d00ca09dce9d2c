//! Points in order, in slices: in one go, half a million of them would hold up the page.

use core::cmp::Ordering;

use crate::domain::insight::path::problem::Point;
use crate::domain::slices::pause;

/// So many points are sorted, or put together, in one slice.
const RUN: usize = 8192;

/// Puts the cheapest first; of these, the one that gains more of the first thing in which they differ.
pub(super) async fn sort(points: &mut Vec<Point>) {
    for run in points.chunks_mut(RUN) {
        run.sort_unstable_by(compare);
        pause().await;
    }
    let mut length = RUN;
    while length < points.len() {
        let mut merged = Vec::with_capacity(points.len());
        for pair in points.chunks(2 * length) {
            let (left, right) = pair.split_at(length.min(pair.len()));
            merge(left, right, &mut merged).await;
        }
        *points = merged;
        length *= 2;
    }
}

/// Puts two runs together.
async fn merge(mut left: &[Point], mut right: &[Point], merged: &mut Vec<Point>) {
    let mut unrested = 0;
    while let (Some(first), Some(other)) = (left.first(), right.first()) {
        if compare(first, other).is_le() {
            merged.push(*first);
            left = &left[1..];
        } else {
            merged.push(*other);
            right = &right[1..];
        }
        unrested += 1;
        if unrested == RUN {
            unrested = 0;
            pause().await;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

fn compare(left: &Point, right: &Point) -> Ordering {
    let cost = left.cost.cmp(&right.cost);
    cost.then_with(|| right.gain[0].total_cmp(&left.gain[0]))
        .then_with(|| right.gain[1].total_cmp(&left.gain[1]))
        .then_with(|| right.gain[2].total_cmp(&left.gain[2]))
        .then_with(|| right.gain[3].total_cmp(&left.gain[3]))
}
