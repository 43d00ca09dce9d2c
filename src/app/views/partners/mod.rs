//! The list of partners, and what is reached from it: a partner's page, partners that look like one, tables.

mod alike;
mod benchmarks;
mod list;
mod pictures;
mod portfolio;
mod table;

pub(super) use pictures::{read_as, scaled};

use leptos::prelude::*;

use crate::storage::RecordKind;
use crate::ui::Screen;
use crate::ui::screens::partners::{Alike, Back, ListWays, PartnersScreen};

use super::super::exchange::opening;
use super::super::state::State;
use super::bin::bin;
use super::joint::joint;
use super::once;
use super::opened;
use super::partner::partner;

/// What is shown in place of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Panel {
    None,
    Alike,
    Table,
    Benchmarks,
}

/// The screen.
pub fn partners(state: State) -> AnyView {
    let (signals, export) = list::list(state);
    let bin = bin(state, RecordKind::Company);
    let shown = state.later().partner;
    // Whoever comes back from somewhere else finds the page again; whoever asks for the list here, gets that.
    on_cleanup(move || {
        if state.screen.try_get_untracked() == Some(Screen::Partners) {
            let _ = shown.try_set(None);
        }
    });
    on_cleanup(move || {
        if state.screen.try_get_untracked() == Some(Screen::Partners) {
            let _ = state.later().opened.try_set(None);
        }
    });
    opening::take_address(state);
    let is_opened = opened::is_opened(state);
    let panel = RwSignal::new(Panel::None);
    let before = StoredValue::new(None);
    let was_opened = StoredValue::new(false);
    let on_open = Callback::new(move |id| shown.set(Some(id)));
    let ways = ListWays {
        open: on_open,
        alike: Callback::new(move |()| panel.set(Panel::Alike)),
        import: Callback::new(move |()| panel.set(Panel::Table)),
        benchmarks: Callback::new(move |()| panel.set(Panel::Benchmarks)),
        export,
    };
    let on_back = Callback::new(move |()| {
        before.set_value(match panel.get_untracked() {
            Panel::None => shown.get_untracked().map(Back::Partner),
            Panel::Alike => Some(Back::Alike),
            Panel::Table => Some(Back::Table),
            Panel::Benchmarks => Some(Back::Benchmarks),
        });
        shown.set(None);
        panel.set(Panel::None);
    });
    let there = Memo::new(move |_| {
        let id = shown.get()?;
        state
            .library
            .with(|library| library.companies.contains_key(&id))
            .then_some(id)
    });
    let people = state.later().people;
    on_cleanup(move || drop(people.try_set(None)));
    // The list needs no more than the companies.
    let is_list = move || !is_opened.get() && people.get().is_none() && there.get().is_none();
    let is_here = Memo::new(move |_| {
        !state.is_being_read() || state.has_companies() && is_list() && panel.get() == Panel::None
    });
    once(is_here, move || {
        let was_opened_before = was_opened.try_update_value(|was| core::mem::replace(was, is_opened.get()));
        if is_opened.get() {
            return opened::opened(state, on_open);
        }
        if let Some(people) = people.get() {
            return joint(state, people);
        }
        if let Some(id) = there.get() {
            return partner(state, id, on_back);
        }
        match panel.get() {
            Panel::Alike => alike::alike(state, on_back),
            Panel::Table => table::table(state, on_back),
            Panel::Benchmarks => benchmarks::page(state, on_back),
            Panel::None => {
                // Whoever was on the page of a partner that is gone now was led here.
                let is_gone = shown.get_untracked().is_some();
                let back_from = if is_gone {
                    Some(Back::Gone)
                } else if was_opened_before == Some(true) {
                    Some(Back::Opened)
                } else {
                    before.get_value()
                };
                let is_back = matches!(back_from, Some(Back::Partner(_)));
                let left = match back_from {
                    Some(Back::Partner(id)) => Some(id),
                    _ => shown.get_untracked(),
                };
                if let Some(left) = left {
                    state.later().portfolio.look_again(state, left);
                }
                let add = Callback::new(move |()| signals.is_adding.set(true));
                let alike = view! { <Alike signals=signals ways=ways /> }.into_any();
                let list = portfolio::portfolio(state, ways, add, is_back, alike);
                view! {
                    <PartnersScreen
                        signals=signals
                        ways=ways
                        bin=bin
                        back_from=back_from
                        ways_in=opened::ways_in(state)
                        apart=opened::apart(state)
                        list=list
                    />
                }
                .into_any()
            }
        }
    })
}
