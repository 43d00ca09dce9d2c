//! A row of the table.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Element;

use crate::domain::portfolio::Row;
use crate::ui::locale::locale;
use crate::ui::text::{fill, isolated};

use super::pieces::RowCells;
use super::{Drawn, Inside, Placed, Told, rows_high};

/// The row of the page with this number. Whose it is, and where it stands, changes; while it is nobody's it is hidden, and
/// empty. After the cell for choosing come those of [`RowCells`].
#[component]
pub(super) fn GridRow(inside: Inside, drawn: Memo<Drawn>, number: usize) -> impl IntoView {
    let locale = locale();
    let placed = Memo::new(move |_| drawn.with(|drawn| drawn.get(number).cloned().flatten()));
    let place = Memo::new(move |_| placed.with(|placed| placed.as_ref().map(|placed| placed.place)));
    let id = Memo::new(move |_| placed.with(|placed| placed.as_ref().map(|placed| placed.row.id)));
    let is_chosen = Memo::new(move |_| {
        let chosen = inside.signals.chosen;
        id.get()
            .is_some_and(|id| chosen.with(|chosen| chosen.contains(id)))
    });
    let label = move || {
        let name = placed.with(|placed| placed.as_ref().map(|placed| name(inside, &placed.row)));
        fill(inside.cells.text.choose, &[("name", &name.unwrap_or_default())])
    };
    let line = NodeRef::<Div>::new();
    let write = move |written: &mut Written, line: &Element, placed: &Placed| {
        let Placed { place, row } = placed;
        // What is in sight goes first. A row that is not follows when that is painted, unless somebody scrolls to it: so it
        // does where it stays where it is, and where nothing was painted before.
        let may_wait = written.place == Some(*place) || !inside.has_followed();
        if !written.waits && may_wait && !inside.is_in_sight(*place) {
            written.waits = true;
            return inside.follow_once_painted();
        }
        (written.place, written.waits) = (Some(*place), false);
        let (today, ordered) = (inside.signals.today.get(), inside.ordered.get());
        inside.columns.with(|columns| {
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
            written.cells.show(line, &name(inside, row), contents);
        });
    };
    Effect::new(move |written: Option<Written>| {
        let mut written = written.unwrap_or_default();
        if let Some(line) = line.get() {
            placed.with(|placed| match placed {
                Some(placed) => write(&mut written, &line, placed),
                None => written.clear(),
            });
        }
        written
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

/// What a row of the page shows.
#[derive(Default)]
struct Written {
    cells: RowCells,
    /// Where the row stood when they were written.
    place: Option<usize>,
    /// They are to be written over once what is in sight is painted.
    waits: bool,
}

impl Written {
    fn clear(&mut self) {
        self.cells.clear();
        (self.place, self.waits) = (None, false);
    }
}

fn name(inside: Inside, row: &Row) -> String {
    if row.facts.name.trim().is_empty() {
        inside.cells.text.unnamed.to_owned()
    } else {
        isolated(row.facts.name.clone())
    }
}
