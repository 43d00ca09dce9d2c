//! The plan of the current assessment: the way to its target, and the steps that are kept.

mod reasons;
mod sought;
mod told;

use leptos::prelude::*;

use crate::domain::own::is_received;
use crate::domain::plan::Plan;
use crate::domain::scoring::standings;
use crate::ui::locale::locale;
use crate::ui::screens::plan::{PlanScreen, PlanSignals};
use crate::ui::screens::result::explain::Subject;
use crate::ui::screens::result::{missing, waiting};
use crate::ui::text::{self, receiving};

use super::super::log::{events, offer};
use super::super::state::State;
use super::result::absent;
use sought::{Sought, look};

/// The screen.
pub fn plan(state: State) -> AnyView {
    let locale = locale();
    let pack = Memo::new(move |_| state.pack());
    let plan = Memo::new(move |_| {
        let found = state.with_current(|assessment| Plan::of(assessment).transpose().ok())??;
        Some(found.unwrap_or_default())
    });
    let sought = Memo::new(move |_| {
        let pack = pack.get()?;
        plan.with(|plan| {
            state.with_current(|assessment| Some(Sought::new(pack, assessment, plan.as_ref()?)))
        })?
    });
    let search = look(sought);
    let target = Memo::new(move |_| sought.with(|sought| sought.as_ref().map(|sought| sought.target)));
    let outcome = Memo::new(move |_| {
        search
            .found
            .with(|found| found.as_ref().map(|found| told::outcome(found, locale)))
    });
    let left_out = Memo::new(move |_| {
        let (pack, plan) = (pack.get(), plan.get());
        let found = pack
            .zip(plan)
            .map(|(pack, plan)| told::left_out(&pack, &plan, locale));
        found.unwrap_or_default()
    });
    let kept = Memo::new(move |_| {
        let (pack, plan) = (pack.get(), plan.get());
        let found = pack.zip(plan).and_then(|(pack, plan)| {
            state.with_current(|assessment| told::kept(&pack, assessment, &plan, locale))
        });
        found.unwrap_or_default()
    });
    let everything = Memo::new(move |_| {
        let found = sought.with(|sought| {
            let Sought { pack, assessment, .. } = sought.as_ref()?;
            let standings = standings(&pack.questionnaire, assessment);
            Some(told::everything(pack, assessment, &standings, locale))
        });
        found.unwrap_or_default()
    });
    let due = Memo::new(move |_| {
        let (pack, today) = (pack.get()?, state.today.get());
        state.with_current(|assessment| {
            let events = events(locale, &pack.questionnaire, assessment, today);
            (!events.is_empty()).then_some(assessment.id)
        })?
    });
    let on_due_days = Callback::new(move |id| offer(state, locale, id));
    let signals = PlanSignals {
        plan,
        target,
        outcome,
        is_looking: search.is_looking.into(),
        left_out,
        kept,
        due,
        everything,
    };
    let explain = Callback::new(move |subject: Subject| {
        let today = state.today.get_untracked();
        let told = |found: &sought::Found| reasons::explanation(found, locale, today, &subject);
        search.found.with_untracked(|found| told(found.as_ref()?))
    });
    let stage = Memo::new(move |_| {
        if pack.with(Option::is_none) {
            return Err(absent(state));
        }
        Ok(plan.with(Option::is_some))
    });
    let is_theirs = Memo::new(move |_| state.with_current(is_received) == Some(true));
    (move || match stage.get() {
        _ if is_theirs.get() => {
            let words = receiving(locale.speech).received.no_plan;
            view! {
                <div class="page desk">
                    <header class="lead">
                        <h1 tabindex="-1">{text::plan(locale.speech).title}</h1>
                        <p>{words}</p>
                    </header>
                </div>
            }
            .into_any()
        }
        Ok(true) => {
            view! { <PlanScreen signals=signals explain=explain on_due_days=on_due_days /> }.into_any()
        }
        Ok(false) => {
            let words = text::plan(locale.speech).unreadable;
            view! { <div class="page"><p>{words}</p></div> }.into_any()
        }
        Err(None) => waiting().into_any(),
        Err(Some(help)) => view! { <div class="page">{missing(help)}</div> }.into_any(),
    })
    .into_any()
}
