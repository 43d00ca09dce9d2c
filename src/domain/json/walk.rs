//! Walking a tree into domain types, by hand, with every mistake in its place.
//!
//! A reader takes the walker and a node, and gives the value or `None` after it has told the walker what is wrong.
//! It reads all of its members before it gives up, so that all mistakes come at once; [`Walker::finish`] gives the
//! value only when there was none.

use core::ops::RangeInclusive;

use super::write::{QUOTED, quoted_short};
use super::{Json, Member, Value};
use crate::domain::problem::{Position, Problem};

/// So many mistakes are listed; of the rest only the number is told.
const LISTED: usize = 1000;

/// One step down a tree.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

/// The place that these steps lead to, such as `answers["2.4"].level`.
#[must_use]
pub fn place(steps: &[Step<'_>]) -> String {
    let mut place = String::new();
    for step in steps {
        match step {
            Step::Index(index) => place.push_str(&["[", &index.to_string(), "]"].concat()),
            Step::Name(name) if is_plain(name) => {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(name);
            }
            Step::Name(name) => place.push_str(&["[", &quoted_short(name), "]"].concat()),
        }
    }
    place
}

/// Knows the place in the tree and collects what is wrong.
#[derive(Debug, Default)]
pub struct Walker<'a> {
    place: Vec<Step<'a>>,
    problems: Vec<Problem>,
    unlisted: usize,
}

impl<'a> Walker<'a> {
    /// A walker at a document's root.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was read.
    ///
    /// # Errors
    /// All that is wrong, in the order of the text.
    pub fn finish<T>(mut self, read: Option<T>) -> Result<T, Vec<Problem>> {
        match read {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => {
                in_order_of_text(&mut self.problems);
                if self.unlisted > 0 {
                    let cause = format!("{} more problems are not listed", self.unlisted);
                    self.problems.push(Problem::of_whole(cause));
                }
                Err(self.problems)
            }
        }
    }

    /// Notes what is wrong with the node at the present place.
    pub fn refuse(&mut self, json: &Json, cause: impl Into<String>) {
        self.note(json.at, cause.into());
    }

    /// Notes that something else was expected at the present place.
    pub fn expected(&mut self, json: &Json, expected: &str) {
        let found = match &json.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => number.as_str().chars().take(30).collect(),
            Value::String(text) => quoted_short(text),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        self.note(json.at, ["expected ", expected, ", found ", &found].concat());
    }

    /// Says what to write instead of what was refused last, as it would stand in the text.
    pub fn instead(&mut self, words: impl Into<String>) {
        // Where a problem is no longer listed, the last one in the list is another.
        if self.unlisted == 0
            && let Some(problem) = self.problems.last_mut()
        {
            problem.instead = Some(words.into());
        }
    }

    /// Says which of the known names was meant, where one is near.
    pub fn instead_one_of<'n>(&mut self, written: &str, known: impl IntoIterator<Item = &'n str>) {
        if self.unlisted > 0 {
            return;
        }
        let near = known.into_iter().find(|name| is_near(written, name));
        if let Some(near) = near {
            self.instead(quoted_short(near));
        }
    }

    /// Takes over what was found wrong in a part that was read by itself, and puts the present place before it.
    pub fn adopt(&mut self, problems: Vec<Problem>) {
        let here = self.place();
        for mut problem in problems {
            let joint = if here.is_empty() || problem.place.is_empty() || problem.place.starts_with('[') {
                ""
            } else {
                "."
            };
            problem.place = [&here, joint, &problem.place].concat();
            self.add(problem);
        }
    }

    /// Takes over what another walker has found in a part, and puts the present place before it.
    pub fn adopt_all(&mut self, other: Walker<'_>) {
        if !other.problems.is_empty() {
            self.adopt(other.problems);
            self.unlisted += other.unlisted;
        }
    }

    /// Takes over what another walker has found elsewhere in the document.
    pub fn take_over(&mut self, other: Walker<'_>) {
        for problem in other.problems {
            self.add(problem);
        }
        self.unlisted += other.unlisted;
    }

    /// Notes what is wrong with a node that was passed before, at the place it had then.
    pub fn refuse_at(&mut self, place: &str, json: &Json, cause: impl Into<String>) {
        self.add(Problem {
            place: place.to_owned(),
            cause: cause.into(),
            at: json.at,
            instead: None,
        });
    }

    /// The present place, such as `dimensions[2].indicators[0].weight`.
    #[must_use]
    pub fn place(&self) -> String {
        place(&self.place)
    }

    /// Reads one step further down.
    pub fn under<T>(&mut self, step: Step<'a>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.place.push(step);
        let value = read(self);
        self.place.pop();
        value
    }

    /// The members of an object.
    pub fn object(&mut self, json: &'a Json) -> Option<Fields<'a>> {
        if let Value::Object(members) = &json.value {
            return Some(Fields {
                members,
                at: json.at,
                known: Vec::new(),
            });
        }
        self.expected(json, "an object");
        None
    }

    /// The items of a list, each read by `read`; `None` where one of them could not be read.
    pub fn list<T>(
        &mut self,
        json: &'a Json,
        mut read: impl FnMut(&mut Self, &'a Json) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.items(json)?;
        let values: Vec<T> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| self.under(Step::Index(index), |walker| read(walker, item)))
            .collect();
        (values.len() == items.len()).then_some(values)
    }

    /// The items of a list, for whoever reads them one by one.
    pub fn items(&mut self, json: &'a Json) -> Option<&'a [Json]> {
        if let Value::Array(items) = &json.value {
            return Some(items);
        }
        self.expected(json, "a list");
        None
    }

    /// A text of at most so many characters.
    pub fn text(&mut self, json: &'a Json, longest: usize) -> Option<&'a str> {
        let Some(text) = json.as_str() else {
            self.expected(json, "a text");
            return None;
        };
        // A character has at most four bytes: most texts need no counting.
        if text.len() > longest && text.chars().count() > longest {
            self.refuse(
                json,
                format!("the text is too long, at most {longest} characters are read"),
            );
            return None;
        }
        Some(text)
    }

    /// A text of at most so many characters, and at least one.
    pub fn filled(&mut self, json: &'a Json, longest: usize) -> Option<&'a str> {
        let text = self.text(json, longest)?;
        if text.is_empty() {
            self.refuse(json, "must not be empty");
            return None;
        }
        Some(text)
    }

    /// `true` or `false`.
    pub fn truth(&mut self, json: &Json) -> Option<bool> {
        if let Value::Bool(value) = json.value {
            return Some(value);
        }
        self.expected(json, "true or false");
        if let Some(truth @ ("true" | "false")) = json.as_str() {
            self.instead(truth);
        }
        None
    }

    /// A whole number within `range`.
    pub fn whole(&mut self, json: &Json, range: RangeInclusive<i64>) -> Option<i64> {
        if let Value::Number(number) = &json.value
            && let Some(value) = number.as_whole()
            && range.contains(&value)
        {
            return Some(value);
        }
        let (from, to) = (*range.start(), *range.end());
        self.expected(json, &format!("a whole number from {from} to {to}"));
        let written = json.as_str().and_then(|text| text.trim().parse::<i64>().ok());
        if let Some(number) = written.filter(|number| range.contains(number)) {
            self.instead(number.to_string());
        }
        None
    }

    /// One of a few names.
    pub fn choice<T: Copy>(&mut self, json: &Json, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
        let chosen = json
            .as_str()
            .and_then(|text| all.iter().find(|one| name(**one) == text));
        if chosen.is_none() {
            let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
            self.expected(json, &["one of ", &names.join(", ")].concat());
            self.instead_one_of(json.as_str().unwrap_or_default(), names);
        }
        chosen.copied()
    }

    fn note(&mut self, at: Option<Position>, cause: String) {
        let place = self.place();
        self.add(Problem {
            place,
            cause,
            at,
            instead: None,
        });
    }

    fn add(&mut self, problem: Problem) {
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        } else {
            self.unlisted += 1;
        }
    }
}

/// The members of an object, and which of them the reader knows.
#[derive(Debug)]
pub struct Fields<'a> {
    members: &'a [Member],
    at: Option<Position>,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// A member that must be there.
    pub fn required<T>(
        &mut self,
        walker: &mut Walker<'a>,
        name: &'static str,
        read: impl FnOnce(&mut Walker<'a>, &'a Json) -> Option<T>,
    ) -> Option<T> {
        if let Some(json) = self.take(name) {
            return walker.under(Step::Name(name), |walker| read(walker, json));
        }
        let near = self.members.iter().find(|member| is_near(&member.name, name));
        let cause = match near {
            None => "missing".to_owned(),
            Some(near) => ["missing; was ", &quoted_short(&near.name), " meant to be it?"].concat(),
        };
        walker.under(Step::Name(name), |walker| walker.note(self.at, cause));
        if near.is_some() {
            walker.instead(quoted_short(name));
        }
        None
    }

    /// A member that may be absent or `null`; both are `None`.
    pub fn optional<T>(
        &mut self,
        walker: &mut Walker<'a>,
        name: &'static str,
        read: impl FnOnce(&mut Walker<'a>, &'a Json) -> Option<T>,
    ) -> Option<T> {
        let json = self.take(name).filter(|json| !json.is_null())?;
        walker.under(Step::Name(name), |walker| read(walker, json))
    }

    /// A member that must be absent or `null` here.
    pub fn forbidden(&mut self, walker: &mut Walker<'a>, name: &'static str, cause: &str) {
        self.optional(walker, name, |walker, json| {
            walker.refuse(json, cause);
            Some(())
        });
    }

    /// The members that were not asked for, to be kept and written back.
    #[must_use]
    pub fn rest(&self) -> Vec<Member> {
        self.members
            .iter()
            .filter(|member| !self.known.contains(&member.name.as_str()))
            .cloned()
            .collect()
    }

    fn take(&mut self, name: &'static str) -> Option<&'a Json> {
        self.known.push(name);
        self.members
            .iter()
            .find(|member| member.name == name)
            .map(|member| &member.value)
    }
}

/// Whether a name can stand in a place without quotation marks, and is short enough to stand there whole.
fn is_plain(name: &str) -> bool {
    name.len() <= QUOTED
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether one name is the other with one letter changed, added, dropped or two neighbours swapped, capitals aside.
fn is_near(one: &str, other: &str) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let (one, other) = (
        one.to_ascii_lowercase().into_bytes(),
        other.to_ascii_lowercase().into_bytes(),
    );
    let prefix = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[prefix..], &other[prefix..]);
    let suffix = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    match (&one[..one.len() - suffix], &other[..other.len() - suffix]) {
        ([a, b], [c, d]) => a == d && b == c,
        (one, other) => prefix + suffix > 1 && one.len() <= 1 && other.len() <= 1,
    }
}

/// Sorts a list that is nearly in order already, as walking a document leaves it. By hand: the library's sort is the
/// larger part of a kilobyte of download each time it is used on another type.
fn in_order_of_text(problems: &mut [Problem]) {
    for next in 1..problems.len() {
        let mut place = next;
        while place > 0 && problems[place - 1].at > problems[place].at {
            problems.swap(place - 1, place);
            place -= 1;
        }
    }
}
