//! Tables as text: comma-separated values and their kin, read from any program and written so that no spreadsheet takes a
//! text for a formula.
//!
//! Source: RFC 4180; the quoting rules are those of the `csv-core` crate.

mod cell;
mod read;
mod rows;
mod write;

pub use cell::{harmless, restored};
pub use read::{Delimiter, LARGEST, MOST_COLUMNS, MOST_ROWS, Row, Table, TableError};
pub use write::{BEGINNING, LARGEST_WRITTEN, write_row, write_row_within};
