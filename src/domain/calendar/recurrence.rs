//! The days that a rule gives.
//!
//! A rule is looked at period by period: each day, week, month or year in which it holds. Without a count the first
//! period is the one of the window, so that an event of long ago costs no more than one of today.

use super::rule::{Frequency, Rule, RuleEnd, Weekday};
use super::time::{CalendarTime, Clock};
use crate::domain::time::{Day, Moment, days_in_month};

/// So many days are looked at for one event: more than two hundred years of days, or of years.
const MOST_DAYS_OF_EVENT: u32 = 100_000;

/// So many days are looked at for a whole file.
const MOST_DAYS_OF_FILE: u32 = 5_000_000;

/// So many days are looked at for the time zones of a file: more than thirty zones that have summer time.
const MOST_DAYS_OF_ZONES: u32 = 1_000_000;

/// How many days may still be looked at.
#[derive(Debug)]
pub(super) struct Patience {
    of_file: u32,
    of_event: u32,
}

/// Which days are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: Day,
    pub to: Day,
    /// No more days than this are asked for.
    pub most: usize,
}

/// What a rule gives.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Recurrence {
    /// In order, each once, the start's day first where it is asked for.
    pub days: Vec<Day>,
    pub ending: Ending,
}

/// Whether it gave all days that were asked for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    #[default]
    Whole,
    /// There are more days than were asked for.
    TooMany,
    /// It took too long.
    TookTooLong,
}

impl Patience {
    pub const fn of_file() -> Self {
        Self {
            of_file: MOST_DAYS_OF_FILE,
            of_event: MOST_DAYS_OF_EVENT,
        }
    }

    pub const fn of_zones() -> Self {
        Self {
            of_file: MOST_DAYS_OF_ZONES,
            of_event: MOST_DAYS_OF_EVENT,
        }
    }

    fn begin_event(&mut self) {
        self.of_event = MOST_DAYS_OF_EVENT.min(self.of_file);
    }

    /// Whether a period may still be looked at.
    fn allows(&mut self, (first, last): (Day, Day)) -> bool {
        let days = first.age(last) + 1;
        let (of_file, of_event) = (self.of_file.checked_sub(days), self.of_event.checked_sub(days));
        match (of_file, of_event) {
            (Some(of_file), Some(of_event)) => {
                (self.of_file, self.of_event) = (of_file, of_event);
                true
            }
            _ => false,
        }
    }
}

/// The days of an event with a rule, on the clock that its start is written in. The start counts as the first occurrence,
/// whether the rule holds on it or not. A time in UTC until which it goes is compared on the clock of the start.
pub(super) fn recurrence(
    start: CalendarTime,
    rule: &Rule,
    span: Span,
    offset: &dyn Fn(Moment) -> i32,
    patience: &mut Patience,
) -> Recurrence {
    patience.begin_event();
    let mut found = Recurrence::default();
    let last = last_second(start, rule, offset);
    let mut left = match rule.end {
        RuleEnd::After(count) => Some(count.saturating_sub(1)),
        _ => None,
    };
    if (span.from..=span.to).contains(&start.day) && span.most > 0 {
        found.days.push(start.day);
    }
    let mut number = match left {
        Some(_) => 0,
        None => rule.period_of(start.day, span.from),
    };
    while let Some(period) = rule.period(start.day, number) {
        number += 1;
        if period.0 > span.to || last.is_some_and(|last| seconds(start, period.0) > last) || left == Some(0) {
            return found;
        }
        if !patience.allows(period) {
            found.ending = Ending::TookTooLong;
            return found;
        }
        for day in rule.days_of(period, start.day) {
            if day <= start.day {
                continue;
            }
            if day > span.to || last.is_some_and(|last| seconds(start, day) > last) || left == Some(0) {
                return found;
            }
            left = left.map(|left| left - 1);
            if day < span.from {
                continue;
            }
            if found.days.len() >= span.most {
                found.ending = Ending::TooMany;
                return found;
            }
            found.days.push(day);
        }
    }
    found
}

/// The last second in which an occurrence may begin, as [`CalendarTime::seconds`] counts them; `None`: any.
fn last_second(start: CalendarTime, rule: &Rule, offset: &dyn Fn(Moment) -> i32) -> Option<i64> {
    let RuleEnd::Until(until) = rule.end else {
        return None;
    };
    let until = until.beside(start, offset);
    Some(match (start.clock, until.clock) {
        // Of days it is the day that counts.
        (Clock::WholeDay, _) | (_, Clock::WholeDay) => CalendarTime {
            day: until.day,
            clock: Clock::Local(86_399),
        }
        .seconds(),
        _ => until.seconds(),
    })
}

/// When an occurrence of this day begins.
fn seconds(start: CalendarTime, day: Day) -> i64 {
    CalendarTime { day, ..start }.seconds()
}

impl Rule {
    /// First and last day of the period of this number, from 0 for the one of the start; `None` beyond the last day that
    /// there is.
    fn period(&self, start: Day, number: i64) -> Option<(Day, Day)> {
        let step = number.checked_mul(i64::from(self.interval))?;
        match self.frequency {
            Frequency::Daily => {
                let day = day(i64::from(start.days_since_epoch()).checked_add(step)?)?;
                Some((day, day))
            }
            Frequency::Weekly => {
                let first = self.week_of(start).checked_add(step.checked_mul(7)?)?;
                let last = i64::from(Day::LAST.days_since_epoch());
                let first_day = day(first.max(i64::from(Day::FIRST.days_since_epoch())))?;
                Some((first_day, day((first + 6).min(last))?))
            }
            Frequency::Monthly => {
                let month = month_number(start).checked_add(step)?;
                let year = i32::try_from(month.div_euclid(12)).ok()?;
                let month = u32::try_from(month.rem_euclid(12)).ok()? + 1;
                let first = Day::from_date(year, month, 1)?;
                Some((first, Day::from_date(year, month, days_in_month(year, month))?))
            }
            Frequency::Yearly => {
                let (year, ..) = start.date();
                let year = i32::try_from(i64::from(year).checked_add(step)?).ok()?;
                Some((Day::from_date(year, 1, 1)?, Day::from_date(year, 12, 31)?))
            }
        }
    }

    /// The number of the last period that begins on a day or before it; 0 before the start.
    fn period_of(&self, start: Day, sought: Day) -> i64 {
        let days = i64::from(sought.days_since_epoch()) - i64::from(start.days_since_epoch());
        let periods = match self.frequency {
            Frequency::Daily => days,
            Frequency::Weekly => (i64::from(sought.days_since_epoch()) - self.week_of(start)).div_euclid(7),
            Frequency::Monthly => month_number(sought) - month_number(start),
            Frequency::Yearly => i64::from(sought.date().0) - i64::from(start.date().0),
        };
        periods.div_euclid(i64::from(self.interval).max(1)).max(0)
    }

    /// The day on which the week of a day begins, in days from the beginning of 1970.
    fn week_of(&self, day: Day) -> i64 {
        let passed = 7 + Weekday::of(day).days_after_monday() - self.week_start.days_after_monday();
        i64::from(day.days_since_epoch()) - i64::from(passed % 7)
    }

    /// The days of a period on which the event occurs.
    fn days_of(&self, (first, last): (Day, Day), start: Day) -> Vec<Day> {
        let days: Vec<Day> = (first.days_since_epoch()..=last.days_since_epoch())
            .filter_map(Day::from_days_since_epoch)
            .filter(|day| self.holds(*day, start))
            .collect();
        if self.positions.is_empty() {
            return days;
        }
        let has = |position: usize| {
            i16::try_from(position).is_ok_and(|position| self.positions.binary_search(&position).is_ok())
        };
        let has_from_end = |position: usize| {
            i16::try_from(position).is_ok_and(|position| self.positions.binary_search(&-position).is_ok())
        };
        let count = days.len();
        let chosen = days.into_iter().enumerate();
        chosen
            .filter(|(place, _)| has(place + 1) || has_from_end(count - place))
            .map(|(_, day)| day)
            .collect()
    }
}

fn day(days: i64) -> Option<Day> {
    i32::try_from(days).ok().and_then(Day::from_days_since_epoch)
}

/// Months since the beginning of the year 0.
fn month_number(day: Day) -> i64 {
    let (year, month, _) = day.date();
    i64::from(year) * 12 + i64::from(month) - 1
}
