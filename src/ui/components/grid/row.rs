//! A row of the table.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::portfolio::Row;
use crate::ui::locale::locale;
use crate::ui::text::{fill, isolated};

use super::pieces::RowCells;
use super::{Drawn, Inside, Placed, Told, rows_high};

/// The row of the page with this number. Whose it is, and where it stands, changes; while it is nobody's it is hidden, as it
/// was. After the cell for choosing come those of [`RowCells`].
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
    let label = move || {
        let name = row.with(|row| row.as_ref().map(|row| name(inside, row)));
        fill(inside.cells.text.choose, &[("name", &name.unwrap_or_default())])
    };
    let line = NodeRef::<Div>::new();
    Effect::new(move |cells: Option<RowCells>| {
        let mut cells = cells.unwrap_or_default();
        let today = inside.signals.today.get();
        let ordered = inside.ordered.get();
        let (Some(line), now) = (line.get(), place.get()) else {
            return cells;
        };
        row.track();
        inside.columns.track();
        // What is in sight goes first; a row that is not, and stays where it is, follows when that is painted.
        if !cells.waits && cells.place.is_some() && cells.place == now && !inside.is_in_sight(now) {
            cells.waits = true;
            inside.follow_once_painted();
            return cells;
        }
        (cells.place, cells.waits) = (now, false);
        inside.columns.with(|columns| {
            row.with(|row| {
                let Some(row) = row else { return };
                let contents = columns.iter().map(|column| {
                    let told = Told {
                        row,
                        column: *column,
                        today,
                        columns,
                        ordered,
                    };
                    (*column, (inside.cells.cell)(locale, &told))
                });
                cells.show(&line, &name(inside, row), contents);
            });
        });
        cells
    });
    view! {
        <div
            role=move || place.get().map(|_| "row")
            class="grid-row"
            hidden=move || place.get().is_none()
            aria-rowindex=move || place.get().map(|place| place + 2)
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            style:inset-block-start=move || rows_high(place.get().unwrap_or_default())
            node_ref=line
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
