//! Reading a recurrence rule such as `FREQ=MONTHLY;BYDAY=-1FR;COUNT=10`.

use super::problem::{Cause, quoted};
use super::rule::{Frequency, Rule, RuleEnd, Weekday};
use super::time::CalendarTime;

/// Parts of a rule that choose a day by its week or its day of the year.
const NOT_READ: [&str; 2] = ["BYWEEKNO", "BYYEARDAY"];

/// Parts of a rule that choose times of a day.
const TIMES: [&str; 3] = ["BYHOUR", "BYMINUTE", "BYSECOND"];

/// Positions within a period go so far from 0: a year has so many days.
const FARTHEST_POSITION: u16 = 366;

impl Rule {
    /// Reads a rule.
    ///
    /// # Errors
    /// The first part that is not understood, or not read here.
    pub(super) fn parse(text: &str) -> Result<Self, Cause> {
        let parts = || {
            let parts = text.trim().split(';').filter(|part| !part.is_empty());
            parts.map(|part| part.split_once('=').unwrap_or((part, "")))
        };
        let frequency = parts().find(|(name, _)| name.eq_ignore_ascii_case("FREQ"));
        let (_, frequency) = frequency.ok_or_else(|| not_a_rule(text))?;
        let mut rule = Self::every(Frequency::parse(frequency)?);
        for (name, value) in parts() {
            rule.read_part(name, value)?;
        }
        rule.check()?;
        Ok(rule)
    }

    fn read_part(&mut self, name: &str, value: &str) -> Result<(), Cause> {
        let name = name.to_ascii_uppercase();
        let numbers = || value.split(',').map(|number| number.trim().parse::<i32>().ok());
        let is_read = match &*name {
            "FREQ" => true,
            "INTERVAL" => positive(value).map(|interval| self.interval = interval).is_some(),
            "COUNT" => positive(value)
                .map(|count| self.end = RuleEnd::After(count))
                .is_some(),
            "UNTIL" => CalendarTime::parse(value.trim())
                .map(|until| self.end = RuleEnd::Until(until))
                .is_some(),
            "WKST" => weekday(value).map(|weekday| self.week_start = weekday).is_some(),
            "BYMONTH" => numbers().all(|month| month.is_some_and(|month| self.months.add(month))),
            "BYMONTHDAY" => numbers().all(|day| day.is_some_and(|day| self.month_days.add(day))),
            "BYDAY" => value.split(',').all(|day| {
                numbered_weekday(day).is_some_and(|(weekday, number)| self.weekdays.add(weekday, number))
            }),
            "BYSETPOS" => {
                numbers().all(|position| position.is_some_and(|position| self.add_position(position)))
            }
            _ => {
                let part = NOT_READ.into_iter().find(|part| *part == name);
                // One time of the day is the event's own; several would be several occurrences on one day.
                let several = TIMES
                    .into_iter()
                    .find(|part| *part == name && value.contains(','));
                return part
                    .or(several)
                    .map_or(Ok(()), |part| Err(Cause::PartNotRead { part }));
            }
        };
        if is_read {
            return Ok(());
        }
        Err(not_a_rule(&[&*name, "=", value].concat()))
    }

    /// Adds a position; whether it is one.
    fn add_position(&mut self, position: i32) -> bool {
        let position = i16::try_from(position).ok();
        let Some(position) =
            position.filter(|position| (1..=FARTHEST_POSITION).contains(&position.unsigned_abs()))
        else {
            return false;
        };
        if let Err(place) = self.positions.binary_search(&position) {
            self.positions.insert(place, position);
        }
        true
    }

    /// What may stand beside what.
    fn check(&self) -> Result<(), Cause> {
        let by_month = matches!(self.frequency, Frequency::Monthly | Frequency::Yearly);
        if self.weekdays.are_numbered() && !by_month {
            return Err(not_a_rule("BYDAY with a number in days or weeks"));
        }
        if self.frequency == Frequency::Weekly && !self.month_days.is_empty() {
            return Err(not_a_rule("BYMONTHDAY in weeks"));
        }
        Ok(())
    }
}

impl Frequency {
    fn parse(text: &str) -> Result<Self, Cause> {
        match &*text.trim().to_ascii_uppercase() {
            "DAILY" => Ok(Self::Daily),
            "WEEKLY" => Ok(Self::Weekly),
            "MONTHLY" => Ok(Self::Monthly),
            "YEARLY" => Ok(Self::Yearly),
            "SECONDLY" | "MINUTELY" | "HOURLY" => Err(Cause::WithinDay { found: quoted(text) }),
            _ => Err(not_a_rule(&["FREQ=", text].concat())),
        }
    }
}

fn not_a_rule(found: &str) -> Cause {
    Cause::NotARule { found: quoted(found) }
}

fn positive(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|number| *number > 0)
}

fn weekday(text: &str) -> Option<Weekday> {
    let text = text.trim();
    Weekday::ALL
        .into_iter()
        .find(|weekday| weekday.name().eq_ignore_ascii_case(text))
}

/// `FR`, `2MO` or `-1FR`; the number is 0 where there is none.
fn numbered_weekday(text: &str) -> Option<(Weekday, i32)> {
    let text = text.trim();
    let (number, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number = match number {
        "" => 0,
        number => number.parse().ok().filter(|number| *number != 0)?,
    };
    Some((weekday(name)?, number))
}
