//! A document changed in one place, and the mistakes found in it, as text.

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

/// A line for each mistake, as `place: cause`.
pub fn told(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.cause))
        .collect();
    lines.join("\n")
}
