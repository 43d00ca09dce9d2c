//! A row of the table.

use leptos::prelude::*;

use crate::domain::portfolio::{Column, Row};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, isolated};

use super::{Drawn, Inside, Placed, Told, class};

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
    let cells = move || {
        let row = row.get()?;
        let today = inside.signals.today.get();
        let ordered = inside.ordered.get();
        let cells = inside.columns.with(|columns| {
            let told = |column| Told {
                row: &row,
                column,
                today,
                columns,
                ordered,
            };
            let cells = columns.iter();
            cells
                .map(|column| cell(locale, inside, &told(*column)))
                .collect_view()
        });
        Some(view! {
            <div role="gridcell" class="choosing">
                <input
                    type="checkbox"
                    data-stop=""
                    tabindex="-1"
                    aria-label=fill(inside.cells.text.choose, &[("name", &name(inside, &row))])
                    prop:checked=move || is_chosen.get()
                />
            </div>
            {cells}
        })
    };
    view! {
        <div
            role=move || place.get().map(|_| "row")
            class="grid-row"
            hidden=move || place.get().is_none()
            aria-rowindex=move || place.get().map(|place| place + 2)
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            style:--at=move || place.get().unwrap_or_default().to_string()
        >
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

fn cell(locale: Locale, inside: Inside, told: &Told) -> AnyView {
    let class = class(told.column);
    let contents = (inside.cells.cell)(locale, told);
    if told.column != Column::Name {
        return view! {
            <div role="gridcell" class=class>
                {contents}
            </div>
        }
        .into_any();
    }
    view! {
        <div role="rowheader" class=class>
            <button type="button" class="plain" data-verb="open" data-stop="" tabindex="-1">
                {name(inside, told.row)}
            </button>
            {contents}
        </div>
    }
    .into_any()
}
