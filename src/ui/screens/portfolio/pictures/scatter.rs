//! A measure against readiness: a dot for each partner where there are few, else squares whose area says how many.

use leptos::prelude::*;

use crate::domain::company::Size;
use crate::domain::portfolio::{Bin, Column, Part};
use crate::domain::time::{Day, Moment};
use crate::ui::components::field::field_id;
use crate::ui::components::range::tenths;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::portfolio::cells::size_words;
use crate::ui::screens::portfolio::{column_name, words};
use crate::ui::text::fill;

use super::chart::{INNER, across, below, figure, float, rules, table, up, waiting};
use super::{PictureSignals, short_size};

/// Partners with both figures.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterFacts {
    /// What readiness is set against.
    pub by: Column,
    pub marks: Marks,
    /// What stands below, each a value at a share of the width, `0.0..=1.0`.
    pub ticks: Vec<(f64, f64)>,
    /// The same figures by parts of the measure.
    pub parts: Vec<Part>,
    /// How many lack a figure.
    pub left_out: usize,
}

/// What is drawn. Shares are `0.0..=1.0`, from the start and from below; readiness is the height.
#[derive(Debug, Clone, PartialEq)]
pub enum Marks {
    /// At most a few hundred.
    Dots(Vec<(f64, f64)>),
    /// Of a picture cut into so many columns and rows.
    Squares {
        columns: usize,
        rows: usize,
        bins: Vec<Bin>,
    },
}

/// The section.
#[component]
pub(super) fn Scatter(signals: PictureSignals) -> impl IntoView {
    let locale = locale();
    let text = &words(locale).pictures;
    let by = signals.by;
    let id = field_id();
    let options = signals
        .against
        .iter()
        .map(|column| view! { <option value=column.name()>{column_name(locale, *column)}</option> })
        .collect_view();
    let chosen = move |name: String| {
        if let Some(column) = Column::named(&name) {
            by.set(column);
        }
    };
    let told = move || {
        signals
            .scatter
            .with(|facts| facts.as_ref().map_or_else(waiting, |facts| told(locale, facts)))
    };
    view! {
        <section class="picture">
            <h3>{text.all}</h3>
            <div class="filter">
                <label for=id.clone()>{text.against}</label>
                <select
                    id=id
                    prop:value=move || by.get().name()
                    on:change:target=move |event| chosen(event.target().value())
                >
                    {options}
                </select>
            </div>
            {told}
        </section>
    }
}

fn told(locale: Locale, facts: &ScatterFacts) -> AnyView {
    let text = &words(locale).pictures;
    let is_empty = match &facts.marks {
        Marks::Dots(dots) => dots.is_empty(),
        Marks::Squares { bins, .. } => bins.is_empty(),
    };
    if is_empty {
        return view! { <p class="quiet">{text.too_few}</p> }.into_any();
    }
    let (marks, help) = match &facts.marks {
        Marks::Dots(dots) => (self::dots(dots).into_any(), text.dots_help.to_owned()),
        Marks::Squares { columns, rows, bins } => {
            let most = bins.iter().map(|bin| bin.count).max().unwrap_or(0);
            let help = fill(text.squares_help, &[("n", &locale.count(most))]);
            (squares(*columns, *rows, bins, most).into_any(), help)
        }
    };
    let lines = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, locale.number(share * 100.0, 0)));
    let ticks = facts.ticks.iter().map(|(share, value)| {
        // What stands at an end does not go beyond it.
        let anchor = if *share < 0.05 {
            "start"
        } else if *share > 0.95 {
            "end"
        } else {
            "middle"
        };
        let words = match size_at(facts.by, *value) {
            Some(size) => short_size(locale, size).to_owned(),
            None => value_words(locale, facts.by, *value),
        };
        below(*share, anchor, words)
    });
    let marks = view! { {rules(lines.to_vec())} {ticks.collect_view()} {marks} }.into_any();
    let measure = column_name(locale, facts.by);
    let label = fill(text.scatter, &[("measure", measure)]);
    let left_out = (facts.left_out > 0).then(|| {
        let words = locale.plural(facts.left_out, &text.left_out, &[]);
        view! { <p class="quiet">{words}</p> }
    });
    let rows = facts.parts.iter().map(|part| {
        let median = part
            .median
            .map_or_else(|| String::from("–"), |median| locale.score(median));
        vec![
            part_words(locale, facts.by, part),
            locale.count(part.count),
            median,
        ]
    });
    let heads = [measure, text.partners, text.median].map(str::to_owned).to_vec();
    let table = table(label.clone(), heads, rows.collect());
    view! { {figure(label, help, marks)} {left_out} {table} }.into_any()
}

/// A part in words, such as `1–10`.
fn part_words(locale: Locale, by: Column, part: &Part) -> String {
    let from = value_words(locale, by, part.from);
    if part.from.total_cmp(&part.to).is_eq() {
        return from;
    }
    let to = value_words(locale, by, part.to);
    fill(words(locale).pictures.from_to, &[("from", &from), ("to", &to)])
}

/// A value of [`Part`] in words.
fn value_words(locale: Locale, by: Column, value: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast ends at the least and the largest"
    )]
    let whole = value.round() as i64;
    let text = &words(locale).grid;
    match by {
        Column::Size => size_at(by, value)
            .map_or("", |size| size_words(text, size))
            .to_owned(),
        Column::Agreement | Column::Freshness => locale.percent(value),
        Column::AnswerTime => fill(text.hours, &[("n", &locale.number(value, 0))]),
        Column::LastAnswer => {
            let moment = Moment::from_milliseconds(whole).unwrap_or(Moment::EPOCH);
            locale.day(locale.local_day(moment))
        }
        Column::LastTouchpoint => {
            let day = i32::try_from(whole).ok().and_then(Day::from_days_since_epoch);
            locale.day(day.unwrap_or(Day::EPOCH))
        }
        _ => locale.number(value, 0),
    }
}

/// The size at a place among all, where sizes are set against readiness.
fn size_at(by: Column, place: f64) -> Option<Size> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast ends at 0 and at the largest"
    )]
    let place = place as usize;
    (by == Column::Size)
        .then(|| Size::ALL.get(place).copied())
        .flatten()
}

fn dots(dots: &[(f64, f64)]) -> impl IntoView + use<> {
    let dots = dots
        .iter()
        .map(|(x, y)| view! { <circle cx=tenths(across(*x)) cy=tenths(up(*y)) r="4"></circle> })
        .collect_view();
    view! { <g class="swarm">{dots}</g> }
}

/// A square stands in the middle of its place; its area goes by its count, and it is never too small to be seen.
fn squares(columns: usize, rows: usize, bins: &[Bin], most: usize) -> impl IntoView + use<> {
    let (columns, rows) = (float(columns.max(1)), float(rows.max(1)));
    let largest = (INNER.0 / columns).min(INNER.1 / rows);
    let squares = bins
        .iter()
        .map(|bin| {
            let side = (largest * (float(bin.count) / float(most.max(1))).sqrt()).max(1.5);
            let x = across((float(bin.column) + 0.5) / columns) - side / 2.0;
            let y = up((float(bin.row) + 0.5) / rows) - side / 2.0;
            let side = tenths(side);
            view! { <rect x=tenths(x) y=tenths(y) width=side.clone() height=side rx="1"></rect> }
        })
        .collect_view();
    view! { <g class="squares">{squares}</g> }
}
