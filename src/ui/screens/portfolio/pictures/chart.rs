//! What pictures are made of: a frame with lines across, and a place for what is not worked out yet.

use leptos::prelude::*;

use crate::domain::statistics::{FEW, Spread};
use crate::ui::components::fold::Fold;
use crate::ui::components::range::tenths;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::portfolio::words;
use crate::ui::text::fill;

/// The frame, in units of the picture.
pub(super) const WIDTH: f64 = 360.0;
pub(super) const HEIGHT: f64 = 230.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 6.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 26.0;

/// From the start to the end of the frame, by a share of its width.
pub(super) fn across(share: f64) -> f64 {
    LEFT + share * (WIDTH - LEFT - RIGHT)
}

/// From below to the top of the frame, by a share of its height.
pub(super) fn up(share: f64) -> f64 {
    HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
}

/// How wide and how high the frame is.
pub(super) const INNER: (f64, f64) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);

/// The middle half in words of its values; `None` where that is told of nobody.
pub(in crate::ui::screens::portfolio) fn middle_half(
    locale: Locale,
    spread: &Spread,
    words_of: impl Fn(f64) -> String,
) -> Option<String> {
    let (low, high) = spread.middle_half()?;
    let values = [("from", &*words_of(low)), ("to", &*words_of(high))];
    Some(fill(words(locale).pictures.from_to, &values))
}

/// What is said where it is told of none, or not of all of these.
pub(in crate::ui::screens::portfolio) fn no_middle_half<'s>(
    locale: Locale,
    spreads: impl IntoIterator<Item = &'s Spread>,
) -> Option<String> {
    let mut spreads = spreads.into_iter();
    let is_lacking = spreads.any(|spread| spread.middle_half().is_none());
    is_lacking.then(|| {
        fill(
            words(locale).pictures.no_middle_half,
            &[("n", &locale.count(FEW))],
        )
    })
}

/// Lines across at these shares of the height, with their words.
pub(super) fn rules(lines: Vec<(f64, String)>) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|(share, words)| {
            let y = tenths(up(share));
            view! {
                <line x1=tenths(LEFT) x2=tenths(WIDTH - RIGHT) y1=y.clone() y2=y.clone()></line>
                <text x=tenths(LEFT - 6.0) y=y text-anchor="end" dominant-baseline="middle">
                    {words}
                </text>
            }
        })
        .collect_view();
    view! { <g class="rules">{lines}</g> }
}

/// Words below the frame at a share of its width.
pub(super) fn below(share: f64, anchor: &'static str, words: String) -> impl IntoView {
    view! {
        <text x=tenths(across(share)) y=tenths(HEIGHT - 6.0) text-anchor=anchor>
            {words}
        </text>
    }
}

/// The picture with what it means below it. `label` says what it shows to those who do not see it.
pub(super) fn figure(label: String, help: String, marks: AnyView) -> impl IntoView {
    view! {
        <figure class="curve chart">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                {marks}
            </svg>
            <figcaption class="quiet">{help}</figcaption>
        </figure>
    }
}

/// The figures of a picture as a table; folded away. `heads`: its columns' names; the first names the row, and all but that are numbers.
pub(super) fn table(label: String, heads: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let title = words(locale()).pictures.figures;
    let (heads, rows) = (StoredValue::new(heads), StoredValue::new(rows));
    let head = move || {
        let cells = heads.get_value().into_iter().enumerate();
        cells
            .map(|(place, words)| view! { <th scope="col" class:num=place != 0>{words}</th> })
            .collect_view()
    };
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let name = cells.next();
        let rest = cells
            .map(|words| view! { <td class="num">{words}</td> })
            .collect_view();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {rest}
            </tr>
        }
    };
    view! {
        <Fold class="chart-table" title=title.into_any()>
            <div class="scroll" role="region" tabindex="0" aria-label=label.clone()>
                <table>
                    <thead>
                        <tr>{head()}</tr>
                    </thead>
                    <tbody>{rows.get_value().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </Fold>
    }
}

/// What stands in a picture's place until it is worked out.
pub(super) fn waiting() -> AnyView {
    let text = words(locale()).grid.not_yet;
    view! {
        <div class="chart-waiting">
            <span class="not-yet" aria-hidden="true"></span>
            <span class="quiet">{text}</span>
        </div>
    }
    .into_any()
}

/// A count as a number of a picture.
pub(super) fn float(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of partners are below 2^53")]
    let float = count as f64;
    float
}
