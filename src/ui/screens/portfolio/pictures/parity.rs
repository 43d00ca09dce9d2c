//! Do small partners fare worse? One plain sentence, which also says when there is too little to tell.

use leptos::prelude::*;

use crate::domain::company::Size;
use crate::domain::parity::{Chance, Measure};
use crate::domain::statistics::{Association, Means, Shift};
use crate::ui::components::field::field_id;
use crate::ui::components::fold::Fold;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::portfolio::cells::size_words;
use crate::ui::screens::portfolio::words;
use crate::ui::text::fill;

use super::PictureSignals;
use super::bands::{BandFacts, bands};
use super::chart::waiting;

fn place(measure: Measure) -> usize {
    Measure::ALL.iter().position(|one| *one == measure).unwrap_or(0)
}

/// A measure in words.
pub(in crate::ui::screens::portfolio) fn name_of(locale: Locale, measure: Measure) -> &'static str {
    words(locale).parity.measures[place(measure)]
}

/// A value with its unit; shares are percentages.
pub(in crate::ui::screens::portfolio) fn value_of(locale: Locale, measure: Measure, value: f64) -> String {
    let has_places = measure == Measure::AnswerTime && value < 10.0;
    let number = locale.number(value, u8::from(has_places));
    fill(words(locale).parity.units[place(measure)], &[("n", &number)])
}

/// How far two values lie apart, with its unit. Shares are percentages, and what lies between them is not.
fn difference_of(locale: Locale, measure: Measure, value: f64) -> String {
    let size = value.abs();
    let said = match measure {
        Measure::Score | Measure::AnswerTime => value_of(locale, measure, size),
        Measure::Freshness | Measure::Agreement => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most 100, and above 0"
            )]
            let points = size.round() as usize;
            locale.plural(points, &words(locale).parity.points, &[])
        }
    };
    if value < 0.0 && said != difference_of(locale, measure, 0.0) {
        locale.signed("−", &said)
    } else {
        said
    }
}

/// What the figures say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Small partners fare worse than chance would bring.
    Worse,
    /// Large ones do.
    Better,
    /// Chance would bring as much.
    Alike,
    /// There is a difference, too small to matter.
    Weak,
    /// The figure goes along with the size, and still it cannot be told how the smallest and the largest differ.
    Ends,
    /// Only so many partners have both a size and the figure.
    TooFew(usize),
    /// There are no two sizes with enough of them.
    NoTwoSizes,
}

/// Partners by size.
#[derive(Debug, Clone, PartialEq)]
pub struct ParityFacts {
    pub measure: Measure,
    pub verdict: Verdict,
    /// Those with a value, the smallest first.
    pub bands: Vec<BandFacts>,
    /// The two that are compared, where two have enough.
    pub compared: Option<(Size, Size)>,
    pub association: Option<Association>,
    /// Its probability, corrected for all measures.
    pub corrected_p: Option<f64>,
    pub chance: Option<Chance>,
    /// Of the largest band against the smallest.
    pub shift: Option<Shift>,
    /// How many have no size or no value.
    pub left_out: usize,
}

/// The section.
#[component]
pub(super) fn Parity(signals: PictureSignals) -> impl IntoView {
    let locale = locale();
    let text = &words(locale).parity;
    let measure = signals.measure;
    let id = field_id();
    let options = Measure::ALL
        .into_iter()
        .map(|measure| view! { <option value=place(measure).to_string()>{name_of(locale, measure)}</option> })
        .collect_view();
    let chosen = move |value: String| {
        let chosen = value.parse::<usize>().ok();
        if let Some(chosen) = chosen.and_then(|place| Measure::ALL.get(place)) {
            measure.set(*chosen);
        }
    };
    let told = move || {
        signals
            .parity
            .with(|facts| facts.as_ref().map_or_else(waiting, |facts| told(locale, facts)))
    };
    view! {
        <section class="picture parity">
            <h3>{text.title}</h3>
            <div class="filter">
                <label for=id.clone()>{text.measure}</label>
                <select
                    id=id
                    prop:value=move || place(measure.get()).to_string()
                    on:change:target=move |event| chosen(event.target().value())
                >
                    {options}
                </select>
            </div>
            {told}
        </section>
    }
}

fn told(locale: Locale, facts: &ParityFacts) -> AnyView {
    let text = &words(locale).parity;
    let is_any = facts.verdict != Verdict::TooFew(0);
    let left_out = (is_any && facts.left_out > 0).then(|| locale.plural(facts.left_out, &text.left_out, &[]));
    let picture = (!facts.bands.is_empty()).then(|| bands(locale, facts.measure, &facts.bands));
    view! {
        <p class="verdict">{verdict(locale, facts)} " " {chance(locale, facts)}</p>
        {shift(locale, facts).map(|words| view! { <p class="quiet">{words}</p> })}
        {picture}
        {left_out.map(|words| view! { <p class="quiet">{words}</p> })}
        {how(locale, facts)}
    }
    .into_any()
}

/// The outer sizes and their medians, for a message.
fn ends(locale: Locale, facts: &ParityFacts, message: &str) -> Option<String> {
    let grid = &words(locale).grid;
    let band = |size: Size| facts.bands.iter().find(|band| band.size == size);
    let (first, last) = match facts.compared {
        Some((smallest, largest)) => (band(smallest)?, band(largest)?),
        None => (facts.bands.first()?, facts.bands.last()?),
    };
    let value = |band: &BandFacts| value_of(locale, facts.measure, band.spread.median);
    Some(fill(
        message,
        &[
            ("least", size_words(grid, first.size)),
            ("most", size_words(grid, last.size)),
            ("from", &value(first)),
            ("to", &value(last)),
        ],
    ))
}

/// The answer, one sentence.
pub(in crate::ui::screens::portfolio) fn verdict(locale: Locale, facts: &ParityFacts) -> String {
    let text = &words(locale).parity;
    let message = match facts.verdict {
        Verdict::Worse => text.worse,
        Verdict::Better => text.better,
        Verdict::Alike => text.alike,
        Verdict::Weak => text.weak,
        Verdict::Ends => text.ends,
        Verdict::TooFew(0) => return text.none.to_owned(),
        Verdict::TooFew(count) => return locale.plural(count, &text.too_few, &[]),
        Verdict::NoTwoSizes => return text.no_two_sizes.to_owned(),
    };
    ends(locale, facts, message).unwrap_or_default()
}

/// How often chance alone would do as much.
fn chance(locale: Locale, facts: &ParityFacts) -> Option<String> {
    let text = &words(locale).parity;
    let (message, times) = match facts.chance? {
        Chance::OneIn(times) => (text.chance, times),
        Chance::LessThanOneIn(times) => (text.rare_chance, times),
    };
    let number = if times < 10.0 {
        locale.number(times, 1)
    } else {
        locale.number(times, 0)
    };
    Some(fill(message, &[("n", &number)]))
}

fn shift(locale: Locale, facts: &ParityFacts) -> Option<String> {
    let text = &words(locale).parity;
    let shift = facts.shift?;
    let is_above = shift.estimate >= 0.0;
    let message = if is_above {
        text.shift_above
    } else {
        text.shift_below
    };
    let size = difference_of(locale, facts.measure, shift.estimate.abs());
    let said = ends(locale, facts, message)?;
    let said = fill(&said, &[("shift", &size)]);
    let Ok(bounds) = shift.bounds else {
        return Some(fill(text.shift_no_bounds, &[("said", &said)]));
    };
    // As many above or below as the sentence says; a bound on the other side has a sign.
    let (low, high) = if is_above {
        (bounds.low, bounds.high)
    } else {
        (-bounds.high, -bounds.low)
    };
    let (low, high) = (
        difference_of(locale, facts.measure, low),
        difference_of(locale, facts.measure, high),
    );
    Some(fill(
        text.shift_bounds,
        &[("said", &said), ("low", &low), ("high", &high)],
    ))
}

/// How it was worked out, folded away.
fn how(locale: Locale, facts: &ParityFacts) -> Option<impl IntoView + use<>> {
    let text = &words(locale).parity;
    let association = facts.association.map(|association| {
        let Association { tau, pairs, p, means } = association;
        let corrected = p_words(locale, facts.corrected_p.unwrap_or(p));
        let (tau, pairs, p) = (locale.number(tau, 2), locale.count(pairs), p_words(locale, p));
        let values = [("tau", &*tau), ("n", &*pairs), ("p", &*p)];
        let how = match means {
            Means::All { .. } => fill(text.how_all, &values),
            Means::Drawn { permutations } => {
                let drawn = locale.count(permutations);
                fill(&fill(text.how_drawn, &values), &[("drawn", &drawn)])
            }
        };
        [&how, " ", &fill(text.how_corrected, &[("p", &corrected)])].concat()
    });
    let shift = facts.shift.map(|_| text.how_shift.to_owned());
    let said: Vec<String> = association.into_iter().chain(shift).collect();
    (!said.is_empty()).then(|| {
        let said = StoredValue::new(said);
        let paragraph = |words: String| view! { <p class="quiet">{words}</p> };
        view! {
            <Fold class="how-parity" title=text.how.into_any()>
                {said.get_value().into_iter().map(paragraph).collect_view()}
            </Fold>
        }
    })
}

/// A probability; what would be read as none at all is told by what it lies below.
fn p_words(locale: Locale, p: f64) -> String {
    const LEAST: f64 = 0.001;
    if p < LEAST {
        fill(words(locale).parity.p_below, &[("n", &locale.number(LEAST, 3))])
    } else {
        locale.number(p, 3)
    }
}
