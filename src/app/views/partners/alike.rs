//! Partners that look like one.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::directory::{Duplicates, Merger, MergerRefusal, duplicates, not_kept};
use crate::domain::library::Library;
use crate::domain::time::Day;
use crate::ui::screens::partners::alike::{AlikeFacts, AlikeGroup, AlikeScreen, Becomes, BecomesOne};

use super::super::super::state::{State, now};
use super::super::assessments::local_day;
use super::list::counts;

/// The panel.
pub(super) fn alike(state: State, on_back: Callback<()>) -> AnyView {
    let groups = Memo::new(move |_| {
        let today = state.today.get();
        state.library.with(|library| groups(library, today))
    });
    let becomes =
        Callback::new(move |(keep, other)| state.library.with(|library| becomes(library, keep, other)));
    view! { <AlikeScreen groups=groups becomes=becomes on_back=on_back /> }.into_any()
}

fn groups(library: &Library, today: Day) -> Vec<AlikeGroup> {
    let counts = counts(library);
    let facts = |id: &CompanyId| {
        let company = library.companies.get(id)?.clone();
        Some(AlikeFacts {
            added: local_day(company.created_at).unwrap_or(today),
            assessments: counts.get(id).copied().unwrap_or(0),
            company,
        })
    };
    let group = |group: Duplicates| AlikeGroup {
        companies: group.companies.iter().filter_map(facts).collect(),
        likenesses: group.likenesses,
    };
    duplicates(library).into_iter().map(group).collect()
}

fn becomes(library: &Library, keep: CompanyId, other: CompanyId) -> Becomes {
    match Merger::of(library, keep, other, now()) {
        Ok(merger) => {
            let company = |id| library.companies.get(&id);
            let both = company(keep).zip(company(other));
            Becomes::One(Box::new(BecomesOne {
                not_kept: both.map_or_else(Vec::new, |(keep, other)| not_kept(keep, other)),
                moved: merger.assessments.len(),
                company: merger.company,
            }))
        }
        Err(MergerRefusal::NotHere(_) | MergerRefusal::IsOne) => Becomes::NotHere,
        Err(MergerRefusal::Invalid(problems)) => Becomes::Invalid(problems),
    }
}
