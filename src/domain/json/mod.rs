//! JSON as a tree that knows where it came from. Everything from outside is parsed into it once, and walked by hand.
//!
//! `serde_json::Value` keeps the last of two equal names in silence and has no positions; serde's derive stops at the
//! first mistake. This tree refuses equal names and deep nesting, and every node knows its line and column.

mod canonical;
mod name;
mod number;
mod parse;
mod parts;
mod scan;
mod serialize;
mod spot;
mod walk;
mod write;

pub use canonical::canonical;
pub use name::Name;
pub(in crate::domain) use parse::parse_within;
pub use parse::{
    LARGEST_BUNDLE, LARGEST_DOCUMENT, MAX_NESTING, parse, parse_document, refuse_larger, refuse_larger_bundle,
};
pub(in crate::domain) use parts::Parts;
pub use scan::Scan;
pub use serialize::to_json;
pub use spot::{Said, Spot, see};
pub use walk::{Fields, Step, Walker, place};
pub use write::{compact, pretty, write_string};

use super::problem::Position;

/// A node. Two nodes are equal when their values are, wherever they stood.
#[derive(Debug, Clone)]
pub struct Json {
    pub value: Value,
    /// Where it begins in its text; `None` for a node made by us.
    pub at: Option<Position>,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Json>),
    /// Names are unique; the order is kept.
    Object(Vec<Member>),
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub name: Name,
    pub value: Json,
}

/// A number as it was written, so that a round trip changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Eq for Json {}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Json {
    /// A node of ours, without a place in a text.
    #[must_use]
    pub const fn new(value: Value) -> Self {
        Self { value, at: None }
    }

    /// An object with these members, which must have unique names.
    #[must_use]
    pub const fn object(members: Vec<Member>) -> Self {
        Self::new(Value::Object(members))
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Value::Array(items.into_iter().collect()))
    }

    /// The value of the member with this name; `None` where there is none or this is no object.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find(|member| member.name == name)
            .map(|member| &member.value)
    }

    /// The node that these steps lead to; `None` where there is none.
    #[must_use]
    pub fn find(&self, steps: &[Step<'_>]) -> Option<&Self> {
        steps.iter().try_fold(self, |json, step| match step {
            Step::Name(name) => json.member(name),
            Step::Index(index) => json.items().get(*index),
        })
    }

    /// The first list or object that stands within so many others; `None` where nothing is nested that deep.
    #[must_use]
    pub fn nested_beyond(&self, levels: usize) -> Option<&Self> {
        let within = match &self.value {
            Value::Array(_) | Value::Object(_) => levels.checked_sub(1),
            _ => return None,
        };
        let Some(levels) = within else { return Some(self) };
        let mut inner = self
            .items()
            .iter()
            .chain(self.members().iter().map(|member| &member.value));
        inner.find_map(|json| json.nested_beyond(levels))
    }

    /// The members of an object; none of anything else.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a number; always finite.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match &self.value {
            Value::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }
}

impl Member {
    /// A name and its value.
    pub fn new(name: impl Into<Name>, value: impl Into<Json>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::new(Value::String(text.to_owned()))
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::new(Value::String(text))
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::new(Value::Bool(value))
    }
}

impl From<u32> for Json {
    fn from(value: u32) -> Self {
        Self::new(Value::Number(Number(value.to_string())))
    }
}

/// A number that is not finite becomes `null`.
impl From<f64> for Json {
    fn from(value: f64) -> Self {
        Self::new(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }
}

/// Absent is `null`.
impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::new(Value::Null), Into::into)
    }
}
