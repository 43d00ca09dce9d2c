//! What was done last and can be taken back.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::assessment::Assessment;
use crate::domain::company::Company;
use crate::domain::library::LibraryEvent;
use crate::ui::text::fill;
use crate::ui::{Locale, Screen};

use super::actions::commit;
use super::state::State;
use super::views::name_words;

/// Something that was done, with what is said of it and what takes it back.
#[derive(Clone)]
pub struct Undo {
    words: Arc<dyn Fn(Locale) -> String + Send + Sync>,
    take_back: Arc<dyn Fn(State) + Send + Sync>,
    reserved: Vec<Uuid>,
    /// Where it was done; `None`: it is not offered yet.
    screen: Option<Screen>,
}

impl Undo {
    /// What is said of it, and what takes it back.
    pub fn new(
        words: impl Fn(Locale) -> String + Send + Sync + 'static,
        take_back: impl Fn(State) + Send + Sync + 'static,
    ) -> Self {
        Self {
            words: Arc::new(words),
            take_back: Arc::new(take_back),
            reserved: Vec::new(),
            screen: None,
        }
    }

    /// With the records that come back where it is taken back: nothing may be written over them until then.
    pub fn reserving(mut self, ids: impl IntoIterator<Item = Uuid>) -> Self {
        self.reserved.extend(ids);
        self
    }

    /// An assessment was deleted.
    pub fn of_assessment(deleted: Assessment) -> Self {
        let (id, again) = (deleted.id.0, deleted.clone());
        let words = move |locale: Locale| {
            let name = name_words(locale, &deleted);
            fill(locale.later().undo.assessment_deleted, &[("name", &name)])
        };
        let take_back = move |state| commit(state, LibraryEvent::AssessmentAdded(again.clone()));
        Self::new(words, take_back).reserving([id])
    }

    /// A partner was deleted.
    pub fn of_company(deleted: Company) -> Self {
        let (id, name) = (deleted.id.0, deleted.name.clone());
        let words = move |locale: Locale| fill(locale.later().undo.partner_deleted, &[("name", &name)]);
        let take_back = move |state| commit(state, LibraryEvent::CompanyAdded(deleted.clone()));
        Self::new(words, take_back).reserving([id])
    }

    /// What is said of it.
    pub fn words(&self, locale: Locale) -> String {
        (self.words)(locale)
    }
}

/// Offers to take back what was done, in place of what was done before. It is offered on the screen on which it was done.
pub fn offer(state: State, done: Undo) {
    let screen = Some(state.screen.get_untracked());
    state.later().undo.set(Some(Undo { screen, ..done }));
}

/// What is offered to be taken back on the screen that is shown.
pub fn offered(state: State) -> Option<Undo> {
    let screen = state.screen.get();
    let done = state.later().undo.get();
    done.filter(|done| done.screen == Some(screen))
}

/// Takes back what was done last.
pub fn take_back(state: State) {
    if let Some(done) = state.later().undo.get_untracked() {
        (done.take_back)(state);
    }
    state.later().undo.set(None);
}

/// The records that come back where what was done last is taken back: nothing may be written over them.
pub fn reserved(state: State) -> Vec<Uuid> {
    let undo = state.later().undo;
    undo.with_untracked(|done| done.as_ref().map(|done| done.reserved.clone()))
        .unwrap_or_default()
}
