//! Readiness of all partners over time: the median as a line, the middle half as a band; and their median agreement.

use leptos::prelude::*;

use crate::domain::statistics::{FEW, Spread};
use crate::domain::time::Day;
use crate::ui::components::range::tenths;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::portfolio::words;

use super::chart::{across, below, figure, middle_half, no_middle_half, rules, table, up, waiting};

/// All partners that had a score on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct DriftPoint {
    pub day: Day,
    /// Of the scores, `0.0..=100.0`.
    pub spread: Spread,
    /// The median of those whose two views are compared, `0.0..=1.0`.
    pub agreement: Option<f64>,
    /// How many these are.
    pub compared: usize,
}

/// The section.
#[component]
pub(super) fn Drift(points: Memo<Option<Vec<DriftPoint>>>) -> impl IntoView {
    let locale = locale();
    let text = &words(locale).pictures;
    let told = move || {
        points.with(|points| match points.as_deref() {
            None => waiting(),
            Some([first, .., last]) => points
                .as_deref()
                .map(|points| told(locale, points, (first.day, last.day)))
                .into_any(),
            Some(_) => view! { <p class="quiet">{text.drift_none}</p> }.into_any(),
        })
    };
    view! {
        <section class="picture">
            <h3>{text.drift}</h3>
            {told}
        </section>
    }
}

fn told(locale: Locale, points: &[DriftPoint], (first, last): (Day, Day)) -> impl IntoView + use<> {
    let text = &words(locale).pictures;
    let days = |day: Day| f64::from(day.days_since_epoch() - first.days_since_epoch());
    let all = days(last).max(1.0);
    let at = |point: &DriftPoint, score: f64| {
        let x = tenths(across(days(point.day) / all));
        format!("{x} {}", tenths(up(score / 100.0)))
    };
    let agreed = points
        .iter()
        .filter_map(|point| Some(at(point, point.agreement? * 100.0)));
    let agreed: Vec<String> = agreed.collect();
    let has_line = agreed.len() > 1;
    let agreed = has_line.then(|| {
        view! { <path class="line agreement" d=format!("M{}", agreed.join("L"))></path> }
    });
    let line: Vec<String> = points
        .iter()
        .map(|point| at(point, point.spread.median))
        .collect();
    // A stretch for all quarters in a row that have a middle half; one alone has no width.
    let has_half = |point: &DriftPoint| point.spread.middle_half().is_some();
    let stretches = points.chunk_by(|one, other| has_half(one) && has_half(other));
    let stretch = |points: &[DriftPoint]| {
        let ends = points
            .iter()
            .filter_map(|point| Some((point, point.spread.middle_half()?)));
        let (mut band, lows): (Vec<String>, Vec<String>) = ends
            .map(|(point, (low, high))| (at(point, high), at(point, low)))
            .unzip();
        band.extend(lows.into_iter().rev());
        format!("M{}Z", band.join("L"))
    };
    let stretches = stretches.filter(|stretch| stretch.len() > 1).map(stretch);
    let band: String = stretches.collect();
    let has_band = !band.is_empty();
    let lines = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, locale.number(share * 100.0, 0)));
    let marks = view! {
        {rules(lines.to_vec())}
        {has_band.then(|| view! { <path class="middle-half" d=band></path> })}
        <path class="line" d=format!("M{}", line.join("L"))></path>
        {agreed}
        {below(0.0, "start", locale.day(first))}
        {below(1.0, "end", locale.day(last))}
    }
    .into_any();
    let rows = points.iter().rev().map(|point| {
        let DriftPoint { day, spread, .. } = point;
        let agreement = point.agreement.map(|share| locale.percent(share));
        let middle = middle_half(locale, spread, |score| locale.score(score));
        vec![
            locale.day(*day),
            locale.count(spread.count),
            locale.score(spread.median),
            middle.unwrap_or_else(|| String::from("–")),
            agreement.unwrap_or_else(|| String::from("–")),
            locale.count(point.compared),
        ]
    });
    let heads = [
        text.day,
        text.partners,
        text.median,
        text.middle_half,
        text.drift_agreement,
        text.drift_compared,
    ];
    let heads = heads.map(str::to_owned).to_vec();
    let (mut label, mut help) = (text.drift_picture.to_owned(), text.drift_help.to_owned());
    if has_band {
        label += text.drift_band_picture;
        help = [&help, " ", text.drift_band_help].concat();
    }
    if let Some(words) = no_middle_half(locale, points.iter().map(|point| &point.spread)) {
        help = [&help, " ", &words].concat();
    }
    if has_line {
        label += text.drift_agreement_picture;
        help = [&help, " ", text.drift_agreement_help].concat();
    }
    let table = table(label.clone(), heads, rows.collect());
    let latest = points.last().map_or(0, |point| point.spread.count);
    let few = (latest < FEW).then(|| locale.plural(latest, &text.drift_few, &[]));
    view! {
        {figure(label, help, marks)}
        {few.map(|words| view! { <p class="quiet">{words}</p> })}
        {table}
    }
}
