//! Numbers: kept as they were written, read as doubles, printed as ECMAScript prints them.

use super::{Json, Number, Value, parse};

/// Whole numbers are exact in a double up to here, 2^53.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Plain numbers that are no longer are taken at a glance.
const PLAIN: usize = 15;

impl Number {
    /// The number as ECMAScript prints it; `None` where it is not finite.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self(ecmascript(value)))
    }

    /// A number as JSON writes it; `None` for any other text, and where it is too large.
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        Self::is_written(text).then(|| Self(text.to_owned()))
    }

    /// Whether a text is a number as JSON writes it, and not too large.
    #[must_use]
    pub fn is_written(text: &str) -> bool {
        let is_number = |json: Json| matches!(json.value, Value::Number(number) if number.0 == text);
        is_plain(text) || parse(text).is_ok_and(is_number)
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest finite double. What the parser lets pass may lie a little beyond the largest: it becomes the largest.
    #[must_use]
    pub fn as_exact_f64(&self) -> Option<f64> {
        let value: f64 = self.0.parse().ok()?;
        Some(value.clamp(f64::MIN, f64::MAX))
    }

    /// The nearest double where the number has at most 15 digits and its last one stands within 22 places of the point;
    /// else a double within a millionth of a millionth of it. The library's exact reading brings 13 kB of tables and
    /// code into the first download.
    ///
    /// Source: W. D. Clinger, How to read floating point numbers accurately, 1990: a whole number below 2^53 and a power
    /// of ten up to 22 are exact, so that one division or multiplication rounds once.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        Self::read(&self.0)
    }

    /// The same of a number that is written in a text.
    #[must_use]
    pub(super) fn read(text: &str) -> Option<f64> {
        let (mut value, mut exponent) = digits(text);
        while exponent > 0 && value != 0.0 && value.is_finite() {
            let step = exponent.min(EXACT_POWER);
            value *= power_of_ten(step);
            exponent -= step;
        }
        while exponent < 0 && value != 0.0 {
            let step = (-exponent).min(EXACT_POWER);
            value /= power_of_ten(step);
            exponent += step;
        }
        let value = if text.starts_with('-') { -value } else { value };
        value.is_finite().then_some(value)
    }

    /// The value where it is whole and within ±2^53; `1.0` and `1e0` are whole.
    #[must_use]
    pub fn as_whole(&self) -> Option<i64> {
        Self::read_whole(&self.0)
    }

    /// The same of a number that is written in a text.
    #[must_use]
    pub(super) fn read_whole(text: &str) -> Option<i64> {
        let value = Self::read(text)?;
        #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53, so exact")]
        (value.fract() == 0.0 && value.abs() <= LARGEST_WHOLE).then_some(value as i64)
    }
}

/// Powers of ten up to this one are exact in a double.
const EXACT_POWER: i32 = 22;

/// A power of ten that no mantissa below a million digits brings back into the range of doubles.
const BEYOND: i32 = 2_000_000;

fn power_of_ten(exponent: i32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

/// Whether a short text is a number of JSON's without a sign and an exponent.
fn is_plain(text: &str) -> bool {
    let mut before = b'.';
    let mut has_point = false;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {}
            b'.' if before != b'.' && !has_point => has_point = true,
            _ => return false,
        }
        before = byte;
    }
    let begins_well = text == "0" || text.starts_with("0.") || !text.starts_with('0');
    text.len() <= PLAIN && begins_well && before != b'.'
}

/// The digits of a JSON number as a whole number without its sign, and the power of ten that it is to be multiplied by.
/// Digits after the eighteenth count by their place only.
fn digits(text: &str) -> (f64, i32) {
    let mut exponent = 0;
    let mut whole: u64 = 0;
    let mut is_fraction = false;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'.' => is_fraction = true,
            b'0'..=b'9' if whole < 100_000_000_000_000_000 => {
                whole = whole * 10 + u64::from(byte - b'0');
                exponent -= i32::from(is_fraction);
            }
            b'0'..=b'9' => exponent += i32::from(!is_fraction),
            b'e' | b'E' => {
                exponent += written_exponent(text.get(place + 1..).unwrap_or_default());
                break;
            }
            _ => {}
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact up to fifteen digits, as promised"
    )]
    (whole as f64, exponent)
}

fn written_exponent(text: &str) -> i32 {
    let beyond = if text.starts_with('-') { -BEYOND } else { BEYOND };
    text.parse().unwrap_or(beyond).clamp(-BEYOND, BEYOND)
}

/// A finite number as ECMAScript's `Number::toString` prints it.
///
/// Source: ECMA-262, `Number::toString`, which RFC 8785 demands for canonical JSON.
pub(super) fn ecmascript(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    // The shortest digits that read back as the same double, as `d.ddde±x`.
    let scientific = format!("{:e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let mut digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    if lies_halfway(value, count - point) {
        make_even(&mut digits);
    }
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let sign = if value < 0.0 { "-" } else { "" };
    let unsigned = match point {
        1..=21 if count <= point => digits + zeros(point - count).as_str(),
        1..=21 => {
            let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
            [whole, ".", fraction].concat()
        }
        -5..=0 => ["0.", &zeros(-point), &digits].concat(),
        _ => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            let plus = if point > 0 { "+" } else { "" };
            [first, dot, rest, "e", plus, &(point - 1).to_string()].concat()
        }
    };
    [sign, &unsigned].concat()
}

/// Whether a double lies exactly between two numbers of so many decimals: it is then an odd multiple of half a unit of
/// the last decimal, and so of 2^-(decimals + 1).
fn lies_halfway(value: f64, decimals: i32) -> bool {
    let bits = value.to_bits();
    let biased = i32::try_from(bits >> 52 & 0x7ff).unwrap_or(0);
    let fraction = bits & ((1 << 52) - 1);
    let mantissa = if biased == 0 { fraction } else { fraction | 1 << 52 };
    let power_of_two = biased.max(1) - 1075 + i32::try_from(mantissa.trailing_zeros()).unwrap_or(0);
    decimals > 0 && power_of_two == -(decimals + 1)
}

/// Of two digits equally near, Rust prints the upper one and ECMAScript the even one.
fn make_even(digits: &mut String) {
    if let Some(last) = digits.pop() {
        digits.push(match last {
            '1' => '0',
            '3' => '2',
            '5' => '4',
            '7' => '6',
            '9' => '8',
            even => even,
        });
    }
}
