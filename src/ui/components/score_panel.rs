//! The score so far: number, interval, level, radar. Alive beside the questions.

use leptos::prelude::*;

use crate::domain::scoring::Figures;
use crate::platform::internationalization::exact;
use crate::ui::components::radar::{Axis, Radar};
use crate::ui::components::range::Range;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

/// What the panel shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreSoFar {
    pub overall: Figures,
    /// The name of the level.
    pub level_name: String,
    /// In the dimensions that make the score.
    pub open: usize,
    /// In the dimensions that make the score.
    pub applicable: usize,
    /// Whether conditions can still open further questions; then "could be" would promise too much.
    pub conditions_open: bool,
    pub axes: Vec<Axis>,
}

/// What opens each figure, beside it.
pub struct Openers {
    pub score: AnyView,
    pub range: AnyView,
    pub level: AnyView,
}

/// The panel.
#[component]
pub fn ScorePanel(score: Memo<ScoreSoFar>, openers: Openers) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().score;
    let figures = Memo::new(move |_| score.with(|score| score.overall));
    let axes = Memo::new(move |_| score.with(|score| score.axes.clone()));
    let label = Memo::new(move |_| axes.with(|axes| radar_words(locale, axes)));
    let number = move || {
        figures
            .get()
            .score
            .map_or_else(|| text.none.to_owned(), |score| locale.score(score))
    };
    let unrounded = move || figures.get().score.map_or_else(String::new, exact);
    let big = move || {
        if figures.get().score.is_some() {
            "big num"
        } else {
            "big none"
        }
    };
    let is_open = move || figures.get().score.is_none();
    view! {
        <aside class="score" part="score" aria-labelledby="score-title">
            <h3 id="score-title">{text.title}</h3>
            <div class="with-how">
                <p class=big data-score=unrounded>{number}</p>
                <span hidden=is_open>{openers.score}</span>
            </div>
            <Range figures=figures />
            <div class="with-how">
                <p class="quiet num">{move || score.with(|score| interval_words(locale, score))}</p>
                <span hidden=is_open>{openers.range}</span>
            </div>
            <div class="with-how">
                <p class="level-line">{move || score.with(|score| level_words(locale, score))}</p>
                <span hidden=is_open>{openers.level}</span>
            </div>
            <Radar axes=axes label=label />
        </aside>
    }
}

fn interval_words(locale: Locale, score: &ScoreSoFar) -> String {
    let text = &locale.later().score;
    if score.overall.score.is_none() {
        return text.none_help.to_owned();
    }
    let all = locale.count(score.applicable);
    if score.open == 0 {
        return fill(text.settled, &[("all", &all)]);
    }
    let open = locale.plural(score.open, &text.open, &[("all", &all)]);
    let Some(interval) = score.overall.interval else {
        return fill(text.is, &[("open", &open)]);
    };
    let message = if score.conditions_open {
        text.conditions_open
    } else {
        text.could_be
    };
    let (low, high) = (locale.score(interval.low), locale.score(interval.high));
    fill(message, &[("low", &low), ("high", &high), ("open", &open)])
}

fn level_words(locale: Locale, score: &ScoreSoFar) -> String {
    let (Some(level), Some(_)) = (score.overall.level, score.overall.score) else {
        return String::new();
    };
    let number = level.number().to_string();
    match score.overall.level_high {
        Some(high) if high > level && !score.conditions_open => fill(
            locale.later().score.level_up_to,
            &[("n", &number), ("high", &high.number().to_string())],
        ),
        _ => fill(
            locale.later().score.level,
            &[("n", &number), ("name", &score.level_name)],
        ),
    }
}

/// What the radar shows, for those who do not see it.
#[must_use]
pub fn radar_words(locale: Locale, axes: &[Axis]) -> String {
    let text = &locale.later().score;
    let parts = axes
        .iter()
        .map(|axis| match axis.figures.score {
            Some(score) => fill(
                text.radar_axis,
                &[("title", &axis.title), ("score", &locale.score(score))],
            ),
            None => fill(text.radar_axis_none, &[("title", &axis.title)]),
        })
        .collect::<Vec<_>>()
        .join("; ");
    format!("{}: {parts}", text.radar)
}
