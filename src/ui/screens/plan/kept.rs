//! The steps that are kept: who, until when, how far, and a note.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::assessment::{AnswerState, AssessmentId, Event};
use crate::domain::plan::{Plan, PlanStep, StepState};
use crate::domain::scoring::Standing;
use crate::domain::time::Day;
use crate::ui::action::{Action, LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::components::focus::hold_focus;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{self, fill};

use super::super::result::Named;
use super::{KeptStep, PlanSignals, PlanText, StepKey, change, messages};

/// The section. A row is built once and reads its step by its question and level, so that typing is not disturbed.
#[component]
pub(super) fn Kept(
    signals: PlanSignals,
    page: NodeRef<Div>,
    on_due_days: Callback<AssessmentId>,
) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let PlanSignals { kept, plan, due, .. } = signals;
    let keys = Memo::new(move |_| {
        kept.with(|kept| {
            let key = |one: &KeptStep| (one.indicator.id.clone(), one.step.to);
            kept.iter().map(key).collect::<Vec<StepKey>>()
        })
    });
    let row_of = move |(id, to): StepKey| {
        Memo::new(move |_| {
            let is_it = |one: &&KeptStep| one.indicator.id == id && one.step.to == to;
            kept.with(|kept| kept.iter().find(is_it).cloned())
        })
    };
    let rows = move || {
        let keys = keys.get();
        hold_focus(page, ".kept-step", "[data-verb=\"remove\"]");
        keys
    };
    view! {
        <section class="kept" hidden=move || keys.with(Vec::is_empty)>
            <h2 tabindex="-1">{text.kept}</h2>
            <p class="num">{move || kept.with(|kept| counted(locale, kept))}</p>
            <p class="quiet">{text.kept_help}</p>
            {move || {
                let words = text::log(locale.speech).due_days;
                due.get()
                    .map(|id| {
                        view! {
                            <div class="buttons">
                                <button type="button" on:click=move |_| on_due_days.run(id)>
                                    {words}
                                </button>
                            </div>
                        }
                    })
            }}
            <ul class="kept-steps">
                <For
                    each=rows
                    key=Clone::clone
                    children=move |key| view! { <Row row=row_of(key) plan=plan /> }
                />
            </ul>
        </section>
    }
}

/// How many steps are in each state, and what is left to do.
fn counted(locale: Locale, kept: &[KeptStep]) -> String {
    let text = messages(locale);
    let states = StepState::ALL.into_iter().filter_map(|state| {
        let count = kept.iter().filter(|one| one.step.state == state).count();
        let message = match state {
            StepState::Planned => text.counted_planned,
            StepState::Doing => text.counted_doing,
            StepState::Done => text.counted_done,
            StepState::Dropped => text.counted_dropped,
        };
        (count > 0).then(|| fill(message, &[("n", &locale.count(count))]))
    });
    let left = kept
        .iter()
        .filter(|one| matches!(one.step.state, StepState::Planned | StepState::Doing));
    let days: usize = left.map(|one| whole(one.step.days)).sum();
    fill(
        text.still_to_take,
        &[
            ("states", &locale.list(&states.collect::<Vec<_>>())),
            ("days", &locale.plural(days, &text.days, &[])),
        ],
    )
}

fn whole(days: u32) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
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
fn Row(row: Memo<Option<KeptStep>>, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let Some(KeptStep {
        indicator,
        step: first,
        ..
    }) = row.get_untracked()
    else {
        return ().into_any();
    };
    let step = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.step.clone())));
    let editing = Editing { plan, step };
    let owner = move |step: &PlanStep| step.owner.clone();
    let note = move |step: &PlanStep| step.note.clone();
    let state = move || step.with(|step| step.as_ref().map_or("", |step| step.state.name()));
    view! {
        <li class="kept-step" data-state=state>
            <h3>
                <span class="quiet num">{indicator.id.0.clone()}</span>
                " "
                {indicator.title.clone()}
                " "
                <small class="quiet num">{levels(locale, &first)}</small>
            </h3>
            <div class="columns">
                <States editing=editing />
                <Words
                    label=text.owner
                    editing=editing
                    read=owner
                    write=|step: &mut PlanStep, words| step.owner = words
                />
                <Due editing=editing />
                <Words
                    label=text.note
                    editing=editing
                    read=note
                    write=|step: &mut PlanStep, words| step.note = words
                />
            </div>
            <Buttons row=row indicator=indicator editing=editing />
        </li>
    }
    .into_any()
}

/// What a step that is done asks for, and taking the step out of the plan.
#[component]
fn Buttons(row: Memo<Option<KeptStep>>, indicator: Named, editing: Editing) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let remove_name = fill(
        text.remove_name,
        &[("id", &indicator.id.0), ("title", &indicator.title)],
    );
    let asks = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.asks_again)));
    let remove = move |_| {
        if let Some(action) = editing.remove() {
            dispatch.later(action);
        }
    };
    view! {
        <div class="buttons">
            {move || asks.get().map(|standing| again(&indicator, standing, editing))}
            <button type="button" class="plain" data-verb="remove" aria-label=remove_name on:click=remove>
                {text.remove}
            </button>
        </div>
    }
}

/// Answering the question again, or saying that its answer is the same as before.
fn again(indicator: &Named, standing: Standing, editing: Editing) -> impl IntoView + use<> {
    let text = messages(locale());
    let dispatch = dispatch();
    let id = indicator.id.clone();
    let still = standing.level().map(|level| {
        let number = level.number().to_string();
        let name = fill(
            text.still_name,
            &[
                ("id", &indicator.id.0),
                ("title", &indicator.title),
                ("n", &number),
            ],
        );
        let confirmed = indicator.id.clone();
        let confirm = move |_| {
            // Given again, it is fresh.
            let answered = Event::Answered(confirmed.clone(), AnswerState::Level(level));
            dispatch.send(Action::Changed(answered));
            if let Some(action) = editing.change(|step| step.confirmed = true) {
                dispatch.later(action);
            }
        };
        view! {
            <button type="button" aria-label=name on:click=confirm>
                {fill(text.still, &[("n", &number)])}
            </button>
        }
    });
    view! {
        <button
            type="button"
            class="primary"
            on:click=move |_| dispatch.send(Action::QuestionChosen(id.clone()))
        >
            {text.answer_again}
        </button>
        {still}
    }
}

fn levels(locale: Locale, step: &PlanStep) -> String {
    let text = messages(locale);
    let (from, to) = (step.from.number().to_string(), step.to.number().to_string());
    let days = whole(step.days);
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
        // What goes with a step that is done is noted by whoever keeps the plan.
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

/// A line of words. Every letter is kept at once: whoever leaves the page loses nothing.
#[component]
fn Words(
    label: &'static str,
    editing: Editing,
    read: impl Fn(&PlanStep) -> String + Copy + Send + Sync + 'static,
    write: fn(&mut PlanStep, String),
) -> impl IntoView {
    let dispatch = dispatch();
    let id = field_id();
    let value = Memo::new(move |_| {
        let step = editing.step;
        step.with(|step| step.as_ref().map_or_else(String::new, read))
    });
    let typed = move |words: String| {
        if let Some(action) = editing.change(|step| write(step, words)) {
            dispatch.later(action);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                maxlength="200"
                autocomplete="off"
                prop:value=move || value.get()
                on:input:target=move |event| typed(event.target().value())
            />
        </div>
    }
}
