//! The one text of a tree that everybody agrees on, to be hashed.

use super::number::ecmascript;
use super::write::write_string;
use super::{Json, Member, Value};

/// Canonical JSON: members sorted by the UTF-16 code units of their names, no spaces, numbers as ECMAScript prints them.
///
/// Source: RFC 8785 (JSON Canonicalization Scheme).
#[must_use]
pub fn canonical(json: &Json) -> String {
    let mut out = String::new();
    write(&mut out, json);
    out
}

fn write(out: &mut String, json: &Json) {
    match &json.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&ecmascript(number.as_exact_f64().unwrap_or_default())),
        Value::String(text) => write_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(out, item);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<&Member> = members.iter().collect();
            sorted.sort_by(|one, other| one.name.encode_utf16().cmp(other.name.encode_utf16()));
            out.push('{');
            for (index, member) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(out, &member.name);
                out.push(':');
                write(out, &member.value);
            }
            out.push('}');
        }
    }
}
