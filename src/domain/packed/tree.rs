//! JSON in bytes: no text of it is read again, and the names of members are words.

use std::collections::BTreeSet;

use super::bytes::{Reader, put_count, put_text};
use super::words::{self, Words};
use crate::domain::json::{Json, MAX_NESTING, Member, Name, Number, Said, Spot, Value};

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
/// As it is written.
const NUMBER: u8 = 3;
const STRING: u8 = 4;
const ARRAY: u8 = 5;
const OBJECT: u8 = 6;

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

/// Looks members through that stand within nothing else: whether they are what is written here, down to the last text.
pub(super) fn look_through(reader: &mut Reader<'_>, words: &[Name]) -> Option<()> {
    look_through_members(reader, words, MAX_NESTING)
}

/// `levels`: so many lists and objects may stand within each other here.
fn look_through_members(reader: &mut Reader<'_>, words: &[Name], levels: usize) -> Option<()> {
    let mut names = Places::default();
    for _ in 0..reader.count()? {
        let place = words::place(reader)?;
        if place >= words.len() || !names.add(place) {
            return None;
        }
        look_through_value(reader, words, levels)?;
    }
    Some(())
}

fn look_through_value(reader: &mut Reader<'_>, words: &[Name], levels: usize) -> Option<()> {
    match reader.byte()? {
        NULL | FALSE | TRUE => {}
        NUMBER => {
            reader.text().filter(|number| Number::is_written(number))?;
        }
        STRING => {
            reader.text()?;
        }
        ARRAY => {
            let levels = levels.checked_sub(1)?;
            for _ in 0..reader.count()? {
                look_through_value(reader, words, levels)?;
            }
        }
        OBJECT => look_through_members(reader, words, levels.checked_sub(1)?)?,
        _ => return None,
    }
    Some(())
}

/// Tells of members that were looked through.
pub(super) fn see<'p>(
    reader: &mut Reader<'p>,
    words: &'p [Name],
    tell: &mut dyn FnMut(Spot<'p>) -> bool,
) -> Option<()> {
    for _ in 0..reader.count()? {
        let spot = Spot::of(words::word(words, reader)?);
        see_value(reader, words, spot, tell)?;
    }
    Some(())
}

fn see_value<'p>(
    reader: &mut Reader<'p>,
    words: &'p [Name],
    spot: Spot<'p>,
    tell: &mut dyn FnMut(Spot<'p>) -> bool,
) -> Option<()> {
    let kind = reader.byte()?;
    let said = match kind {
        NUMBER => Said::Number(reader.text()?),
        STRING => Said::Text(reader.text()?),
        _ => Said::Other,
    };
    let goes_in = tell(spot.with(said));
    if kind != ARRAY && kind != OBJECT {
        return Some(());
    }
    for place in 0..reader.count()? {
        let inner = if kind == ARRAY {
            spot.item(place)
        } else {
            spot.part(words::word(words, reader)?)
        };
        match inner.filter(|_| goes_in) {
            Some(inner) => see_value(reader, words, inner, tell)?,
            None => step_over(reader)?,
        }
    }
    Some(())
}

/// Goes past a value that was looked through.
fn step_over(reader: &mut Reader<'_>) -> Option<()> {
    let kind = reader.byte()?;
    match kind {
        NUMBER | STRING => {
            reader.part()?;
        }
        ARRAY | OBJECT => {
            for _ in 0..reader.count()? {
                if kind == OBJECT {
                    words::place(reader)?;
                }
                step_over(reader)?;
            }
        }
        _ => {}
    }
    Some(())
}

/// Places in a list, each once: the first 256 as marks, since most lists of words are no longer.
#[derive(Default)]
struct Places {
    marks: [u64; 4],
    others: BTreeSet<usize>,
}

impl Places {
    /// Whether it was not there yet.
    fn add(&mut self, place: usize) -> bool {
        let Some(marks) = self.marks.get_mut(place / 64) else {
            return self.others.insert(place);
        };
        let before = *marks;
        *marks |= 1 << (place % 64);
        before != *marks
    }
}

/// Reads members that were looked through.
pub(super) fn members(reader: &mut Reader<'_>, words: &[Name]) -> Option<Vec<Member>> {
    let count = reader.count()?;
    let mut members = Vec::with_capacity(count);
    for _ in 0..count {
        let name = words::word(words, reader)?.clone();
        let value = value(reader, words)?;
        members.push(Member { name, value });
    }
    Some(members)
}

fn value(reader: &mut Reader<'_>, words: &[Name]) -> Option<Json> {
    let value = match reader.byte()? {
        NULL => Value::Null,
        FALSE => Value::Bool(false),
        TRUE => Value::Bool(true),
        NUMBER => Value::Number(Number::written(reader.text()?)?),
        STRING => Value::String(reader.text()?.to_owned()),
        ARRAY => {
            let count = reader.count()?;
            let mut items = Vec::with_capacity(count);
            for _ in 0..count {
                items.push(value(reader, words)?);
            }
            Value::Array(items)
        }
        OBJECT => Value::Object(members(reader, words)?),
        _ => return None,
    };
    Some(Json::new(value))
}
