//! What is done with many partners at once, in turns. It can be taken back at once, too.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::take_in_companies;
use crate::domain::profile::{Profile, archive, archived_on};
use crate::domain::slices::pause;
use crate::platform::clock;
use crate::ui::Locale;
use crate::ui::screens::portfolio::{ManyAction, Those};
use crate::ui::text::{DirectoryUndoText, Plural, directory as words, isolated};

use super::super::slices::in_turns;
use super::super::state::{State, now, today};
use super::super::undo::{self, Undo};
use super::super::{directory, ledger, persistence};
use super::report::NotOut;
use super::{Desk, SHOWN_MILLISECONDS};

/// So many are changed and noted at a time.
const AT_ONCE: usize = 32;

/// A partner stays as it is though it was to be changed: nothing is written over a profile that cannot be read, and there
/// can be no more tags than so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut;

/// Does something with those that are chosen. What goes out of figures, and who is asked, is seen to elsewhere.
///
/// # Errors
/// Why a table did not go out, or who was left out.
pub async fn act(state: State, locale: Locale, action: ManyAction) -> Result<(), NotOut> {
    let desk = state.later().portfolio;
    let ids = desk.chosen.with_untracked(|chosen| chosen.ids().to_vec());
    let left_out = match action {
        ManyAction::TagAdded(tag) => {
            let add = |profile: &mut Profile| profile.add_tag(&tag).map_err(|_| LeftOut);
            let said = said_of_tag(|text| &text.tagged, &tag);
            change(state, &ids, said, |company| with_profile(company, add)).await
        }
        ManyAction::TagRemoved(tag) => {
            let said = said_of_tag(|text| &text.untagged, &tag);
            let tag = tag.to_lowercase();
            let remove = |profile: &mut Profile| {
                profile.tags.retain(|one| one.to_lowercase() != tag);
                Ok(())
            };
            change(state, &ids, said, |company| with_profile(company, remove)).await
        }
        ManyAction::Archived => {
            let put_aside = |company: &mut Company| {
                Profile::of(company).map_err(|_| LeftOut)?;
                if archived_on(company).is_none() {
                    archive(company, today());
                }
                Ok(())
            };
            let said =
                |locale: Locale, count| locale.plural(count, &words(locale.speech).undo.put_aside, &[]);
            change(state, &ids, said, put_aside).await
        }
        ManyAction::Exported(those) => {
            let ids = match those {
                Those::Chosen => ids,
                Those::Shown => desk.ids(&desk.those(those, locale)),
            };
            directory::export(state, ids).await?;
            Vec::new()
        }
        ManyAction::FiguresExported(_) | ManyAction::Printed(_) | ManyAction::Invited => Vec::new(),
    };
    if left_out.is_empty() {
        Ok(())
    } else {
        Err(NotOut::LeftOut(left_out))
    }
}

/// What is said of so many that have a tag now, or have it no more.
fn said_of_tag(
    message: fn(&'static DirectoryUndoText) -> &'static Plural,
    tag: &str,
) -> impl Fn(Locale, usize) -> String + 'static {
    let tag = isolated(tag.to_owned());
    move |locale, count| {
        let message = message(&words(locale.speech).undo);
        locale.plural(count, message, &[("tag", &tag)])
    }
}

fn with_profile(
    company: &mut Company,
    make: impl FnOnce(&mut Profile) -> Result<(), LeftOut>,
) -> Result<(), LeftOut> {
    let mut profile = Profile::of(company).map_err(|_| LeftOut)?;
    let before = profile.clone();
    make(&mut profile)?;
    if profile != before {
        profile.put(company);
    }
    Ok(())
}

/// Changes companies in turns, and offers to take it back: from those that are still as this left them. `said` is what is
/// said of it. What is changed is noted at once, so that nothing is lost where the widget goes in the middle; it is shown
/// when all are changed. Gives the names of those left out.
pub async fn change(
    state: State,
    ids: &[CompanyId],
    said: impl Fn(Locale, usize) -> String + Send + Sync + 'static,
    make: impl FnMut(&mut Company) -> Result<(), LeftOut>,
) -> Vec<String> {
    let (changed, left_out) = in_turns(change_all(state, ids, make)).await;
    show(state);
    // The widget may be gone by now.
    if changed.is_empty() || !is_here(state) {
        return left_out;
    }
    let count = changed.len();
    let said = move |locale: Locale| said(locale, count);
    let changed = Arc::new(changed);
    let take_back = move |state: State| {
        let changed = Arc::clone(&changed);
        spawn_local(async move {
            in_turns(take_back(state, &changed)).await;
            show(state);
        });
    };
    undo::offer(state, Undo::new(said, take_back));
    left_out
}

/// Each as it was and as it is then, and the names of those left out.
async fn change_all(
    state: State,
    ids: &[CompanyId],
    mut make: impl FnMut(&mut Company) -> Result<(), LeftOut>,
) -> (Vec<(Company, Company)>, Vec<String>) {
    let (mut changed, mut left_out) = (Vec::new(), Vec::new());
    let now = now();
    let mut course = Course::of(state, ids.len());
    for ids in ids.chunks(AT_ONCE) {
        if !is_here(state) {
            break;
        }
        let before = changed.len();
        state.library.with_untracked(|library| {
            for company in ids.iter().filter_map(|id| library.companies.get(id)) {
                let mut after = company.clone();
                match make(&mut after) {
                    Err(LeftOut) => left_out.push(company.name.clone()),
                    Ok(()) if after == *company => {}
                    Ok(()) => {
                        after.updated_at = company.updated_at.max(now);
                        changed.push((company.clone(), after));
                    }
                }
            }
        });
        let after = changed.iter().skip(before).map(|(_, after)| after.clone());
        put(state, after.collect());
        course.go_on(ids.len());
        pause().await;
    }
    (changed, left_out)
}

async fn take_back(state: State, changed: &[(Company, Company)]) {
    let mut course = Course::of(state, changed.len());
    for some in changed.chunks(AT_ONCE) {
        if !is_here(state) {
            return;
        }
        let back = state.library.with_untracked(|library| {
            let is_as_left = |after: &Company| library.companies.get(&after.id) == Some(after);
            let back = some.iter().filter(|(_, after)| is_as_left(after));
            back.map(|(before, _)| before.clone()).collect()
        });
        put(state, back);
        course.go_on(some.len());
        pause().await;
    }
}

/// How far a change of many has come. It is told now and then, and no more once this is gone.
struct Course {
    desk: Desk,
    done: usize,
    all: usize,
    told_at: i64,
}

impl Course {
    fn of(state: State, all: usize) -> Self {
        Self {
            desk: state.later().portfolio,
            done: 0,
            all,
            told_at: clock::now_milliseconds(),
        }
    }

    /// So many more are through.
    fn go_on(&mut self, count: usize) {
        self.done += count;
        let now = clock::now_milliseconds();
        if (now - self.told_at).abs() >= SHOWN_MILLISECONDS {
            self.told_at = now;
            let _ = self.desk.changing.try_set(Some((self.done, self.all)));
        }
    }
}

impl Drop for Course {
    fn drop(&mut self) {
        let _ = self.desk.changing.try_set(None);
    }
}

/// Whether the widget is there, and its lock is not shut.
fn is_here(state: State) -> bool {
    state.library.try_with_untracked(|_| ()).is_some() && !state.later().lock.is_shut()
}

/// Puts companies into the library, where nobody hears of it yet, and notes them.
fn put(state: State, companies: Vec<Company>) {
    let touched = state
        .library
        .try_write_untracked()
        .map(|mut library| take_in_companies(&mut library, companies));
    if let Some(touched) = touched.filter(|touched| !touched.is_empty()) {
        persistence::save(state, touched);
        ledger::note_edits(state);
    }
}

/// Has everybody hear of what is in the library.
fn show(state: State) {
    let _ = state.library.try_update(|_| ());
}
