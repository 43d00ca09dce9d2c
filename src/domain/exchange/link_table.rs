//! Links for many companies as one table, from which somebody writes to each.

use crate::domain::company::Company;
use crate::domain::csv::{BEGINNING, write_row};
use crate::domain::profile::first_contact;

/// A table that is written company by company, by whoever cuts that in slices: comma-separated values as those of the
/// directory. Its columns are the company, its first contact, that one's e-mail, the link, and why there is none.
///
/// Source: RFC 4180.
#[derive(Debug, Clone)]
pub struct LinkTable(String);

impl LinkTable {
    /// A table with these headings.
    #[must_use]
    pub fn new(headings: [&str; 5]) -> Self {
        let mut text = BEGINNING.to_owned();
        write_row(&mut text, headings);
        Self(text)
    }

    /// Writes a company with its link, or why it has none.
    pub fn write(&mut self, company: &Company, link: Result<&str, &str>) {
        let [contact, _, email, _] = first_contact(company).unwrap_or_default();
        let (link, problem) = match link {
            Ok(link) => (link, ""),
            Err(problem) => ("", problem),
        };
        write_row(
            &mut self.0,
            [company.name.as_str(), contact, email, link, problem],
        );
    }

    /// The text of the file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }
}
