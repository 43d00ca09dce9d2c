//! Every question with both answers.

use leptos::prelude::*;

use crate::domain::relationship::pair;
use crate::domain::scoring::Standing;
use crate::ui::screens::partner::answers::{AllAnswers, DimensionAnswers};
use crate::ui::screens::partner::talk::BothFacts;

use super::super::result::answer_facts;
use super::{Of, Told};

/// The section of a partner's page.
pub(super) fn answers(of: Of) -> AnyView {
    let is_there = Memo::new(move |_| {
        let there = of.told(|_, _, views| of.state.shelf.questionnaire(&pair(views)?.ours.pack));
        there.is_some()
    });
    let dimensions = Memo::new(move |_| {
        let told = of.told(|_, _, views| {
            let (vendor, partner) = pair(views)?.by_side();
            let questionnaire = of.state.shelf.questionnaire(&vendor.pack)?;
            Some(dimensions(&Told::of(
                of.locale,
                &questionnaire,
                [vendor, partner],
            )))
        });
        told.unwrap_or_default()
    });
    view! { <AllAnswers is_there=is_there dimensions=dimensions /> }.into_any()
}

/// The dimensions with what either was asked.
fn dimensions(told: &Told<'_>) -> Vec<DimensionAnswers> {
    let locale = told.locale;
    let [(vendor, of_vendor), (partner, of_partner)] = &told.views;
    let mut standings = of_vendor.iter().zip(of_partner);
    let mut dimensions = Vec::new();
    for dimension in &told.questionnaire.dimensions {
        let indicators = dimension.indicators.iter().zip(standings.by_ref());
        let asked = indicators.filter(|(_, (ours, theirs))| {
            [ours, theirs]
                .iter()
                .any(|standing| ***standing != Standing::NotAsked)
        });
        let rows = asked.map(|(indicator, (of_vendor, of_partner))| BothFacts {
            vendor: answer_facts(locale, indicator, vendor, *of_vendor),
            partner: answer_facts(locale, indicator, partner, *of_partner),
        });
        dimensions.push(DimensionAnswers {
            title: locale.words(&dimension.title),
            rows: rows.collect(),
        });
    }
    dimensions.retain(|dimension| !dimension.rows.is_empty());
    dimensions
}
