//! Moving answers to see what follows. Nothing of it is saved.

use leptos::html::Fieldset;
use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::scoring::Standing;
use crate::ui::components::level_chip::LevelChip;
use crate::ui::components::question_row::StandingChip;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::{Named, report};

/// The questions of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Movable {
    pub title: String,
    pub rows: Vec<(Named, Standing)>,
}

/// What moving answers has done so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// How many answers are not where they are saved.
    pub answers: usize,
    /// Scores, `0.0..=100.0`.
    pub score: [Option<f64>; 2],
    pub level: [Option<Level>; 2],
}

/// What the section is about.
#[derive(Clone, Copy)]
pub struct WhatIfSignals {
    /// As saved, by dimension; those asked as saved, and those that moved answers have opened.
    pub groups: Memo<Vec<Movable>>,
    /// Where each question stands now.
    pub now: Memo<Vec<(IndicatorId, Standing)>>,
    /// `None` where nothing is moved.
    pub moved: Memo<Option<Moved>>,
}

/// What stays in sight while answers are moved: what came of it, and the way back.
#[component]
pub fn WhatIfBar(moved: Memo<Option<Moved>>, on_back: Callback<()>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).what_if;
    view! {
        <div class="what-if-bar" role="status">
            {move || {
                moved
                    .get()
                    .map(|moved| {
                        view! {
                            <div class="notice hint">
                                <p class="num">
                                    <b>{locale.plural(moved.answers, &text.moved, &[])}</b>
                                    " "
                                    {outcome(locale, &moved)}
                                </p>
                                <button type="button" on:click=move |_| on_back.run(())>
                                    {text.back}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

fn outcome(locale: Locale, moved: &Moved) -> String {
    let text = &report(locale).what_if;
    let score =
        |score: Option<f64>| score.map_or_else(|| text.none.to_owned(), |score| locale.number(score, 1));
    let level =
        |level: Option<Level>| level.map_or_else(|| text.none.to_owned(), |level| level.number().to_string());
    let [score_before, score_after] = moved.score.map(score);
    let [level_before, level_after] = moved.level.map(level);
    fill(
        text.outcome,
        &[
            ("score_before", &score_before),
            ("score", &score_after),
            ("level_before", &level_before),
            ("level", &level_after),
        ],
    )
}

/// The section: every question with its five levels.
#[component]
pub fn WhatIf(signals: WhatIfSignals, on_move: Callback<(IndicatorId, Option<Level>)>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).what_if;
    // A long list is built when somebody wants it.
    let is_open = RwSignal::new(false);
    let groups = move || {
        is_open.get().then(|| {
            let groups = signals.groups.get();
            groups
                .into_iter()
                .map(|group| {
                    let rows = group
                        .rows
                        .into_iter()
                        .map(|(named, saved)| view! { <Row named=named saved=saved now=signals.now on_move=on_move /> })
                        .collect_view();
                    view! {
                        <h3>{group.title}</h3>
                        <ul class="rows">{rows}</ul>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <section class="what-if">
            <details on:toggle=move |_| is_open.set(true)>
                <summary>
                    <h2>{text.title}</h2>
                </summary>
                <p class="quiet">{text.help}</p>
                {groups}
            </details>
        </section>
    }
}

#[component]
fn Row(
    named: Named,
    saved: Standing,
    now: Memo<Vec<(IndicatorId, Standing)>>,
    on_move: Callback<(IndicatorId, Option<Level>)>,
) -> impl IntoView {
    let text = &report(locale()).what_if;
    let Named { id, title } = named;
    let own = id.clone();
    let standing = Memo::new(move |_| {
        now.with(|now| {
            let found = now.iter().find(|(id, _)| *id == own);
            found.map_or(Standing::NotAsked, |(_, standing)| *standing)
        })
    });
    let is_moved = Memo::new(move |_| standing.get() != saved);
    let name = format!("what-if-{}", id.0);
    let levels = Level::ALL.map(|level| {
        let id = id.clone();
        let checked = move || standing.get().level() == Some(level);
        view! {
            <label class:saved=saved.level() == Some(level)>
                <input
                    type="radio"
                    name=name.clone()
                    value=level.number().to_string()
                    prop:checked=checked
                    on:change=move |_| on_move.run((id.clone(), Some(level)))
                />
                <LevelChip level=level />
                <span class="hidden">{level.number().to_string()}</span>
            </label>
        }
    });
    let fieldset = NodeRef::<Fieldset>::new();
    let back_name = fill(text.as_saved_name, &[("id", &id.0), ("title", &title)]);
    let own = StoredValue::new(id.clone());
    let to_saved = move |_| {
        // The button goes with the move: the keyboard stays at the question.
        if let Some(fieldset) = fieldset.get_untracked() {
            let _ = fieldset.focus();
        }
        on_move.run((own.get_value(), None));
    };
    let back = move || {
        is_moved.get().then(|| {
            view! {
                <button type="button" class="plain" aria-label=back_name.clone() on:click=to_saved>
                    {text.as_saved}
                </button>
            }
        })
    };
    let state = move || {
        (standing.get().level().is_none()).then(|| view! { <StandingChip standing=standing.get() /> })
    };
    view! {
        <li class:moved=move || is_moved.get()>
            <fieldset class="move" tabindex="-1" node_ref=fieldset>
                <legend>
                    <span class="quiet num">{id.0.clone()}</span>
                    " "
                    {title}
                </legend>
                <span class="levels">{levels.collect_view()} {state} {back}</span>
            </fieldset>
        </li>
    }
}
