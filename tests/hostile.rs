//! Hostile documents by class: each is refused with its place and reason, or read as plain text and kept as it came.
//!
//! The classes have the numbers of the project's list of hostile input. Each is tried with at least fifty generated cases
//! on a pack and on a response, where it fits: a response has no conditions (B13) and a pack no dates (B14), so there it
//! is its numbers of days. What needs a browser is tested in `tests/end_to_end/hostile*.rs`: that a size is looked at before
//! anything is read (B2), that text is shown as text (B7), that prototypes are as before (B6), that names stay in their
//! fields (B10).
#![cfg(not(target_arch = "wasm32"))]

#[path = "hostile/backups.rs"]
mod backups;
#[path = "hostile/benchmarks.rs"]
mod benchmarks;
#[path = "hostile/broken_text.rs"]
mod broken_text;
#[path = "hostile/cases.rs"]
mod cases;
#[path = "hostile/conditions.rs"]
mod conditions;
#[path = "hostile/dates.rs"]
mod dates;
#[path = "support/dice.rs"]
mod dice;
#[path = "hostile/exchanged.rs"]
mod exchanged;
#[path = "hostile/fuzzed.rs"]
mod fuzzed;
#[path = "support/hostile_contents.rs"]
mod hostile_contents;
#[path = "support/hostile_links.rs"]
mod hostile_links;
#[path = "support/hostile_tables.rs"]
mod hostile_tables;
#[path = "support/hostile_words.rs"]
mod hostile_words;
#[path = "hostile/links.rs"]
mod links;
#[path = "hostile/names.rs"]
mod names;
#[path = "hostile/numbers.rs"]
mod numbers;
#[path = "hostile/quantities.rs"]
mod quantities;
#[path = "hostile/sizes.rs"]
mod sizes;
#[path = "hostile/tables.rs"]
mod tables;
#[path = "fuzz/src/lib.rs"]
mod targets;
