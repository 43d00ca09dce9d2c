//! What stands around every screen: the bar, the place of what needs attention, and the screen itself.

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::platform::turns;
use crate::ui::action::{Action, Screen, dispatch};
use crate::ui::components::focus::{Turn, focus, focused};
use crate::ui::components::saved::Saved;
use crate::ui::locale::locale;

use super::rest;
use super::state::State;
use super::views;

/// The frame; `root` is where it is mounted, for the focus.
pub fn frame(state: State, root: HtmlElement) -> impl IntoView {
    focus_follows(state, root);
    // What needs attention is said by the later part, and at once; the bar says the short of it.
    Effect::new(move |_| {
        if state.saving.get().is_bad() {
            rest::load(state);
        }
    });
    view! {
        <Bar state=state />
        <div class="notices">{move || state.loaded().map(|rest| (rest.notices)(state))}</div>
        {move || views::screen(state, state.screen.get())}
    }
}

/// Focus goes to the heading of a screen that was gone to. The question screen places it itself.
fn focus_follows(state: State, root: HtmlElement) {
    let root = StoredValue::new_local(root);
    Effect::new(move |before: Option<Screen>| {
        let screen = state.screen.get();
        if before.is_some_and(|before| before != screen) && screen != Screen::Question {
            let before = root.try_with_value(focused).flatten();
            focus_heading(state, root, screen, before, Turn::take());
        }
        screen
    });
}

/// Puts the focus on the heading once it is drawn, be it after a part of the program has come. Whoever has moved the
/// focus meanwhile keeps it.
fn focus_heading(
    state: State,
    root: StoredValue<HtmlElement, LocalStorage>,
    screen: Screen,
    before: Option<Element>,
    turn: Turn,
) {
    request_animation_frame(move || {
        let Some(root_now) = root.try_get_value().filter(|_| turn.is_last()) else {
            return;
        };
        let now = focused(&root_now);
        if (now.is_some() && now != before) || state.screen.try_get_untracked() != Some(screen) {
            return;
        }
        let find = |selector| root_now.query_selector(selector).ok().flatten();
        if let Some(heading) = find("h1[tabindex]") {
            focus(heading);
        } else if find(".waiting").is_some() {
            focus_heading(state, root, screen, before, turn);
        }
    });
}

/// Leaves the focus where it is: the screen that was just gone to is not given it. For what the page around has asked for.
pub async fn leave_focus() {
    // Who is to have it is found out once what was changed is followed.
    turns::those_waiting().await;
    // Nobody gives the focus by this one.
    let _ = Turn::take();
}

#[component]
fn Bar(state: State) -> impl IntoView {
    let locale = locale();
    let text = &locale.text.bar;
    let who = move || {
        state
            .with_current(|assessment| assessment.company.name.clone())
            .map_or_else(
                || text.product.to_owned(),
                |name| {
                    if name.is_empty() {
                        text.your_company.to_owned()
                    } else {
                        name
                    }
                },
            )
    };
    let view_of = Memo::new(move |_| state.with_current(|assessment| views::view_words(locale, assessment)));
    view! {
        <header class="bar" part="bar">
            <span class="who">{who}</span>
            {move || view_of.get().map(|words| view! { <span class="tag">{words}</span> })}
            <Saved state=state.saving />
            <Menu state=state />
        </header>
    }
}

#[component]
fn Menu(state: State) -> impl IntoView {
    let text = &locale().text.bar;
    let dispatch = dispatch();
    let has_current = Memo::new(move |_| state.current.get().is_some());
    let item = move |screen: Screen, words: &'static str| {
        let current = move || (state.screen.get() == screen).then_some("page");
        view! {
            <button
                type="button"
                aria-current=current
                on:click=move |_| dispatch.send(Action::ScreenChosen(screen))
            >
                {words}
            </button>
        }
    };
    view! {
        <nav class="menu" aria-label=text.menu>
            {move || {
                has_current
                    .get()
                    .then(|| {
                        view! {
                            {item(Screen::Question, text.questions)}
                            {item(Screen::Overview, text.overview)}
                            {item(Screen::Result, text.result)}
                            {item(Screen::Plan, text.plan)}
                        }
                    })
            }}
            {item(Screen::Assessments, text.assessments)}
            {item(Screen::Partners, text.partners)}
            {item(Screen::Packs, text.packs)}
            {item(Screen::Data, text.data)}
            {item(Screen::Start, text.start)}
        </nav>
    }
}
