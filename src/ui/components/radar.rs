//! Scores by dimension as a radar with their intervals as a band. Beside it, the same figures stand as text.

use leptos::prelude::*;

use crate::domain::scoring::Figures;
use crate::ui::components::range::tenths;

const RADIUS: f64 = 80.0;
const RINGS: [f64; 4] = [25.0, 50.0, 75.0, 100.0];
const LABEL_GAP: f64 = 10.0;
const LINE: f64 = 14.0;

/// One dimension on the radar.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The dimension's title.
    pub title: String,
    /// What stands below it, such as the score; may be empty.
    pub value: String,
    pub figures: Figures,
}

/// The picture. `label` says what it shows to those who do not see it.
#[component]
pub fn Radar(axes: Memo<Vec<Axis>>, label: Memo<String>) -> impl IntoView {
    let count = Memo::new(move |_| axes.with(Vec::len));
    let rings = move || {
        let count = count.get();
        RINGS
            .map(|ring| view! { <polygon points=polygon(&vec![ring; count])></polygon> })
            .into_view()
    };
    let spokes = move || {
        let count = count.get();
        (0..count)
            .map(|index| {
                let (x, y) = point(index, count, 100.0);
                view! { <line x1="0" y1="0" x2=tenths(x) y2=tenths(y)></line> }
            })
            .collect_view()
    };
    let band = move || axes.with(|axes| band(axes));
    let shape = move || {
        axes.with(|axes| {
            polygon(
                &axes
                    .iter()
                    .map(|axis| axis.figures.score.unwrap_or(0.0))
                    .collect::<Vec<_>>(),
            )
        })
    };
    // Most answers change no label.
    let words = Memo::new(move |_| {
        axes.with(|axes| {
            let words = axes.iter().map(|axis| (axis.title.clone(), axis.value.clone()));
            words.collect::<Vec<_>>()
        })
    });
    let labels = move || {
        words.with(|words| {
            let count = words.len();
            let labels = words.iter().enumerate();
            labels
                .map(|(index, (title, value))| axis_label(title, value, index, count))
                .collect_view()
        })
    };
    view! {
        <svg class="radar" viewBox="-165 -122 330 240" role="img" aria-label=label>
            <g class="grid">{rings} {spokes}</g>
            <path class="band" fill-rule="evenodd" d=band></path>
            <polygon class="shape" points=shape></polygon>
            <g aria-hidden="true">{labels}</g>
        </svg>
    }
}

/// The place of a value from 0 to 100 on an axis; the first axis points up, the others follow clockwise.
fn point(index: usize, count: usize, value: f64) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "there are few dimensions")]
    let (across, up) = direction(index as f64 / count.max(1) as f64);
    let length = RADIUS * value / 100.0;
    (length * across, -length * up)
}

/// Sine and cosine of a share of a full turn, `0.0..=1.0`, to two thousandths: a fifth of
/// a unit in this picture. The exact ones are
/// several kilobytes of download, for arguments of any size.
///
/// Source: Bhaskara's approximation of the sine.
fn direction(turn: f64) -> (f64, f64) {
    fn half_wave(turn: f64) -> f64 {
        let product = turn * (0.5 - turn);
        16.0 * product / (1.25 - 4.0 * product)
    }
    let sine = |turn: f64| {
        if turn <= 0.5 {
            half_wave(turn)
        } else {
            -half_wave(turn - 0.5)
        }
    };
    (
        sine(turn),
        sine(if turn <= 0.75 { turn + 0.25 } else { turn - 0.75 }),
    )
}

fn polygon(values: &[f64]) -> String {
    let count = values.len();
    values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let (x, y) = point(index, count, *value);
            format!("{},{}", tenths(x), tenths(y))
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The area between the lower and the upper ends.
fn band(axes: &[Axis]) -> String {
    let ends = |pick: fn(&crate::domain::scoring::Interval) -> f64| {
        let values: Vec<f64> = axes
            .iter()
            .map(|axis| axis.figures.interval.as_ref().map_or(0.0, pick))
            .collect();
        polygon(&values)
    };
    let (high, low) = (ends(|interval| interval.high), ends(|interval| interval.low));
    if axes.is_empty() {
        return String::new();
    }
    format!("M{high}ZM{low}Z")
}

fn axis_label(title: &str, value: &str, index: usize, count: usize) -> impl IntoView + use<> {
    let (x, y) = point(index, count, 100.0);
    let (x, y) = (x * (1.0 + LABEL_GAP / RADIUS), y * (1.0 + LABEL_GAP / RADIUS));
    let anchor = if x > 8.0 {
        "start"
    } else if x < -8.0 {
        "end"
    } else {
        "middle"
    };
    let mut lines = words_in_lines(title);
    if !value.is_empty() {
        lines.push(value.to_owned());
    }
    #[expect(clippy::cast_precision_loss, reason = "there are at most three lines")]
    let height = (lines.len() - 1) as f64 * LINE;
    // Labels above the middle grow upwards, those below it downwards, those beside it both ways.
    let first = if y < -RADIUS * 0.7 {
        y - height
    } else if y > RADIUS * 0.7 {
        y + LINE * 0.6
    } else {
        y - height / 2.0 + LINE * 0.3
    };
    let has_value = !value.is_empty();
    let last = lines.len() - 1;
    let lines = lines
        .into_iter()
        .enumerate()
        .map(|(line, words)| {
            let class = (has_value && line == last).then_some("value");
            let dy = if line == 0 { 0.0 } else { LINE };
            view! { <tspan x=tenths(x) dy=tenths(dy) class=class>{words}</tspan> }
        })
        .collect_view();
    view! { <text x=tenths(x) y=tenths(first) text-anchor=anchor>{lines}</text> }
}

/// Breaks a long title once, near its middle, where there is a space.
fn words_in_lines(title: &str) -> Vec<String> {
    const LONG: usize = 12;
    if title.chars().count() <= LONG {
        return vec![title.to_owned()];
    }
    let middle = title.len() / 2;
    let space = title
        .match_indices(' ')
        .map(|(place, _)| place)
        .min_by_key(|place| place.abs_diff(middle));
    match space {
        Some(place) => vec![title[..place].to_owned(), title[place + 1..].to_owned()],
        None => vec![title.to_owned()],
    }
}
