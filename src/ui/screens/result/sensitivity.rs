//! Whether other weights would say the same: one line that opens to a picture.

use leptos::prelude::*;

use crate::domain::insight::sensitivity::Sensitivity;
use crate::ui::components::range::tenths;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::explain::{How, Subject, how_words};
use super::{Named, report};

const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 90.0;

/// What is said of the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct SensitivityFacts {
    pub found: Sensitivity,
    /// Titles of the dimensions in the order found.
    pub order: Vec<String>,
    /// The questions whose weight matters most, with points.
    pub weightiest: Vec<(Named, f64)>,
}

/// The section.
pub fn sensitivity(facts: &SensitivityFacts, on_open: Callback<Subject>) -> impl IntoView + use<> {
    let locale = locale();
    let text = &report(locale).sensitivity;
    let neighbours = facts
        .found
        .neighbours
        .iter()
        .zip(facts.order.windows(2))
        .map(|(share, pair)| {
            view! {
                <li class="num">
                    {fill(text.above, &[("above", &pair[0]), ("below", &pair[1]), ("share", &locale.percent(*share))])}
                </li>
            }
        })
        .collect_view();
    let weightiest: Vec<String> = facts
        .weightiest
        .iter()
        .map(|(named, points)| {
            let values = [
                ("id", &*named.id.0),
                ("title", &*named.title),
                ("points", &locale.number(*points, 1)),
            ];
            fill(text.weightiest_one, &values)
        })
        .collect();
    let weightiest = (!weightiest.is_empty()).then(|| {
        let words = fill(text.weightiest, &[("names", &locale.list(&weightiest))]);
        view! { <p class="num">{words}</p> }
    });
    view! {
        <section class="sensitivity">
            <details>
                <summary class="num">{line(locale, facts)}</summary>
                <p class="quiet">{fill(text.help, &[("n", &locale.count(facts.found.samples))])}</p>
                <div class="with-how">
                    {picture(locale, &facts.found)}
                    <How subject=Subject::Weights label=how_words(locale, report(locale).explain.weights.name) on_open=on_open />
                </div>
                <ul class="num">{neighbours}</ul>
                {weightiest}
            </details>
        </section>
    }
}

/// The one line: how far the score moves, and what holds.
fn line(locale: Locale, facts: &SensitivityFacts) -> String {
    let text = &report(locale).sensitivity;
    let found = &facts.found;
    let score = if found.stands_still() {
        fill(text.still, &[("score", &locale.score(found.score))])
    } else {
        let [low, high] = told_apart(locale, found.low, found.high);
        fill(text.moves, &[("low", &low), ("high", &high)])
    };
    let level = locale.percent(found.level_holds);
    let holds = match &facts.order[..] {
        [highest, .., lowest] => fill(
            text.holds,
            &[
                ("level", &level),
                ("highest", highest),
                ("highest_share", &locale.percent(found.highest_holds)),
                ("lowest", lowest),
                ("lowest_share", &locale.percent(found.lowest_holds)),
                ("order", &locale.percent(found.order_holds)),
            ],
        ),
        _ => fill(text.level_holds, &[("level", &level)]),
    };
    format!("{score} {holds}")
}

/// Both ends with as many digits as tell them apart, at most three.
#[must_use]
pub fn told_apart(locale: Locale, low: f64, high: f64) -> [String; 2] {
    let whole = [locale.score(low), locale.score(high)];
    let finer = (1..=3).map(|digits| [low, high].map(|end| locale.number(end, digits)));
    let mut all = core::iter::once(whole).chain(finer);
    let apart = all.find(|[low, high]| low != high);
    apart.unwrap_or_else(|| [low, high].map(|end| locale.number(end, 3)))
}

fn picture(locale: Locale, found: &Sensitivity) -> impl IntoView + use<> {
    let text = &report(locale).sensitivity;
    let most = found.bars.iter().copied().max().unwrap_or(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "samples are few")]
    let share = |count: usize| count as f64 / most as f64;
    #[expect(clippy::cast_precision_loss, reason = "bars are few")]
    let width = WIDTH / found.bars.len() as f64;
    let bars = found
        .bars
        .iter()
        .enumerate()
        .map(|(place, count)| {
            #[expect(clippy::cast_precision_loss, reason = "bars are few")]
            let x = place as f64 * width;
            let height = share(*count) * HEIGHT;
            view! {
                <rect
                    x=tenths(x + 0.5)
                    y=tenths(HEIGHT - height)
                    width=tenths((width - 1.0).min(40.0))
                    height=tenths(height)
                ></rect>
            }
        })
        .collect_view();
    let spread = found.most - found.least;
    let at = if spread > 0.0 {
        (found.score - found.least) / spread * WIDTH
    } else {
        width.min(40.0) / 2.0
    };
    let label = fill(
        text.picture,
        &[
            ("least", &locale.number(found.least, 1)),
            ("most", &locale.number(found.most, 1)),
            ("score", &locale.number(found.score, 1)),
        ],
    );
    let ends = fill(
        text.ends,
        &[
            ("least", &locale.number(found.least, 1)),
            ("most", &locale.number(found.most, 1)),
        ],
    );
    view! {
        <figure>
            <svg viewBox=format!("0 -4 {WIDTH} 98") role="img" aria-label=label preserveAspectRatio="none">
                <g>{bars}</g>
                <line x1=tenths(at) x2=tenths(at) y1="-4" y2="94"></line>
            </svg>
            <figcaption class="quiet num">{ends}</figcaption>
        </figure>
    }
}
