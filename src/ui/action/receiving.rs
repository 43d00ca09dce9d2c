//! What somebody did with what another company has sent.

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyId;

use super::Passphrase;

/// What somebody did with what came in.
#[derive(Debug, Clone, PartialEq)]
pub enum ReceivingAction {
    /// A link, or a text with one in it, was pasted.
    LinkPasted(String),
    /// The passphrase of what is opened was typed.
    Unlocked(Passphrase),
    /// The invite that is opened is to be answered.
    Answered,
    /// The view that is opened is to be kept.
    Kept(Filing),
    /// A received assessment that is here is to be filed.
    Filed(AssessmentId, Filing),
    /// What was kept last is not to be kept after all.
    TakenBack,
    /// What is opened is to be closed.
    Closed,
}

/// Where a received assessment belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filing {
    /// Where it is.
    AsItIs,
    Apart,
    Under(CompanyId),
    /// Under a new partner of this name.
    UnderNew(String),
}
