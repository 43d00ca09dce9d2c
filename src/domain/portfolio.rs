//! All partners together: each a row of figures, which can be found, put in order and chosen.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `column` | what a row shows, and by what rows are put in order |
//! | `filter` | which rows are shown |
//! | `row` | a partner in figures |
//! | `table` | partners in figures as a table for spreadsheets |

mod column;
mod filter;
mod row;
mod table;

pub use column::{Column, Order};
pub use filter::Filter;
pub use row::{Facts, Readiness, Relationship, Row, Whose};
pub use table::{Cell, Full, ReportTable};
