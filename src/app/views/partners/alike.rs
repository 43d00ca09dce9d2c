//! Partners that look like one.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyId;
use crate::domain::directory::{Duplicates, Merger, MergerRefusal, not_kept};
use crate::domain::library::Library;
use crate::domain::time::Day;
use crate::ui::screens::partners::alike::{AlikeFacts, AlikeGroup, AlikeScreen, Becomes, BecomesOne};

use super::super::super::slices::{Sliced, stepped};
use super::super::super::state::{State, now};
use super::super::assessments::local_day;
use super::list;

/// So many assessments are gone through in a step.
const COUNTED: usize = 10_000;

/// The panel. Among very many partners those alike are looked for in slices.
pub(super) fn alike(state: State, on_back: Callback<()>) -> AnyView {
    let groups = RwSignal::new(None);
    let sliced = Sliced::new();
    Effect::new(move |_| {
        let today = state.today.get();
        state.library.track();
        sliced.begin(0, look(state, today, groups));
    });
    let becomes =
        Callback::new(move |(keep, other)| state.library.with(|library| becomes(library, keep, other)));
    view! { <AlikeScreen groups=groups becomes=becomes on_back=on_back /> }.into_any()
}

/// Looks for them. Ends where the widget is gone.
async fn look(state: State, today: Day, groups: RwSignal<Option<Vec<AlikeGroup>>>) {
    let Some(found) = list::groups(state).await else {
        return;
    };
    let Some(counts) = counts(state, &found).await else {
        return;
    };
    let facts = |library: &Library| facts(library, today, found, &counts);
    let now = state.library.try_with_untracked(facts);
    if groups.try_get_untracked().is_some_and(|before| before != now) {
        groups.set(now);
    }
}

fn facts(
    library: &Library,
    today: Day,
    found: Vec<Duplicates>,
    counts: &BTreeMap<CompanyId, usize>,
) -> Vec<AlikeGroup> {
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
    found.into_iter().map(group).collect()
}

/// How many assessments are about each of these partners. `None` where the widget is gone.
async fn counts(state: State, of: &[Duplicates]) -> Option<BTreeMap<CompanyId, usize>> {
    let companies = of.iter().flat_map(|group| &group.companies);
    let mut counts: BTreeMap<CompanyId, usize> = companies.map(|id| (*id, 0)).collect();
    let mut last: Option<AssessmentId> = None;
    stepped(state, |library| {
        let is_over = library.assessments.go_on(&mut last, COUNTED, |_, _, assessment| {
            let partner = assessment.counterpart.as_ref().and_then(|copy| copy.id);
            if let Some(count) = partner.and_then(|partner| counts.get_mut(&partner)) {
                *count += 1;
            }
        });
        is_over.then_some(())
    })
    .await?;
    Some(counts)
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
