//! Progress by dimension, and the way to each.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::ui::action::{Action, dispatch};
use crate::ui::locale::locale;
use crate::ui::text::fill;

/// One dimension in the list of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub title: String,
    /// Questions answered with a level, *unknown* or *not applicable*.
    pub done: usize,
    pub asked: usize,
    /// The question to go to: the first open one, else the first.
    pub target: Option<IndicatorId>,
    pub current: bool,
}

/// The list; dimensions of which nothing is asked are left out by the caller. A step is redrawn only where it changed.
#[component]
pub fn Steps(steps: Memo<Vec<Step>>) -> impl IntoView {
    let titles = Memo::new(move |_| {
        steps.with(|steps| steps.iter().map(|step| step.title.clone()).collect::<Vec<_>>())
    });
    let rows = move || {
        let count = titles.with(Vec::len);
        (0..count)
            .map(|place| view! { <OneStep step=Memo::new(move |_| steps.with(|steps| steps.get(place).cloned())) /> })
            .collect_view()
    };
    view! {
        <ol class="steps">{rows}</ol>
    }
}

#[component]
fn OneStep(step: Memo<Option<Step>>) -> impl IntoView {
    let locale = locale();
    let dispatch = dispatch();
    let title = step.with_untracked(|step| step.as_ref().map(|step| step.title.clone()));
    let counts =
        Memo::new(move |_| step.with(|step| step.as_ref().map_or((0, 0), |step| (step.done, step.asked))));
    let current = move || step.with(|step| step.as_ref().is_some_and(|step| step.current).then_some("step"));
    let share = move || {
        let (done, asked) = counts.get();
        format!("{}%", 100 * done / asked.max(1))
    };
    let short = move || {
        let (done, asked) = counts.get();
        format!("{}/{}", locale.count(done), locale.count(asked))
    };
    let state = move || {
        let (done, asked) = counts.get();
        let values = [
            ("answered", &*locale.count(done)),
            ("asked", &*locale.count(asked)),
        ];
        fill(locale.later().beside.steps_state, &values)
    };
    let go = move |_| {
        if let Some(target) = step.with_untracked(|step| step.as_ref().and_then(|step| step.target.clone())) {
            dispatch.send(Action::QuestionChosen(target));
        }
    };
    view! {
        <li aria-current=current>
            <button type="button" on:click=go>
                <span class="ring" aria-hidden="true" style:--p=share></span>
                <span class="title">{title}</span>
                <small class="num" aria-hidden="true">
                    {short}
                </small>
                <span class="hidden">{state}</span>
            </button>
        </li>
    }
}
