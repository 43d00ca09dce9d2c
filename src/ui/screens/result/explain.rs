//! Every figure opens to its inputs: a button beside it, and a dialog with formula, rows and sums.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::domain::pack::{DimensionId, IndicatorId};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::report;

/// A figure that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Score,
    Low,
    High,
    /// Both ends.
    Interval,
    Coverage,
    Freshness,
    Floor,
    Level,
    /// The level with every open answer as 4.
    LevelHigh,
    /// How many questions applied.
    Applied,
    /// What other weights would say.
    Weights,
    Dimension(DimensionId),
    /// Of raising an indicator as the advice, or the plan, says.
    Gain(IndicatorId),
    /// Of a plan, once its steps are taken up to this indicator's.
    ScoreAfter(IndicatorId),
    /// How close two views of a relationship are.
    Agreement,
    /// The score of the lower of two views.
    JointScore,
    /// The two views of one dimension.
    Between(DimensionId),
}

impl Subject {
    /// What `data-explain` says.
    const fn name(&self) -> &'static str {
        match self {
            Self::Score | Self::ScoreAfter(_) => "score",
            Self::Low => "low",
            Self::High => "high",
            Self::Interval => "interval",
            Self::Coverage => "coverage",
            Self::Freshness => "freshness",
            Self::Floor => "floor",
            Self::Level => "level",
            Self::LevelHigh => "level-high",
            Self::Applied => "applied",
            Self::Weights => "weights",
            Self::Dimension(_) => "dimension",
            Self::Gain(_) => "gain",
            Self::Agreement => "agreement",
            Self::JointScore => "joint-score",
            Self::Between(_) => "between",
        }
    }
}

/// A figure with all its inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What is explained.
    pub name: String,
    /// The figure as the screen shows it.
    pub figure: String,
    /// Unrounded; empty where there is none.
    pub result: String,
    /// The formula in words.
    pub words: String,
    /// The formula in symbols; may be empty.
    pub symbols: String,
    /// The formula with the figures filled in, and what else needs saying.
    pub filled: Vec<String>,
    /// What would change it; one sentence each, may be empty.
    pub changes: Vec<String>,
    /// The rows that made it.
    pub rows: Table,
    /// Sums of each dimension; may have no rows.
    pub sums: Table,
}

/// A table of inputs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// A column of inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What `data-column` says.
    pub name: &'static str,
    pub heading: String,
    pub numeric: bool,
}

/// One input.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub words: String,
    /// Unrounded; empty where there is none.
    pub value: String,
}

/// What the button beside a figure is called.
#[must_use]
pub fn how_words(locale: Locale, name: &str) -> String {
    fill(report(locale).explain.how, &[("name", name)])
}

/// The button beside a figure; `label` comes from [`how_words`].
#[component]
pub fn How(subject: Subject, label: String, on_open: Callback<Subject>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="how"
            aria-haspopup="dialog"
            aria-label=label.clone()
            title=label
            on:click=move |_| on_open.run(subject.clone())
        >
            <svg viewBox="0 0 20 20" aria-hidden="true">
                <circle cx="10" cy="10" r="8.25"></circle>
                <path d="M10 9v5M10 6v.4"></path>
            </svg>
        </button>
    }
}

/// The dialog. It stays mounted, so that closing gives the focus back to the button that opened it.
#[component]
pub fn ExplainDialog(
    subject: RwSignal<Option<Subject>>,
    explain: Callback<Subject, Option<Explanation>>,
) -> impl IntoView {
    let locale = locale();
    let dialog = NodeRef::<Dialog>::new();
    let opened = Memo::new(move |_| {
        let subject = subject.get()?;
        Some((subject.name(), untrack(|| explain.run(subject))?))
    });
    Effect::new(move |_| {
        if opened.with(Option::is_some)
            && let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Fails only where it has left the page.
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    // The event comes a moment after the closing: by then another figure may have been opened.
    let closed = move |_| {
        if dialog.get_untracked().is_none_or(|dialog| !dialog.open()) {
            subject.set(None);
        }
    };
    let result =
        move || opened.with(|opened| opened.as_ref().map(|(_, explanation)| explanation.result.clone()));
    view! {
        <dialog
            class="explain"
            aria-labelledby="explain-title"
            data-result=result
            node_ref=dialog
            on:close=closed
        >
            {move || {
                opened
                    .get()
                    .map(|(hook, explanation)| {
                        view! {
                            <Inputs hook=hook explanation=explanation />
                            <div class="foot">
                                <button type="button" on:click=close>
                                    {report(locale).explain.close}
                                </button>
                            </div>
                        }
                    })
            }}
        </dialog>
    }
}

#[component]
fn Inputs(hook: &'static str, explanation: Explanation) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).explain;
    let title = how_words(locale, &explanation.name);
    let filled = explanation
        .filled
        .into_iter()
        .map(|line| view! { <p class="filled num">{line}</p> });
    let symbols = (!explanation.symbols.is_empty()).then(|| {
        view! {
            <p class="formula">{explanation.symbols}</p>
            <p class="quiet">{text.legend}</p>
        }
    });
    let changes = (!explanation.changes.is_empty()).then(|| {
        let lines = explanation
            .changes
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! {
            <h3>{report(locale).change.title}</h3>
            <ul class="changes num">{lines}</ul>
        }
    });
    view! {
        <h2 id="explain-title" tabindex="-1" autofocus>
            {title}
        </h2>
        <p class="big num">{explanation.figure}</p>
        <p>{explanation.words}</p>
        {symbols}
        {filled.collect_view()}
        {changes}
        {table(locale, explanation.sums, None)}
        {table(locale, explanation.rows, Some(hook))}
    }
}

/// `hook` names the figure on the table whose rows made it.
fn table(locale: Locale, table: Table, hook: Option<&'static str>) -> impl IntoView {
    let none = report(locale).explain.none;
    (!table.rows.is_empty()).then(|| {
        let columns = table.columns.clone();
        let heads = table
            .columns
            .into_iter()
            .map(|column| {
                view! {
                    <th scope="col" class:num=column.numeric>
                        {column.heading}
                    </th>
                }
            })
            .collect_view();
        let rows = table
            .rows
            .into_iter()
            .map(|row| {
                let cells = columns
                    .iter()
                    .zip(row)
                    .enumerate()
                    .map(|(place, (column, cell))| {
                        let words = if cell.words.is_empty() {
                            none.to_owned()
                        } else {
                            cell.words
                        };
                        if place == 0 {
                            view! {
                                <th scope="row" class:num=column.numeric data-column=column.name data-value=cell.value>
                                    {words}
                                </th>
                            }
                            .into_any()
                        } else {
                            view! {
                                <td class:num=column.numeric data-column=column.name data-value=cell.value>
                                    {words}
                                </td>
                            }
                            .into_any()
                        }
                    });
                view! { <tr>{cells.collect_view()}</tr> }
            })
            .collect_view();
        let label = table.caption.clone();
        view! {
            <div class="scroll" role="region" tabindex="0" aria-label=label>
                <table data-explain=hook>
                    <caption>{table.caption}</caption>
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    })
}
