//! A tree into text.

use super::{Json, Value};

/// How much of a text a message quotes, in characters.
pub(super) const QUOTED: usize = 60;

/// Without spaces, members in their order, numbers as they were written.
#[must_use]
pub fn compact(json: &Json) -> String {
    let mut out = String::new();
    write(&mut out, json, None, 0);
    out
}

/// With line breaks, each level indented by so many spaces, ending in a line break.
#[must_use]
pub fn pretty(json: &Json, indent: usize) -> String {
    let mut out = String::new();
    write(&mut out, json, Some(indent), 0);
    out.push('\n');
    out
}

/// A name or text in quotation marks for a message, cut where it is long.
pub(super) fn quoted_short(text: &str) -> String {
    let mut out = String::new();
    match text.char_indices().nth(QUOTED) {
        None => write_string(&mut out, text),
        Some((end, _)) => {
            write_string(&mut out, &text[..end]);
            out.insert(out.len() - 1, '…');
        }
    }
    out
}

fn write(out: &mut String, json: &Json, indent: Option<usize>, depth: usize) {
    match &json.value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::String(text) => write_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(out, index, indent, depth);
                write(out, item, indent, depth + 1);
            }
            close(out, ']', items.is_empty(), indent, depth);
        }
        Value::Object(members) => {
            out.push('{');
            for (index, member) in members.iter().enumerate() {
                separate(out, index, indent, depth);
                write_string(out, &member.name);
                out.push_str(if indent.is_some() { ": " } else { ":" });
                write(out, &member.value, indent, depth + 1);
            }
            close(out, '}', members.is_empty(), indent, depth);
        }
    }
}

fn separate(out: &mut String, index: usize, indent: Option<usize>, depth: usize) {
    if index > 0 {
        out.push(',');
    }
    break_line(out, indent, depth + 1);
}

fn close(out: &mut String, bracket: char, empty: bool, indent: Option<usize>, depth: usize) {
    if !empty {
        break_line(out, indent, depth);
    }
    out.push(bracket);
}

fn break_line(out: &mut String, indent: Option<usize>, depth: usize) {
    if let Some(indent) = indent {
        out.push('\n');
        out.extend(core::iter::repeat_n(' ', indent * depth));
    }
}

/// Adds a text in quotation marks. Escapes what RFC 8259 demands and nothing else, in the form that RFC 8785 demands.
pub fn write_string(out: &mut String, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                let code = character as usize;
                out.push_str("\\u00");
                out.push(char::from(DIGITS[code >> 4]));
                out.push(char::from(DIGITS[code & 15]));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}
