//! Level and score with what they mean, in plain sentences.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::scoring::Figures;
use crate::ui::components::radar::{Axis, Radar};
use crate::ui::components::range::Range;
use crate::ui::components::score_panel::radar_words;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::explain::{How, Subject, how_words};
use super::{Named, report};

/// What the top of the result says.
#[derive(Debug, Clone, PartialEq)]
pub struct HeroFacts {
    /// The questionnaire's title.
    pub title: String,
    /// The other company's name; `None`: channel work in general.
    pub counterpart: Option<String>,
    pub overall: Figures,
    pub level_name: String,
    pub level_meaning: String,
    /// The name of the level with every open answer as 4.
    pub level_high_name: String,
    /// Open answers in the dimensions that count.
    pub open: usize,
    /// Whether open answers can still open further questions.
    pub may_change: bool,
    /// In pack order; empty at the highest level.
    pub binds: Vec<Binding>,
    /// The level of all answers together, where a weak corner holds the whole below it.
    pub pooled_alone: Option<Level>,
    /// Highest and lowest dimension, where they differ.
    pub extremes: Option<[(String, f64); 2]>,
    pub axes: Vec<Axis>,
}

/// One thing that holds the level.
#[derive(Debug, Clone, PartialEq)]
pub enum Binding {
    /// Too small a share of all answers stands at the next level; shares are `0.0..=1.0`.
    Pooled {
        share: f64,
        needed: f64,
        next: Level,
    },
    Dimensions {
        names: Vec<String>,
        level: Level,
    },
    Gates {
        gates: Vec<Named>,
        level: Level,
    },
    /// Gates without a level; they count as 0.
    OpenGates {
        gates: Vec<Named>,
    },
}

/// The top of the result.
#[component]
pub fn Hero(facts: HeroFacts, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).hero;
    let about = match &facts.counterpart {
        Some(name) => fill(text.about, &[("title", &facts.title), ("name", name)]),
        None => fill(text.about_general, &[("title", &facts.title)]),
    };
    let axes = facts.axes.clone();
    let radar = (axes.len() >= 3).then(|| {
        let label = radar_words(locale, &axes);
        view! {
            <figure>
                <Radar axes=Memo::new(move |_| axes.clone()) label=Memo::new(move |_| label.clone()) />
                <figcaption class="quiet">{text.radar}</figcaption>
            </figure>
        }
    });
    view! {
        <div class="hero">
            <div class="summary">
                <p class="quiet">{about}</p>
                <LevelLines facts=facts.clone() on_open=on_open />
                <ScoreLines facts=facts.clone() on_open=on_open />
            </div>
            {radar}
        </div>
        <Binds facts=facts on_open=on_open />
    }
}

#[component]
fn LevelLines(facts: HeroFacts, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).hero;
    let Some(level) = facts.overall.level else {
        return view! {
            <h1 tabindex="-1">{text.no_level}</h1>
            <p>{text.no_level_help}</p>
        }
        .into_any();
    };
    let number = level.number().to_string();
    let words = fill(text.level, &[("n", &number), ("name", &facts.level_name)]);
    let high = facts.overall.level_high.map(|high| high.number().to_string());
    let up_to = facts.overall.level_high.filter(|high| *high > level).map(|high| {
        let message = if facts.may_change {
            text.level_up_to_for_now
        } else {
            text.level_up_to
        };
        fill(
            message,
            &[
                ("n", &high.number().to_string()),
                ("name", &facts.level_high_name),
            ],
        )
    });
    view! {
        <div class="with-how">
            <h1 tabindex="-1" data-figure="level" data-value=number>
                {words}
            </h1>
            <How subject=Subject::Level label=how_words(locale, report(locale).explain.level.name) on_open=on_open />
        </div>
        <p class="meaning">{facts.level_meaning}</p>
        {up_to
            .map(|words| {
                let how = how_words(locale, report(locale).explain.level_high.name);
                view! {
                    <div class="with-how">
                        <p class="quiet num" data-figure="level-high" data-value=high>
                            {words}
                        </p>
                        <How subject=Subject::LevelHigh label=how on_open=on_open />
                    </div>
                }
            })}
    }
    .into_any()
}

#[component]
fn ScoreLines(facts: HeroFacts, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).hero;
    let figures = facts.overall;
    let Some(interval) = figures.interval else {
        return ().into_any();
    };
    let width = (interval.high - interval.low).to_string();
    let score = match figures.score {
        Some(score) => view! {
            <div class="with-how">
                <p class="big num">
                    <span class="hidden">{format!("{} ", text.score)}</span>
                    <span data-figure="score" data-value=score.to_string()>
                        {locale.score(score)}
                    </span>
                </p>
                <How subject=Subject::Score label=how_words(locale, report(locale).explain.score.name) on_open=on_open />
            </div>
        }
        .into_any(),
        None => view! {
            <p class="big none">{text.no_score}</p>
            <p class="quiet">{text.no_score_help}</p>
        }
        .into_any(),
    };
    let extremes = facts.extremes.clone().map(|[(highest, high), (lowest, low)]| {
        let (high, low) = (locale.score(high), locale.score(low));
        fill(
            text.extremes,
            &[
                ("highest", &highest),
                ("high", &high),
                ("lowest", &lowest),
                ("low", &low),
            ],
        )
    });
    view! {
        {score}
        <Range figures=Memo::new(move |_| figures) />
        <div class="with-how">
            <p class="quiet num" data-figure="interval" data-value=width>
                {interval_words(locale, &facts)}
            </p>
            <How subject=Subject::Interval label=how_words(locale, report(locale).explain.interval.name) on_open=on_open />
        </div>
        {extremes.map(|words| view! { <p class="num">{words}</p> })}
    }
    .into_any()
}

fn interval_words(locale: Locale, facts: &HeroFacts) -> String {
    let text = &report(locale).hero;
    let Some(interval) = facts.overall.interval.filter(|_| facts.open > 0) else {
        return text.settled.to_owned();
    };
    let message = if facts.may_change {
        &text.may_change
    } else {
        &text.could_be
    };
    let (low, high) = (locale.score(interval.low), locale.score(interval.high));
    locale.plural(facts.open, message, &[("low", &low), ("high", &high)])
}

#[component]
fn Binds(facts: HeroFacts, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).binds;
    let corner = facts
        .binds
        .iter()
        .any(|bind| !matches!(bind, Binding::Pooled { .. }));
    let mut sentences: Vec<String> = facts
        .binds
        .iter()
        .map(|bind| bind_words(locale, bind, facts.open))
        .collect();
    if facts.overall.level == Some(Level::MAX) {
        sentences.push(text.nothing.to_owned());
    }
    let why = corner.then(|| {
        let alone = facts
            .pooled_alone
            .map(|level| fill(text.pooled_alone, &[("n", &level.number().to_string())]));
        view! {
            <p class="quiet">
                {text.weak_corner}
                {alone.map(|words| format!(" {words}"))}
            </p>
        }
    });
    (!sentences.is_empty()).then(|| {
        let sentences = sentences
            .into_iter()
            .map(|words| view! { <li class="num">{words}</li> })
            .collect_view();
        view! {
            <section class="binds">
                <div class="with-how">
                    <h2>{text.title}</h2>
                    <How subject=Subject::Level label=how_words(locale, text.share) on_open=on_open />
                </div>
                <ul>{sentences}</ul>
                {why}
            </section>
        }
    })
}

fn bind_words(locale: Locale, bind: &Binding, open: usize) -> String {
    let text = &report(locale).binds;
    let gates = |gates: &[Named]| {
        gates
            .iter()
            .map(|gate| format!("{} {}", gate.id.0, gate.title))
            .collect::<Vec<_>>()
    };
    let (names, message, level) = match bind {
        Binding::Pooled { share, needed, next } => {
            let (share, needed) = (locale.percent(*share), locale.percent(*needed));
            let next = next.number().to_string();
            let message = if open > 0 { text.pooled_open } else { text.pooled };
            return fill(
                message,
                &[("share", &share), ("needed", &needed), ("next", &next)],
            );
        }
        Binding::Dimensions { names, level } => (names.clone(), &text.dimensions, *level),
        Binding::Gates { gates: lowest, level } => (gates(lowest), &text.gates, *level),
        Binding::OpenGates { gates: open } => (gates(open), &text.open_gates, Level::MIN),
    };
    let level = level.number().to_string();
    locale.plural(
        names.len(),
        message,
        &[("names", &locale.list(&names)), ("level", &level)],
    )
}
