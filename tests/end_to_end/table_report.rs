//! What the panel for tables says of a table, read in one go, and what the domain says of the same.

use channel_readiness::domain::csv::{Delimiter, MOST_COLUMNS, MOST_ROWS, Table, TableError};
use channel_readiness::domain::directory::{
    Cause, Change, Field, Import, ImportRow, Mapping, Outcome, Reason,
};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::profile::{MOST_CONTACTS, MOST_TAGS};
use channel_readiness::domain::time::Day;
use serde::Deserialize;
use serde_json::json;

use crate::browser::Result;
use crate::offered::grouped;
use crate::page::Page;
use crate::stage::Folder;

/// So much of a list is shown at first.
const SHOWN: usize = 50;
const FIRST_ROWS: usize = 5;
/// So many columns are shown at first.
const FIRST_COLUMNS: usize = 24;
/// So many characters of a cell are shown.
const GLANCE: usize = 60;

/// What is said of a file.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub enum Told {
    Refused(String),
    Read(Report),
}

/// What is said of a table.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct Report {
    /// How many rows, and what parts the cells.
    read: String,
    /// What each of the first columns holds, as a field's heading; empty where it is nothing of use.
    columns: Vec<String>,
    /// The first rows as they are read.
    first: Vec<Vec<String>>,
    /// How many rows are left out, new, changed, or say what is here.
    outcomes: Vec<String>,
    rows: Vec<Row>,
    take: String,
}

/// The row's number in words, its name, and what becomes of it.
type Row = (String, String, Vec<String>);

/// Picks a file in the panel, and reads what is said of it. No other may have that name.
pub async fn told(page: &Page, folder: &Folder, name: &str, content: &[u8]) -> Result<Told> {
    const READ: &str = "async (name) => {
        const text = (element) => element?.textContent ?? '';
        const refused = () => text(one('.table-page .outcome.failure h2')).includes(`“${name}”`);
        const shown = () => text(one('[data-shown]')).trim() === name && !one('.report p.quiet');
        await once(() => refused() || shown(), `what is said of ${name}`);
        if (refused()) {
            if (!text(one('.outcome.failure')).includes('Nothing was changed.')) throw new Error(words());
            return { Refused: text(one('.outcome.failure h2 + p')) };
        }
        for (const fold of all('.outcome-fold')) fold.open = true;
        const isBuilt = (fold) => fold.querySelector('.table-rows');
        await once(() => all('.outcome-fold').every(isBuilt), 'the rows');
        const row = (row) => [text(row.children[0]), text(row.querySelector('b')),
            [...row.querySelectorAll('li')].map(text)];
        return { Read: {
            read: text(one('.picked .num')),
            columns: all('.columns select').map((select) => select.value),
            first: all('.table-page .scroll tbody tr').map((row) => [...row.children].map(text)),
            outcomes: all('.report .left-out, .outcome-fold summary').map(text),
            rows: all('.table-rows > li').map(row),
            take: text(one('[data-verb=take]')),
        } };
    }";
    let input = page.one(".table-page input[type=file]").await?;
    input
        .send_keys(folder.file(name, content)?.to_string_lossy())
        .await?;
    Ok(serde_json::from_value(
        page.await_answer(READ, vec![json!(name)]).await?,
    )?)
}

/// What the domain says of a file, in the page's words.
pub fn expected(content: &[u8], library: &Library, today: Day) -> Told {
    if content.starts_with(&[0xff, 0xfe]) || content.starts_with(&[0xfe, 0xff]) {
        return Told::Refused("the file is UTF-16; save it as UTF-8".to_owned());
    }
    let text = match core::str::from_utf8(content) {
        Ok(text) => text,
        Err(error) => {
            let byte = grouped(error.valid_up_to() as u64 + 1);
            return Told::Refused(format!("the file is not UTF-8 from byte {byte} on"));
        }
    };
    let table = match Table::read(text) {
        Ok(table) => table,
        Err(error) => return Told::Refused(refusal(error)),
    };
    let mapping = Mapping::guess(&table);
    match Import::of(&table, &mapping, library, today) {
        Ok(import) => Told::Read(report(&table, &mapping, &import)),
        Err(error) => Told::Refused(error.to_string()),
    }
}

fn refusal(error: TableError) -> String {
    match error {
        TableError::TooLarge { bytes } => {
            format!(
                "the file has {} bytes; at most 20,000,000 are read",
                grouped(bytes as u64)
            )
        }
        TableError::Nul { line } => format!("Line {line} has a character that no text has."),
        TableError::Empty => "It is empty.".to_owned(),
        TableError::HeaderMissing { row, .. } => {
            format!("Row {row} should hold the headings, such as “name”, but there are none.")
        }
        TableError::TooManyColumns { row, .. } => {
            format!(
                "Row {row} has more than {} columns.",
                grouped(MOST_COLUMNS as u64)
            )
        }
        TableError::TooManyRows => format!("It has more than {} rows.", grouped(MOST_ROWS as u64)),
        TableError::QuoteNotClosed { row, line } => {
            format!("A quotation mark in row {row} (line {line}) is never closed.")
        }
    }
}

fn report(table: &Table, mapping: &Mapping, import: &Import) -> Report {
    let parted = match table.delimiter {
        Delimiter::Comma => "commas",
        Delimiter::Semicolon => "semicolons",
        Delimiter::Tab => "tabs",
        Delimiter::Bar => "bars",
    };
    let columns = table.header().cells().count();
    let held: Vec<usize> = (0..columns)
        .filter(|column| mapping.field(*column).is_some())
        .take(FIRST_COLUMNS)
        .collect();
    let first = table.rows().take(FIRST_ROWS).map(|row| {
        let cells = held.iter();
        let cells = cells.map(|column| glance(row.cell(*column).unwrap_or_default()));
        [row.number.to_string()].into_iter().chain(cells).collect()
    });
    let class = |outcome: &Outcome| match outcome {
        Outcome::Refused(_) => 0,
        Outcome::Added | Outcome::Joined { .. } => 1,
        Outcome::Changed { .. } => 2,
        Outcome::Unchanged { .. } => 3,
    };
    let (mut outcomes, mut rows) = (Vec::new(), Vec::new());
    for (number, [one, other]) in OUTCOMES.into_iter().enumerate() {
        let all: Vec<&ImportRow> = import
            .rows
            .iter()
            .filter(|row| class(&row.outcome) == number)
            .collect();
        match all.len() {
            0 => {}
            1 => outcomes.push(format!("1 {one}")),
            count => outcomes.push(format!("{} {other}", grouped(count as u64))),
        }
        rows.extend(all.into_iter().take(SHOWN).map(row));
    }
    let is_added = |row: &&ImportRow| matches!(row.outcome, Outcome::Added);
    let mut changed: Vec<_> = import
        .rows
        .iter()
        .filter_map(|row| match row.outcome {
            Outcome::Changed { company, .. } => Some(company),
            _ => None,
        })
        .collect();
    changed.sort();
    changed.dedup();
    let take = match import.rows.iter().filter(is_added).count() + changed.len() {
        1 => "Take in 1 partner".to_owned(),
        count => format!("Take in {} partners", grouped(count as u64)),
    };
    Report {
        read: format!(
            "{} rows, cells parted by {parted}",
            grouped(table.rows().len() as u64)
        ),
        columns: (0..columns.min(FIRST_COLUMNS))
            .map(|column| mapping.field(column).map_or("", Field::heading).to_owned())
            .collect(),
        first: first.collect(),
        outcomes,
        rows,
        take,
    }
}

/// As they stand on the page.
const OUTCOMES: [[&str; 2]; 4] = [
    ["row is left out", "rows are left out"],
    [
        "row adds a partner or says more of a new one",
        "rows add partners or say more of new ones",
    ],
    [
        "row changes a partner that is here",
        "rows change partners that are here",
    ],
    ["row says what is here already", "rows say what is here already"],
];

fn row(row: &ImportRow) -> Row {
    let lines = match &row.outcome {
        Outcome::Added | Outcome::Unchanged { .. } => Vec::new(),
        Outcome::Joined { row, changes } => {
            let joined = format!("more of the partner in row {row}");
            [joined].into_iter().chain(changes.iter().map(change)).collect()
        }
        Outcome::Changed { changes, .. } => changes.iter().map(change).collect(),
        Outcome::Refused(reasons) => reasons.iter().map(reason).collect(),
    };
    let name = match glance(&row.name) {
        name if name.is_empty() => "Without a name".to_owned(),
        name => name,
    };
    (format!("Row {}", row.number), name, lines)
}

fn change(change: &Change) -> String {
    let field = match change.field {
        Field::Id => "Id",
        Field::Name => "Name",
        Field::Kind => "Kind",
        Field::Size => "People",
        Field::Tags => "Tags",
        Field::Target => "Target level",
        Field::ArchivedOn => "Archived",
        Field::ContactName => "Contact: name",
        Field::ContactRole => "Contact: role",
        Field::ContactEmail => "Contact: e-mail",
        Field::ContactPhone => "Contact: phone",
        Field::Notes => "Notes",
    };
    let (before, after) = (glance(&change.before), glance(&change.after));
    if before.is_empty() {
        format!("{field}: “{after}”")
    } else if after.is_empty() {
        format!("{field}: “{before}” is taken out")
    } else {
        format!("{field}: “{before}” becomes “{after}”")
    }
}

fn reason(reason: &Reason) -> String {
    let cause = match reason.cause {
        Cause::CellCount { found, expected } => format!(
            "It has {} cells, where there are {} headings.",
            grouped(found as u64),
            grouped(expected as u64)
        ),
        Cause::NameMissing => "The name is missing.".to_owned(),
        Cause::TooLong { most } => {
            format!(
                "It is too long; at most {} characters are read.",
                grouped(most as u64)
            )
        }
        Cause::UnknownKind => {
            "There is no such kind of partner. Write one such as reseller, MSP or integrator.".to_owned()
        }
        Cause::UnknownSize => {
            "This is no size. Write one such as 11-50, or how many people work there.".to_owned()
        }
        Cause::BadLevel => "This is no level. Write a number from 0 to 4.".to_owned(),
        Cause::BadDay => "This is no day. Write one such as 2026-11-22, or yes or no.".to_owned(),
        Cause::BadId => "This is no id of this app.".to_owned(),
        Cause::IdTwice { row } => format!("The same id stands in row {row}."),
        Cause::ContactWithoutName => "A contact has a name or an e-mail address.".to_owned(),
        Cause::TooManyTags => format!("A partner has at most {MOST_TAGS} tags."),
        Cause::TooManyContacts => format!("A partner has at most {MOST_CONTACTS} contacts."),
        Cause::Unreadable => {
            "What is kept here of this partner cannot be read, and is not written over.".to_owned()
        }
    };
    let Some(column) = reason.column else {
        return cause;
    };
    let heading = match glance(&reason.heading) {
        heading if heading.is_empty() => format!("Column {}", column + 1),
        heading => heading,
    };
    format!("{heading}, “{}”: {cause}", glance(&reason.cell))
}

fn glance(cell: &str) -> String {
    let mut glance: String = cell.trim().chars().take(GLANCE).collect();
    if cell.trim().chars().nth(GLANCE).is_some() {
        glance.push('…');
    }
    glance
}
