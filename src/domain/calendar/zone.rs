//! Time zones as a file describes them: so that a moment in UTC can be told on the clock of an event.
//!
//! Source: RFC 5545, section 3.6.5, Time Zone Component.

use std::collections::BTreeMap;

use super::event::CalendarEvent;
use super::line::ContentLine;
use super::recurrence::{Patience, Span, recurrence};
use super::rule::{Rule, RuleEnd};
use super::time::{CalendarTime, Clock};
use crate::domain::time::{Day, Moment};

/// The years in which clocks are looked at. Meetings of before are in no log; behind them a zone stays as it is.
const YEARS: (i32, i32) = (2000, 2045);

/// No rule changes clocks more often within these years.
const MOST_CHANGES: usize = 100;

/// Offsets from UTC stay below a day.
const LONGEST_OFFSET: i32 = 24 * 60;

/// The zones of a file, as they are put together from its lines. What is not understood of them is passed over without a
/// word: the visitor's clock takes its place.
#[derive(Debug, Default)]
pub(super) struct Zones {
    /// By name; of several with one name the first.
    described: BTreeMap<String, Vec<Observance>>,
    name: Option<String>,
    observances: Vec<Observance>,
    observance: Draft,
}

/// From when on clocks show something else.
#[derive(Debug, Clone)]
struct Observance {
    /// On the clock as it was before.
    start: CalendarTime,
    rule: Option<Rule>,
    added: Vec<CalendarTime>,
    before: Offset,
    after: Offset,
}

#[derive(Debug, Default)]
struct Draft {
    start: Option<CalendarTime>,
    rule: Option<Rule>,
    added: Vec<CalendarTime>,
    before: Option<Offset>,
    after: Option<Offset>,
}

/// Minutes ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Offset(i32);

/// When a zone's clocks change, in seconds from the beginning of 1970, and what they show from then on; in order.
#[derive(Debug)]
struct Changes {
    first: Offset,
    all: Vec<(i64, Offset)>,
}

impl Zones {
    /// Takes in a line of a zone, or of a part of it, by the name of the component that it stands in.
    pub fn take(&mut self, component: &str, line: &ContentLine<'_>) {
        if component == "VTIMEZONE" {
            if line.is("TZID") && self.name.is_none() {
                self.name = Some(line.text().trim().to_owned());
            }
        } else {
            self.observance.take(line);
        }
    }

    /// A component has begun.
    pub fn begin(&mut self, component: &str) {
        match component {
            "VTIMEZONE" => {
                self.name = None;
                self.observances.clear();
            }
            "STANDARD" | "DAYLIGHT" => self.observance = Draft::default(),
            _ => {}
        }
    }

    /// A component has ended.
    pub fn end(&mut self, component: &str) {
        match component {
            "VTIMEZONE" => {
                let observances = core::mem::take(&mut self.observances);
                if let Some(name) = self.name.take()
                    && !observances.is_empty()
                {
                    self.described.entry(name).or_insert(observances);
                }
            }
            "STANDARD" | "DAYLIGHT" => {
                let draft = core::mem::take(&mut self.observance);
                self.observances.extend(draft.finish());
            }
            _ => {}
        }
    }

    /// Moves what is said of events that recur in UTC to the clock of their start, where its zone is described: when they
    /// end, and which occurrences are left out, added or changed. Whole days have no zone: they are on the clock of the
    /// only one that there is.
    pub fn settle(&self, events: &mut [CalendarEvent]) {
        let mut clocks = Clocks {
            described: &self.described,
            changes: BTreeMap::new(),
            patience: Patience::of_zones(),
        };
        let mut of_series = BTreeMap::new();
        for event in events.iter_mut().filter(|event| event.replaces.is_none()) {
            let Some(name) = self.name_of(event) else {
                continue;
            };
            let start = event.start;
            if let Some(RuleEnd::Until(until)) = event.rule.as_mut().map(|rule| &mut rule.end) {
                *until = clocks.beside(start, name, *until);
            }
            for time in event.excluded.iter_mut().chain(&mut event.added) {
                *time = clocks.beside(start, name, *time);
            }
            of_series.insert(event.uid.clone(), (start, name));
        }
        for event in events {
            if let Some(replaces) = &mut event.replaces
                && let Some((start, name)) = of_series.get(&event.uid)
            {
                *replaces = clocks.beside(*start, name, *replaces);
            }
        }
    }

    /// The described zone on whose clock an event recurs.
    fn name_of(&self, event: &CalendarEvent) -> Option<&str> {
        let mut names = self.described.keys();
        match event.start.clock {
            Clock::Utc(_) => None,
            Clock::Local(_) => {
                let (name, _) = self.described.get_key_value(event.zone.as_ref()?)?;
                Some(name)
            }
            Clock::WholeDay => names
                .next()
                .filter(|_| names.next().is_none())
                .map(String::as_str),
        }
    }
}

impl Draft {
    /// Takes in a line.
    fn take(&mut self, line: &ContentLine<'_>) {
        match &*line.name() {
            "DTSTART" => self.start = self.start.or_else(|| CalendarTime::parse(line.value.trim())),
            "RRULE" if self.rule.is_none() => self.rule = Rule::parse(line.value).ok(),
            "RDATE" => {
                let times = line.value.split(',').map(str::trim);
                self.added.extend(times.filter_map(CalendarTime::parse));
            }
            "TZOFFSETFROM" => self.before = self.before.or_else(|| Offset::parse(line.value)),
            "TZOFFSETTO" => self.after = self.after.or_else(|| Offset::parse(line.value)),
            _ => {}
        }
    }

    fn finish(self) -> Option<Observance> {
        Some(Observance {
            start: self.start?,
            rule: self.rule,
            added: self.added,
            before: self.before?,
            after: self.after?,
        })
    }
}

impl Offset {
    /// Reads an offset such as `+0100`, or with seconds, which are passed over.
    fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.trim().split_at_checked(1)? {
            ("+", digits) => (1, digits),
            ("-", digits) => (-1, digits),
            _ => return None,
        };
        let is_whole = matches!(digits.len(), 4 | 6) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let part = |from, to| digits.get(from..to)?.parse::<i32>().ok();
        let minutes = part(0, 2).filter(|_| is_whole)? * 60 + part(2, 4)?;
        (minutes < LONGEST_OFFSET).then_some(Self(sign * minutes))
    }

    fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

impl Observance {
    /// When it begins, each time, in seconds from the beginning of 1970.
    fn begins(&self, patience: &mut Patience) -> Vec<i64> {
        let moment = |time: CalendarTime| time.seconds() - self.before.seconds();
        let mut begins: Vec<i64> = self.added.iter().copied().map(moment).collect();
        begins.push(moment(self.start));
        let (from, to) = (Day::from_date(YEARS.0, 1, 1), Day::from_date(YEARS.1, 12, 31));
        if let (Some(rule), Some(from), Some(to)) = (&self.rule, from, to) {
            let span = Span {
                from,
                to,
                most: MOST_CHANGES,
            };
            let found = recurrence(self.start, rule, span, &|_| self.before.0, patience);
            begins.extend(
                found
                    .days
                    .into_iter()
                    .map(|day| moment(CalendarTime { day, ..self.start })),
            );
        }
        begins
    }
}

impl Changes {
    fn of(observances: &[Observance], patience: &mut Patience) -> Self {
        let mut all: Vec<(i64, Offset)> = Vec::new();
        for observance in observances {
            let begins = observance.begins(patience);
            all.extend(begins.into_iter().map(|moment| (moment, observance.after)));
        }
        all.sort_unstable();
        let first = observances.iter().min_by_key(|observance| observance.start);
        Self {
            first: first.map_or(Offset(0), |observance| observance.before),
            all,
        }
    }

    /// What clocks show at a moment.
    fn at(&self, moment: Moment) -> Offset {
        let seconds = moment.milliseconds().div_euclid(1000);
        let passed = self.all.partition_point(|(begin, _)| *begin <= seconds);
        let last = passed.checked_sub(1).and_then(|last| self.all.get(last));
        last.map_or(self.first, |(_, offset)| *offset)
    }
}

/// The clocks of zones that are asked for, each worked out once.
struct Clocks<'z> {
    described: &'z BTreeMap<String, Vec<Observance>>,
    changes: BTreeMap<&'z str, Changes>,
    patience: Patience,
}

impl<'z> Clocks<'z> {
    /// A time as the clock of an event shows it, which starts in a zone; what is not in UTC stays.
    fn beside(&mut self, start: CalendarTime, name: &'z str, time: CalendarTime) -> CalendarTime {
        let Some(observances) = self.described.get(name).filter(|_| time.is_utc()) else {
            return time;
        };
        let patience = &mut self.patience;
        let changes = self.changes.entry(name);
        let changes = changes.or_insert_with(|| Changes::of(observances, patience));
        time.beside(start, &|moment| changes.at(moment).0)
    }
}
