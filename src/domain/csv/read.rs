//! Reading a table.

use super::cell::restored;
use super::rows::{RawRow, Rows};

/// The largest text that is read, in bytes.
pub const LARGEST: usize = 20_000_000;
/// So many rows are read beside the one of the headings.
pub const MOST_ROWS: usize = 100_000;
/// So many columns are read; a spreadsheet has no more.
pub const MOST_COLUMNS: usize = 16_384;

/// By so many rows, and so many bytes at most, it is told what parts the cells.
const SAMPLE_ROWS: usize = 50;
const SAMPLE_BYTES: usize = 200_000;

/// A table as it was read: a row of headings, and the others. Empty rows are counted and left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub delimiter: Delimiter,
    /// All cells, one right after the other: a String for each would be the larger part of what is read.
    text: String,
    /// Where each cell ends.
    ends: Vec<u32>,
    header: Span,
    /// How many columns there are up to the last heading.
    width: usize,
    rows: Vec<Span>,
}

/// What parts the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Bar,
}

/// Why a text is read as no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("the file has {bytes} bytes, at most {LARGEST} are read")]
    TooLarge { bytes: usize },
    #[error("line {line} has a character NUL: this is no text")]
    Nul { line: u32 },
    #[error("the file is empty")]
    Empty,
    /// There is nothing in the first row that could be a heading.
    #[error("row {row}, line {line}: there are no headings")]
    HeaderMissing { row: u32, line: u32 },
    #[error("row {row}, line {line}: more than {MOST_COLUMNS} columns")]
    TooManyColumns { row: u32, line: u32 },
    #[error("more than {MOST_ROWS} rows below the headings")]
    TooManyRows,
    #[error("row {row}, line {line}: a quotation mark in this row is never closed")]
    QuoteNotClosed { row: u32, line: u32 },
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    /// From 1, as a spreadsheet counts.
    pub number: u32,
    /// The line of the text in which it begins, from 1.
    pub line: u32,
    table: &'t Table,
    span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Span {
    number: u32,
    line: u32,
    /// The first of its cells.
    first: usize,
    cells: usize,
}

impl Delimiter {
    /// All of them, in the order in which they are preferred.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

impl Table {
    /// Reads a text. Lines may end in CRLF, LF or CR; cells may be parted by commas, semicolons, tabs or bars, whichever
    /// parts the first rows most evenly; a byte order mark is passed over. Rows may have more or fewer cells than there
    /// are headings: see [`Row::len`].
    ///
    /// # Errors
    /// Where it is too large, no text, without headings, or a quotation mark is not closed. Its size is looked at before
    /// all else.
    pub fn read(text: &str) -> Result<Self, TableError> {
        if text.len() > LARGEST {
            return Err(TableError::TooLarge { bytes: text.len() });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some((before, _)) = text.split_once('\0') {
            let lines = before.bytes().filter(|byte| *byte == b'\n').count();
            let line = u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1);
            return Err(TableError::Nul { line });
        }
        let delimiter = delimiter(text);
        let mut table = Self {
            delimiter,
            text: String::with_capacity(text.len()),
            ends: Vec::new(),
            header: Span::default(),
            width: 0,
            rows: Vec::new(),
        };
        let mut rows = Rows::new(text, delimiter.byte());
        let mut row = RawRow::default();
        if !rows.next(&mut row)? {
            return Err(TableError::Empty);
        }
        table.header = table.add(&row);
        if !table.header().cells().any(|cell| is_heading(cell.trim())) || table.header().cells().any(is_value)
        {
            let RawRow { number, line, .. } = row;
            return Err(TableError::HeaderMissing { row: number, line });
        }
        let headings = table.header().cells().enumerate();
        let last = headings.filter(|(_, heading)| !heading.trim().is_empty()).last();
        table.width = last.map_or(0, |(column, _)| column + 1);
        while rows.next(&mut row)? {
            if table.rows.len() >= MOST_ROWS {
                return Err(TableError::TooManyRows);
            }
            let span = table.add(&row);
            table.rows.push(span);
        }
        Ok(table)
    }

    /// The row of the headings.
    #[must_use]
    pub const fn header(&self) -> Row<'_> {
        self.row(self.header)
    }

    /// The other rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|span| self.row(*span))
    }

    const fn row(&self, span: Span) -> Row<'_> {
        Row {
            number: span.number,
            line: span.line,
            table: self,
            span,
        }
    }

    fn add(&mut self, row: &RawRow) -> Span {
        let (before, first) = (self.text.len(), self.ends.len());
        // What parts cells is one byte, so each cell is as whole as the text was.
        self.text.push_str(&String::from_utf8_lossy(&row.text));
        let ends = row
            .ends
            .iter()
            .map(|end| u32::try_from(before + end).unwrap_or(u32::MAX));
        self.ends.extend(ends);
        Span {
            number: row.number,
            line: row.line,
            first,
            cells: row.ends.len(),
        }
    }

    /// A cell by its place among all cells.
    fn cell(&self, place: usize) -> Option<&str> {
        let end = usize::try_from(*self.ends.get(place)?).ok()?;
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let begin = before.map_or(Some(0), |before| usize::try_from(*before).ok())?;
        self.text.get(begin..end)
    }
}

impl<'t> Row<'t> {
    /// The text of a cell, without the apostrophe that [`harmless`](super::harmless) has put before it; `None` where the
    /// row is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&'t str> {
        if column >= self.span.cells {
            return None;
        }
        self.table.cell(self.span.first + column).map(restored)
    }

    /// The texts of its cells.
    pub fn cells(self) -> impl Iterator<Item = &'t str> {
        (0..self.span.cells).filter_map(move |column| self.cell(column))
    }

    /// How many cells it has, those at its end that are empty and have no heading left out.
    #[must_use]
    pub fn len(&self) -> usize {
        let is_empty = |column: &usize| self.cell(*column).is_none_or(|cell| cell.trim().is_empty());
        let beyond = (self.table.width..self.span.cells)
            .rev()
            .take_while(is_empty)
            .count();
        self.span.cells - beyond
    }

    /// Whether it has no cells.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.span.cells == 0
    }
}

/// What parts the first rows into as many cells as there are headings, in most of them; of several, into most.
fn delimiter(text: &str) -> Delimiter {
    let mut best = (0, Delimiter::Comma);
    for delimiter in Delimiter::ALL {
        let evenness = evenness(text, delimiter.byte());
        if evenness > best.0 {
            best = (evenness, delimiter);
        }
    }
    best.1
}

/// How evenly a delimiter parts the first rows: the share of them that have as many cells as the first, then how many
/// those are. 0 where that is one.
fn evenness(text: &str, delimiter: u8) -> usize {
    let sample = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or(text);
    let mut rows = Rows::new(sample, delimiter);
    let mut row = RawRow::default();
    let (mut columns, mut even, mut all) = (0, 0, 0);
    while all < SAMPLE_ROWS {
        match rows.next(&mut row) {
            Ok(true) => {}
            // Where nothing else parts the cells, it is told that there are too many.
            Err(TableError::TooManyColumns { .. }) if all == 0 => return 1,
            // A quotation mark that stays open may be closed behind the sample.
            Ok(false) | Err(_) => break,
        }
        if all == 0 {
            columns = row.ends.len();
        }
        even += usize::from(row.ends.len() == columns);
        all += 1;
    }
    if columns < 2 {
        return 0;
    }
    (even * 1000 / all.max(1)) * (MOST_COLUMNS + 1) + columns
}

/// A heading has a letter in it.
fn is_heading(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
}

/// An e-mail address or a UUID is no heading.
fn is_value(cell: &str) -> bool {
    let cell = cell.trim();
    let is_address = cell.split_once('@').is_some_and(|(before, after)| {
        !before.is_empty() && after.contains('.') && !cell.contains(char::is_whitespace)
    });
    is_address || cell.len() == 36 && uuid::Uuid::try_parse(cell).is_ok()
}
