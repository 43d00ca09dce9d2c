//! The pulse: the few most stale and heavy questions, asked again.
//!
//! Source: `docs/scoring.md`, "Pulse and history".

use super::largest_first;
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::applicability::{Entry, entries};
use crate::domain::scoring::overall::{Tally, freshness};
use crate::domain::scoring::workings::dimension_share;
use crate::domain::time::{Day, Moment};

/// How many questions a pulse asks at most.
pub const PULSE_LENGTH: usize = 5;

/// The indicators to ask again today, the most pressing first, at most [`PULSE_LENGTH`].
///
/// Those qualify that are open, or answered at least one half-life ago. They rank by the weight that has faded,
/// `(W_d·w/T_d)·(1 − 0.5^(age/half-life))`, with all of it faded where they are open; ties in pack order.
#[must_use]
pub fn pulse(questionnaire: &Questionnaire, assessment: &Assessment, today: Day) -> Vec<IndicatorId> {
    let entries = entries(questionnaire, assessment);
    let tally = Tally::new(questionnaire, &entries, None);
    let mut due: Vec<(f64, &IndicatorId)> = Vec::new();
    for ((part, indicator), entry) in tally.indicators().zip(&entries) {
        let age = entry.standing.level().and(entry.day).map(|day| day.age(today));
        let faded = match age {
            Some(age) if age >= indicator.half_life.days() => 1.0 - freshness(age, indicator.half_life),
            None if entry.standing.is_open() => 1.0,
            _ => continue,
        };
        due.push((dimension_share(part, indicator) * faded, &indicator.id));
    }
    due.sort_by(|(left, _), (right, _)| largest_first(*left, *right));
    due.into_iter()
        .take(PULSE_LENGTH)
        .map(|(_, id)| id.clone())
        .collect()
}

/// How many answers with a level are a half-life old or more, so that they should be asked again. What is open is not
/// among them.
#[must_use]
pub fn stale(questionnaire: &Questionnaire, assessment: &Assessment, today: Day) -> usize {
    stale_among(questionnaire, &entries(questionnaire, assessment), today)
}

/// The same of entries in the order of [`Questionnaire::indicators`].
pub(in crate::domain) fn stale_among(questionnaire: &Questionnaire, entries: &[Entry], today: Day) -> usize {
    let all = questionnaire.indicators().zip(entries);
    let is_stale = all.filter(|((_, indicator), entry)| {
        let day = entry.standing.level().and(entry.day);
        day.is_some_and(|day| day.age(today) >= indicator.half_life.days())
    });
    is_stale.count()
}

/// The first day from today on which an answer is one half-life old, so that a pulse asks it again; `None` where nothing
/// is answered with a level. What is open can be asked at any time and has no day.
#[must_use]
pub fn pulse_due(questionnaire: &Questionnaire, assessment: &Assessment, today: Day) -> Option<Day> {
    due_among(questionnaire, &entries(questionnaire, assessment)).map(|day| day.max(today))
}

/// The first day at all on which one is, which may have passed, of entries in the order of [`Questionnaire::indicators`].
pub(in crate::domain) fn due_among(questionnaire: &Questionnaire, entries: &[Entry]) -> Option<Day> {
    let due = questionnaire.indicators().zip(entries);
    let due = due.filter_map(|((_, indicator), entry)| {
        let given = entry.standing.level().and(entry.day)?;
        given.plus(i32::try_from(indicator.half_life.days()).ok()?)
    });
    due.min()
}

/// The new assessment that a pulse makes: all answers but those asked again, with their old days.
#[must_use]
pub fn begin(assessment: &Assessment, asked: &[IndicatorId], id: AssessmentId, now: Moment) -> Assessment {
    let mut begun = Assessment {
        id,
        created_at: now,
        updated_at: now,
        ..assessment.clone()
    };
    begun.answers.retain(|indicator, _| !asked.contains(indicator));
    begun
}
