//! How people write what the program has its own names for.

use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;
use crate::domain::time::Day;

/// Letters and digits in small letters, nothing else.
pub(super) fn folded(text: &str) -> String {
    let letters = text.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The kind that a text names: by its name in every format, or as people write it, such as `MSP`, `Managed Service
/// Provider`, `VAR` or `ISV`.
#[must_use]
pub fn kind_of(text: &str) -> Option<Kind> {
    let text = folded(text);
    let named = |kind: &Kind| folded(kind.name()) == text;
    if let Some(kind) = Kind::ALL.into_iter().find(named) {
        return Some(kind);
    }
    let singular = text.strip_suffix('s').unwrap_or(&text);
    Some(match singular {
        "vendor" | "manufacturer" | "oem" => Kind::Vendor,
        "reseller" | "var" | "valueaddedreseller" | "dealer" | "retailer" | "solutionprovider" => {
            Kind::Reseller
        }
        "managedserviceprovider"
        | "managedservicesprovider"
        | "managedservice"
        | "serviceprovider"
        | "msp"
        | "mssp" => Kind::ManagedServiceProvider,
        "integrator" | "systemintegrator" | "systemsintegrator" | "si" | "gsi" | "consultancy" => {
            Kind::Integrator
        }
        "softwarevendor" | "independentsoftwarevendor" | "softwarepartner" | "isv" => Kind::SoftwareVendor,
        "distributor" | "valueaddeddistributor" | "vad" | "wholesaler" | "disti" => Kind::Distributor,
        "other" => Kind::Other,
        _ => return None,
    })
}

/// The band of sizes that a text names: by its name in every format, as people write it (`1–10`, `11 to 50`, `1000+`,
/// `more than 1000`), by a span within one band such as `51-200`, by a head count such as `120` or `1,200`, or as a
/// spreadsheet has made a date of it (`10-Jan`, `01-Oct`, `Nov-50`). A span over several bands is none.
#[must_use]
pub fn size_of(text: &str) -> Option<Size> {
    let text = text.trim().to_lowercase();
    match &*folded(&text) {
        "10jan" | "jan10" | "1oct" | "01oct" | "oct1" | "oct01" => return Some(Size::UpTo10),
        "nov50" | "50nov" | "nov1950" => return Some(Size::UpTo50),
        _ => {}
    }
    let words: String = text
        .chars()
        .map(|character| match character {
            '–' | '—' | '‐' | '‑' | '−' => '-',
            '>' | '≥' => '+',
            other => other,
        })
        .collect();
    let words = words
        .replace("more than", "+")
        .replace("over", "+")
        .replace(" to ", "-");
    let words = words.trim_end_matches(|character: char| character.is_alphabetic() || character == ' ');
    if let Some(number) = words.strip_suffix('+').or_else(|| words.strip_prefix('+')) {
        return (count(number)? >= 1000).then_some(Size::Over1000);
    }
    if let Some((from, to)) = words.split_once('-') {
        let (from, to) = (count(from)?, count(to)?);
        return band(from).filter(|band_of| from <= to && band(to) == Some(*band_of));
    }
    band(count(words)?)
}

/// The band of so many people.
const fn band(people: u32) -> Option<Size> {
    Some(match people {
        0 => return None,
        1..=10 => Size::UpTo10,
        11..=50 => Size::UpTo50,
        51..=250 => Size::UpTo250,
        251..=1000 => Size::UpTo1000,
        _ => Size::Over1000,
    })
}

/// A whole number, in which thousands may be set apart.
fn count(text: &str) -> Option<u32> {
    let mut groups = text
        .trim()
        .split([',', '.', ' ', '\u{a0}', '\u{202f}', '\'', '’']);
    let mut digits = groups.next()?.to_owned();
    for group in groups {
        if group.len() != 3 || digits.len() > 6 {
            return None;
        }
        digits.push_str(group);
    }
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// The level that a text names: `3`, `Level 3` or `L3`.
pub(super) fn level_of(text: &str) -> Option<Level> {
    let text = text.trim().to_lowercase();
    let number = text
        .strip_prefix("level")
        .or_else(|| text.strip_prefix('l'))
        .unwrap_or(&text);
    let number = number.trim();
    let is_digit = number.len() == 1;
    Level::new(number.parse().ok().filter(|_| is_digit)?)
}

/// Whether a company is put aside, as a table says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Archived {
    On(Day),
    /// It does not say since when.
    Yes,
    No,
}

/// What a text says of that: a day such as `2026-11-22`, or yes or no.
pub(super) fn archived_of(text: &str) -> Option<Archived> {
    if let Some(day) = Day::parse(text.trim()) {
        return Some(Archived::On(day));
    }
    match &*folded(text) {
        "yes" | "y" | "true" | "x" | "1" | "archived" | "inactive" => Some(Archived::Yes),
        "no" | "n" | "false" | "0" | "active" => Some(Archived::No),
        _ => None,
    }
}
