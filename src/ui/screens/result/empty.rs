//! The result before the first answer: what it will say, and the way to the questions.

use leptos::prelude::*;

use crate::ui::action::{Action, Screen, dispatch};
use crate::ui::locale::locale;

use super::report;

/// The screen where nothing is answered yet.
#[component]
pub fn EmptyResult(
    /// Whether an assessment has begun, so that there are questions to go to.
    has_begun: bool,
) -> impl IntoView {
    let text = &report(locale()).empty;
    let dispatch = dispatch();
    let points = text
        .points
        .map(|point| view! { <li>{point}</li> })
        .into_iter()
        .collect_view();
    view! {
        <div class="page result unanswered">
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            <ul class="points">{points}</ul>
            {has_begun
                .then(|| {
                    view! {
                        <div class="buttons">
                            <button
                                type="button"
                                class="primary"
                                on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Question))
                            >
                                {text.go}
                            </button>
                        </div>
                    }
                })}
        </div>
    }
}
