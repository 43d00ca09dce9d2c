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
    let mut references: Vec<&PackReference> = Vec::new();
    for assessment in assessments {
        if !references.contains(&&assessment.pack) {
            references.push(&assessment.pack);
        }
    }
    let questionnaires: Vec<Option<Q>> = references.iter().map(|reference| at_hand(reference)).collect();
    let mut scorers: Vec<Option<Scorer>> = questionnaires
        .iter()
        .map(|questionnaire| questionnaire.as_deref().map(Scorer::new))
        .collect();
    for assessment in assessments {
        let place = references
            .iter()
            .position(|reference| **reference == assessment.pack);
        see(assessment, place.and_then(|place| scorers[place].as_mut()));
    }
}
