//! Lines of progress: one when a step begins, one with its duration when it is done.

use std::time::{Duration, Instant};

use crate::failure::Outcome;

/// Runs a step and says how long it took.
///
/// # Errors
/// The step's own.
pub fn step<T>(name: &str, run: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("  … {name}");
    let begun = Instant::now();
    let outcome = run();
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("  {mark} {name} ({})", seconds(begun.elapsed()));
    outcome
}

/// Something to know that is not a step.
pub fn remark(words: &str) {
    eprintln!("  · {words}");
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
