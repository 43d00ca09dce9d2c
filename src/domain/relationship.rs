//! One vendor and one partner: how far their two views agree.
//!
//! Source: `docs/scoring.md`, "A relationship".

mod asker;
mod brief;
mod filing;
mod talk;
mod views;

pub use asker::Asker;
pub use brief::Brief;
pub(in crate::domain) use brief::brief;
pub use filing::{FilingSearch, suggestions};
pub use talk::{APART, LOW, OneSided, Point, Talk, Weak, talk};
pub(in crate::domain) use views::{Belonging, Known, Other, best_pair, in_order, is_same_pack};
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

/// One indicator that both answered with a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    pub indicator: IndicatorId,
    /// Of the indicator, more than 0.
    pub weight: f64,
    pub vendor: Level,
    pub partner: Level,
}

/// What the figures of one dimension are computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionMatches {
    pub dimension: DimensionId,
    /// Of the dimension, more than 0.
    pub weight: f64,
    /// Whether it counts overall.
    pub headline: bool,
    /// How many of its indicators apply to both.
    pub of: usize,
    /// In pack order.
    pub matches: Vec<Match>,
    pub sums: Sums,
}

/// Sums over the matches of one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    pub weight: f64,
    /// Weight times the size of the gap.
    pub distance: f64,
    /// Weight times the gap.
    pub lead: f64,
    /// Weight times the lower level.
    pub joint: f64,
}

/// Compares the views of both sides. Each view has its own length, facts and conditions.
#[must_use]
pub fn relate(questionnaire: &Questionnaire, vendor: &Assessment, partner: &Assessment) -> Relation {
    Relation::of(&matches(questionnaire, vendor, partner))
}

impl Relation {
    /// What these matches come to.
    #[must_use]
    pub fn of(all: &[DimensionMatches]) -> Self {
        let gaps = all
            .iter()
            .flat_map(|one| one.matches.iter().filter_map(Match::difference));
        let mut gaps: Vec<Gap> = gaps.collect();
        gaps.sort_by_key(|gap| core::cmp::Reverse(gap.gap.unsigned_abs()));
        Self {
            agreement: over_all(all, |figures| figures.agreement),
            joint: over_all(all, |figures| figures.joint),
            matched: all.iter().map(|one| one.matches.len()).sum(),
            of: all.iter().map(|one| one.of).sum(),
            gaps,
            dimensions: all
                .iter()
                .map(|one| (one.dimension.clone(), one.figures()))
                .collect(),
        }
    }
}

/// How agreement has changed between two comparisons of the same relationship.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgreementChange {
    /// `0.0..=1.0`.
    pub before: f64,
    /// `0.0..=1.0`.
    pub now: f64,
    /// Over how many indicators, at least 1: those that both sides answered with a level both times.
    pub compared: usize,
}

/// Agreement then and now, each as vendor and partner, over what both sides answered with a level both times; `None` where
/// nothing of that counts.
#[must_use]
pub fn agreement_change(
    questionnaire: &Questionnaire,
    before: (&Assessment, &Assessment),
    now: (&Assessment, &Assessment),
) -> Option<AgreementChange> {
    let [mut before, mut now] =
        [before, now].map(|(vendor, partner)| matches(questionnaire, vendor, partner));
    for (then, now) in before.iter_mut().zip(&mut now) {
        let both = [then.clone(), now.clone()];
        let [was, is] = &both;
        then.keep(|id| is.matches.iter().any(|one| one.indicator == *id));
        now.keep(|id| was.matches.iter().any(|one| one.indicator == *id));
    }
    Some(AgreementChange {
        before: over_all(&before, |figures| figures.agreement)?,
        now: over_all(&now, |figures| figures.agreement)?,
        compared: now.iter().map(|one| one.matches.len()).sum(),
    })
}

/// A figure over the dimensions that count and in which something matches; `None`: there is none.
fn over_all(all: &[DimensionMatches], figure: impl Fn(&DimensionRelation) -> f64) -> Option<f64> {
    let counted = all.iter().filter(|one| one.headline);
    let mut mean = Mean::default();
    for one in counted {
        if let Some(figures) = one.figures() {
            mean.add(one.weight, figure(&figures));
        }
    }
    mean.value()
}

/// A mean by weights.
#[derive(Default)]
struct Mean {
    sum: f64,
    weights: f64,
}

impl Mean {
    fn add(&mut self, weight: f64, value: f64) {
        self.sum += weight * value;
        self.weights += weight;
    }

    fn value(&self) -> Option<f64> {
        (self.weights > 0.0).then(|| self.sum / self.weights)
    }
}

/// What [`relate`] computes its figures from: every dimension in pack order.
#[must_use]
pub fn matches(
    questionnaire: &Questionnaire,
    vendor: &Assessment,
    partner: &Assessment,
) -> Vec<DimensionMatches> {
    let (vendor, partner) = (
        standings(questionnaire, vendor),
        standings(questionnaire, partner),
    );
    let mut views = vendor.into_iter().zip(partner);
    let dimensions = questionnaire.dimensions.iter().map(|dimension| {
        let mut found = DimensionMatches {
            dimension: dimension.id.clone(),
            weight: dimension.weight.value(),
            headline: dimension.headline,
            of: 0,
            matches: Vec::new(),
            sums: Sums::default(),
        };
        for (indicator, (vendor, partner)) in dimension.indicators.iter().zip(views.by_ref()) {
            found.of += usize::from(vendor.applies() && partner.applies());
            if let (Standing::Level(vendor), Standing::Level(partner)) = (vendor, partner) {
                found.add(Match {
                    indicator: indicator.id.clone(),
                    weight: indicator.weight.value(),
                    vendor,
                    partner,
                });
            }
        }
        found
    });
    dimensions.collect()
}

/// The vendor's level minus the partner's, `-4..=4`.
const fn gap_of(vendor: Level, partner: Level) -> i8 {
    vendor.number().cast_signed() - partner.number().cast_signed()
}

impl Match {
    /// The vendor's level minus the partner's, `-4..=4`.
    #[must_use]
    pub const fn gap(&self) -> i8 {
        gap_of(self.vendor, self.partner)
    }

    /// The lower of the two levels.
    #[must_use]
    pub fn lower(&self) -> Level {
        self.vendor.min(self.partner)
    }

    /// The gap, where there is one.
    fn difference(&self) -> Option<Gap> {
        (self.gap() != 0).then(|| Gap {
            indicator: self.indicator.clone(),
            vendor: self.vendor,
            partner: self.partner,
            gap: self.gap(),
        })
    }
}

impl DimensionMatches {
    fn add(&mut self, one: Match) {
        self.sums.add(one.weight, one.gap(), one.lower());
        self.matches.push(one);
    }

    /// Leaves out the indicators that are not to be kept.
    fn keep(&mut self, is_kept: impl Fn(&IndicatorId) -> bool) {
        self.sums = Sums::default();
        for one in core::mem::take(&mut self.matches) {
            if is_kept(&one.indicator) {
                self.add(one);
            }
        }
    }

    /// The dimension's figures; `None` where nothing matches.
    #[must_use]
    pub fn figures(&self) -> Option<DimensionRelation> {
        self.sums.figures(self.matches.len())
    }
}

impl Sums {
    fn add(&mut self, weight: f64, gap: i8, lower: Level) {
        self.weight += weight;
        self.distance += weight * f64::from(gap.unsigned_abs());
        self.lead += weight * f64::from(gap);
        self.joint += weight * f64::from(lower.number());
    }

    /// The figures of so many matches; `None` where there are none.
    fn figures(&self, matched: usize) -> Option<DimensionRelation> {
        (matched > 0).then(|| DimensionRelation {
            agreement: 1.0 - self.distance / (4.0 * self.weight),
            bias: 25.0 * self.lead / self.weight,
            joint: 25.0 * self.joint / self.weight,
            matched,
        })
    }
}
