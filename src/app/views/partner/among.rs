//! One partner among all of them.

use leptos::prelude::*;

use crate::domain::parity::Measure;
use crate::domain::portfolio::{Filter, Order, Portfolio, among};
use crate::ui::screens::portfolio::among::{AmongFacts, AmongRow, AmongSection};

use super::super::super::portfolio::{self, column_of};
use super::super::partners::{read_as, scaled};
use super::Of;

/// The section of a partner's page. The figures of all are kept up to date while it is shown.
pub(super) fn section(of: Of) -> AnyView {
    let Of { state, id, .. } = of;
    portfolio::follow(state);
    let desk = state.later().portfolio;
    let facts = Memo::new(move |_| {
        desk.facts.track();
        desk.figures.track();
        let has_rows = desk.has_rows.get();
        desk.with(|rows| {
            let (ready, all) = Portfolio::worked_out(rows);
            if !has_rows || ready < all {
                return AmongFacts::Waiting;
            }
            let shown = rows.shown(&Filter::default(), Order::default(), |_| None::<&str>);
            let row = |measure| {
                let found = among(rows, id, &shown, column_of(measure));
                let mut found = found.filter(|found| found.below.is_some())?;
                found.value *= read_as(measure);
                found.spread = scaled(found.spread, read_as(measure));
                Some(AmongRow {
                    measure,
                    among: found,
                })
            };
            AmongFacts::Here(Measure::ALL.into_iter().filter_map(row).collect())
        })
    });
    view! { <AmongSection facts=facts /> }.into_any()
}
