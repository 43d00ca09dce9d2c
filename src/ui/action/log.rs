//! What people do with a partner's log.

use crate::domain::calendar::Preview;
use crate::domain::company::CompanyId;
use crate::domain::time::Day;
use crate::domain::touchpoint::{AnswerHours, Kind, Minutes, Touchpoint, TouchpointId};

/// What somebody did with a log.
#[derive(Debug, Clone, PartialEq)]
pub enum LogAction {
    Added(CompanyId, LogEntry),
    Edited(CompanyId, TouchpointId, LogEntry),
    Deleted(CompanyId, TouchpointId),
    /// What was chosen of a calendar file.
    Imported(CompanyId, Box<Preview>),
    /// That the log was not changed has been read.
    ProblemDismissed,
}

/// What a person writes of one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    pub kind: Kind,
    pub day: Day,
    pub minutes: Option<Minutes>,
    pub title: String,
    pub note: String,
    pub answer_hours: Option<AnswerHours>,
}

impl LogEntry {
    /// Nothing written yet, of this day.
    #[must_use]
    pub const fn new(day: Day) -> Self {
        Self {
            kind: Kind::Meeting,
            day,
            minutes: None,
            title: String::new(),
            note: String::new(),
            answer_hours: None,
        }
    }

    /// What an entry says.
    #[must_use]
    pub fn of(entry: &Touchpoint) -> Self {
        Self {
            kind: entry.kind,
            day: entry.day,
            minutes: entry.minutes,
            title: entry.title.clone(),
            note: entry.note.clone(),
            answer_hours: entry.answer_hours,
        }
    }

    /// Makes an entry say this; where it came from and what is not known of it stays.
    pub fn put(self, entry: &mut Touchpoint) {
        entry.kind = self.kind;
        entry.day = self.day;
        entry.minutes = self.minutes;
        entry.title = self.title;
        entry.note = self.note;
        entry.answer_hours = self.answer_hours;
    }
}
