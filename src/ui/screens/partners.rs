//! The list of partners: find, add, edit, archive, delete; and the ways to tables and to partners that look like one.

pub mod alike;
mod find;
pub(super) mod form;
mod row;
pub mod table;

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId, Kind, Size};
use crate::domain::library::CompanyEntry;
use crate::domain::time::Day;
use crate::ui::action::{DirectoryAction, LaterAction, dispatch};
use crate::ui::components::bin::{Bin, BinRow};
use crate::ui::components::deleting::{Deleting, Entries, Question};
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::directory::ListText;
use crate::ui::text::{Desk, desk, directory, fill};

use find::{Exporting, Found};
use form::PartnerForm;

/// One partner in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerRow {
    pub company: Company,
    /// How many assessments are about it.
    pub assessments: usize,
    pub tags: Vec<String>,
    pub archived_on: Option<Day>,
    /// Whether its profile can be read: else nothing may be written over it.
    pub is_readable: bool,
}

/// What the list shows.
#[derive(Clone, Copy)]
pub struct ListSignals {
    /// Those that the search finds, in the order of their names.
    pub found: Memo<Vec<CompanyId>>,
    /// How many could be found, and how many are archived.
    pub all: Memo<(usize, usize)>,
    pub row: Callback<CompanyId, Option<PartnerRow>>,
    pub query: RwSignal<String>,
    pub shows_archived: RwSignal<bool>,
    /// How many look like one.
    pub alike: RwSignal<usize>,
}

/// Where the list leads.
#[derive(Clone, Copy)]
pub struct ListWays {
    pub open: Callback<CompanyId>,
    pub alike: Callback<()>,
    pub import: Callback<()>,
    /// What is found, or everything, goes out as a table; why it did not.
    pub export: Callback<Which, Option<String>>,
}

/// Which partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    Found,
}

/// What the list and its parts share.
#[derive(Clone, Copy)]
struct List {
    text: &'static Desk,
    more: &'static ListText,
    signals: ListSignals,
    ways: ListWays,
    entries: Entries,
    editing: RwSignal<Option<Editing>>,
}

/// What the one open form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Editing {
    New,
    Existing(CompanyId),
}

impl List {
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
    told_words(locale, company.kind, company.size)
}

/// Kind and size in words, where they are said.
#[must_use]
pub fn told_words(locale: Locale, kind: Option<Kind>, size: Option<Size>) -> Vec<String> {
    let text = &desk(&locale.language()).partners;
    let names = &locale.later().names;
    let kind = kind.and_then(|kind| kind_words(locale, kind));
    let size = size.and_then(|size| word(&Size::ALL, &size, &names.sizes));
    let size = size.map(|size| fill(text.people, &[("size", size)]));
    kind.map(str::to_owned).into_iter().chain(size).collect()
}

/// The words of a kind.
#[must_use]
pub fn kind_words(locale: Locale, kind: Kind) -> Option<&'static str> {
    word(&Kind::ALL, &kind, &locale.later().names.kinds)
}

/// The words that stand where the value stands among all.
fn word<T: PartialEq>(all: &[T], value: &T, words: &[&'static str]) -> Option<&'static str> {
    all.iter()
        .position(|one| one == value)
        .and_then(|place| words.get(place).copied())
}

/// What was left for the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    Partner(CompanyId),
    Alike,
    Table,
    /// What another company has sent.
    Opened,
}

/// The screen; `back_from` is what was left for it.
#[component]
pub fn PartnersScreen(
    signals: ListSignals,
    ways: ListWays,
    bin: Memo<Vec<BinRow>>,
    back_from: Option<Back>,
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
        more: &directory(&locale().language()).list,
        signals,
        ways,
        entries,
        editing: RwSignal::new(None),
    };
    Effect::new(move |_| match back_from.filter(|_| page.get().is_some()) {
        Some(Back::Partner(id)) => entries.focus_on(id.0, "open"),
        Some(Back::Table) => focus_soon(page, String::from("[data-verb=\"table\"]")),
        Some(Back::Alike | Back::Opened) => focus_soon(page, HEADING.to_owned()),
        None => {}
    });
    let is_empty = Memo::new(move |_| {
        let (open, archived) = signals.all.get();
        open + archived == 0
    });
    view! {
        <div class="page desk partners" node_ref=page>
            <header class="lead">
                <h1 tabindex="-1">{text.partners.title}</h1>
                <p>{text.partners.lead}</p>
            </header>
            <Adding list=list />
            <Alike list=list />
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
                    view! { <Found list=list back_from=back_from /> }.into_any()
                }
            }}
            <Bin rows=bin page=entries />
            {deleting(list)}
        </div>
    }
}

/// Adding a partner, and tables.
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
                    <button type="button" data-verb="table" on:click=move |_| list.ways.import.run(())>
                        {list.more.import}
                    </button>
                    <Exporting list=list />
                </div>
            }
            .into_any()
        }
    }
}

/// That some look like one.
#[component]
fn Alike(list: List) -> impl IntoView {
    let locale = locale();
    let text = &directory(&locale.language()).alike;
    let count = list.signals.alike;
    let is_shown = Memo::new(move |_| count.get() > 0);
    move || {
        is_shown.get().then(|| {
            let title = move || locale.plural(count.get(), &text.notice, &[]);
            view! {
                <Notice urgency=Urgency::Hint title=title.into_any()>
                    <button type="button" data-verb="alike" on:click=move |_| list.ways.alike.run(())>
                        {text.look}
                    </button>
                </Notice>
            }
        })
    }
}

/// What is asked before a partner is deleted.
pub(super) fn delete_question(locale: Locale, row: &PartnerRow) -> Question {
    let desk = desk(&locale.language());
    let text = &desk.partners;
    let body = if row.assessments == 0 {
        text.delete_body.to_owned()
    } else {
        locale.plural(row.assessments, &text.delete_body_about, &[])
    };
    Question {
        title: fill(text.delete_title, &[("name", &company_name(desk, &row.company))]),
        body,
        yes: text.delete,
        no: desk.cancel,
    }
}

/// Putting a partner aside, or taking it back: the words, the label with its name, and what is done.
pub(super) fn archiving(
    text: &'static ListText,
    id: CompanyId,
    is_archived: bool,
) -> (&'static str, &'static str, DirectoryAction) {
    if is_archived {
        (
            text.unarchive,
            text.unarchive_name,
            DirectoryAction::Unarchived(id),
        )
    } else {
        (text.archive, text.archive_name, DirectoryAction::Archived(id))
    }
}

/// The question before a partner is deleted.
fn deleting(list: List) -> impl IntoView {
    let locale = locale();
    let dispatch = dispatch();
    let ask = move |id| {
        let row = list.signals.row.run(CompanyId(id))?;
        Some(delete_question(locale, &row))
    };
    let on_delete = move |id| dispatch.later(LaterAction::PartnerDeleted(CompanyId(id)));
    view! { <Deleting entries=list.entries ask=Callback::new(ask) on_delete=Callback::new(on_delete) /> }
}
