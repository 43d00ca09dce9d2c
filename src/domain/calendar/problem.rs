//! What is wrong with a calendar file, and what is lost by it.

use core::fmt;

use super::occurrences::MOST_OCCURRENCES;
use super::read::{LARGEST_CALENDAR, MOST_EVENTS};
use crate::domain::touchpoint::LONGEST_UID;

/// So many mistakes are listed; of the rest only the number is told.
const LISTED: usize = 1000;

/// So much of what was found is quoted, in characters.
const QUOTED: usize = 40;

/// One mistake in a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarProblem {
    /// From 1; `None`: it is of the file as a whole.
    pub line: Option<u32>,
    pub cause: Cause,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    #[error("the file has {bytes} bytes, at most {LARGEST_CALENDAR} are read")]
    TooLarge { bytes: usize },
    #[error("this is no calendar file: it has no line BEGIN:VCALENDAR")]
    NoCalendar,
    #[error("expected a name, a colon and a value, found \"{found}\"")]
    NotALine { found: String },
    #[error("{component} ends, but has not begun")]
    NotBegun { component: String },
    #[error("{component} begins, but does not end")]
    NotEnded { component: String },
    #[error("components are nested too deep")]
    NestedTooDeep,
    #[error("the file has more than {MOST_EVENTS} events")]
    TooManyEvents,
    #[error("the event has no UID, it is known by its start and title")]
    UidMissing,
    #[error("the event's UID has more than {LONGEST_UID} characters")]
    UidTooLong,
    #[error("the event has no DTSTART")]
    StartMissing,
    #[error(
        "{property}: expected a day such as 20261122 or a time such as 20261122T104100Z, found \"{found}\""
    )]
    NotATime { property: &'static str, found: String },
    #[error("DURATION: expected a duration such as PT1H30M, found \"{found}\"")]
    NotADuration { found: String },
    #[error("the event ends before it starts")]
    EndBeforeStart,
    #[error("RRULE: \"{found}\" is not understood")]
    NotARule { found: String },
    #[error("RRULE: events that recur within a day are not read, found \"{found}\"")]
    WithinDay { found: String },
    #[error("RRULE: {part} is not read")]
    PartNotRead { part: &'static str },
    #[error("the event has a second RRULE; the first one is read")]
    SecondRule,
    #[error("RECURRENCE-ID: RANGE is not read, the change is taken for one of this occurrence alone")]
    RangeNotRead,
    #[error("counting the event's occurrences takes too long")]
    TakesTooLong,
    #[error("more than {MOST_OCCURRENCES} occurrences")]
    TooManyOccurrences,
    #[error("{count} more problems are not listed")]
    Unlisted { count: usize },
}

/// What is left out because of a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Nothing, or what the line says; the event is read.
    Line,
    /// Some of the event's occurrences.
    Occurrences,
    /// The event.
    Event,
    /// Everything that stands behind it in the file.
    Rest,
    /// The file.
    File,
}

impl Cause {
    /// What is left out because of it.
    #[must_use]
    pub fn loss(&self) -> Loss {
        match self {
            Self::TooLarge { .. } | Self::NoCalendar => Loss::File,
            Self::NestedTooDeep | Self::TooManyEvents => Loss::Rest,
            Self::NotEnded { component } if component != "VEVENT" => Loss::Line,
            Self::NotATime { property, .. } if !matches!(*property, "DTSTART" | "RECURRENCE-ID") => {
                Loss::Line
            }
            Self::NotEnded { .. }
            | Self::NotATime { .. }
            | Self::UidTooLong
            | Self::StartMissing
            | Self::NotARule { .. }
            | Self::WithinDay { .. }
            | Self::PartNotRead { .. } => Loss::Event,
            Self::TakesTooLong | Self::TooManyOccurrences => Loss::Occurrences,
            Self::NotALine { .. }
            | Self::UidMissing
            | Self::NotBegun { .. }
            | Self::NotADuration { .. }
            | Self::EndBeforeStart
            | Self::SecondRule
            | Self::RangeNotRead
            | Self::Unlisted { .. } => Loss::Line,
        }
    }
}

impl fmt::Display for CalendarProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "line {line}: {}", self.cause),
            None => self.cause.fmt(formatter),
        }
    }
}

/// The mistakes of a file as they are found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    listed: Vec<CalendarProblem>,
    unlisted: usize,
}

impl Problems {
    /// Notes one.
    pub fn note(&mut self, line: u32, cause: Cause) {
        if self.listed.len() < LISTED {
            self.listed.push(CalendarProblem {
                line: Some(line),
                cause,
            });
        } else {
            self.unlisted += 1;
        }
    }

    /// All of them, in the order of the file.
    pub fn finish(mut self) -> Vec<CalendarProblem> {
        self.listed.sort_by_key(|problem| problem.line);
        if self.unlisted > 0 {
            self.listed.push(CalendarProblem {
                line: None,
                cause: Cause::Unlisted { count: self.unlisted },
            });
        }
        self.listed
    }
}

/// The beginning of what was found, to be quoted.
pub(super) fn quoted(found: &str) -> String {
    found.chars().take(QUOTED).collect()
}
