//! A pack: a questionnaire with its scoring data, versioned.
//!
//! [`Questionnaire`] is what asking and scoring need. [`Pack`] is the whole: the questionnaire and what guides its
//! reader (reasons, sources, steps, checks, limits). [`FirstPart`] is a questionnaire that came ahead of its pack.

mod circles;
mod condition;
mod condition_walk;
mod first_part;
mod first_part_read;
mod index;
mod parse;
mod questionnaire;
mod questionnaire_walk;
mod reference;
mod words;

pub(in crate::domain) use condition_walk::level;
pub(in crate::domain) use questionnaire_walk::language;
pub(in crate::domain) use reference::{
    LONGEST_ID, hash, id, kind_and_format, refuse_too_deep_for_bundle, version,
};

pub use condition::{Condition, Source, StateName, Test};
pub use first_part::{FirstPart, FirstPartError};
pub use index::{IndexEntry, read_index};
pub use questionnaire::{
    Dimension, DimensionId, HalfLife, Indicator, IndicatorId, Length, Lengths, LevelName, Question,
    Questionnaire, Weight,
};

use std::sync::Arc;

use super::json::Json;
use super::side::BySide;
use super::text::Text;

/// A whole pack, validated.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Shared with those who ask from it.
    pub questionnaire: Arc<Questionnaire>,
    /// SHA-256 over the pack's canonical JSON.
    pub hash: Hash,
    /// What a result does not say, one sentence each.
    pub limits: Vec<Text>,
    /// One for each indicator, in the order of [`Questionnaire::indicators`].
    pub guidance: Vec<Guidance>,
    pub checks: Vec<Check>,
    /// The document as it came, for the store and for export: unknown fields survive.
    pub document: Json,
}

/// What helps a reader of one indicator.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guidance {
    /// Why it is asked; may be empty.
    pub why: Text,
    pub evidence: Option<Evidence>,
    /// Steps up the ladder, lowest first.
    pub steps: BySide<Vec<Step>>,
}

/// What the indicator rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub grade: Grade,
    pub sources: Vec<Text>,
    /// What speaks against it; may be empty.
    pub counter: Text,
}

/// How well an indicator is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Peer-reviewed, between companies.
    A,
    /// Peer-reviewed or DORA, inside companies, carried over.
    B,
    /// Practitioners' opinion.
    C,
}

/// A piece of advice that leads to a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The level it reaches, 1 to 4.
    pub to: super::level::Level,
    pub action: Text,
    /// Who does it; may be empty.
    pub who: Text,
    /// Person-days of the answering side, `1..=365`, by estimate.
    pub days: u16,
}

/// A second look at answers that sit oddly beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    pub id: String,
    pub when: Condition,
    pub ask: Text,
    /// The answers it asks about.
    pub indicators: Vec<IndicatorId>,
}

/// SHA-256 of a pack's canonical JSON, 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(String);

impl Hash {
    /// The hash with these digits; `None` unless there are 64 lower-case hexadecimal ones.
    #[must_use]
    pub fn from_hex(digits: &str) -> Option<Self> {
        let fits = digits.len() == 64
            && digits
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(digits.to_owned()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which pack an assessment answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackReference {
    pub id: String,
    /// From 1.
    pub version: u32,
    /// A response written by hand may leave it out.
    pub hash: Option<Hash>,
}

impl Pack {
    /// The pack's id, version and hash.
    #[must_use]
    pub fn reference(&self) -> PackReference {
        PackReference {
            id: self.questionnaire.id.clone(),
            version: self.questionnaire.version,
            hash: Some(self.hash.clone()),
        }
    }
}

impl Grade {
    /// All grades, the firmest first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The name in every format: `A`, `B` or `C`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}
