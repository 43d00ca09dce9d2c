//! Partners that look like one.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::directory::{Duplicates, Merger, MergerRefusal, duplicates, not_kept};
use crate::domain::library::Library;
use crate::domain::time::Day;
use crate::ui::screens::partners::alike::{AlikeFacts, AlikeGroup, AlikeScreen, Becomes, BecomesOne};

use super::super::super::state::{State, now};
use super::super::assessments::local_day;

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

/// How many assessments are about each partner.
fn counts(library: &Library) -> BTreeMap<CompanyId, usize> {
    let mut counts = BTreeMap::new();
    for assessment in library.assessments.values() {
        if let Some(id) = assessment.counterpart.as_ref().and_then(|copy| copy.id) {
            *counts.entry(id).or_default() += 1;
        }
    }
    counts
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
