//! Tables that are taken in, and what becomes of them, as lines.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::csv::Table;
use channel_readiness::domain::directory::{Change, Import, Imported, Mapping, Outcome, take_in_companies};
use channel_readiness::domain::library::Library;
use uuid::Uuid;

use crate::companies::{company, day, library, moment, with_contact};

pub fn import_of(text: &str, library: &Library) -> Import {
    let table = Table::read(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    Import::of(&table, &Mapping::guess(&table), library, day("2026-11-23")).unwrap()
}

/// Ids that go up, far from those of the tests.
pub fn new_ids() -> impl FnMut(Option<Uuid>) -> Uuid {
    let mut number = 1_u128 << 100;
    move |_| {
        number += 1;
        Uuid::from_u128(number)
    }
}

pub fn companies_of(import: &Import) -> Imported {
    import.companies(&mut new_ids(), moment(40))
}

/// Takes a table in, and gives what came and what changed.
pub fn take_in(library: &mut Library, text: &str) -> Imported {
    let import = import_of(text, library);
    let imported = companies_of(&import);
    let all = imported.added.iter().chain(&imported.changed).cloned();
    take_in_companies(library, all.collect());
    imported
}

/// A line for each row: its number, and what becomes of it.
pub fn told(import: &Import) -> Vec<String> {
    let changes = |changes: &[Change]| {
        let changes = changes.iter();
        let told =
            changes.map(|change| format!(" {}:{}>{}", change.field.heading(), change.before, change.after));
        told.collect::<String>()
    };
    let rows = import.rows.iter().map(|row| {
        let outcome = match &row.outcome {
            Outcome::Added => format!("new {}", row.name),
            Outcome::Joined { row, changes: all } => format!("as row {row}{}", changes(all)),
            Outcome::Changed {
                company,
                changes: all,
            } => format!("{}{}", company.0.as_u128(), changes(all)),
            Outcome::Unchanged { company } => format!("{} is so", company.0.as_u128()),
            Outcome::Refused(reasons) => {
                let reasons = reasons.iter();
                let told =
                    reasons.map(|reason| format!("[{}] {} ({})", reason.heading, reason.cause, reason.cell));
                told.collect::<Vec<_>>().join("; ")
            }
        };
        format!("{}: {outcome}", row.number)
    });
    rows.collect()
}

/// Expects this of a table with these headings and rows, in an empty library.
#[track_caller]
pub fn rows_are(text: &str, expected: &[&str]) {
    assert_eq!(told(&import_of(text, &Library::default())), expected);
}

/// A directory of three.
pub fn three() -> Library {
    let fabrikam = with_contact(company(2, "Fabrikam"), 22, "Bob", "bob@example.com");
    library([company(1, "Kontoso Ltd"), fabrikam, company(3, "Northwind")])
}
