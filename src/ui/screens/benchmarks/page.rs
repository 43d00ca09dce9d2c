//! The page: a file on its way in, looked at before it is kept; and the figures that are kept.

use leptos::html::Div;
use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::problem::Problem;
use crate::ui::components::back::Back;
use crate::ui::components::bin::{Bin, BinRow};
use crate::ui::components::deleting::{Deleting, Entries, Question};
use crate::ui::components::file_button::{FileButton, Picked};
use crate::ui::components::file_drop::Drop;
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::components::problems::ProblemList;
use crate::ui::text::{desk, fill};

use super::about::{About, AboutFacts};
use super::words;

/// Where a file is on its way in.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// No file was picked yet.
    Empty,
    Reading,
    /// Nothing was changed.
    Refused {
        file: String,
        problems: Vec<Problem>,
    },
    /// It lies open; nothing was changed.
    Shown {
        file: String,
        title: String,
    },
    /// It was kept before; nothing was changed.
    Already(String),
    /// What lies in its place could not be read.
    NotKept(String),
    Kept(String),
}

/// Figures that are kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptRow {
    pub id: Uuid,
    pub title: String,
    pub facts: AboutFacts,
}

/// What the page does.
#[derive(Clone, Copy)]
pub struct PageWays {
    pub on_files: UnsyncCallback<Picked>,
    pub on_example: Callback<()>,
    /// Keeps what lies open.
    pub on_keep: Callback<()>,
    pub on_delete: Callback<Uuid>,
    pub on_back: Callback<()>,
}

/// The page.
#[component]
pub fn BenchmarksPage(
    stage: RwSignal<Stage>,
    /// What lies open.
    opened: Memo<Option<AboutFacts>>,
    rows: Memo<Vec<KeptRow>>,
    bin: Memo<Vec<BinRow>>,
    ways: PageWays,
) -> impl IntoView {
    let (_, text) = words();
    let entries = Entries::default();
    let page = entries.page;
    follow(stage, page);
    let is_open = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::Shown { .. })));
    let choose = move || {
        if is_open.get() {
            text.choose_other
        } else {
            text.choose
        }
    };
    let drop = Drop::new(ways.on_files);
    view! {
        <div
            class="page desk benchmarks"
            node_ref=page
            on:dragover=move |event| drop.over(&event)
            on:dragleave=move |event| drop.leave(&event)
            on:drop=move |event| drop.drop(&event)
        >
            {move || {
                drop.held.get().then(|| view! { <p class="drop-here" aria-hidden="true">{text.drop_here}</p> })
            }}
            <Back words=text.back on_back=ways.on_back />
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
                <div class="buttons">
                    {move || view! { <FileButton words=choose() class="" on_files=ways.on_files /> }}
                    <button type="button" class="plain" on:click=move |_| ways.on_example.run(())>
                        {text.example}
                    </button>
                </div>
                <small>{text.choose_help}</small>
            </header>
            <div role="status">
                {move || {
                    stage
                        .with(|stage| *stage == Stage::Reading)
                        .then(|| view! { <p class="quiet">{text.reading}</p> })
                }}
            </div>
            {move || came(stage, opened, ways)}
            <Kept rows=rows entries=entries />
            <Bin rows=bin page=entries />
            {deleting(rows, entries, ways)}
        </div>
    }
}

/// The focus goes to what came: the heading of the page, or of what became of the file.
fn follow(stage: RwSignal<Stage>, page: NodeRef<Div>) {
    Effect::new(move |_| {
        let there = page.get().is_some();
        let selector = stage.with(|stage| match stage {
            Stage::Empty => HEADING,
            Stage::Reading => "",
            _ => ".outcome h2",
        });
        if there && !selector.is_empty() {
            focus_soon(page, selector.to_owned());
        }
    });
}

/// What became of the file.
fn came(stage: RwSignal<Stage>, opened: Memo<Option<AboutFacts>>, ways: PageWays) -> Option<AnyView> {
    let (_, text) = words();
    let outcome = |class: &'static str, title: String, body: AnyView| {
        view! {
            <section class=class>
                <h2 tabindex="-1">{title}</h2>
                {body}
            </section>
        }
        .into_any()
    };
    let titled = |message: &str, title: &str| fill(message, &[("title", title)]);
    let said = |words: &'static str| view! { <p>{words}</p> }.into_any();
    match stage.get() {
        Stage::Empty | Stage::Reading => None,
        Stage::Refused { file, problems } => {
            let body = view! {
                <p>{text.nothing_changed}</p>
                <ProblemList problems=problems />
            };
            let title = fill(text.refused, &[("file", &file)]);
            Some(outcome("outcome failure", title, body.into_any()))
        }
        Stage::Already(title) => {
            let title = titled(text.already, &title);
            Some(outcome("outcome", title, said(text.nothing_changed)))
        }
        Stage::NotKept(title) => {
            let title = titled(text.not_kept, &title);
            Some(outcome("outcome failure", title, said(text.nothing_changed)))
        }
        Stage::Kept(title) => {
            let title = titled(text.kept, &title);
            Some(outcome("outcome", title, said(text.kept_help)))
        }
        Stage::Shown { file, title } => {
            let body = view! {
                <h3>{title}</h3>
                {move || opened.get().map(|facts| view! { <About facts=facts /> })}
                <div class="buttons">
                    <button type="button" class="primary" on:click=move |_| ways.on_keep.run(())>
                        {text.keep}
                    </button>
                    <button type="button" on:click=move |_| stage.set(Stage::Empty)>
                        {text.cancel}
                    </button>
                    <small>{text.shown_help}</small>
                </div>
            };
            let title = fill(text.shown, &[("file", &file)]);
            Some(outcome("outcome benchmark", title, body.into_any()))
        }
    }
}

#[component]
fn Kept(rows: Memo<Vec<KeptRow>>, entries: Entries) -> impl IntoView {
    let (_, text) = words();
    let list = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="quiet">{text.none}</p> }.into_any();
        }
        let rows = rows.into_iter().map(|row| entry(row, entries));
        view! { <ul class="entries">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="list">
            <h2>{text.list}</h2>
            {list}
        </section>
    }
}

fn entry(row: KeptRow, entries: Entries) -> impl IntoView {
    let (_, text) = words();
    let KeptRow { id, title, facts } = row;
    let label = fill(text.delete_name, &[("title", &title)]);
    view! {
        <li class="entry benchmark" data-id=id.to_string()>
            <h3>{title}</h3>
            <div class="verbs">
                <button
                    type="button"
                    class="plain"
                    data-verb="delete"
                    aria-label=label
                    on:click=move |_| entries.deleting.set(Some(id))
                >
                    {text.delete}
                </button>
            </div>
            <div class="told">
                <About facts=facts />
            </div>
        </li>
    }
}

/// The question before figures are deleted.
fn deleting(rows: Memo<Vec<KeptRow>>, entries: Entries, ways: PageWays) -> impl IntoView {
    let (locale, text) = words();
    let no = desk(locale.speech).cancel;
    let ask = move |id| {
        let title = rows.with(|rows| rows.iter().find(|row| row.id == id).map(|row| row.title.clone()))?;
        Some(Question {
            title: fill(text.delete_title, &[("title", &title)]),
            body: text.delete_body.to_owned(),
            yes: text.delete,
            no,
        })
    };
    view! { <Deleting entries=entries ask=Callback::new(ask) on_delete=ways.on_delete /> }
}
