//! Due days as events: steps of a plan, and assessments that are to be looked at again.

use super::write::AllDayEvent;
use crate::domain::assessment::AssessmentId;
use crate::domain::plan::{Plan, PlanStep, StepState};
use crate::domain::time::Day;

/// What stands behind the name of every event of ours.
const HOST: &str = "@channel-readiness";

/// What is read in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventWords {
    pub summary: String,
    /// May be empty.
    pub description: String,
}

/// An assessment of which some answers are to be given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PulseDue {
    pub assessment: AssessmentId,
    pub day: Day,
}

/// An event for each step of a plan that has a due day and is neither done nor dropped. The name of an event depends on
/// assessment, question and level alone, so that a calendar moves the event when the day was moved.
pub fn plan_events(
    assessment: AssessmentId,
    plan: &Plan,
    words: impl Fn(&PlanStep) -> EventWords,
) -> Vec<AllDayEvent> {
    let of_step = |step: &PlanStep| {
        let is_open = matches!(step.state, StepState::Planned | StepState::Doing);
        let day = step.due.filter(|_| is_open)?;
        let (indicator, to) = (&step.indicator.0, step.to.number());
        Some(event(
            format!("{}-{indicator}-{to}{HOST}", assessment.0),
            day,
            words(step),
        ))
    };
    plan.steps.iter().filter_map(of_step).collect()
}

/// An event for each assessment that is due. Its name depends on the assessment alone.
pub fn pulse_events(due: &[PulseDue], words: impl Fn(&PulseDue) -> EventWords) -> Vec<AllDayEvent> {
    due.iter()
        .map(|pulse| {
            event(
                format!("{}-pulse{HOST}", pulse.assessment.0),
                pulse.day,
                words(pulse),
            )
        })
        .collect()
}

fn event(uid: String, day: Day, words: EventWords) -> AllDayEvent {
    AllDayEvent {
        uid,
        day,
        summary: words.summary,
        description: words.description,
    }
}
