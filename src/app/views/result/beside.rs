//! The result beside figures of others.

use crate::ui::Locale;
use crate::ui::screens::benchmarks::beside::BesideFacts;

use super::super::super::state::State;
use super::super::benchmarks;
use super::Seen;

/// The result beside all figures that are kept of its questionnaire; follows them.
pub(super) fn beside(state: State, locale: Locale, seen: &Seen) -> Vec<BesideFacts> {
    let company = &seen.assessment.company;
    let seen = benchmarks::Seen {
        questionnaire: &seen.questionnaire,
        assessment: &seen.assessment,
        readiness: &seen.readiness,
        kind: company.kind,
        size: company.size,
    };
    benchmarks::beside(state, locale, &seen)
}
