//! One partner among all of them, for its page.

use leptos::prelude::*;

use crate::domain::parity::Measure;
use crate::domain::portfolio::Among;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::pictures::{middle_half, name_of, no_middle_half, value_of};
use super::words;

/// Where the partner lies by a measure; its shares are percentages, as they are read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AmongRow {
    pub measure: Measure,
    pub among: Among,
}

/// What the section tells.
#[derive(Debug, Clone, PartialEq)]
pub enum AmongFacts {
    /// Not all figures are worked out.
    Waiting,
    /// By each measure of which the partner, and another one, has a value. The section is there where it is by any.
    Here(Vec<AmongRow>),
}

/// The section.
#[component]
pub fn AmongSection(facts: Signal<AmongFacts>) -> impl IntoView {
    let locale = locale();
    let text = &words(locale).among;
    move || {
        let shown = facts.with(|facts| match facts {
            AmongFacts::Waiting => Some(view! { <p class="quiet">{text.waiting}</p> }.into_any()),
            AmongFacts::Here(rows) => (!rows.is_empty()).then(|| table(locale, rows)),
        })?;
        Some(view! {
            <section class="among">
                <h2>{text.title}</h2>
                {shown}
            </section>
        })
    }
}

fn table(locale: Locale, rows: &[AmongRow]) -> AnyView {
    let text = &words(locale).among;
    let row = |AmongRow { measure, among }: &AmongRow| {
        let value = |value: f64| value_of(locale, *measure, value);
        let (rank, count) = (locale.count(among.rank), locale.count(among.spread.count));
        let rank = fill(text.rank_of, &[("rank", &rank), ("n", &count)]);
        let median = value(among.spread.median);
        let middle = match middle_half(locale, &among.spread, value) {
            Some(middle) => fill(text.with_middle, &[("median", &median), ("middle", &middle)]),
            None => median,
        };
        let worse = among.worse.map(|share| locale.percent(share));
        view! {
            <tr>
                <th scope="row">{name_of(locale, *measure)}</th>
                <td class="num">{value(among.value)}</td>
                <td class="num">{rank}</td>
                <td class="num">{worse}</td>
                <td class="num">{middle}</td>
            </tr>
        }
    };
    let few = no_middle_half(locale, rows.iter().map(|row| &row.among.spread));
    let few = few.map(|words| [" ", &words].concat());
    let rows = rows.iter().map(row).collect_view();
    let heads = [text.measure, text.value, text.rank, text.worse, text.middle];
    let heads = heads
        .map(|words| view! { <th scope="col">{words}</th> })
        .collect_view();
    view! {
        <p class="quiet">{text.lead}{few}</p>
        <div class="scroll">
            <table>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
