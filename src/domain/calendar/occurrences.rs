//! What of a calendar happens within some days.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{CalendarEvent, EventState};
use super::problem::{CalendarProblem, Cause, Problems};
use super::read::Calendar;
use super::recurrence::{Ending, Patience, Span, recurrence};
use super::time::CalendarTime;
use crate::domain::time::{Day, Moment};

/// No more occurrences than this are given, of all events together.
pub const MOST_OCCURRENCES: usize = 5000;

/// Which days are looked at, and on whose clock.
#[derive(Clone, Copy)]
pub struct Window<'o> {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// How many minutes the visitor's clock is ahead of UTC at a moment, `-1440..=1440`; beyond, the nearest of these.
    pub offset: &'o dyn Fn(Moment) -> i32,
}

/// An event on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence<'e> {
    pub event: &'e CalendarEvent,
    /// Of an event that recurs: the day that was planned, as its own clock has it. With the event's name it names the
    /// occurrence, whoever looks at it and wherever it was moved. `None`: the event does not recur.
    pub recurrence: Option<Day>,
    /// On the visitor's clock where the event's is UTC, else on the event's own.
    pub day: Day,
    pub state: EventState,
}

/// Everything that happens within a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expansion<'e> {
    /// By day, then by the event's name; at most [`MOST_OCCURRENCES`].
    pub occurrences: Vec<Occurrence<'e>>,
    /// What stands outside the window now, but may once have stood in it: events that do not recur, and occurrences that
    /// were moved.
    pub elsewhere: Vec<Occurrence<'e>>,
    /// The names of events that were not expanded to the end.
    pub cut: BTreeSet<&'e str>,
    pub problems: Vec<CalendarProblem>,
}

/// The events of each name, as they count: of several with one name, or for one occurrence, the one that was changed most
/// often, and of those the last.
#[derive(Debug, Default)]
struct Series<'e> {
    /// `None`: the file has only changed occurrences of it.
    whole: Option<&'e CalendarEvent>,
    /// Those with a place of their own, by the day that was planned.
    changed: BTreeMap<Day, &'e CalendarEvent>,
}

/// Expands the events of a calendar within a window.
#[must_use]
pub fn occurrences<'e>(calendar: &'e Calendar, window: &Window<'_>) -> Expansion<'e> {
    let mut expanding = Expanding {
        window,
        patience: Patience::of_file(),
        found: Expansion::default(),
        problems: Problems::default(),
        is_full: false,
    };
    for series in series_by_name(calendar, window).values() {
        expanding.expand(series);
    }
    let mut found = expanding.found;
    found.problems = expanding.problems.finish();
    found
        .occurrences
        .sort_by(|one, other| one.place().cmp(&other.place()));
    found
}

fn series_by_name<'e>(calendar: &'e Calendar, window: &Window<'_>) -> BTreeMap<&'e str, Series<'e>> {
    let mut all: BTreeMap<&str, Series<'e>> = BTreeMap::new();
    for event in calendar.events.iter().filter(|event| event.replaces.is_none()) {
        let whole = &mut all.entry(&event.uid).or_default().whole;
        if whole.is_none_or(|before| before.sequence <= event.sequence) {
            *whole = Some(event);
        }
    }
    for event in &calendar.events {
        if let Some(replaces) = event.replaces {
            let series = all.entry(&event.uid).or_default();
            let planned = planned_day(replaces, series.whole, window);
            let before = series.changed.get(&planned);
            if before.is_none_or(|before| before.sequence <= event.sequence) {
                series.changed.insert(planned, event);
            }
        }
    }
    all
}

/// The day of an occurrence on the clock of the event as a whole, by which occurrences are named.
fn planned_day(time: CalendarTime, whole: Option<&CalendarEvent>, window: &Window<'_>) -> Day {
    whole
        .map_or(time, |whole| time.beside(whole.start, window.offset))
        .day
}

struct Expanding<'w, 'o, 'e> {
    window: &'w Window<'o>,
    patience: Patience,
    found: Expansion<'e>,
    problems: Problems,
    is_full: bool,
}

impl<'e> Expanding<'_, '_, 'e> {
    fn expand(&mut self, series: &Series<'e>) {
        let whole_state = series.whole.map(|whole| whole.state);
        if let Some(whole) = series.whole {
            if whole.rule.is_none() && whole.added.is_empty() {
                self.settle(whole, None, whole.start, whole.state);
            } else {
                self.expand_recurring(whole, series);
            }
        }
        for (planned, event) in &series.changed {
            let is_cancelled = [whole_state, Some(event.state)].contains(&Some(EventState::Cancelled));
            let state = if is_cancelled {
                EventState::Cancelled
            } else {
                EventState::Planned
            };
            self.settle(event, Some(*planned), event.start, state);
        }
    }

    fn expand_recurring(&mut self, whole: &'e CalendarEvent, series: &Series<'e>) {
        let Window { from, to, offset } = *self.window;
        // An offset from UTC moves an occurrence by a day at most.
        let span = Span {
            from: from.plus(-1).unwrap_or(from),
            to: to.plus(1).unwrap_or(to),
            most: MOST_OCCURRENCES + 1,
        };
        let excluded: BTreeSet<Day> = (whole.excluded.iter())
            .map(|time| planned_day(*time, Some(whole), self.window))
            .collect();
        let mut days: BTreeSet<Day> = (whole.added.iter())
            .map(|time| planned_day(*time, Some(whole), self.window))
            .filter(|day| (span.from..=span.to).contains(day))
            .collect();
        let ending = if let Some(rule) = &whole.rule {
            let found = recurrence(whole.start, rule, span, offset, &mut self.patience);
            days.extend(found.days);
            found.ending
        } else {
            days.insert(whole.start.day);
            Ending::Whole
        };
        match ending {
            Ending::Whole => {}
            Ending::TooMany => self.leave_out(whole),
            Ending::TookTooLong => {
                self.found.cut.insert(&whole.uid);
                self.problems.note(whole.line, Cause::TakesTooLong);
            }
        }
        for day in days {
            if !excluded.contains(&day) && !series.changed.contains_key(&day) {
                let start = CalendarTime { day, ..whole.start };
                self.settle(whole, Some(day), start, whole.state);
            }
        }
    }

    /// Puts an occurrence where it belongs.
    fn settle(
        &mut self,
        event: &'e CalendarEvent,
        recurrence: Option<Day>,
        start: CalendarTime,
        state: EventState,
    ) {
        let occurrence = Occurrence {
            event,
            recurrence,
            day: start.local(self.window.offset).day,
            state,
        };
        if !(self.window.from..=self.window.to).contains(&occurrence.day) {
            // Each of these stands in the file, so that there are no more of them than events; of the rest of a series
            // nothing is told.
            if recurrence.is_none() || event.replaces.is_some() {
                self.found.elsewhere.push(occurrence);
            }
            return;
        }
        if self.found.occurrences.len() < MOST_OCCURRENCES {
            self.found.occurrences.push(occurrence);
        } else {
            self.leave_out(event);
        }
    }

    /// Notes that an event has more occurrences than there is room for.
    fn leave_out(&mut self, event: &'e CalendarEvent) {
        self.found.cut.insert(&event.uid);
        if !self.is_full {
            self.is_full = true;
            self.problems.note(event.line, Cause::TooManyOccurrences);
        }
    }
}

impl<'e> Occurrence<'e> {
    /// What they are sorted by.
    fn place(&self) -> (Day, &'e str, Option<Day>) {
        (self.day, &self.event.uid, self.recurrence)
    }
}
