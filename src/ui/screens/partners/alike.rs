//! Partners that look like one: side by side, which to keep, what it becomes, and making them one.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::{Likeness, Said};
use crate::domain::level::Level;
use crate::domain::problem::Problem;
use crate::domain::profile::{Contact, Profile, SharedSystem};
use crate::domain::time::Day;
use crate::ui::action::{DirectoryAction, LaterAction, dispatch};
use crate::ui::components::back::Back;
use crate::ui::components::field::field_id;
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::components::more::More;
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::partner::profile::openness_words;
use crate::ui::text::directory::AlikeText;
use crate::ui::text::{desk, directory, fill};

use super::{company_name, kind_and_size, kind_words, told_words};

/// So many groups are shown at first, and more at a time.
const SHOWN: usize = 20;

/// Companies that look like one.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeGroup {
    pub companies: Vec<AlikeFacts>,
    pub likenesses: Vec<Likeness>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeFacts {
    pub company: Company,
    pub added: Day,
    pub assessments: usize,
}

/// What two companies become.
#[derive(Debug, Clone, PartialEq)]
pub enum Becomes {
    One(Box<BecomesOne>),
    NotHere,
    Invalid(Vec<Problem>),
}

/// One company of two.
#[derive(Debug, Clone, PartialEq)]
pub struct BecomesOne {
    pub company: Company,
    /// How many assessments change with it.
    pub moved: usize,
    /// What the one that is gone says otherwise.
    pub not_kept: Vec<Said>,
}

/// The panel.
#[component]
pub fn AlikeScreen(
    /// `None` while they are looked for.
    groups: RwSignal<Option<Vec<AlikeGroup>>>,
    /// What the first becomes where the second is made part of it.
    becomes: Callback<(CompanyId, CompanyId), Becomes>,
    on_back: Callback<()>,
) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).alike;
    let page = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if page.get().is_some() {
            focus_soon(page, HEADING.to_owned());
        }
    });
    let most = RwSignal::new(SHOWN);
    // A group is what it was as long as the same companies are in it.
    let keys = Memo::new(move |_| {
        groups.with(|groups| {
            let groups = groups.iter().flatten();
            groups.take(most.get()).map(key).collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| groups.with(|groups| groups.as_ref().map(Vec::len)));
    let all = Memo::new(move |_| count.get().unwrap_or(0));
    view! {
        <div class="page desk alike-page" node_ref=page>
            <Back words=text.back on_back=on_back />
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            {move || match count.get() {
                None => view! { <p class="waiting" role="status">{locale.text.part.loading}</p> }.into_any(),
                Some(0) => view! { <p>{text.none}</p> }.into_any(),
                Some(_) => ().into_any(),
            }}
            <For each=move || keys.get() key=Clone::clone let:ids>
                <Group ids=ids groups=groups becomes=becomes page=page />
            </For>
            <More all=all most=most at_once=SHOWN />
        </div>
    }
}

fn key(group: &AlikeGroup) -> Vec<CompanyId> {
    group.companies.iter().map(|one| one.company.id).collect()
}

/// Who is kept, and who is about to become part of it.
#[derive(Clone, Copy)]
struct Choice {
    keep: RwSignal<CompanyId>,
    other: RwSignal<Option<CompanyId>>,
}

#[component]
fn Group(
    ids: Vec<CompanyId>,
    groups: RwSignal<Option<Vec<AlikeGroup>>>,
    becomes: Callback<(CompanyId, CompanyId), Becomes>,
    page: NodeRef<Div>,
) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).alike;
    let first = *ids.first()?;
    let ids = StoredValue::new(ids);
    let group = Memo::new(move |_| {
        let is_it = |group: &&AlikeGroup| ids.with_value(|ids| key(group) == *ids);
        groups.with(|groups| groups.iter().flatten().find(is_it).cloned())
    });
    let choice = Choice {
        keep: RwSignal::new(first),
        other: RwSignal::new(None),
    };
    let radio = field_id();
    let names = move || {
        let names = group.with(|group| {
            let companies = group.iter().flat_map(|group| &group.companies);
            let name = |one: &AlikeFacts| company_name(desk(locale.speech), &one.company);
            companies.map(name).collect::<Vec<_>>()
        });
        fill(text.group, &[("names", &locale.list(&names))])
    };
    let likenesses = move || {
        let likenesses = group.with(|group| {
            group
                .iter()
                .flat_map(|group| group.likenesses.clone())
                .collect::<Vec<_>>()
        });
        likenesses
            .into_iter()
            .map(|one| view! { <li>{likeness_words(text, &one)}</li> })
            .collect_view()
    };
    let cards = move || {
        let group = group.get()?;
        let cards = group.companies.into_iter();
        let radio = radio.clone();
        let cards =
            cards.map(move |one| view! { <Card one=one choice=choice radio=radio.clone() page=page /> });
        Some(cards.collect_view())
    };
    let preview = move || {
        let other = choice.other.get()?;
        Some(view! { <Preview group=group choice=choice other=other becomes=becomes page=page /> })
    };
    let dispatch = dispatch();
    let unlike = move |_| {
        focus_soon(page, HEADING.to_owned());
        let action = DirectoryAction::FoundUnlike(ids.get_value());
        dispatch.later(LaterAction::Directory(action));
    };
    Some(view! {
        <section class="alike-group" data-id=first.0.to_string()>
            <h2>{names}</h2>
            <ul class="quiet">{likenesses}</ul>
            <div class="cards">{cards}</div>
            {preview}
            <div class="buttons">
                <button type="button" on:click=unlike>
                    {text.unlike}
                </button>
                <small>{text.unlike_help}</small>
            </div>
        </section>
    })
}

fn likeness_words(text: &'static AlikeText, likeness: &Likeness) -> String {
    match likeness {
        Likeness::Name(_) => text.same_name.to_owned(),
        Likeness::Email(email) => fill(text.same_email, &[("email", email)]),
    }
}

#[component]
fn Card(one: AlikeFacts, choice: Choice, radio: String, page: NodeRef<Div>) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).alike;
    let id = one.company.id;
    let name = company_name(desk(locale.speech), &one.company);
    let is_kept = Memo::new(move |_| choice.keep.get() == id);
    let keep = move |_| {
        choice.keep.set(id);
        choice.other.set(None);
    };
    let merge = move |_| {
        choice.other.set(Some(id));
        focus_soon(page, format!("[data-preview=\"{}\"] h3", id.0));
    };
    let keep_words = fill(text.keep, &[("name", &name)]);
    let merge_words = fill(text.merge, &[("name", &name)]);
    let added = fill(text.added, &[("day", &locale.day(one.added))]);
    let assessments = locale.plural(one.assessments, &desk(locale.speech).partners.about, &[]);
    let facts = kind_and_size(locale, &one.company);
    let facts = facts.into_iter().chain([assessments, added]).collect();
    view! {
        <article class="card" class:kept=move || is_kept.get()>
            <label class="check">
                <input type="radio" name=radio prop:checked=move || is_kept.get() on:change=keep />
                <span>{keep_words}</span>
            </label>
            {told(locale, text, &one.company, facts)}
            {move || {
                if is_kept.get() {
                    view! { <p class="quiet">{text.kept}</p> }.into_any()
                } else {
                    view! {
                        <button type="button" on:click=merge>
                            {merge_words.clone()}
                        </button>
                    }
                        .into_any()
                }
            }}
        </article>
    }
}

/// What a company is, in full.
fn told(locale: Locale, text: &'static AlikeText, company: &Company, facts: Vec<String>) -> AnyView {
    let words = &directory(locale.speech).profile;
    let notes = &desk(locale.speech).partners.notes;
    let facts = facts
        .into_iter()
        .map(|fact| view! { <li>{fact}</li> })
        .collect_view();
    let profile = Profile::of(company).unwrap_or_default();
    let system = |system: &SharedSystem| {
        let openness = openness_words(words, system.openness);
        format!("{} ({openness})", system.name)
    };
    let level = |level: Level| locale.count(level.index());
    let lists = [
        (words.tags, profile.tags.clone()),
        (
            words.contacts,
            profile.contacts.iter().map(contact_words).collect(),
        ),
        (words.systems, profile.systems.iter().map(system).collect()),
        (words.target, profile.target.into_iter().map(level).collect()),
    ];
    let mut lists: Vec<(&str, Vec<String>)> = lists.into_iter().collect();
    if !company.notes.trim().is_empty() {
        lists.push((notes, vec![company.notes.clone()]));
    }
    let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
    let lists: Vec<AnyView> = lists.map(|(title, items)| list(title, items)).collect();
    let nothing = lists
        .is_empty()
        .then(|| view! { <p class="quiet">{text.none_said}</p> });
    view! {
        <ul class="facts quiet num">{facts}</ul>
        {nothing}
        <dl>{lists}</dl>
    }
    .into_any()
}

fn list(title: &'static str, items: Vec<String>) -> AnyView {
    let items = items
        .into_iter()
        .map(|item| view! { <li class="notes">{item}</li> })
        .collect_view();
    view! {
        <div>
            <dt>{title}</dt>
            <dd>
                <ul>{items}</ul>
            </dd>
        </div>
    }
    .into_any()
}

/// What is not kept, where there is something.
fn lost(locale: Locale, not_kept: &[Said]) -> Option<AnyView> {
    let text = &directory(locale.speech).alike;
    let said = not_kept.iter().filter_map(|said| said_words(locale, said));
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| {
        let words = fill(text.not_kept, &[("said", &locale.list(&said))]);
        view! { <p class="lost">{words}</p> }.into_any()
    })
}

/// What is said, with what it is where the words alone do not tell.
fn said_words(locale: Locale, said: &Said) -> Option<String> {
    let partners = &desk(locale.speech).partners;
    let text = directory(locale.speech);
    let named = |field: &str, words: &str| fill(text.alike.said, &[("field", field), ("words", words)]);
    Some(match said {
        Said::Name(name) => named(partners.name, &["“", name, "”"].concat()),
        Said::Kind(kind) => named(partners.kind, kind_words(locale, *kind)?),
        Said::Size(size) => told_words(locale, None, Some(*size)).concat(),
        Said::Target(level) => named(text.profile.target, &locale.count(level.index())),
    })
}

fn contact_words(contact: &Contact) -> String {
    let parts = [&contact.name, &contact.role, &contact.email, &contact.phone];
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// What the kept one becomes, before anything is done.
#[component]
fn Preview(
    group: Memo<Option<AlikeGroup>>,
    choice: Choice,
    other: CompanyId,
    becomes: Callback<(CompanyId, CompanyId), Becomes>,
    page: NodeRef<Div>,
) -> impl IntoView {
    let locale = locale();
    let text = &directory(locale.speech).alike;
    let dispatch = dispatch();
    let name_of = move |id: CompanyId| {
        group.with(|group| {
            let mut companies = group.iter().flat_map(|group| &group.companies);
            let one = companies.find(|one| one.company.id == id);
            one.map_or_else(String::new, |one| company_name(desk(locale.speech), &one.company))
        })
    };
    let cancel = move |_| {
        choice.other.set(None);
        focus_soon(page, HEADING.to_owned());
    };
    let confirm = move |_| {
        let keep = choice.keep.get_untracked();
        choice.other.set(None);
        focus_soon(page, HEADING.to_owned());
        dispatch.later(LaterAction::Directory(DirectoryAction::Merged(keep, other)));
    };
    move || {
        let keep = choice.keep.get();
        let (name, other_name) = (name_of(keep), name_of(other));
        let (title, body, can_be) = match becomes.run((keep, other)) {
            Becomes::One(one) => {
                let BecomesOne {
                    company,
                    moved,
                    not_kept,
                } = *one;
                let moved = (moved > 0).then(|| {
                    let words = locale.plural(moved, &text.about_moves, &[("name", &company.name)]);
                    view! { <p>{words}</p> }
                });
                let told = told(locale, text, &company, kind_and_size(locale, &company));
                let body = view! {
                    <p>{fill(text.preview_lead, &[("other", &other_name)])}</p>
                    {told}
                    {lost(locale, &not_kept)}
                    {moved}
                };
                (fill(text.preview, &[("name", &name)]), body.into_any(), true)
            }
            Becomes::NotHere => {
                let body = view! { <p>{text.not_here}</p> };
                (text.refused.to_owned(), body.into_any(), false)
            }
            Becomes::Invalid(problems) => {
                let body = view! { <ProblemList problems=problems /> };
                (text.refused.to_owned(), body.into_any(), false)
            }
        };
        let confirm = can_be.then(|| {
            view! {
                <button type="button" class="primary" on:click=confirm>
                    {text.confirm}
                </button>
            }
        });
        view! {
            <div class="outcome preview" class:failure=!can_be data-preview=other.0.to_string()>
                <h3 tabindex="-1">{title}</h3>
                {body}
                <div class="buttons">
                    {confirm}
                    <button type="button" on:click=cancel>
                        {text.cancel}
                    </button>
                </div>
            </div>
        }
    }
}
