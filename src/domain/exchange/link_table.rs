//! Links for many companies as one table, from which somebody writes to each.

use crate::domain::company::Company;
use crate::domain::csv::{BEGINNING, LARGEST_WRITTEN, write_row, write_row_within};
use crate::domain::profile::Glance;

/// So many links are made at once. Most have less than 2,000 characters.
pub const MOST_LINKS: usize = 10_000;

/// Why a company is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a table of links has at most {MOST_LINKS} rows and {LARGEST_WRITTEN} bytes")]
pub struct TableFull;

/// A table that is written company by company, by whoever cuts that in slices: comma-separated values as those of the
/// directory. Its columns are the company, its first contact, that one's e-mail, the link, and why there is none.
///
/// Source: RFC 4180.
#[derive(Debug, Clone)]
pub struct LinkTable {
    text: String,
    rows: usize,
}

impl LinkTable {
    /// A table with these headings.
    #[must_use]
    pub fn new(headings: [&str; 5]) -> Self {
        let mut text = BEGINNING.to_owned();
        write_row(&mut text, headings);
        Self { text, rows: 0 }
    }

    /// Writes a company with its link, or why it has none.
    ///
    /// # Errors
    /// Where the table is full; it is then as it was.
    pub fn write(&mut self, company: &Company, link: Result<&str, &str>) -> Result<(), TableFull> {
        if self.rows >= MOST_LINKS {
            return Err(TableFull);
        }
        let [contact, _, email, _] = Glance::of(company).first_contact().unwrap_or_default();
        let (link, problem) = match link {
            Ok(link) => (link, ""),
            Err(problem) => ("", problem),
        };
        let cells = [company.name.as_str(), contact, email, link, problem];
        if !write_row_within(&mut self.text, cells) {
            return Err(TableFull);
        }
        self.rows += 1;
        Ok(())
    }

    /// The text of the file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}
