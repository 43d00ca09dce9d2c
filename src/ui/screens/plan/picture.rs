//! The score over the effort, step by step. The list of steps has the same figures.

use leptos::prelude::*;

use crate::ui::components::range::tenths;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::messages;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
/// Room for the numbers of the axes.
const LEFT: f64 = 34.0;
const BOTTOM: f64 = 26.0;
const TOP: f64 = 14.0;
const RIGHT: f64 = 12.0;

/// The picture. `points`: the score, `0.0..=100.0`, after so many days; the first is now.
pub(super) fn picture(points: &[(usize, f64)]) -> impl IntoView + use<> {
    let locale = locale();
    let text = messages(locale);
    let (_, start) = points.first().copied().unwrap_or_default();
    let (days, _) = points.last().copied().unwrap_or_default();
    let scale = Scale::of(points);
    let mut line = format!("M{} {}", tenths(scale.x(0)), tenths(scale.y(start)));
    for pair in points.windows(2) {
        if let [_, (days, score)] = pair {
            line.push_str(&["H", &tenths(scale.x(*days)), "V", &tenths(scale.y(*score))].concat());
        }
    }
    let dots = points
        .iter()
        .map(|(days, score)| {
            view! { <circle cx=tenths(scale.x(*days)) cy=tenths(scale.y(*score)) r="4"></circle> }
        })
        .collect_view();
    let rules = scale
        .ticks()
        .into_iter()
        .map(|value| {
            let y = tenths(scale.y(value));
            view! {
                <line x1=tenths(LEFT) x2=tenths(WIDTH - RIGHT) y1=y.clone() y2=y.clone()></line>
                <text x=tenths(LEFT - 6.0) y=y text-anchor="end" dominant-baseline="middle">
                    {locale.number(value, 0)}
                </text>
            }
        })
        .collect_view();
    let total = locale.plural(days, &text.days, &[]);
    let end = points.last().map_or(start, |(_, score)| *score);
    let label = fill(
        text.picture,
        &[
            ("from", &locale.number(start, 1)),
            ("to", &locale.number(end, 1)),
            ("days", &total),
        ],
    );
    view! {
        <figure class="curve">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                <g class="rules">{rules}</g>
                <path class="line" d=line></path>
                <g class="dots">{dots}</g>
                <text x=tenths(LEFT) y=tenths(HEIGHT - 6.0)>{locale.plural(0, &text.days, &[])}</text>
                <text x=tenths(WIDTH - RIGHT) y=tenths(HEIGHT - 6.0) text-anchor="end">
                    {total}
                </text>
            </svg>
            <figcaption class="quiet">{text.picture_help}</figcaption>
        </figure>
    }
}

/// From days and points to places of the picture.
#[derive(Clone, Copy)]
struct Scale {
    days: f64,
    least: f64,
    most: f64,
}

impl Scale {
    fn of(points: &[(usize, f64)]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "days of a plan are few")]
        let days = points.iter().map(|(days, _)| *days as f64).fold(1.0, f64::max);
        let least = points.iter().map(|(_, score)| *score).fold(100.0, f64::min);
        let most = points.iter().map(|(_, score)| *score).fold(0.0, f64::max);
        Self {
            days,
            least: (least / 10.0).floor() * 10.0,
            most: ((most / 10.0).ceil() * 10.0).max((least / 10.0).floor() * 10.0 + 10.0),
        }
    }

    fn x(self, days: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "days of a plan are few")]
        let share = days as f64 / self.days;
        LEFT + share * (WIDTH - LEFT - RIGHT)
    }

    fn y(self, score: f64) -> f64 {
        let share = (score - self.least) / (self.most - self.least);
        HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
    }

    /// Tens, or as many of them as leave room for their numbers.
    fn ticks(self) -> Vec<f64> {
        let step = if self.most - self.least > 50.0 { 20.0 } else { 10.0 };
        let mut ticks = Vec::new();
        let mut value = self.least;
        while value <= self.most + 0.5 {
            ticks.push(value);
            value += step;
        }
        ticks
    }
}
