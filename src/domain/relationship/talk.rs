//! What two sides have to talk about: where they differ, what both find weak, and what only one of them can tell.

use super::{Gap, Relation};
use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::ordered::Ordered;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::{Standing, standings};
use crate::domain::side::Side;

/// From so many levels apart on, the two talk about what they see before either changes anything.
/// Source: `docs/scoring.md`, "A relationship".
pub const APART: u8 = 2;
/// Up to this level, an answer is low.
/// Source: `docs/packs.md`, "Checks": low is at most 1.
pub const LOW: u8 = 1;
/// A meeting has so many points.
const POINTS: usize = 5;

/// What two views give to talk about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Talk {
    /// What both find low, the heaviest first, ties in pack order.
    pub weak: Vec<Weak>,
    /// What one side answered with a level and the other could answer too, the heaviest first, ties in pack order.
    pub one_sided: Vec<OneSided>,
    /// At most five: where they are far apart, what both find low, what only one can tell, where they are a level apart.
    pub points: Vec<Point>,
}

/// Both answers are at most [`LOW`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weak {
    pub indicator: IndicatorId,
    pub vendor: Level,
    pub partner: Level,
}

/// One side knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneSided {
    pub indicator: IndicatorId,
    /// The side that knows.
    pub side: Side,
    pub level: Level,
    /// Whether the other side said that it does not know; else it has not answered.
    pub is_unknown: bool,
}

/// A point of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    Differ(Gap),
    Weak(Weak),
    OneSided(OneSided),
}

impl Gap {
    /// Whether the two are so far apart that talking comes before mending.
    #[must_use]
    pub const fn is_wide(&self) -> bool {
        self.gap.unsigned_abs() >= APART
    }
}

impl Point {
    /// What it is about.
    #[must_use]
    pub const fn indicator(&self) -> &IndicatorId {
        match self {
            Self::Differ(gap) => &gap.indicator,
            Self::Weak(weak) => &weak.indicator,
            Self::OneSided(one) => &one.indicator,
        }
    }
}

/// What the two views, whose relation is given, have to talk about.
#[must_use]
pub fn talk(
    questionnaire: &Questionnaire,
    vendor: &Assessment,
    partner: &Assessment,
    relation: &Relation,
) -> Talk {
    let views = standings(questionnaire, vendor)
        .into_iter()
        .zip(standings(questionnaire, partner));
    let views: Vec<_> = views.collect();
    let weights = weights(questionnaire, &views);
    let (mut weak, mut one_sided) = (Vec::new(), Vec::new());
    for (place, ((_, indicator), (vendor, partner))) in questionnaire.indicators().zip(&views).enumerate() {
        let weight = weights.get(place).copied().unwrap_or_default();
        // Heavier ones first: no two have one key.
        let key = (u64::MAX - weight.to_bits(), place);
        let one = |side, level, other: &Standing| OneSided {
            indicator: indicator.id.clone(),
            side,
            level,
            is_unknown: *other == Standing::Unknown,
        };
        match (vendor, partner) {
            (Standing::Level(vendor), Standing::Level(partner)) if vendor.max(partner).number() <= LOW => {
                weak.push((
                    key,
                    Weak {
                        indicator: indicator.id.clone(),
                        vendor: *vendor,
                        partner: *partner,
                    },
                ));
            }
            (Standing::Level(level), other @ (Standing::Unknown | Standing::Unanswered)) => {
                one_sided.push((key, one(Side::Vendor, *level, other)));
            }
            (other @ (Standing::Unknown | Standing::Unanswered), Standing::Level(level)) => {
                one_sided.push((key, one(Side::Partner, *level, other)));
            }
            _ => {}
        }
    }
    let weak: Vec<Weak> = Ordered::sorted(weak).into_values().collect();
    let one_sided: Vec<OneSided> = Ordered::sorted(one_sided).into_values().collect();
    let points = points(relation, &weak, &one_sided);
    Talk {
        weak,
        one_sided,
        points,
    }
}

/// Each once: what both find low may differ by a level too.
fn points(relation: &Relation, weak: &[Weak], one_sided: &[OneSided]) -> Vec<Point> {
    let gaps = |is_wide: bool| {
        let gaps = relation.gaps.iter().filter(move |gap| gap.is_wide() == is_wide);
        gaps.cloned().map(Point::Differ)
    };
    let mut points: Vec<Point> = Vec::with_capacity(POINTS);
    let all = gaps(true)
        .chain(weak.iter().cloned().map(Point::Weak))
        .chain(one_sided.iter().cloned().map(Point::OneSided))
        .chain(gaps(false));
    for point in all {
        if points.len() == POINTS {
            break;
        }
        if points.iter().all(|one| one.indicator() != point.indicator()) {
            points.push(point);
        }
    }
    points
}

/// What each indicator weighs in its dimension's weight, among those that apply to both sides; at least 0.
fn weights(questionnaire: &Questionnaire, views: &[(Standing, Standing)]) -> Vec<f64> {
    let applies = |(vendor, partner): &(Standing, Standing)| vendor.applies() && partner.applies();
    let mut views = views.iter();
    let mut weights = Vec::with_capacity(views.len());
    for dimension in &questionnaire.dimensions {
        let own: Vec<_> = dimension.indicators.iter().zip(views.by_ref()).collect();
        let total: f64 = own
            .iter()
            .filter(|(_, view)| applies(view))
            .map(|(indicator, _)| indicator.weight.value())
            .sum();
        weights.extend(own.iter().map(|(indicator, view)| {
            if applies(view) && total > 0.0 {
                dimension.weight.value() * indicator.weight.value() / total
            } else {
                0.0
            }
        }));
    }
    weights
}
