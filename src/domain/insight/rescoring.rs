//! An assessment scored again and again, each time with one answer changed.

use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::Questionnaire;
use crate::domain::scoring::Standing;
use crate::domain::scoring::applicability::{Applicability, Entry};
use crate::domain::scoring::overall::Tally;

/// What is read once for all rescorings.
pub(super) struct Rescoring<'a> {
    questionnaire: &'a Questionnaire,
    assessment: &'a Assessment,
    applicability: Applicability<'a>,
    given: Vec<Entry>,
    /// As it is, by the order of [`Questionnaire::indicators`].
    pub settled: Vec<Entry>,
}

impl<'a> Rescoring<'a> {
    pub fn new(questionnaire: &'a Questionnaire, assessment: &'a Assessment) -> Self {
        let applicability = Applicability::new(questionnaire);
        let given = applicability.given(assessment);
        let mut settled = given.clone();
        applicability.settle(assessment, &mut settled);
        Self {
            questionnaire,
            assessment,
            applicability,
            given,
            settled,
        }
    }

    /// The sums as it is.
    pub fn now(&self) -> Tally<'a> {
        Tally::new(self.questionnaire, &self.settled, None)
    }

    /// The sums with the indicator at `position` answered with `to`, and all else as it is.
    pub fn with(&self, position: usize, to: Level) -> Tally<'a> {
        let mut entries = self.given.clone();
        if let Some(entry) = entries.get_mut(position) {
            entry.standing = Standing::Level(to);
        }
        self.applicability.settle(self.assessment, &mut entries);
        Tally::new(self.questionnaire, &entries, None)
    }
}
