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

/// The table.
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
                    <thead>
                        <tr>
                            <th scope="col">{text.dimension}</th>
                            <th scope="col" class="num">{text.agreement}</th>
                            <th scope="col" class="num">{text.bias}</th>
                            <th scope="col" class="num">{text.joint}</th>
                            <th scope="col" class="num">{text.matched}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </ScrollTable>
        </section>
    }
}

fn dimension(locale: Locale, row: DimensionFacts, on_open: Callback<Subject>) -> AnyView {
    let text = &relation(locale).dimensions;
    let Some(figures) = row.figures else {
        return view! {
            <tr>
                <th scope="row">{row.title}</th>
                <td colspan="4" class="quiet">
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
        <tr>
            <th scope="row">
                <span class="opens">
                    {row.title}
                    <How subject=Subject::Between(row.id) label=label on_open=on_open />
                </span>
            </th>
            <td class="num">{locale.percent(figures.agreement)}</td>
            <td class="num">{bias}</td>
            <td class="num">{locale.score(figures.joint)}</td>
            <td class="num">{locale.count(figures.matched)}</td>
        </tr>
    }
    .into_any()
}
