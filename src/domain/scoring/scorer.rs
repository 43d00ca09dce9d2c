//! A questionnaire made ready for scoring.

use super::applicability::{Applicability, Entry};
use super::overall::{OpenAs, Part, Tally};
use super::{Brief, DimensionFigures, Readiness};
use crate::domain::assessment::Assessment;
use crate::domain::pack::{Length, Questionnaire};
use crate::domain::side::Side;
use crate::domain::time::Day;

/// Scores assessments that answer one questionnaire. What they have in common is found once.
pub struct Scorer<'a> {
    questionnaire: &'a Questionnaire,
    applicability: Applicability<'a>,
    /// What each length asks of each side, as far as there was an assessment that has them.
    unanswered: Vec<(Length, Side, Vec<Entry>)>,
    /// Those of the assessment that is scored: the room for them is used again.
    entries: Vec<Entry>,
}

impl<'a> Scorer<'a> {
    #[must_use]
    pub fn new(questionnaire: &'a Questionnaire) -> Self {
        Self {
            questionnaire,
            applicability: Applicability::new(questionnaire),
            unanswered: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Scores an assessment. `today` counts only for freshness.
    pub fn score(&mut self, assessment: &Assessment, today: Day) -> Readiness {
        let tally = self.tally(assessment, Some(today));
        let dimensions: Vec<DimensionFigures> = tally.parts.iter().map(Part::summary).collect();
        Readiness {
            overall: tally.overall(),
            floor: tally.floor(),
            open_gates: tally.open_gates(),
            binds: tally
                .caps(OpenAs::Missing)
                .map_or(Vec::new(), |caps| tally.binds(&caps)),
            asked: dimensions.iter().map(|dimension| dimension.asked).sum(),
            applicable: dimensions.iter().map(|dimension| dimension.applicable).sum(),
            answered: dimensions.iter().map(|dimension| dimension.answered).sum(),
            questions_may_change: self.applicability.may_change(assessment, &self.entries),
            dimensions,
        }
    }

    /// Those of the overall figures that a list of many shows, the same as in [`Scorer::score`].
    pub fn brief(&mut self, assessment: &Assessment) -> Brief {
        self.tally(assessment, None).brief()
    }

    fn tally(&mut self, assessment: &Assessment, today: Option<Day>) -> Tally<'a> {
        let questionnaire = self.questionnaire;
        Tally::new(questionnaire, self.settled(assessment, Day::LAST), today)
    }

    /// Which questionnaire they answer.
    pub(in crate::domain) const fn questionnaire(&self) -> &'a Questionnaire {
        self.questionnaire
    }

    /// Every indicator with its conditions settled, as by the answers that were given up to a day.
    pub(in crate::domain) fn settled(&mut self, assessment: &Assessment, until: Day) -> &[Entry] {
        let Assessment { length, side, .. } = *assessment;
        let own = |(asked, of, _): &(Length, Side, _)| (*asked, *of) == (length, side);
        let place = self.unanswered.iter().position(own).unwrap_or_else(|| {
            let entries = self.applicability.unanswered(length, side);
            self.unanswered.push((length, side, entries));
            self.unanswered.len() - 1
        });
        self.entries.clone_from(&self.unanswered[place].2);
        self.applicability
            .answer_until(assessment, until, &mut self.entries);
        self.applicability.settle(assessment, &mut self.entries);
        &self.entries
    }
}
