//! How the subject has moved: the line of all its assessments, with its table, and what changed last in words.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::level::Level;
use crate::domain::scoring::Figures;
use crate::domain::time::Day;
use crate::ui::action::{Action, Screen, dispatch};
use crate::ui::components::level_chip::LevelChip;
use crate::ui::components::range::tenths;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::{Named, report};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 16.0;
const BOTTOM: f64 = 26.0;
const TOP: f64 = 12.0;

/// The subject over time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineFacts {
    /// The oldest first.
    pub points: Vec<TimePoint>,
    /// Titles of the dimensions, in the order of the figures of each point.
    pub dimensions: Vec<String>,
    /// Each question that moved, with its levels along the line.
    pub moved: Vec<(Named, Vec<(Day, Level)>)>,
    /// What changed last; one sentence each.
    pub last: Vec<String>,
}

/// One assessment on the line.
#[derive(Debug, Clone, PartialEq)]
pub struct TimePoint {
    pub id: AssessmentId,
    pub name: String,
    pub day: Day,
    pub overall: Figures,
    pub dimensions: Vec<Option<Figures>>,
    /// Whether it is the one that is looked at.
    pub is_current: bool,
}

/// The section; nothing where there is only one assessment.
#[component]
pub fn Timeline(facts: TimelineFacts) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).timeline;
    // Of all together, or of one dimension.
    let shown = RwSignal::new(None::<usize>);
    let points = StoredValue::new(facts.points.clone());
    let options = facts
        .dimensions
        .iter()
        .enumerate()
        .map(|(place, title)| view! { <option value=place.to_string()>{title.clone()}</option> })
        .collect_view();
    let last = facts
        .last
        .iter()
        .map(|words| view! { <li>{words.clone()}</li> })
        .collect_view();
    let moved = (!facts.moved.is_empty()).then(|| moved(locale, facts.moved));
    let chosen = move || {
        shown
            .get()
            .map_or(String::new(), |place: usize| place.to_string())
    };
    let field = crate::ui::components::field::field_id();
    view! {
        <section class="timeline">
            <h2>{text.title}</h2>
            <ul class="changed num">{last}</ul>
            <div class="filter">
                <label for=field.clone()>{text.show}</label>
                <select
                    id=field
                    prop:value=chosen
                    on:change:target=move |event| shown.set(event.target().value().parse().ok())
                >
                    <option value="">{text.overall}</option>
                    {options}
                </select>
            </div>
            {move || points.with_value(|points| picture(locale, points, shown.get()))}
            {move || points.with_value(|points| table(locale, points, shown.get()))}
            {moved}
        </section>
    }
}

fn figures(point: &TimePoint, shown: Option<usize>) -> Option<Figures> {
    match shown {
        None => Some(point.overall),
        Some(place) => point.dimensions.get(place).copied().flatten(),
    }
}

fn picture(locale: Locale, points: &[TimePoint], shown: Option<usize>) -> impl IntoView + use<> {
    let text = &report(locale).timeline;
    let days = |day: Day| f64::from(day.days_since_epoch());
    let (first, last) = match points {
        [first, .., last] => (days(first.day), days(last.day)),
        _ => (0.0, 1.0),
    };
    let x = |day: Day| {
        let share = if last > first {
            (days(day) - first) / (last - first)
        } else {
            0.5
        };
        LEFT + 10.0 + share * (WIDTH - LEFT - RIGHT - 20.0)
    };
    let y = |score: f64| HEIGHT - BOTTOM - score / 100.0 * (HEIGHT - BOTTOM - TOP);
    let mut line = String::new();
    let mut marks = Vec::new();
    for point in points {
        let Some((figures, score)) =
            figures(point, shown).and_then(|figures| Some((figures, figures.score?)))
        else {
            continue;
        };
        line.push_str(if line.is_empty() { "M" } else { "L" });
        line.push_str(&[&*tenths(x(point.day)), " ", &tenths(y(score))].concat());
        let range = figures.interval.map(|interval| (interval.low, interval.high));
        marks.push((tenths(x(point.day)), score, range, point.is_current));
    }
    let marks = marks
        .into_iter()
        .map(|(x, score, range, is_current)| {
            let range = range.map(|(low, high)| {
                view! { <line x1=x.clone() x2=x.clone() y1=tenths(y(low)) y2=tenths(y(high))></line> }
            });
            view! {
                {range}
                <circle cx=x.clone() cy=tenths(y(score)) r="5" class:current=is_current></circle>
            }
        })
        .collect_view();
    let rules = [0.0, 25.0, 50.0, 75.0, 100.0]
        .map(|value| {
            let at = tenths(y(value));
            view! {
                <line x1=tenths(LEFT) x2=tenths(WIDTH - RIGHT) y1=at.clone() y2=at.clone()></line>
                <text x=tenths(LEFT - 6.0) y=at text-anchor="end" dominant-baseline="middle">
                    {locale.number(value, 0)}
                </text>
            }
        })
        .collect_view();
    let ends = match points {
        [first, .., last] => Some(view! {
            <text x=tenths(LEFT) y=tenths(HEIGHT - 6.0)>{locale.day(first.day)}</text>
            <text x=tenths(WIDTH - RIGHT) y=tenths(HEIGHT - 6.0) text-anchor="end">{locale.day(last.day)}</text>
        }),
        _ => None,
    };
    view! {
        <figure class="curve">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=text.picture>
                <g class="rules">{rules}</g>
                <path class="line" d=line></path>
                <g class="marks">{marks}</g>
                {ends}
            </svg>
            <figcaption class="quiet">{text.picture_help}</figcaption>
        </figure>
    }
}

fn table(locale: Locale, points: &[TimePoint], shown: Option<usize>) -> impl IntoView + use<> {
    let text = &report(locale).timeline;
    let dispatch = dispatch();
    let rows = points
        .iter()
        .rev()
        .map(|point| {
            let figures = figures(point, shown).unwrap_or_default();
            let score = figures
                .score
                .map_or_else(|| text.none.to_owned(), |score| locale.number(score, 1));
            let range = figures.interval.map(|interval| {
                let (low, high) = (locale.score(interval.low), locale.score(interval.high));
                fill(text.range, &[("low", &low), ("high", &high)])
            });
            let level = figures.level.map(
                |level| view! { <LevelChip level=level /> <span class="hidden">{level.number()}</span> },
            );
            let coverage = figures.coverage.map(|coverage| locale.percent(coverage));
            let id = point.id;
            let name = if point.is_current {
                view! { <b aria-current="true">{point.name.clone()}</b> }.into_any()
            } else {
                let words = fill(
                    text.open,
                    &[("name", &point.name), ("day", &locale.day(point.day))],
                );
                view! {
                    <button
                        type="button"
                        class="plain"
                        aria-label=words
                        on:click=move |_| dispatch.send(Action::Opened(id, Screen::Result))
                    >
                        {point.name.clone()}
                    </button>
                }
                .into_any()
            };
            view! {
                <tr>
                    <th scope="row">{locale.day(point.day)}</th>
                    <td>{name}</td>
                    <td class="num">{score}</td>
                    <td class="num">{range}</td>
                    <td>{level}</td>
                    <td class="num">{coverage}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=text.table>
            <table>
                <caption class="hidden">{text.table}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.day}</th>
                        <th scope="col">{text.assessment}</th>
                        <th scope="col" class="num">{text.score}</th>
                        <th scope="col" class="num">{text.between}</th>
                        <th scope="col">{text.level}</th>
                        <th scope="col" class="num">{text.coverage}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Each question that moved, level after level.
fn moved(locale: Locale, moved: Vec<(Named, Vec<(Day, Level)>)>) -> impl IntoView {
    let text = &report(locale).timeline;
    let count = locale.plural(moved.len(), &text.moved, &[]);
    let rows = moved
        .into_iter()
        .map(|(named, moves)| {
            let steps = moves
                .into_iter()
                .enumerate()
                .map(|(place, (day, level))| {
                    let arrow = (place > 0).then(|| view! { <span aria-hidden="true">"→"</span> });
                    view! {
                        {arrow}
                        <span class="stage">
                            <LevelChip level=level />
                            <small>
                                <span class="hidden">{level.number()}", "</span>
                                {locale.day(day)}
                            </small>
                        </span>
                    }
                })
                .collect_view();
            view! {
                <li>
                    <span>
                        <span class="quiet num">{named.id.0}</span>
                        " "
                        {named.title}
                    </span>
                    <span class="stages">{steps}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary class="num">{count}</summary>
            <ul class="rows moves">{rows}</ul>
        </details>
    }
}
