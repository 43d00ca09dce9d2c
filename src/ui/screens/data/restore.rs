//! Bringing a backup back: the file, its passphrase, what would change, and what has changed.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::problem::Problem;
use crate::ui::components::confirm::Confirm;
use crate::ui::components::file_button::FileButton;
use crate::ui::components::focus::focus_soon;
use crate::ui::components::fold::Fold;
use crate::ui::components::passphrase::PassphraseField;
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::data::RestoreText;
use crate::ui::text::{desk, fill};

use super::{DataSignals, DataVerbs, words};

/// The endings that the picker of files offers first.
const ACCEPTED: &str = ".crbackup";

/// How far restoring is.
#[derive(Debug, Clone, PartialEq)]
pub enum RestoreState {
    Idle,
    Reading,
    /// It waits for its passphrase; what was wrong with the last one.
    Locked {
        file: String,
        mistake: Option<&'static str>,
    },
    /// Nothing was changed.
    Refused {
        file: String,
        cause: String,
        problems: Vec<Problem>,
    },
    /// Nothing is changed yet.
    Shown(Contents),
    /// What has happened, in words.
    Done(String),
    TakenBack,
}

/// What is in a file, and what would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// Which file it is, in words.
    pub title: String,
    /// Counts of what is in it, in words.
    pub facts: Vec<String>,
    pub merge: Changes,
    pub replace: Changes,
    /// What changes, record by record, in words; not more than can be read.
    pub lines: Vec<Line>,
    /// How many more lines there would be.
    pub more: usize,
    /// Records that only a newer version knows.
    pub left_out: usize,
}

/// How many records each thing would happen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    pub new: usize,
    pub changed: usize,
    pub deleted: usize,
    pub revived: usize,
    pub same: usize,
}

/// What would happen to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub merge: String,
    pub replace: String,
}

/// The section.
#[component]
pub(super) fn RestoreSection(signals: DataSignals, verbs: DataVerbs, page: NodeRef<Div>) -> impl IntoView {
    let text = &words().restore;
    // The focus goes to what has come.
    Effect::new(move |before: Option<()>| {
        let came = signals
            .restore
            .with(|state| !matches!(state, RestoreState::Idle | RestoreState::Reading));
        if before.is_some() && came {
            focus_soon(page, String::from(".restoring [data-first], .restoring h3"));
        }
    });
    let close = move |words: &'static str| {
        let close = move |_| {
            verbs.on_close.run(());
            focus_soon(page, String::from("[data-verb=\"import\"]"));
        };
        view! {
            <button type="button" class="plain" on:click=close>
                {words}
            </button>
        }
    };
    let shown = move || match signals.restore.get() {
        RestoreState::Idle => ().into_any(),
        RestoreState::Reading => view! { <p class="quiet">{text.reading}</p> }.into_any(),
        RestoreState::Locked { file, mistake } => view! {
            <Locked file=file mistake=mistake verbs=verbs>
                {close(text.cancel)}
            </Locked>
        }
        .into_any(),
        RestoreState::Refused {
            file,
            cause,
            problems,
        } => view! {
            <section class="outcome failure">
                <h3 tabindex="-1">{fill(text.refused, &[("file", &file)])}</h3>
                <p>{cause} " " {text.unchanged}</p>
                {(!problems.is_empty()).then(|| view! { <ProblemList problems=problems /> })}
                {close(text.done)}
            </section>
        }
        .into_any(),
        RestoreState::Shown(contents) => view! {
            <Shown contents=contents verbs=verbs>
                {close(text.cancel)}
            </Shown>
        }
        .into_any(),
        RestoreState::Done(title) => view! {
            <section class="outcome">
                <h3 tabindex="-1">{title}</h3>
                <div class="buttons">
                    <button type="button" on:click=move |_| verbs.on_take_back.run(())>
                        {text.take_back}
                    </button>
                    {close(text.done)}
                </div>
            </section>
        }
        .into_any(),
        RestoreState::TakenBack => view! {
            <section class="outcome">
                <h3 tabindex="-1">{text.taken_back}</h3>
                {close(text.done)}
            </section>
        }
        .into_any(),
    };
    view! {
        <section class="part">
            <h2>{text.title}</h2>
            <p>{text.lead}</p>
            <div class="buttons">
                <FileButton words=text.choose class="" accept=ACCEPTED on_files=verbs.on_file />
            </div>
            <div class="restoring" aria-live="polite">
                {shown}
            </div>
        </section>
    }
}

#[component]
fn Locked(
    file: String,
    mistake: Option<&'static str>,
    verbs: DataVerbs,
    children: Children,
) -> impl IntoView {
    let text = &words().restore;
    let value = RwSignal::new(String::new());
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let passphrase = value.get_untracked();
        if !passphrase.is_empty() {
            verbs.on_passphrase.run(passphrase);
        }
    };
    view! {
        <form class="sheet" on:submit=open novalidate>
            <h3 tabindex="-1">{fill(text.locked, &[("file", &file)])}</h3>
            <PassphraseField label=text.passphrase value=value mistake=Signal::stored(mistake) />
            <div class="buttons">
                <button type="submit" class="primary">
                    {text.open}
                </button>
                {children()}
            </div>
        </form>
    }
}

#[component]
fn Shown(contents: Contents, verbs: DataVerbs, children: Children) -> impl IntoView {
    let locale = locale();
    let text = &words().restore;
    let is_asking = RwSignal::new(false);
    let Contents {
        title,
        facts,
        merge,
        replace,
        lines,
        more,
        left_out,
    } = contents;
    let facts = facts
        .into_iter()
        .map(|one| view! { <li>{one}</li> })
        .collect_view();
    let left_out = (left_out > 0).then(|| {
        view! { <p class="set-aside">{locale.plural(left_out, &text.left_out, &[])}</p> }
    });
    let cancel = desk(locale.speech).cancel;
    let answer = Callback::new(move |confirmed: bool| {
        is_asking.set(false);
        if confirmed {
            verbs.on_replace.run(());
        }
    });
    let asked = move || {
        is_asking.get().then(|| {
            view! {
                <Confirm
                    title=text.replace_title
                    body=text.replace_body
                    yes=text.replace
                    no=cancel
                    on_answer=answer
                />
            }
        })
    };
    view! {
        <section class="sheet">
            <h3 tabindex="-1">{title}</h3>
            <ul class="facts quiet num">{facts}</ul>
            {left_out}
            {table(locale, text, merge, replace)}
            {each(locale, text, lines, more)}
            <div class="ways">
                <div>
                    <button type="button" class="primary" on:click=move |_| verbs.on_merge.run(())>
                        {text.merge}
                    </button>
                    <p class="quiet">{text.merge_help}</p>
                </div>
                <div>
                    <button type="button" on:click=move |_| is_asking.set(true)>
                        {text.replace}
                    </button>
                    <p class="quiet">{text.replace_help}</p>
                </div>
            </div>
            {children()}
            {asked}
        </section>
    }
}

/// How many records change in which way. Rows in which nothing happens either way are left out.
fn table(locale: Locale, text: &'static RestoreText, merge: Changes, replace: Changes) -> impl IntoView {
    let rows = [
        (text.new, merge.new, replace.new),
        (text.changed, merge.changed, replace.changed),
        (text.deleted, merge.deleted, replace.deleted),
        (text.revived, merge.revived, replace.revived),
        (text.same, merge.same, replace.same),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, merge, replace)| merge + replace > 0)
        .map(|(title, merge, replace)| {
            view! {
                <tr>
                    <th scope="row">{title}</th>
                    <td class="num">{locale.count(merge)}</td>
                    <td class="num">{locale.count(replace)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="rooms">
            <thead>
                <tr>
                    <th scope="col">{text.change}</th>
                    <th scope="col" class="num">{text.if_merged}</th>
                    <th scope="col" class="num">{text.if_replaced}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn each(locale: Locale, text: &'static RestoreText, lines: Vec<Line>, more: usize) -> impl IntoView {
    let content = move || {
        let rows = lines
            .clone()
            .into_iter()
            .map(|line| {
                view! {
                    <tr>
                        <th scope="row">{line.name}</th>
                        <td>{line.merge}</td>
                        <td>{line.replace}</td>
                    </tr>
                }
            })
            .collect_view();
        let more = (more > 0).then(|| view! { <p class="quiet">{locale.plural(more, &text.more, &[])}</p> });
        view! {
            <table class="rooms each">
                <thead>
                    <tr>
                        <th scope="col">{text.each}</th>
                        <th scope="col">{text.if_merged}</th>
                        <th scope="col">{text.if_replaced}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {more}
        }
    };
    view! {
        <Fold class="each-fold" title=text.each.into_any()>
            {content()}
        </Fold>
    }
}
