//! Who is due: the partners of whom a pulse would ask something again.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::time::Day;
use crate::ui::components::focus::focus_beyond;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::portfolio::words;
use crate::ui::text::{fill, isolated};

use super::PictureWays;
use super::chart::waiting;

/// Above the list: what it is filtered by.
const FILTERS: &str = ".chips button";

/// Who is due.
#[derive(Debug, Clone, PartialEq)]
pub struct DueFacts {
    /// How many in all.
    pub all: usize,
    /// Whether anybody has answered.
    pub is_answered: bool,
    /// A few of them, those that have been due the longest first.
    pub rows: Vec<DueRow>,
}

/// A partner that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct DueRow {
    pub id: CompanyId,
    /// May be empty.
    pub name: String,
    /// How many answers a pulse would ask again.
    pub due: usize,
    /// The day on which the first of them should have been.
    pub since: Day,
}

/// The list.
#[component]
pub(super) fn Due(due: Memo<Option<DueFacts>>, ways: PictureWays) -> impl IntoView {
    let locale = locale();
    let text = &words(locale).pictures;
    let told = move || {
        due.with(|due| match due {
            None => waiting(),
            Some(DueFacts {
                is_answered: false, ..
            }) => view! { <p class="quiet">{text.due_unknown}</p> }.into_any(),
            Some(DueFacts { all: 0, .. }) => view! { <p class="quiet">{text.due_none}</p> }.into_any(),
            Some(due) => told(locale, due, ways),
        })
    };
    view! {
        <section class="picture">
            <h3>{text.due}</h3>
            {told}
        </section>
    }
}

fn told(locale: Locale, due: &DueFacts, ways: PictureWays) -> AnyView {
    let all = words(locale);
    let text = &all.pictures;
    let rows = due
        .rows
        .iter()
        .map(|row| {
            let id = row.id;
            let name = if row.name.trim().is_empty() {
                all.grid.unnamed.to_owned()
            } else {
                isolated(row.name.clone())
            };
            let answers = locale.plural(row.due, &all.grid.due_count, &[]);
            let since = fill(text.due_since, &[("day", &locale.day(row.since))]);
            view! {
                <li>
                    <button
                        type="button"
                        class="plain"
                        aria-label=fill(all.grid.open, &[("name", &name)])
                        on:click=move |_| ways.open.run(id)
                    >
                        {name.clone()}
                    </button>
                    <small class="num">{answers} <span>{since}</span></small>
                </li>
            }
        })
        .collect_view();
    let more = (due.all > due.rows.len()).then(|| {
        view! {
            <button
                type="button"
                class="plain"
                on:click:target=move |event| {
                    ways.all_due.run(());
                    focus_beyond(&event.target(), FILTERS);
                }
            >
                {text.due_all}
            </button>
        }
    });
    view! {
        <p class="quiet">{locale.plural(due.all, &text.due_help, &[])}</p>
        <ol class="due-list">{rows}</ol>
        {more}
    }
    .into_any()
}
