//! A document changed in one place, and the mistakes found in it, as text.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::problem::Problem;
use serde_json::Value;

/// The document with the member or item at `pointer` set.
pub fn with(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(members) => {
            members.insert(last.replace("~1", "/").replace("~0", "~"), value);
        }
        Value::Array(items) => items[last.parse::<usize>().unwrap()] = value,
        other => panic!("{other} has no members"),
    }
    document
}

/// A document with `raw` where the value at `pointer` was or is to be: its text, and the column of `raw`.
pub fn with_raw(document: &Value, pointer: &str, raw: &str) -> (String, usize) {
    let mark = "\u{1}here\u{1}";
    let text = with(document.clone(), pointer, Value::from(mark)).to_string();
    let mark = Value::from(mark).to_string();
    let (before, after) = text.split_once(&mark).unwrap();
    ([before, raw, after].concat(), before.chars().count() + 1)
}

/// A line for each mistake, as `place: cause`.
pub fn told(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.cause))
        .collect();
    lines.join("\n")
}
