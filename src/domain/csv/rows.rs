//! The rows of a text, one by one, with the numbers by which people find them.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::read::{MOST_COLUMNS, TableError};

/// The rows of a text that are not empty.
pub(super) struct Rows<'t> {
    reader: Reader,
    input: &'t [u8],
    at: usize,
    /// How many rows and line ends lie before.
    passed: u32,
    lines: u32,
    output: [u8; 4096],
    ends: [usize; 256],
}

/// A row as it was read.
#[derive(Debug, Default)]
pub(super) struct RawRow {
    /// From 1, as a spreadsheet counts: empty rows too, and a row of several lines once.
    pub number: u32,
    /// The line in which it begins, from 1.
    pub line: u32,
    /// The cells, one right after the other.
    pub text: Vec<u8>,
    /// Where each cell ends.
    pub ends: Vec<usize>,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            input: text.as_bytes(),
            at: 0,
            passed: 0,
            lines: 0,
            output: [0; 4096],
            ends: [0; 256],
        }
    }

    /// Reads the next row in which a cell is not empty; `false` where there is none.
    ///
    /// # Errors
    /// Where a row has too many columns, or a quotation mark in it is never closed.
    pub(super) fn next(&mut self, row: &mut RawRow) -> Result<bool, TableError> {
        loop {
            self.pass_empty_lines();
            if self.at >= self.input.len() {
                return Ok(false);
            }
            self.read(row)?;
            if !row.text.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    /// An empty line is a row too, which the reader would pass over without a word.
    fn pass_empty_lines(&mut self) {
        while let Some(length) = self.line_end() {
            self.at += length;
            self.lines += 1;
            self.passed += 1;
        }
    }

    /// How many bytes the line's end is that stands here.
    fn line_end(&self) -> Option<usize> {
        match self.input.get(self.at..)? {
            [b'\r', b'\n', ..] => Some(2),
            [b'\r' | b'\n', ..] => Some(1),
            _ => None,
        }
    }

    fn read(&mut self, row: &mut RawRow) -> Result<(), TableError> {
        row.number = self.passed + 1;
        row.line = self.lines + 1;
        row.text.clear();
        row.ends.clear();
        let begin = self.at;
        loop {
            let input = self.input.get(self.at..).unwrap_or_default();
            // Behind the text stands a line's end, as behind every row: within quotation marks it would end nothing.
            let is_over = input.is_empty();
            let input: &[u8] = if is_over { b"\n" } else { input };
            let (result, read, written, ended) =
                self.reader.read_record(input, &mut self.output, &mut self.ends);
            row.text
                .extend_from_slice(self.output.get(..written).unwrap_or_default());
            row.ends
                .extend_from_slice(self.ends.get(..ended).unwrap_or_default());
            if row.ends.len() > MOST_COLUMNS {
                return Err(TableError::TooManyColumns {
                    row: row.number,
                    line: row.line,
                });
            }
            if !is_over {
                self.at += read;
            }
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::InputEmpty if is_over => {
                    return Err(TableError::QuoteNotClosed {
                        row: row.number,
                        line: row.line,
                    });
                }
                _ => {}
            }
        }
        self.count(begin);
        Ok(())
    }

    /// Counts the row that begins there, and its lines.
    fn count(&mut self, begin: usize) {
        let before = self.at.checked_sub(1).and_then(|last| self.input.get(last));
        if before == Some(&b'\r') && self.input.get(self.at) == Some(&b'\n') {
            self.at += 1;
        }
        let row = self.input.get(begin..self.at).unwrap_or_default();
        let after = row.iter().skip(1).map(Some).chain([None]);
        let is_end =
            |(byte, next): &(&u8, Option<&u8>)| **byte == b'\n' || **byte == b'\r' && *next != Some(&b'\n');
        let ends = row.iter().zip(after).filter(is_end).count();
        self.lines += u32::try_from(ends).unwrap_or(u32::MAX);
        self.passed += 1;
    }
}
