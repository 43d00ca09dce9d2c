//! The list of assessments: rows from the library, and files read before they are taken in.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::own::is_received;
use crate::domain::pack::Questionnaire;
use crate::domain::relationship::filed_under;
use crate::domain::scoring::{score, standings};
use crate::domain::time::{Day, Moment};
use crate::platform::clock;
use crate::platform::files::{self, FileError};
use crate::storage::RecordKind;
use crate::ui::Locale;
use crate::ui::action::FileText;
use crate::ui::components::file_button::Picked;
use crate::ui::components::standing::Progress;
use crate::ui::locale::locale;
use crate::ui::screens::assessments::{About, AssessmentRow, AssessmentsScreen, FilingWays, ReceivedRow};
use crate::ui::text::desk::Import;
use crate::ui::text::{desk, fill};

use super::super::exchange::opening;
use super::super::ledger;
use super::super::state::State;
use super::super::transfer::{self, LARGEST_DOCUMENT};
use super::bin::bin;
use super::joint::{groups, joint};
use super::opened;
use super::{name_words, once_read, view_words};

/// The screen.
pub fn assessments(state: State) -> AnyView {
    let locale = locale();
    let entries = Memo::new(move |_| {
        state.library.with(|library| {
            let latest = library.latest_first().into_iter();
            let entry = |one: &Assessment| (one.id, about(one));
            latest.map(entry).collect::<Vec<_>>()
        })
    });
    let row = Callback::new(move |id| {
        let today = state.today.get();
        state
            .library
            .with(|library| Some(row(state, locale, library.assessments.get(&id)?, today)))
    });
    let unreadable = Memo::new(move |_| ledger::unreadable(state));
    let bin = bin(state, RecordKind::Assessment);
    let filing = FilingWays {
        facts: opened::keeping_of(state, locale),
        find: opened::find_partners(state, locale),
    };
    let on_files = UnsyncCallback::new(move |files: Picked| import(state, locale, files));
    let people = state.later().people;
    on_cleanup(move || drop(people.try_set(None)));
    once_read(state, move || {
        if let Some(people) = people.get() {
            return joint(state, people);
        }
        view! {
            <AssessmentsScreen
                entries=entries
                row=row
                unreadable=unreadable
                import=state.later().import
                bin=bin
                several=groups(state, None)
                on_files=on_files
                link_in=opened::link_in()
                filing=filing
            />
        }
        .into_any()
    })
}

fn row(state: State, locale: Locale, assessment: &Assessment, today: Day) -> AssessmentRow {
    let questionnaire = state.shelf.questionnaire(&assessment.pack);
    AssessmentRow {
        id: assessment.id,
        name: name_words(locale, assessment),
        title: assessment.title.clone().unwrap_or_default(),
        respondent: assessment.respondent.clone().unwrap_or_default(),
        view: view_words(locale, assessment),
        side: assessment.side,
        length: assessment.length,
        pack: questionnaire
            .as_ref()
            .map(|questionnaire| locale.words(&questionnaire.title))
            .unwrap_or_default(),
        progress: questionnaire.map(|questionnaire| progress(locale, &questionnaire, assessment, today)),
        changed: local_day(assessment.updated_at).unwrap_or(today),
        received: is_received(assessment).then(|| ReceivedRow {
            facts: opened::received_words(locale, assessment),
            is_filed: filed_under(assessment).is_some(),
        }),
    }
}

pub(super) fn progress(
    locale: Locale,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    today: Day,
) -> Progress {
    let (answered, asked) = super::progress(&standings(questionnaire, assessment));
    let figures = score(questionnaire, assessment, today).overall;
    let level = figures
        .level
        .map(|level| (level, locale.words(&questionnaire.levels[level.index()].name)));
    Progress {
        answered,
        asked,
        figures,
        level,
    }
}

/// Partners of the list are told apart by their ids, others by their names.
fn about(assessment: &Assessment) -> About {
    match &assessment.counterpart {
        None => About::ChannelWork,
        Some(facts) => {
            let key = facts
                .id
                .map_or_else(|| format!("name {}", facts.name), |id| id.0.to_string());
            About::Partner {
                key,
                name: facts.name.clone(),
            }
        }
    }
}

pub(super) fn local_day(moment: Moment) -> Option<Day> {
    let (year, month, day) = clock::local_day_of(moment.milliseconds());
    Day::from_date(year, month, day)
}

/// Takes in a picked file; what became of it stands in the state.
pub(super) fn import(state: State, locale: Locale, picked: Picked) {
    match one_of(locale, picked) {
        Ok(file) => {
            let text = &desk(locale.speech).import;
            // What companies exchange is opened beside what is here, whatever way it comes.
            opening::open_or_else(state, file, move |file| {
                transfer::take_file(state, file, move |error| file_words(locale, text, error));
            });
        }
        Err((name, cause)) => transfer::refuse_file(state, name, cause),
    }
}

/// A picked file's text, or in words why there is none.
pub(super) async fn read(locale: Locale, picked: Picked) -> FileText {
    let file = match one_of(locale, picked) {
        Ok(file) => file,
        Err((name, cause)) => {
            return FileText {
                name,
                text: Err(cause),
            };
        }
    };
    let text = &desk(locale.speech).import;
    let read = files::read_text(&file, u64::from(LARGEST_DOCUMENT)).await;
    FileText {
        name: files::safe_name(&file.name()),
        text: read.map_err(|error| file_words(locale, text, error)),
    }
}

/// The one file that was picked; else the name of the first, and in words why it is not taken.
pub(super) fn one_of(locale: Locale, mut picked: Picked) -> Result<web_sys::File, (String, String)> {
    let count = picked.len();
    match picked.pop() {
        Some(file) if count == 1 => Ok(file),
        last => {
            let first = picked.into_iter().next().or(last);
            let name = first
                .map(|file| files::safe_name(&file.name()))
                .unwrap_or_default();
            let text = &desk(locale.speech).import;
            let cause = fill(text.one_at_a_time, &[("n", &locale.count(count))]);
            Err((name, cause))
        }
    }
}

/// Why a file was not read.
pub(super) fn file_words(locale: Locale, text: &'static Import, error: FileError) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a file's size is below 2^53")]
    let count = |bytes: u64| locale.number(bytes as f64, 0);
    match error {
        FileError::TooLarge { size, limit } => fill(
            text.too_large,
            &[("size", &count(size)), ("limit", &count(limit))],
        ),
        FileError::Utf16 => text.utf16.to_owned(),
        FileError::NotUtf8 { valid } => fill(text.not_utf8, &[("byte", &locale.count(valid + 1))]),
        FileError::Unreadable(cause) | FileError::NotOffered(cause) => {
            fill(text.unreadable, &[("cause", &cause)])
        }
    }
}
