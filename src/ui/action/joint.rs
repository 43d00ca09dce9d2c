//! What somebody did with the answers of several people.

use crate::domain::assessment::{AnswerState, AssessmentId};
use crate::domain::pack::IndicatorId;

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JointAction {
    /// An assessment was answered by this person; empty: not told.
    RespondentNamed(AssessmentId, String),
    /// A joint assessment of these people's is to begin.
    Begun(Vec<AssessmentId>),
    Decided(Decision),
    /// A question of a joint assessment is open again.
    Reopened(AssessmentId, IndicatorId),
}

/// What was decided of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The joint assessment.
    pub of: AssessmentId,
    pub indicator: IndicatorId,
    pub state: AnswerState,
    pub by: String,
    /// May be empty.
    pub why: String,
}
