//! What somebody did to send something to another company.

use super::Passphrase;
use crate::domain::assessment::AssessmentId;
use crate::domain::company::{CompanyFacts, CompanyId};
use crate::domain::exchange::{Chosen, Evidence};
use crate::domain::pack::{Length, PackReference};
use crate::domain::side::Side;

/// What somebody did.
#[derive(Debug, Clone, PartialEq)]
pub enum SendingAction {
    /// A form was opened, wherever it stands.
    Opened(Form),
    Closed,
    /// A partner was asked for its view.
    Asked(CompanyId, Box<Asking>, Package),
    /// Several partners were asked for their view, each by an invite of its own.
    ManyAsked {
        ids: Vec<CompanyId>,
        asking: Box<Asking>,
        package: Package,
        words: TableWords,
    },
    /// An assessment was given to the other company.
    Sent {
        id: AssessmentId,
        /// The own company, as it is to be named.
        from: CompanyFacts,
        evidence: Evidence,
        package: Package,
    },
    /// A result is to be shown to somebody.
    Shared {
        id: AssessmentId,
        /// The own company, as it is to be named.
        from: CompanyFacts,
        chosen: Chosen,
        /// Of the questionnaire's title.
        language: String,
        package: Package,
    },
    /// What was made is to be made otherwise.
    TakenUpAgain,
    LinkCopied,
    /// A key to sign with is wanted before anything is signed.
    KeyWanted,
}

/// What is about to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Ask(CompanyId),
    AskMany,
    Send(AssessmentId),
    Share(AssessmentId),
}

impl Form {
    /// The assessment that it is about.
    #[must_use]
    pub const fn assessment(self) -> Option<AssessmentId> {
        match self {
            Self::Send(id) | Self::Share(id) => Some(id),
            Self::Ask(_) | Self::AskMany => None,
        }
    }
}

/// What an invite says.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    pub from: CompanyFacts,
    pub pack: PackReference,
    pub length: Length,
    /// The side that is asked.
    pub side: Side,
    /// At most 1000 characters; may be empty.
    pub message: String,
}

/// The words of a table of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableWords {
    /// Above the companies, where they are made up.
    pub made_up: &'static str,
    /// Company, contact, e-mail, link, and why there is none.
    pub headings: [&'static str; 5],
    pub too_long: &'static str,
    pub too_large: &'static str,
}

/// How something is packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    pub passphrase: Option<Passphrase>,
    pub signing: Signing,
    pub way: Way,
}

/// Whether it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    Signed,
    Unsigned,
}

/// By which way it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// To a page at this address.
    Link(String),
    File,
}
