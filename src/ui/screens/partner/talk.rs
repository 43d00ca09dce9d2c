//! What to talk about next: the points of a meeting with both answers, what both find weak, and what only one can tell.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::side::Side;
use crate::ui::components::dumbbell::Dumbbell;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::Named;
use crate::ui::screens::result::appendix::{AnswerFacts, given};
use crate::ui::text::fill;

use super::gaps::Item;
use super::relation;

/// What there is to talk about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TalkFacts {
    /// At most five, the most important first.
    pub points: Vec<PointFacts>,
    /// What the pack asks about both answers together.
    pub looks: Vec<String>,
    pub weak: Vec<WeakRow>,
    pub one_sided: Vec<OneSidedRow>,
}

/// A point of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct PointFacts {
    pub why: Why,
    pub said: BothFacts,
}

/// What both say to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct BothFacts {
    pub vendor: AnswerFacts,
    pub partner: AnswerFacts,
}

/// Why it is a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// So many levels apart, 2 or more.
    Wide(u8),
    Near,
    Weak,
    OneSided(OneSide),
}

/// Who can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneSide {
    pub knows: Side,
    /// Whether the other side said that it does not know; else it has not answered.
    pub is_unknown: bool,
}

/// Both answered low.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeakRow {
    pub indicator: Named,
    pub vendor: Level,
    pub partner: Level,
}

/// One side answered with a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneSidedRow {
    pub indicator: Named,
    pub side: OneSide,
    pub level: Level,
}

/// The sections.
pub fn talk(facts: TalkFacts, on_print: Callback<()>) -> impl IntoView + use<> {
    let locale = locale();
    let text = &relation(locale).talk;
    let points = (!facts.points.is_empty()).then(|| {
        let points = facts
            .points
            .into_iter()
            .map(|one| point(locale, one))
            .collect_view();
        let looks = facts
            .looks
            .into_iter()
            .map(|ask| view! { <li class="notice"><p>{ask}</p></li> })
            .collect_view();
        view! {
            <section class="talk">
                <h2>{text.title}</h2>
                <p class="quiet">{text.lead}</p>
                <ol class="points">{points}</ol>
                <ul class="looks">{looks}</ul>
                <div class="buttons">
                    <button type="button" on:click=move |_| on_print.run(())>
                        {text.print}
                    </button>
                </div>
            </section>
        }
    });
    let weak = (!facts.weak.is_empty()).then(|| {
        let rows = facts.weak.into_iter().map(weak_row).collect_view();
        view! {
            <section class="gaps">
                <h2>{text.weak_title}</h2>
                <p class="quiet">{text.weak_help}</p>
                <ul class="gap">{rows}</ul>
            </section>
        }
    });
    let one_sided = (!facts.one_sided.is_empty()).then(|| {
        let rows = facts
            .one_sided
            .into_iter()
            .map(|row| one_sided_row(locale, row))
            .collect_view();
        view! {
            <section class="gaps">
                <h2>{text.one_sided_title}</h2>
                <p class="quiet">{text.one_sided_help}</p>
                <ul class="gap told">{rows}</ul>
            </section>
        }
    });
    view! {
        {points}
        {weak}
        {one_sided}
    }
}

fn point(locale: Locale, point: PointFacts) -> AnyView {
    let title = title(&point.said);
    let head = view! {
        <h3>{title}</h3>
        <p>{why_words(locale, point.why)}</p>
    };
    both(locale, head.into_any(), point.said)
}

/// Why it is a point, and what to do about it.
pub(super) fn why_words(locale: Locale, why: Why) -> String {
    let text = relation(locale);
    match why {
        Why::Wide(levels) => locale.plural(usize::from(levels), &text.talk.wide, &[]),
        Why::Near => text.talk.near.to_owned(),
        Why::Weak => text.talk.weak.to_owned(),
        Why::OneSided(OneSide { knows, is_unknown }) => {
            let words = if is_unknown {
                text.talk.one_sided_unknown
            } else {
                text.talk.one_sided_open
            };
            of(knows, words).to_owned()
        }
    }
}

/// The number of a question, and what it is called.
pub(super) fn title(said: &BothFacts) -> impl IntoView + use<> {
    let Named { id, title } = said.vendor.indicator.clone();
    view! {
        <span class="num">{id.0}</span>
        " "
        {title}
    }
}

/// A question with both answers in full, under its head.
pub(super) fn both(locale: Locale, head: AnyView, said: BothFacts) -> AnyView {
    let text = relation(locale);
    let side = |side, answer: AnswerFacts| {
        view! {
            <div class=["said ", side_class(side)].concat()>
                <p class="side">
                    <span class="mark" aria-hidden="true"></span>
                    {of(side, text.says)}
                </p>
                {given(locale, answer)}
            </div>
        }
    };
    let number = said.vendor.indicator.id.0.clone();
    view! {
        <li data-indicator=number>
            {head}
            <div class="both">{side(Side::Vendor, said.vendor)} {side(Side::Partner, said.partner)}</div>
        </li>
    }
    .into_any()
}

fn weak_row(row: WeakRow) -> impl IntoView {
    view! {
        <Item of=row.indicator>
            <Dumbbell vendor=row.vendor partner=row.partner />
        </Item>
    }
}

fn one_sided_row(locale: Locale, row: OneSidedRow) -> impl IntoView {
    let text = &relation(locale).talk;
    let level = fill(
        of(row.side.knows, text.says_level),
        &[("n", &row.level.number().to_string())],
    );
    let class = ["side ", side_class(row.side.knows)].concat();
    view! {
        <Item of=row.indicator>
            <span class=class>
                <span class="mark" aria-hidden="true"></span>
                {level}
            </span>
        </Item>
    }
}

/// The vendor's words or the partner's.
pub(super) const fn of(side: Side, words: [&'static str; 2]) -> &'static str {
    let [vendor, partner] = words;
    match side {
        Side::Vendor => vendor,
        Side::Partner => partner,
    }
}

pub(super) const fn side_class(side: Side) -> &'static str {
    match side {
        Side::Vendor => "vendor",
        Side::Partner => "partner",
    }
}
