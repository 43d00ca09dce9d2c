//! A partner's readiness beside figures of others.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::relationship::Views;
use crate::domain::scoring::score;
use crate::ui::screens::benchmarks::beside::{Beside, Whose};

use super::super::benchmarks::{Seen, beside};
use super::Of;

/// The section of a partner's page.
pub(super) fn section(of: Of) -> AnyView {
    let whose = Memo::new(move |_| {
        let whose = of.told(|_, _, views| Some(seen(views)?.0));
        whose.unwrap_or(Whose::Theirs)
    });
    let facts = Memo::new(move |_| {
        let today = of.state.today.get();
        let facts = of.told(|_, company, views| {
            let (_, view) = seen(views)?;
            let questionnaire = of.state.shelf.questionnaire(&view.pack)?;
            let seen = Seen {
                questionnaire: &questionnaire,
                assessment: view,
                readiness: &score(&questionnaire, view, today),
                kind: company.kind,
                size: company.size,
            };
            Some(beside(of.state, of.locale, &seen))
        });
        facts.unwrap_or_default()
    });
    view! { <Beside whose=whose facts=facts /> }.into_any()
}

/// The view that is seen beside them, as in the list of all partners: the newest of theirs, or else of ours.
fn seen<'l>(views: &Views<'l>) -> Option<(Whose, &'l Assessment)> {
    let theirs = views.theirs.first().map(|view| (Whose::Theirs, *view));
    theirs.or_else(|| views.ours.first().map(|view| (Whose::Ours, *view)))
}
