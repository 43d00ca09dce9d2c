//! Reading a calendar file.

use super::event::{CalendarEvent, Draft, EventState};
use super::line::{ContentLine, Lines};
use super::problem::{CalendarProblem, Cause, Problems, quoted};
use super::zone::Zones;
use crate::domain::slices::{finish, pause};

/// A file of more bytes is not read.
pub const LARGEST_CALENDAR: usize = 10_000_000;

/// No more events than this are read of a file.
pub const MOST_EVENTS: usize = 20_000;

/// So many lines are read in one slice: a few milliseconds.
const LINES_OF_SLICE: usize = 2000;

/// Components within each other: a calendar, an event and its alarm are three.
const DEEPEST: usize = 16;

/// The events of a file, in its order, and everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    pub events: Vec<CalendarEvent>,
    /// In the order of the file. An event that has a mistake does not take the others with it.
    pub problems: Vec<CalendarProblem>,
}

/// Refuses a file by its size in bytes, before it is read.
///
/// # Errors
/// When it is larger than [`LARGEST_CALENDAR`].
pub const fn refuse_larger_calendar(bytes: usize) -> Result<(), CalendarProblem> {
    if bytes <= LARGEST_CALENDAR {
        return Ok(());
    }
    Err(CalendarProblem {
        line: None,
        cause: Cause::TooLarge { bytes },
    })
}

/// Reads a calendar file, as Google Calendar, Outlook, Exchange, Apple Calendar and others write it. A byte order mark is
/// passed over, and so is every component but events and time zones.
///
/// # Errors
/// When it is too large, or no calendar file at all.
pub fn read_calendar(text: &str) -> Result<Calendar, CalendarProblem> {
    finish(read_calendar_in_slices(text))
}

/// The same in slices.
///
/// # Errors
/// As [`read_calendar`].
pub async fn read_calendar_in_slices(text: &str) -> Result<Calendar, CalendarProblem> {
    refuse_larger_calendar(text.len())?;
    let mut reader = Reader::default();
    let lines = Lines::of(text.strip_prefix('\u{feff}').unwrap_or(text));
    for (count, (number, line)) in lines.enumerate() {
        if count % LINES_OF_SLICE == LINES_OF_SLICE - 1 {
            pause().await;
        }
        if line.is_empty() {
            continue;
        }
        let Some(content) = ContentLine::parse(&line) else {
            reader
                .problems
                .note(number, Cause::NotALine { found: quoted(&line) });
            continue;
        };
        if reader.take(number, &content).is_none() {
            break;
        }
    }
    reader.finish()
}

/// A component that has begun.
#[derive(Debug)]
struct Open {
    line: u32,
    name: String,
}

#[derive(Debug, Default)]
struct Reader {
    events: Vec<CalendarEvent>,
    problems: Problems,
    /// The outermost first.
    open: Vec<Open>,
    draft: Option<Draft>,
    zones: Zones,
    /// How many calendars have begun.
    calendars: usize,
    /// What the calendar says of its events: a file that calls them off says so once.
    state: Option<EventState>,
}

impl Reader {
    /// Takes in a line; `None` where no more are to be read.
    fn take(&mut self, number: u32, line: &ContentLine<'_>) -> Option<()> {
        if line.is("BEGIN") {
            return self.begin(number, component(line));
        }
        if line.is("END") {
            self.end(number, &component(line));
            return Some(());
        }
        let innermost = self.open.last().map(|open| &*open.name);
        match (innermost, &mut self.draft) {
            (Some("VEVENT"), Some(draft)) => draft.take(number, line, &mut self.problems),
            (Some("VCALENDAR"), _)
                if line.is("METHOD") && line.value.trim().eq_ignore_ascii_case("CANCEL") =>
            {
                self.state = Some(EventState::Cancelled);
            }
            (Some(name @ ("VTIMEZONE" | "STANDARD" | "DAYLIGHT")), _) => self.zones.take(name, line),
            _ => {}
        }
        Some(())
    }

    fn begin(&mut self, number: u32, name: String) -> Option<()> {
        self.zones.begin(&name);
        match &*name {
            "VCALENDAR" => {
                self.leave_down_to(0);
                self.calendars += 1;
                self.state = None;
            }
            "VEVENT" => {
                // One that has not ended was cut off; what follows is another.
                if let Some(place) = self.open.iter().position(|open| open.name == name) {
                    self.leave_down_to(place);
                }
                if self.events.len() >= MOST_EVENTS {
                    return self.stop(number, Cause::TooManyEvents);
                }
                self.draft = Some(Draft::begin(number, self.state.unwrap_or(EventState::Planned)));
            }
            _ => {}
        }
        if self.open.len() >= DEEPEST {
            return self.stop(number, Cause::NestedTooDeep);
        }
        self.open.push(Open { line: number, name });
        Some(())
    }

    fn end(&mut self, number: u32, name: &str) {
        let Some(place) = self.open.iter().rposition(|open| open.name == *name) else {
            let component = quoted(name);
            self.problems.note(number, Cause::NotBegun { component });
            return;
        };
        self.leave_down_to(place + 1);
        self.open.pop();
        self.zones.end(name);
        if name == "VEVENT"
            && let Some(draft) = self.draft.take()
        {
            self.events.extend(draft.finish(&mut self.problems));
        }
    }

    /// Leaves components that have not ended, so that only so many are open.
    fn leave_down_to(&mut self, depth: usize) {
        for open in self.open.drain(depth.min(self.open.len())..).rev() {
            if open.name == "VEVENT" {
                self.draft = None;
            }
            let component = quoted(&open.name);
            self.problems.note(open.line, Cause::NotEnded { component });
        }
    }

    fn stop(&mut self, number: u32, cause: Cause) -> Option<()> {
        self.problems.note(number, cause);
        self.draft = None;
        self.open.clear();
        None
    }

    fn finish(mut self) -> Result<Calendar, CalendarProblem> {
        if self.calendars == 0 {
            return Err(CalendarProblem {
                line: None,
                cause: Cause::NoCalendar,
            });
        }
        self.leave_down_to(0);
        self.zones.settle(&mut self.events);
        Ok(Calendar {
            events: self.events,
            problems: self.problems.finish(),
        })
    }
}

/// The name of the component that a line begins or ends, in capitals.
fn component(line: &ContentLine<'_>) -> String {
    line.value.trim().to_ascii_uppercase()
}
