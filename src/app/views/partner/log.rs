//! What both companies did together, beside what they say about it.

mod cadence;
mod calendar;

use leptos::prelude::*;

use crate::domain::library::Library;
use crate::domain::touchpoint::Touchpoints;
use crate::ui::components::file_button::Picked;
use crate::ui::screens::partner::log::calendar::CalendarStage;
use crate::ui::screens::partner::log::{LogSection, LogSignals};
use crate::ui::text::desk;

use super::super::super::log::{events, offer};
use super::Of;

/// The section of a partner's page.
pub(super) fn log(of: Of) -> AnyView {
    let Of {
        state, locale, id, ..
    } = of;
    let unnamed = desk(locale.speech).unnamed;
    let name = Memo::new(move |_| {
        let name = |library: &Library| {
            let company = library.companies.get(&id);
            company.map_or_else(String::new, |company| company.name.trim().to_owned())
        };
        let name = state.library.with(name);
        if name.is_empty() { unnamed.to_owned() } else { name }
    });
    let log = Memo::new(move |_| {
        state.library.with(|library| {
            let company = library.companies.get(&id);
            company.map_or_else(|| Ok(Touchpoints::default()), Touchpoints::of)
        })
    });
    let cadence = Memo::new(move |_| log.with(|log| cadence::facts(of, log.as_ref().ok())));
    let due = Memo::new(move |_| {
        let today = state.today.get();
        of.told(|_, _, views| {
            let ours = *views.ours.first()?;
            let questionnaire = state.shelf.questionnaire(&ours.pack)?;
            (!events(locale, &questionnaire, ours, today).is_empty()).then_some(ours.id)
        })
    });
    let problem = Memo::new(move |_| {
        let problem = state.later().log_problem.get();
        problem.and_then(|(company, problem)| (company == id).then_some(problem))
    });
    let signals = LogSignals {
        id,
        name,
        today: state.today,
        log,
        cadence,
        due,
        problem,
        calendar: RwSignal::new(CalendarStage::None),
    };
    let on_files = UnsyncCallback::new(move |picked: Picked| {
        calendar::read(state, locale, (id, signals.calendar), picked);
    });
    let on_due_days = Callback::new(move |id| offer(state, locale, id));
    view! { <LogSection signals=signals on_files=on_files on_due_days=on_due_days /> }.into_any()
}
