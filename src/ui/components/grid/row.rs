//! A row of the table.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::portfolio::{Column, Line, Row};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, isolated};

use super::{Inside, Placed, Told};

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
    let is_chosen = Memo::new(move |_| inside.signals.chosen.with(|chosen| chosen.contains(&id)));
    // The place of the cell that Tab leads to, where it is one of this row.
    let stop = Memo::new(move |_| {
        let stop = inside.stop.get();
        (stop.line == Line::Row(place.get())).then_some(stop.column)
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
            let cells = columns.iter().enumerate();
            cells
                .map(|(index, column)| cell(locale, inside, told(*column), (stop, index + 1)))
                .collect_view()
        });
        Some(view! {
            <div role="gridcell" class="choosing">
                <input
                    type="checkbox"
                    data-stop=""
                    tabindex=move || tabindex(stop, 0)
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
            class:chosen=move || is_chosen.get()
            aria-rowindex=move || place.get() + 2
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            style:--at=move || place.get().to_string()
            data-id=id.0.to_string()
        >
            {cells}
        </div>
    }
}

fn tabindex(stop: Memo<Option<usize>>, index: usize) -> &'static str {
    if stop.get() == Some(index) { "0" } else { "-1" }
}

fn name(inside: Inside, row: &Row) -> String {
    if row.facts.name.trim().is_empty() {
        inside.cells.text.unnamed.to_owned()
    } else {
        isolated(row.facts.name.clone())
    }
}

fn cell(locale: Locale, inside: Inside, told: Told, (stop, index): (Memo<Option<usize>>, usize)) -> AnyView {
    let class = format!("of-{}", told.column.name());
    let contents = (inside.cells.cell)(locale, &told);
    if told.column != Column::Name {
        return view! {
            <div role="gridcell" class=class tabindex=move || tabindex(stop, index)>
                {contents}
            </div>
        }
        .into_any();
    }
    view! {
        <div role="rowheader" class=class>
            <button
                type="button"
                class="plain"
                data-verb="open"
                data-stop=""
                tabindex=move || tabindex(stop, index)
            >
                {name(inside, told.row)}
            </button>
            {contents}
        </div>
    }
    .into_any()
}
