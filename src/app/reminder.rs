//! When the last backup was made, and whether it is time for another.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::json::{Json, Member};
use crate::domain::time::Moment;
use crate::ui::components::saved::SaveState;

use super::slices::{Sliced, stepped};
use super::state::{State, now};
use super::{ledger, sample};

/// The setting's id in its record's key.
pub const SETTING: &str = "backup";
/// So many answers are much to lose; fewer are given again within a few minutes.
const MUCH: usize = 20;
/// So long after the last backup, or after having been put off.
const PAUSE_MILLISECONDS: i64 = 14 * 24 * 60 * 60 * 1000;

/// Assessments that are looked at in a millisecond or so.
const COUNTED_AT_ONCE: usize = 10_000;

/// What is known of backups that were made in this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backups {
    pub last: Option<Moment>,
    /// Whoever uses it does not want to be reminded before.
    pub not_before: Option<Moment>,
}

/// That it is time for a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Since then, or since ever.
    pub last: Option<Moment>,
    pub answers: usize,
}

impl Backups {
    /// What cannot be read was not noted.
    fn read(document: &Json) -> Self {
        let moment = |name| {
            document
                .member(name)
                .and_then(Json::as_str)
                .and_then(Moment::parse)
        };
        Self {
            last: moment("lastBackupAt"),
            not_before: moment("remindAfter"),
        }
    }

    fn document(self) -> Json {
        let mut members = vec![Member::new("kind", "setting"), Member::new("format", 1)];
        let moments = [("lastBackupAt", self.last), ("remindAfter", self.not_before)];
        for (name, moment) in moments {
            members.extend(moment.map(|moment| Member::new(name, moment.to_string())));
        }
        Json::object(members)
    }

    /// Whether it is time, at that moment, where there is much to lose.
    fn are_due(self, now: Moment) -> bool {
        let is_over = |since: Moment, pause: i64| now.milliseconds() >= since.milliseconds() + pause;
        let is_late = self.last.is_none_or(|last| is_over(last, PAUSE_MILLISECONDS));
        let is_wanted = self.not_before.is_none_or(|moment| is_over(moment, 0));
        is_late && is_wanted
    }
}

/// An answer knows its day: those of the backup's own day count too.
fn answers_since(assessment: &Assessment, last: Option<Moment>) -> usize {
    let is_since = |since: Moment| assessment.updated_at > since;
    if !last.is_none_or(is_since) {
        return 0;
    }
    // Nobody has answered anything in those that came in numbers and lie packed.
    let Some(last) = last.filter(|_| !assessment.answers.is_packed()) else {
        return assessment.answers.count();
    };
    let answers = assessment.answers.values();
    answers.filter(|answer| answer.day >= last.day()).count()
}

/// Takes in the setting as the store has it.
pub fn take_in(state: State, document: &Json) {
    let _ = state.later().backups.try_set(Backups::read(document));
}

/// That it is time for a backup; looked at again whenever something is saved. Whoever answers need not wait for it. What is
/// made up needs none.
pub fn due(state: State) -> RwSignal<Option<Due>> {
    let backups = state.later().backups;
    let due = RwSignal::new(None);
    let work = Sliced::new();
    Effect::new(move |before: Option<()>| {
        let backups = backups.get();
        match state.saving.get() {
            _ if sample::is_shown(state) || !backups.are_due(now()) => {
                work.stop();
                return due.set(None);
            }
            SaveState::Saving if before.is_some() => return,
            SaveState::Saved(_) => {}
            _ => state.library.track(),
        }
        work.begin(0, async move {
            let answers = count_since(state, backups.last).await;
            let found = answers.filter(|answers| *answers >= MUCH).map(|answers| Due {
                last: backups.last,
                answers,
            });
            if due.try_get_untracked().is_some_and(|before| before != found) {
                due.set(found);
            }
        });
    });
    due
}

/// All answers since then, a slice of the library at a time. `None` where the widget is gone.
async fn count_since(state: State, last: Option<Moment>) -> Option<usize> {
    let mut answers = 0;
    let mut counted = None;
    stepped(state, |library| {
        let is_over = library
            .assessments
            .go_on(&mut counted, COUNTED_AT_ONCE, |_, _, assessment| {
                answers += answers_since(assessment, last);
            });
        is_over.then_some(answers)
    })
    .await
}

/// A backup was made of what was there at that moment.
pub fn note_made(state: State, moment: Moment) {
    note(
        state,
        Backups {
            last: Some(moment),
            not_before: None,
        },
    );
}

/// Not now.
pub fn put_off(state: State) {
    let later = Moment::from_milliseconds(now().milliseconds() + PAUSE_MILLISECONDS);
    let before = state.later().backups.get_untracked();
    note(
        state,
        Backups {
            not_before: later,
            ..before
        },
    );
}

fn note(state: State, backups: Backups) {
    state.later().backups.set(backups);
    ledger::note_setting(state, SETTING, &backups.document());
}
