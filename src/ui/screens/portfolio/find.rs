//! The search, the filters with how many each would leave, the columns, and the order.

use leptos::prelude::*;

use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;
use crate::domain::portfolio::{Column, Filter, Order};
use crate::ui::components::field::field_id;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::partners::kind_words;
use crate::ui::text::{fill, isolated};

use super::cells::size_words;
use super::panel::{Dropdown, Panel};
use super::saved::Views;
use super::{Counts, Portfolio, PortfolioSignals, column_name, words};

/// So many tags are offered at once; the others are found by typing.
const TAGS: usize = 40;
/// From so many tags on, there is a field to find one.
const FIND_TAGS: usize = 12;
/// A gap from here on is worth a talk, in levels.
pub(super) const WIDE_GAP: u8 = 2;

/// The bar above the table.
#[component]
pub(super) fn Finder(list: Portfolio) -> impl IntoView {
    view! {
        <div class="finder">
            <Search list=list />
            <div class="filters" role="group" aria-label=list.text.find.filters>
                <Choices
                    list=list
                    panel=Panel::Kind
                    title=list.text.find.kind
                    rows=Memo::new(move |_| list.signals.counts.with(|counts| counts.kinds.clone()))
                    words=kind_name
                    part=|filter| &mut filter.kinds
                />
                <Choices
                    list=list
                    panel=Panel::Size
                    title=list.text.find.size
                    rows=Memo::new(move |_| list.signals.counts.with(|counts| counts.sizes.clone()))
                    words=size_name
                    part=|filter| &mut filter.sizes
                />
                <Choices
                    list=list
                    panel=Panel::Level
                    title=list.text.find.level
                    rows=Memo::new(move |_| list.signals.counts.with(|counts| counts.levels.clone()))
                    words=level_name
                    part=|filter| &mut filter.levels
                />
                <Tags list=list />
                <Switches list=list />
            </div>
            <div class="arranging">
                <Columns list=list />
                <Views list=list />
            </div>
        </div>
    }
}

#[component]
fn Search(list: Portfolio) -> impl IntoView {
    let text = &list.text.find;
    let filter = list.signals.filter;
    let typed = Memo::new(move |_| filter.with(|filter| filter.words.clone()));
    view! {
        <input
            type="search"
            class="find"
            aria-label=text.search
            placeholder=text.search_help
            maxlength="200"
            autocomplete="off"
            prop:value=move || typed.get()
            on:input:target=move |event| {
                let words = event.target().value();
                filter.update(|filter| filter.words = words);
            }
        />
    }
}

pub(super) fn kind_name(locale: Locale, kind: Option<Kind>) -> String {
    let kind = kind.and_then(|kind| kind_words(locale, kind));
    kind.unwrap_or(words(locale).find.not_told).to_owned()
}

pub(super) fn size_name(locale: Locale, size: Option<Size>) -> String {
    let text = words(locale);
    size.map_or(text.find.not_told, |size| size_words(&text.grid, size))
        .to_owned()
}

pub(super) fn level_name(locale: Locale, level: Option<Level>) -> String {
    let text = words(locale);
    level.map_or_else(
        || text.find.no_level.to_owned(),
        |level| fill(text.grid.level, &[("n", &level.number().to_string())]),
    )
}

/// A panel with a box for each value.
#[component]
fn Choices<T>(
    list: Portfolio,
    panel: Panel,
    title: &'static str,
    rows: Memo<Vec<(T, usize)>>,
    words: fn(Locale, T) -> String,
    part: fn(&mut Filter) -> &mut Vec<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let locale = locale();
    let filter = list.signals.filter;
    let chosen = Memo::new(move |_| part(&mut filter.get()).clone());
    let count = Memo::new(move |_| chosen.with(Vec::len));
    let places = Memo::new(move |_| rows.with(|rows| (0..rows.len()).collect::<Vec<_>>()));
    let row = move |place: usize| {
        let value = rows.with_untracked(|rows| rows.get(place).map(|(value, _)| *value))?;
        let count = Memo::new(move |_| rows.with(|rows| rows.get(place).map_or(0, |(_, count)| *count)));
        let is_on = Memo::new(move |_| chosen.with(|chosen| chosen.contains(&value)));
        let turn = move |()| filter.update(|filter| turn(part(filter), value));
        let turn = Callback::new(turn);
        Some(view! { <Check words=words(locale, value) count=count is_on=is_on on_turn=turn /> })
    };
    view! {
        <Dropdown list=list panel=panel title=title count=count>
            <For each=move || places.get() key=|place| *place let:place>
                {row(place)}
            </For>
        </Dropdown>
    }
}

/// In, or out where it was in.
fn turn<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if let Some(place) = values.iter().position(|one| *one == value) {
        values.remove(place);
    } else {
        values.push(value);
    }
}

/// A box with how many it stands for.
#[component]
fn Check(
    words: String,
    #[prop(optional)] count: Option<Memo<usize>>,
    is_on: Memo<bool>,
    on_turn: Callback<()>,
) -> impl IntoView {
    let locale = locale();
    view! {
        <label class="drop-row">
            <input type="checkbox" prop:checked=move || is_on.get() on:change=move |_| on_turn.run(()) />
            <bdi>{words}</bdi>
            {count.map(|count| view! { <small class="num">{move || locale.count(count.get())}</small> })}
        </label>
    }
}

/// Tags: those that most partners have come first; more are found by typing.
#[component]
fn Tags(list: Portfolio) -> impl IntoView {
    let text = &list.text.find;
    let filter = list.signals.filter;
    let counts = list.signals.counts;
    let on = Memo::new(move |_| filter.with(|filter| filter.tags.len()));
    let typed = RwSignal::new(String::new());
    let all = Memo::new(move |_| counts.with(|counts| counts.tags.len()));
    let field = move || {
        (all.get() >= FIND_TAGS).then(|| {
            view! {
                <input type="search" class="find-tag" aria-label=text.find_tag placeholder=text.find_tag bind:value=typed />
            }
        })
    };
    view! {
        <Dropdown list=list panel=Panel::Tags title=text.tags count=on>
            {field}
            <TagRows list=list all=all typed=typed />
        </Dropdown>
    }
}

/// The tags that typing leaves, of `all`. They come in order of how many partners have them when the panel is opened, and
/// stay in their places then: what moves loses the focus, and has to be looked for.
#[component]
fn TagRows(list: Portfolio, all: Memo<usize>, typed: RwSignal<String>) -> impl IntoView {
    let text = &list.text.find;
    let filter = list.signals.filter;
    let counts = list.signals.counts;
    let shown = Memo::new(move |before: Option<&Vec<String>>| {
        let typed = typed.with(|typed| typed.trim().to_lowercase());
        let mut shown = counts.with(|counts| {
            let tags = counts.tags.iter().map(|(tag, _)| tag);
            let found = tags.filter(|tag| typed.is_empty() || tag.to_lowercase().contains(&typed));
            found.take(TAGS).cloned().collect::<Vec<_>>()
        });
        if let Some(before) = before {
            shown.sort_by_cached_key(|tag| before.iter().position(|one| one == tag).unwrap_or(before.len()));
        }
        shown
    });
    let row = move |tag: String| {
        let (counted, kept, turned) = (tag.clone(), tag.clone(), tag.clone());
        let count = Memo::new(move |_| tag_count(counts, &counted));
        let is_on = Memo::new(move |_| filter.with(|filter| filter.tags.contains(&kept)));
        let on_turn = move |()| filter.update(|filter| turn(&mut filter.tags, turned.clone()));
        view! { <Check words=isolated(tag) count=count is_on=is_on on_turn=Callback::new(on_turn) /> }
    };
    let none = move || {
        let words = if all.get() == 0 {
            text.no_tags
        } else {
            text.no_such_tag
        };
        shown
            .with(Vec::is_empty)
            .then(|| view! { <p class="quiet">{words}</p> })
    };
    view! {
        {none}
        <For each=move || shown.get() key=Clone::clone let:tag>
            {row(tag)}
        </For>
    }
}

fn tag_count(counts: RwSignal<Counts>, tag: &str) -> usize {
    counts.with(|counts| {
        let found = counts.tags.iter().find(|(one, _)| one == tag);
        found.map_or(0, |(_, count)| *count)
    })
}

/// Filters that are on or off.
#[component]
fn Switches(list: Portfolio) -> impl IntoView {
    let text = &list.text.find;
    let PortfolioSignals { filter, totals, .. } = list.signals;
    let has_archived = Memo::new(move |_| totals.get().archived > 0);
    let archived = Memo::new(move |_| Some(totals.get().archived));
    view! {
        <Switch
            words=text.due
            count=worked_out(list, |counts| counts.due)
            is_on=Memo::new(move |_| filter.with(|filter| filter.is_due))
            on_turn=Callback::new(move |()| filter.update(|filter| filter.is_due = !filter.is_due))
        />
        <Switch
            words=text.open_gates
            count=worked_out(list, |counts| counts.open_gates)
            is_on=Memo::new(move |_| filter.with(|filter| filter.has_open_gates))
            on_turn=Callback::new(move |()| {
                filter.update(|filter| filter.has_open_gates = !filter.has_open_gates);
            })
        />
        <Switch
            words=text.gap
            count=worked_out(list, |counts| counts.gap)
            is_on=Memo::new(move |_| filter.with(|filter| filter.gap.is_some()))
            on_turn=Callback::new(move |()| {
                filter.update(|filter| filter.gap = filter.gap.is_none().then_some(WIDE_GAP));
            })
        />
        {move || {
            has_archived
                .get()
                .then(|| {
                    view! {
                        <Switch
                            words=text.archived
                            count=archived
                            is_on=Memo::new(move |_| filter.with(|filter| filter.shows_archived))
                            on_turn=Callback::new(move |()| {
                                filter.update(|filter| filter.shows_archived = !filter.shows_archived);
                            })
                        />
                    }
                })
        }}
    }
}

/// How many a choice by figures would leave; `None` as long as figures are missing.
fn worked_out(list: Portfolio, count: fn(&Counts) -> usize) -> Memo<Option<usize>> {
    let PortfolioSignals { counts, progress, .. } = list.signals;
    Memo::new(move |_| progress.with(Option::is_none).then(|| counts.with(count)))
}

#[component]
fn Switch(
    words: &'static str,
    count: Memo<Option<usize>>,
    is_on: Memo<bool>,
    on_turn: Callback<()>,
) -> impl IntoView {
    let locale = locale();
    let count = move || {
        count
            .get()
            .map_or_else(|| String::from("…"), |count| locale.count(count))
    };
    view! {
        <button
            type="button"
            aria-pressed=move || if is_on.get() { "true" } else { "false" }
            on:click=move |_| on_turn.run(())
        >
            {words}
            " "
            <span class="of num">{count}</span>
        </button>
    }
}

/// Which columns are shown. Their order is fixed.
#[component]
fn Columns(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let text = &list.text.find;
    let columns = list.signals.columns;
    let row = move |column: Column| {
        let is_on = Memo::new(move |_| columns.with(|columns| columns.contains(&column)));
        let on_turn = move |()| {
            columns.update(|columns| {
                let is_shown = |one: &Column| columns.contains(one) != (*one == column);
                *columns = Column::ALL.into_iter().filter(is_shown).collect();
            });
        };
        view! { <Check words=column_name(locale, column).to_owned() is_on=is_on on_turn=Callback::new(on_turn) /> }
    };
    view! {
        <Dropdown list=list panel=Panel::Columns title=text.columns>
            <p class="quiet">{text.columns_help}</p>
            {Column::ALL.into_iter().filter(|column| *column != Column::Name).map(row).collect_view()}
            <button type="button" class="plain" on:click=move |_| columns.set(Column::USUAL.to_vec())>
                {text.usual_columns}
            </button>
        </Dropdown>
    }
}

/// The order, where the head of the table has no room.
#[component]
pub(super) fn OrderField(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let text = &list.text.find;
    let order = list.order();
    let id = field_id();
    let option = |column: Column| {
        let name = column_name(locale, column);
        view! { <option value=column.name()>{name}</option> }
    };
    let chosen = move |name: String| {
        if let Some(by) = Column::named(&name) {
            order.update(|order| *order = Order { by, ..*order });
        }
    };
    let direction = move || {
        if order.get().is_descending {
            (text.descending, "↓")
        } else {
            (text.ascending, "↑")
        }
    };
    view! {
        <div class="order">
            <label for=id.clone()>{text.order}</label>
            <select
                id=id
                prop:value=move || order.get().by.name()
                on:change:target=move |event| chosen(event.target().value())
            >
                {Column::ALL.into_iter().map(option).collect_view()}
            </select>
            <button
                type="button"
                aria-label=move || format!("{}: {}", direction().0, text.turn_round)
                on:click=move |_| order.update(|order| order.is_descending = !order.is_descending)
            >
                <span aria-hidden="true">{move || direction().1}</span>
            </button>
        </div>
    }
}
