//! Tags, contacts, shared systems and the target of a partner.

use leptos::prelude::*;

use crate::app::State;
use crate::domain::company::CompanyId;
use crate::domain::level::Level;
use crate::domain::profile::{Glance, Profile};
use crate::ui::Locale;
use crate::ui::action::{DirectoryAction, LaterAction, dispatch};
use crate::ui::locale::locale;
use crate::ui::screens::partner::profile::{ProfileChoices, ProfileFacts, ProfileSection};
use crate::ui::screens::partners::company_name;
use crate::ui::text::desk;

/// So many tags are offered.
const MOST_OFFERED: usize = 200;

/// The section of a partner's page.
pub fn profile(state: State, id: CompanyId) -> AnyView {
    let locale = locale();
    let facts = Memo::new(move |_| {
        state.library.with(|library| {
            let company = library.companies.get(&id)?;
            Some(ProfileFacts {
                name: company_name(desk(locale.speech), company),
                profile: Profile::of(company),
            })
        })
    });
    let choices = ProfileChoices {
        tags: Memo::new(move |_| tags_in_use(state)),
        levels: Memo::new(move |_| level_names(state, locale)),
    };
    let dispatch = dispatch();
    let on_change = Callback::new(move |change| {
        let change = DirectoryAction::ProfileChanged(id, Box::new(change));
        dispatch.later(LaterAction::Directory(change));
    });
    view! { <ProfileSection facts=facts choices=choices on_change=on_change /> }.into_any()
}

/// The tags of all partners, each once but for capitals, by name.
fn tags_in_use(state: State) -> Vec<String> {
    state.library.with(|library| {
        let mut all = std::collections::BTreeMap::new();
        let tags = |company| Glance::of(company).tags;
        for tag in library.companies.values().flat_map(tags) {
            all.entry(tag.to_lowercase()).or_insert_with(|| tag.to_owned());
        }
        all.into_values().take(MOST_OFFERED).collect()
    })
}

/// The names of the levels in the questionnaire that is offered; none where it is not here yet.
fn level_names(state: State, locale: Locale) -> Vec<String> {
    let offered = state.shelf.offered();
    let questionnaire = offered.and_then(|offered| state.shelf.questionnaire(&offered));
    questionnaire.map_or_else(Vec::new, |questionnaire| {
        let name = |level: Level| locale.words(&questionnaire.levels[level.index()].name);
        Level::ALL.into_iter().map(name).collect()
    })
}
