//! B8, B9: cells that a spreadsheet takes for a formula, and tables of every odd shape.

use channel_readiness::domain::company::{Company, CompanyId};
use channel_readiness::domain::csv::{Delimiter, MOST_COLUMNS, Table, TableError};
use channel_readiness::domain::directory::{Import, Mapping, Outcome, write_companies};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::profile::{Contact, ContactId, Profile};
use channel_readiness::domain::time::{Day, Moment};
use uuid::Uuid;

use crate::dice::Dice;
use crate::targets;

const BEGINNINGS: [&str; 14] = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "\r\n", "=-", "@=",
];
const BEFORE: [&str; 12] = [
    "", " ", "   ", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}", "'", "''", "' ", "\u{1}", "\u{202e}",
];
const BEHIND: [&str; 9] = [
    "",
    "1+1",
    "HYPERLINK(\"http://example.com\")",
    "cmd|'/c calc'!A0",
    "SUM(A1:A9);1,2",
    "a\"b",
    "5x",
    "\r\n=1",
    "é😀",
];
/// Texts that are no formula, numbers among them: they are written as they are.
const PLAIN: [&str; 14] = [
    "-5",
    "-0.25",
    "-1e9",
    "-1E-9",
    "0",
    "12",
    "3.75",
    "1e5",
    "a=1",
    "1-10",
    "'",
    "'a",
    "ada@example.com",
    "Kontoso+",
];

fn company(text: &str) -> Company {
    let mut company = Company {
        id: CompanyId(Uuid::from_u128(7)),
        name: text.to_owned(),
        kind: None,
        size: None,
        notes: text.to_owned(),
        created_at: Moment::EPOCH,
        updated_at: Moment::EPOCH,
        extra: Vec::new(),
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
    let text = write_companies([company]);
    let row = text.split_once("\r\n").unwrap().1;
    let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut rest = row.strip_suffix("\r\n").unwrap().chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' if is_quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(core::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
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
    for beginning in BEGINNINGS {
        for before in BEFORE {
            for behind in BEHIND {
                let text = [before, beginning, behind].concat();
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
                let tag = &cells[4];
                let is_safe = tag.is_empty()
                    || tag.starts_with(['\'', '"'])
                    || !BEGINNINGS.iter().any(|one| tag.starts_with(one));
                assert!(is_safe, "{tag:?}");
                comes_back(&company);
                cases += 1;
            }
        }
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

/// A table of some shape: its text, and the number of rows and cells in each that it was made of.
fn shaped(dice: &mut Dice) -> (String, Delimiter, Vec<(u32, usize)>) {
    let delimiter = *dice.pick(&Delimiter::ALL);
    let mark = match delimiter {
        Delimiter::Comma => ",",
        Delimiter::Semicolon => ";",
        Delimiter::Tab => "\t",
        Delimiter::Bar => "|",
    };
    let columns = 3 + dice.below(40_usize);
    let mut text = if dice.below(2_u8) == 0 { "\u{feff}" } else { "" }.to_owned();
    let headings: Vec<String> = (0..columns)
        .map(|column| {
            if column == 1 {
                "name".to_owned()
            } else {
                format!("h{column}")
            }
        })
        .collect();
    text.push_str(&headings.join(mark));
    let mut rows = Vec::new();
    let mut number = 1;
    for _ in 0..20 {
        text.push_str(dice.pick::<&str>(&["\n", "\r\n", "\r"]));
        number += 1;
        if dice.below(8_u8) == 0 {
            text.push_str("\r\n");
            number += 1;
        }
        let ragged = dice.below(6_u8) == 0;
        let cells = if ragged {
            1 + dice.below(columns * 2)
        } else {
            columns
        };
        let cell = |dice: &mut Dice| match dice.below(4_u8) {
            0 => format!("\"a{mark}\r\nb\"\"{}\"", dice.below(9_u8)),
            1 => format!("\"{}\"", dice.below(9_u8)),
            _ => format!("x{}", dice.below(99_u8)),
        };
        let all: Vec<String> = (0..cells).map(|_| cell(dice)).collect();
        text.push_str(&all.join(mark));
        rows.push((number, cells));
    }
    (text, delimiter, rows)
}

#[test]
fn tables_of_any_shape_are_read_and_ragged_rows_told_by_their_number() {
    let mut dice = Dice::new(9);
    for _ in 0..100 {
        let (text, delimiter, rows) = shaped(&mut dice);
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

#[test]
fn columns_are_read_up_to_their_limit() {
    for columns in (1..=60).map(|number| MOST_COLUMNS - 30 + number) {
        let text = format!(
            "name{}\nx{}\n",
            ";h".repeat(columns - 1),
            ";1".repeat(columns - 1)
        );
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
