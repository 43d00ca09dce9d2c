//! One side's answers to one pack about one relationship, and the events that change them.

use uuid::Uuid;

use super::answers::Answers;
use super::company::CompanyFacts;
use super::json::Member;
use super::level::Level;
use super::pack::{IndicatorId, Length, PackReference};
use super::side::Side;
use super::time::{Day, Moment};

/// Names an assessment for ever, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssessmentId(pub Uuid);

/// One side's answers. In the exchange format this is a *response*.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub id: AssessmentId,
    pub pack: PackReference,
    pub side: Side,
    pub length: Length,
    /// What the user called it.
    pub title: Option<String>,
    /// The company that answers.
    pub company: CompanyFacts,
    /// The other company; `None`: channel work in general.
    pub counterpart: Option<CompanyFacts>,
    pub respondent: Option<String>,
    pub created_at: Moment,
    pub updated_at: Moment,
    /// A missing entry is *unanswered*. Answers to indicators that the pack lacks are kept and ignored.
    pub answers: Answers,
    /// Unknown fields, kept and written back; those inside `pack` stand here under that name.
    pub extra: Vec<Member>,
}

/// What was said of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub state: AnswerState,
    /// The day it was given.
    pub day: Day,
    /// Evidence in words; may be empty.
    pub note: String,
    /// Evidence as a link; may be empty. Shown as text, and as a link only when it is http or https.
    pub link: String,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// Three of the four states of an answer; the fourth, *unanswered*, is the absence of an [`Answer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerState {
    Level(Level),
    /// "We don't know".
    Unknown,
    NotApplicable {
        /// May be empty.
        reason: String,
    },
}

/// What a person did to an assessment.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A level, *unknown* or *not applicable* was chosen. Evidence stays.
    Answered(IndicatorId, AnswerState),
    /// The answer was taken back, with its evidence.
    Cleared(IndicatorId),
    /// Note and link of an answer were written. Nothing happens where there is no answer.
    EvidenceWritten {
        indicator: IndicatorId,
        note: String,
        link: String,
    },
    /// The user named it; empty means no title.
    Renamed(String),
    /// The quick assessment goes on as a full one, or back.
    LengthChosen(Length),
}

impl Assessment {
    /// An assessment without an answer, of channel work in general.
    #[must_use]
    pub fn begun(id: AssessmentId, pack: PackReference, side: Side, length: Length, now: Moment) -> Self {
        Self {
            id,
            pack,
            side,
            length,
            title: None,
            company: CompanyFacts::default(),
            counterpart: None,
            respondent: None,
            created_at: now,
            updated_at: now,
            answers: Answers::default(),
            extra: Vec::new(),
        }
    }

    /// The level answered for an indicator, if it was answered with one.
    #[must_use]
    pub fn level(&self, indicator: &IndicatorId) -> Option<Level> {
        match self.answers.get(indicator)?.state {
            AnswerState::Level(level) => Some(level),
            AnswerState::Unknown | AnswerState::NotApplicable { .. } => None,
        }
    }

    /// Applies what a person did. `today` dates a new or changed answer, `now` the assessment.
    /// Choosing the same answer again renews its day: it was confirmed today.
    pub fn apply(&mut self, event: Event, today: Day, now: Moment) {
        match event {
            Event::Answered(indicator, state) => {
                let answer = self.answers.get_or_insert_with(indicator, || Answer {
                    state: AnswerState::Unknown,
                    day: today,
                    note: String::new(),
                    link: String::new(),
                    extra: Vec::new(),
                });
                answer.state = state;
                answer.day = today;
            }
            Event::Cleared(indicator) => {
                self.answers.remove(&indicator);
            }
            Event::EvidenceWritten {
                indicator,
                note,
                link,
            } => {
                if let Some(answer) = self.answers.get_mut(&indicator) {
                    answer.note = note;
                    answer.link = link;
                }
            }
            Event::Renamed(title) => {
                let title = title.trim();
                self.title = (!title.is_empty()).then(|| title.to_owned());
            }
            Event::LengthChosen(length) => self.length = length,
        }
        self.updated_at = self.updated_at.max(now);
    }
}
