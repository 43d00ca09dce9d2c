//! The answers of an assessment, which may lie packed until somebody looks at them.

use core::fmt;
use core::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use super::assessment::{Answer, AnswerState};
use super::level::Level;
use super::ordered::Ordered;
use super::pack::IndicatorId;
use super::time::Day;

/// Answers by indicator. Of thousands of assessments few are looked at: those that came packed are unpacked when they
/// are, and shared until they are changed.
#[derive(Clone, Default)]
pub struct Answers {
    /// Empty while there is a pack.
    own: Ordered<IndicatorId, Answer>,
    packed: Option<Packed>,
}

/// Where answers are packed. What unpacks them is reached only through this, so that the first download has none of it.
pub trait Unpack: fmt::Debug + Send + Sync {
    /// The answers at a place. They were looked through when they came, so that they can be unpacked.
    fn answers(&self, place: usize) -> Ordered<IndicatorId, Answer>;

    /// How many they are.
    fn count(&self, place: usize) -> usize;

    /// Gives each to `see`, by indicator, without unpacking them.
    fn glance(&self, place: usize, see: &mut dyn FnMut(&str, Glance));
}

/// What scoring looks at of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    pub said: Said,
    /// The day it was given.
    pub day: Day,
}

/// What an answer says, without its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Level(Level),
    Unknown,
    NotApplicable,
}

#[derive(Clone)]
struct Packed {
    within: Arc<dyn Unpack>,
    place: usize,
    /// Filled at the first look.
    unpacked: OnceLock<Ordered<IndicatorId, Answer>>,
}

impl Answers {
    /// Those at a place of a pack of them.
    #[must_use]
    pub fn packed(within: Arc<dyn Unpack>, place: usize) -> Self {
        Self {
            own: Ordered::new(),
            packed: Some(Packed {
                within,
                place,
                unpacked: OnceLock::new(),
            }),
        }
    }

    /// Whether nobody has looked at them yet.
    #[must_use]
    pub fn are_packed(&self) -> bool {
        let packed = self.packed.as_ref();
        packed.is_some_and(|packed| packed.unpacked.get().is_none())
    }

    /// How many there are; they are not unpacked for it.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.packed {
            Some(packed) if self.are_packed() => packed.within.count(packed.place),
            _ => self.len(),
        }
    }

    /// Gives each to `see`, by indicator. Those that are packed stay so: many thousands of assessments can be gone through
    /// and take no more room for it.
    pub fn glance(&self, mut see: impl FnMut(&str, Glance)) {
        match &self.packed {
            Some(packed) if self.are_packed() => packed.within.glance(packed.place, &mut see),
            _ => {
                for (indicator, answer) in self.iter() {
                    see(&indicator.0, answer.glance());
                }
            }
        }
    }
}

impl Answer {
    /// What scoring looks at of it.
    #[must_use]
    pub const fn glance(&self) -> Glance {
        Glance {
            said: match self.state {
                AnswerState::Level(level) => Said::Level(level),
                AnswerState::Unknown => Said::Unknown,
                AnswerState::NotApplicable { .. } => Said::NotApplicable,
            },
            day: self.day,
        }
    }
}

impl Deref for Answers {
    type Target = Ordered<IndicatorId, Answer>;

    fn deref(&self) -> &Self::Target {
        match &self.packed {
            None => &self.own,
            Some(packed) => packed
                .unpacked
                .get_or_init(|| packed.within.answers(packed.place)),
        }
    }
}

impl DerefMut for Answers {
    fn deref_mut(&mut self) -> &mut Self::Target {
        // What is changed is no longer what was packed.
        if let Some(packed) = self.packed.take() {
            let unpacked = packed.unpacked.into_inner();
            self.own = unpacked.unwrap_or_else(|| packed.within.answers(packed.place));
        }
        &mut self.own
    }
}

impl From<Ordered<IndicatorId, Answer>> for Answers {
    fn from(own: Ordered<IndicatorId, Answer>) -> Self {
        Self { own, packed: None }
    }
}

impl FromIterator<(IndicatorId, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (IndicatorId, Answer)>>(entries: I) -> Self {
        Ordered::from_iter(entries).into()
    }
}

impl PartialEq for Answers {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}
