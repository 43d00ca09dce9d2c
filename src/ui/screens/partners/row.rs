//! A row of the list: what a partner is, and what can be done with it.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::focus::hold_focus;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::form::EditForm;
use super::{Editing, List, PartnerRow, archiving, kind_and_size};

/// So many tags are shown.
const TAGS: usize = 8;

#[component]
pub(super) fn Row(list: List, id: CompanyId) -> impl IntoView {
    let row = Memo::new(move |_| list.signals.row.run(id));
    let editing = Memo::new(move |_| list.editing.get() == Some(Editing::Existing(id)));
    let is_archived =
        Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.archived_on.is_some())));
    view! {
        <li class="entry" class:archived=move || is_archived.get() data-id=id.0.to_string()>
            {move || {
                if editing.get() {
                    view! { <Edit list=list row=row.get_untracked() /> }.into_any()
                } else {
                    row.get().map(|row| view! { <Partner list=list row=row /> }).into_any()
                }
            }}
        </li>
    }
}

#[component]
fn Edit(list: List, row: Option<PartnerRow>) -> impl IntoView {
    let company = row?.company;
    let id = company.id;
    let on_end = Callback::new(move |()| {
        list.editing.set(None);
        list.entries.focus_on(id.0, "edit");
    });
    Some(view! { <EditForm company=company on_end=on_end /> })
}

#[component]
fn Partner(list: List, row: PartnerRow) -> impl IntoView {
    let locale = locale();
    let text = &list.text.partners;
    let about = if row.assessments == 0 {
        text.about_none.to_owned()
    } else {
        locale.plural(row.assessments, &text.about, &[])
    };
    let archived = row
        .archived_on
        .map(|day| fill(list.more.archived, &[("day", &locale.day(day))]));
    let facts = kind_and_size(locale, &row.company)
        .into_iter()
        .chain([about])
        .chain(archived)
        .map(|fact| view! { <li>{fact}</li> })
        .collect_view();
    let name = list.name(&row.company);
    let notes = (!row.company.notes.trim().is_empty())
        .then(|| view! { <p class="notes">{row.company.notes.clone()}</p> });
    view! {
        <div class="entry-head">
            <h3>{name}</h3>
            <ul class="facts quiet num">{facts}</ul>
            {tags(list, &row.tags)}
            {notes}
        </div>
        <Verbs list=list row=row />
    }
}

fn tags(list: List, tags: &[String]) -> Option<impl IntoView + use<>> {
    let more = tags.len().saturating_sub(TAGS);
    let more = (more > 0).then(|| {
        let words = fill(list.more.more_tags, &[("n", &locale().count(more))]);
        view! { <li class="quiet num">{words}</li> }
    });
    let shown = tags.iter().take(TAGS);
    let shown = shown
        .map(|tag| view! { <li class="tag">{tag.clone()}</li> })
        .collect_view();
    (!tags.is_empty()).then(|| view! { <ul class="tags">{shown} {more}</ul> })
}

#[component]
fn Verbs(list: List, row: PartnerRow) -> impl IntoView {
    let text = &list.text.partners;
    let id = row.company.id;
    let name = list.name(&row.company);
    let label = |message| fill(message, &[("name", &name)]);
    let archiving = row.is_readable.then(
        || view! { <Archiving list=list id=id name=name.clone() is_archived=row.archived_on.is_some() /> },
    );
    view! {
        <div class="verbs">
            <button
                type="button"
                data-verb="open"
                aria-label=label(text.open_name)
                on:click=move |_| list.ways.open.run(id)
            >
                {text.open}
            </button>
            <button
                type="button"
                class="plain"
                data-verb="edit"
                aria-label=label(text.edit_name)
                on:click=move |_| list.editing.set(Some(Editing::Existing(id)))
            >
                {text.edit}
            </button>
            {archiving}
            <button
                type="button"
                class="plain"
                data-verb="delete"
                aria-label=label(text.delete_name)
                on:click=move |_| list.entries.deleting.set(Some(id.0))
            >
                {text.delete}
            </button>
        </div>
    }
}

/// Puts a partner aside, or takes it back. The focus stays with the row, or goes to the next one where it is gone.
#[component]
fn Archiving(list: List, id: CompanyId, name: String, is_archived: bool) -> impl IntoView {
    let text = list.more;
    let dispatch = dispatch();
    let (words, label, action) = archiving(text, id, is_archived);
    let archive = move |_| {
        if list.signals.shows_archived.get_untracked() {
            // The row stays, with another button in place of this one.
            list.entries.focus_on(id.0, "archive");
        } else {
            hold_focus(list.entries.page, "li.entry", "[data-verb=\"open\"]");
        }
        dispatch.later(LaterAction::Directory(action.clone()));
    };
    view! {
        <button
            type="button"
            class="plain"
            data-verb="archive"
            aria-label=fill(label, &[("name", &name)])
            on:click=archive
        >
            {words}
        </button>
    }
}
