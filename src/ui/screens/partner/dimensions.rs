//! Both views by dimension.

use leptos::prelude::*;

use crate::domain::pack::DimensionId;
use crate::domain::relationship::DimensionRelation;
use crate::ui::components::scroll_table::ScrollTable;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::explain::{How, Subject, how_words};
use crate::ui::text::fill;

use super::relation;

/// One dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionFacts {
    pub id: DimensionId,
    pub title: String,
    /// `None`: nothing matches.
    pub figures: Option<DimensionRelation>,
}

/// The table. On a narrow page its rows are shown as blocks: the roles keep it a table for assistive technology.
#[component]
pub fn RelationDimensions(rows: Vec<DimensionFacts>, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &relation(locale).dimensions;
    let rows = rows
        .into_iter()
        .map(|row| dimension(locale, row, on_open))
        .collect_view();
    view! {
        <section class="by-dimension">
            <ScrollTable id="relation-dimensions" title=text.title>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">{text.dimension}</th>
                            <th role="columnheader" scope="col" class="num">{text.agreement}</th>
                            <th role="columnheader" scope="col" class="num">{text.bias}</th>
                            <th role="columnheader" scope="col" class="num">{text.joint}</th>
                            <th role="columnheader" scope="col" class="num">{text.matched}</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </ScrollTable>
        </section>
    }
}

fn dimension(locale: Locale, row: DimensionFacts, on_open: Callback<Subject>) -> AnyView {
    let text = &relation(locale).dimensions;
    let Some(figures) = row.figures else {
        return view! {
            <tr role="row">
                <th role="rowheader" scope="row">{row.title}</th>
                <td role="cell" colspan="4" class="quiet">
                    {text.no_match}
                </td>
            </tr>
        }
        .into_any();
    };
    let points = locale.score(figures.bias.abs());
    let bias = if points == locale.score(0.0) {
        text.even.to_owned()
    } else {
        let higher = text.higher[usize::from(figures.bias < 0.0)];
        fill(higher, &[("n", &points)])
    };
    let label = how_words(locale, &row.title);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="opens">
                    {row.title}
                    <How subject=Subject::Between(row.id) label=label on_open=on_open />
                </span>
            </th>
            {cell(text.agreement, locale.percent(figures.agreement))}
            {cell(text.bias, bias)}
            {cell(text.joint, locale.score(figures.joint))}
            {cell(text.matched, locale.count(figures.matched))}
        </tr>
    }
    .into_any()
}

/// A figure; its name stands beside it where the heads of the columns are not shown.
fn cell(name: &'static str, figure: String) -> impl IntoView {
    view! {
        <td role="cell" class="num" data-name=name>
            {figure}
        </td>
    }
}
