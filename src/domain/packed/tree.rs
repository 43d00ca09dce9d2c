//! JSON in bytes: no text of it is read again, and the names of members are words.

use super::bytes::{Reader, put_count, put_text};
use super::words::{Words, word};
use crate::domain::json::{Json, MAX_NESTING, Member, Name, Number, Value};

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
/// As it is written.
const NUMBER: u8 = 3;
const STRING: u8 = 4;
const ARRAY: u8 = 5;
const OBJECT: u8 = 6;

/// Most lists and objects have no more in them; larger ones grow.
const FEW: usize = 8;

/// Adds members: how many, and of each its name and value.
pub(super) fn put_members(bytes: &mut Vec<u8>, words: &mut Words, members: &[Member]) {
    put_count(bytes, members.len());
    for Member { name, value } in members {
        words.put_place(bytes, name);
        put_value(bytes, words, value);
    }
}

fn put_value(bytes: &mut Vec<u8>, words: &mut Words, json: &Json) {
    match &json.value {
        Value::Null => bytes.push(NULL),
        Value::Bool(false) => bytes.push(FALSE),
        Value::Bool(true) => bytes.push(TRUE),
        Value::Number(number) => {
            bytes.push(NUMBER);
            put_text(bytes, number.as_str());
        }
        Value::String(text) => {
            bytes.push(STRING);
            put_text(bytes, text);
        }
        Value::Array(items) => {
            bytes.push(ARRAY);
            put_count(bytes, items.len());
            for item in items {
                put_value(bytes, words, item);
            }
        }
        Value::Object(members) => {
            bytes.push(OBJECT);
            put_members(bytes, words, members);
        }
    }
}

/// Reads members that stand within nothing else.
pub(super) fn members(reader: &mut Reader<'_>, words: &[Name]) -> Option<Vec<Member>> {
    members_within(reader, words, MAX_NESTING)
}

/// `levels`: so many lists and objects may stand within each other here.
fn members_within(reader: &mut Reader<'_>, words: &[Name], levels: usize) -> Option<Vec<Member>> {
    let count = reader.count()?;
    // Not with room for as many as the count says: others within say as much.
    let mut members: Vec<Member> = Vec::with_capacity(count.min(FEW));
    for _ in 0..count {
        let name = word(words, reader)?.clone();
        let value = value(reader, words, levels)?;
        members.push(Member { name, value });
    }
    are_different(&members).then_some(members)
}

fn value(reader: &mut Reader<'_>, words: &[Name], levels: usize) -> Option<Json> {
    let value = match reader.byte()? {
        NULL => Value::Null,
        FALSE => Value::Bool(false),
        TRUE => Value::Bool(true),
        NUMBER => Value::Number(Number::written(reader.text()?)?),
        STRING => Value::String(reader.text()?.to_owned()),
        ARRAY => {
            let levels = levels.checked_sub(1)?;
            let count = reader.count()?;
            let mut items = Vec::with_capacity(count.min(FEW));
            for _ in 0..count {
                items.push(value(reader, words, levels)?);
            }
            Value::Array(items)
        }
        OBJECT => Value::Object(members_within(reader, words, levels.checked_sub(1)?)?),
        _ => return None,
    };
    Some(Json::new(value))
}

/// Whether no two have one name.
fn are_different(members: &[Member]) -> bool {
    if members.len() <= FEW {
        let mut later = members.iter();
        return core::iter::from_fn(|| later.next().map(|one| (one, later.clone())))
            .all(|(one, mut later)| later.all(|other| one.name != other.name));
    }
    let mut names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1])
}
