//! Documents that are a little wrong: every node changed in every way that an author or a program may get it wrong.

use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::pack::{Grade, Length, StateName};
use channel_readiness::domain::side::Side;
use serde_json::{Value, json};

use crate::nodes::{nodes, plain};

/// One change at one place.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// JSON pointer of the node that is changed.
    pub at: String,
    pub change: Change,
}

#[derive(Debug, Clone)]
pub enum Change {
    /// The node goes.
    Remove,
    /// The node becomes this.
    Set(Value),
    /// The object gets this member, or the member becomes this.
    Member(&'static str, Value),
    /// The member of the object gets another name.
    Rename(String, String),
    /// The list gets its first entry a second time, at its end.
    Repeat,
    /// The list is turned round.
    Reverse,
    /// The list gets its first entry so often that it has this many.
    Grow(usize),
}

/// Every mutation of those nodes of a document whose pointer is `wanted`.
pub fn mutations(document: &Value, wanted: fn(&str) -> bool) -> Vec<Mutation> {
    nodes(document)
        .into_iter()
        .filter(|at| wanted(at))
        .flat_map(|at| mutations_at(document, &at))
        .collect()
}

/// Every mutation of one node.
pub fn mutations_at(document: &Value, at: &str) -> Vec<Mutation> {
    let node = document.pointer(at).unwrap();
    let mut changes: Vec<Change> = anything().into_iter().map(Change::Set).collect();
    if !at.is_empty() {
        changes.push(Change::Remove);
    }
    match node {
        Value::String(_) | Value::Null => {
            let text = node.as_str().unwrap_or_default();
            changes.extend(strings(text).into_iter().map(Change::Set));
            // The longest texts take long to read.
            if ["/note", "/notes", "/reason"]
                .iter()
                .any(|name| at.ends_with(name))
            {
                changes.extend([100_000, 100_001].map(|length| Change::Set(json!("ä".repeat(length)))));
            }
        }
        Value::Number(_) => changes.extend(numbers().into_iter().map(Change::Set)),
        Value::Array(_) => changes.extend([Change::Repeat, Change::Reverse, Change::Grow(1001)]),
        Value::Object(members) => {
            changes.extend(
                extra_members()
                    .into_iter()
                    .map(|(name, value)| Change::Member(name, value)),
            );
            changes.extend(
                members
                    .keys()
                    .map(|name| Change::Rename(name.clone(), name.to_uppercase() + "x")),
            );
            let longer = [100, 101].map(|length| "ä".repeat(length));
            let first = members.keys().next().cloned();
            changes.extend(
                first
                    .into_iter()
                    .flat_map(|name| longer.clone().map(|longer| Change::Rename(name.clone(), longer))),
            );
        }
        Value::Bool(_) => {}
    }
    changes
        .into_iter()
        .map(|change| Mutation {
            at: at.to_owned(),
            change,
        })
        .collect()
}

/// Of every type, and what is right somewhere else.
fn anything() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(1.0),
        json!(1.5),
        json!(-1),
        json!(5),
        json!(1e300),
        json!(""),
        json!("a1"),
        json!("vendor"),
        json!([]),
        json!([null]),
        json!(["full"]),
        json!({}),
        json!({"en": "E"}),
        json!({"en": "E", "de": null}),
        json!({"fr": "F"}),
        json!({"en": "ä".repeat(20_000)}),
        json!({"en": "ä".repeat(20_001)}),
        json!({"vendor": null}),
        json!({"x_y": "F", "en": "E"}),
        json!({"side": "vendor"}),
        json!({"indicator": "a1", "atLeast": 2}),
        json!({"of": null, "indicator": "a1", "state": "unknown"}),
        json!({"of": "vendor", "indicator": "a1", "state": "unknown"}),
    ]
}

fn numbers() -> Vec<Value> {
    [0.000_999, 0.001, 2.0, 3.0, 4.0, 4.5, 365.0, 366.0, 1000.0, 1000.1]
        .into_iter()
        .map(|number| json!(number))
        .chain(
            [36_500_u64, 36_501, 4_294_967_295, 4_294_967_296, u64::MAX]
                .into_iter()
                .map(|number| json!(number)),
        )
        .chain([json!(i64::MIN), json!(-0.0)])
        .collect()
}

/// Names, days, moments and lengths at their limits; and the text itself, changed.
fn strings(text: &str) -> Vec<Value> {
    let named = [
        "en",
        "pt-BR",
        "x",
        "en-",
        "EN",
        "english",
        "de-1996",
        "de-x",
        "en-12345678",
        "en-123456789",
        "é",
        "zz",
        "b1",
        "customer",
        "pack",
        "response",
        "A ",
        "2026-02-28",
        "2026-02-29",
        "2024-02-29",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2026-2-3",
        "2026-11-22\n",
        "2026-11-22T10:41:00Z",
        "2026-11-22t10:41:00z",
        "2026-11-22T10:41:60Z",
        "2026-11-22T23:59:59.123456789Z",
        "2026-11-22T23:59:59.1234567891Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T10:41:00+00:00",
        "2026-11-22T10:41:00.Z",
        "2026-02-30T10:41:00Z",
        "0000-01-01T00:00:00Z",
        "0190F5F0-7B1C-7000-8000-00000000000A",
        "0190f5f07b1c70008000000000000001",
        "{0190f5f0-7b1c-7000-8000-00000000001}",
        "urn:uuid:0190f5f0-7b1c-7000-8000-000000000001",
    ];
    let known = Kind::ALL
        .map(Kind::name)
        .into_iter()
        .chain(Size::ALL.map(Size::name));
    let known = known
        .chain(StateName::ALL.map(StateName::name))
        .chain(Grade::ALL.map(Grade::name));
    let known = known
        .chain(Length::ALL.map(Length::name))
        .chain(Side::ALL.map(Side::name));
    let long = [100, 101, 10_000, 10_001, 20_000, 20_001].map(|length| "ä".repeat(length));
    let language = [
        "en".to_owned() + &"-12345678".repeat(3) + "-12345",
        "en".to_owned() + &"-12345678".repeat(4),
    ];
    let hash = ["0".repeat(64), "0".repeat(63), "F".repeat(64)];
    let own = [format!("{text}x"), text.to_uppercase(), format!(" {text}")];
    named
        .into_iter()
        .chain(known)
        .map(str::to_owned)
        .chain(long)
        .chain(language)
        .chain(hash)
        .chain(own)
        .map(Value::from)
        .collect()
}

/// Members that belong to other objects, and one that belongs to none.
fn extra_members() -> Vec<(&'static str, Value)> {
    let side = json!({"question": "Q?", "anchors": ["0", "1", "2", "3", "4"]});
    vec![
        ("x", json!({"deep": [1, null, {"y": 1e-7}]})),
        ("$schema", json!("../schema/pack-1.schema.json")),
        ("of", Value::Null),
        ("of", json!("partner")),
        ("indicator", json!("a2")),
        ("atLeast", json!(1)),
        ("state", json!("unknown")),
        ("all", json!([])),
        ("not", json!({"any": []})),
        ("level", Value::Null),
        ("level", json!(2)),
        ("reason", json!("r")),
        ("hash", json!("0")),
        ("hash", json!(0)),
        ("side", json!("partner")),
        ("when", json!({"indicator": "a2", "state": "level"})),
        ("gate", json!(true)),
        ("mayNotApply", json!(false)),
        ("vendor", side),
        ("partner", Value::Null),
        ("steps", json!([{"to": 1, "action": "Do", "days": 1}])),
        (
            "answers",
            json!({"b1": {"state": "notApplicable", "day": "2026-11-22"}}),
        ),
    ]
}

impl Mutation {
    /// The document with this change.
    pub fn apply(&self, document: &Value) -> Value {
        let mut changed = document.clone();
        if matches!(self.change, Change::Remove) {
            let (parent, last) = self.at.rsplit_once('/').unwrap();
            match changed.pointer_mut(parent).unwrap() {
                Value::Object(members) => drop(members.remove(&plain(last))),
                Value::Array(items) => drop(items.remove(last.parse().unwrap())),
                other => panic!("{other} has no members"),
            }
            return changed;
        }
        let node = changed.pointer_mut(&self.at).unwrap();
        match (&self.change, node) {
            (Change::Set(value), node) => *node = value.clone(),
            (Change::Member(name, value), Value::Object(members)) => {
                members.insert((*name).to_owned(), value.clone());
            }
            (Change::Rename(from, to), Value::Object(members)) => {
                let value = members.remove(from).unwrap();
                members.insert(to.clone(), value);
            }
            (Change::Repeat, Value::Array(items)) => items.extend(items.first().cloned()),
            (Change::Reverse, Value::Array(items)) => items.reverse(),
            (Change::Grow(length), Value::Array(items)) => {
                if let Some(first) = items.first().cloned() {
                    items.resize(*length, first);
                }
            }
            (change, node) => panic!("{change:?} does not fit {node}"),
        }
        changed
    }
}

impl std::fmt::Display for Mutation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let change: String = format!("{:?}", self.change).chars().take(200).collect();
        write!(formatter, "{}: {change}", self.at)
    }
}
