//! The list of partners: find, add, edit, archive, delete; and the ways to tables and to partners that look like one.

pub mod alike;
pub(super) mod form;
pub mod table;

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId, Kind, Size};
use crate::domain::library::CompanyEntry;
use crate::ui::action::{DirectoryAction, LaterAction, dispatch};
use crate::ui::components::bin::{Bin, BinRow};
use crate::ui::components::deleting::{Entries, Question};
use crate::ui::components::focus::{HEADING, focus_soon, let_go_when_left};
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::directory::ListText;
use crate::ui::text::{Desk, benchmarks, desk, directory, fill};

use form::PartnerForm;

/// What stands around the list.
#[derive(Clone, Copy)]
pub struct ListSignals {
    /// How many partners there are, put aside or not.
    pub all: Memo<usize>,
    /// How many look like one.
    pub alike: RwSignal<usize>,
    /// Whether a partner is being added.
    pub is_adding: RwSignal<bool>,
}

/// Where the list leads.
#[derive(Clone, Copy)]
pub struct ListWays {
    pub open: Callback<CompanyId>,
    pub alike: Callback<()>,
    pub import: Callback<()>,
    /// To figures of others.
    pub benchmarks: Callback<()>,
    /// Everything goes out as a table; why it did not.
    pub export: Callback<RwSignal<Option<String>>>,
}

/// What the list and its parts share.
#[derive(Clone, Copy)]
struct List {
    text: &'static Desk,
    more: &'static ListText,
    signals: ListSignals,
    ways: ListWays,
    entries: Entries,
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
    let text = &desk(locale.speech).partners;
    let names = &locale.later().names;
    let kind = kind.and_then(|kind| kind_words(locale, kind));
    let size = size.and_then(|size| word(&Size::ALL, &size, &names.sizes));
    let size = size.map(|size| fill(text.people, &[("size", size)]));
    kind.map(str::to_owned).into_iter().chain(size).collect()
}

/// The words of a size.
#[must_use]
pub fn size_words(locale: Locale, size: Size) -> Option<&'static str> {
    word(&Size::ALL, &size, &locale.later().names.sizes)
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
    /// The page of a partner that is not there any more.
    Gone,
    Alike,
    Table,
    Benchmarks,
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
    /// All partners.
    list: AnyView,
) -> impl IntoView {
    let text = desk(locale().speech);
    let entries = Entries::default();
    let page = entries.page;
    let around = List {
        text,
        more: &directory(locale().speech).list,
        signals,
        ways,
        entries,
    };
    Effect::new(move |_| match back_from.filter(|_| page.get().is_some()) {
        Some(Back::Table) => focus_soon(page, String::from("[data-verb=\"table\"]")),
        Some(Back::Benchmarks) => focus_soon(page, String::from("[data-verb=\"benchmarks\"]")),
        Some(Back::Alike | Back::Opened | Back::Gone) => focus_soon(page, HEADING.to_owned()),
        // The list finds the row that was left.
        Some(Back::Partner(_)) | None => {}
    });
    let_go_when_left(page);
    view! {
        <div class="page desk partners" node_ref=page>
            <header class="lead">
                <h1 tabindex="-1">{text.partners.title}</h1>
                <p>{text.partners.lead}</p>
            </header>
            <Adding list=around />
            {ways_in}
            {apart}
            {list}
            <Bin rows=bin page=entries />
        </div>
    }
}

/// Adding a partner, and tables.
#[component]
fn Adding(list: List) -> impl IntoView {
    let text = &list.text.partners;
    let dispatch = dispatch();
    let is_adding = list.signals.is_adding;
    let benchmarks = benchmarks(locale().speech).open;
    let answer = move |entry: Option<CompanyEntry>| {
        is_adding.set(false);
        focus_soon(list.entries.page, String::from("[data-verb=\"add\"]"));
        if let Some(entry) = entry {
            dispatch.later(LaterAction::PartnerAdded(entry));
        }
    };
    move || {
        if is_adding.get() {
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
                    <button type="button" class="primary" data-verb="add" on:click=move |_| is_adding.set(true)>
                        {text.add}
                    </button>
                    <button type="button" data-verb="table" on:click=move |_| list.ways.import.run(())>
                        {list.more.import}
                    </button>
                    <Exporting list=list />
                    <button
                        type="button"
                        class="plain"
                        data-verb="benchmarks"
                        on:click=move |_| list.ways.benchmarks.run(())
                    >
                        {benchmarks}
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

/// Giving out a table of all.
#[component]
fn Exporting(list: List) -> impl IntoView {
    let text = list.more;
    let failure = RwSignal::new(None::<String>);
    let is_empty = Memo::new(move |_| list.signals.all.get() == 0);
    let error = move || {
        failure.get().map(|cause| {
            view! {
                <p class="error" role="alert">
                    {fill(text.not_offered, &[("cause", &cause)])}
                </p>
            }
        })
    };
    move || {
        (!is_empty.get()).then(|| {
            view! {
                <button type="button" class="plain" on:click=move |_| list.ways.export.run(failure)>
                    {text.export}
                </button>
                {error}
            }
        })
    }
}

/// That some look like one. It comes when that is found, so it stands where nothing above it is moved.
#[component]
pub fn Alike(signals: ListSignals, ways: ListWays) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).alike;
    let count = signals.alike;
    let is_shown = Memo::new(move |_| count.get() > 0);
    move || {
        is_shown.get().then(|| {
            let title = move || locale.plural(count.get(), &text.notice, &[]);
            view! {
                <Notice urgency=Urgency::Hint title=title.into_any()>
                    <button type="button" data-verb="alike" on:click=move |_| ways.alike.run(())>
                        {text.look}
                    </button>
                </Notice>
            }
        })
    }
}

/// What is asked before a partner is deleted that so many assessments are about.
pub(super) fn delete_question(locale: Locale, company: &Company, about: usize) -> Question {
    let desk = desk(locale.speech);
    let text = &desk.partners;
    let body = if about == 0 {
        text.delete_body.to_owned()
    } else {
        locale.plural(about, &text.delete_body_about, &[])
    };
    Question {
        title: fill(text.delete_title, &[("name", &company_name(desk, company))]),
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
