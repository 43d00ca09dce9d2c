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
    let mut places = Vec::with_capacity(assessments.len());
    for assessment in assessments {
        let place = references.iter().position(|one| **one == assessment.pack);
        if place.is_none() {
            references.push(&assessment.pack);
        }
        places.push(place.unwrap_or(references.len() - 1));
    }
    let questionnaires: Vec<Option<Q>> = references.iter().map(|reference| at_hand(reference)).collect();
    let mut scorers: Vec<Option<Scorer>> = questionnaires
        .iter()
        .map(|questionnaire| questionnaire.as_deref().map(Scorer::new))
        .collect();
    for (assessment, place) in assessments.iter().zip(places) {
        see(assessment, scorers[place].as_mut());
    }
}
