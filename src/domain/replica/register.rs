//! One part of a record that changes as a whole, and what it held before.

use super::path::RegisterPath;
use super::stamp::Stamp;
use crate::domain::json::{Json, Member, Value, compact};

/// Texts that are typed on within so long are one version: each keystroke is saved, and eight of them would be all the
/// history there is.
const TYPING_MILLISECONDS: i64 = 10 * 60 * 1000;

/// So many versions of an answer are kept beside the present one, the newest.
pub const MOST_PAST: usize = 8;

/// What a register holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A value that is not cut any further.
    Whole(Json),
    /// An object whose members are registers: their names, in their order. Those of `answers` are not listed: they
    /// stand in the order of their paths.
    Members(Vec<String>),
    /// A list whose items are registers: their keys, in their order.
    Items(Vec<String>),
}

/// What a register held from one change to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// `None`: older than every stamp.
    pub stamp: Option<Stamp>,
    pub(super) content: Option<Content>,
}

/// The versions of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Register {
    /// The newest first, which is the present one; never empty, each once.
    versions: Vec<Version>,
}

impl Content {
    /// Whether both say the same: in objects the order of members says nothing, so that a version of the program which
    /// writes them in another order has changed nothing.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => one == other || sorted(one) == sorted(other),
            (Self::Members(one), Self::Members(other)) => {
                one == other || one.len() == other.len() && in_order(one) == in_order(other)
            }
            _ => self == other,
        }
    }

    /// Whether both are cut, into other parts.
    pub(super) fn has_other_parts(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Members(one), Self::Members(other)) | (Self::Items(one), Self::Items(other)) => {
                in_order(one) != in_order(other)
            }
            _ => false,
        }
    }

    /// Decides between two contents of one stamp. Written out as it is, since canonical JSON calls `1` and `1.0` the
    /// same: then the order of merging would decide.
    fn text(&self) -> (u8, String) {
        let names = |names: &[String]| compact(&Json::list(names.iter().map(|name| name.as_str().into())));
        match self {
            Self::Whole(json) => (0, compact(json)),
            Self::Members(list) => (1, names(list)),
            Self::Items(list) => (2, names(list)),
        }
    }
}

impl Version {
    /// What was said; `None` where the register was taken away.
    #[must_use]
    pub const fn value(&self) -> Option<&Json> {
        match &self.content {
            Some(Content::Whole(json)) => Some(json),
            _ => None,
        }
    }

    /// Whether it says the same answer in other words, of the same device and a little while later.
    fn goes_on(&self, before: &Self) -> bool {
        let (Some(now), Some(then)) = (self.stamp, before.stamp) else {
            return false;
        };
        let passed = now.moment().milliseconds() - then.moment().milliseconds();
        let answer = |version: &'_ Self| {
            let json = version.value()?;
            Some((json.member("state")?.clone(), json.member("level").cloned()))
        };
        now.device() == then.device()
            && (0..=TYPING_MILLISECONDS).contains(&passed)
            && answer(self).is_some_and(|now| answer(before) == Some(now))
    }

    /// Whether it wins over another. This is the rule: the later stamp, and of one stamp the greater text.
    pub(super) fn wins_over(&self, other: &Self) -> bool {
        if self.stamp != other.stamp {
            return self.stamp > other.stamp;
        }
        let text = |version: &Self| version.content.as_ref().map(Content::text);
        self.content != other.content && text(self) > text(other)
    }
}

impl Register {
    pub(super) fn new(version: Version) -> Self {
        Self {
            versions: vec![version],
        }
    }

    pub(super) fn present(&self) -> &Version {
        &self.versions[0]
    }

    pub(super) fn past(&self) -> &[Version] {
        &self.versions[1..]
    }

    /// Lets a version follow the present one, or take its place where the text of an answer is typed on.
    pub(super) fn follow(&mut self, path: &RegisterPath, version: Version) {
        if path.keeps_past() && version.goes_on(self.present()) {
            self.versions.remove(0);
        }
        if self.versions.is_empty() {
            self.versions.push(version);
        } else {
            self.add(path, version);
        }
    }

    /// Adds a version where it belongs, unless it is there. Those beyond the number that is kept at this path are
    /// forgotten.
    pub(super) fn add(&mut self, path: &RegisterPath, version: Version) {
        if self.versions.contains(&version) {
            return;
        }
        let place = self.versions.iter().position(|one| version.wins_over(one));
        self.versions
            .insert(place.unwrap_or(self.versions.len()), version);
        self.versions
            .truncate(1 + if path.keeps_past() { MOST_PAST } else { 0 });
    }
}

/// The value with the members of each object sorted by name.
fn sorted(json: &Json) -> Json {
    match &json.value {
        Value::Array(items) => Json::list(items.iter().map(sorted)),
        Value::Object(members) => {
            let mut members: Vec<Member> = members
                .iter()
                .map(|member| Member::new(member.name.as_str(), sorted(&member.value)))
                .collect();
            members.sort_unstable_by(|one, other| one.name.cmp(&other.name));
            Json::object(members)
        }
        _ => json.clone(),
    }
}

fn in_order(names: &[String]) -> Vec<&str> {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    names
}
