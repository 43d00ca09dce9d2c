//! What each row does, by what becomes of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::directory::{Cause, Change, Import, ImportRow, Outcome, Reason};
use crate::domain::profile::{MOST_CONTACTS, MOST_TAGS};
use crate::ui::components::fold::Fold;
use crate::ui::components::more::More;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::directory::TableText;
use crate::ui::text::{directory, fill};

use super::columns::field_words;
use super::glance;

/// So many rows are shown at first, and more at a time.
const SHOWN: usize = 50;

/// What becomes of a row, in the order of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    New,
    Changed,
    Same,
    LeftOut,
}

impl Class {
    const fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Added | Outcome::Joined { .. } => Self::New,
            Outcome::Changed { .. } => Self::Changed,
            Outcome::Unchanged { .. } => Self::Same,
            Outcome::Refused(_) => Self::LeftOut,
        }
    }
}

/// How many partners are new or change.
pub(super) fn partners(import: &Import) -> usize {
    let mut changed = BTreeSet::new();
    let mut added = 0;
    for row in &import.rows {
        match row.outcome {
            Outcome::Added => added += 1,
            Outcome::Changed { company, .. } => drop(changed.insert(company)),
            _ => {}
        }
    }
    added + changed.len()
}

/// The report. What is left out, and what changes something here, stands open; all else is opened by whoever wants to see it.
pub(super) fn report(import: &Arc<Import>) -> impl IntoView + use<> {
    let of = |class: Class| {
        let rows = import.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| Class::of(&row.outcome) == class);
        rows.map(|(place, _)| place).collect::<Vec<_>>()
    };
    let left_out = of(Class::LeftOut);
    let left_out = (!left_out.is_empty()).then(|| {
        view! {
            <h3 class="left-out num">{count_words(Class::LeftOut, left_out.len())}</h3>
            <Rows import=Arc::clone(import) places=left_out />
        }
    });
    let folds = [Class::New, Class::Changed, Class::Same].map(|class| {
        let places = of(class);
        if places.is_empty() {
            return None;
        }
        let title = view! { <span class="num">{count_words(class, places.len())}</span> };
        let import = Arc::clone(import);
        let rows = move || view! { <Rows import=Arc::clone(&import) places=places.clone() /> };
        Some(view! {
            <Fold class="outcome-fold" title=title.into_any() is_open={class == Class::Changed}>
                {rows()}
            </Fold>
        })
    });
    let folds = folds.into_iter().flatten().collect_view();
    view! {
        {left_out}
        {folds}
    }
}

fn count_words(class: Class, count: usize) -> String {
    let locale = locale();
    let text = &directory(locale.speech).table;
    let [new, changed, same, left_out] = &text.outcomes;
    let words = match class {
        Class::New => new,
        Class::Changed => changed,
        Class::Same => same,
        Class::LeftOut => left_out,
    };
    locale.plural(count, words, &[])
}

#[component]
fn Rows(import: Arc<Import>, places: Vec<usize>) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).table;
    let all = places.len();
    let most = RwSignal::new(SHOWN);
    let shown = move || places.iter().take(most.get()).copied().collect::<Vec<_>>();
    view! {
        <ul class="table-rows">
            <For each=shown key=|place| *place let:place>
                {import.rows.get(place).map(|row| told(locale, text, row))}
            </For>
        </ul>
        <More all=all most=most at_once=SHOWN />
    }
}

fn told(locale: Locale, text: &'static TableText, row: &ImportRow) -> impl IntoView + use<> {
    let name = glance(&row.name);
    let name = if name.is_empty() {
        text.unnamed.to_owned()
    } else {
        name
    };
    let number = fill(text.row_number, &[("n", &row.number.to_string())]);
    let lines: Vec<String> = match &row.outcome {
        Outcome::Added | Outcome::Unchanged { .. } => Vec::new(),
        Outcome::Joined { row, changes } => {
            let joined = fill(text.joined, &[("n", &row.to_string())]);
            let changes = changes.iter().map(|one| change_words(text, one));
            [joined].into_iter().chain(changes).collect()
        }
        Outcome::Changed { changes, .. } => changes.iter().map(|one| change_words(text, one)).collect(),
        Outcome::Refused(reasons) => reasons
            .iter()
            .map(|one| reason_words(locale, text, one))
            .collect(),
    };
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <li>
            <span class="num quiet">{number}</span>
            <div>
                <b>{name}</b>
                <ul>{lines}</ul>
            </div>
        </li>
    }
}

fn change_words(text: &'static TableText, change: &Change) -> String {
    let field = field_words(text, change.field);
    let (before, after) = (glance(&change.before), glance(&change.after));
    let message = match (before.is_empty(), after.is_empty()) {
        (true, _) => text.change_added,
        (false, true) => text.change_emptied,
        (false, false) => text.change,
    };
    fill(
        message,
        &[("field", field), ("before", &before), ("after", &after)],
    )
}

fn reason_words(locale: Locale, text: &'static TableText, reason: &Reason) -> String {
    let cause = cause_words(locale, text, reason.cause);
    let Some(column) = reason.column else {
        return fill(text.reason_whole, &[("cause", &cause)]);
    };
    let heading = glance(&reason.heading);
    let heading = if heading.is_empty() {
        fill(text.unnamed_column, &[("n", &locale.count(column + 1))])
    } else {
        heading
    };
    let values = [
        ("heading", &*heading),
        ("cell", &glance(&reason.cell)),
        ("cause", &cause),
    ];
    fill(text.reason, &values)
}

fn cause_words(locale: Locale, text: &'static TableText, cause: Cause) -> String {
    let text = &text.causes;
    let most = |message: &str, most: usize| fill(message, &[("most", &locale.count(most))]);
    match cause {
        Cause::CellCount { found, expected } => {
            let (found, expected) = (locale.count(found), locale.count(expected));
            fill(text.cell_count, &[("found", &found), ("expected", &expected)])
        }
        Cause::NameMissing => text.name_missing.to_owned(),
        Cause::TooLong { most: limit } => most(text.too_long, limit),
        Cause::UnknownKind => text.unknown_kind.to_owned(),
        Cause::UnknownSize => text.unknown_size.to_owned(),
        Cause::BadLevel => text.bad_level.to_owned(),
        Cause::BadDay => text.bad_day.to_owned(),
        Cause::BadId => text.bad_id.to_owned(),
        Cause::IdTwice { row } => fill(text.id_twice, &[("row", &row.to_string())]),
        Cause::ContactWithoutName => text.contact_without_name.to_owned(),
        Cause::TooManyTags => most(text.too_many_tags, MOST_TAGS),
        Cause::TooManyContacts => most(text.too_many_contacts, MOST_CONTACTS),
        Cause::Unreadable => text.unreadable.to_owned(),
    }
}
