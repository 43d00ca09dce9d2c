//! The mark that something was kept here: a line of text that is kept beside the database, and outlives it where the
//! browser or somebody clears that alone. `2026-11-25 3 2`: the day, so many assessments, so many partners.

use core::fmt;

use super::time::Day;

/// What was kept here when something was saved last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// `None` where the mark does not say.
    pub day: Option<Day>,
    pub assessments: usize,
    pub partners: usize,
}

impl Mark {
    /// Reads a mark. What it does not say, as one of another version may not, is none.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut words = text.split(' ');
        let day = words.next().and_then(Day::parse);
        let mut count = || words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        Self {
            day,
            assessments: count(),
            partners: count(),
        }
    }

    /// Whether there was nothing to be lost.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.assessments == 0 && self.partners == 0
    }

    /// Whether what is here now is no less than what the other tells of.
    #[must_use]
    pub const fn makes_up_for(&self, other: &Self) -> bool {
        self.assessments >= other.assessments && self.partners >= other.partners
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(formatter, "{day} {} {}", self.assessments, self.partners)
        } else {
            write!(formatter, "- {} {}", self.assessments, self.partners)
        }
    }
}
