//! B8, B9: cells that a spreadsheet takes for a formula, and tables of every odd shape.

use channel_readiness::domain::company::{Company, CompanyId};
use channel_readiness::domain::csv::{MOST_COLUMNS, Table, TableError};
use channel_readiness::domain::directory::{Import, Mapping, Outcome, write_companies};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::profile::{Contact, ContactId, Profile};
use channel_readiness::domain::time::{Day, Moment};
use uuid::Uuid;

use crate::dice::Dice;
use crate::hostile_tables::{PLAIN, Shaped, formulas, is_harmless, rows_of, shaped, wide, with_odd_cells};
use crate::targets;

fn company(text: &str) -> Company {
    let mut company = Company {
        id: CompanyId(Uuid::from_u128(7)),
        name: text.to_owned(),
        kind: None,
        size: None,
        notes: text.to_owned(),
        created_at: Moment::EPOCH,
        updated_at: Moment::EPOCH,
        extra: Vec::new().into(),
    };
    let mut profile = Profile::default();
    // A tag has no space before it, and so none of these that is one.
    let _ = profile.add_tag(text);
    let mut contact = Contact::new(ContactId(Uuid::from_u128(8)));
    for part in [
        &mut contact.name,
        &mut contact.role,
        &mut contact.email,
        &mut contact.phone,
    ] {
        text.clone_into(part);
    }
    profile.contacts.push(contact);
    profile.put(&mut company);
    company
}

/// The cells of the one row that a company is written as, as any program reads them.
fn written(company: &Company) -> Vec<String> {
    rows_of(&write_companies([company])).swap_remove(1)
}

fn comes_back(company: &Company) {
    let mut library = Library::default();
    library.companies.insert(company.id, company.clone());
    let text = write_companies([company]);
    targets::table(text.as_bytes());
    let table = Table::read(&text).unwrap();
    let import = Import::of(&table, &Mapping::guess(&table), &library, Day::EPOCH).unwrap();
    let company = company.id;
    assert_eq!(import.rows[0].outcome, Outcome::Unchanged { company }, "{text:?}");
    let name = table.rows().next().unwrap().cell(1).unwrap();
    assert_eq!(name, library.companies.get(&company).unwrap().name, "{text:?}");
}

#[test]
fn formulas_are_written_as_text_and_come_back() {
    let mut cases = 0;
    for text in formulas() {
        let company = company(&text);
        let cells = written(&company);
        assert_eq!(cells.len(), 12, "{cells:?}");
        // Name, contact's name, role, address and phone, notes.
        for place in [1, 7, 8, 9, 10, 11] {
            // A contact with nothing but spaces for a name and an address is none.
            let is_left_out = (7..11).contains(&place) && text.trim().is_empty();
            let expected = if is_left_out {
                String::new()
            } else {
                format!("'{text}")
            };
            assert_eq!(cells[place], expected, "{text:?}");
        }
        assert!(is_harmless(&cells[4]), "{:?}", cells[4]);
        comes_back(&company);
        cases += 1;
    }
    assert!(cases >= 50);
}

#[test]
fn numbers_and_plain_texts_are_written_as_they_are() {
    for text in PLAIN {
        let company = company(text);
        for place in [1, 7, 8, 9, 10, 11] {
            assert_eq!(written(&company)[place], text);
        }
        comes_back(&company);
    }
    let mut dice = Dice::new(8);
    for _ in 0..200 {
        let number = f64::from(u32::try_from(dice.below(1_u64 << 32)).unwrap())
            / f64::from(1 + dice.below(1000_u32))
            - 1e6;
        let text = number.to_string();
        assert_eq!(written(&company(&text))[1], text);
    }
}

#[test]
fn tables_of_any_shape_are_read_and_ragged_rows_told_by_their_number() {
    let mut dice = Dice::new(9);
    for _ in 0..100 {
        let Shaped {
            text,
            delimiter,
            rows,
        } = shaped(&mut dice);
        let table = Table::read(&text).unwrap_or_else(|error| panic!("{error} in {text:?}"));
        let found: Vec<(u32, usize)> = table
            .rows()
            .map(|row| (row.number, row.cells().count()))
            .collect();
        assert_eq!((table.delimiter, &found), (delimiter, &rows), "{text:?}");
        let import = Import::of(&table, &Mapping::guess(&table), &Library::default(), Day::EPOCH).unwrap();
        let refused: Vec<u32> = import.report().map(|reason| reason.row).collect();
        let width = table.header().len();
        let ragged: Vec<u32> = rows
            .iter()
            .filter(|(_, cells)| *cells != width)
            .map(|(number, _)| *number)
            .collect();
        assert_eq!(refused, ragged, "{text:?}");
        targets::table(text.as_bytes());
    }
}

/// What is said of each cell is told in `tests/partners_table.rs`.
#[test]
fn tables_with_any_cells_are_taken_in_and_come_back() {
    let mut dice = Dice::new(95);
    let mut refused = 0;
    for _ in 0..100 {
        let text = with_odd_cells(&mut dice);
        targets::table(text.as_bytes());
        let table = Table::read(&text).unwrap_or_else(|error| panic!("{error} in {text:?}"));
        let import = Import::of(&table, &Mapping::guess(&table), &Library::default(), Day::EPOCH).unwrap();
        assert_eq!(import.rows.len(), 20, "{text:?}");
        for reason in import.report() {
            let column = reason.reason.column.unwrap();
            let row = table.rows().find(|row| row.number == reason.row).unwrap();
            assert!(
                row.cell(column).unwrap().starts_with(&reason.reason.cell),
                "{reason:?}"
            );
            refused += 1;
        }
    }
    assert!(refused >= 100, "{refused}");
}

#[test]
fn columns_are_read_up_to_their_limit() {
    for (columns, text) in wide() {
        let read = Table::read(&text).map(|table| table.header().len());
        let refusal = TableError::TooManyColumns { row: 1, line: 1 };
        let expected = if columns <= MOST_COLUMNS {
            Ok(columns)
        } else {
            Err(refusal)
        };
        assert_eq!(read, expected);
    }
}
