//! Cells that a spreadsheet would take for a formula.
//!
//! Source: OWASP, "CSV Injection".

use std::borrow::Cow;

/// The mark that makes a spreadsheet take a cell for text.
const MARK: char = '\'';

/// The cell of a text. Where a spreadsheet would take the text for a formula, an apostrophe stands before it, and so where
/// it begins with apostrophes that are followed by such a text: only so can [`restored`] tell which were added.
///
/// A text is taken for a formula where it begins with `=`, `+`, `-`, `@`, a full-width form of these, a tab or a line's
/// end, or has one of these after spaces and characters that cannot be seen. A plain number such as `-5.25` is none; with
/// a plus before it, it may be a phone number, which a spreadsheet would spoil, so that counts as text.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if needs_mark(text) {
        return Cow::Owned([&MARK.to_string(), text].concat());
    }
    Cow::Borrowed(text)
}

/// The text of a cell: without the apostrophe that [`harmless`] has added, if it has.
#[must_use]
pub fn restored(cell: &str) -> &str {
    cell.strip_prefix(MARK)
        .filter(|text| needs_mark(text))
        .unwrap_or(cell)
}

fn needs_mark(text: &str) -> bool {
    let text = text.trim_start_matches(MARK);
    let first = text
        .chars()
        .find(|character| is_formula(*character) || !is_passed_over(*character));
    first.is_some_and(is_formula) && !is_number(text)
}

const fn is_formula(character: char) -> bool {
    matches!(
        character,
        '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
    )
}

/// Whether a program may look for the beginning behind it.
fn is_passed_over(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether it is a number without a plus, such as `-5`, `-0.25` or `-1e-9`.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    [whole, fraction, exponent]
        .iter()
        .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
