//! What is done with many partners at once. It can be taken back at once, too.

use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::take_in_companies;
use crate::domain::profile::{Profile, archive, archived_on};
use crate::platform::files::FileError;
use crate::ui::Locale;
use crate::ui::screens::portfolio::{ManyAction, Those};
use crate::ui::text::{DirectoryUndoText, Plural, directory as words};

use super::super::state::{State, now, today};
use super::super::undo::{self, Undo};
use super::super::{directory, persistence};

/// Does something with those that are chosen. What goes out in turns is asked for elsewhere.
///
/// # Errors
/// Why a table did not go out.
pub fn act(state: State, locale: Locale, action: ManyAction) -> Result<(), FileError> {
    let desk = state.later().portfolio;
    let changed = |text: &'static DirectoryUndoText| &text.changed;
    let ids = desk.chosen.with_untracked(|chosen| chosen.ids().to_vec());
    match action {
        ManyAction::TagAdded(tag) => change(state, &ids, changed, |company| {
            with_profile(company, |profile| {
                // Whoever has it, or as many as there can be, stays as it is.
                let _ = profile.add_tag(&tag);
            });
        }),
        ManyAction::TagRemoved(tag) => change(state, &ids, changed, |company| {
            with_profile(company, |profile| {
                let tag = tag.to_lowercase();
                profile.tags.retain(|one| one.to_lowercase() != tag);
            });
        }),
        ManyAction::Archived => change(state, &ids, changed, |company| {
            if archived_on(company).is_none() && Profile::of(company).is_ok() {
                archive(company, today());
            }
        }),
        ManyAction::Exported(those) => {
            let ids = match those {
                Those::Chosen => ids,
                Those::Shown => desk.ids(&desk.those(those, locale)),
            };
            directory::export(state, Some(&ids))?;
        }
        ManyAction::FiguresExported(_) | ManyAction::Printed(_) | ManyAction::Invited => {}
    }
    Ok(())
}

fn with_profile(company: &mut Company, make: impl FnOnce(&mut Profile)) {
    // Nothing is written over a profile that cannot be read.
    if let Ok(mut profile) = Profile::of(company) {
        let before = profile.clone();
        make(&mut profile);
        if profile != before {
            profile.put(company);
        }
    }
}

/// Changes companies in one go, and offers to take it back: from those that are still as this left them. `said` is what is
/// said of it.
pub fn change(
    state: State,
    ids: &[CompanyId],
    said: fn(&'static DirectoryUndoText) -> &'static Plural,
    mut make: impl FnMut(&mut Company),
) {
    let now = now();
    let changed: Vec<(Company, Company)> = state.library.with_untracked(|library| {
        let found = ids.iter().filter_map(|id| library.companies.get(id));
        let changed = found.filter_map(|before| {
            let mut after = before.clone();
            make(&mut after);
            if after == *before {
                return None;
            }
            after.updated_at = before.updated_at.max(now);
            Some((before.clone(), after))
        });
        changed.collect()
    });
    if changed.is_empty() {
        return;
    }
    put(state, changed.iter().map(|(_, after)| after.clone()).collect());
    let count = changed.len();
    let said = move |locale: Locale| locale.plural(count, said(&words(&locale.language()).undo), &[]);
    let take_back = move |state: State| {
        let back = state.library.with_untracked(|library| {
            let is_as_left = |after: &Company| library.companies.get(&after.id) == Some(after);
            let back = changed.iter().filter(|(_, after)| is_as_left(after));
            back.map(|(before, _)| before.clone()).collect()
        });
        put(state, back);
    };
    undo::offer(state, Undo::new(said, take_back));
}

fn put(state: State, companies: Vec<Company>) {
    let touched = state
        .library
        .try_update(|library| take_in_companies(library, companies));
    persistence::save(state, touched.unwrap_or_default());
}
