//! Every place of a document.
#![allow(dead_code, reason = "each suite uses some of it")]

use serde_json::Value;

/// The pointers of all nodes, the root's first.
pub fn nodes(document: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut next = 0;
    while let Some(at) = all.get(next).cloned() {
        next += 1;
        match document.pointer(&at).unwrap() {
            Value::Object(members) => {
                all.extend(members.keys().map(|name| format!("{at}/{}", escaped(name))));
            }
            Value::Array(items) => all.extend((0..items.len()).map(|index| format!("{at}/{index}"))),
            _ => {}
        }
    }
    all
}

/// The pointers of all objects.
pub fn objects(document: &Value) -> Vec<String> {
    let mut all = nodes(document);
    all.retain(|at| document.pointer(at).unwrap().is_object());
    all
}

/// A name as it stands in a pointer.
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A name that stood in a pointer.
pub fn plain(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}
