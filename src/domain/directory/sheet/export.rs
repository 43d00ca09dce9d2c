//! Giving out partners as a table.

use super::columns::Field;
use super::tags::joined;
use crate::domain::company::{Company, Kind, Size};
use crate::domain::csv::{BEGINNING, write_row};
use crate::domain::profile::Glance;

/// Companies as a table: comma-separated values in UTF-8 with its mark, lines that end in CRLF, a row of headings, the
/// columns as in [`Field::ALL`], and no cell that a spreadsheet takes for a formula. Of the contacts the first is written.
///
/// Source: RFC 4180.
pub fn write_companies<'c>(companies: impl IntoIterator<Item = &'c Company>) -> String {
    let mut table = CompanyTable::new();
    companies.into_iter().for_each(|company| table.write(company));
    table.into_text()
}

/// The same, written company by company by whoever cuts that in slices.
#[derive(Debug, Clone)]
pub struct CompanyTable(String);

impl CompanyTable {
    /// A table with nothing but its headings.
    #[must_use]
    pub fn new() -> Self {
        let mut text = BEGINNING.to_owned();
        write_row(&mut text, Field::ALL.map(Field::heading));
        Self(text)
    }

    /// Writes a company.
    pub fn write(&mut self, company: &Company) {
        write_company(&mut self.0, company);
    }

    /// The text of the file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }
}

impl Default for CompanyTable {
    fn default() -> Self {
        Self::new()
    }
}

fn write_company(text: &mut String, company: &Company) {
    let id = company.id.0.to_string();
    let glance = Glance::of(company);
    let tags = joined(glance.tags.iter().copied());
    let target = glance
        .target
        .map(|level| level.number().to_string())
        .unwrap_or_default();
    let archived = glance.archived_on.map(|day| day.to_string()).unwrap_or_default();
    let [name, role, email, phone] = glance.first_contact().unwrap_or_default();
    let cell = |field| match field {
        Field::Id => id.as_str(),
        Field::Name => company.name.as_str(),
        Field::Kind => company.kind.map(Kind::name).unwrap_or_default(),
        Field::Size => company.size.map(Size::name).unwrap_or_default(),
        Field::Tags => tags.as_str(),
        Field::Target => target.as_str(),
        Field::ArchivedOn => archived.as_str(),
        Field::ContactName => name,
        Field::ContactRole => role,
        Field::ContactEmail => email,
        Field::ContactPhone => phone,
        Field::Notes => company.notes.as_str(),
    };
    write_row(text, Field::ALL.map(cell));
}
