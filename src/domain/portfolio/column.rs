//! What a row shows.

/// A column of the list of all partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Name,
    Kind,
    Size,
    Tags,
    /// Score with its interval, of their own view or else of ours.
    Score,
    Level,
    Floor,
    OpenGates,
    /// How close both views are.
    Agreement,
    /// The score of what both say, the lower of each pair of answers.
    Joint,
    /// The widest gap between both views.
    Gap,
    Freshness,
    /// How many answers a pulse would ask again.
    Due,
    LastAnswer,
    /// The day of the last touchpoint.
    LastTouchpoint,
    /// Hours until an answer, from the log.
    AnswerTime,
    /// How many assessments there are of the relationship.
    Views,
    /// The level that is aimed at.
    Target,
}

/// By which column rows are put in order. Of equal ones the name decides, and then the id; what has no value comes last
/// either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    pub by: Column,
    pub is_descending: bool,
}

impl Column {
    /// Whether a lower figure is the better one.
    #[must_use]
    pub const fn is_less_better(self) -> bool {
        matches!(self, Self::OpenGates | Self::Gap | Self::Due | Self::AnswerTime)
    }

    /// All columns, in the order they are offered.
    pub const ALL: [Self; 18] = [
        Self::Name,
        Self::Kind,
        Self::Size,
        Self::Tags,
        Self::Score,
        Self::Level,
        Self::Floor,
        Self::OpenGates,
        Self::Agreement,
        Self::Joint,
        Self::Gap,
        Self::Freshness,
        Self::Due,
        Self::LastAnswer,
        Self::LastTouchpoint,
        Self::AnswerTime,
        Self::Views,
        Self::Target,
    ];
    /// Those that are shown where nobody has chosen.
    pub const USUAL: [Self; 7] = [
        Self::Name,
        Self::Kind,
        Self::Size,
        Self::Score,
        Self::Level,
        Self::Agreement,
        Self::LastAnswer,
    ];

    /// The name in every format, such as `open-gates`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Size => "size",
            Self::Tags => "tags",
            Self::Score => "score",
            Self::Level => "level",
            Self::Floor => "floor",
            Self::OpenGates => "open-gates",
            Self::Agreement => "agreement",
            Self::Joint => "joint",
            Self::Gap => "gap",
            Self::Freshness => "freshness",
            Self::Due => "due",
            Self::LastAnswer => "last-answer",
            Self::LastTouchpoint => "last-touchpoint",
            Self::AnswerTime => "answer-time",
            Self::Views => "views",
            Self::Target => "target",
        }
    }

    /// The column with this name in a format.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}

impl Default for Order {
    /// By name, from the first letter on.
    fn default() -> Self {
        Self {
            by: Column::Name,
            is_descending: false,
        }
    }
}
