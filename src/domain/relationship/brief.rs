//! Those figures of a relationship that a list of many shows.

use super::{Mean, Sums, gap_of};
use crate::domain::pack::Questionnaire;
use crate::domain::scoring::Standing;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Brief {
    /// As in [`super::Relation`].
    pub agreement: Option<f64>,
    /// As in [`super::Relation`].
    pub joint: Option<f64>,
    /// As in [`super::Relation`].
    pub matched: usize,
    /// The widest gap, vendor's level minus partner's, `-4..=4`; of equal ones the first in pack order. `None` where nothing
    /// matches.
    pub gap: Option<i8>,
}

/// The figures of two views, the same as in [`super::relate`], from where every indicator stands in each, in the order of
/// [`Questionnaire::indicators`].
pub(in crate::domain) fn brief(
    questionnaire: &Questionnaire,
    vendor: &[Standing],
    partner: &[Standing],
) -> Brief {
    let mut views = vendor.iter().zip(partner);
    let mut brief = Brief::default();
    let (mut agreement, mut joint) = (Mean::default(), Mean::default());
    for dimension in &questionnaire.dimensions {
        let (mut sums, mut matched) = (Sums::default(), 0);
        for (indicator, views) in dimension.indicators.iter().zip(views.by_ref()) {
            let (Standing::Level(vendor), Standing::Level(partner)) = views else {
                continue;
            };
            let gap = gap_of(*vendor, *partner);
            sums.add(indicator.weight.value(), gap, *vendor.min(partner));
            matched += 1;
            let widest = brief.gap.map(i8::unsigned_abs);
            if widest.is_none_or(|widest| widest < gap.unsigned_abs()) {
                brief.gap = Some(gap);
            }
        }
        brief.matched += matched;
        if let Some(figures) = sums.figures(matched).filter(|_| dimension.headline) {
            agreement.add(dimension.weight.value(), figures.agreement);
            joint.add(dimension.weight.value(), figures.joint);
        }
    }
    brief.agreement = agreement.value();
    brief.joint = joint.value();
    brief
}
