//! The columns' names: each puts the rows in the order of its column, and a second time turns that round.

use leptos::ev::Targeted;
use leptos::prelude::*;
use web_sys::{Event, HtmlInputElement};

use crate::domain::portfolio::{Choice, Column, Order};

use super::{Inside, class};

/// The head; its first cell chooses all.
#[component]
pub(super) fn Head(inside: Inside) -> impl IntoView {
    let columns = move || {
        inside.columns.with(|columns| {
            let cells = columns.iter();
            cells
                .map(|column| view! { <HeadCell inside=inside column=*column /> })
                .collect_view()
        })
    };
    view! {
        <div class="grid-top" role="rowgroup">
            <div class="grid-head" role="row" aria-rowindex="1">
                <ChooseAll inside=inside />
                {columns}
            </div>
        </div>
    }
}

#[component]
fn ChooseAll(inside: Inside) -> impl IntoView {
    let signals = inside.signals;
    let shown = Memo::new(move |_| (signals.chosen_shown.get(), signals.total.get()));
    let is_all = move || {
        let (chosen, total) = shown.get();
        total > 0 && chosen >= total
    };
    let is_some = move || {
        let (chosen, total) = shown.get();
        chosen > 0 && chosen < total
    };
    let turn = move |event: Targeted<Event, HtmlInputElement>| {
        let choice = if untrack(is_all) {
            Choice::NoneShown
        } else {
            Choice::All
        };
        inside.choose(choice);
        // It has turned by itself, and is as the choice is, whatever that came to.
        event.target().set_checked(untrack(is_all));
        event.target().set_indeterminate(untrack(is_some));
    };
    view! {
        <div role="columnheader" class="choosing">
            <input
                type="checkbox"
                data-stop=""
                tabindex="-1"
                aria-label=inside.cells.text.choose_all
                prop:checked=is_all
                prop:indeterminate=is_some
                on:change:target=turn
            />
        </div>
    }
}

#[component]
fn HeadCell(inside: Inside, column: Column) -> impl IntoView {
    let order = inside.signals.order;
    let direction = Memo::new(move |_| {
        let order = order.get();
        (order.by == column).then_some(order.is_descending)
    });
    let sorted = move || {
        direction
            .get()
            .map(|is_descending| if is_descending { "descending" } else { "ascending" })
    };
    let mark = move || match direction.get() {
        Some(true) => "↓",
        Some(false) => "↑",
        None => "",
    };
    view! {
        <div role="columnheader" class=class(column) aria-sort=sorted>
            <button
                type="button"
                data-stop=""
                tabindex="-1"
                on:click=move |_| order.update(|order| *order = pressed(*order, column))
            >
                <span>{name(inside, column)}</span>
                <span class="sorted" aria-hidden="true">
                    {mark}
                </span>
            </button>
        </div>
    }
}

fn name(inside: Inside, column: Column) -> &'static str {
    let place = Column::ALL.iter().position(|one| *one == column);
    place.map_or("", |place| inside.cells.text.columns[place])
}

/// The order once a column was pressed: what needs a look comes first.
fn pressed(order: Order, column: Column) -> Order {
    let begins_descending = matches!(column, Column::Due | Column::OpenGates | Column::Gap);
    Order {
        by: column,
        is_descending: if order.by == column {
            !order.is_descending
        } else {
            begins_descending
        },
    }
}
