//! What the start screen gets from the later part: what can be gone on with, and more about the companies.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::insight::timeline::same_subject;
use crate::domain::scoring::standings;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::locale::locale;
use crate::ui::screens::go_on::{GoOn, GoOnFacts, InProgress};
use crate::ui::screens::more::More;
use crate::ui::screens::result::newer::PulseFacts;
use crate::ui::screens::start::Form;

use super::super::state::State;
use super::result::due;
use super::{name_words, progress};

const SHOWN: usize = 3;

/// The list, as things stand when it is shown.
pub fn go_on(state: State) -> AnyView {
    let locale = locale();
    let facts = state.library.with_untracked(|library| {
        let latest = library.latest_first();
        GoOnFacts {
            in_progress: latest
                .iter()
                .filter_map(|assessment| in_progress(state, locale, assessment))
                .take(SHOWN)
                .collect(),
            pulses: pulses(state, locale, &latest),
            assessments: latest.len(),
        }
    });
    view! { <GoOn facts=facts /> }.into_any()
}

/// The pulses that are due, of the newest assessment of each subject.
fn pulses(state: State, locale: Locale, latest: &[&Assessment]) -> Vec<(String, PulseFacts)> {
    let newest = latest.iter().enumerate().filter(|(place, one)| {
        let later = latest[..*place].iter();
        !later.into_iter().any(|other| same_subject(other, one))
    });
    let due = newest.filter_map(|(_, one)| {
        let questionnaire = state.shelf.questionnaire(&one.pack)?;
        let facts = due(&questionnaire, one, state.today.get())?;
        Some((name_words(locale, one), facts))
    });
    due.take(SHOWN).collect()
}

/// An assessment with open questions; `None` where it is finished or its questionnaire is not at hand.
fn in_progress(state: State, locale: Locale, assessment: &Assessment) -> Option<InProgress> {
    let questionnaire = state.shelf.questionnaire(&assessment.pack)?;
    let (answered, asked) = progress(&standings(&questionnaire, assessment));
    (answered < asked).then(|| InProgress {
        id: assessment.id,
        name: name_words(locale, assessment),
        answered,
        asked,
        last: last_day(assessment, state.today.get()),
    })
}

fn last_day(assessment: &Assessment, today: Day) -> Day {
    assessment
        .answers
        .values()
        .map(|answer| answer.day)
        .max()
        .unwrap_or(today)
}

/// Kinds and sizes of the two companies.
pub fn more(form: Form) -> AnyView {
    view! { <More form=form /> }.into_any()
}
