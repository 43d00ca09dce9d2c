//! What can be read from an assessment beside its scores.
//!
//! | module | question |
//! | --- | --- |
//! | [`advice`] | What to do next? |
//! | [`carry`] | Which answers go along to another version of the pack? |
//! | [`checks`] | Which answers deserve a second look? |
//! | [`history`] | What changed between two assessments? |
//! | [`levers`] | Which answers would change the level? |
//! | [`path`] | Which steps reach a target for the least effort? |
//! | [`pulse`] | Which questions to ask again? |
//! | [`sensitivity`] | Would other weights say the same? |
//! | [`timeline`] | How has a subject moved over time? |

pub mod advice;
pub mod carry;
pub mod checks;
pub mod history;
pub mod levers;
pub mod path;
pub mod pulse;
mod rescoring;
pub mod sensitivity;
pub mod timeline;

use core::cmp::Ordering;

/// Puts larger values first. Values that differ by rounding alone are equal, so that ties stay in pack order.
fn largest_first(left: f64, right: f64) -> Ordering {
    ranked(right).total_cmp(&ranked(left))
}

fn ranked(value: f64) -> f64 {
    // Adding 0 turns −0 into 0.
    (value * 1e11).round() + 0.0
}
