//! The end of everything.

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::components::confirm::Confirm;
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::locale;
use crate::ui::text::{desk, fill};

use super::{DataSignals, DataVerbs, Kept, words};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeleteState {
    Idle,
    Deleting,
    /// What is left in the browser then, in words.
    Done(Vec<String>),
    /// Why not, and what is left.
    Failed(String, Vec<String>),
}

/// The section.
#[component]
pub(super) fn DeleteSection(signals: DataSignals, verbs: DataVerbs, page: NodeRef<Div>) -> impl IntoView {
    let text = &words().delete;
    let is_asking = RwSignal::new(false);
    let counts = move || {
        let rooms = signals.rooms.get_untracked();
        [Kept::Assessments, Kept::Partners, Kept::Packs].map(|kept| {
            let mut of_kind = rooms.iter().filter(|one| one.what == kept);
            of_kind.next().map_or(0, |one| one.count)
        })
    };
    let answer = Callback::new(move |confirmed: bool| {
        is_asking.set(false);
        focus_soon(page, String::from("[data-verb=\"delete-everything\"]"));
        if confirmed {
            verbs.on_delete.run(());
        }
    });
    let asked = move || {
        is_asking
            .get()
            .then(|| view! { <EverythingQuestion counts=counts() on_answer=answer /> })
    };
    let left = move |left: Vec<String>| {
        if left.is_empty() {
            return view! { <p>{text.nothing_left}</p> }.into_any();
        }
        let left = left
            .into_iter()
            .map(|one| view! { <li>{one}</li> })
            .collect_view();
        view! {
            <p>{text.left}</p>
            <ul class="sentences">{left}</ul>
        }
        .into_any()
    };
    let outcome = move || match signals.delete.get() {
        DeleteState::Idle => ().into_any(),
        DeleteState::Deleting => view! { <p class="quiet">{text.deleting}</p> }.into_any(),
        DeleteState::Done(all) => view! { <p class="good">{text.done}</p> {left(all)} }.into_any(),
        DeleteState::Failed(cause, all) => {
            view! { <p class="bad">{fill(text.failed, &[("cause", &cause)])}</p> {left(all)} }.into_any()
        }
    };
    view! {
        <section class="part">
            <h2>{text.title}</h2>
            <p>{text.lead}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="grave"
                    data-verb="delete-everything"
                    on:click=move |_| is_asking.set(true)
                >
                    {text.verb}
                </button>
            </div>
            <div role="status">{outcome}</div>
            {asked}
        </section>
    }
}

/// The question whether everything is to be deleted.
#[component]
pub fn EverythingQuestion(
    /// How many assessments, partners and questionnaires there are.
    counts: [usize; 3],
    on_answer: Callback<bool>,
) -> impl IntoView {
    let locale = locale();
    let (text, restore) = (&words().delete, &words().restore);
    let messages = [&restore.assessments, &restore.partners, &restore.packs];
    let all: Vec<String> = counts
        .into_iter()
        .zip(messages)
        .map(|(count, message)| locale.plural(count, message, &[]))
        .collect();
    let what = locale.list(&all);
    view! {
        <Confirm
            title=text.confirm_title
            body=fill(text.confirm_body, &[("what", &what)])
            yes=text.yes
            no=desk(locale.speech).cancel
            on_answer=on_answer
        />
    }
}
