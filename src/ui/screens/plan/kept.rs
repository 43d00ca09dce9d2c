//! The steps that are kept: who, until when, how far, and a note.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::domain::plan::{Plan, PlanStep, StepState};
use crate::domain::time::Day;
use crate::ui::action::{Action, LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::super::result::Named;
use super::{PlanFacts, PlanText, change, messages};

/// The section. A row is built once and reads its step by its question, so that typing is not disturbed.
#[component]
pub(super) fn Kept(facts: Memo<Option<PlanFacts>>, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let keys = Memo::new(move |_| {
        facts.with(|facts| {
            let kept = facts.as_ref().map_or(&[][..], |facts| &facts.kept);
            kept.iter()
                .map(|(named, step)| (named.clone(), step.to))
                .collect::<Vec<_>>()
        })
    });
    let stale = Memo::new(move |_| {
        facts
            .with(|facts| facts.as_ref().map(|facts| facts.to_reassess.clone()))
            .unwrap_or_default()
    });
    move || {
        let keys = keys.get();
        (!keys.is_empty()).then(|| {
            let rows = keys
                .into_iter()
                .map(|(named, to)| {
                    let id = named.id.clone();
                    let step = Memo::new(move |_| {
                        plan.with(|plan| {
                            let steps = plan.as_ref().map_or(&[][..], |plan| &plan.steps);
                            steps
                                .iter()
                                .find(|step| step.indicator == id && step.to == to)
                                .cloned()
                        })
                    });
                    view! { <Row named=named step=step plan=plan stale=stale /> }
                })
                .collect_view();
            view! {
                <section class="kept">
                    <h2>{text.kept}</h2>
                    <p class="quiet">{text.kept_help}</p>
                    <ul class="kept-steps">{rows}</ul>
                </section>
            }
        })
    }
}

/// Changes one kept step.
#[derive(Clone, Copy)]
struct Editing {
    plan: Memo<Option<Plan>>,
    step: Memo<Option<PlanStep>>,
}

impl Editing {
    fn change(self, edit: impl FnOnce(&mut PlanStep)) -> Option<LaterAction> {
        let (plan, step) = (self.plan.get_untracked()?, self.step.get_untracked()?);
        Some(change(&plan, |plan| {
            let same = |one: &&mut PlanStep| one.indicator == step.indicator && one.to == step.to;
            if let Some(one) = plan.steps.iter_mut().find(same) {
                edit(one);
            }
        }))
    }

    fn remove(self) -> Option<LaterAction> {
        let (plan, step) = (self.plan.get_untracked()?, self.step.get_untracked()?);
        Some(change(&plan, |plan| {
            plan.steps
                .retain(|one| one.indicator != step.indicator || one.to != step.to);
        }))
    }
}

#[component]
fn Row(
    named: Named,
    step: Memo<Option<PlanStep>>,
    plan: Memo<Option<Plan>>,
    stale: Memo<Vec<IndicatorId>>,
) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let editing = Editing { plan, step };
    let send = move |action: Option<LaterAction>| {
        if let Some(action) = action {
            dispatch.later(action);
        }
    };
    let id = named.id.clone();
    let asks_again = Memo::new(move |_| stale.with(|stale| stale.contains(&id)));
    let Some(first) = step.get_untracked() else {
        return ().into_any();
    };
    let remove_name = fill(text.remove_name, &[("id", &named.id.0), ("title", &named.title)]);
    let again = named.id.clone();
    let state_class = move || step.with(|step| step.as_ref().map_or("", |step| step.state.name()));
    view! {
        <li class="kept-step" data-state=state_class>
            <h3>
                <span class="quiet num">{named.id.0.clone()}</span>
                " "
                {named.title}
                " "
                <small class="quiet num">{levels(locale, &first)}</small>
            </h3>
            <div class="columns">
                <States editing=editing />
                <Words
                    label=text.owner
                    value=Memo::new(move |_| step.with(|step| step.as_ref().map_or_else(String::new, |step| step.owner.clone())))
                    on_change=Callback::new(move |words| send(editing.change(|step| step.owner = words)))
                />
                <Due editing=editing />
                <Words
                    label=text.note
                    value=Memo::new(move |_| step.with(|step| step.as_ref().map_or_else(String::new, |step| step.note.clone())))
                    on_change=Callback::new(move |words| send(editing.change(|step| step.note = words)))
                />
            </div>
            <div class="buttons">
                {move || {
                    let again = again.clone();
                    asks_again
                        .get()
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="primary"
                                    on:click=move |_| dispatch.send(Action::QuestionChosen(again.clone()))
                                >
                                    {text.answer_again}
                                </button>
                            }
                        })
                }}
                <button type="button" class="plain" aria-label=remove_name on:click=move |_| send(editing.remove())>
                    {text.remove}
                </button>
            </div>
        </li>
    }
    .into_any()
}

fn levels(locale: Locale, step: &PlanStep) -> String {
    let text = messages(locale);
    let (from, to) = (step.from.number().to_string(), step.to.number().to_string());
    let days = usize::try_from(step.days).unwrap_or(usize::MAX);
    format!(
        "{}, {}",
        fill(text.from_to, &[("from", &from), ("to", &to)]),
        locale.plural(days, &text.days, &[])
    )
}

fn words(text: &PlanText, state: StepState) -> &'static str {
    match state {
        StepState::Planned => text.planned,
        StepState::Doing => text.doing,
        StepState::Done => text.done,
        StepState::Dropped => text.dropped,
    }
}

#[component]
fn States(editing: Editing) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let id = field_id();
    let options = StepState::ALL
        .map(|state| view! { <option value=state.name()>{words(text, state)}</option> })
        .collect_view();
    let value = move || {
        editing
            .step
            .with(|step| step.as_ref().map_or("", |step| step.state.name()).to_owned())
    };
    let choose = move |name: String| {
        let Some(state) = StepState::ALL.into_iter().find(|state| state.name() == name) else {
            return;
        };
        // The day that it was done on is put down by whoever keeps the plan.
        if let Some(action) = editing.change(|step| step.state = state) {
            dispatch.later(action);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{text.state}</label>
            <select id=id prop:value=value on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </div>
    }
}

#[component]
fn Due(editing: Editing) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let id = field_id();
    let value = move || {
        editing.step.with(|step| {
            let due = step.as_ref().and_then(|step| step.due);
            due.map_or_else(String::new, |day| day.to_string())
        })
    };
    let choose = move |value: String| {
        if let Some(action) = editing.change(|step| step.due = Day::parse(&value)) {
            dispatch.later(action);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{text.due}</label>
            <input
                type="date"
                id=id
                prop:value=value
                on:change:target=move |event| choose(event.target().value())
            />
        </div>
    }
}

/// A line of words that is kept when the field is left.
#[component]
fn Words(label: &'static str, value: Memo<String>, on_change: Callback<String>) -> impl IntoView {
    let id = field_id();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                maxlength="200"
                autocomplete="off"
                prop:value=move || value.get()
                on:change:target=move |event| on_change.run(event.target().value())
            />
        </div>
    }
}
