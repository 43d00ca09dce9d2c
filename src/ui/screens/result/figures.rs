//! The smaller figures: both ends of the interval, coverage, freshness, weakest gate, and what applied.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::scoring;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::explain::{How, Subject, how_words};
use super::{Named, report};

/// How many open gates are named; of more, only the number is said.
const NAMED: usize = 2;

/// What the tiles show.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureFacts {
    pub overall: scoring::Figures,
    pub floor: Option<Level>,
    /// The gates at the floor.
    pub floor_gates: Vec<Named>,
    pub open_gates: Vec<Named>,
    /// Questions asked and applicable, of all dimensions.
    pub asked: usize,
    pub applicable: usize,
    pub may_change: bool,
}

/// One figure ready to be shown.
struct Tile {
    name: &'static str,
    /// How the figure is called in `data-figure`.
    figure: &'static str,
    words: String,
    /// Unrounded.
    value: String,
    /// Lines below it.
    help: Vec<String>,
    how: Option<(Subject, &'static str)>,
}

/// The tiles.
#[component]
pub fn Figures(facts: FigureFacts, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let title = report(locale).figures.title;
    let tiles = tiles(locale, facts)
        .into_iter()
        .map(|tile| {
            let how = tile.how.map(|(subject, name)| view! { <How subject=subject label=how_words(locale, name) on_open=on_open /> });
            let help = tile.help.into_iter().map(|line| view! { <small class="num">{line}</small> }).collect_view();
            view! {
                <div>
                    <dt>{tile.name}</dt>
                    <dd>
                        <span class="with-how">
                            <b class="num" data-figure=tile.figure data-value=tile.value>
                                {tile.words}
                            </b>
                            {how}
                        </span>
                        {help}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="figures">
            <h2 class="hidden">{title}</h2>
            <dl>{tiles}</dl>
        </section>
    }
}

fn tiles(locale: Locale, facts: FigureFacts) -> Vec<Tile> {
    let all = report(locale);
    let (text, explain) = (&all.figures, &all.explain);
    let (asked, applicable) = (facts.asked, facts.applicable);
    let interval = facts.overall.interval;
    let points = |value: f64| locale.score(value);
    let share = |value: f64| locale.percent(value);
    let high_help = if facts.may_change {
        text.high_help_for_now
    } else {
        text.high_help
    };
    let number = |name, figure, value: Option<f64>, words: &dyn Fn(f64) -> String, help: &str, how| Tile {
        name,
        figure,
        words: value.map_or_else(|| text.none.to_owned(), words),
        value: value.map_or_else(String::new, |value| value.to_string()),
        help: vec![help.to_owned()],
        how: value.map(|_| how),
    };
    let low = interval.map(|interval| interval.low);
    let high = interval.map(|interval| interval.high);
    let (coverage, freshness) = (facts.overall.coverage, facts.overall.freshness);
    vec![
        number(
            text.low,
            "low",
            low,
            &points,
            text.low_help,
            (Subject::Low, explain.low.name),
        ),
        number(
            text.high,
            "high",
            high,
            &points,
            high_help,
            (Subject::High, explain.high.name),
        ),
        number(
            text.coverage,
            "coverage",
            coverage,
            &share,
            text.coverage_help,
            (Subject::Coverage, explain.coverage.name),
        ),
        number(
            text.freshness,
            "freshness",
            freshness,
            &share,
            text.freshness_help,
            (Subject::Freshness, explain.freshness.name),
        ),
        floor(locale, facts),
        Tile {
            name: text.applied,
            figure: "applied",
            words: fill(
                text.applied_value,
                &[("k", &locale.count(applicable)), ("n", &locale.count(asked))],
            ),
            value: applicable.to_string(),
            help: vec![text.applied_help.to_owned()],
            how: Some((Subject::Applied, explain.applied.name)),
        },
    ]
}

fn floor(locale: Locale, facts: FigureFacts) -> Tile {
    let all = report(locale);
    let text = &all.figures;
    let names = |gates: Vec<Named>| {
        let names: Vec<String> = gates
            .into_iter()
            .map(|gate| format!("{} {}", gate.id.0, gate.title))
            .collect();
        locale.list(&names)
    };
    let has_gates = facts.floor.is_some() || !facts.open_gates.is_empty();
    let mut help = vec![match facts.floor {
        Some(_) => names(facts.floor_gates),
        None if has_gates => text.no_floor.to_owned(),
        None => text.no_gates.to_owned(),
    }];
    let open = facts.open_gates.len();
    if open > 0 {
        let message = if open <= NAMED {
            &text.open_gates
        } else {
            &text.open_gates_unnamed
        };
        help.push(locale.plural(open, message, &[("names", &names(facts.open_gates))]));
    }
    let number = facts.floor.map(|floor| floor.number().to_string());
    Tile {
        name: text.floor,
        figure: "floor",
        words: number.clone().unwrap_or_else(|| text.none.to_owned()),
        value: number.unwrap_or_default(),
        help,
        how: has_gates.then_some((Subject::Floor, all.explain.floor.name)),
    }
}
