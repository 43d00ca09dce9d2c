//! What time it is. The one home of the clock: everything else is given days and moments.

#![allow(clippy::disallowed_methods, reason = "this file is the one home of the clock")]

use js_sys::Date;

use super::objects::call;

/// Milliseconds since 1970-01-01T00:00:00Z, as the device believes.
#[must_use]
pub fn now_milliseconds() -> i64 {
    whole_milliseconds(Date::now())
}

/// Year, month `1..=12` and day `1..=31` of the user's calendar day, in the device's time zone.
#[must_use]
pub fn local_day() -> (i32, u32, u32) {
    local_day_of(now_milliseconds())
}

/// Year, month `1..=12` and day `1..=31` in the device's time zone of a moment in milliseconds since
/// 1970-01-01T00:00:00Z.
#[must_use]
pub fn local_day_of(milliseconds: i64) -> (i32, u32, u32) {
    super::internationalization::local_date(milliseconds)
}

/// How many minutes the device's clock is ahead of UTC at a moment in milliseconds since 1970-01-01T00:00:00Z, as it was
/// or will be there then; 0 where the moment is beyond JavaScript's.
#[must_use]
pub fn minutes_ahead_of_utc(milliseconds: i64) -> i32 {
    let date = super::internationalization::date_of(milliseconds);
    let behind = call(&date, "getTimezoneOffset", &[]).ok();
    let behind = behind.and_then(|minutes| minutes.as_f64()).unwrap_or(0.0);
    // Not a number is 0.
    -i32::try_from(whole_milliseconds(behind)).unwrap_or(0)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "JavaScript's moments are whole and end at 8.64e15"
)]
const fn whole_milliseconds(value: f64) -> i64 {
    value as i64
}
