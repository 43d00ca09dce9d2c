//! Calendar files (.ics): which meetings with a company they hold, and due days that are put into a calendar.
//!
//! A file is read line by line into [`CalendarEvent`]s; what recurs is expanded within a [`Window`] only; [`preview`]
//! tells what of it is new to a company's log. [`write_calendar`] makes a file of whole-day events.
//!
//! Only days matter here. The day of an event is the one that its own calendar shows: times with a time zone's name stay
//! as they are written, and times in UTC are moved by the offset that the caller gives. So no list of time zones is
//! needed: what a file describes as `VTIMEZONE` is enough to tell when a series ends whose end is given in UTC.
//!
//! Source: RFC 5545, Internet Calendaring and Scheduling Core Object Specification.

mod due;
mod event;
mod line;
mod meetings;
mod occurrences;
mod problem;
mod read;
mod recurrence;
mod rule;
mod rule_read;
mod time;
mod write;
mod zone;

pub use due::{EventWords, PulseDue, plan_events, pulse_events};
pub use event::{CalendarEvent, EventState};
pub use meetings::{Change, Counterpart, Meeting, Preview, Reason, preview};
pub use occurrences::{Expansion, MOST_OCCURRENCES, Occurrence, Window, occurrences};
pub use problem::{CalendarProblem, Cause, Loss};
pub use read::{
    Calendar, LARGEST_CALENDAR, MOST_EVENTS, read_calendar, read_calendar_in_slices, refuse_larger_calendar,
};
pub use rule::{Frequency, Rule, RuleEnd, Weekday};
pub use time::{CalendarTime, Clock};
pub use write::{AllDayEvent, write_calendar};
