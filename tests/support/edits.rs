//! Changes of a small record, each told by two numbers.

use channel_readiness::domain::json::{Json, Member, Value, compact, parse};
use channel_readiness::domain::replica::RegisterPath;

use super::RECORD;

/// What a person does.
pub fn edited(document: &mut Json, what: u8, one: u8, other: u8) {
    let id = indicator(one);
    let level = u32::from(other % 5);
    match what {
        0..=2 => {
            let answer = format!(r#"{{"state":"level","level":{level},"note":"{other}"}}"#);
            set(member(document, "answers"), id, &answer);
        }
        3 => take(member(document, "answers"), id),
        4 => set(document, "title", &format!("\"{other}\"")),
        5 if one.is_multiple_of(4) => take(document, "x"),
        5 => set(document, "x", &format!("[{other}.0]")),
        6 => set(
            member(document, "plan"),
            "target",
            &format!(r#"{{"level":{level}}}"#),
        ),
        7 => {
            let steps = list(member(document, "plan"), "steps");
            steps.retain(|step| key_of(step) != Some(format!("{id}>{level}")));
            if other < 200 {
                let step = format!(r#"{{"indicator":"{id}","from":0,"to":{level},"owner":"{other}"}}"#);
                let place = usize::from(other) % (steps.len() + 1);
                steps.insert(place, json(&step));
            }
        }
        _ if one.is_multiple_of(16) => take(document, "plan"),
        _ => {
            let locked = list(member(document, "plan"), "locked");
            if locked.iter().any(|one| one.as_str() == Some(id)) {
                locked.retain(|one| one.as_str() != Some(id));
            } else {
                locked.push(id.into());
            }
        }
    }
}

/// What no version of the program writes.
pub fn odd(document: &mut Json, one: u8, other: u8) {
    let values = [
        "null",
        "[]",
        "{}",
        "5",
        "1.0",
        "1",
        r#"["1.1","1.1"]"#,
        r#"[{"indicator":"1.1","to":2},{"indicator":"1.1","to":2}]"#,
        r#"{"b":1,"a":{"d":1,"c":2}}"#,
        r#"{"a":{"c":2,"d":1},"b":1}"#,
        r#"[{"indicator":"2","to":1},{"indicator":"1","to":1}]"#,
    ];
    let value = values[usize::from(other) % values.len()];
    match one % 12 {
        0 => set(document, "plan", value),
        1 => set(document, "answers", value),
        2 => set(member(document, "plan"), "steps", value),
        3 => set(member(document, "plan"), "locked", value),
        4 => set(member(document, "plan"), "efforts", value),
        5 => set(member(document, "answers"), "1.1", value),
        6 => *document = json(value),
        7 => set(document, "", value),
        8 => set(document, "plan/steps", value),
        9 => set(document, "~1", value),
        10 => *document = json(RECORD),
        _ => set(member(document, "plan"), "new", value),
    }
}

/// Answers stand in the order of their paths.
pub fn in_order(document: &mut Json) {
    let root = RegisterPath::root();
    if let Some(Value::Object(answers)) = find(document, "answers").map(|answers| &mut answers.value) {
        answers.sort_by_key(|answer| root.child(&answer.name));
    }
}

fn json(text: &str) -> Json {
    parse(text).expect("JSON")
}

fn find<'j>(json: &'j mut Json, name: &str) -> Option<&'j mut Json> {
    match &mut json.value {
        Value::Object(members) => members.iter_mut().find(|member| member.name == name),
        _ => None,
    }
    .map(|member| &mut member.value)
}

/// The member as an object, made where there is none.
fn member<'j>(json: &'j mut Json, name: &str) -> &'j mut Json {
    if !matches!(find(json, name).map(|found| &found.value), Some(Value::Object(_))) {
        set(json, name, "{}");
    }
    find(json, name).expect("just made")
}

fn list<'j>(json: &'j mut Json, name: &str) -> &'j mut Vec<Json> {
    if !matches!(find(json, name).map(|found| &found.value), Some(Value::Array(_))) {
        set(json, name, "[]");
    }
    match find(json, name).map(|found| &mut found.value) {
        Some(Value::Array(items)) => items,
        _ => unreachable!("just made"),
    }
}

fn set(object: &mut Json, name: &str, value: &str) {
    let value = json(value);
    match &mut object.value {
        Value::Object(members) => match members.iter_mut().find(|member| member.name == name) {
            Some(member) => member.value = value,
            None => members.push(Member::new(name, value)),
        },
        other => *other = Value::Object(vec![Member::new(name, value)]),
    }
}

fn take(object: &mut Json, name: &str) {
    if let Value::Object(members) = &mut object.value {
        members.retain(|member| member.name != name);
    }
}

/// The indicator of a number.
pub fn indicator(number: u8) -> &'static str {
    ["1.1", "1.2", "a/b", "~", ""][usize::from(number) % 5]
}

/// What names an item of a list.
pub fn key_of(item: &Json) -> Option<String> {
    if let Some(text) = item.as_str() {
        return Some(text.to_owned());
    }
    let to = compact(item.member("to")?);
    Some(format!("{}>{to}", item.member("indicator")?.as_str()?))
}
