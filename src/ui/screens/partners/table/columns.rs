//! What the columns hold, and the first rows as they are read by that.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::csv::{Row, Table};
use crate::domain::directory::{Field, Mapping};
use crate::ui::components::field::field_id;
use crate::ui::components::more::More;
use crate::ui::locale::locale;
use crate::ui::text::directory::TableText;
use crate::ui::text::{directory, fill};

use super::{glance, heading};

/// So many columns are shown at first, and more at a time.
const SHOWN: usize = 24;
/// So many rows are looked through for an example.
const LOOKED_AT: usize = 20;
const FIRST_ROWS: usize = 5;
/// So many columns of the first rows are shown.
const FIRST_COLUMNS: usize = 24;

/// The columns, each with a choice of what it holds.
#[component]
pub(super) fn Columns(table: Arc<Table>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).table;
    let all = table.header().cells().count();
    let most = RwSignal::new(SHOWN);
    let column = move |column: usize| {
        let heading = heading(locale, text, &table, column);
        let example = example(&table, column).map(|example| fill(text.holds, &[("example", &example)]));
        view! { <Column column=column heading=heading example=example mapping=mapping /> }
    };
    view! {
        <section>
            <h2>{text.columns}</h2>
            <p class="quiet">{text.columns_help}</p>
            <div class="columns">
                <For each=move || 0..all.min(most.get()) key=|column| *column let:place>
                    {column(place)}
                </For>
            </div>
            <More all=all most=most at_once=SHOWN />
        </section>
    }
}

fn example(table: &Table, column: usize) -> Option<String> {
    let mut cells = table.rows().take(LOOKED_AT).filter_map(|row| row.cell(column));
    cells.find(|cell| !cell.trim().is_empty()).map(glance)
}

#[component]
fn Column(
    column: usize,
    heading: String,
    example: Option<String>,
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let text = &directory(locale().speech).table;
    let id = field_id();
    let chosen = Memo::new(move |_| mapping.with(|mapping| mapping.field(column)));
    let options = Field::ALL.into_iter().zip(text.fields);
    let options = options
        .map(|(field, words)| view! { <option value=field.heading()>{words}</option> })
        .collect_view();
    let choose = move |name: String| {
        let field = Field::ALL.into_iter().find(|field| field.heading() == name);
        mapping.update(|mapping| mapping.choose(column, field));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{fill(text.column, &[("heading", &heading)])}</label>
            <select
                id=id
                prop:value=move || chosen.get().map_or("", Field::heading)
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="">{text.ignored}</option>
                {options}
            </select>
            <small class="notes">{example}</small>
        </div>
    }
}

/// The first rows, under what their columns hold.
#[component]
pub(super) fn FirstRows(table: Arc<Table>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let text = &directory(locale().speech).table;
    let all = table.header().cells().count();
    let shown = move || {
        let columns: Vec<(usize, Field)> = mapping.with(|mapping| {
            let held = (0..all).filter_map(|column| Some((column, mapping.field(column)?)));
            held.take(FIRST_COLUMNS).collect()
        });
        let heads = columns.iter();
        let heads = heads
            .map(|(_, field)| view! { <th scope="col">{field_words(text, *field)}</th> })
            .collect_view();
        let rows = table.rows().take(FIRST_ROWS);
        let rows = rows.map(|one| row(one, &columns)).collect_view();
        view! {
            <table aria-labelledby="first-rows">
                <thead>
                    <tr>
                        <th scope="col" class="num">
                            {text.row}
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    };
    view! {
        <section>
            <h2 id="first-rows">{text.first_rows}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="first-rows">
                {shown}
            </div>
        </section>
    }
}

fn row(row: Row<'_>, columns: &[(usize, Field)]) -> impl IntoView + use<> {
    let cells = columns.iter();
    let cells = cells
        .map(|(column, _)| {
            let cell = glance(row.cell(*column).unwrap_or_default());
            view! { <td><span>{cell}</span></td> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row" class="num">
                {row.number.to_string()}
            </th>
            {cells}
        </tr>
    }
}

/// What a field is called.
pub(super) fn field_words(text: &'static TableText, field: Field) -> &'static str {
    let mut all = Field::ALL.into_iter().zip(text.fields);
    all.find(|(one, _)| *one == field).map_or("", |(_, words)| words)
}
