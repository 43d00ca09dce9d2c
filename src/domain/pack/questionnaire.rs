//! What asking and scoring need of a pack.

use crate::domain::side::{BySide, Side};
use crate::domain::text::Text;

use super::Condition;

/// Names an indicator within its pack, such as `2.4`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(pub String);

/// Names a dimension within its pack, such as `D2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DimensionId(pub String);

/// The questions of a pack, with their weights and conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    pub id: String,
    /// From 1.
    pub version: u32,
    /// Language tags; the first is the one of plain texts.
    pub languages: Vec<String>,
    pub title: Text,
    /// By level.
    pub levels: [LevelName; 5],
    /// At least one.
    pub dimensions: Vec<Dimension>,
}

/// What a level is called and what it means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LevelName {
    pub name: Text,
    pub meaning: Text,
}

/// A headline theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    pub id: DimensionId,
    pub title: Text,
    /// May be empty.
    pub intro: Text,
    pub weight: Weight,
    /// Whether it counts in the overall figures; otherwise it is shown beside them.
    pub headline: bool,
    /// At least one.
    pub indicators: Vec<Indicator>,
}

/// One question with five observable answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    pub id: IndicatorId,
    pub title: Text,
    pub weight: Weight,
    /// Whether it caps the overall level.
    pub gate: bool,
    /// Whether "does not apply" is an answer.
    pub may_not_apply: bool,
    pub lengths: Lengths,
    pub half_life: HalfLife,
    /// The fact it observes, such as `contact-cadence`, for other parts to check or use.
    pub observes: Option<String>,
    /// When it is asked; `None`: always.
    pub when: Option<Condition>,
    /// `None`: not asked of that side.
    pub sides: BySide<Option<Question>>,
}

/// The wording for one side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Question {
    pub question: Text,
    /// May be empty.
    pub hint: Text,
    /// By level.
    pub anchors: [Text; 5],
}

/// Relative importance, `0.001..=1000`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Weight(f64);

impl Weight {
    /// The weight; `None` outside `0.001..=1000`, or not a number.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (0.001..=1000.0).contains(&value).then_some(Self(value))
    }

    /// The value.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// After how many days an answer is worth half, `1..=36500`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfLife(u32);

impl HalfLife {
    /// The half-life; `None` outside `1..=36500` days.
    #[must_use]
    pub fn from_days(days: u32) -> Option<Self> {
        (1..=36_500).contains(&days).then_some(Self(days))
    }

    /// In days.
    #[must_use]
    pub const fn days(self) -> u32 {
        self.0
    }
}

/// A cut of the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    Quick,
    Full,
}

impl Length {
    /// Both lengths, the shorter first.
    pub const ALL: [Self; 2] = [Self::Quick, Self::Full];

    /// The name in every format: `quick` or `full`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Full => "full",
        }
    }

    /// The length with this name in a format.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.name() == name)
    }
}

/// The lengths that ask an indicator. Every indicator is in `full`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    FullOnly,
    QuickAndFull,
}

impl Lengths {
    /// Whether a length asks the indicator.
    #[must_use]
    pub const fn include(self, length: Length) -> bool {
        matches!((self, length), (_, Length::Full) | (Self::QuickAndFull, _))
    }
}

impl Questionnaire {
    /// Every indicator in pack order, with its dimension.
    pub fn indicators(&self) -> impl Iterator<Item = (&Dimension, &Indicator)> {
        self.dimensions.iter().flat_map(|dimension| {
            dimension
                .indicators
                .iter()
                .map(move |indicator| (dimension, indicator))
        })
    }

    /// Whether its quick form is a cut: one that asks nothing, or everything, is none.
    #[must_use]
    pub fn has_quick(&self) -> bool {
        let is_quick = |one: &Indicator| one.lengths.include(Length::Quick);
        let quick = self.indicators().filter(|(_, one)| is_quick(one)).count();
        (1..self.indicators().count()).contains(&quick)
    }

    /// The indicator with this id, with its dimension.
    #[must_use]
    pub fn indicator(&self, id: &IndicatorId) -> Option<(&Dimension, &Indicator)> {
        self.indicators().find(|(_, indicator)| indicator.id == *id)
    }

    /// The dimension with this id.
    #[must_use]
    pub fn dimension(&self, id: &DimensionId) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }
}

impl Indicator {
    /// The wording for a side; `None`: not asked of it.
    #[must_use]
    pub fn question(&self, side: Side) -> Option<&Question> {
        self.sides.of(side).as_ref()
    }
}
