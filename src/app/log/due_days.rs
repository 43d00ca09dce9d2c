//! The days of an assessment that go into a calendar: what its plan says is due, and when its answers are to be looked at
//! again.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::calendar::{AllDayEvent, EventWords, PulseDue, plan_events, pulse_events, write_calendar};
use crate::domain::insight::pulse::pulse_due;
use crate::domain::pack::Questionnaire;
use crate::domain::plan::{Plan, PlanStep};
use crate::domain::time::Day;
use crate::platform::files;
use crate::ui::Locale;
use crate::ui::Screen;
use crate::ui::text::{self, fill};

use super::super::sample;
use super::super::state::{State, now, today};
use super::super::transfer::ImportOutcome;

/// So much of a partner's name stands in the name of a file, in characters: with the words it is no longer than
/// [`files::safe_name`] keeps.
const NAME_IN_FILE: usize = 33;

/// Offers the days of an assessment as a calendar file.
pub fn offer(state: State, locale: Locale, id: AssessmentId) {
    let found = state
        .library
        .with_untracked(|library| library.assessments.get(&id).cloned());
    let Some(assessment) = found else { return };
    let Some(questionnaire) = untrack(|| state.shelf.questionnaire(&assessment.pack)) else {
        return;
    };
    let events = events(locale, &questionnaire, &assessment, today());
    let name = sample::file_name(state, file_name(counterpart(&assessment)));
    let text = write_calendar(&events, now());
    if let Err(error) = files::download(&name, "text/calendar", &text) {
        let (file, cause) = (name, error.to_string());
        let outcome = ImportOutcome::NotOffered { file, cause };
        state.later().import.set(Some(outcome));
        state.screen.set(Screen::Assessments);
    }
}

/// The events of an assessment. A plan that cannot be read has none.
pub fn events(
    locale: Locale,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    today: Day,
) -> Vec<AllDayEvent> {
    let plan = Plan::of(assessment).and_then(Result::ok).unwrap_or_default();
    let due = pulse_due(questionnaire, assessment, today).map(|day| PulseDue {
        assessment: assessment.id,
        day,
    });
    let mut events = plan_events(assessment.id, &plan, |step| {
        step_words(locale, questionnaire, counterpart(assessment), step)
    });
    let due: Vec<PulseDue> = due.into_iter().collect();
    events.extend(pulse_events(&due, |_| {
        pulse_words(locale, counterpart(assessment))
    }));
    events
}

fn step_words(locale: Locale, questionnaire: &Questionnaire, name: &str, step: &PlanStep) -> EventWords {
    let text = &text::log(locale.speech).events;
    let title = questionnaire
        .indicator(&step.indicator)
        .map(|(_, indicator)| locale.words(&indicator.title))
        .unwrap_or_default();
    let message = if name.is_empty() {
        text.step
    } else {
        text.step_about
    };
    let level = step.to.number().to_string();
    let summary = fill(
        message,
        &[
            ("name", name),
            ("id", &step.indicator.0),
            ("title", &title),
            ("n", &level),
        ],
    );
    let owner = (!step.owner.trim().is_empty()).then(|| fill(text.owner, &[("owner", &step.owner)]));
    let note = (!step.note.trim().is_empty()).then(|| step.note.clone());
    let lines: Vec<String> = owner.into_iter().chain(note).collect();
    EventWords {
        summary,
        description: lines.join("\n"),
    }
}

fn pulse_words(locale: Locale, name: &str) -> EventWords {
    let text = &text::log(locale.speech).events;
    let summary = if name.is_empty() {
        text.pulse.to_owned()
    } else {
        fill(text.pulse_about, &[("name", name)])
    };
    EventWords {
        summary,
        description: text.pulse_help.to_owned(),
    }
}

/// Whom an assessment is about; may be empty.
fn counterpart(assessment: &Assessment) -> &str {
    assessment
        .counterpart
        .as_ref()
        .map_or("", |facts| facts.name.trim())
}

/// Such as `channel-readiness-Contoso-MSP-due-days.ics`.
fn file_name(about: &str) -> String {
    let words: Vec<&str> = about.split_whitespace().collect();
    let about: String = words.join("-").chars().take(NAME_IN_FILE).collect();
    let name = if about.is_empty() {
        String::from("channel-readiness-due-days.ics")
    } else {
        format!("channel-readiness-{about}-due-days.ics")
    };
    files::safe_name(&name)
}
