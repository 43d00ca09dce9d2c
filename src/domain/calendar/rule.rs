//! How an event recurs.
//!
//! Source: RFC 5545, section 3.3.10, Recurrence Rule.

use super::time::CalendarTime;
use crate::domain::time::{Day, days_in_month};

/// A recurrence rule. Only days count: events that recur within a day are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub frequency: Frequency,
    /// Every so many days, weeks, months or years, at least 1.
    pub interval: u32,
    pub end: RuleEnd,
    pub(super) months: Months,
    pub(super) month_days: MonthDays,
    pub(super) weekdays: Weekdays,
    /// Which of a period's occurrences stay, `-366..=366` but not 0, from the first or the last; sorted, each once. Empty:
    /// all.
    pub(super) positions: Vec<i16>,
    pub week_start: Weekday,
}

/// How long a period of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// When a rule ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleEnd {
    Never,
    /// After so many occurrences, at least 1.
    After(u32),
    /// With the last occurrence up to then.
    Until(CalendarTime),
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Months of `BYMONTH`, a bit each: however often a file names one, it is looked at once. 0: none named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Months(u16);

/// Days of `BYMONTHDAY`, a bit each, from the beginning and from the end of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct MonthDays {
    from_start: u32,
    from_end: u32,
}

/// Days of `BYDAY` for each day of the week from Monday: a bit for every one of them, or for the first, second or last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Weekdays([u128; 7]);

/// The bit of a day of the week without a number; those with one stand around it.
const EVERY: i32 = 60;

/// The most that a day of the week is numbered with: a year has at most 53 of them.
const MOST_IN_YEAR: i32 = 53;

impl Rule {
    /// A rule of which nothing is said but how often.
    pub(super) fn every(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            end: RuleEnd::Never,
            months: Months::default(),
            month_days: MonthDays::default(),
            weekdays: Weekdays::default(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
        }
    }

    /// Whether the event occurs on a day of a period in which it does. What the rule does not say is as on `start`.
    pub(super) fn holds(&self, day: Day, start: Day) -> bool {
        let (year, month, of_month) = day.date();
        let (_, start_month, start_of_month) = start.date();
        let says_day = !self.month_days.is_empty() || !self.weekdays.is_empty();
        if !self.months.is_empty() {
            if !self.months.contains(month) {
                return false;
            }
        } else if self.frequency == Frequency::Yearly && !says_day && month != start_month {
            return false;
        }
        if !says_day {
            return match self.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => Weekday::of(day) == Weekday::of(start),
                Frequency::Monthly | Frequency::Yearly => of_month == start_of_month,
            };
        }
        let length = days_in_month(year, month);
        (self.month_days.is_empty() || self.month_days.contains(of_month, length))
            && (self.weekdays.is_empty() || self.has_weekday(day, of_month, length))
    }

    /// Whether `BYDAY` names a day: its weekday, or as the how-manieth it is of its month or year.
    fn has_weekday(&self, day: Day, of_month: u32, length: u32) -> bool {
        let weekday = Weekday::of(day);
        if self.weekdays.contains(weekday, 0) {
            return true;
        }
        let is_of_year = self.frequency == Frequency::Yearly && self.months.is_empty();
        let (before, behind) = if is_of_year {
            let (year, ..) = day.date();
            let place = |month, of_month| {
                Day::from_date(year, month, of_month)
                    .unwrap_or(day)
                    .days_since_epoch()
            };
            let place_of_day = day.days_since_epoch();
            (place_of_day - place(1, 1), place(12, 31) - place_of_day)
        } else {
            let of_month = of_month.cast_signed();
            (of_month - 1, length.cast_signed() - of_month)
        };
        self.weekdays.contains(weekday, before / 7 + 1) || self.weekdays.contains(weekday, -(behind / 7 + 1))
    }
}

impl Weekday {
    /// From Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The weekday of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        // 1970-01-01 was a Thursday.
        match (day.days_since_epoch() + 3).rem_euclid(7) {
            0 => Self::Monday,
            1 => Self::Tuesday,
            2 => Self::Wednesday,
            3 => Self::Thursday,
            4 => Self::Friday,
            5 => Self::Saturday,
            _ => Self::Sunday,
        }
    }

    /// The two letters in a calendar file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "MO",
            Self::Tuesday => "TU",
            Self::Wednesday => "WE",
            Self::Thursday => "TH",
            Self::Friday => "FR",
            Self::Saturday => "SA",
            Self::Sunday => "SU",
        }
    }

    /// Days from Monday, `0..=6`.
    pub(super) const fn days_after_monday(self) -> u8 {
        self as u8
    }
}

impl Months {
    /// Adds a month; whether it is one, `1..=12`.
    pub fn add(&mut self, month: i32) -> bool {
        let is_month = (1..=12).contains(&month);
        if is_month {
            self.0 |= 1 << month;
        }
        is_month
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn contains(self, month: u32) -> bool {
        self.0 >> month & 1 == 1
    }
}

impl MonthDays {
    /// Adds a day, from the end where it is below 0; whether it is one, `1..=31` either way.
    pub fn add(&mut self, day: i32) -> bool {
        let place = day.unsigned_abs();
        let is_day = (1..=31).contains(&place);
        if is_day && day > 0 {
            self.from_start |= 1 << place;
        } else if is_day {
            self.from_end |= 1 << place;
        }
        is_day
    }

    pub const fn is_empty(self) -> bool {
        self.from_start | self.from_end == 0
    }

    const fn contains(self, day: u32, length: u32) -> bool {
        (self.from_start >> day | self.from_end >> (length + 1 - day)) & 1 == 1
    }
}

impl Weekdays {
    /// Adds a weekday, every one of them or, where the number is not 0, the how-manieth; whether there can be so many.
    pub fn add(&mut self, weekday: Weekday, number: i32) -> bool {
        let can_be = (-MOST_IN_YEAR..=MOST_IN_YEAR).contains(&number);
        if can_be && let Some(numbers) = self.0.get_mut(usize::from(weekday.days_after_monday())) {
            *numbers |= 1 << (EVERY + number);
        }
        can_be
    }

    pub fn is_empty(self) -> bool {
        self.0 == [0; 7]
    }

    /// Whether any of them is numbered.
    pub fn are_numbered(self) -> bool {
        self.0.iter().any(|numbers| numbers & !(1 << EVERY) != 0)
    }

    fn contains(self, weekday: Weekday, number: i32) -> bool {
        let numbers = self
            .0
            .get(usize::from(weekday.days_after_monday()))
            .copied()
            .unwrap_or(0);
        numbers >> (EVERY + number) & 1 == 1
    }
}
