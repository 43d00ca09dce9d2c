//! Where an assessment stands: score, interval and level.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::scoring::Figures;
use crate::ui::locale::locale;
use crate::ui::text::{desk, fill};

use super::level_chip::LevelChip;
use super::range::Range;

/// How far an assessment is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Answered in any way.
    pub answered: usize,
    pub asked: usize,
    pub figures: Figures,
    /// The level with its name.
    pub level: Option<(Level, String)>,
}

/// Score, interval and level, or why there are none.
#[component]
pub fn Standing(progress: Option<Progress>) -> impl IntoView {
    let locale = locale();
    let text = &desk(locale.speech).assessments;
    let Some(Progress { figures, level, .. }) = progress else {
        return view! { <p class="standing quiet">{text.pack_missing}</p> }.into_any();
    };
    let Some(score) = figures.score else {
        return view! { <p class="standing quiet">{text.no_score}</p> }.into_any();
    };
    let between = figures.interval.map(|interval| {
        let (low, high) = (locale.score(interval.low), locale.score(interval.high));
        if low == high {
            text.exactly.to_owned()
        } else {
            fill(text.between, &[("low", &low), ("high", &high)])
        }
    });
    let level = level.map(|(level, name)| {
        let words = fill(
            locale.later().score.level,
            &[("n", &level.number().to_string()), ("name", &name)],
        );
        view! {
            <span class="level">
                <LevelChip level=level />
                {words}
            </span>
        }
    });
    let score = locale.score(score);
    view! {
        <div class="standing num">
            <b class="score">
                <span class="hidden">{fill(text.score, &[("score", &score)])}</span>
                <span aria-hidden="true">{score}</span>
            </b>
            <div class="measure">
                <Range figures=Memo::new(move |_| figures) />
                <small>{between}</small>
            </div>
            {level}
        </div>
    }
    .into_any()
}
