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
    let locale = locale();
    let text = &words().delete;
    let restore = &words().restore;
    let is_asking = RwSignal::new(false);
    let what = move || {
        let rooms = signals.rooms.get_untracked();
        let count = |kept| {
            rooms
                .iter()
                .find(|one| one.what == kept)
                .map_or(0, |one| one.count)
        };
        let all = [
            (Kept::Assessments, &restore.assessments),
            (Kept::Partners, &restore.partners),
            (Kept::Packs, &restore.packs),
        ];
        let all = all.map(|(kept, message)| locale.plural(count(kept), message, &[]));
        locale.list(&all)
    };
    let answer = Callback::new(move |confirmed: bool| {
        is_asking.set(false);
        focus_soon(page, String::from("[data-verb=\"delete-everything\"]"));
        if confirmed {
            verbs.on_delete.run(());
        }
    });
    let cancel = desk(&locale.language()).cancel;
    let asked = move || {
        is_asking.get().then(|| {
            view! {
                <Confirm
                    title=text.confirm_title
                    body=fill(text.confirm_body, &[("what", &what())])
                    yes=text.yes
                    no=cancel
                    on_answer=answer
                />
            }
        })
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
