//! What people did, turned into events of the domain and effects.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId, Event};
use crate::domain::company::{Company, CompanyFacts, CompanyId};
use crate::domain::library::{CompanyEntry, LibraryEvent};
use crate::domain::pack::IndicatorId;
use crate::domain::scoring::{Standing, standings};
use crate::platform::identity;
use crate::platform::internationalization::lowercase;
use crate::ui::action::Beginning;
use crate::ui::{Action, Screen};

use super::persistence;
use super::rest::{self, PartState};
use super::state::{State, now, today};

/// Applies an action.
pub fn apply(state: State, action: Action) {
    let is_change = matches!(action, Action::Started(_) | Action::Changed(_));
    if is_change && untrack(|| state.is_read_only()) {
        return;
    }
    match action {
        Action::ScreenChosen(screen) => show(state, screen),
        Action::Started(beginning) => {
            if let Some(id) = start(state, beginning) {
                state.tell_start(id);
            }
        }
        Action::Opened(id, screen) => open(state, id, screen),
        Action::Changed(event) => {
            if let Some(id) = state.current.get_untracked() {
                change(state, id, event);
            }
        }
        Action::QuestionChosen(indicator) => {
            // Only the later part asks a few.
            if let PartState::Ready(rest) = state.rest.get_untracked() {
                (rest.leave_the_few)(state, &indicator);
            }
            state.question.set(Some(indicator));
            show(state, Screen::Question);
        }
        Action::PartRetried => {
            super::shelf::retry(state);
            persistence::retry(state);
            rest::load(state);
        }
        Action::Later(later) => {
            // Only what the later part shows can tell of these.
            if let PartState::Ready(rest) = state.rest.get_untracked() {
                (rest.apply)(state, &*later);
            }
        }
    }
}

/// Applies what somebody did to an assessment, and tells the page of an answer.
fn change(state: State, id: AssessmentId, event: Event) {
    let answered = match &event {
        Event::Answered(indicator, _) | Event::Cleared(indicator) => Some(indicator.0.clone()),
        _ => None,
    };
    let was_open = is_open(state);
    commit(state, LibraryEvent::AssessmentChanged(id, event));
    if let Some(indicator) = answered {
        let id = id.0.to_string();
        state.tell("answer", &id, &indicator);
        if was_open && !is_open(state) {
            state.tell("complete", &id, "");
        }
    }
}

/// Whether a question of the current assessment has no answer.
fn is_open(state: State) -> bool {
    state
        .standings
        .with_untracked(|standings| standings.contains(&Standing::Unanswered))
}

/// Applies an event of the library and writes what it touched.
pub fn commit(state: State, event: LibraryEvent) {
    let touched = state
        .library
        .try_update(|library| library.apply(event, today(), now()));
    persistence::save(state, touched.unwrap_or_default());
}

/// Shows a screen, or what the page allows in its place. One that needs an assessment shows the one worked on last where none
/// is current, or the start.
pub fn show(state: State, screen: Screen) {
    let screen = untrack(|| state.within(screen));
    if screen.needs_assessment()
        && state.current.get_untracked().is_none()
        && let Some(id) = latest(state)
    {
        return open(state, id, screen);
    }
    let screen = if screen.needs_assessment() && state.current.get_untracked().is_none() {
        untrack(|| state.within(Screen::Start))
    } else {
        screen
    };
    if screen == Screen::Start {
        state.current.set(None);
    } else if screen != Screen::Question {
        // The questions load the later part themselves, once the first of them stands.
        rest::load(state);
    }
    state.screen.set(screen);
}

/// Has the screen shown that the page allows, in place of one that it does not.
pub fn confine(state: State) {
    let here = state.screen.get_untracked();
    let wanted = untrack(|| state.within(here));
    let is_bare = wanted.needs_assessment() && state.current.get_untracked().is_none();
    if wanted != here || is_bare {
        show(state, wanted);
    }
}

/// The assessment worked on last.
fn latest(state: State) -> Option<AssessmentId> {
    state
        .library
        .with_untracked(|library| library.latest().map(|assessment| assessment.id))
}

/// Begins an assessment and shows its first question; `None` where the questionnaire is not at hand. The start screen shows
/// its forms only once it is.
pub fn start(state: State, beginning: Beginning) -> Option<AssessmentId> {
    let pack = untrack(|| state.shelf.offered())?;
    let counterpart = counterpart(state, &beginning);
    let id = AssessmentId(identity::new_uuid());
    let mut assessment = Assessment::begun(id, pack, beginning.side, beginning.length, now());
    assessment.company = beginning.company;
    assessment.counterpart = counterpart;
    begin(state, assessment);
    Some(id)
}

/// Adds a new assessment and shows its first question.
pub fn begin(state: State, assessment: Assessment) {
    let id = assessment.id;
    commit(state, LibraryEvent::AssessmentAdded(assessment));
    if let PartState::Ready(rest) = state.rest.get_untracked() {
        (rest.keep_packs)(state);
    }
    open(state, id, Screen::Question);
}

/// The company named on the start screen: the one of that name in the list, else a new entry of it.
fn counterpart(state: State, beginning: &Beginning) -> Option<CompanyFacts> {
    if beginning.counterpart.is_empty() {
        return None;
    }
    let name = lowercase(&beginning.counterpart);
    let known = state.library.with_untracked(|library| {
        library
            .companies
            .values()
            .find(|company| lowercase(&company.name) == name)
            .cloned()
    });
    let company = if let Some(mut company) = known {
        let (kind, size) = (beginning.counterpart_kind, beginning.counterpart_size);
        if (kind.is_some() && kind != company.kind) || (size.is_some() && size != company.size) {
            company.kind = kind.or(company.kind);
            company.size = size.or(company.size);
            commit(state, LibraryEvent::CompanyReplaced(company.clone()));
        }
        company
    } else {
        let company = new_company(CompanyEntry {
            name: beginning.counterpart.clone(),
            kind: beginning.counterpart_kind,
            size: beginning.counterpart_size,
            notes: String::new(),
        });
        commit(state, LibraryEvent::CompanyAdded(company.clone()));
        company
    };
    Some(company.facts())
}

pub fn new_company(entry: CompanyEntry) -> Company {
    let now = now();
    Company {
        id: CompanyId(identity::new_uuid()),
        name: entry.name,
        kind: entry.kind,
        size: entry.size,
        notes: entry.notes,
        created_at: now,
        updated_at: now,
        extra: Vec::new().into(),
    }
}

/// Makes an assessment the current one. Questions go on at the first open one.
pub fn open(state: State, id: AssessmentId, screen: Screen) {
    if state.current.get_untracked() != Some(id) {
        state.question.set(None);
        state.only.set(None);
    }
    state.current.set(Some(id));
    if screen == Screen::Question && state.question.get_untracked().is_none() {
        state.question.set(first_open(state));
    }
    show(state, screen);
}

fn first_open(state: State) -> Option<IndicatorId> {
    let questionnaire = state.questionnaire.get_untracked()?;
    let id = state.current.get_untracked()?;
    state.library.with_untracked(|library| {
        let assessment = library.assessments.get(&id)?;
        questionnaire
            .indicators()
            .zip(standings(&questionnaire, assessment))
            .find(|(_, standing)| *standing == Standing::Unanswered)
            .map(|((_, indicator), _)| indicator.id.clone())
    })
}
