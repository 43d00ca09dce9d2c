//! The answers of an assessment, which may lie packed until somebody looks at them.

use super::assessment::{Answer, AnswerState};
use super::level::Level;
use super::ordered::Ordered;
use super::pack::IndicatorId;
use super::packable::{Packable, Unpack};
use super::time::Day;

/// Answers by indicator.
pub type Answers = Packable<Ordered<IndicatorId, Answer>, dyn PackedAnswers>;

/// Where answers are packed.
pub trait PackedAnswers: Unpack<Ordered<IndicatorId, Answer>> {
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

impl Answers {
    /// How many there are; they are not unpacked for it.
    #[must_use]
    pub fn count(&self) -> usize {
        match self.place() {
            Some((packed, place)) => packed.count(place),
            None => self.len(),
        }
    }

    /// Gives each to `see`, by indicator. Those that are packed stay so: many thousands of assessments can be gone through
    /// and take no more room for it.
    pub fn glance(&self, mut see: impl FnMut(&str, Glance)) {
        match self.place() {
            Some((packed, place)) => packed.glance(place, &mut see),
            None => {
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

impl FromIterator<(IndicatorId, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (IndicatorId, Answer)>>(entries: I) -> Self {
        Ordered::from_iter(entries).into()
    }
}
