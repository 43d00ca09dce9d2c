//! The meeting sheet: what print makes of a partner's page, on one side of paper.

use leptos::prelude::*;

use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::appendix::{AnswerFacts, given};
use crate::ui::text::fill;

use super::gaps::GapFacts;
use super::relation;
use super::talk::{BothFacts, PointFacts, of, side_class, title, why_words};

/// Who meets, and when the sheet was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetHead {
    /// The vendor's name, then the partner's.
    pub companies: [String; 2],
    pub day: Day,
}

/// The sheet; nothing where there is nothing to talk about.
pub fn sheet(head: &SheetHead, figures: &GapFacts, points: &[PointFacts]) -> Option<impl IntoView + use<>> {
    let locale = locale();
    let text = &relation(locale).sheet;
    let [vendor, partner] = &head.companies;
    let companies = fill(text.companies, &[("vendor", vendor), ("partner", partner)]);
    let points: Vec<_> = points
        .iter()
        .map(|one| point(locale, &head.companies, one.clone()))
        .collect();
    (!points.is_empty()).then(|| {
        view! {
            <section class="print-only meeting-sheet">
                <div class="sheet-head">
                    <p class="quiet">{text.title}</p>
                    <h2>{companies}</h2>
                    <p class="num day">{locale.day(head.day)}</p>
                    <p class="num sheet-figures">{figures_line(locale, figures)}</p>
                </div>
                <ol>{points}</ol>
            </section>
        }
    })
}

/// Agreement and joint score, and over how many questions.
fn figures_line(locale: Locale, figures: &GapFacts) -> String {
    let text = relation(locale);
    let none = || text.gap.no_match.to_owned();
    let matched = fill(
        text.gap.matched,
        &[
            ("matched", &locale.count(figures.matched)),
            ("of", &locale.count(figures.of)),
        ],
    );
    let agreement = figures.agreement.map_or_else(none, |share| locale.percent(share));
    let joint = figures.joint.map_or_else(none, |score| locale.score(score));
    fill(
        text.sheet.figures,
        &[
            ("agreement", &agreement),
            ("joint", &joint),
            ("matched", &matched),
        ],
    )
}

/// A point, with both answers and room to write.
fn point(locale: Locale, companies: &[String; 2], point: PointFacts) -> impl IntoView + use<> {
    let text = &relation(locale).sheet;
    let heading = title(&point.said);
    let why = why_words(locale, point.why);
    let BothFacts { vendor, partner } = point.said;
    // Asked alike it stands once; else each answer has what its side was asked.
    let is_one = vendor.question == partner.question;
    let asked = is_one.then(|| view! { <p class="quiet asked">{vendor.question.clone()}</p> });
    let [of_vendor, of_partner] = companies;
    let said = |side, name: &str, answer: AnswerFacts| {
        let class = ["said-by-one ", side_class(side)].concat();
        let asked = (!is_one).then(|| view! { <p class="quiet asked">{answer.question.clone()}</p> });
        view! {
            <div class=class>
                <p class="side">
                    <span class="mark" aria-hidden="true"></span>
                    {fill(of(side, text.says), &[("name", name)])}
                </p>
                {asked}
                {given(locale, answer)}
            </div>
        }
    };
    view! {
        <li>
            <div class="point-head">
                <h3>{heading}</h3>
                <p class="quiet">{why}</p>
            </div>
            {asked}
            <div class="two">
                {said(Side::Vendor, of_vendor, vendor)} {said(Side::Partner, of_partner, partner)}
            </div>
            <div class="room">
                <p class="quiet">{text.agreed}</p>
            </div>
        </li>
    }
}
