//! The values of each size band: a dot for each partner where there are few, else a box for each band.

use leptos::prelude::*;

use crate::domain::company::Size;
use crate::domain::parity::Measure;
use crate::domain::statistics::Spread;
use crate::ui::components::range::tenths;
use crate::ui::locale::Locale;
use crate::ui::screens::portfolio::cells::size_words;
use crate::ui::screens::portfolio::words;
use crate::ui::text::fill;
use crate::ui::text::portfolio::ParityText;

use super::chart::{INNER, across, below, figure, float, middle_half, no_middle_half, rules, table, up};
use super::parity::{name_of, value_of};

/// The partners of a size.
#[derive(Debug, Clone, PartialEq)]
pub struct BandFacts {
    pub size: Size,
    pub spread: Spread,
    /// The value of each, in ascending order; empty where there are too many for dots.
    pub values: Vec<f64>,
}

/// More dots than this in all bands together are drawn as boxes, whatever is given.
const MOST_DOTS: usize = 300;
const DOT: f64 = 3.5;
/// How wide a box is, as a share of its band's place.
const BOX: f64 = 0.5;

/// The picture with its table.
pub(super) fn bands(locale: Locale, measure: Measure, bands: &[BandFacts]) -> impl IntoView + use<> {
    let text = &words(locale).parity;
    let grid = &words(locale).grid;
    let most = top(measure, bands);
    let has_dots = bands.iter().all(|band| band.values.len() == band.spread.count)
        && bands.iter().map(|band| band.values.len()).sum::<usize>() <= MOST_DOTS;
    let lines = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, locale.number(share * most, 0)));
    let width = 1.0 / float(bands.len().max(1));
    let marks = bands
        .iter()
        .enumerate()
        .map(|(place, band)| {
            let middle = (float(place) + 0.5) * width;
            let at = Place {
                middle: across(middle),
                half: width * INNER.0 * BOX / 2.0,
                most,
            };
            let mark = if has_dots {
                dots(band, at).into_any()
            } else {
                quartiles(band, at).into_any()
            };
            view! { {mark} {median(band, at)} {below(middle, "middle", short(text, band.size).to_owned())} }
        })
        .collect_view();
    let label = fill(text.picture, &[("measure", name_of(locale, measure))]);
    let help = if has_dots { text.dots_help } else { text.boxes_help };
    let few = no_middle_half(locale, bands.iter().map(|band| &band.spread));
    let beyond = beyond(locale, measure, bands, (most, has_dots));
    let said = [Some(help.to_owned()), beyond, few];
    let help = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let value = |value: f64| value_of(locale, measure, value);
    let rows = bands.iter().map(|BandFacts { size, spread, .. }| {
        let middle = middle_half(locale, spread, value);
        vec![
            size_words(grid, *size).to_owned(),
            locale.count(spread.count),
            value(spread.median),
            middle.unwrap_or_else(|| String::from("–")),
        ]
    });
    let heads = [text.people, text.partners, text.median, text.middle_half];
    let table = table(label.clone(), heads.map(str::to_owned).to_vec(), rows.collect());
    let marks = view! { {rules(lines.to_vec())} {marks} }.into_any();
    view! {
        {figure(label, help, marks)}
        {table}
    }
}

pub(super) fn short(text: &ParityText, size: Size) -> &'static str {
    let place = Size::ALL.iter().position(|one| *one == size);
    place.map_or("", |place| text.bands[place])
}

/// The value at the top of the picture: a hundred, or a round number of hours.
fn top(measure: Measure, bands: &[BandFacts]) -> f64 {
    if measure != Measure::AnswerTime {
        return 100.0;
    }
    // The longest would press all others to the ground; three times the widest box holds nearly all.
    let boxes = bands.iter().map(|band| band.spread.upper_quartile);
    let most = bands.iter().map(|band| band.spread.most).fold(0.0, f64::max);
    let wanted = most.min(boxes.fold(0.0, f64::max) * 3.0);
    let rounds = [
        4.0, 8.0, 12.0, 24.0, 48.0, 96.0, 200.0, 400.0, 800.0, 2000.0, 8000.0,
    ];
    rounds
        .into_iter()
        .find(|round| *round >= wanted)
        .unwrap_or(88_000.0)
}

/// What is said where values lie above the picture, whose top is `most`.
fn beyond(
    locale: Locale,
    measure: Measure,
    bands: &[BandFacts],
    (most, has_dots): (f64, bool),
) -> Option<String> {
    let text = &words(locale).parity;
    if !has_dots {
        let is_above = bands.iter().any(|band| band.spread.most > most);
        return is_above.then(|| text.lines_beyond.to_owned());
    }
    let values = bands.iter().flat_map(|band| &band.values);
    let above = values.filter(|value| **value > most).count();
    let top = value_of(locale, measure, most);
    (above > 0).then(|| locale.plural(above, &text.dots_beyond, &[("most", &top)]))
}

/// Where a band stands.
#[derive(Clone, Copy)]
struct Place {
    middle: f64,
    half: f64,
    most: f64,
}

impl Place {
    fn y(self, value: f64) -> f64 {
        up((value / self.most).clamp(0.0, 1.0))
    }
}

/// Dots side by side where they would lie on each other.
fn dots(band: &BandFacts, at: Place) -> impl IntoView + use<> {
    let mut before = f64::INFINITY;
    let mut beside = 0;
    let dots = band
        .values
        .iter()
        .filter(|value| **value <= at.most)
        .map(|value| {
            let y = at.y(*value);
            if (before - y).abs() < DOT * 1.5 {
                beside += 1;
            } else {
                (beside, before) = (0, y);
            }
            // To the right and to the left in turn; where the band is full, over others.
            let steps = float(beside / 2 + beside % 2) * DOT * 2.1;
            let away = steps % (at.half * 1.6).max(1.0);
            let x = if beside % 2 == 0 {
                at.middle - away
            } else {
                at.middle + away
            };
            view! { <circle cx=tenths(x) cy=tenths(y) r=tenths(DOT)></circle> }
        })
        .collect_view();
    view! { <g class="swarm">{dots}</g> }
}

fn quartiles(band: &BandFacts, at: Place) -> impl IntoView + use<> {
    let Spread { least, most, .. } = band.spread;
    let x = tenths(at.middle);
    let middle = band.spread.middle_half().map(|(low, high)| {
        let (top, bottom) = (at.y(high), at.y(low));
        view! {
            <rect
                x=tenths(at.middle - at.half)
                y=tenths(top)
                width=tenths(at.half * 2.0)
                height=tenths((bottom - top).max(1.0))
                rx="4"
            ></rect>
        }
    });
    view! {
        <g class="box">
            <line x1=x.clone() x2=x y1=tenths(at.y(most)) y2=tenths(at.y(least))></line>
            {middle}
        </g>
    }
}

fn median(band: &BandFacts, at: Place) -> impl IntoView + use<> {
    let y = tenths(at.y(band.spread.median));
    let half = at.half * 1.15;
    view! {
        <line class="median" x1=tenths(at.middle - half) x2=tenths(at.middle + half) y1=y.clone() y2=y></line>
    }
}
