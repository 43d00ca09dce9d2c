//! One partner among all of them.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::parity::Measure;
use crate::domain::portfolio::among;
use crate::domain::slices::pause;
use crate::ui::screens::portfolio::among::{AmongFacts, AmongRow, AmongSection};

use super::super::super::portfolio::{self, Desk, column_of};
use super::super::super::slices::Sliced;
use super::super::partners::{read_as, scaled};
use super::Of;

/// The section of a partner's page. The figures of all are kept up to date while it is shown.
pub(super) fn section(of: Of) -> AnyView {
    let Of { state, id, .. } = of;
    portfolio::follow(state);
    let desk = state.later().portfolio;
    let facts = RwSignal::new(AmongFacts::Waiting);
    let work = Sliced::new();
    Effect::new(move |_| {
        if desk.settled.get() > 0 {
            work.begin(0, tell(desk, id, facts));
        }
    });
    on_cleanup(move || work.stop());
    view! { <AmongSection facts=facts.into() /> }.into_any()
}

/// Tells where a partner lies, by one measure after the other. Ends where the page is gone.
async fn tell(desk: Desk, id: CompanyId, facts: RwSignal<AmongFacts>) {
    let mut told = Vec::new();
    for measure in Measure::ALL {
        let found = desk.with(|rows| among(rows, id, column_of(measure)));
        if let Some(mut found) = found.filter(|found| found.worse.is_some()) {
            found.value *= read_as(measure);
            found.spread = scaled(found.spread, read_as(measure));
            told.push(AmongRow {
                measure,
                among: found,
            });
        }
        pause().await;
    }
    let told = AmongFacts::Here(told);
    if facts.try_with_untracked(|before| *before != told) == Some(true) {
        facts.set(told);
    }
}
