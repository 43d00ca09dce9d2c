//! Values among words of ours: none turns the words around it.
//!
//! Source: Unicode Standard Annex 9, "Unicode Bidirectional Algorithm", 2.4 and 3.1.2.

/// First strong isolate: what follows is turned by itself, as its first letter says.
const BEGIN: char = '\u{2068}';
/// Pop directional isolate: ends what the last one began.
const END: char = '\u{2069}';

/// Adds a value to a message that is written from left to right. Where it has a letter from right to left, or a character
/// that turns others, it stands within an isolate, which nothing in it ends before its end.
pub(super) fn push(text: &mut String, value: &str) {
    if value.chars().any(turns) {
        isolate(text, value);
    } else {
        text.push_str(value);
    }
}

/// Adds a value within an isolate, which nothing in it ends before its end: among words from right to left every value that
/// has a direction would turn.
pub(super) fn isolate(text: &mut String, value: &str) {
    // An isolate lasts no longer than its paragraph.
    for part in value.split_inclusive(ends_paragraph) {
        let line = part.trim_end_matches(ends_paragraph);
        let (mut open, mut ends_before) = (0_usize, 0_usize);
        for character in line.chars() {
            match character {
                '\u{2066}'..=BEGIN => open += 1,
                END if open == 0 => ends_before += 1,
                END => open -= 1,
                _ => {}
            }
        }
        text.extend(core::iter::repeat_n(BEGIN, ends_before + 1));
        text.push_str(line);
        text.extend(core::iter::repeat_n(END, open + 1));
        text.push_str(part.strip_prefix(line).unwrap_or_default());
    }
}

/// A text by itself, as [`push`] adds it.
pub(super) fn whole(text: String) -> String {
    if !text.chars().any(turns) {
        return text;
    }
    let mut isolated = String::with_capacity(text.len());
    push(&mut isolated, &text);
    isolated
}

/// A text without a paragraph's end, as it is read from left to right.
pub(super) fn left_to_right(text: &str) -> String {
    ["\u{2066}", text, "\u{2069}"].concat()
}

/// Unicode's `Bidi_Control`, and the blocks of what is written from right to left.
pub(super) const fn turns(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'
    )
}

/// Unicode's class `B`.
const fn ends_paragraph(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}'
    )
}
