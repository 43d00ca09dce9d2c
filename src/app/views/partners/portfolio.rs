//! All partners in one list, wired to what is known of them.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::portfolio::{Choice, Choices, Place};
use crate::domain::profile::tags;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::grid::{GridSignals, GridWays};
use crate::ui::locale::locale;
use crate::ui::screens::partners::{ListWays, kind_words};
use crate::ui::screens::portfolio::{
    Counts, PortfolioList, PortfolioSignals, PortfolioWays, Progress, Totals,
};
use crate::ui::text::desk as words;

use super::super::super::portfolio::{self, Desk};
use super::super::super::sample;
use super::super::super::state::{Shared, State};
use super::super::assessments::file_words;
use super::pictures;

/// So many made-up partners are offered to try the list with.
const SAMPLE: usize = 400;

/// The list; `add` leads to a new partner, `is_back` says that somebody comes back to it.
pub(super) fn portfolio(state: State, ways: ListWays, add: Callback<()>, is_back: bool) -> AnyView {
    portfolio::follow(state);
    let locale = locale();
    let desk = state.later().portfolio;
    let shown = Memo::new(move |_| Shared::new(desk.shown(locale)));
    let failure = RwSignal::new(None);
    let signals = PortfolioSignals {
        grid: grid(state, desk, shown),
        filter: desk.filter,
        counts: Memo::new(move |_| {
            desk.figures.track();
            desk.facts.track();
            let choices = desk
                .filter
                .with(|filter| desk.with(|rows| rows.choices(filter, |kind| kind_words(locale, kind))));
            counts(choices)
        }),
        totals: Memo::new(move |_| {
            desk.facts.track();
            desk.with(|rows| {
                let (open, archived) = rows.counts();
                Totals { open, archived }
            })
        }),
        columns: desk.columns,
        views: Memo::new(move |_| desk.saved.told(desk)),
        chosen_tags: chosen_tags(state, desk),
        progress: Memo::new(move |_| desk.progress.get().map(|(done, all)| Progress { done, all })),
        failure,
    };
    let dispatch = dispatch();
    let sample = move |()| dispatch.later(LaterAction::SampleWanted(SAMPLE));
    let many = move |action| {
        let error = portfolio::act(state, action).err();
        failure.set(error.map(|error| file_words(locale, &words(&locale.language()).import, error)));
    };
    let ways = PortfolioWays {
        grid: GridWays {
            open: ways.open,
            choose: Callback::new(move |choice| choose(desk, &shown.get_untracked(), choice)),
        },
        add,
        import: ways.import,
        sample: (!sample::is_shown(state)).then(|| Callback::new(sample)),
        view: Callback::new(move |action| portfolio::apply_view(state, action)),
        many: Callback::new(many),
    };
    let has_partners = Memo::new(move |_| signals.totals.get() != Totals::default());
    let pictures = move || {
        has_partners
            .get()
            .then(|| pictures::pictures(state, desk, ways.grid))
    };
    view! {
        <PortfolioList signals=signals ways=ways is_back=is_back />
        {pictures}
    }
    .into_any()
}

fn grid(state: State, desk: Desk, shown: Memo<Shared<Vec<Place>>>) -> GridSignals {
    GridSignals {
        total: Memo::new(move |_| shown.with(|shown| shown.len())),
        row: Callback::new(move |at: usize| {
            desk.figures.track();
            let place = *shown.get().get(at)?;
            desk.see(place);
            desk.with(|rows| rows.row(place).cloned())
        }),
        place: Callback::new(move |id| {
            let shown = shown.get();
            let place = desk.with(|rows| rows.place(id))?;
            shown.iter().position(|one| *one == place)
        }),
        columns: Memo::new(move |_| desk.columns.get()),
        order: desk.order,
        chosen: desk.chosen,
        chosen_shown: Memo::new(move |_| {
            let shown = shown.get();
            desk.chosen
                .with(|chosen| desk.with(|rows| chosen.count_of(rows, &shown)))
        }),
        today: Memo::new(move |_| state.today.get()),
        standing: desk.standing,
    }
}

fn choose(desk: Desk, shown: &[Place], choice: Choice) {
    desk.choose(|chosen, rows| match choice {
        Choice::Turned(at) => {
            if let Some(row) = shown.get(at).and_then(|place| rows.row(*place)) {
                chosen.turn(row.id);
            }
        }
        Choice::Stretched { chosen: within, left } => {
            let left = left.and_then(|left| shown.get(left));
            chosen.take_away(rows, left.unwrap_or_default());
            chosen.add(rows, shown.get(within).unwrap_or_default());
        }
        Choice::All => chosen.add(rows, shown),
        Choice::None => chosen.clear(),
    });
}

fn counts(choices: Choices) -> Counts {
    Counts {
        kinds: choices.kinds,
        sizes: choices.sizes,
        levels: choices.levels,
        tags: choices
            .tags
            .into_iter()
            .map(|tag| (tag.name, tag.count))
            .collect(),
        due: choices.due,
        open_gates: choices.open_gates,
        gap: choices.gaps[1],
    }
}

/// The tags that one of those chosen has, by name.
fn chosen_tags(state: State, desk: Desk) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        let found = desk.chosen.with(|chosen| {
            state.library.with(|library| {
                let companies = chosen.ids().iter().filter_map(|id| library.companies.get(id));
                let found =
                    companies.flat_map(|company| tags(company).map(str::to_owned).collect::<Vec<_>>());
                found.collect::<BTreeSet<String>>()
            })
        });
        found.into_iter().collect()
    })
}
