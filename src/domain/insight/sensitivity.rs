//! How far the score and the order of dimensions move when the weights are others.
//!
//! Weights are judgement. Each is multiplied by a factor between a half and one and a half, again and again, and what
//! is said of the result is checked each time. The same seed gives the same samples on every device.
//!
//! Source: `docs/scoring.md`, "Sensitivity".

use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, IndicatorId, Questionnaire};
use crate::domain::random::Random;
use crate::domain::scoring::Standing;
use crate::domain::scoring::applicability::entries;
use crate::domain::scoring::level_of;
use crate::domain::statistics::quantile;

/// How far a weight may be off, as a share of it.
pub const SPREAD: f64 = 0.5;
/// How many bars the picture has.
pub const BARS: usize = 20;
/// So many questions are named.
const NAMED: usize = 3;
/// Scores closer than this are the same.
const SAME: f64 = 1e-9;

/// What other weights would say.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// With the pack's weights, `0.0..=100.0`.
    pub score: f64,
    /// The lowest and the highest of all samples.
    pub least: f64,
    pub most: f64,
    /// Nine of ten samples lie between these.
    pub low: f64,
    pub high: f64,
    pub samples: usize,
    /// The share of samples with the same overall level, `0.0..=1.0`, as all shares below.
    pub level_holds: f64,
    /// The dimensions that count and have a score, the highest first; ties in pack order.
    pub order: Vec<DimensionId>,
    /// The share in which the highest stays (one of) the highest, the lowest (one of) the lowest, and no two of all
    /// change places.
    pub highest_holds: f64,
    pub lowest_holds: f64,
    pub order_holds: f64,
    /// Of each two neighbours in the order, the share in which the first is not below the second.
    pub neighbours: Vec<f64>,
    /// How many samples lie in each of [`BARS`] equal parts between least and most. One bar where they are the same.
    pub bars: Vec<usize>,
    /// The questions whose weight moves the score most, and by how many points between half and one and a half of it;
    /// the largest first, at most three, none that moves nothing.
    pub weightiest: Vec<(IndicatorId, f64)>,
}

impl Sensitivity {
    /// Whether no sample moved the score, not even by what rounding would hide.
    #[must_use]
    pub fn stands_still(&self) -> bool {
        self.most - self.least <= SAME
    }
}

/// Draws `samples` sets of weights; `None` where there is no score, or no sample.
#[must_use]
pub fn sensitivity(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    seed: u64,
    samples: usize,
) -> Option<Sensitivity> {
    let model = Model::new(questionnaire, assessment);
    let base = model.sample(&mut |weight| weight);
    let score = base.score?;
    if samples == 0 {
        return None;
    }
    let order = base.order();
    let mut random = Random::new(seed);
    let mut drawn = Drawn {
        neighbours: vec![0; order.len().saturating_sub(1)],
        ..Drawn::default()
    };
    for _ in 0..samples {
        let sample = model.sample(&mut |weight| weight * (1.0 - SPREAD + 2.0 * SPREAD * random.share()));
        drawn.add(&base, &order, &sample);
    }
    let share = |count: usize| ratio(count, samples);
    let mut scores = drawn.scores;
    scores.sort_by(f64::total_cmp);
    let (least, most) = (*scores.first()?, *scores.last()?);
    Some(Sensitivity {
        score,
        least,
        most,
        low: quantile(&scores, 0.05),
        high: quantile(&scores, 0.95),
        samples,
        level_holds: share(drawn.level),
        order: order.iter().map(|place| model.parts[*place].id.clone()).collect(),
        highest_holds: share(drawn.highest),
        lowest_holds: share(drawn.lowest),
        order_holds: share(drawn.order),
        neighbours: drawn.neighbours.iter().map(|count| share(*count)).collect(),
        bars: bars(&scores, least, most),
        weightiest: model.weightiest(),
    })
}

/// What an assessment's figures are made of, without anything that weights do not change.
struct Model {
    /// The dimensions that count overall.
    parts: Vec<Part>,
    lowest_gate: Option<Level>,
}

struct Part {
    id: DimensionId,
    weight: f64,
    /// Those that apply: id, weight, and the level where there is one.
    rows: Vec<(IndicatorId, f64, Option<Level>)>,
}

/// The figures with one set of weights.
struct Sample {
    score: Option<f64>,
    level: Level,
    /// By dimension that counts.
    scores: Vec<Option<f64>>,
}

impl Model {
    fn new(questionnaire: &Questionnaire, assessment: &Assessment) -> Self {
        let entries = entries(questionnaire, assessment);
        let mut standings = entries.iter().map(|entry| entry.standing);
        let mut lowest_gate = None;
        let mut parts = Vec::new();
        for dimension in &questionnaire.dimensions {
            let own: Vec<Standing> = standings.by_ref().take(dimension.indicators.len()).collect();
            if !dimension.headline {
                continue;
            }
            let rows = dimension.indicators.iter().zip(own);
            let rows: Vec<_> = rows.filter(|(_, standing)| standing.applies()).collect();
            for (_, standing) in rows.iter().filter(|(indicator, _)| indicator.gate) {
                let level = standing.level().unwrap_or(Level::MIN);
                lowest_gate = Some(lowest_gate.map_or(level, |lowest: Level| lowest.min(level)));
            }
            if !rows.is_empty() {
                parts.push(Part {
                    id: dimension.id.clone(),
                    weight: dimension.weight.value(),
                    rows: rows
                        .into_iter()
                        .map(|(indicator, standing)| {
                            (indicator.id.clone(), indicator.weight.value(), standing.level())
                        })
                        .collect(),
                });
            }
        }
        Self { parts, lowest_gate }
    }

    /// The figures with weights that `vary` changes: of each dimension, then of its questions, in pack order.
    fn sample(&self, vary: &mut dyn FnMut(f64) -> f64) -> Sample {
        let (mut sum, mut weights, mut all_weights) = (0.0, 0.0, 0.0);
        let mut pooled = [0.0; 4];
        let mut lowest = Level::MAX;
        let mut scores = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let part_weight = vary(part.weight);
            let (mut applicable, mut answered, mut points) = (0.0, 0.0, 0.0);
            let mut reached = [0.0; 4];
            for (_, weight, level) in &part.rows {
                let weight = vary(*weight);
                applicable += weight;
                if let Some(level) = level {
                    answered += weight;
                    points += weight * f64::from(level.number());
                    for reached in reached.iter_mut().take(level.index()) {
                        *reached += weight;
                    }
                }
            }
            let score = (answered > 0.0).then(|| 25.0 * (points / answered));
            if let Some(score) = score {
                sum += part_weight * score;
                weights += part_weight;
            }
            let shares = reached.map(|reached| reached / applicable);
            for (pooled, share) in pooled.iter_mut().zip(shares) {
                *pooled += part_weight * share;
            }
            all_weights += part_weight;
            lowest = lowest.min(level_of(&shares));
            scores.push(score);
        }
        let gate_cap = self.lowest_gate.map_or(Level::MAX, Level::raised);
        Sample {
            score: (weights > 0.0).then(|| sum / weights),
            level: level_of(&pooled.map(|pooled| pooled / all_weights))
                .min(lowest.raised())
                .min(gate_cap),
            scores,
        }
    }

    fn weightiest(&self) -> Vec<(IndicatorId, f64)> {
        let mut moves = Vec::new();
        let mut place = 0;
        for part in &self.parts {
            place += 1;
            for (id, _, level) in &part.rows {
                let varied = |factor: f64| {
                    let mut at = 0;
                    let sample = self.sample(&mut |weight| {
                        let weight = if at == place { weight * factor } else { weight };
                        at += 1;
                        weight
                    });
                    sample.score.unwrap_or_default()
                };
                if level.is_some() {
                    let moved = (varied(1.0 + SPREAD) - varied(1.0 - SPREAD)).abs();
                    moves.push((id.clone(), moved));
                }
                place += 1;
            }
        }
        moves.retain(|(_, moved)| *moved > SAME);
        moves.sort_by(|(_, left), (_, right)| super::largest_first(*left, *right));
        moves.truncate(NAMED);
        moves
    }
}

impl Sample {
    /// The places of the dimensions that have a score, the highest first.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.scores.len())
            .filter(|place| self.scores[*place].is_some())
            .collect();
        order.sort_by(|left, right| super::largest_first(self.at(*left), self.at(*right)));
        order
    }

    fn at(&self, place: usize) -> f64 {
        self.scores.get(place).copied().flatten().unwrap_or_default()
    }
}

/// What the samples said.
#[derive(Default)]
struct Drawn {
    scores: Vec<f64>,
    level: usize,
    highest: usize,
    lowest: usize,
    order: usize,
    neighbours: Vec<usize>,
}

impl Drawn {
    fn add(&mut self, base: &Sample, order: &[usize], sample: &Sample) {
        self.scores.extend(sample.score);
        self.level += usize::from(sample.level == base.level);
        let is_above = |above: usize, below: usize| sample.at(above) >= sample.at(below) - SAME;
        if let (Some(first), Some(last)) = (order.first(), order.last()) {
            self.highest += usize::from(order.iter().all(|place| is_above(*first, *place)));
            self.lowest += usize::from(order.iter().all(|place| is_above(*place, *last)));
        }
        let mut holds = true;
        for (count, pair) in self.neighbours.iter_mut().zip(order.windows(2)) {
            let above = is_above(pair[0], pair[1]);
            *count += usize::from(above);
            holds &= above;
        }
        self.order += usize::from(holds);
    }
}

fn bars(scores: &[f64], least: f64, most: f64) -> Vec<usize> {
    if most - least <= SAME {
        return vec![scores.len()];
    }
    let mut bars = vec![0; BARS];
    for score in scores {
        #[expect(clippy::cast_precision_loss, reason = "bars are few")]
        let place = (score - least) / (most - least) * BARS as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the number of bars"
        )]
        let place = place as usize;
        bars[place.min(BARS - 1)] += 1;
    }
    bars
}

fn ratio(count: usize, of: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "samples are few")]
    let ratio = count as f64 / of as f64;
    ratio
}
