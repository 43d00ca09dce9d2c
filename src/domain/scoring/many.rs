//! Many assessments at once.

use core::ops::Deref;

use super::Scorer;
use crate::domain::assessment::Assessment;
use crate::domain::pack::{PackReference, Questionnaire};

/// Goes through assessments with the scorer of what each answers; `None` where that is not at hand. Each questionnaire
/// is asked for once and made ready once.
pub fn each<Q: Deref<Target = Questionnaire>>(
    assessments: &[&Assessment],
    at_hand: impl Fn(&PackReference) -> Option<Q>,
    mut see: impl FnMut(&Assessment, Option<&mut Scorer<'_>>),
) {
    let mut found = AtHand::default();
    let places: Vec<usize> = assessments
        .iter()
        .map(|assessment| found.look_for(&assessment.pack, &at_hand))
        .collect();
    let mut scorers = found.scorers();
    for (assessment, place) in assessments.iter().zip(places) {
        see(assessment, scorers[place].as_mut());
    }
}

/// The questionnaires that were looked for.
pub(in crate::domain) struct AtHand<'r, Q> {
    references: Vec<&'r PackReference>,
    /// `None` where it is not at hand.
    questionnaires: Vec<Option<Q>>,
}

impl<'r, Q: Deref<Target = Questionnaire>> AtHand<'r, Q> {
    /// The place of a questionnaire, which is asked for where it was not before.
    pub fn look_for(
        &mut self,
        reference: &'r PackReference,
        at_hand: impl Fn(&PackReference) -> Option<Q>,
    ) -> usize {
        let place = self.references.iter().position(|one| *one == reference);
        place.unwrap_or_else(|| {
            self.references.push(reference);
            self.questionnaires.push(at_hand(reference));
            self.references.len() - 1
        })
    }

    /// The place of one that was looked for; that of none where it was not.
    pub fn place(&self, reference: &PackReference) -> usize {
        let place = self.references.iter().position(|one| *one == reference);
        place.unwrap_or(self.references.len())
    }

    /// The scorer of each, by its place.
    pub fn scorers(&self) -> Vec<Option<Scorer<'_>>> {
        self.questionnaires
            .iter()
            .map(|questionnaire| questionnaire.as_deref().map(Scorer::new))
            .collect()
    }
}

impl<Q> Default for AtHand<'_, Q> {
    fn default() -> Self {
        Self {
            references: Vec::new(),
            questionnaires: Vec::new(),
        }
    }
}
