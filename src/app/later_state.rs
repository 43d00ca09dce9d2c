//! State that only the later part knows of, so that the first download carries none of it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use uuid::Uuid;

use crate::domain::assessment::AssessmentId;
use crate::domain::benchmark::Benchmark;
use crate::domain::company::CompanyId;
use crate::domain::level::Level;
use crate::domain::mark::Mark;
use crate::domain::ordered::Ordered;
use crate::domain::pack::{Hash, IndexEntry, IndicatorId, Pack};
use crate::domain::problem::Problem;
use crate::domain::time::Moment;
use crate::domain::touchpoint::TouchpointError;
use crate::platform::channel::Channel;
use crate::storage::{RecordKey, RecordKind};
use crate::ui::action::PackChoice;
use crate::ui::components::importing::Importing;

use super::benchmarks;
use super::exchange::opening::Opened;
use super::exchange::sending::Sending;
use super::leaving::Fields;
use super::ledger::{self, Record};
use super::lock::Lock;
use super::partners::Partners;
use super::portfolio;
use super::reminder::Backups;
use super::rest::PartState;
use super::savefile::{Kept, Standing};
use super::shelf::Fetched;
use super::state::{Shared, State};
use super::transfer::ImportOutcome;
use super::undo::Undo;

/// The signals of the later part.
#[derive(Clone, Copy)]
pub struct Later {
    pub ledger: ledger::Drawer,
    /// The part that serves partners.
    pub partners: RwSignal<PartState<Partners>>,
    /// Whether all companies were read; see [`State::has_companies`].
    pub are_companies_read: RwSignal<bool>,
    /// The list of all partners, in figures.
    pub portfolio: portfolio::Desk,
    /// Whether records are sealed, and their key.
    pub lock: Lock,
    /// The way to other tabs, once it is open.
    pub tabs: StoredValue<Option<Channel>, LocalStorage>,
    /// Whether others have written something that was not looked at yet.
    pub missed: StoredValue<bool>,
    /// What is typed and not taken yet, once something is shown.
    pub fields: StoredValue<Option<Fields>, LocalStorage>,
    /// Whether the page is being left in this moment: then nothing may wait for a turn.
    pub is_left: StoredValue<bool>,
    /// What was kept here and is gone.
    pub gone: RwSignal<Option<Mark>>,
    /// Packs that the store does not hold as the shelf does.
    pub packs_to_write: StoredValue<Vec<Hash>>,
    /// The text on the authors' workbench.
    pub workbench: RwSignal<String>,
    /// The text that another took the place of, to be brought back.
    pub workbench_before: RwSignal<Option<String>>,
    /// Why a text did not come.
    pub workbench_failure: RwSignal<Option<String>>,
    /// What is wrong with the pack that the host gave.
    pub given_problems: RwSignal<Vec<Problem>>,
    /// Why the host's pack could not be fetched.
    pub given_unreached: RwSignal<Option<String>>,
    /// The pack that the host gave.
    pub given: RwSignal<Option<Shared<Pack>>>,
    /// The packs that came with this page.
    pub index: RwSignal<Vec<IndexEntry>>,
    pub index_state: RwSignal<Fetched>,
    /// The pack that was chosen last and is on its way.
    pub choosing: RwSignal<Option<PackChoice>>,
    /// The pack that was chosen last and could not be had.
    pub not_chosen: RwSignal<Option<PackChoice>>,
    /// Figures of others, by title.
    pub benchmarks: RwSignal<Vec<Shared<Benchmark>>>,
    pub undo: RwSignal<Option<Undo>>,
    /// What was deleted and can come back, the latest first.
    pub bin: RwSignal<Vec<Binned>>,
    /// The file that is kept up to date.
    pub save_file: StoredValue<Option<Rc<Kept>>, LocalStorage>,
    pub save_file_standing: RwSignal<Standing>,
    /// When it is written next.
    pub save_file_timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// Whether everything was deleted in another tab.
    pub is_erased_elsewhere: RwSignal<bool>,
    /// What is known of backups that were made.
    pub backups: RwSignal<Backups>,
    pub import: RwSignal<Option<ImportOutcome>>,
    /// How far the import is that takes longer than a moment.
    pub importing: RwSignal<Option<Importing>>,
    pub import_work: StoredValue<Work>,
    /// How many of all made-up partners there are, while they are made.
    pub making_up: RwSignal<Option<(usize, usize)>>,
    /// The partner whose page is shown in place of the list.
    pub partner: RwSignal<Option<CompanyId>>,
    /// The people whose answers are shown side by side, in place of the list or of the partner's page.
    pub people: RwSignal<Option<Vec<AssessmentId>>>,
    /// What is sent to other companies.
    pub sending: Sending,
    /// What another company has sent, shown in place of the list of partners.
    pub opened: RwSignal<Option<Opened>>,
    /// Answers moved to see what follows; nothing of it is saved.
    pub what_if: RwSignal<Option<Moves>>,
    /// Whether the page wants everything deleted, and what the visitor says.
    pub clearing: RwSignal<Clearing>,
    /// Why a partner's log was not changed.
    pub log_problem: RwSignal<Option<(CompanyId, TouchpointError)>>,
}

/// Whether the visitor is asked to delete everything, because the page wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearing {
    NotAsked,
    Asked,
    Declined,
    Confirmed,
}

/// The import that is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    None,
    Going,
    /// It ends at its next turn.
    Cancelled,
}

/// Answers moved away from what is saved. All else is as saved, also what is saved later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moves {
    pub of: AssessmentId,
    /// At least one.
    pub levels: Ordered<IndicatorId, Level>,
}

/// What was deleted and can come back.
#[derive(Debug, Clone, PartialEq)]
pub struct Binned {
    pub key: RecordKey,
    pub record: Record,
    pub deleted_at: Moment,
}

impl Binned {
    /// By what lists and buttons know it; `None` for a key that nothing here writes.
    pub fn id(&self) -> Option<Uuid> {
        match self.key.kind()? {
            RecordKind::Benchmark => benchmarks::id_of(self.key.id()),
            _ => Uuid::try_parse(self.key.id()).ok(),
        }
    }
}

impl Later {
    fn new() -> Self {
        Self {
            ledger: ledger::Drawer::new(),
            partners: RwSignal::new(PartState::Absent),
            are_companies_read: RwSignal::new(false),
            portfolio: portfolio::Desk::new(),
            lock: Lock::new(),
            tabs: StoredValue::new_local(None),
            missed: StoredValue::new(false),
            fields: StoredValue::new_local(None),
            is_left: StoredValue::new(false),
            gone: RwSignal::new(None),
            packs_to_write: StoredValue::new(Vec::new()),
            workbench: RwSignal::new(String::new()),
            workbench_before: RwSignal::new(None),
            workbench_failure: RwSignal::new(None),
            given_problems: RwSignal::new(Vec::new()),
            given_unreached: RwSignal::new(None),
            given: RwSignal::new(None),
            index: RwSignal::new(Vec::new()),
            index_state: RwSignal::new(Fetched::NotAsked),
            choosing: RwSignal::new(None),
            not_chosen: RwSignal::new(None),
            benchmarks: RwSignal::new(Vec::new()),
            undo: RwSignal::new(None),
            bin: RwSignal::new(Vec::new()),
            save_file: StoredValue::new_local(None),
            save_file_standing: RwSignal::new(Standing::None),
            save_file_timer: StoredValue::new_local(None),
            is_erased_elsewhere: RwSignal::new(false),
            backups: RwSignal::new(Backups::default()),
            import: RwSignal::new(None),
            importing: RwSignal::new(None),
            import_work: StoredValue::new(Work::None),
            making_up: RwSignal::new(None),
            partner: RwSignal::new(None),
            people: RwSignal::new(None),
            sending: Sending::new(),
            opened: RwSignal::new(None),
            what_if: RwSignal::new(None),
            clearing: RwSignal::new(Clearing::NotAsked),
            log_problem: RwSignal::new(None),
        }
    }
}

impl State {
    /// The later part's signals. They end with the widget.
    pub fn later(self) -> Later {
        let make = || match self.owner.as_ref().and_then(WeakOwner::upgrade) {
            Some(owner) => owner.with(Later::new),
            None => Later::new(),
        };
        *self.of_later_part.get_or_init(make)
    }

    /// Whether all companies that are kept are here, while what is about them may [still be read](State::is_being_read).
    /// Follows it.
    pub fn has_companies(self) -> bool {
        !self.is_being_read() || self.later().are_companies_read.get()
    }
}
