//! A table on its way in: the file, what its columns hold, what each row does, and only then taking it in.

mod columns;
mod report;

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::csv::{Delimiter, Table};
use crate::domain::directory::{Import, Mapping};
use crate::ui::components::back::Back;
use crate::ui::components::file_button::{FileButton, Picked};
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::directory::TableText;
use crate::ui::text::{directory, fill};

use columns::{Columns, FirstRows};
use report::partners;

/// What a spreadsheet gives.
const ACCEPT: &str = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";
/// So many characters of a cell are shown where only a glance is wanted.
const GLANCE: usize = 60;

/// Where a table is on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// No file was picked yet.
    Empty,
    Reading,
    /// Why it was not read; nothing was changed.
    Refused {
        file: String,
        cause: String,
        /// Whether it is another encoding.
        is_encoding: bool,
    },
    /// It lies open; nothing was changed.
    Shown,
    Taking,
    Done(Done),
}

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub file: String,
    pub added: usize,
    pub changed: usize,
    /// Rows that were left out.
    pub refused: usize,
}

/// The file that lies open.
#[derive(Debug, Clone)]
pub struct Opened {
    pub file: String,
    pub table: Arc<Table>,
}

/// What taking it in would do.
#[derive(Debug, Clone)]
pub enum Preview {
    /// No column says which partner a row is about.
    NameMissing,
    Import(Arc<Import>),
}

/// What the panel is about.
#[derive(Clone, Copy)]
pub struct TableSignals {
    pub stage: RwSignal<Stage>,
    pub opened: RwSignal<Option<Opened>>,
    pub mapping: RwSignal<Mapping>,
    /// `None` while it is made.
    pub preview: RwSignal<Option<Preview>>,
    /// Whether what is here has changed since the preview that was agreed to.
    pub has_changed: RwSignal<bool>,
}

/// The panel.
#[component]
pub fn TableScreen(
    signals: TableSignals,
    on_files: UnsyncCallback<Picked>,
    on_take: Callback<()>,
    on_back: Callback<()>,
) -> impl IntoView {
    let text = &directory(locale().speech).table;
    let page = NodeRef::<Div>::new();
    let stage = signals.stage;
    // The focus goes to what came: the heading of the page, or of what became of the file.
    Effect::new(move |_| {
        let there = page.get().is_some();
        let selector = stage.with(|stage| match stage {
            Stage::Refused { .. } | Stage::Done(_) => ".outcome h2",
            Stage::Shown => "[data-shown]",
            Stage::Empty => HEADING,
            Stage::Reading | Stage::Taking => "",
        });
        if there && !selector.is_empty() {
            focus_soon(page, selector.to_owned());
        }
    });
    let is_open = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::Shown | Stage::Taking)));
    let choose = move || {
        if is_open.get() {
            text.choose_other
        } else {
            text.choose
        }
    };
    view! {
        <div class="page desk table-page" node_ref=page>
            <Back words=text.back on_back=on_back />
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            <div class="buttons">
                {move || view! { <FileButton words=choose() class="" accept=ACCEPT on_files=on_files /> }}
                <small>{text.choose_help}</small>
            </div>
            <div role="status">{move || waiting(text, &stage.get())}</div>
            {move || ended(text, stage.get(), on_back)}
            {move || is_open.get().then(|| view! { <Open signals=signals on_take=on_take /> })}
        </div>
    }
}

fn waiting(text: &'static TableText, stage: &Stage) -> Option<AnyView> {
    let words = match stage {
        Stage::Reading => text.reading,
        Stage::Taking => text.taking,
        _ => return None,
    };
    Some(view! { <p class="quiet">{words}</p> }.into_any())
}

/// What became of the file.
fn ended(text: &'static TableText, stage: Stage, on_back: Callback<()>) -> Option<AnyView> {
    let locale = locale();
    match stage {
        Stage::Refused {
            file,
            cause,
            is_encoding,
        } => {
            let help = is_encoding.then(|| view! { <p>{text.utf8_help}</p> });
            Some(
                view! {
                    <section class="outcome failure">
                        <h2 tabindex="-1">{fill(text.refused, &[("file", &file)])}</h2>
                        <p>{cause}</p>
                        {help}
                        <p>{text.nothing_changed}</p>
                    </section>
                }
                .into_any(),
            )
        }
        Stage::Done(done) => {
            let title = locale.plural(done.added + done.changed, &text.done, &[("file", &done.file)]);
            let values = [
                ("added", &*locale.count(done.added)),
                ("changed", &locale.count(done.changed)),
                ("refused", &locale.count(done.refused)),
            ];
            let parts = fill(text.done_parts, &values);
            Some(
                view! {
                    <section class="outcome">
                        <h2 tabindex="-1">{title}</h2>
                        <p class="num">{parts}</p>
                        <button type="button" on:click=move |_| on_back.run(())>
                            {text.back}
                        </button>
                    </section>
                }
                .into_any(),
            )
        }
        _ => None,
    }
}

/// The file that lies open.
#[component]
fn Open(signals: TableSignals, on_take: Callback<()>) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).table;
    // Built anew for each file, and not at each change of the mapping.
    move || {
        let Opened { file, table } = signals.opened.get()?;
        let place = Delimiter::ALL.iter().position(|one| *one == table.delimiter);
        let delimiter = place.and_then(|place| text.delimiters.get(place)).copied();
        let rows = locale.count(table.rows().len());
        let values = [("rows", &*rows), ("delimiter", delimiter.unwrap_or_default())];
        let read = fill(text.read, &values);
        Some(view! {
            <section class="picked">
                <h2 tabindex="-1" data-shown="">
                    {file}
                </h2>
                <p class="quiet num">{read}</p>
            </section>
            <Columns table=Arc::clone(&table) mapping=signals.mapping />
            <FirstRows table=Arc::clone(&table) mapping=signals.mapping />
            <section class="report">
                <h2>{text.report}</h2>
                {move || {
                    signals
                        .has_changed
                        .get()
                        .then(|| view! { <p class="set-aside" role="alert">{text.changed_meanwhile}</p> })
                }}
                {move || report(text, signals.preview.get())}
            </section>
            <Taking signals=signals on_take=on_take />
        })
    }
}

fn report(text: &'static TableText, preview: Option<Preview>) -> AnyView {
    match preview {
        None => view! { <p class="quiet">{text.reading}</p> }.into_any(),
        Some(Preview::NameMissing) => view! {
            <p class="error" role="alert">
                {text.name_missing}
            </p>
        }
        .into_any(),
        Some(Preview::Import(import)) => report::report(&import).into_any(),
    }
}

/// Taking it in, or not.
#[component]
fn Taking(signals: TableSignals, on_take: Callback<()>) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).table;
    let count = Memo::new(move |_| {
        signals.preview.with(|preview| match preview {
            Some(Preview::Import(import)) => Some(partners(import)),
            _ => None,
        })
    });
    let is_taking = move || signals.stage.with(|stage| *stage == Stage::Taking);
    // Where there is nothing to take in, nothing is offered but the reason.
    let is_some = Memo::new(move |_| count.get().is_some_and(|count| count > 0));
    let take = move || {
        is_some.get().then(|| {
            view! {
                <button
                    type="button"
                    class="primary"
                    data-verb="take"
                    disabled=is_taking
                    on:click=move |_| on_take.run(())
                >
                    {move || locale.plural(count.get().unwrap_or(0), &text.take, &[])}
                </button>
            }
        })
    };
    let cancel = move |_| {
        signals.opened.set(None);
        signals.stage.set(Stage::Empty);
    };
    view! {
        <div class="buttons">
            {take}
            <button type="button" on:click=cancel>
                {text.cancel}
            </button>
            {move || (count.get() == Some(0)).then(|| view! { <small>{text.nothing}</small> })}
        </div>
    }
}

/// The beginning of a cell.
fn glance(cell: &str) -> String {
    let mut glance: String = cell.trim().chars().take(GLANCE).collect();
    if cell.trim().chars().nth(GLANCE).is_some() {
        glance.push('…');
    }
    glance
}

/// A column's heading, or its number where it has none.
fn heading(locale: Locale, text: &'static TableText, table: &Table, column: usize) -> String {
    let heading = glance(table.header().cell(column).unwrap_or_default());
    if heading.is_empty() {
        fill(text.unnamed_column, &[("n", &locale.count(column + 1))])
    } else {
        heading
    }
}
