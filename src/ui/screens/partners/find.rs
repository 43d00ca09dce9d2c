//! Finding partners, and giving out what is found.

use leptos::prelude::*;

use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::row::Row;
use super::{Back, List, ListSignals, Which};

/// So many rows are shown at first, and more at a time: however many partners there are, the page stays quick. The search
/// finds all.
const SHOWN: usize = 100;

/// The search, and what it finds.
#[component]
pub(super) fn Found(list: List, back_from: Option<Back>) -> impl IntoView {
    let locale = locale();
    let text = list.more;
    let found = list.signals.found;
    // Whoever comes back finds the row again.
    let place = back_from.and_then(|back| match back {
        Back::Partner(id) => found.with_untracked(|found| found.iter().position(|one| *one == id)),
        Back::Alike | Back::Table | Back::Opened => None,
    });
    let most = RwSignal::new(SHOWN.max(place.map_or(0, |place| place + 1)));
    let ids =
        Memo::new(move |_| found.with(|found| found.iter().take(most.get()).copied().collect::<Vec<_>>()));
    let left = Memo::new(move |_| found.with(Vec::len).saturating_sub(most.get()));
    let more = move || {
        let count = left.get().min(SHOWN);
        (count > 0).then(|| {
            view! {
                <button type="button" class="plain" on:click=move |_| most.update(|most| *most += SHOWN)>
                    {locale.plural(count, &text.more, &[])}
                </button>
            }
        })
    };
    let is_empty = Memo::new(move |_| found.with(Vec::is_empty));
    let none = move || {
        is_empty.get().then(|| {
            let is_searched = list.signals.query.with(|query| !query.trim().is_empty());
            let words = if is_searched {
                text.none_found
            } else {
                text.all_archived
            };
            view! { <p class="quiet">{words}</p> }
        })
    };
    view! {
        <section class="list">
            <h2 class="hidden">{list.text.partners.list}</h2>
            <Search list=list />
            {none}
            <ul class="entries">
                <For each=move || ids.get() key=|id| *id let:id>
                    <Row list=list id=id />
                </For>
            </ul>
            {more}
        </section>
    }
}

#[component]
fn Search(list: List) -> impl IntoView {
    let locale = locale();
    let text = list.more;
    let ListSignals {
        found,
        all,
        query,
        shows_archived,
        ..
    } = list.signals;
    let count = move || {
        let (open, archived) = all.get();
        let all = if shows_archived.get() {
            open + archived
        } else {
            open
        };
        let found = found.with(Vec::len);
        if found == all {
            return locale.plural(all, &text.found, &[]);
        }
        fill(
            text.found_of,
            &[("found", &locale.count(found)), ("all", &locale.count(all))],
        )
    };
    let archived = Memo::new(move |_| all.get().1);
    let has_archived = Memo::new(move |_| archived.get() > 0);
    let switch = move || {
        has_archived.get().then(|| {
            let words = move || locale.plural(archived.get(), &text.show_archived, &[]);
            view! {
                <label class="check">
                    <input type="checkbox" bind:checked=shows_archived />
                    <span class="num">{words}</span>
                </label>
            }
        })
    };
    view! {
        <div class="search">
            <input
                type="search"
                aria-label=text.search
                placeholder=text.search_help
                maxlength="200"
                autocomplete="off"
                bind:value=query
            />
            {switch}
            <p class="quiet num" role="status">
                {count}
            </p>
        </div>
    }
}

/// Giving out a table of all, or of what is found.
#[component]
pub(super) fn Exporting(list: List) -> impl IntoView {
    let locale = locale();
    let text = list.more;
    let ListSignals {
        found, all, query, ..
    } = list.signals;
    let is_empty = Memo::new(move |_| all.get() == (0, 0));
    let searched = Memo::new(move |_| {
        let count = found.with(Vec::len);
        query
            .with(|query| !query.trim().is_empty() && count > 0)
            .then_some(count)
    });
    let failure = RwSignal::new(None::<String>);
    let export = move |which| failure.set(list.ways.export.run(which));
    let of_found = move || {
        searched.get().map(|count| {
            view! {
                <button type="button" class="plain" on:click=move |_| export(Which::Found)>
                    {locale.plural(count, &text.export_found, &[])}
                </button>
            }
        })
    };
    move || {
        (!is_empty.get()).then(|| {
            view! {
                <button type="button" class="plain" on:click=move |_| export(Which::All)>
                    {text.export}
                </button>
                {of_found}
                {move || {
                    failure
                        .get()
                        .map(|cause| {
                            view! {
                                <p class="error" role="alert">
                                    {fill(text.not_offered, &[("cause", &cause)])}
                                </p>
                            }
                        })
                }}
            }
        })
    }
}
