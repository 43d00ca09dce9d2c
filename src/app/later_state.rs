//! State that only the later part knows of, so that the first download carries none of it.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::company::Company;
use crate::domain::pack::{IndexEntry, Pack};
use crate::domain::problem::Problem;
use crate::ui::action::PackChoice;

use super::shelf::Fetched;
use super::state::{Shared, State};
use super::transfer::ImportOutcome;

/// The signals of the later part.
#[derive(Clone, Copy)]
pub struct Later {
    /// The text on the authors' workbench.
    pub workbench: RwSignal<String>,
    /// What is wrong with the pack that the host gave.
    pub given_problems: RwSignal<Vec<Problem>>,
    /// Why the host's pack could not be fetched.
    pub given_unreached: RwSignal<Option<String>>,
    /// The pack that the host gave.
    pub given: RwSignal<Option<Shared<Pack>>>,
    /// The packs that came with this page.
    pub index: RwSignal<Vec<IndexEntry>>,
    pub index_state: RwSignal<Fetched>,
    /// The pack that was chosen last and could not be had.
    pub not_chosen: RwSignal<Option<PackChoice>>,
    pub undo: RwSignal<Option<Removed>>,
    pub import: RwSignal<Option<ImportOutcome>>,
    /// Answers moved to see what follows, of the current assessment; nothing of it is saved.
    pub what_if: RwSignal<Option<Assessment>>,
}

/// What was taken away last and can come back.
#[derive(Debug, Clone, PartialEq)]
pub enum Removed {
    Assessment(Assessment),
    Company(Company),
    Pack(Shared<Pack>),
}

impl Later {
    fn new() -> Self {
        Self {
            workbench: RwSignal::new(String::new()),
            given_problems: RwSignal::new(Vec::new()),
            given_unreached: RwSignal::new(None),
            given: RwSignal::new(None),
            index: RwSignal::new(Vec::new()),
            index_state: RwSignal::new(Fetched::NotAsked),
            not_chosen: RwSignal::new(None),
            undo: RwSignal::new(None),
            import: RwSignal::new(None),
            what_if: RwSignal::new(None),
        }
    }
}

impl State {
    /// The later part's signals. They end with the widget.
    pub fn later(self) -> Later {
        let make = || match &self.owner {
            Some(owner) => owner.with(Later::new),
            None => Later::new(),
        };
        *self.of_later_part.get_or_init(make)
    }
}
