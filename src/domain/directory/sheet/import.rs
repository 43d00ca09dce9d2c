//! Taking in a table: what would happen, row by row, and then what happens.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::columns::{Field, Mapping, MappingError};
use super::draft::Draft;
use super::entry::{Cause, Entry};
use super::matching::{Place, Places, Way, stated_before};
use crate::domain::company::{Company, CompanyId};
use crate::domain::csv::{Row, Table};
use crate::domain::library::{Library, LibraryEvent};
use crate::domain::time::{Day, Moment};

/// The longest piece of a cell that is quoted, in characters.
const QUOTED: usize = 60;

/// A table on its way in: what each row does, which is shown before anything is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Every row below the headings, in their order.
    pub rows: Vec<ImportRow>,
    drafts: Vec<Draft>,
}

/// What a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// From 1, as a spreadsheet counts.
    pub number: u32,
    /// The line of the text in which it begins, from 1.
    pub line: u32,
    /// The company's name as the row has it; may be empty.
    pub name: String,
    pub outcome: Outcome,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new company.
    Added,
    /// More about the new company of an earlier row, such as another contact.
    Joined { row: u32, changes: Vec<Change> },
    /// A company that is here changes.
    Changed {
        company: CompanyId,
        changes: Vec<Change>,
    },
    /// A company that is here is so already.
    Unchanged { company: CompanyId },
    /// It is left out, for at least one reason.
    Refused(Vec<Reason>),
}

/// What a row changes of a company, in the words of the formats. Of tags, and of notes that are added to others, only what
/// comes is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: Field,
    /// May be empty.
    pub before: String,
    pub after: String,
}

/// Why a row is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// From 0; `None` where it is about the row as a whole.
    pub column: Option<usize>,
    /// The column's heading as it stands in the table; may be empty.
    pub heading: String,
    /// What stands there, cut after 60 characters.
    pub cell: String,
    pub cause: Cause,
}

/// A reason with the place of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowReason<'i> {
    /// From 1, as a spreadsheet counts.
    pub row: u32,
    /// From 1.
    pub line: u32,
    pub reason: &'i Reason,
}

/// The companies that a table makes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// New ones.
    pub added: Vec<Company>,
    /// Those that were here, as they are from now on.
    pub changed: Vec<Company>,
    /// Those that change, as they were.
    pub before: Vec<Company>,
}

impl Reason {
    pub(super) fn of(table: &Table, row: Row<'_>, column: Option<usize>, cause: Cause) -> Self {
        let text = |row: Row<'_>| {
            column
                .and_then(|column| row.cell(column))
                .unwrap_or_default()
                .to_owned()
        };
        Self {
            column,
            heading: text(table.header()),
            cell: text(row).chars().take(QUOTED).collect(),
            cause,
        }
    }
}

impl Import {
    /// What taking in a table does to a library. A row is about the company with its id, else about one of the same name
    /// but for how it is written, else about one that has a contact with the same e-mail address; where there is none it
    /// makes a new one. What is empty in it changes nothing. A row with anything wrong is left out as a whole.
    ///
    /// `today` is the day since when a company is archived of which the table does not say it.
    ///
    /// # Errors
    /// Where no column says which company a row is about.
    pub fn of(table: &Table, mapping: &Mapping, library: &Library, today: Day) -> Result<Self, MappingError> {
        mapping.check()?;
        let entries = entries(table, mapping, library);
        let mut importing = Importing {
            places: Places::new(library, entries.iter().flatten()),
            table,
            mapping,
            library,
            today,
            drafts: Vec::new(),
            drafted: BTreeMap::new(),
        };
        let rows = table.rows().zip(entries).map(|(row, entry)| ImportRow {
            number: row.number,
            line: row.line,
            name: named(row, mapping),
            outcome: entry.map_or_else(Outcome::Refused, |entry| importing.take(row, &entry)),
        });
        Ok(Self {
            rows: rows.collect(),
            drafts: importing.drafts,
        })
    }

    /// Every reason why a row is left out, in the order of the rows.
    pub fn report(&self) -> impl Iterator<Item = RowReason<'_>> {
        self.rows.iter().flat_map(|row| {
            let reasons: &[Reason] = match &row.outcome {
                Outcome::Refused(reasons) => reasons,
                _ => &[],
            };
            reasons.iter().map(|reason| RowReason {
                row: row.number,
                line: row.line,
                reason,
            })
        })
    }

    /// Whether the companies that it changes are still as they were when it was made. Where they are not, it is to be
    /// made anew.
    #[must_use]
    pub fn is_current(&self, library: &Library) -> bool {
        let before = self.drafts.iter().filter_map(|draft| draft.before.as_ref());
        before
            .into_iter()
            .all(|before| library.companies.get(&before.id) == Some(before))
    }

    /// The companies that it makes. Taking in the same table once more makes none.
    ///
    /// `new_id` gives new ids of companies and contacts, each once. It is told the id that the table states of a company
    /// that is not here: where nothing else has that, it may give it back, so that the company is the same on two devices.
    pub fn companies(&self, new_id: &mut dyn FnMut(Option<Uuid>) -> Uuid, now: Moment) -> Imported {
        let mut imported = Imported::default();
        for draft in &self.drafts {
            match (draft.finish(new_id, now), &draft.before) {
                (Some(company), Some(before)) => {
                    imported.changed.push(company);
                    imported.before.push(before.clone());
                }
                (Some(company), None) => imported.added.push(company),
                (None, _) => {}
            }
        }
        imported
    }
}

impl Imported {
    /// What happens to the library. Where there are many, [`take_in_companies`](crate::domain::directory::take_in_companies)
    /// does the same at once.
    #[must_use]
    pub fn events(self) -> Vec<LibraryEvent> {
        let added = self.added.into_iter().map(LibraryEvent::CompanyAdded);
        let changed = self.changed.into_iter().map(LibraryEvent::CompanyReplaced);
        added.chain(changed).collect()
    }
}

struct Importing<'i> {
    places: Places<'i>,
    table: &'i Table,
    mapping: &'i Mapping,
    library: &'i Library,
    today: Day,
    drafts: Vec<Draft>,
    /// The drafts of companies that are here.
    drafted: BTreeMap<CompanyId, usize>,
}

impl Importing<'_> {
    fn take(&mut self, row: Row<'_>, entry: &Entry) -> Outcome {
        let Some((place, way)) = self.places.find(entry) else {
            return self.add(row, entry);
        };
        let number = match place {
            Place::Draft(number) => Some(number),
            Place::Here(id) => self
                .drafted
                .get(&id)
                .copied()
                .or_else(|| self.draft(id, row.number)),
        };
        let Some(draft) = number.and_then(|number| self.drafts.get_mut(number)) else {
            return self.refused(row, None, Cause::Unreadable);
        };
        let company = draft.before.as_ref().map(|before| before.id);
        match (draft.take(entry, way, self.today), company) {
            (Err((field, cause)), _) => self.refused(row, Some(field), cause),
            (Ok(changes), None) => Outcome::Joined {
                row: draft.row,
                changes,
            },
            (Ok(changes), Some(company)) if changes.is_empty() => Outcome::Unchanged { company },
            (Ok(changes), Some(company)) => Outcome::Changed { company, changes },
        }
    }

    fn add(&mut self, row: Row<'_>, entry: &Entry) -> Outcome {
        let mut draft = Draft::new(row.number, entry.id);
        if let Err((field, cause)) = draft.take(entry, Way::New, self.today) {
            return self.refused(row, Some(field), cause);
        }
        self.places.add(entry, Place::Draft(self.drafts.len()));
        self.drafts.push(draft);
        Outcome::Added
    }

    /// Begins a draft of a company that is here; `None` where it cannot be read.
    fn draft(&mut self, id: CompanyId, row: u32) -> Option<usize> {
        let draft = Draft::of(self.library.companies.get(&id)?, row).ok()?;
        let number = self.drafts.len();
        self.drafts.push(draft);
        self.drafted.insert(id, number);
        Some(number)
    }

    fn refused(&self, row: Row<'_>, field: Option<Field>, cause: Cause) -> Outcome {
        let column = field.and_then(|field| self.mapping.column(field));
        Outcome::Refused(vec![Reason::of(self.table, row, column, cause)])
    }
}

/// What the rows say, each by itself, and that no id stands twice and nobody new is without a name.
fn entries(table: &Table, mapping: &Mapping, library: &Library) -> Vec<Result<Entry, Vec<Reason>>> {
    let mut first = BTreeMap::new();
    let read = |row: Row<'_>| {
        let entry = Entry::read(table, row, mapping)?;
        let refused = |field, cause| Err(vec![Reason::of(table, row, mapping.column(field), cause)]);
        if let Some(before) = stated_before(&mut first, entry.id, row.number) {
            return refused(Field::Id, Cause::IdTwice { row: before });
        }
        let is_here = entry
            .id
            .is_some_and(|id| library.companies.contains_key(&CompanyId(id)));
        if entry.name.is_empty() && !is_here {
            return refused(Field::Name, Cause::NameMissing);
        }
        Ok(entry)
    };
    table.rows().map(read).collect()
}

fn named(row: Row<'_>, mapping: &Mapping) -> String {
    let column = mapping.column(Field::Name);
    let name = column.and_then(|column| row.cell(column)).unwrap_or_default();
    name.trim().to_owned()
}
