//! What is wrong with a document, and where.

use core::fmt;

/// One mistake in a document that came from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place as a JSON path from the document's root, such as `dimensions[2].indicators[0].weight`;
    /// empty for the document as a whole.
    pub place: String,
    /// What is wrong and what was expected, in one sentence without a final stop.
    pub cause: String,
    /// Line and column in the text, both from 1, where the text was at hand.
    pub at: Option<Position>,
    /// What to write instead, as it would stand in the text, such as `"full"`; `None` where that cannot be known.
    pub instead: Option<String>,
}

impl Problem {
    /// What is wrong with a document as a whole.
    pub fn of_whole(cause: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            cause: cause.into(),
            at: None,
            instead: None,
        }
    }
}

/// A place in a text. Columns count characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(formatter, "{}: ", self.place)?;
        }
        formatter.write_str(&self.cause)?;
        if let Some(at) = self.at {
            write!(formatter, " (line {}, column {})", at.line, at.column)?;
        }
        Ok(())
    }
}
