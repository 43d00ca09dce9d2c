//! Partners as a table: what its columns are, taking one in, and giving one out.

mod columns;
mod draft;
mod entry;
mod export;
mod import;
mod matching;
mod spellings;
mod tags;

pub use columns::{Field, Mapping, MappingError};
pub use entry::Cause;
pub use export::{CompanyTable, write_companies};
pub use import::{Change, Import, ImportRow, Imported, Outcome, Reason, RowReason};
pub use spellings::{kind_of, size_of};
pub(in crate::domain) use tags::joined;
