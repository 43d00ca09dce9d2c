//! Questionnaires: those that can be used, and the workbench for authors.

mod workbench;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::pack::Hash;
use crate::ui::action::{LaterAction, PackChoice, dispatch};
use crate::ui::components::file_button::Picked;
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{Packs, fill, packs};

pub use workbench::{Links, Verdict};

use workbench::Workbench;

/// One questionnaire that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    pub choice: PackChoice,
    pub title: String,
    /// May be empty.
    pub about: String,
    /// From 1.
    pub version: u32,
    /// How many questions each length asks at most.
    pub quick: usize,
    pub full: usize,
    pub origin: Origin,
    /// How many assessments here answer it.
    pub answered: usize,
    /// Whether new assessments answer it now.
    pub chosen: bool,
    /// Where it is at hand.
    pub hash: Option<Hash>,
}

/// Where a questionnaire comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Shipped,
    Given,
    Own,
}

/// What the screen is about.
#[derive(Clone, Copy)]
pub struct PacksSignals {
    pub rows: Memo<Vec<PackRow>>,
    /// Whether the list of shipped ones could not be had.
    pub no_index: Memo<bool>,
    /// Whether the one chosen last could not be had.
    pub not_chosen: Memo<bool>,
    /// The text on the workbench.
    pub text: RwSignal<String>,
    /// The text that another took the place of.
    pub before: RwSignal<Option<String>>,
    /// Why a text did not come.
    pub failure: RwSignal<Option<String>>,
    /// What a check of that text says.
    pub verdict: Memo<Verdict>,
}

/// The screen.
#[component]
pub fn PacksScreen(
    signals: PacksSignals,
    links: Links,
    on_files: UnsyncCallback<Picked>,
    on_example: Callback<()>,
    on_clear: Callback<()>,
) -> impl IntoView {
    let locale = locale();
    let text = packs(locale.speech);
    let page = NodeRef::<Div>::new();
    let rows = move || {
        let rows = signals.rows.get();
        rows.into_iter()
            .map(|row| entry(locale, row, page))
            .collect_view()
    };
    let failure = move || {
        let words = match (signals.not_chosen.get(), signals.no_index.get()) {
            (true, _) => text.not_chosen,
            (false, true) => text.no_index,
            _ => return None,
        };
        Some(view! { <p class="set-aside">{words}</p> })
    };
    view! {
        <div class="page desk packs" node_ref=page>
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            <section class="list">
                <h2>{text.list}</h2>
                <div role="status">{failure}</div>
                <ul class="entries">{rows}</ul>
            </section>
            <Workbench signals=signals links=links on_files=on_files on_example=on_example on_clear=on_clear />
        </div>
    }
}

fn entry(locale: Locale, row: PackRow, page: NodeRef<Div>) -> impl IntoView {
    let text = packs(locale.speech);
    let facts = facts(locale, text, &row)
        .into_iter()
        .map(|fact| view! { <li>{fact}</li> })
        .collect_view();
    let about =
        (!row.about.is_empty()).then(|| view! { <p class="about" dir="auto">{row.about.clone()}</p> });
    let is_chosen = row.chosen;
    let chosen = row
        .chosen
        .then(|| view! { <span class="tag current">{text.chosen}</span> });
    view! {
        <li class="entry" class:chosen=is_chosen>
            <div class="entry-head">
                <h3><bdi>{row.title.clone()}</bdi> " " {chosen}</h3>
                {about}
                <ul class="facts quiet num">{facts}</ul>
            </div>
            {verbs(text, row, page)}
        </li>
    }
}

fn facts(locale: Locale, text: &'static Packs, row: &PackRow) -> Vec<String> {
    let origin = match row.origin {
        Origin::Shipped => text.shipped,
        Origin::Given => text.given,
        Origin::Own => text.own,
    };
    let mut facts = vec![locale.plural(row.full, &text.questions, &[])];
    if row.quick > 0 && row.quick < row.full {
        facts.push(fill(text.quick, &[("n", &locale.count(row.quick))]));
    }
    facts.push(fill(text.version, &[("n", &row.version.to_string())]));
    facts.push(origin.to_owned());
    if row.answered > 0 {
        facts.push(locale.plural(row.answered, &text.answered, &[]));
    }
    facts
}

fn verbs(text: &'static Packs, row: PackRow, page: NodeRef<Div>) -> impl IntoView {
    let dispatch = dispatch();
    let label = |message: &str| fill(message, &[("name", &row.title)]);
    let (use_name, export_name, remove_name) = (
        label(text.start_name),
        label(text.export_name),
        label(text.remove_name),
    );
    let choice = row.choice;
    let export = row.hash.clone().map(|hash| {
        view! {
            <button
                type="button"
                class="plain"
                aria-label=export_name
                on:click=move |_| dispatch.later(LaterAction::PackExported(hash.clone()))
            >
                {text.export}
            </button>
        }
    });
    let removable = row.origin == Origin::Own && row.answered == 0 && !row.chosen;
    let remove = row.hash.filter(|_| removable).map(|hash| {
        let remove = move |_| {
            focus_soon(page, HEADING.to_owned());
            dispatch.later(LaterAction::PackRemoved(hash.clone()));
        };
        view! {
            <button type="button" class="plain" aria-label=remove_name on:click=remove>
                {text.remove}
            </button>
        }
    });
    view! {
        <div class="verbs">
            <button
                type="button"
                aria-label=use_name
                on:click=move |_| dispatch.later(LaterAction::PackChosen(choice.clone()))
            >
                {text.start}
            </button>
            {export}
            {remove}
        </div>
    }
}
