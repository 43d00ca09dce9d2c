//! Which rows of a long list are drawn, where keys lead in it, and what a stretch of rows is.

use core::cmp::Ordering;
use core::ops::{Range, RangeInclusive};

/// What is drawn begins at a multiple of so many rows, so that a short way does not change it.
const STEP: usize = 4;
/// So many rows are drawn beyond each end of the sight: more than one scrolls in a frame or two.
const BEYOND: usize = 8;
/// More rows are never in sight: what is measured wrong does not draw a hundred thousand.
const MOST_IN_SIGHT: usize = 80;

/// The part of a list that is in sight. Lengths are in one unit, such as pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// How many rows there are.
    pub rows: usize,
    /// Of each row; above 0.
    pub row_height: f64,
    /// What has gone out of sight before the first row that is seen.
    pub top: f64,
    /// Of what is in sight.
    pub height: f64,
}

impl Window {
    /// The rows to draw: those in sight, and some before and behind, so that none is missing while one scrolls on. Away
    /// from the ends their number depends on the height alone.
    #[must_use]
    pub fn drawn(&self) -> Range<usize> {
        let in_sight = self.in_sight();
        let first = self.before(self.top).saturating_sub(BEYOND) / STEP * STEP;
        let most = in_sight + 2 * BEYOND + STEP;
        let start = first.min(self.rows.saturating_sub(most).div_ceil(STEP) * STEP);
        start.min(self.rows)..(start + most).min(self.rows)
    }

    /// The rows that are in sight, cut ones as well.
    #[must_use]
    pub fn sight(&self) -> Range<usize> {
        let first = self.before(self.top);
        first..(first + self.in_sight()).min(self.rows)
    }

    /// The nearest `top` at which a row is wholly in sight.
    #[must_use]
    pub fn top_for(&self, row: usize) -> f64 {
        let begins = as_length(row) * self.row_height;
        let least = (begins + self.row_height - self.height).max(0.0);
        // Where the sight is lower than a row, its beginning counts.
        self.top.max(least).min(begins)
    }

    /// How many rows are wholly in sight, at least one.
    #[must_use]
    pub fn page(&self) -> usize {
        self.before(self.height).clamp(1, MOST_IN_SIGHT)
    }

    /// How many rows are in sight at most, cut ones as well.
    fn in_sight(&self) -> usize {
        (self.before(self.height) + 2).min(MOST_IN_SIGHT)
    }

    /// How many whole rows so much holds.
    fn before(&self, length: f64) -> usize {
        let rows = length / self.row_height;
        if !rows.is_finite() || rows <= 0.0 {
            return 0;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "above 0, and a cast ends at the largest"
        )]
        let rows = rows as usize;
        rows.min(self.rows)
    }
}

fn as_length(rows: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are fewer rows than 2^53")]
    let rows = rows as f64;
    rows
}

/// A line of a list with a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Head,
    /// By its place among all rows.
    Row(usize),
}

/// A cell: a line and the place of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub line: Line,
    pub column: usize,
}

/// A step that a key stands for. Before and after are as one reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    Before,
    After,
    RowStart,
    RowEnd,
    /// The first cell of the first row.
    First,
    /// The last cell of the last row.
    Last,
    PageUp,
    PageDown,
}

/// How far a list goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    pub rows: usize,
    /// At least one.
    pub columns: usize,
    /// Rows that a page holds, at least one.
    pub page: usize,
}

impl Cell {
    /// Where a step leads; at an end, the cell itself.
    #[must_use]
    pub fn moved(self, step: Step, extent: Extent) -> Self {
        let Self { line, column } = self.within(extent);
        let last = extent.columns.saturating_sub(1);
        let end = Line::Row(extent.rows.saturating_sub(1));
        let (line, column) = match step {
            Step::Up => (line.up(1), column),
            Step::Down => (line.down(1), column),
            // A page leads to the head from nowhere: it stays with the rows.
            Step::PageUp => match line {
                Line::Row(row) => (Line::Row(row.saturating_sub(extent.page)), column),
                Line::Head => (line, column),
            },
            Step::PageDown => (line.down(extent.page), column),
            Step::Before => (line, column.saturating_sub(1)),
            Step::After => (line, column + 1),
            Step::RowStart => (line, 0),
            Step::RowEnd => (line, last),
            Step::First => (Line::Row(0), 0),
            Step::Last => (end, last),
        };
        Self { line, column }.within(extent)
    }

    /// The cell, or the nearest one that is there.
    #[must_use]
    pub fn within(self, extent: Extent) -> Self {
        let line = match self.line {
            Line::Row(row) if extent.rows > 0 => Line::Row(row.min(extent.rows - 1)),
            Line::Row(_) | Line::Head => Line::Head,
        };
        Self {
            line,
            column: self.column.min(extent.columns.saturating_sub(1)),
        }
    }
}

impl Line {
    fn up(self, rows: usize) -> Self {
        match self {
            Self::Row(row) if row >= rows => Self::Row(row - rows),
            Self::Row(_) | Self::Head => Self::Head,
        }
    }

    fn down(self, rows: usize) -> Self {
        match self {
            Self::Head => Self::Row(rows - 1),
            Self::Row(row) => Self::Row(row.saturating_add(rows)),
        }
    }
}

/// What somebody chooses of the rows that are shown, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// In, or out where it was in.
    Turned(usize),
    /// These are in; those, which a stretch held before, are out.
    Stretched {
        chosen: RangeInclusive<usize>,
        left: Option<RangeInclusive<usize>>,
    },
    /// All that are shown.
    All,
    /// None of those that are shown: whoever is not shown stays as they are.
    NoneShown,
    /// Nobody.
    None,
}

/// Rows from where one began to where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub anchor: usize,
    pub end: usize,
}

impl Stretch {
    /// One row.
    #[must_use]
    pub const fn at(row: usize) -> Self {
        Self {
            anchor: row,
            end: row,
        }
    }

    /// The one that goes on from a row: this one where it ends there, or else one that begins there.
    #[must_use]
    pub fn from(self, row: usize) -> Self {
        if self.end == row { self } else { Self::at(row) }
    }

    /// Somebody has gone elsewhere without choosing. Its beginning is kept, for whoever chooses all up to another row; no
    /// row of it is left by that.
    #[must_use]
    pub const fn left(self) -> Self {
        Self::at(self.anchor)
    }

    /// The stretch from the same beginning to another end, and what that chooses.
    #[must_use]
    pub fn to(self, end: usize) -> (Self, Choice) {
        let Self { anchor, end: before } = self;
        let chosen = anchor.min(end)..=anchor.max(end);
        // On the other side of the beginning, all of the old ones are left but the beginning itself.
        let left = match before.cmp(&anchor) {
            Ordering::Greater => (before > end).then(|| anchor.max(end) + 1..=before),
            Ordering::Less => (before < end).then(|| before..=anchor.min(end) - 1),
            Ordering::Equal => None,
        };
        (Self { anchor, end }, Choice::Stretched { chosen, left })
    }
}
