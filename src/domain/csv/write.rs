//! Writing a table.

use super::cell::harmless;

/// What a file begins with: the mark by which spreadsheets know UTF-8.
pub const BEGINNING: &str = "\u{feff}";

/// The largest table that is written only to go out, in bytes: it is never read in again, so it may have more than
/// [`super::LARGEST`], and is held as a whole until it has gone.
pub const LARGEST_WRITTEN: usize = 64_000_000;

/// Writes a row at the end of a text: cells with commas between them and CRLF behind them, quoted where they need it,
/// and none that a spreadsheet takes for a formula. The character NUL, which no spreadsheet reads, is left out.
///
/// Source: RFC 4180.
pub fn write_row<'c>(text: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    let mut before = "";
    for cell in cells {
        text.push_str(before);
        before = ",";
        if cell.contains('\0') {
            write_cell(text, &cell.replace('\0', ""));
        } else {
            write_cell(text, cell);
        }
    }
    text.push_str("\r\n");
}

/// The same, where the text does not become larger than [`LARGEST_WRITTEN`] by it. Whether it does not; else it stays as it
/// was.
#[must_use]
pub fn write_row_within<'c>(text: &mut String, cells: impl IntoIterator<Item = &'c str>) -> bool {
    let before = text.len();
    write_row(text, cells);
    let is_within = text.len() <= LARGEST_WRITTEN;
    if !is_within {
        text.truncate(before);
    }
    is_within
}

fn write_cell(text: &mut String, cell: &str) {
    let cell = harmless(cell);
    // Semicolon, tab and bar part cells elsewhere; spaces at the ends are cut where there are no quotation marks.
    let needs_quotes = cell.contains([',', ';', '\t', '|', '"', '\r', '\n']) || cell.trim() != cell;
    if !needs_quotes {
        text.push_str(&cell);
        return;
    }
    text.push('"');
    for (number, part) in cell.split('"').enumerate() {
        if number > 0 {
            text.push_str("\"\"");
        }
        text.push_str(part);
    }
    text.push('"');
}
