//! Where the two views differ: the widest gap first.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::ui::components::dumbbell::Dumbbell;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::Named;
use crate::ui::screens::result::explain::{How, Subject, how_words};
use crate::ui::text::fill;

use super::relation;

/// How many gaps are shown at first.
const SHOWN: usize = 8;

/// How far the two agree, and where they do not.
#[derive(Debug, Clone, PartialEq)]
pub struct GapFacts {
    /// `0.0..=1.0`; `None`: nothing matches.
    pub agreement: Option<f64>,
    /// `0.0..=100.0`.
    pub joint: Option<f64>,
    pub matched: usize,
    pub of: usize,
    /// The widest first.
    pub gaps: Vec<GapRow>,
}

/// Two different answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRow {
    pub indicator: Named,
    pub vendor: Level,
    pub partner: Level,
    /// Vendor minus partner.
    pub gap: i8,
}

/// The section.
#[component]
pub fn Gaps(facts: GapFacts, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &relation(locale).gap;
    let (matched, of) = (locale.count(facts.matched), locale.count(facts.of));
    let matched = fill(text.matched, &[("matched", &matched), ("of", &of)]);
    let agreement = facts
        .agreement
        .map_or_else(|| text.no_match.to_owned(), |share| locale.percent(share));
    let joint = facts
        .joint
        .map_or_else(|| text.no_match.to_owned(), |score| locale.score(score));
    let value = |figure: Option<f64>| figure.map_or_else(String::new, |figure| figure.to_string());
    let opener = move |figure: Option<f64>, subject: Subject, name: &str| {
        let label = how_words(locale, name);
        figure.map(|_| view! { <How subject=subject label=label on_open=on_open /> })
    };
    let is_alike = facts.gaps.is_empty();
    let all = facts.gaps.len();
    let is_open = RwSignal::new(false);
    let rows = StoredValue::new(facts.gaps);
    let shown = move || {
        let most = if is_open.get() { all } else { SHOWN };
        let rows = rows.with_value(|rows| rows.iter().take(most).cloned().collect::<Vec<_>>());
        rows.into_iter().map(|row| gap(locale, row)).collect_view()
    };
    let more = move || {
        (all > SHOWN && !is_open.get()).then(|| {
            let words = locale.plural(all - SHOWN, &text.more, &[]);
            view! {
                <button type="button" class="plain" on:click=move |_| is_open.set(true)>
                    {words}
                </button>
            }
        })
    };
    view! {
        <section class="gaps">
            <div class="figures">
                <dl>
                    <div>
                        <dt class="opens">
                            {text.agreement}
                            {opener(facts.agreement, Subject::Agreement, text.agreement)}
                        </dt>
                        <dd>
                            <b class="num" data-figure="agreement" data-value=value(facts.agreement)>
                                {agreement}
                            </b>
                            <small>{matched}</small>
                        </dd>
                    </div>
                    <div>
                        <dt class="opens">
                            {text.joint}
                            {opener(facts.joint, Subject::JointScore, text.joint)}
                        </dt>
                        <dd>
                            <b class="num" data-figure="joint" data-value=value(facts.joint)>
                                {joint}
                            </b>
                            <small>{text.joint_help}</small>
                        </dd>
                    </div>
                </dl>
            </div>
            {if is_alike {
                let none = (facts.matched > 0).then(|| view! { <p>{text.none}</p> });
                none.into_any()
            } else {
                view! {
                    <h2>{text.title}</h2>
                    <Key />
                    <ul class="gap">{shown}</ul>
                    {more}
                }
                    .into_any()
            }}
        </section>
    }
}

/// Which shape is whose.
#[component]
pub(super) fn Key() -> impl IntoView {
    let text = relation(locale());
    let [vendor, partner] = text.says;
    view! {
        <p class="quiet key">
            <span class="v">
                <i aria-hidden="true"></i>
                {vendor}
            </span>
            <span class="p">
                <i aria-hidden="true"></i>
                {partner}
            </span>
        </p>
    }
}

fn gap(locale: Locale, row: GapRow) -> impl IntoView {
    let number = locale.number(f64::from(row.gap.unsigned_abs()), 0);
    let sign = if row.gap > 0 { "+" } else { "\u{2212}" };
    view! {
        <Item of=row.indicator>
            <Dumbbell vendor=row.vendor partner=row.partner />
            <b class="num by">{locale.signed(sign, &number)}</b>
        </Item>
    }
}

/// A question of a list, with what is said of it.
#[component]
pub(super) fn Item(of: Named, children: Children) -> impl IntoView {
    let id = of.id.0.clone();
    view! {
        <li data-indicator=id>
            <span>
                <b class="num">{of.id.0}</b>
                " "
                {of.title}
            </span>
            {children()}
        </li>
    }
}
