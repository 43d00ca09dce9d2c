//! A score in its interval on the scale from 0 to 100.

use leptos::prelude::*;

use crate::domain::scoring::{Figures, Interval};

/// The bar: a band from low to high, and a mark at the score. What it shows stands beside it in words.
#[component]
pub fn Range(figures: Memo<Figures>) -> impl IntoView {
    let low = move || tenths(figures.get().interval.map_or(0.0, |Interval { low, .. }| low));
    let high = move || tenths(figures.get().interval.map_or(0.0, |Interval { high, .. }| high));
    let score = move || tenths(figures.get().score.unwrap_or(0.0));
    let hidden = move || figures.get().score.is_none();
    view! {
        <div class="range" aria-hidden="true" style:--lo=low style:--hi=high style:--at=score>
            <i></i>
            <b hidden=hidden></b>
        </div>
    }
}

/// The same bar of figures that do not change: where there are many, each costs less.
#[component]
pub fn StillRange(figures: Figures) -> impl IntoView {
    let Interval { low, high } = figures.interval?;
    let score = figures
        .score
        .map(|score| view! { <b style:--at=tenths(score)></b> });
    Some(view! {
        <div class="range" aria-hidden="true" style:--lo=tenths(low) style:--hi=tenths(high)>
            <i></i>
            {score}
        </div>
    })
}

/// A number of a picture, between ±100,000, to a tenth. Printing any number to any precision is several kilobytes of
/// download.
#[must_use]
pub fn tenths(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "numbers of a picture are small")]
    let tenths = (value * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    [sign, &(tenths / 10).to_string(), ".", &(tenths % 10).to_string()].concat()
}
