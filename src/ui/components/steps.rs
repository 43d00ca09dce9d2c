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

/// The list; dimensions of which nothing is asked are left out by the caller.
#[component]
pub fn Steps(steps: Memo<Vec<Step>>) -> impl IntoView {
    let locale = locale();
    let text = &locale.text.question;
    let dispatch = dispatch();
    let rows = move || {
        steps
            .get()
            .into_iter()
            .map(|step| {
                let share = 100 * step.done / step.asked.max(1);
                let state = fill(
                    text.steps_state,
                    &[
                        ("answered", &locale.count(step.done)),
                        ("asked", &locale.count(step.asked)),
                    ],
                );
                let short = format!("{}/{}", locale.count(step.done), locale.count(step.asked));
                let target = step.target;
                view! {
                    <li aria-current=step.current.then_some("step")>
                        <button
                            type="button"
                            on:click=move |_| {
                                if let Some(target) = &target {
                                    dispatch.send(Action::QuestionChosen(target.clone()));
                                }
                            }
                        >
                            <span class="ring" aria-hidden="true" style:--p=format!("{share}%")></span>
                            <span class="title">{step.title}</span>
                            <small class="num" aria-hidden="true">{short}</small>
                            <span class="hidden">{state}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <ol class="steps">{rows}</ol>
    }
}
