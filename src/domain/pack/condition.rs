//! When an indicator is asked, and when a check speaks up.

use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;
use crate::domain::side::Side;

use super::IndicatorId;

/// A test over answers and facts. Evaluated in `scoring::applicability`, where sources have become places.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition<S = Source> {
    /// One indicator's answer.
    Answer(S, Test),
    /// Which side answers.
    Side(Side),
    /// The answering company's kind; false where it was not given.
    Company(Kind),
    /// The answering company's size; false where it was not given.
    SizeAtLeast(Size),
    /// True when empty.
    All(Vec<Self>),
    /// False when empty.
    Any(Vec<Self>),
    Not(Box<Self>),
}

/// Whose answer to which indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub indicator: IndicatorId,
    /// `None`: the assessment at hand. Given only in checks that compare both sides.
    pub of: Option<Side>,
}

/// What the answer must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Applicable and answered with at least this level.
    AtLeast(Level),
    /// Applicable and answered with at most this level.
    AtMost(Level),
    /// Asked, and in this state.
    State(StateName),
}

/// The four states of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateName {
    Level,
    Unknown,
    NotApplicable,
    Unanswered,
}

impl StateName {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Level, Self::Unknown, Self::NotApplicable, Self::Unanswered];

    /// The name in every format, such as `notApplicable`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Unknown => "unknown",
            Self::NotApplicable => "notApplicable",
            Self::Unanswered => "unanswered",
        }
    }

    /// The state with this name in a format.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

impl<S> Condition<S> {
    /// Every answer it looks at, in order of appearance.
    #[must_use]
    pub fn sources(&self) -> Vec<&S> {
        self.tests().into_iter().map(|(source, _)| source).collect()
    }

    /// Every answer it looks at and what it must be, in order of appearance.
    #[must_use]
    pub fn tests(&self) -> Vec<(&S, Test)> {
        match self {
            Self::Answer(source, test) => vec![(source, *test)],
            Self::Side(_) | Self::Company(_) | Self::SizeAtLeast(_) => Vec::new(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Not(part) => part.tests(),
        }
    }

    /// The same over sources of another kind.
    #[must_use]
    pub fn over<T>(&self, source: &dyn Fn(&S) -> T) -> Condition<T> {
        let all = |parts: &[Self]| parts.iter().map(|part| part.over(source)).collect();
        match self {
            Self::Answer(own, test) => Condition::Answer(source(own), *test),
            Self::Side(side) => Condition::Side(*side),
            Self::Company(kind) => Condition::Company(*kind),
            Self::SizeAtLeast(least) => Condition::SizeAtLeast(*least),
            Self::All(parts) => Condition::All(all(parts)),
            Self::Any(parts) => Condition::Any(all(parts)),
            Self::Not(part) => Condition::Not(Box::new(part.over(source))),
        }
    }
}
