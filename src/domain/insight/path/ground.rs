//! The steps that there are, and what the assessment comes to with some of them taken.

use super::Wishes;
use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{Indicator, Pack, Step};
use crate::domain::scoring::Standing;
use crate::domain::scoring::applicability::{Applicability, Entry};
use crate::domain::scoring::overall::{OpenAs, Tally};

/// The assessment as it is, ready to be scored with some indicators raised.
pub(super) struct Ground<'a> {
    pub pack: &'a Pack,
    pub assessment: &'a Assessment,
    pub applicability: Applicability<'a>,
    /// Before conditions.
    given: Vec<Entry>,
    /// The assessment as it is, conditions settled.
    pub settled: Vec<Entry>,
    /// The indicators with somewhere to go, in pack order.
    pub ways: Vec<Way>,
    /// How many indicators the visitor's wishes keep from all steps they would have.
    pub locked: usize,
    /// How many more they keep from some.
    pub excluded: usize,
}

/// An indicator that can be raised.
pub(super) struct Way {
    pub position: usize,
    /// The level answered.
    pub from: Level,
    /// The levels it can be raised to, lowest first; at least one.
    pub rungs: Vec<Rung>,
}

/// A level that an indicator can be raised to.
#[derive(Clone, Copy)]
pub(super) struct Rung {
    pub to: Level,
    /// Person-days from the level answered.
    pub days: u32,
}

/// What the whole comes to.
pub(super) struct Outcome {
    pub score: Option<f64>,
    pub level: Option<Level>,
}

impl<'a> Ground<'a> {
    pub fn new(pack: &'a Pack, assessment: &'a Assessment, wishes: &Wishes) -> Self {
        let applicability = Applicability::new(&pack.questionnaire);
        let given = applicability.given(assessment);
        let mut settled = given.clone();
        applicability.settle(assessment, &mut settled);
        let (mut locked, mut excluded) = (0, 0);
        let mut ways = Vec::new();
        let indicators = pack.questionnaire.indicators().zip(&pack.guidance).enumerate();
        for (position, ((_, indicator), guidance)) in indicators {
            let Some(from) = settled[position].standing.level() else {
                continue;
            };
            let steps = guidance.steps.of(assessment.side);
            let upward = steps.iter().filter(|step| step.to > from);
            let all = upward.clone().count();
            if all > 0 && wishes.locked.contains(&indicator.id) {
                locked += 1;
                continue;
            }
            let rungs = rungs(indicator, upward, wishes);
            excluded += usize::from(rungs.len() < all);
            if !rungs.is_empty() {
                ways.push(Way {
                    position,
                    from,
                    rungs,
                });
            }
        }
        Self {
            pack,
            assessment,
            applicability,
            given,
            settled,
            ways,
            locked,
            excluded,
        }
    }

    /// Every indicator's entry, conditions settled, with some raised.
    pub fn raised(&self, picks: &[(usize, Level)]) -> Vec<Entry> {
        let mut entries = self.given.clone();
        for (position, to) in picks {
            entries[*position].standing = Standing::Level(*to);
        }
        self.applicability.settle(self.assessment, &mut entries);
        entries
    }

    /// What the whole comes to with some indicators raised.
    pub fn outcome(&self, picks: &[(usize, Level)]) -> Outcome {
        let tally = Tally::new(&self.pack.questionnaire, &self.raised(picks), None);
        Outcome {
            score: tally.score(),
            level: tally.caps(OpenAs::Missing).map(|caps| caps.level()),
        }
    }

    /// The level answered, whether or not the indicator is asked.
    pub fn from(&self, position: usize) -> Option<Level> {
        self.given[position].standing.level()
    }

    pub fn way(&self, position: usize) -> Option<&Way> {
        let place = self.ways.binary_search_by_key(&position, |way| way.position);
        place.ok().map(|place| &self.ways[place])
    }
}

/// What can be reached by wanted steps alone.
fn rungs<'a>(indicator: &Indicator, upward: impl Iterator<Item = &'a Step>, wishes: &Wishes) -> Vec<Rung> {
    let mut days = 0;
    let mut rungs = Vec::new();
    for step in upward {
        let key = (indicator.id.clone(), step.to);
        if wishes.excluded.contains(&key) {
            break;
        }
        days += u32::from(*wishes.efforts.get(&key).unwrap_or(&step.days));
        rungs.push(Rung { to: step.to, days });
    }
    rungs
}
