//! What goes out of the list: a report on paper, in place of the page, and the headings of a table of figures.

use leptos::prelude::*;

use crate::domain::portfolio::{Column, Filter, Order, ReportCell, ReportTerm, Row, Whose};
use crate::domain::time::Day;
use crate::ui::components::grid::Told;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::partners::kind_words;
use crate::ui::text::fill;

use super::active::filter_words;
use super::pictures::{ParityFacts, WeakFacts, verdict};
use super::{Portfolio, Those, cells, column_name, words};

/// So many partners are printed at most.
pub const MOST_PRINTED: usize = 2_000;

/// So many columns stand on a page without a line's end in a figure.
const MOST_ROOMY: usize = 8;

/// What a report tells.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportFacts {
    /// Whose partners they are, where that is known.
    pub own: Option<String>,
    pub day: Day,
    /// Whether all of it is made up.
    pub is_made_up: bool,
    pub those: Those,
    pub filter: Filter,
    pub order: Order,
    /// How many there are in all.
    pub all: usize,
    /// Of all partners; `None` where it is not worked out.
    pub parity: Option<ParityFacts>,
    /// Of all partners.
    pub weakest: Vec<WeakFacts>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// What stands above a column of the table of figures.
#[must_use]
pub fn report_heading(locale: Locale, cell: ReportCell) -> String {
    let text = &words(locale).report;
    let heading = match cell {
        ReportCell::Of(Column::AnswerTime) => text.answer_hours,
        ReportCell::Of(column) => column_name(locale, column),
        ReportCell::Id => text.id,
        ReportCell::ScoreLow => text.score_low,
        ReportCell::ScoreHigh => text.score_high,
        ReportCell::Whose => text.whose,
        ReportCell::LevelHigh => text.level_high,
        ReportCell::Matched => text.matched,
    };
    heading.to_owned()
}

/// What the table of figures says in words.
#[must_use]
pub fn report_term(locale: Locale, term: ReportTerm) -> String {
    let text = &words(locale).grid;
    let term = match term {
        ReportTerm::Kind(kind) => kind_words(locale, kind).unwrap_or_default(),
        ReportTerm::Size(size) => cells::size_words(text, size),
        ReportTerm::Whose(Whose::Theirs) => text.theirs,
        ReportTerm::Whose(Whose::Ours) => text.ours,
        ReportTerm::DayOf(moment) => return locale.local_day(moment).to_string(),
    };
    term.to_owned()
}

/// The report; it is seen on paper only.
#[component]
pub(super) fn Report(list: Portfolio) -> impl IntoView {
    let locale = locale();
    move || {
        let report = list.signals.report;
        report.with(|facts| facts.as_ref().map(|facts| printed(locale, facts)))
    }
}

fn printed(locale: Locale, facts: &ReportFacts) -> impl IntoView + use<> {
    let text = &words(locale).report;
    let title = facts
        .own
        .as_ref()
        .map_or_else(|| text.title.to_owned(), |own| fill(text.of, &[("name", own)]));
    let parity = facts.parity.as_ref().map(|parity| {
        view! {
            <section>
                <h3>{text.parity}</h3>
                <p>{verdict(locale, parity)}</p>
            </section>
        }
    });
    let not_told = facts
        .parity
        .is_none()
        .then(|| view! { <p class="quiet">{text.not_told}</p> });
    let made_up = facts
        .is_made_up
        .then(|| view! { <p class="made-up">{text.made_up}</p> });
    view! {
        <section class="print-only portfolio-report">
            {made_up}
            <div class="report-top">
                <h2>{title}</h2>
                <p class="num">{locale.day(facts.day)}</p>
                <p class="which">{which(locale, facts)}</p>
            </div>
            {parity}
            {not_told}
            {weakest(locale, &facts.weakest)}
            {table(locale, facts)}
        </section>
    }
}

/// How many of how many, by what they were found, and in which order.
fn which(locale: Locale, facts: &ReportFacts) -> String {
    let text = words(locale);
    let (rows, all) = (facts.rows.len(), facts.all);
    let count = if rows == all {
        locale.plural(all, &text.find.found, &[])
    } else {
        let (found, all) = (locale.count(rows), locale.count(all));
        fill(text.find.found_of, &[("found", &found), ("all", &all)])
    };
    let by = match facts.those {
        Those::Chosen => text.report.chosen.to_owned(),
        Those::Shown => {
            let filters = filter_words(locale, &facts.filter);
            if filters.is_empty() {
                text.report.all_shown.to_owned()
            } else {
                [text.report.filtered, " ", &filters.join(", ")].concat()
            }
        }
    };
    let Order {
        by: column,
        is_descending,
    } = facts.order;
    let ordered = if is_descending {
        text.report.ordered_falling
    } else {
        text.report.ordered
    };
    let order = fill(ordered, &[("column", column_name(locale, column))]);
    [&count, " · ", &by, " · ", &order].concat()
}

fn weakest(locale: Locale, weakest: &[WeakFacts]) -> Option<impl IntoView + use<>> {
    let text = words(locale);
    let one = |weak: &WeakFacts| {
        let mean = locale.number(weak.mean, 1);
        let mean = fill(text.pictures.mean_words, &[("mean", &mean)]);
        let said = fill(text.report.weak, &[("title", &weak.title), ("mean", &mean)]);
        let answered = locale.plural(weak.answered, &text.report.answered, &[]);
        view! { <li>{said} " " <small class="num">{answered}</small></li> }
    };
    let rows = weakest.iter().map(one).collect_view();
    (!weakest.is_empty()).then(|| {
        view! {
            <section>
                <h3>{text.report.weakest}</h3>
                <ol>{rows}</ol>
            </section>
        }
    })
}

fn table(locale: Locale, facts: &ReportFacts) -> impl IntoView + use<> {
    let ReportFacts { columns, day, .. } = facts;
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col" class=of(*column)>{column_name(locale, *column)}</th> })
        .collect_view();
    let cell = |row: &Row, column: Column| {
        let told = Told {
            row,
            column,
            today: *day,
            columns,
            ordered: None,
        };
        if column == Column::Name {
            let name = row.facts.name.trim();
            let name = if name.is_empty() {
                words(locale).grid.unnamed
            } else {
                name
            };
            return view! { <th scope="row" class=of(column)>{name.to_owned()}</th> }.into_any();
        }
        view! { <td class=of(column)>{cells::printed(locale, &told)}</td> }.into_any()
    };
    let row = |row: &Row| {
        let cells = columns.iter().map(|column| cell(row, *column)).collect_view();
        view! { <tr>{cells}</tr> }
    };
    let rows = facts.rows.iter().map(row).collect_view();
    let width = if columns.len() > MOST_ROOMY { "many" } else { "few" };
    view! {
        <table class=width>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn of(column: Column) -> String {
    ["of-", column.name()].concat()
}
