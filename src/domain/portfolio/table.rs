//! Partners in figures as a table for spreadsheets.

use core::fmt::Display;

use super::{Column, Row, Whose};
use crate::domain::company::{Kind, Size};
use crate::domain::csv::{BEGINNING, LARGEST_WRITTEN, MOST_ROWS, write_row, write_row_within};
use crate::domain::directory::joined;
use crate::domain::level::Level;
use crate::domain::time::Moment;

/// What stands in one cell. A column has one or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportCell {
    /// By which a partner is found whatever it is called.
    Id,
    /// What the column is called; each of the others stands beside one of these.
    Of(Column),
    ScoreLow,
    ScoreHigh,
    /// Whose view score, level, floor, gates, freshness and pulse are of.
    Whose,
    LevelHigh,
    /// Indicators that both answered with a level.
    Matched,
}

/// What is written in the reader's words, as the list has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportTerm {
    Kind(Kind),
    Size(Size),
    Whose(Whose),
    /// The day of a moment on the reader's own clock, as in every format.
    DayOf(Moment),
}

/// Why a row is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Full {
    #[error("a table has at most {MOST_ROWS} rows")]
    Rows,
    #[error("a table has at most {LARGEST_WRITTEN} bytes")]
    Bytes,
}

/// A table that is written row by row, by whoever cuts that in slices: comma-separated values in UTF-8 with its mark, lines
/// that end in CRLF, and no cell that a spreadsheet takes for a formula. Numbers have a point and are not rounded; days
/// are written as in every format; what has no value is empty. Kinds and sizes stand in the reader's words: a spreadsheet
/// makes a day of `1-10`.
///
/// Source: RFC 4180.
#[derive(Debug, Clone)]
pub struct ReportTable {
    cells: Vec<ReportCell>,
    text: String,
    rows: usize,
}

impl ReportCell {
    /// The cells of these columns, the partner's id first.
    pub fn of(columns: &[Column]) -> Vec<Self> {
        let beside = |column: &Column| -> &[Self] {
            match column {
                Column::Score => &[Self::ScoreLow, Self::ScoreHigh, Self::Whose],
                Column::Level => &[Self::LevelHigh],
                Column::Agreement => &[Self::Matched],
                _ => &[],
            }
        };
        let mut cells = vec![Self::Id];
        for column in columns {
            cells.push(Self::Of(*column));
            cells.extend(beside(column));
        }
        cells
    }
}

impl ReportTable {
    /// A table of these columns, with a row of headings in the reader's words.
    #[must_use]
    pub fn new(columns: &[Column], heading: impl Fn(ReportCell) -> String) -> Self {
        let cells = ReportCell::of(columns);
        let headings: Vec<String> = cells.iter().map(|cell| heading(*cell)).collect();
        let mut text = BEGINNING.to_owned();
        write_row(&mut text, headings.iter().map(String::as_str));
        Self { cells, text, rows: 0 }
    }

    /// Writes a partner, with kinds, sizes, whose views they are and days of moments in these words.
    ///
    /// # Errors
    /// Where the table is full, such as [`Full::Rows`] for the row after the hundred-thousandth; it is then as it was.
    pub fn write(&mut self, row: &Row, words: impl Fn(ReportTerm) -> String) -> Result<(), Full> {
        if self.rows >= MOST_ROWS {
            return Err(Full::Rows);
        }
        let cells: Vec<String> = self
            .cells
            .iter()
            .map(|cell| cell_of(row, *cell, &words))
            .collect();
        if !write_row_within(&mut self.text, cells.iter().map(String::as_str)) {
            return Err(Full::Bytes);
        }
        self.rows += 1;
        Ok(())
    }

    /// How many partners are written.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The text of the file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

fn cell_of(row: &Row, cell: ReportCell, words: &impl Fn(ReportTerm) -> String) -> String {
    let facts = &row.facts;
    let readiness = || row.views.as_ref()?.readiness;
    let level = |level: Option<Level>| written(level.map(Level::number));
    let figure = |of: fn(&super::Relationship) -> Option<f64>| number(row.views.as_ref().and_then(of));
    let interval = || readiness()?.interval;
    let term = |term: Option<ReportTerm>| term.map(words).unwrap_or_default();
    match cell {
        ReportCell::Id => row.id.0.to_string(),
        ReportCell::ScoreLow => number(interval().map(|interval| interval.low)),
        ReportCell::ScoreHigh => number(interval().map(|interval| interval.high)),
        ReportCell::Whose => term(readiness().map(|readiness| ReportTerm::Whose(readiness.whose))),
        ReportCell::LevelHigh => level(readiness().and_then(|readiness| readiness.level_high)),
        ReportCell::Matched => written(row.views.as_ref().map(|views| views.matched)),
        ReportCell::Of(column) => match column {
            Column::Name => facts.name.clone(),
            Column::Kind => term(facts.kind.map(ReportTerm::Kind)),
            Column::Size => term(facts.size.map(ReportTerm::Size)),
            Column::Tags => joined(facts.tags.iter().map(String::as_str)),
            Column::Score => number(readiness().and_then(|readiness| readiness.score)),
            Column::Level => level(readiness().and_then(|readiness| readiness.level)),
            Column::Floor => level(readiness().and_then(|readiness| readiness.floor)),
            Column::OpenGates => written(readiness().map(|readiness| readiness.open_gates)),
            Column::Agreement => figure(|views| views.agreement),
            Column::Joint => figure(|views| views.joint),
            Column::Gap => written(row.views.as_ref().and_then(|views| views.gap)),
            Column::Freshness => number(readiness().and_then(|readiness| readiness.freshness)),
            Column::Due => written(readiness().map(|readiness| readiness.due)),
            Column::LastAnswer => {
                let last = row.views.as_ref().and_then(|views| views.last_answer);
                term(last.map(ReportTerm::DayOf))
            }
            Column::LastTouchpoint => written(facts.last_touchpoint),
            Column::AnswerTime => number(facts.answer_hours),
            Column::Views => written(row.views.as_ref().map(|views| views.views)),
            Column::Target => level(facts.target),
        },
    }
}

fn written(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A number with as many digits as it takes to read it back, without an exponent; one that is not finite is empty.
fn number(value: Option<f64>) -> String {
    // Adding 0 makes an ordinary zero of a negative one.
    written(value.filter(|value| value.is_finite()).map(|value| value + 0.0))
}
