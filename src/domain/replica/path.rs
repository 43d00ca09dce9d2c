//! Where the registers of a record are.

use core::fmt;

use crate::domain::json::{Json, Number, Value};
use crate::domain::pack::IndicatorId;

/// The longest name of a register, in characters.
pub(super) const LONGEST_NAME: usize = 1000;

/// Where a register stands in its record: a JSON pointer, only that an item of a list is named by its key and not by its
/// number. `/title`, `/answers/2.4`, `/plan/steps/2.4>3`; the record as a whole is the empty text.
///
/// Source: RFC 6901, JSON Pointer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegisterPath(String);

/// What is cut further, and how.
#[derive(Debug, Clone, Copy)]
pub(super) enum Container {
    /// Into its members.
    Members,
    /// Into its members, whose order says nothing.
    Answers,
    /// Into its items, by this key.
    Items(fn(&Json) -> Option<String>),
}

impl RegisterPath {
    /// The record as a whole: which members it has, in which order.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The answer to an indicator.
    #[must_use]
    pub fn answer(indicator: &IndicatorId) -> Self {
        Self::root().child("answers").child(&indicator.0)
    }

    /// A member or item of this.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        let mut path = self.0.clone();
        path.push('/');
        for character in name.chars() {
            match character {
                '~' => path.push_str("~0"),
                '/' => path.push_str("~1"),
                other => path.push(other),
            }
        }
        Self(path)
    }

    /// Reads a path; `None` where no record has a register.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((parent, name)) = text.rsplit_once('/') else {
            return text.is_empty().then(Self::root);
        };
        container(parent)?;
        let path = Self(parent.to_owned()).child(&unescaped(name));
        let is_read = path.0 == text && unescaped(name).chars().count() <= LONGEST_NAME;
        is_read.then_some(path)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the member or the key of the item; empty for the whole.
    #[must_use]
    pub fn name(&self) -> String {
        self.split().map_or_else(String::new, |(_, name)| unescaped(name))
    }

    /// The path of what it is a part of, and its name as it stands here.
    pub(super) fn split(&self) -> Option<(&str, &str)> {
        self.0.rsplit_once('/')
    }

    /// Whether it is a member of the record, by its name, or stands within it.
    pub(super) fn is_within(&self, member: &str) -> bool {
        let whole = Self::root().child(member);
        let rest = self.0.strip_prefix(whole.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether earlier versions are kept: those of answers are.
    #[must_use]
    pub fn keeps_past(&self) -> bool {
        self.split().is_some_and(|(parent, _)| parent == "/answers")
    }

    /// Whether a value can stand here: an item of a list only at its own key.
    pub(super) fn can_hold(&self, json: &Json) -> bool {
        match self.split().and_then(|(parent, _)| container(parent)) {
            Some(Container::Items(key)) => key(json) == Some(self.name()),
            _ => true,
        }
    }

    pub(super) fn container(&self) -> Option<Container> {
        container(&self.0)
    }
}

impl fmt::Display for RegisterPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn container(path: &str) -> Option<Container> {
    Some(match path {
        "" | "/plan" => Container::Members,
        "/answers" => Container::Answers,
        "/plan/locked" | "/tags" => Container::Items(|item| item.as_str().map(str::to_owned)),
        "/plan/excluded" | "/plan/efforts" | "/plan/steps" => Container::Items(indicator_and_level),
        "/contacts" | "/systems" | "/touchpoints" => Container::Items(entry_id),
        "/views" => Container::Items(|item| item.member("name")?.as_str().map(str::to_owned)),
        _ => return None,
    })
}

/// What names a step of a plan: the indicator and the level that it leads to.
fn indicator_and_level(item: &Json) -> Option<String> {
    let Value::Number(to) = &item.member("to")?.value else {
        return None;
    };
    Some([item.member("indicator")?.as_str()?, ">", Number::as_str(to)].concat())
}

/// What names an entry of a company: its id, in small letters as it is written.
fn entry_id(item: &Json) -> Option<String> {
    Some(item.member("id")?.as_str()?.to_ascii_lowercase())
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}
