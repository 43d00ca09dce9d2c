//! A button with a panel below it. One panel stands open at a time; Escape, or a press beside it, closes it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent};

use crate::ui::components::field::field_id;
use crate::ui::components::focus::focus;

use super::Portfolio;

/// The panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Kind,
    Size,
    Level,
    Tags,
    Columns,
    Views,
}

impl Panel {
    const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Size => "size",
            Self::Level => "level",
            Self::Tags => "tags",
            Self::Columns => "columns",
            Self::Views => "views",
        }
    }
}

impl Portfolio {
    /// Closes the panel, and puts the focus on its button. Before it is closed: where there is no room for the button, it
    /// stays for as long as something in it has the focus.
    pub(super) fn close(self, panel: Panel) {
        let button = format!("[data-drop=\"{}\"] > button", panel.name());
        let page = self.page.get_untracked();
        if let Some(button) = page.and_then(|page| page.query_selector(&button).ok().flatten()) {
            focus(button);
        }
        self.dropped.set(None);
    }
}

/// The button and its panel; the panel is built while it is open. `count`: how many are on in it.
#[component]
pub(super) fn Dropdown(
    list: Portfolio,
    panel: Panel,
    title: &'static str,
    #[prop(optional)] count: Option<Memo<usize>>,
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = Memo::new(move |_| list.dropped.get() == Some(panel));
    let id = field_id();
    let panel_id = id.clone();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            list.close(panel);
        }
    };
    // Whoever goes on by keys leaves it.
    let on_leave = move |event: FocusEvent| {
        let element = |target: Option<web_sys::EventTarget>| target?.dyn_into::<Element>().ok();
        let place = element(event.current_target());
        if let (Some(place), Some(next)) = (place, element(event.related_target()))
            && !place.contains(Some(&next))
            && is_open.get_untracked()
        {
            list.dropped.set(None);
        }
    };
    let on = move || {
        let count = count.map(|count| count.get()).filter(|count| *count > 0)?;
        Some(view! { <span class="on num" aria-hidden="true">{count}</span> })
    };
    view! {
        <div class="drop" data-drop=panel.name() on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class:some-on=move || count.is_some_and(|count| count.get() > 0)
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=id
                on:click=move |_| {
                    list.dropped.update(|open| *open = (*open != Some(panel)).then_some(panel));
                }
            >
                {title}
                {on}
                <span class="drop-mark" aria-hidden="true"></span>
            </button>
            {move || {
                is_open
                    .get()
                    .then(|| {
                        view! {
                            <div class="drop-behind" aria-hidden="true" on:click=move |_| list.dropped.set(None)></div>
                            <div class="drop-panel" role="group" id=panel_id.clone() aria-label=title>
                                {children()}
                            </div>
                        }
                    })
            }}
        </div>
    }
}
