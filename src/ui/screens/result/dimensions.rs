//! Where each dimension stands: the table that belongs to the radar.

use leptos::prelude::*;

use crate::domain::pack::DimensionId;
use crate::domain::scoring::Figures;
use crate::ui::components::level_chip::LevelChip;
use crate::ui::components::range::Range;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::explain::{How, Subject, how_words};
use super::report;

/// One dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionRow {
    pub id: DimensionId,
    pub title: String,
    pub headline: bool,
    pub figures: Figures,
    /// Whether less than half of its weight applied.
    pub mostly_not_applicable: bool,
}

/// The table. Roles are said, because narrow screens lay its cells out in another way.
#[component]
pub fn Dimensions(rows: Vec<DimensionRow>, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).dimensions;
    let (headline, beside): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.headline);
    let body = move |rows: Vec<DimensionRow>| {
        rows.into_iter()
            .map(|row| dimension(locale, row, on_open))
            .collect_view()
    };
    let beside = (!beside.is_empty()).then(|| {
        view! {
            <tbody role="rowgroup" class="beside">
                <tr role="row">
                    <th role="rowheader" scope="rowgroup" colspan="4">
                        {text.beside}
                    </th>
                </tr>
                {body(beside)}
            </tbody>
        }
    });
    view! {
        <section class="where">
            <h2 id="where-title">{text.title}</h2>
            <table role="table" aria-labelledby="where-title" class="dims">
                <caption class="hidden">{text.caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{text.dimension}</th>
                        <th role="columnheader" scope="col">{text.range}</th>
                        <th role="columnheader" scope="col" class="num">{text.score}</th>
                        <th role="columnheader" scope="col">{text.level}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{body(headline)}</tbody>
                {beside}
            </table>
        </section>
    }
}

fn dimension(locale: Locale, row: DimensionRow, on_open: Callback<Subject>) -> AnyView {
    let text = &report(locale).dimensions;
    let warning = row
        .mostly_not_applicable
        .then(|| view! { <small class="warning">{text.mostly_not_applicable}</small> });
    let DimensionRow {
        id, title, figures, ..
    } = row;
    let figure = id.0.clone();
    let header = view! {
        <th role="rowheader" scope="row">
            {title.clone()}
            {warning}
        </th>
    };
    let Some(interval) = figures.interval else {
        return view! {
            <tr role="row" data-dimension=figure>
                {header}
                <td role="cell" colspan="3" class="quiet">
                    {text.nothing_applies}
                </td>
            </tr>
        }
        .into_any();
    };
    let (low, high) = (locale.score(interval.low), locale.score(interval.high));
    let range = if low == high {
        low
    } else {
        fill(text.range_words, &[("low", &low), ("high", &high)])
    };
    let score = figures
        .score
        .map_or_else(|| text.no_score.to_owned(), |score| locale.score(score));
    let is_open = figures.score.is_none();
    let value = figures.score.map_or_else(String::new, |score| score.to_string());
    view! {
        <tr role="row" data-dimension=figure>
            {header}
            <td role="cell" class="range-cell">
                <Range figures=Memo::new(move |_| figures) />
                <small class="num">{range}</small>
            </td>
            <td role="cell" class="num">
                <span class="with-how">
                    <b data-figure="dimension" data-value=value class:none=is_open>{score}</b>
                    <How subject=Subject::Dimension(id) label=how_words(locale, &title) on_open=on_open />
                </span>
            </td>
            <td role="cell" class="level-cell">{level(locale, &figures)}</td>
        </tr>
    }
    .into_any()
}

fn level(locale: Locale, figures: &Figures) -> impl IntoView + use<> {
    let text = &report(locale).dimensions;
    figures.level.map(|level| {
        let up_to = figures.level_high.filter(|high| *high > level);
        let name = fill(locale.later().names.level, &[("n", &level.number().to_string())]);
        view! {
            <LevelChip level=level />
            <span class="hidden">{name}" "</span>
            {up_to
                .map(|high| {
                    let words = fill(text.up_to, &[("n", &high.number().to_string())]);
                    view! { <small class="num">{words}</small> }
                })}
        }
    })
}
