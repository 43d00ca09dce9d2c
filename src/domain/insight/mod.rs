//! What can be read from an assessment beside its scores.
//!
//! | module | question |
//! | --- | --- |
//! | [`advice`] | What to do next? |
//! | [`checks`] | Which answers deserve a second look? |
//! | [`history`] | What changed between two assessments? |
//! | [`path`] | Which steps reach a target for the least effort? |
//! | [`pulse`] | Which questions to ask again? |

pub mod advice;
pub mod checks;
pub mod history;
pub mod path;
pub mod pulse;

use core::cmp::Ordering;

/// Puts larger values first. Values that differ by rounding alone are equal, so that ties stay in pack order.
fn largest_first(left: f64, right: f64) -> Ordering {
    ranked(right).total_cmp(&ranked(left))
}

fn ranked(value: f64) -> f64 {
    // Adding 0 turns −0 into 0.
    (value * 1e11).round() + 0.0
}
