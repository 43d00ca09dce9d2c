//! A row of the table.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::portfolio::{Column, Row};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, isolated};

use super::{Inside, Placed, Told, class};

/// A partner's row. What it shows changes with the partner, and its place with the order.
#[component]
pub(super) fn GridRow(inside: Inside, drawn: Memo<Vec<Placed>>, id: CompanyId) -> impl IntoView {
    let locale = locale();
    let placed = Memo::new(move |_| {
        drawn.with(|rows| {
            let own = rows.iter().find(|placed| placed.row.id == id);
            own.cloned()
        })
    });
    let place = Memo::new(move |_| placed.with(|placed| placed.as_ref().map_or(0, |placed| placed.place)));
    let row = Memo::new(move |_| placed.with(|placed| placed.as_ref().map(|placed| placed.row.clone())));
    let is_chosen = Memo::new(move |_| inside.signals.chosen.with(|chosen| chosen.contains(id)));
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
            role="row"
            class="grid-row"
            aria-rowindex=move || place.get() + 2
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            style:--at=move || place.get().to_string()
        >
            {cells}
        </div>
    }
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
