//! What a side says of facts that a log can show.

use super::{AnswerTime, Cadence};
use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::{Standing, standings};
use crate::domain::side::Side;

/// A fact that an indicator may say it observes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// How often people of both companies talk to each other: the log's meetings.
    ContactCadence,
    /// How often the joint plan is revised: the log's decisions.
    PlanCadence,
    /// How long a question waits for its first answer: the hours that the log notes.
    AnswerTime,
}

/// How often or how fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Cadence(Cadence),
    Answer(AnswerTime),
}

/// What a side's answer says of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub fact: Fact,
    pub side: Side,
    /// The indicator that was answered.
    pub indicator: IndicatorId,
    pub level: Level,
    pub pace: Pace,
}

/// What the levels 0 to 4 of an indicator stand for that observes a contact cadence. An anchor that gives a least number
/// stands for that number; the lowest one, which gives none, for the next cadence below.
///
/// Source: the anchors for both sides of the built-in pack's indicator that observes it: "Not once in 90 days", "At least
/// once, but not every month", "At least once every month, but not every week", "At least once every week, but not on
/// most working days", "On most working days".
const CONTACT: [Cadence; 5] = [
    Cadence::Yearly,
    Cadence::Quarterly,
    Cadence::Monthly,
    Cadence::Weekly,
    Cadence::Daily,
];

/// The same of a plan cadence: none, once, twice, four times and twelve times a year.
///
/// Source: the anchors for both sides of the built-in pack's indicator that observes it, of the last twelve months: "There
/// is no joint plan", "Once or not at all", "Two or three times", "Four to eleven times", "Twelve times or more".
const PLAN: [Cadence; 5] = [
    Cadence::Rarer,
    Cadence::Yearly,
    Cadence::Quarterly,
    Cadence::Quarterly,
    Cadence::Monthly,
];

/// The same of an answer time.
///
/// Source: the anchors for both sides of the built-in pack's indicator that observes it: "More than a month, or no answer
/// comes", "More than a week, up to a month", "More than one working day, up to a week", "More than half a working day, up
/// to one working day", "Half a working day or less".
const ANSWER: [AnswerTime; 5] = [
    AnswerTime::Longer,
    AnswerTime::Month,
    AnswerTime::Week,
    AnswerTime::Day,
    AnswerTime::HalfDay,
];

impl Fact {
    /// All facts, in the order they are told.
    pub const ALL: [Self; 3] = [Self::ContactCadence, Self::PlanCadence, Self::AnswerTime];

    /// The name in a pack's `observes`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ContactCadence => "contact-cadence",
            Self::PlanCadence => "plan-cadence",
            Self::AnswerTime => "answer-time",
        }
    }

    /// Whether the log of a company on this side shows the fact. The answer times of a log are how long its owner waited;
    /// the question is how long the partner waits.
    #[must_use]
    pub const fn is_shown_by_log_of(self, owner: Side) -> bool {
        !matches!((self, owner), (Self::AnswerTime, Side::Vendor))
    }

    /// The fact with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.name() == name)
    }
}

impl Pace {
    /// Steps from the fastest, from 0.
    #[must_use]
    pub const fn steps(self) -> u8 {
        match self {
            Self::Cadence(cadence) => cadence as u8,
            Self::Answer(time) => time as u8,
        }
    }

    /// The name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cadence(cadence) => cadence.name(),
            Self::Answer(time) => time.name(),
        }
    }
}

/// What a level of an indicator that observes a fact stands for.
#[must_use]
pub fn expected(fact: Fact, level: Level) -> Pace {
    let at = level.index();
    match fact {
        Fact::ContactCadence => Pace::Cadence(CONTACT.get(at).copied().unwrap_or(Cadence::Rarer)),
        Fact::PlanCadence => Pace::Cadence(PLAN.get(at).copied().unwrap_or(Cadence::Rarer)),
        Fact::AnswerTime => Pace::Answer(ANSWER.get(at).copied().unwrap_or(AnswerTime::Longer)),
    }
}

/// What an assessment says of facts: one claim for each indicator that observes one and is answered with a level, in pack
/// order. Facts of other names are passed over.
#[must_use]
pub fn claims(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Claim> {
    let standings = standings(questionnaire, assessment);
    let asked = questionnaire.indicators().zip(standings);
    asked
        .filter_map(|((_, indicator), standing)| {
            let fact = Fact::named(indicator.observes.as_deref()?)?;
            let Standing::Level(level) = standing else {
                return None;
            };
            Some(Claim {
                fact,
                side: assessment.side,
                indicator: indicator.id.clone(),
                level,
                pace: expected(fact, level),
            })
        })
        .collect()
}
