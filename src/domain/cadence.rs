//! How often two companies really meet, decide and answer, beside what they say of it.
//!
//! [`rhythm`] and [`answer_time`] look at a company's log; [`claims`] reads what a side's answers say of the same facts;
//! [`drifts`] tells where the two lie more than one step apart.
//!
//! Source: `docs/touchpoints.md`.

mod claim;
mod drift;

use super::time::Day;
use super::touchpoint::{AnswerHours, Kind, Touchpoints};

pub use claim::{Claim, Fact, Pace, claims, expected};
pub use drift::{Direction, Drift, drifts, seen};

/// The log is looked at over so many days up to today.
pub const RECORD_DAYS: u32 = 365;

/// A shorter record says nothing, in days.
pub const SHORTEST_RECORD: u32 = 60;

/// Fewer touchpoints say nothing; several on one day count once.
pub const FEWEST_TOUCHPOINTS: usize = 3;

/// How often something happens, the most often first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cadence {
    Daily,
    Weekly,
    Fortnightly,
    Monthly,
    Quarterly,
    Yearly,
    Rarer,
}

/// How long an answer takes, the shortest first. Hours are those of the clock, nights included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerTime {
    /// Up to half a working day: 4 hours.
    HalfDay,
    /// Up to one working day, which is over on the next: 24 hours.
    Day,
    /// Up to a week: 168 hours.
    Week,
    /// Up to a month: 730 hours.
    Month,
    Longer,
}

/// What a log shows of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    pub cadence: Cadence,
    /// Days with a touchpoint in the record, at least [`FEWEST_TOUCHPOINTS`].
    pub touchpoints: usize,
    /// Length of the record, `60..=365` days: since the first touchpoint, at most [`RECORD_DAYS`].
    pub record_days: u32,
    /// Half of the record's days lie in gaps of at most so many days, at least 1. See [`rhythm`].
    pub median_gap: u32,
    /// Days since the last touchpoint; 0: today.
    pub since_last: u32,
}

/// Why a log shows no cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLittle {
    /// There are so few touchpoints, less than [`FEWEST_TOUCHPOINTS`].
    Touchpoints { found: usize },
    /// The first one was so few days ago, less than [`SHORTEST_RECORD`].
    Record { days: u32 },
}

impl Cadence {
    /// All of them, the most often first.
    pub const ALL: [Self; 7] = [
        Self::Daily,
        Self::Weekly,
        Self::Fortnightly,
        Self::Monthly,
        Self::Quarterly,
        Self::Yearly,
        Self::Rarer,
    ];

    /// The name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Fortnightly => "fortnightly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Yearly => "yearly",
            Self::Rarer => "rarer",
        }
    }

    /// The longest gap that is still called so, in days; `None`: any.
    ///
    /// Source: where two neighbours meet, the number of days that is as many times one as the other is of it: the root of
    /// their product, of 1, 7, 14, 30, 91, 365 and 730 days, cut to whole days. `docs/touchpoints.md`.
    #[must_use]
    pub const fn longest_gap(self) -> Option<u32> {
        match self {
            Self::Daily => Some(2),
            Self::Weekly => Some(9),
            Self::Fortnightly => Some(20),
            Self::Monthly => Some(52),
            Self::Quarterly => Some(182),
            Self::Yearly => Some(516),
            Self::Rarer => None,
        }
    }

    /// The cadence of a gap in days.
    #[must_use]
    pub fn of_gap(days: u32) -> Self {
        let fits = |cadence: &Self| cadence.longest_gap().is_none_or(|longest| days <= longest);
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Rarer)
    }
}

impl AnswerTime {
    /// All of them, the shortest first.
    pub const ALL: [Self; 5] = [Self::HalfDay, Self::Day, Self::Week, Self::Month, Self::Longer];

    /// The name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HalfDay => "half-day",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Longer => "longer",
        }
    }

    /// The longest time that is still called so, in hours; `None`: any.
    #[must_use]
    pub const fn longest(self) -> Option<f64> {
        match self {
            Self::HalfDay => Some(4.0),
            Self::Day => Some(24.0),
            Self::Week => Some(168.0),
            Self::Month => Some(730.0),
            Self::Longer => None,
        }
    }

    /// The name for so many hours.
    #[must_use]
    pub fn of_hours(hours: f64) -> Self {
        let fits = |time: &Self| time.longest().is_none_or(|longest| hours <= longest);
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Longer)
    }
}

/// The days of a log's touchpoints of one kind, up to today.
pub fn days_of(log: &Touchpoints, kind: Kind, today: Day) -> impl Iterator<Item = Day> {
    let entries = log.entries().iter();
    entries
        .filter(move |entry| entry.kind == kind && entry.day <= today)
        .map(|entry| entry.day)
}

/// The cadence that some days show today. Days after today do not count, and their order says nothing.
///
/// Each day of the record lies in the gap between two touchpoints, the last one in the gap that is open until today. The
/// median gap is the one that half of the record's days do not exceed. An ordinary median of the gaps would be set by a
/// busy week in an empty year, and could grow when a touchpoint is added; this one counts every day the same, and a
/// touchpoint that is added within the record can only shorten it.
///
/// # Errors
/// Where there is too little to say anything: fewer than three days, or less than 60 since the first.
pub fn rhythm(days: impl IntoIterator<Item = Day>, today: Day) -> Result<Rhythm, TooLittle> {
    let mut days: Vec<Day> = days.into_iter().filter(|day| *day <= today).collect();
    days.sort_unstable();
    days.dedup();
    let first_within = days.partition_point(|day| day.age(today) >= RECORD_DAYS);
    let (before, within) = days.split_at(first_within);
    let (Some(first), Some(last)) = (within.first(), within.last()) else {
        return Err(TooLittle::Touchpoints { found: 0 });
    };
    // Where the log goes back further, the record begins in the gap before its first touchpoint.
    let record_days = if before.is_empty() {
        first.age(today)
    } else {
        RECORD_DAYS
    };
    if within.len() < FEWEST_TOUCHPOINTS {
        return Err(TooLittle::Touchpoints { found: within.len() });
    }
    if record_days < SHORTEST_RECORD {
        return Err(TooLittle::Record { days: record_days });
    }
    let median_gap = median_gap(before.last().copied(), within, today);
    Ok(Rhythm {
        cadence: Cadence::of_gap(median_gap),
        touchpoints: within.len(),
        record_days,
        median_gap,
        since_last: last.age(today),
    })
}

/// The gap that half of the days do not exceed. `before` is the last touchpoint before the record.
fn median_gap(before: Option<Day>, within: &[Day], today: Day) -> u32 {
    // Each gap, and how many days of the record lie in it.
    let mut gaps: Vec<(u32, u32)> = Vec::new();
    if let (Some(before), Some(first)) = (before, within.first()) {
        gaps.push((before.age(*first), RECORD_DAYS - first.age(today)));
    }
    let ends = within.iter().skip(1).chain([&today]);
    for (day, next) in within.iter().zip(ends) {
        let gap = day.age(*next);
        gaps.push((gap, gap));
    }
    gaps.sort_unstable();
    let all: u32 = gaps.iter().map(|(_, days)| days).sum();
    let mut passed = 0;
    for (gap, days) in &gaps {
        passed += days;
        if passed * 2 >= all {
            return *gap;
        }
    }
    0
}

/// How long the first answer took, the middle one of the last 365 days, in hours; of two middle ones their mean.
///
/// # Errors
/// Where fewer than three are noted.
pub fn answer_time(log: &Touchpoints, today: Day) -> Result<f64, TooLittle> {
    let entries = log.entries().iter();
    answer_time_of(entries.map(|entry| (entry.day, entry.answer_hours)), today)
}

/// The same of days on which an answer may be noted, in any order.
///
/// # Errors
/// Where fewer than three are noted.
pub fn answer_time_of(
    noted: impl Iterator<Item = (Day, Option<AnswerHours>)>,
    today: Day,
) -> Result<f64, TooLittle> {
    let recent = noted.filter(|(day, _)| *day <= today && day.age(today) < RECORD_DAYS);
    let mut hours: Vec<f64> = recent
        .filter_map(|(_, hours)| hours.map(AnswerHours::count))
        .collect();
    hours.sort_unstable_by(f64::total_cmp);
    if hours.len() < FEWEST_TOUCHPOINTS {
        return Err(TooLittle::Touchpoints { found: hours.len() });
    }
    let upper = hours.get(hours.len() / 2).copied().unwrap_or_default();
    let lower = hours.get((hours.len() - 1) / 2).copied().unwrap_or_default();
    Ok(f64::midpoint(lower, upper))
}
