//! The list of partners: add, edit, delete.

mod form;

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId, Kind, Size};
use crate::domain::library::CompanyEntry;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::bin::{Bin, BinRow};
use crate::ui::components::deleting::{Deleting, Entries, Question};
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{Desk, desk, fill};

use form::PartnerForm;

/// One partner in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerRow {
    pub company: Company,
    /// How many assessments are about it.
    pub assessments: usize,
}

/// What the list and its parts share.
#[derive(Clone, Copy)]
struct List {
    text: &'static Desk,
    rows: Memo<Vec<PartnerRow>>,
    entries: Entries,
    editing: RwSignal<Option<Editing>>,
    on_open: Callback<CompanyId>,
}

/// What the one open form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Editing {
    New,
    Existing(CompanyId),
}

impl List {
    /// A row by its id; rows are read this way because a list keeps a row whose id stays.
    fn row(self, id: CompanyId) -> Option<PartnerRow> {
        self.rows
            .with(|rows| rows.iter().find(|row| row.company.id == id).cloned())
    }

    fn name(self, company: &Company) -> String {
        company_name(self.text, company)
    }
}

/// A partner's name, or words for one without.
#[must_use]
pub fn company_name(text: &Desk, company: &Company) -> String {
    if company.name.trim().is_empty() {
        text.unnamed.to_owned()
    } else {
        company.name.clone()
    }
}

/// A partner's kind and size in words, where they are said.
#[must_use]
pub fn kind_and_size(locale: Locale, company: &Company) -> Vec<String> {
    facts_words(locale, company.kind, company.size)
}

/// A kind and a size in words, where they are said.
#[must_use]
pub fn facts_words(locale: Locale, kind: Option<Kind>, size: Option<Size>) -> Vec<String> {
    let text = &desk(&locale.language()).partners;
    let names = &locale.later().names;
    let kind = kind.and_then(|kind| word(&Kind::ALL, &kind, &names.kinds));
    let size = size.and_then(|size| word(&Size::ALL, &size, &names.sizes));
    let size = size.map(|size| fill(text.people, &[("size", size)]));
    kind.map(str::to_owned).into_iter().chain(size).collect()
}

/// The screen; `back_from` is the partner whose page was left for it.
#[component]
pub fn PartnersScreen(
    rows: Memo<Vec<PartnerRow>>,
    bin: Memo<Vec<BinRow>>,
    back_from: Option<CompanyId>,
    on_open: Callback<CompanyId>,
    /// The ways in for what partners send.
    ways_in: AnyView,
    /// What came from somebody and is filed under nobody.
    apart: AnyView,
) -> impl IntoView {
    let text = desk(&locale().language());
    let entries = Entries::default();
    let page = entries.page;
    let list = List {
        text,
        rows,
        entries,
        editing: RwSignal::new(None),
        on_open,
    };
    Effect::new(move |_| {
        if let (Some(_), Some(id)) = (page.get(), back_from) {
            entries.focus_on(id.0, "open");
        }
    });
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let ids = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.company.id).collect::<Vec<_>>()));
    view! {
        <div class="page desk partners" node_ref=page>
            <header class="lead">
                <h1 tabindex="-1">{text.partners.title}</h1>
                <p>{text.partners.lead}</p>
            </header>
            <Adding list=list />
            {ways_in}
            {apart}
            {move || {
                if is_empty.get() {
                    view! {
                        <section class="nothing">
                            <h2>{text.partners.empty}</h2>
                            <p>{text.partners.empty_help}</p>
                        </section>
                    }
                        .into_any()
                } else {
                    view! {
                        <section class="list">
                            <h2 class="hidden">{text.partners.list}</h2>
                            <ul class="entries">
                                <For each=move || ids.get() key=|id| *id let:id>
                                    <Row list=list id=id />
                                </For>
                            </ul>
                        </section>
                    }
                        .into_any()
                }
            }}
            <Bin rows=bin page=entries />
            {deleting(list)}
        </div>
    }
}

#[component]
fn Adding(list: List) -> impl IntoView {
    let text = &list.text.partners;
    let dispatch = dispatch();
    let adding = Memo::new(move |_| list.editing.get() == Some(Editing::New));
    let answer = move |entry: Option<CompanyEntry>| {
        list.editing.set(None);
        focus_soon(list.entries.page, String::from("[data-verb=\"add\"]"));
        if let Some(entry) = entry {
            dispatch.later(LaterAction::PartnerAdded(entry));
        }
    };
    move || {
        if adding.get() {
            view! {
                <PartnerForm
                    text=list.text
                    title=text.add_title
                    entry=CompanyEntry::default()
                    on_answer=Callback::new(answer)
                />
            }
            .into_any()
        } else {
            view! {
                <div class="buttons">
                    <button
                        type="button"
                        class="primary"
                        data-verb="add"
                        on:click=move |_| list.editing.set(Some(Editing::New))
                    >
                        {text.add}
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Row(list: List, id: CompanyId) -> impl IntoView {
    let row = Memo::new(move |_| list.row(id));
    let editing = Memo::new(move |_| list.editing.get() == Some(Editing::Existing(id)));
    view! {
        <li class="entry" data-id=id.0.to_string()>
            {move || {
                if editing.get() {
                    view! { <Edit list=list id=id /> }.into_any()
                } else {
                    row.get().map(|row| view! { <Partner list=list row=row /> }).into_any()
                }
            }}
        </li>
    }
}

#[component]
fn Edit(list: List, id: CompanyId) -> impl IntoView {
    let dispatch = dispatch();
    let company = untrack(|| list.row(id))?.company;
    let title = fill(list.text.partners.edit_name, &[("name", &list.name(&company))]);
    let before = CompanyEntry {
        name: company.name,
        kind: company.kind,
        size: company.size,
        notes: company.notes,
    };
    let entry = before.clone();
    let answer = move |entry: Option<CompanyEntry>| {
        list.editing.set(None);
        list.entries.focus_on(id.0, "edit");
        if let Some(entry) = entry.filter(|entry| *entry != before) {
            dispatch.later(LaterAction::PartnerEdited(id, entry));
        }
    };
    Some(view! { <PartnerForm text=list.text title=title entry=entry on_answer=Callback::new(answer) /> })
}

#[component]
fn Partner(list: List, row: PartnerRow) -> impl IntoView {
    let locale = locale();
    let text = &list.text.partners;
    let PartnerRow { company, assessments } = row;
    let (id, name) = (company.id, list.name(&company));
    let about = if assessments == 0 {
        text.about_none.to_owned()
    } else {
        locale.plural(assessments, &text.about, &[])
    };
    let facts = kind_and_size(locale, &company)
        .into_iter()
        .chain([about])
        .map(|fact| view! { <li>{fact}</li> })
        .collect_view();
    let notes = (!company.notes.trim().is_empty()).then(|| view! { <p class="notes">{company.notes}</p> });
    let label = |message| fill(message, &[("name", &name)]);
    view! {
        <div class="entry-head">
            <h3>{name.clone()}</h3>
            <ul class="facts quiet num">{facts}</ul>
            {notes}
        </div>
        <div class="verbs">
            <button
                type="button"
                data-verb="open"
                aria-label=label(text.open_name)
                on:click=move |_| list.on_open.run(id)
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

/// The words that stand where the value stands among all.
fn word<T: PartialEq>(all: &[T], value: &T, words: &[&'static str]) -> Option<&'static str> {
    all.iter()
        .position(|one| one == value)
        .and_then(|place| words.get(place).copied())
}

/// The question before a partner is deleted.
fn deleting(list: List) -> impl IntoView {
    let locale = locale();
    let text = &list.text.partners;
    let dispatch = dispatch();
    let ask = move |id| {
        let row = list.row(CompanyId(id))?;
        let body = if row.assessments == 0 {
            text.delete_body.to_owned()
        } else {
            locale.plural(row.assessments, &text.delete_body_about, &[])
        };
        Some(Question {
            title: fill(text.delete_title, &[("name", &list.name(&row.company))]),
            body,
            yes: text.delete,
            no: list.text.cancel,
        })
    };
    let on_delete = move |id| dispatch.later(LaterAction::PartnerDeleted(CompanyId(id)));
    view! { <Deleting entries=list.entries ask=Callback::new(ask) on_delete=Callback::new(on_delete) /> }
}
