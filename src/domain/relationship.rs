//! One vendor and one partner: how far their two views agree.
//!
//! Source: `docs/scoring.md`, "A relationship".

mod filing;
mod talk;
mod views;

pub use filing::{could_be_theirs, suggestions};
pub use talk::{APART, LOW, OneSided, Point, Talk, Weak, talk};
pub use views::{Pair, ViewIds, Views, filed_under, kept_apart, pair, pair_before, pair_with, views_of};

use super::assessment::Assessment;
use super::level::Level;
use super::pack::{DimensionId, IndicatorId, Questionnaire};
use super::scoring::{Standing, standings};

/// The two views side by side, over the indicators that both answered with a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// How close the views are over the headline dimensions, `0.0..=1.0`, by their weights; `None`: no match there.
    pub agreement: Option<f64>,
    /// The score of the lower of the two views, `0.0..=100.0`, over the same dimensions by the same weights.
    pub joint: Option<f64>,
    /// How many indicators both answered with a level.
    pub matched: usize,
    /// How many indicators apply to both.
    pub of: usize,
    /// Every dimension in pack order; `None` where nothing matched.
    pub dimensions: Vec<(DimensionId, Option<DimensionRelation>)>,
    /// Where the views differ: the widest first, ties in pack order.
    pub gaps: Vec<Gap>,
}

/// The two views of one dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DimensionRelation {
    /// `0.0..=1.0`; 1 when both say the same throughout.
    pub agreement: f64,
    /// How much higher the vendor sees it, in points of the score, `-100.0..=100.0`.
    pub bias: f64,
    /// The score of the lower of the two views, `0.0..=100.0`.
    pub joint: f64,
    /// At least 1.
    pub matched: usize,
}

/// Two different views of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub indicator: IndicatorId,
    pub vendor: Level,
    pub partner: Level,
    /// The vendor's level minus the partner's, `-4..=4`, never 0.
    pub gap: i8,
}

#[derive(Default)]
struct Sums {
    matched: usize,
    weight: f64,
    /// Weight times the size of the gap.
    distance: f64,
    /// Weight times the gap.
    lead: f64,
    /// Weight times the lower level.
    joint: f64,
}

/// Compares the views of both sides. Each view has its own length, facts and conditions.
#[must_use]
pub fn relate(questionnaire: &Questionnaire, vendor: &Assessment, partner: &Assessment) -> Relation {
    let (vendor, partner) = (
        standings(questionnaire, vendor),
        standings(questionnaire, partner),
    );
    let mut views = vendor.into_iter().zip(partner);
    let mut relation = Relation {
        agreement: None,
        joint: None,
        matched: 0,
        of: 0,
        dimensions: Vec::new(),
        gaps: Vec::new(),
    };
    let (mut agreement, mut joint, mut weights) = (0.0, 0.0, 0.0);
    for dimension in &questionnaire.dimensions {
        let mut sums = Sums::default();
        for (indicator, (vendor, partner)) in dimension.indicators.iter().zip(views.by_ref()) {
            relation.of += usize::from(vendor.applies() && partner.applies());
            if let (Standing::Level(vendor), Standing::Level(partner)) = (vendor, partner) {
                let gap = sums.add(indicator.weight.value(), vendor, partner);
                if gap != 0 {
                    relation.gaps.push(Gap {
                        indicator: indicator.id.clone(),
                        vendor,
                        partner,
                        gap,
                    });
                }
            }
        }
        relation.matched += sums.matched;
        let figures = sums.figures();
        if let Some(figures) = figures.filter(|_| dimension.headline) {
            agreement += dimension.weight.value() * figures.agreement;
            joint += dimension.weight.value() * figures.joint;
            weights += dimension.weight.value();
        }
        relation.dimensions.push((dimension.id.clone(), figures));
    }
    relation.agreement = (weights > 0.0).then(|| agreement / weights);
    relation.joint = (weights > 0.0).then(|| joint / weights);
    relation
        .gaps
        .sort_by_key(|gap| core::cmp::Reverse(gap.gap.unsigned_abs()));
    relation
}

impl Sums {
    /// Counts one match and gives its gap.
    fn add(&mut self, weight: f64, vendor: Level, partner: Level) -> i8 {
        let gap = vendor.number().cast_signed() - partner.number().cast_signed();
        self.matched += 1;
        self.weight += weight;
        self.distance += weight * f64::from(gap.unsigned_abs());
        self.lead += weight * f64::from(gap);
        self.joint += weight * f64::from(vendor.min(partner).number());
        gap
    }

    fn figures(&self) -> Option<DimensionRelation> {
        (self.matched > 0).then(|| DimensionRelation {
            agreement: 1.0 - self.distance / (4.0 * self.weight),
            bias: 25.0 * self.lead / self.weight,
            joint: 25.0 * self.joint / self.weight,
            matched: self.matched,
        })
    }
}
