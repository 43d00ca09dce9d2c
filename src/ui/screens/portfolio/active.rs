//! The filters that are on: each can be taken out, and all at once.

use leptos::prelude::*;

use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;
use crate::domain::portfolio::Filter;
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, isolated};

use super::find::{kind_name, level_name, size_name};
use super::{Portfolio, words};

/// A filter that is on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    /// Whichever they are: whoever types on finds the same chip with other words.
    Words,
    Kind(Option<Kind>),
    Size(Option<Size>),
    Level(Option<Level>),
    Tag(String),
    Due,
    OpenGates,
    Gap,
}

/// Where the focus goes when a chip is gone.
const NEXT: &str = ".chips button, .finder .find";

#[component]
pub(super) fn Active(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let text = &list.text.find;
    let filter = list.signals.filter;
    let parts = Memo::new(move |_| filter.with(parts));
    let is_any = Memo::new(move |_| parts.with(|parts| !parts.is_empty()));
    let chip = move |part: Part| {
        let told = part.clone();
        let words = Memo::new(move |_| filter.with(|filter| part_words(locale, filter, &told)));
        let label = move || words.with(|words| fill(text.take_out, &[("filter", words)]));
        let take_out = move |_| {
            filter.update(|filter| part.take_out(filter));
            focus_soon(list.page, NEXT.to_owned());
        };
        view! {
            <li>
                <button type="button" aria-label=label on:click=take_out>
                    <bdi>{move || words.get()}</bdi>
                    <span aria-hidden="true">"×"</span>
                </button>
            </li>
        }
    };
    let clear = move |_| {
        list.clear_filters();
        focus_soon(list.page, NEXT.to_owned());
    };
    move || {
        is_any.get().then(|| {
            view! {
                <div class="active-filters">
                    <ul class="chips" aria-label=text.active>
                        <For each=move || parts.get() key=Clone::clone let:part>
                            {chip(part)}
                        </For>
                    </ul>
                    <button type="button" class="plain" on:click=clear>
                        {text.clear}
                    </button>
                </div>
            }
        })
    }
}

fn parts(filter: &Filter) -> Vec<Part> {
    let has_words = !filter.words.trim().is_empty();
    let on = [
        (filter.is_due, Part::Due),
        (filter.has_open_gates, Part::OpenGates),
        (filter.gap.is_some(), Part::Gap),
    ];
    has_words
        .then_some(Part::Words)
        .into_iter()
        .chain(filter.kinds.iter().copied().map(Part::Kind))
        .chain(filter.sizes.iter().copied().map(Part::Size))
        .chain(filter.levels.iter().copied().map(Part::Level))
        .chain(filter.tags.iter().cloned().map(Part::Tag))
        .chain(on.into_iter().filter_map(|(is_on, part)| is_on.then_some(part)))
        .collect()
}

/// What a filter asks for, in words.
pub(super) fn filter_words(locale: Locale, filter: &Filter) -> Vec<String> {
    let archived = filter
        .shows_archived
        .then(|| words(locale).find.archived.to_owned());
    let parts = parts(filter);
    let parts = parts.iter().map(|part| part_words(locale, filter, part));
    parts.chain(archived).collect()
}

fn part_words(locale: Locale, filter: &Filter, part: &Part) -> String {
    let text = &words(locale).find;
    let named =
        |name: &str, value: &str| fill(words(locale).grid.ordered, &[("column", name), ("value", value)]);
    match part {
        Part::Words => fill(text.words, &[("words", filter.words.trim())]),
        Part::Kind(kind) => named(text.kind, &kind_name(locale, *kind)),
        Part::Size(size) => named(text.size, &size_name(locale, *size)),
        Part::Level(Some(level)) => level_name(locale, Some(*level)),
        Part::Level(None) => text.no_level.to_owned(),
        Part::Tag(tag) => isolated(tag.clone()),
        Part::Due => text.due.to_owned(),
        Part::OpenGates => text.open_gates.to_owned(),
        Part::Gap => text.gap.to_owned(),
    }
}

impl Part {
    fn take_out(&self, filter: &mut Filter) {
        match self {
            Self::Words => filter.words.clear(),
            Self::Kind(kind) => filter.kinds.retain(|one| one != kind),
            Self::Size(size) => filter.sizes.retain(|one| one != size),
            Self::Level(level) => filter.levels.retain(|one| one != level),
            Self::Tag(tag) => filter.tags.retain(|one| one != tag),
            Self::Due => filter.is_due = false,
            Self::OpenGates => filter.has_open_gates = false,
            Self::Gap => filter.gap = None,
        }
    }
}
