//! Calendar days and moments, without a clock and without a time zone.

use core::fmt;

/// A whole calendar day of the proleptic Gregorian calendar, `0001-01-01..=9999-12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A moment in UTC to the millisecond, `0001-01-01T00:00:00.000Z..=9999-12-31T23:59:59.999Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

const MILLISECONDS_PER_DAY: i64 = 86_400_000;
const FIRST_DAY: i32 = -719_162;
const LAST_DAY: i32 = 2_932_896;

impl Day {
    /// 1970-01-01.
    pub const EPOCH: Self = Self(0);
    /// 0001-01-01.
    pub const FIRST: Self = Self(FIRST_DAY);
    /// 9999-12-31.
    pub const LAST: Self = Self(LAST_DAY);

    /// The day of a calendar date; `None` for a date that does not exist, such as 30 February, or a year outside `1..=9999`.
    #[must_use]
    pub fn from_date(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || day < 1
            || day > days_in_month(year, month)
        {
            return None;
        }
        Some(Self(days_from_civil(year, month, day)))
    }

    /// The day that is so many days after 1970-01-01; `None` outside the years `1..=9999`.
    #[must_use]
    pub fn from_days_since_epoch(days: i32) -> Option<Self> {
        (FIRST_DAY..=LAST_DAY).contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn days_since_epoch(self) -> i32 {
        self.0
    }

    /// Reads `YYYY-MM-DD`; `None` for any other form and for dates that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) = (digits(&bytes[..4])?, digits(&bytes[5..7])?, digits(&bytes[8..])?);
        Self::from_date(i32::try_from(year).ok()?, month, day)
    }

    /// How many days have passed from this day to `today`, never below 0.
    #[must_use]
    pub fn age(self, today: Self) -> u32 {
        u32::try_from(today.0 - self.0).unwrap_or(0)
    }

    /// The day so many days later, or earlier where they are below 0; `None` outside the years `1..=9999`.
    #[must_use]
    pub fn plus(self, days: i32) -> Option<Self> {
        self.0.checked_add(days).and_then(Self::from_days_since_epoch)
    }

    /// Year, month `1..=12` and day `1..=31`.
    #[must_use]
    pub fn date(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl Moment {
    /// The day in UTC.
    #[must_use]
    pub fn day(self) -> Day {
        let days = self.milliseconds().div_euclid(86_400_000);
        i32::try_from(days)
            .ok()
            .and_then(Day::from_days_since_epoch)
            .unwrap_or(Day::EPOCH)
    }

    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// The moment so many milliseconds after 1970-01-01T00:00:00Z; `None` outside the years `1..=9999`.
    #[must_use]
    pub fn from_milliseconds(milliseconds: i64) -> Option<Self> {
        let day = milliseconds.div_euclid(MILLISECONDS_PER_DAY);
        (i64::from(FIRST_DAY)..=i64::from(LAST_DAY))
            .contains(&day)
            .then_some(Self(milliseconds))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn milliseconds(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 in UTC: `YYYY-MM-DDTHH:MM:SS`, with or without a fraction of a second, ending in `Z`.
    /// Digits beyond the millisecond are cut. `None` for any other form, for leap seconds and for dates that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = Day::parse(text.get(..10)?)?;
        let rest = text.get(10..)?.strip_prefix('T')?.strip_suffix('Z')?.as_bytes();
        if rest.len() < 8 || rest[2] != b':' || rest[5] != b':' {
            return None;
        }
        let (hour, minute, second) = (digits(&rest[..2])?, digits(&rest[3..5])?, digits(&rest[6..8])?);
        let milliseconds = match &rest[8..] {
            [] => 0,
            [b'.', fraction @ ..] if (1..=9).contains(&fraction.len()) => digits(fraction)
                .map(u64::from)
                .map(|value| value * 1000 / 10_u64.pow(u32::try_from(fraction.len()).unwrap_or(0)))?,
            _ => return None,
        };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        Some(Self(
            i64::from(day.0) * MILLISECONDS_PER_DAY + seconds * 1000 + i64::try_from(milliseconds).ok()?,
        ))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.0.div_euclid(MILLISECONDS_PER_DAY);
        let rest = self.0.rem_euclid(MILLISECONDS_PER_DAY);
        let day = Day(i32::try_from(day).unwrap_or(0));
        let (seconds, milliseconds) = (rest / 1000, rest % 1000);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(
            formatter,
            "{day}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z"
        )
    }
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0_u32, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
    })
}

/// How many days a month `1..=12` has, `28..=31`.
pub(in crate::domain) fn days_in_month(year: i32, month: u32) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, counting eras of 400 years that begin in March.
/// Source: the Gregorian calendar's 146,097 days in 400 years.
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let month_from_march = i32::try_from((month + 9) % 12).unwrap_or(0);
    let day_of_year = (153 * month_from_march + 2) / 5 + i32::try_from(day).unwrap_or(1) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (
        year,
        u32::try_from(month).unwrap_or(1),
        u32::try_from(day).unwrap_or(1),
    )
}
