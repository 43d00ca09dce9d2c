//! Which indicators are weak across all partners.

use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, PackReference, Questionnaire};
use crate::domain::relationship::is_same_pack;
use crate::domain::scoring::Standing;
use crate::domain::scoring::applicability::Entry;

/// Fewer answers tell little: one partner's own questionnaire would fill all places.
pub const FEW_ANSWERS: usize = 5;

/// An indicator over the newest view per partner of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Weakest {
    /// The questionnaire that it is of: another version may ask something else under the same id.
    pub pack: PackReference,
    pub indicator: IndicatorId,
    /// In how many views it applies.
    pub applicable: usize,
    /// In how many it is answered with a level.
    pub answered: usize,
    /// In how many it is answered with "unknown".
    pub unknown: usize,
    /// In how many it is at level 0 or 1.
    pub low: usize,
    /// `0.0..=4.0`; `None` where nobody answered with a level.
    pub mean: Option<f64>,
}

/// What was counted so far, by questionnaire.
#[derive(Debug, Default)]
pub(super) struct Weighing(Vec<(PackReference, Vec<Tally>)>);

#[derive(Debug)]
struct Tally {
    indicator: IndicatorId,
    applicable: usize,
    unknown: usize,
    levels: [usize; Level::ALL.len()],
}

impl Weighing {
    /// Counts a view, by its entries in the order of [`Questionnaire::indicators`].
    pub fn add(&mut self, pack: &PackReference, questionnaire: &Questionnaire, entries: &[Entry]) {
        let is_it = |(known, tallies): &(PackReference, Vec<Tally>)| {
            is_same_pack(known, pack) && tallies.len() == entries.len()
        };
        let at = self.0.iter().position(is_it).unwrap_or_else(|| {
            let tallies = questionnaire.indicators().map(|(_, indicator)| Tally {
                indicator: indicator.id.clone(),
                applicable: 0,
                unknown: 0,
                levels: [0; Level::ALL.len()],
            });
            self.0.push((pack.clone(), tallies.collect()));
            self.0.len() - 1
        });
        for (tally, entry) in self.0[at].1.iter_mut().zip(entries) {
            tally.applicable += usize::from(entry.standing.applies());
            match entry.standing {
                Standing::Level(level) => tally.levels[level.index()] += 1,
                Standing::Unknown => tally.unknown += 1,
                Standing::NotAsked | Standing::NotApplicable | Standing::Unanswered => {}
            }
        }
    }

    /// All that apply anywhere, the weakest first: the lowest mean, then the more answers, then in the order of packs. Those
    /// with fewer answers than [`FEW_ANSWERS`] come after all others, and last those without one.
    pub fn finish(self) -> Vec<Weakest> {
        let all = self.0.into_iter().flat_map(|(pack, tallies)| {
            let tallies = tallies.into_iter().filter(|tally| tally.applicable > 0);
            tallies.map(move |tally| tally.weakest(pack.clone()))
        });
        let mut all: Vec<Weakest> = all.collect();
        all.sort_by(|one, other| {
            let means = match (one.mean, other.mean) {
                (Some(one), Some(other)) => one.total_cmp(&other),
                (one, other) => other.is_some().cmp(&one.is_some()),
            };
            let few = |weakest: &Weakest| weakest.answered < FEW_ANSWERS;
            let means = few(one).cmp(&few(other)).then(means);
            means.then(other.answered.cmp(&one.answered))
        });
        all
    }
}

impl Tally {
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    fn weakest(self, pack: PackReference) -> Weakest {
        let answered: usize = self.levels.iter().sum();
        let points: usize = self
            .levels
            .iter()
            .enumerate()
            .map(|(level, count)| level * count)
            .sum();
        Weakest {
            pack,
            indicator: self.indicator,
            applicable: self.applicable,
            answered,
            unknown: self.unknown,
            low: self.levels[0] + self.levels[1],
            mean: (answered > 0).then(|| points as f64 / answered as f64),
        }
    }
}
