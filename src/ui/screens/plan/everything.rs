//! All questions that have steps, whether or not they are on the way, so that everything can be said of every step.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::domain::plan::Plan;
use crate::domain::scoring::Standing;
use crate::ui::action::dispatch;
use crate::ui::components::fold::Fold;
use crate::ui::components::question_row::StandingChip;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::wishes::Effort;
use super::{DimensionSteps, ListedStep, QuestionSteps, StepKey, change, messages};

/// The section, built when it is opened, dimension by dimension.
#[component]
pub(super) fn Everything(dimensions: Memo<Vec<DimensionSteps>>, plan: Memo<Option<Plan>>) -> impl IntoView {
    let text = messages(locale());
    view! {
        <section class="everything">
            <Fold class="all" title=view! { <h2>{text.everything}</h2> }.into_any()>
                <p class="quiet">{text.everything_help}</p>
                {move || {
                    let dimensions = dimensions.get();
                    if dimensions.is_empty() {
                        return view! { <p>{text.no_listed}</p> }.into_any();
                    }
                    dimensions
                        .into_iter()
                        .map(|dimension| view! { <Questions dimension=dimension plan=plan /> })
                        .collect_view()
                        .into_any()
                }}
            </Fold>
        </section>
    }
}

#[component]
fn Questions(dimension: DimensionSteps, plan: Memo<Option<Plan>>) -> impl IntoView {
    let questions = StoredValue::new(dimension.questions);
    let rows = move || {
        let rows = questions.get_value().into_iter();
        rows.map(|question| view! { <Question question=question plan=plan /> })
            .collect_view()
    };
    view! {
        <Fold class="of-dimension" title=view! { <h3>{dimension.title}</h3> }.into_any()>
            <ul class="questions">{rows()}</ul>
        </Fold>
    }
}

#[component]
fn Question(question: QuestionSteps, plan: Memo<Option<Plan>>) -> impl IntoView {
    let text = messages(locale());
    let QuestionSteps {
        indicator,
        standing,
        steps,
    } = question;
    let id = indicator.id.clone();
    let name = fill(text.lock_name, &[("id", &id.0), ("title", &indicator.title)]);
    let steps = steps
        .into_iter()
        .map(|step| view! { <Listed id=id.clone() step=step plan=plan /> })
        .collect_view();
    let standing = (standing != Standing::NotAsked).then(|| view! { <StandingChip standing=standing /> });
    view! {
        <li class="steps-of">
            <div class="what">
                <h4>
                    <span class="quiet num">{id.0.clone()}</span>
                    " "
                    {indicator.title}
                </h4>
                <span class="from-to num">{standing}</span>
            </div>
            <Lock id=id.clone() name=name plan=plan />
            <ul class="listed">{steps}</ul>
        </li>
    }
}

#[component]
fn Listed(id: IndicatorId, step: ListedStep, plan: Memo<Option<Plan>>) -> impl IntoView {
    let text = messages(locale());
    let number = step.to.number().to_string();
    let words = fill(text.step, &[("n", &number)]);
    let key: StepKey = (id, step.to);
    view! {
        <li>
            <p><b>{words}</b> " " {step.words}</p>
            <div class="said">
                <Effort step=key.clone() listed=step.days plan=plan />
                <Exclude step=key plan=plan />
            </div>
        </li>
    }
}

/// Whether the question's answer cannot change.
#[component]
fn Lock(id: IndicatorId, name: String, plan: Memo<Option<Plan>>) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let own = id.clone();
    let is_locked =
        Memo::new(move |_| plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.locked.contains(&own))));
    let toggle = move |_| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| toggle(&mut plan.locked, id.clone())));
        }
    };
    view! {
        <label class="check">
            <input type="checkbox" aria-label=name prop:checked=move || is_locked.get() on:change=toggle />
            {text.lock}
        </label>
    }
}

/// Whether the step will not be taken.
#[component]
fn Exclude(step: StepKey, plan: Memo<Option<Plan>>) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let number = step.1.number().to_string();
    let name = fill(text.exclude_name, &[("id", &step.0.0), ("n", &number)]);
    let own = step.clone();
    let is_excluded =
        Memo::new(move |_| plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.excluded.contains(&own))));
    let toggle = move |_| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| toggle(&mut plan.excluded, step.clone())));
        }
    };
    view! {
        <label class="check">
            <input type="checkbox" aria-label=name prop:checked=move || is_excluded.get() on:change=toggle />
            {fill(text.exclude, &[("n", &number)])}
        </label>
    }
}

/// Takes an entry out of a list, or puts it in where it is not there.
fn toggle<T: PartialEq>(list: &mut Vec<T>, entry: T) {
    let before = list.len();
    list.retain(|one| *one != entry);
    if list.len() == before {
        list.push(entry);
    }
}
