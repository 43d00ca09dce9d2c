//! What every figure was made of, so that the page can open each number to its inputs.

use super::applicability::{Entry, entries};
use super::overall::{OpenAs, Part, Tally, freshness};
use super::{Figures, Standing};
use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{Dimension, DimensionId, Indicator, IndicatorId, Questionnaire};
use crate::domain::time::Day;

/// All inputs of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Workings {
    /// Every indicator asked, in pack order.
    pub indicators: Vec<IndicatorWorkings>,
    /// Every dimension, in pack order.
    pub dimensions: Vec<DimensionWorkings>,
    /// Every applicable gate of a headline dimension, in pack order.
    pub gates: Vec<GateWorkings>,
    /// The overall figures, the same as in [`Readiness`](super::Readiness).
    pub overall: Figures,
    /// `Σ W_d` over the headline dimensions in which something applies; 0 where there is none.
    pub headline_weight: f64,
    /// What caps the level; `None` where there is no level.
    pub caps: Option<CapWorkings>,
    /// What would cap the level if every open answer were 4.
    pub caps_high: Option<CapWorkings>,
}

/// What one indicator contributes.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorWorkings {
    pub dimension: DimensionId,
    pub indicator: IndicatorId,
    /// `w`, `0.001..=1000.0`.
    pub weight: f64,
    /// Never [`Standing::NotAsked`].
    pub standing: Standing,
    /// Its share of all that counts overall, `(W_d·w/T_d)/Σ W_d`, `0.0..=1.0`; 0 where it does not count: not
    /// applicable, or not of a headline dimension.
    pub share: f64,
    /// Days since the answer; `None` where it is not answered with a level.
    pub age: Option<u32>,
    /// In days.
    pub half_life: u32,
    /// `0.5^(age/half-life)`, `0.0..=1.0`; `None` as for the age.
    pub freshness: Option<f64>,
}

/// The sums of one dimension, with the figures they give.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionWorkings {
    pub id: DimensionId,
    pub headline: bool,
    /// `W_d`.
    pub weight: f64,
    /// `T`: weight that applies.
    pub applicable_weight: f64,
    /// `b`: weight answered with a level.
    pub answered_weight: f64,
    /// `a`: weight times level, summed up.
    pub points: f64,
    /// Weight times freshness, summed up.
    pub fresh_weight: f64,
    /// Shares of `T` at level 1, 2, 3 and 4 or above; `None` where nothing applies.
    pub shares: Option<[f64; 4]>,
    /// The same if every open answer were 4.
    pub shares_high: Option<[f64; 4]>,
    pub figures: Figures,
}

/// A gate that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateWorkings {
    pub indicator: IndicatorId,
    /// `None`: open, which counts as 0.
    pub level: Option<Level>,
}

/// The three caps of the overall level. The level is the least of [`pooled`](Self::pooled), the lowest dimension's
/// level + 1 and the lowest gate's level + 1.
#[derive(Debug, Clone, PartialEq)]
pub struct CapWorkings {
    /// Shares at level 1, 2, 3 and 4 or above, pooled over dimensions by their weights, `0.0..=1.0`.
    pub shares: [f64; 4],
    /// The level of the pooled shares.
    pub pooled: Level,
    /// The lowest level of a dimension that counts.
    pub lowest_dimension: Level,
    /// The dimensions at that level, in pack order.
    pub lowest_dimensions: Vec<DimensionId>,
    /// The lowest level of a gate; `None` where there is no gate.
    pub lowest_gate: Option<Level>,
    /// The gates at that level, in pack order.
    pub lowest_gates: Vec<IndicatorId>,
    /// The overall level.
    pub level: Level,
}

/// Opens the result of an assessment to its inputs. Made of the same sums as [`score`](super::score).
#[must_use]
pub fn workings(questionnaire: &Questionnaire, assessment: &Assessment, today: Day) -> Workings {
    let entries = entries(questionnaire, assessment);
    let tally = Tally::new(questionnaire, &entries, Some(today));
    let rows = questionnaire
        .indicators()
        .zip(entries.iter().zip(shares(&tally, &entries)));
    let asked = rows.filter(|(_, (entry, _))| entry.standing != Standing::NotAsked);
    let indicators = asked
        .map(|(place, (entry, share))| indicator_workings(place, *entry, share, today))
        .collect();
    let gate = |(gate, standing): &(&Indicator, Standing)| GateWorkings {
        indicator: gate.id.clone(),
        level: standing.level(),
    };
    Workings {
        indicators,
        dimensions: tally.parts.iter().map(dimension_workings).collect(),
        gates: tally.gates.iter().map(gate).collect(),
        overall: tally.overall(),
        headline_weight: tally.counted_weight(),
        caps: cap_workings(&tally, OpenAs::Missing),
        caps_high: cap_workings(&tally, OpenAs::Highest),
    }
}

/// Each indicator's share of all that counts overall, in the order of [`Questionnaire::indicators`]; 0 where it does
/// not count.
pub(in crate::domain) fn shares(tally: &Tally, entries: &[Entry]) -> Vec<f64> {
    let weight = tally.counted_weight();
    let shares = tally.indicators().zip(entries).map(|((part, indicator), entry)| {
        let counts = part.dimension.headline && entry.standing.applies();
        if counts {
            dimension_share(part, indicator) / weight
        } else {
            0.0
        }
    });
    shares.collect()
}

/// `W_d·w/T_d` of an applicable indicator.
pub(in crate::domain) fn dimension_share(part: &Part, indicator: &Indicator) -> f64 {
    part.dimension.weight.value() * indicator.weight.value() / part.sums.applicable_weight
}

fn indicator_workings(
    (dimension, indicator): (&Dimension, &Indicator),
    entry: Entry,
    share: f64,
    today: Day,
) -> IndicatorWorkings {
    let age = entry.standing.level().and(entry.day).map(|day| day.age(today));
    IndicatorWorkings {
        dimension: dimension.id.clone(),
        indicator: indicator.id.clone(),
        weight: indicator.weight.value(),
        standing: entry.standing,
        share,
        age,
        half_life: indicator.half_life.days(),
        freshness: age.map(|age| freshness(age, indicator.half_life)),
    }
}

fn dimension_workings(part: &Part) -> DimensionWorkings {
    let Dimension {
        id, weight, headline, ..
    } = part.dimension;
    let shares = |open| (part.sums.applicable > 0).then(|| part.sums.shares(open));
    DimensionWorkings {
        id: id.clone(),
        headline: *headline,
        weight: weight.value(),
        applicable_weight: part.sums.applicable_weight,
        answered_weight: part.sums.answered_weight,
        points: part.sums.points,
        fresh_weight: part.sums.fresh_weight,
        shares: shares(OpenAs::Missing),
        shares_high: shares(OpenAs::Highest),
        figures: part.sums.figures(),
    }
}

fn cap_workings(tally: &Tally, open: OpenAs) -> Option<CapWorkings> {
    let caps = tally.caps(open)?;
    let lowest = tally
        .counted()
        .filter(|part| part.sums.level(open) == caps.lowest_dimension);
    Some(CapWorkings {
        shares: caps.shares,
        pooled: caps.pooled,
        lowest_dimension: caps.lowest_dimension,
        lowest_dimensions: lowest.map(|part| part.dimension.id.clone()).collect(),
        lowest_gate: caps.lowest_gate,
        lowest_gates: tally
            .lowest_gates(&caps, open)
            .map(|gate| gate.id.clone())
            .collect(),
        level: caps.level(),
    })
}
