//! Numbers, dates, plurals and lists as one locale writes them: the browser's `Intl`.
//!
//! Making a formatter costs far more than using it, so each is made once per locale, at its first use.

use core::cell::{OnceCell, RefCell};
use std::rc::Rc;

use js_sys::Intl::{DateTimeFormat, ListFormat, Locale, NumberFormat, PluralRules, RelativeTimeFormat};
use js_sys::{Array, Date, Function, Object};
use wasm_bindgen::JsValue;

use super::objects::options;

const FALLBACK: &str = "en";

thread_local! {
    static LOCALES: RefCell<Vec<Rc<Formatters>>> = const { RefCell::new(Vec::new()) };
}

/// The formats of one locale. A number that stands for what is kept per thread, so that closures can copy it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats(usize);

/// Most fraction digits of [`Formats::number`].
const MOST_DIGITS: usize = 3;

#[derive(Debug, Default)]
struct Formatters {
    locale: String,
    numbers: [OnceCell<Function>; MOST_DIGITS + 1],
    percent: OnceCell<Function>,
    day: OnceCell<Function>,
    time: OnceCell<Function>,
    relative: OnceCell<RelativeTimeFormat>,
    plural: OnceCell<PluralRules>,
    list: OnceCell<ListFormat>,
}

impl Formats {
    /// The formats of a BCP 47 tag such as `de-AT`; those of English where the tag is none. For a language that the browser
    /// does not know, it takes its own. Arabic has the digits that stand in its messages, unless the tag says which.
    #[must_use]
    pub fn new(locale: &str) -> Self {
        let is_tag = |tag: &str| Locale::new(tag).is_ok();
        let with_digits = [locale, "-u-nu-latn"].concat();
        let locale = if locale.starts_with("ar") && is_tag(&with_digits) {
            with_digits
        } else if is_tag(locale) {
            locale.to_owned()
        } else {
            FALLBACK.to_owned()
        };
        LOCALES.with_borrow_mut(|all| {
            let known = all.iter().position(|formatters| formatters.locale == locale);
            Self(known.unwrap_or_else(|| {
                all.push(Rc::new(Formatters {
                    locale,
                    ..Formatters::default()
                }));
                all.len() - 1
            }))
        })
    }

    /// The tag in use.
    #[must_use]
    pub fn locale(self) -> String {
        self.formatters().locale.clone()
    }

    /// A number with at most so many fraction digits, `0..=3`, and no more than it needs: 12.5 with 2 is "12.5".
    #[must_use]
    pub fn number(self, value: f64, most_digits: u8) -> String {
        let digits = usize::from(most_digits).min(MOST_DIGITS);
        formatted(self.formatters().number(digits), &value.into())
    }

    /// A whole number.
    #[must_use]
    pub fn integer(self, value: i32) -> String {
        formatted(self.formatters().number(0), &value.into())
    }

    /// A share of 1 as a whole percentage: 0.935 is "94%".
    #[must_use]
    pub fn percent(self, share: f64) -> String {
        let formatters = self.formatters();
        let percent = || number_format(&formatters.locale, &[("style", "percent".into())]);
        formatted(formatters.percent.get_or_init(percent), &share.into())
    }

    /// A calendar day, month in letters: "22 Nov 2026". Month `1..=12`, day `1..=31`.
    #[must_use]
    pub fn date(self, year: i32, month: u32, day: u32) -> String {
        let date = Date::new(&JsValue::from_f64(0.0));
        // Not `Date.UTC`: that reads the years 0 to 99 as 1900 to 1999.
        let (year, month) = (year.cast_unsigned(), i32::try_from(month).unwrap_or(1) - 1);
        date.set_utc_full_year_with_month_date(year, month, i32::try_from(day).unwrap_or(1));
        let formatters = self.formatters();
        let parts = [
            ("day", "numeric"),
            ("month", "short"),
            ("year", "numeric"),
            ("timeZone", "UTC"),
        ];
        let format = formatters
            .day
            .get_or_init(|| date_format(&formatters.locale, &parts));
        formatted(format, &date)
    }

    /// The time of day in the device's time zone, hours and minutes: "10:41". From milliseconds since
    /// 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn time(self, milliseconds: i64) -> String {
        let formatters = self.formatters();
        let parts = [("hour", "2-digit"), ("minute", "2-digit")];
        let format = formatters
            .time
            .get_or_init(|| date_format(&formatters.locale, &parts));
        formatted(format, &date_of(milliseconds))
    }

    /// So many days from today, below 0 for the past: "yesterday", "in 3 days".
    #[must_use]
    pub fn relative_days(self, days: i32) -> String {
        let formatters = self.formatters();
        let relative = || {
            RelativeTimeFormat::new(
                &locales(&formatters.locale),
                &options(&[("numeric", "auto".into())]),
            )
        };
        formatters
            .relative
            .get_or_init(relative)
            .format(f64::from(days), "day")
            .into()
    }

    /// Which of the language's forms a number asks for, by its CLDR name: `zero`, `one`, `two`, `few`, `many`, `other`.
    #[must_use]
    pub fn plural_category(self, number: f64) -> String {
        let formatters = self.formatters();
        let plural = || PluralRules::new(&locales(&formatters.locale), &Object::new());
        formatters.plural.get_or_init(plural).select(number).into()
    }

    /// Several things as one enumeration: "a, b, and c".
    #[must_use]
    pub fn list(self, items: &[&str]) -> String {
        let formatters = self.formatters();
        let list = || ListFormat::new(&locales(&formatters.locale), &Object::new());
        let items: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        formatters.list.get_or_init(list).format(&items).into()
    }

    fn formatters(self) -> Rc<Formatters> {
        LOCALES
            .with_borrow(|all| all.get(self.0).cloned())
            .unwrap_or_default()
    }
}

impl Formatters {
    fn number(&self, digits: usize) -> &Function {
        let most = u32::try_from(digits).unwrap_or(0);
        let make = || number_format(&self.locale, &[("maximumFractionDigits", most.into())]);
        self.numbers[digits].get_or_init(make)
    }
}

/// Empty for what cannot be formatted, such as a date outside JavaScript's range. `format` is bound to its formatter.
fn formatted(format: &Function, value: &JsValue) -> String {
    format
        .call1(&JsValue::UNDEFINED, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// JavaScript's moment, from milliseconds since 1970-01-01T00:00:00Z.
#[allow(
    clippy::cast_precision_loss,
    reason = "JavaScript's moments end at 8.64e15, below 2^53"
)]
pub(super) fn date_of(milliseconds: i64) -> Date {
    Date::new(&JsValue::from_f64(milliseconds as f64))
}

fn number_format(locale: &str, with: &[(&str, JsValue)]) -> Function {
    NumberFormat::new(&locales(locale), &options(with)).format()
}

fn date_format(locale: &str, parts: &[(&str, &str)]) -> Function {
    let with: Vec<(&str, JsValue)> = parts
        .iter()
        .map(|(name, value)| (*name, JsValue::from_str(value)))
        .collect();
    DateTimeFormat::new(&locales(locale), &options(&with)).format()
}

/// The browser's own language where there is no tag: an empty one would make `Intl` throw.
fn locales(locale: &str) -> Array {
    if locale.is_empty() {
        Array::new()
    } else {
        Array::of1(&JsValue::from_str(locale))
    }
}

/// A number as a program reads it, with every digit, in no locale: `52.083333333333336`.
#[must_use]
pub fn exact(value: f64) -> String {
    js_sys::Number::from(value)
        .to_string_with_radix(10)
        .map_or_else(|_| String::new(), String::from)
}

/// A text in small letters, by Unicode's rules, for comparing names.
#[must_use]
pub fn lowercase(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Year, month `1..=12` and day `1..=31` in the device's time zone of a moment in milliseconds since
/// 1970-01-01T00:00:00Z.
#[must_use]
pub fn local_date(milliseconds: i64) -> (i32, u32, u32) {
    let date = date_of(milliseconds);
    let year = i32::try_from(date.get_full_year()).unwrap_or(i32::MAX);
    (year, date.get_month() + 1, date.get_date())
}
