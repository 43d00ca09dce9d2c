//! What needs attention: storage that is not there, edits that were not saved, records set aside, and undo.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::Screen;
use crate::ui::action::{Action, LaterAction, dispatch};
use crate::ui::components::importing::ImportProgress;
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::components::save_problem::SaveProblem;
use crate::ui::components::saved::{SaveFailure, SaveState};
use crate::ui::locale::locale;
use crate::ui::text::{data, fill};

use super::super::leaving;
use super::super::ledger;
use super::super::reminder::{self, Due};
use super::super::sample;
use super::super::state::State;
use super::super::undo;
use super::assessments::local_day;
use super::clearing::clearing;
use super::gone::Gone;
use super::lock::locked;

/// Everything that needs attention now.
pub fn notices(state: State) -> AnyView {
    let locale = locale();
    let text = &locale.later().trouble;
    let dispatch = dispatch();
    let in_memory = Memo::new(move |_| match state.saving.get() {
        SaveState::InMemory(SaveFailure::Denied) => Some((text.in_memory_title, text.in_memory_help)),
        // Said by a notice of its own.
        SaveState::InMemory(SaveFailure::MadeUp) => None,
        SaveState::InMemory(_) => Some((text.in_memory_closed_title, text.in_memory_closed_help)),
        _ => None,
    });
    let read_only = Memo::new(move |_| state.saving.get() == SaveState::ReadOnly);
    let unreadable = Memo::new(move |_| ledger::unreadable(state));
    let export = move |action: LaterAction| {
        view! {
            <button type="button" on:click=move |_| dispatch.later(action.clone())>
                {text.export}
            </button>
        }
    };
    view! {
        <>
            {locked(state)}
            {clearing(state)}
            {move || {
                state
                    .is_read_only()
                    .then(|| view! { <Notice urgency=Urgency::Hint title=text.look_only.into_any() /> })
            }}
            <MadeUp state=state />
            {move || {
                in_memory
                    .get()
                    .map(|(title, help)| {
                        view! {
                            <Notice urgency=Urgency::Warning title=title.into_any() body=help>
                                {export(LaterAction::Exported(None))}
                            </Notice>
                        }
                    })
            }}
            {move || {
                read_only
                    .get()
                    .then(|| view! { <Notice urgency=Urgency::Warning title=text.not_saved.into_any() body=text.read_only /> })
            }}
            {move || {
                (unreadable.get() > 0)
                    .then(|| {
                        let words = locale.plural(unreadable.get(), &text.set_aside, &[]);
                        view! {
                            <Notice urgency=Urgency::Warning title=words.into_any()>
                                {export(LaterAction::UnreadableExported)}
                            </Notice>
                        }
                    })
            }}
            <SaveProblem state=state.saving />
            <ImportProgress importing=state.later().importing />
            <Gone state=state />
            <Reminder state=state />
            <ErasedElsewhere state=state />
            <Undo state=state />
        </>
    }
    .into_any()
}

/// That what is shown is made up, and the way back.
#[component]
fn MadeUp(state: State) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().trouble;
    let dispatch = dispatch();
    let title = move || match state.later().making_up.get() {
        None => text.made_up_title.to_owned(),
        Some((done, all)) => fill(
            text.making_up,
            &[("done", &locale.count(done)), ("all", &locale.count(all))],
        ),
    };
    sample::is_shown(state).then(|| {
        view! {
            <Notice urgency=Urgency::Hint title=title.into_any() body=text.made_up_help>
                <button type="button" on:click=move |_| dispatch.later(LaterAction::SampleLeft)>
                    {text.made_up_leave}
                </button>
            </Notice>
        }
    })
}

/// That it is time for a backup; not on the screen where it is made.
#[component]
fn Reminder(state: State) -> impl IntoView {
    let locale = locale();
    let text = &data(locale.speech).reminder;
    let dispatch = dispatch();
    let due = reminder::due(state);
    let shown = Memo::new(move |_| due.get().filter(|_| may_back_up(state)));
    let words = move |due: Due| match due.last {
        None => locale.plural(due.answers, &text.never, &[]),
        Some(last) => {
            let day = locale.day(local_day(last).unwrap_or_else(|| last.day()));
            locale.plural(due.answers, &text.since, &[("day", &day)])
        }
    };
    // The notice stands while the number in it grows.
    let is_shown = Memo::new(move |_| shown.with(Option::is_some));
    let title = move || shown.get().map(words);
    move || {
        is_shown.get().then(|| {
            view! {
                <Notice urgency=Urgency::Hint title=title.into_any()>
                    <button type="button" on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Data))>
                        {text.make}
                    </button>
                    <button
                        type="button"
                        class="plain"
                        on:click=move |_| dispatch.later(LaterAction::ReminderPutOff)
                    >
                        {text.later}
                    </button>
                </Notice>
            }
        })
    }
}

/// Whether there is a way to where backups are made, and it is not shown already.
fn may_back_up(state: State) -> bool {
    state.screen.get() != Screen::Data && state.within(Screen::Data) == Screen::Data
}

#[component]
fn ErasedElsewhere(state: State) -> impl IntoView {
    let locale = locale();
    let words = data(locale.speech).delete.elsewhere;
    let dismiss = locale.later().undo.dismiss;
    let is_erased = state.later().is_erased_elsewhere;
    move || {
        is_erased.get().then(|| {
            view! {
                <Notice urgency=Urgency::Warning title=words.into_any()>
                    <button type="button" class="plain" on:click=move |_| is_erased.set(false)>
                        {dismiss}
                    </button>
                </Notice>
            }
        })
    }
}

#[component]
fn Undo(state: State) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().undo;
    let dispatch = dispatch();
    let place = NodeRef::<leptos::html::Div>::new();
    // This stands on every screen, for as long as the widget does.
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            leaving::watch(state, &place);
        }
    });
    // The pressed button goes with the notice: the focus goes on to the screen's heading instead of getting lost.
    Effect::new(move |was_there: Option<bool>| {
        let is_there = state.later().undo.with(Option::is_some);
        if was_there == Some(true) && !is_there {
            request_animation_frame(move || {
                if let Some(place) = place.try_get_untracked().flatten() {
                    focus_heading_beside(&place);
                }
            });
        }
        is_there
    });
    // The region is there before its words, so that assistive technology tells them.
    view! {
        <div role="status" class="undo" node_ref=place>
            {move || {
                undo::offered(state)
                    .map(|done| {
                        view! {
                            <Notice urgency=Urgency::Hint title=done.words(locale).into_any()>
                                <button type="button" on:click=move |_| dispatch.later(LaterAction::Undone)>
                                    {text.undo}
                                </button>
                                <button
                                    type="button"
                                    class="plain"
                                    on:click=move |_| dispatch.later(LaterAction::NoticeDismissed)
                                >
                                    {text.dismiss}
                                </button>
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}

/// Focuses the heading of the screen, unless the focus is somewhere already.
fn focus_heading_beside(element: &web_sys::Element) {
    let Some(root) = element.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok() else {
        return;
    };
    let heading = root.query_selector("h1[tabindex]").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok())
        && root.active_element().is_none()
    {
        // Fails only where the element has left the page.
        let _ = heading.focus();
    }
}
