//! Days and times as a calendar file has them.
//!
//! Source: RFC 5545, sections 3.3.4 to 3.3.6.

use super::line::ContentLine;
use crate::domain::time::{Day, Moment};

/// What a file may call UTC as if it were a time zone.
const NAMES_OF_UTC: [&str; 4] = ["UTC", "Etc/UTC", "GMT", "Etc/GMT"];

/// The longest offset from UTC that is believed, in minutes: a day.
const LONGEST_OFFSET: i32 = 1440;

const SECONDS_PER_DAY: i64 = 86_400;

/// A day, and perhaps a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarTime {
    /// As it is written: of a time in UTC, the day in UTC.
    pub day: Day,
    pub clock: Clock,
}

/// The time of a day, in seconds from its beginning, `0..=86399`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clock {
    WholeDay,
    /// As the clocks show it where the event takes place.
    Local(u32),
    Utc(u32),
}

impl CalendarTime {
    /// Reads a day such as `20261122` or `20261122Z` or a time such as `20261122T104100` or `20261122T104100Z`; `None` for any other form.
    /// A leap second is the one before it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = match text.split_once(['T', 't']) {
            Some((day, time)) => (day, Some(time)),
            // A day has no clock; but some programs say that it is in UTC.
            None => (text.strip_suffix('Z').unwrap_or(text), None),
        };
        let [year, month, day] = numbers(day, [4, 2, 2])?;
        let day = Day::from_date(i32::try_from(year).ok()?, month, day)?;
        let clock = match time {
            None => Clock::WholeDay,
            Some(time) => match time.strip_suffix(['Z', 'z']) {
                Some(time) => Clock::Utc(seconds_of_day(time)?),
                None => Clock::Local(seconds_of_day(time)?),
            },
        };
        Some(Self { day, clock })
    }

    /// As [`CalendarTime::parse`], of a line that may name UTC as its time zone.
    pub(super) fn of_line(line: &ContentLine<'_>, text: &str) -> Option<Self> {
        let time = Self::parse(text.trim())?;
        let is_utc = line
            .parameter("TZID")
            .is_some_and(|zone| NAMES_OF_UTC.iter().any(|name| zone.eq_ignore_ascii_case(name)));
        Some(match time.clock {
            Clock::Local(seconds) if is_utc => Self {
                clock: Clock::Utc(seconds),
                ..time
            },
            _ => time,
        })
    }

    /// As the visitor's clock shows it. `offset` gives how many minutes that is ahead of UTC at a moment. What is not in
    /// UTC stays.
    #[must_use]
    pub fn local(self, offset: &dyn Fn(Moment) -> i32) -> Self {
        let Clock::Utc(seconds) = self.clock else {
            return self;
        };
        let moment = i64::from(self.day.days_since_epoch()) * SECONDS_PER_DAY + i64::from(seconds);
        let minutes = Moment::from_milliseconds(moment * 1000).map_or(0, offset);
        let moved = moment + i64::from(minutes.clamp(-LONGEST_OFFSET, LONGEST_OFFSET)) * 60;
        let day = i32::try_from(moved.div_euclid(SECONDS_PER_DAY)).ok();
        // Beyond the first and the last day that there is, it stays where it was.
        let Some(day) = day.and_then(Day::from_days_since_epoch) else {
            return self;
        };
        let seconds = u32::try_from(moved.rem_euclid(SECONDS_PER_DAY)).unwrap_or(0);
        Self {
            day,
            clock: Clock::Local(seconds),
        }
    }

    /// As the clock of an event shows it, by its start. Midnight in UTC stands for the day where days are whole: so some
    /// programs name an occurrence of one.
    pub(super) fn beside(self, start: Self, offset: &dyn Fn(Moment) -> i32) -> Self {
        match (start.clock, self.clock) {
            (Clock::Utc(_), _) => self,
            (Clock::WholeDay, Clock::Utc(0)) => Self {
                clock: Clock::WholeDay,
                ..self
            },
            _ => self.local(offset),
        }
    }

    /// Seconds from the beginning of 1970 on the clock that it was read from; a whole day begins at midnight.
    pub(super) fn seconds(self) -> i64 {
        let of_day = match self.clock {
            Clock::WholeDay => 0,
            Clock::Local(seconds) | Clock::Utc(seconds) => seconds,
        };
        i64::from(self.day.days_since_epoch()) * SECONDS_PER_DAY + i64::from(of_day)
    }

    /// Whether it is a time in UTC.
    pub(super) const fn is_utc(self) -> bool {
        matches!(self.clock, Clock::Utc(_))
    }
}

/// A duration such as `PT1H30M` or `P2W`, in seconds; `None` for any other form.
pub(super) fn duration(text: &str) -> Option<i64> {
    let (sign, text) = match text.trim().split_at_checked(1)? {
        ("-", rest) => (-1, rest),
        ("+", rest) => (1, rest),
        _ => (1, text.trim()),
    };
    let text = text.strip_prefix('P')?;
    let (days, times) = text.split_once('T').unwrap_or((text, ""));
    let days = parts(days, &[('W', 604_800), ('D', SECONDS_PER_DAY)])?;
    let times = parts(times, &[('H', 3600), ('M', 60), ('S', 1)])?;
    let is_said = !text.is_empty() && !text.ends_with('T');
    is_said.then(|| sign * (days + times))
}

/// Numbers with their units, in this order, each at most once.
fn parts(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut rest = text;
    let mut sum = 0;
    for (unit, seconds) in units {
        if let Some((number, behind)) = rest.split_once(*unit) {
            let is_number =
                (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
            sum += number.parse::<i64>().ok().filter(|_| is_number)? * seconds;
            rest = behind;
        }
    }
    rest.is_empty().then_some(sum)
}

fn seconds_of_day(text: &str) -> Option<u32> {
    let [hour, minute, second] = numbers(text, [2, 2, 2])?;
    let exists = hour <= 23 && minute <= 59 && second <= 60;
    exists.then(|| hour * 3600 + minute * 60 + second.min(59))
}

/// Numbers of so many digits each, and nothing else.
fn numbers<const N: usize>(text: &str, lengths: [usize; N]) -> Option<[u32; N]> {
    let is_whole =
        text.len() == lengths.iter().sum::<usize>() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole {
        return None;
    }
    let mut found = [0; N];
    let mut rest = text;
    for (number, length) in found.iter_mut().zip(lengths) {
        let (digits, behind) = rest.split_at_checked(length)?;
        *number = digits.parse().ok()?;
        rest = behind;
    }
    Some(found)
}
