//! A row of the table.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::portfolio::{Column, Row};
use crate::ui::locale::locale;
use crate::ui::text::{fill, isolated};

use super::pieces::{Piece, Pieces};
use super::{Drawn, Inside, Placed, Told, class, rows_high};

/// The row of the page with this number. Whose it is, and where it stands, changes; while it is nobody's it is hidden, as it was.
#[component]
pub(super) fn GridRow(inside: Inside, drawn: Memo<Drawn>, number: usize) -> impl IntoView {
    let locale = locale();
    let place = Memo::new(move |_| drawn.with(|drawn| own(drawn, number).map(|placed| placed.place)));
    let row = Memo::new(move |before: Option<&Option<Row>>| {
        let row = drawn.with(|drawn| own(drawn, number).map(|placed| placed.row.clone()));
        row.or_else(|| before.cloned().flatten())
    });
    let id = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.id)));
    let is_chosen = Memo::new(move |_| {
        let chosen = inside.signals.chosen;
        id.get()
            .is_some_and(|id| chosen.with(|chosen| chosen.contains(id)))
    });
    let told_name = move || row.with(|row| row.as_ref().map(|row| name(inside, row)));
    let label = move || {
        fill(
            inside.cells.text.choose,
            &[("name", &told_name().unwrap_or_default())],
        )
    };
    let contents = move |column| {
        let today = inside.signals.today.get();
        let ordered = inside.ordered.get();
        row.with(|row| {
            inside.columns.with(|columns| {
                let told = Told {
                    row: row.as_ref()?,
                    column,
                    today,
                    columns,
                    ordered,
                };
                Some((inside.cells.cell)(locale, &told))
            })
        })
    };
    let cells = move || {
        let cells = inside.columns.get().into_iter();
        let cells = cells.map(|column| cell(column, told_name, move || contents(column)));
        cells.collect_view()
    };
    view! {
        <div
            role=move || place.get().map(|_| "row")
            class="grid-row"
            hidden=move || place.get().is_none()
            aria-rowindex=move || place.get().map(|place| place + 2)
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            style:inset-block-start=move || rows_high(place.get().unwrap_or_default())
        >
            <div role="gridcell" class="choosing">
                <input
                    type="checkbox"
                    data-stop=""
                    tabindex="-1"
                    aria-label=label
                    prop:checked=move || is_chosen.get()
                />
            </div>
            {cells}
        </div>
    }
}

fn own(drawn: &Drawn, number: usize) -> Option<&Placed> {
    drawn.get(number)?.as_ref()
}

fn name(inside: Inside, row: &Row) -> String {
    if row.facts.name.trim().is_empty() {
        inside.cells.text.unnamed.to_owned()
    } else {
        isolated(row.facts.name.clone())
    }
}

/// The cell stays, and its pieces are written over.
fn cell(
    column: Column,
    name: impl Fn() -> Option<String> + Copy + Send + Sync + 'static,
    contents: impl Fn() -> Option<Vec<Piece>> + 'static,
) -> AnyView {
    let class = class(column);
    let place = NodeRef::<Div>::new();
    Effect::new(move |pieces: Option<Pieces>| {
        let mut pieces = pieces.unwrap_or_default();
        if let (Some(place), Some(contents)) = (place.get(), contents()) {
            pieces.show(&place, contents);
        }
        pieces
    });
    if column != Column::Name {
        return view! { <div role="gridcell" class=class node_ref=place></div> }.into_any();
    }
    view! {
        <div role="rowheader" class=class node_ref=place>
            <button type="button" class="plain" data-verb="open" data-stop="" tabindex="-1">
                {name}
            </button>
        </div>
    }
    .into_any()
}
