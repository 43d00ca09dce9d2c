//! What changed between two assessments of one side, over what both answer.
//!
//! Source: `docs/scoring.md`, "Pulse and history".

use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, IndicatorId, Questionnaire};
use crate::domain::scoring::applicability::{Entry, entries};
use crate::domain::scoring::overall::Tally;
use crate::domain::scoring::{Figures, Standing};

/// The change from one assessment to a later one.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// How many indicators were answered with a level in both. All else here is over these alone.
    pub compared: usize,
    /// How many were answered with a level in either.
    pub of: usize,
    pub raised: usize,
    pub lowered: usize,
    pub unchanged: usize,
    /// The indicators whose level changed, in pack order.
    pub moves: Vec<Move>,
    /// Of the whole.
    pub overall: Change,
    /// Every dimension of the later questionnaire, in pack order.
    pub dimensions: Vec<(DimensionId, Change)>,
}

/// An indicator whose level changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub indicator: IndicatorId,
    pub from: Level,
    pub to: Level,
}

/// A score and its level over what both assessments answer; `None` where that is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Change {
    /// `0.0..=100.0`.
    pub before: Option<f64>,
    /// `0.0..=100.0`.
    pub after: Option<f64>,
    pub level_before: Option<Level>,
    pub level_after: Option<Level>,
}

impl Change {
    /// Scores closer than this are the same.
    const SAME: f64 = 1e-9;

    fn between(before: &Figures, after: &Figures) -> Self {
        // Without a score nothing was compared, and a level would speak of nothing.
        let level = |figures: &Figures| figures.score.and(figures.level);
        Self {
            before: before.score,
            after: after.score,
            level_before: level(before),
            level_after: level(after),
        }
    }

    /// Whether score or level is another than before.
    #[must_use]
    pub fn is_move(&self) -> bool {
        let scores = self.before.zip(self.after);
        scores.is_some_and(|(before, after)| (after - before).abs() > Self::SAME)
            || self.level_before != self.level_after
    }
}

/// Compares two assessments of the same side over the indicators answered in both.
#[must_use]
pub fn compare(questionnaire: &Questionnaire, before: &Assessment, after: &Assessment) -> History {
    compared(
        questionnaire,
        entries(questionnaire, before),
        entries(questionnaire, after),
    )
}

/// The same, where each was settled by its own version of the questionnaire. Both in the order of the newer one, by
/// whose weights they are compared.
pub(super) fn compared(
    questionnaire: &Questionnaire,
    mut before: Vec<Entry>,
    mut after: Vec<Entry>,
) -> History {
    let (mut compared, mut of) = (0, 0);
    let mut moves = Vec::new();
    for ((_, indicator), (before, after)) in questionnaire.indicators().zip(before.iter_mut().zip(&mut after))
    {
        let (from, to) = (before.standing.level(), after.standing.level());
        of += usize::from(from.is_some() || to.is_some());
        let Some((from, to)) = from.zip(to) else {
            // Left out of both, so that the scores are over the same set.
            before.standing = Standing::NotAsked;
            after.standing = Standing::NotAsked;
            continue;
        };
        compared += 1;
        if from != to {
            moves.push(Move {
                indicator: indicator.id.clone(),
                from,
                to,
            });
        }
    }
    let raised = moves.iter().filter(|one| one.to > one.from).count();
    let (overall, dimensions) = changes(questionnaire, &before, &after);
    History {
        compared,
        of,
        raised,
        lowered: moves.len() - raised,
        unchanged: compared - moves.len(),
        moves,
        overall,
        dimensions,
    }
}

fn changes(
    questionnaire: &Questionnaire,
    before: &[Entry],
    after: &[Entry],
) -> (Change, Vec<(DimensionId, Change)>) {
    let before = Tally::new(questionnaire, before, None);
    let after = Tally::new(questionnaire, after, None);
    let overall = Change::between(&before.overall(), &after.overall());
    let parts = before.parts.iter().zip(&after.parts);
    let dimensions = parts.map(|(before, after)| {
        let change = Change::between(&before.sums.figures(), &after.sums.figures());
        (before.dimension.id.clone(), change)
    });
    (overall, dimensions.collect())
}
