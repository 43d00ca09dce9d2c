//! What people do, told as facts. Components dispatch them; the app applies them.

mod directory;
mod joint;
mod log;
mod receiving;
pub mod sending;

use core::any::Any;
use core::fmt;
use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::assessment::{Answer, AssessmentId, Event};
use crate::domain::company::{CompanyFacts, CompanyId, Kind, Size};
use crate::domain::library::CompanyEntry;
use crate::domain::pack::{self, IndicatorId, Length};
use crate::domain::plan::Plan;
use crate::domain::side::Side;

pub use directory::{DirectoryAction, ProfileChange};
pub use joint::{Decision, JointAction};
pub use log::{LogAction, LogEntry};
pub use receiving::{Filing, ReceivingAction};
use sending::SendingAction;

/// The screens. Which question is shown is state of its own, so that coming back finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Screen {
    Start,
    Question,
    Overview,
    Result,
    Assessments,
    Partners,
    Packs,
    Plan,
    Data,
}

impl Screen {
    /// All screens.
    pub const ALL: [Self; 9] = [
        Self::Start,
        Self::Question,
        Self::Overview,
        Self::Result,
        Self::Assessments,
        Self::Partners,
        Self::Packs,
        Self::Plan,
        Self::Data,
    ];

    /// The name in the page's address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Question => "question",
            Self::Overview => "overview",
            Self::Result => "result",
            Self::Assessments => "assessments",
            Self::Partners => "partners",
            Self::Packs => "questionnaires",
            Self::Plan => "plan",
            Self::Data => "data",
        }
    }

    /// The screen with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.name() == name)
    }

    /// Whether it shows one assessment.
    #[must_use]
    pub const fn needs_assessment(self) -> bool {
        matches!(self, Self::Question | Self::Overview | Self::Result | Self::Plan)
    }
}

/// What somebody did.
#[derive(Debug, Clone)]
pub enum Action {
    ScreenChosen(Screen),
    Started(Beginning),
    /// An assessment was chosen, to be shown on a screen.
    Opened(AssessmentId, Screen),
    /// The current assessment was changed.
    Changed(Event),
    /// A question of the current assessment was gone to.
    QuestionChosen(IndicatorId),
    PartRetried,
    /// A [`LaterAction`]. What it is, only the later part knows: so the first download knows none of its types.
    Later(Arc<dyn Any + Send + Sync>),
}

/// What somebody did on the screens of the part that is loaded later.
#[derive(Debug, Clone, PartialEq)]
pub enum LaterAction {
    Renamed(AssessmentId, String),
    /// The copy gets this title.
    Duplicated(AssessmentId, String),
    AssessmentDeleted(AssessmentId),
    PartnerAdded(CompanyEntry),
    PartnerEdited(CompanyId, CompanyEntry),
    PartnerDeleted(CompanyId),
    /// An assessment is a partner's own view; `None`: nobody's in particular.
    Filed(AssessmentId, Option<CompanyId>),
    /// An own view of a partner was begun, as this side.
    BegunAbout(CompanyId, Side),
    Undone,
    /// Out of the bin.
    BroughtBack(Uuid),
    /// For good.
    Purged(Uuid),
    NoticeDismissed,
    SaveRetried,
    /// So many made-up partners are wanted in place of what is kept.
    SampleWanted(usize),
    /// The made-up partners are to go, and what is kept is to come back.
    SampleLeft,
    /// One response, or everything as a bundle.
    Exported(Option<AssessmentId>),
    /// What could not be read, as it lies in the store.
    UnreadableExported,
    ImportCancelled,
    /// What was kept here and is gone is to be forgotten.
    BegunAnew,
    ImportDismissed,
    Printed,
    /// New assessments are to answer this pack.
    PackChosen(PackChoice),
    /// The text of a pack is to be kept.
    PackAdded(String),
    PackExported(pack::Hash),
    PackRemoved(pack::Hash),
    /// The few questions that are most stale are to be asked again.
    PulseBegun(AssessmentId),
    /// An assessment's answers are to be carried over to this version of its pack.
    CarriedOver(AssessmentId, pack::Hash),
    /// The current assessment's plan was changed.
    PlanChanged(Box<Plan>),
    /// An earlier answer of the current assessment is to stand again; `None`: there was none.
    AnswerBroughtBack(IndicatorId, Option<Answer>),
    /// A reminder of backups is to come later again.
    ReminderPutOff,
    Lock(LockAction),
    Joint(JointAction),
    Directory(DirectoryAction),
    Log(LogAction),
    Sending(SendingAction),
    Receiving(ReceivingAction),
}

/// What somebody did with the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockAction {
    /// With so many minutes without use, after which it locks.
    Set(Passphrase, u32),
    Opened(Passphrase),
    Locked,
    MinutesChosen(u32),
    Changed {
        old: Passphrase,
        new: Passphrase,
    },
    TakenOff(Passphrase),
    /// Everything is to go, since nobody knows the passphrase.
    Erased,
}

/// A passphrase, which nothing prints.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(pub String);

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase")
    }
}

/// Which pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PackChoice {
    /// One that is at hand.
    Here(pack::Hash),
    /// One that came with this page: the name of its file.
    Shipped(String),
}

/// A picked file's name, with its text or the reason why it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    pub name: String,
    pub text: Result<String, String>,
}

/// What was entered on the start screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    pub side: Side,
    pub length: Length,
    pub company: CompanyFacts,
    /// The name of the other company as typed; empty: channel work in general.
    pub counterpart: String,
    pub counterpart_kind: Option<Kind>,
    pub counterpart_size: Option<Size>,
}

/// Where actions go.
#[derive(Clone, Copy)]
pub struct Dispatch(Callback<Action>);

impl Dispatch {
    /// Sends actions to `apply`.
    pub fn to(apply: impl Fn(Action) + Send + Sync + 'static) -> Self {
        Self(Callback::new(apply))
    }

    /// Tells what somebody did on a screen of the later part.
    pub fn later(self, action: LaterAction) {
        self.send(Action::Later(Arc::new(action)));
    }

    /// Tells what somebody did.
    pub fn send(self, action: Action) {
        self.0.run(action);
    }
}

/// The dispatch of the surrounding app. Outside one, actions go nowhere.
#[must_use]
pub fn dispatch() -> Dispatch {
    use_context().unwrap_or_else(|| Dispatch::to(|_| ()))
}
