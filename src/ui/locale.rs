//! Language, messages and formats for one mounted widget.

use leptos::prelude::*;

use crate::domain::time::{Day, Moment};
use crate::platform::internationalization::{Formats, local_date};

use super::text::{self, Plural, Speech, fill};

/// What components need to speak a language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Locale {
    formats: Formats,
    /// For the messages of what is loaded later; see [`text`].
    pub speech: Speech,
    /// The messages of the first download.
    pub text: &'static text::Questions,
}

impl Locale {
    /// The locale of a language tag, such as `en-GB`, and of messages in that language.
    #[must_use]
    pub fn new(language: &str, speech: Speech) -> Self {
        Self {
            formats: Formats::new(language),
            speech,
            text: speech.questions(),
        }
    }

    /// The language tag.
    #[must_use]
    pub fn language(self) -> String {
        self.formats.locale()
    }

    /// The messages of the later part.
    #[must_use]
    pub fn later(self) -> &'static text::Later {
        text::later(self.speech)
    }

    /// A pack's text in this language.
    #[must_use]
    pub fn words(self, text: &crate::domain::text::Text) -> String {
        text.in_language(&self.language()).to_owned()
    }

    /// A number with so many digits after the point at most.
    #[must_use]
    pub fn number(self, value: f64, digits: u8) -> String {
        self.formats.number(value, digits)
    }

    /// A score as people read it: whole points.
    #[must_use]
    pub fn score(self, value: f64) -> String {
        self.number(value, 0)
    }

    /// A count.
    #[must_use]
    pub fn count(self, value: usize) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts of questions are small")]
        let value = value as f64;
        self.number(value, 0)
    }

    /// A share of one, such as 0.75, as `75%`.
    #[must_use]
    pub fn percent(self, share: f64) -> String {
        self.formats.percent(share)
    }

    /// A day.
    #[must_use]
    pub fn day(self, day: Day) -> String {
        let (year, month, day) = day.date();
        self.formats.date(year, month, day)
    }

    /// A day that has passed: in words up to a week ago, such as `yesterday`, then the day.
    #[must_use]
    pub fn day_seen(self, day: Day, today: Day) -> String {
        let days = today.days_since_epoch() - day.days_since_epoch();
        if (0..8).contains(&days) {
            self.formats.relative_days(-days)
        } else {
            self.day(day)
        }
    }

    /// The day of a moment, on the visitor's clock.
    #[must_use]
    pub fn local_day(self, moment: Moment) -> Day {
        let (year, month, day) = local_date(moment.milliseconds());
        Day::from_date(year, month, day).unwrap_or_else(|| moment.day())
    }

    /// The time of day of a moment, on the visitor's clock.
    #[must_use]
    pub fn time(self, moment: Moment) -> String {
        self.formats.time(moment.milliseconds())
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_turned(self) -> bool {
        text::is_turned(self.text.bar.menu)
    }

    /// A number with `+` or `−` before it, which stays before it among words that are written from right to left.
    #[must_use]
    pub fn signed(self, sign: &str, number: &str) -> String {
        let signed = [sign, number].concat();
        if self.is_turned() {
            text::left_to_right(&signed)
        } else {
            signed
        }
    }

    /// What stands between a value and the one that it becomes.
    #[must_use]
    pub fn arrow(self) -> &'static str {
        if self.is_turned() { "←" } else { "→" }
    }

    /// Several things as one enumeration, such as `a, b, and c`.
    #[must_use]
    pub fn list(self, items: &[String]) -> String {
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        self.formats.list(&items)
    }

    /// The message for a count, with `{n}` filled, and more places where given.
    #[must_use]
    pub fn plural(self, count: usize, plural: &Plural, values: &[(&str, &str)]) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts of questions are small")]
        let category = self.formats.plural_category(count as f64);
        let message = plural.form(&category);
        let number = self.count(count);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        fill(message, &all)
    }
}

/// The locale of the surrounding app. Outside one, English.
#[must_use]
pub fn locale() -> Locale {
    use_context().unwrap_or_else(|| Locale::new("en", Speech::ENGLISH))
}
