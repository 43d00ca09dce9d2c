//! Tables of partners of every odd shape, and texts that a spreadsheet takes for a formula. The native suite and the one
//! in the browser try the same.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::csv::{Delimiter, MOST_COLUMNS};

use crate::dice::Dice;
use crate::hostile_words::{NAMES, SCRIPTS, TURNING};

pub const BEGINNINGS: [&str; 14] = [
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
pub const PLAIN: [&str; 14] = [
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

/// Every formula of these parts.
pub fn formulas() -> impl Iterator<Item = String> {
    BEGINNINGS.into_iter().flat_map(|beginning| {
        let before = BEFORE.into_iter();
        before.flat_map(move |before| {
            BEHIND
                .into_iter()
                .map(move |behind| [before, beginning, behind].concat())
        })
    })
}

/// Whether no spreadsheet takes a tag's cell for a formula: where it begins as one, a mark stands before it.
pub fn is_harmless(cell: &str) -> bool {
    cell.starts_with(['\'', '"'])
        || PLAIN.contains(&cell)
        || !BEGINNINGS.iter().any(|one| cell.starts_with(one))
}

/// The rows of a table of ours, the headings' first, as any program reads them.
pub fn rows_of(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut cell, mut is_quoted) = (String::new(), false);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' if is_quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(core::mem::take(&mut cell)),
            '\r' if !is_quoted && rest.peek() == Some(&'\n') => {
                rest.next();
                row.push(core::mem::take(&mut cell));
                rows.push(core::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(
        row.is_empty() && cell.is_empty() && !is_quoted,
        "the last row ends"
    );
    rows
}

/// A table of some shape.
#[derive(Debug)]
pub struct Shaped {
    pub text: String,
    pub delimiter: Delimiter,
    /// The number of each row, and how many cells it has.
    pub rows: Vec<(u32, usize)>,
}

/// A table with some rows that are ragged, quoted cells with line ends, and all ways to end a line.
pub fn shaped(dice: &mut Dice) -> Shaped {
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
    Shaped {
        text,
        delimiter,
        rows,
    }
}

/// Tables with about as many columns as are read: how many, and the text.
pub fn wide() -> impl Iterator<Item = (usize, String)> {
    (1..=60).map(|number| {
        let columns = MOST_COLUMNS - 30 + number;
        let (headings, cells) = (";h".repeat(columns - 1), ";1".repeat(columns - 1));
        (columns, format!("name{headings}\nx{cells}\n"))
    })
}

/// Bytes that are no table: no UTF-8, UTF-16, with a NUL, without headings, empty, or with a quotation mark that is never
/// closed; each made of another table.
pub fn unreadable(count: usize) -> Vec<Vec<u8>> {
    let mut dice = Dice::new(91);
    let broken = |number: usize| {
        let text = shaped(&mut dice).text;
        let plain = text.strip_prefix('\u{feff}').unwrap_or(&text);
        match number % 6 {
            0 => {
                let mut bytes = text.clone().into_bytes();
                // Not in the mark at the beginning.
                let at = 3 + dice.below(bytes.len() - 3);
                bytes[at] = 0xff;
                bytes
            }
            1 => {
                let bytes = *dice.pick(&[u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes]);
                let marked = format!("\u{feff}{plain}");
                marked.encode_utf16().flat_map(bytes).collect()
            }
            2 => {
                let mut bytes = text.clone().into_bytes();
                bytes.insert(3 + dice.below(text.len() - 3), 0);
                bytes
            }
            3 => format!("12;{}\n{plain}", dice.below(99_u8)).into_bytes(),
            4 => dice
                .pick(&["", " ", "\r\n", " \n\t\n", "\u{feff}\n"])
                .as_bytes()
                .to_vec(),
            _ => format!("{text}\n\"never closed {number}").into_bytes(),
        }
    };
    (0..count).map(broken).collect()
}

/// A table with cells that may be wrong in every column, and names that would do harm where they were no text.
pub fn with_odd_cells(dice: &mut Dice) -> String {
    const HEADINGS: &str = "id;name;kind;size;tags;target level;archived;contact name;contact role;contact email;contact phone;notes";
    const ODD: [&str; 10] = [
        "",
        "",
        "",
        "",
        "Zauberer",
        "5",
        "-1",
        "2026-02-30",
        "__proto__",
        "=1+1",
    ];
    const RIGHT: [&str; 12] = [
        "",
        "",
        "reseller",
        "11-50",
        "gold",
        "3",
        "2026-11-22",
        "Ada",
        "Buyer",
        "",
        "112",
        "n",
    ];
    let names: Vec<&str> = [&NAMES[..], &SCRIPTS, &TURNING].concat();
    let mut text = HEADINGS.to_owned();
    for row in 0..20 {
        text.push_str(dice.pick::<&str>(&["\n", "\r\n"]));
        let cells: Vec<String> = (0..12)
            .map(|column| {
                let cell = match column {
                    1 => *dice.pick(&names),
                    _ if dice.below(8_u8) == 0 => *dice.pick(&ODD),
                    9 => ["", "ada@example.com"][usize::from(dice.below(8_u8) == 0)],
                    _ => RIGHT[column],
                };
                // No NUL: with one, all of it is refused.
                let cell = cell.replace('\0', "").replace('"', "\"\"");
                let number = if column == 1 && row % 4 > 0 {
                    format!(" {}", dice.below(9_u8))
                } else {
                    String::new()
                };
                format!("\"{cell}{number}\"")
            })
            .collect();
        text.push_str(&cells.join(";"));
    }
    text
}
