//! The way: what was found, and its steps as an ordered list.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::plan::{Plan, PlanStep, StepState};
use crate::ui::action::dispatch;
use crate::ui::components::focus::{focus_soon, hold_focus};
use crate::ui::components::level_chip::LevelChip;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::explain::{How, Subject, how_words};
use crate::ui::screens::result::report;
use crate::ui::text::{PlanText, fill};

use super::picture::picture;
use super::wishes::Effort;
use super::{Outcome, PlanSignals, Way, WayRow, change, messages};

/// The section. The rows of the list are told apart by their questions, so that what is typed or opened in one stays
/// while others come and go.
#[component]
pub(super) fn WaySection(
    signals: PlanSignals,
    page: NodeRef<Div>,
    on_open: Callback<Subject>,
) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let PlanSignals {
        plan,
        outcome,
        is_looking,
        ..
    } = signals;
    let way = Memo::new(move |_| {
        outcome.with(|outcome| match outcome {
            Some(Outcome::Found(way)) => Some(way.clone()),
            _ => None,
        })
    });
    view! {
        <section class="way" aria-busy=move || is_looking.get().then_some("true")>
            <h2 class="hidden">{text.way}</h2>
            <p class="looking" role="status" class:over=move || outcome.with(Option::is_some)>
                {move || is_looking.get().then_some(text.looking)}
            </p>
            <div class="found">
                {move || outcome.get().map(|outcome| told(locale, outcome, on_open))}
                <Steps way=way plan=plan page=page on_open=on_open />
            </div>
        </section>
    }
}

/// What was found, without the steps.
fn told(locale: Locale, outcome: Outcome, on_open: Callback<Subject>) -> AnyView {
    let text = messages(locale);
    match outcome {
        Outcome::NoScore => view! { <p>{text.no_score}</p> }.into_any(),
        Outcome::There => view! { <p class="reached">{text.there}</p> }.into_any(),
        Outcome::Unreachable(reasons) => {
            let reasons = reasons
                .into_iter()
                .map(|reason| view! { <li>{reason}</li> })
                .collect_view();
            view! {
                <div class="unreachable">
                    <p><b>{text.unreachable}</b></p>
                    <ul>{reasons}</ul>
                </div>
            }
            .into_any()
        }
        Outcome::Found(way) => {
            let proven = if way.at_least >= way.days {
                text.proven.to_owned()
            } else {
                locale.plural(way.at_least, &text.at_least, &[])
            };
            view! {
                <p class="sum num">
                    {sentence(locale, &way)} " "
                    <How subject=Subject::Score label=how_words(locale, text.score_now) on_open=on_open /> " "
                    <span class="quiet">{proven}</span>
                </p>
                {picture(&points(&way))}
            }
            .into_any()
        }
    }
}

/// The score after so many days of work, from now on.
fn points(way: &Way) -> Vec<(usize, f64)> {
    let mut last = (0, way.now.0.unwrap_or_default());
    let mut points = vec![last];
    for row in &way.rows {
        last = (last.0 + row.days, row.score.unwrap_or(last.1));
        points.push(last);
    }
    points
}

fn sentence(locale: Locale, way: &Way) -> String {
    let text = messages(locale);
    let steps = locale.plural(way.rows.len(), &text.steps, &[]);
    let days = locale.plural(way.days, &text.days, &[]);
    fill(
        text.sum,
        &[
            ("steps", &steps),
            ("days", &days),
            ("score_before", &score_words(locale, way.now.0)),
            ("score", &score_words(locale, way.then.0)),
            ("level_before", &level_words(way.now.1)),
            ("level", &level_words(way.then.1)),
        ],
    )
}

fn score_words(locale: Locale, score: Option<f64>) -> String {
    score.map_or_else(String::new, |score| locale.number(score, 1))
}

fn level_words(level: Option<Level>) -> String {
    level.map_or_else(String::new, |level| level.number().to_string())
}

/// The list, and keeping it.
#[component]
fn Steps(
    way: Memo<Option<Way>>,
    plan: Memo<Option<Plan>>,
    page: NodeRef<Div>,
    on_open: Callback<Subject>,
) -> impl IntoView {
    let ids = Memo::new(move |_| {
        way.with(|way| {
            let rows = way.as_ref().map_or(&[][..], |way| &way.rows);
            rows.iter()
                .map(|row| row.indicator.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let row_of = move |id: &IndicatorId| {
        let id = id.clone();
        Memo::new(move |_| {
            way.with(|way| {
                let mut rows = way.as_ref()?.rows.iter();
                rows.find(|row| row.indicator.id == id).cloned()
            })
        })
    };
    let rows = move || {
        let ids = ids.get();
        hold_focus(page, ".way-step", "summary");
        ids
    };
    view! {
        <div class="way-all" hidden=move || ids.with(Vec::is_empty)>
            <ol class="way-steps">
                <For
                    each=rows
                    key=Clone::clone
                    children=move |id| view! { <Step row=row_of(&id) plan=plan page=page on_open=on_open /> }
                />
            </ol>
            <Keep way=way plan=plan page=page />
        </div>
    }
}

/// Keeps the way's steps, or says that they are kept.
#[component]
fn Keep(way: Memo<Option<Way>>, plan: Memo<Option<Plan>>, page: NodeRef<Div>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let steps = Memo::new(move |_| {
        way.with(|way| {
            let rows = way.as_ref().map_or(&[][..], |way| &way.rows);
            rows.iter().map(planned).collect::<Vec<_>>()
        })
    });
    // How many of the steps are done; `None`: some are not kept, or dropped.
    let kept = Memo::new(move |_| {
        let states = plan.with(|plan| {
            let plan = plan.as_ref()?;
            let state = |step: &PlanStep| plan.kept(&step.indicator, step.to).map(|kept| kept.state);
            steps.with(|steps| steps.iter().map(state).collect::<Option<Vec<_>>>())
        })?;
        let count = |state: StepState| states.iter().filter(|one| **one == state).count();
        (count(StepState::Dropped) == 0).then(|| count(StepState::Done))
    });
    let keep = move |_| {
        if let Some(plan) = plan.get_untracked() {
            focus_soon(page, String::from(".kept h2"));
            dispatch.later(change(&plan, |plan| plan.keep(&steps.get_untracked())));
        }
    };
    view! {
        <div class="buttons">
            {move || match kept.get() {
                Some(done) => {
                    let done = (done > 0).then(|| [" ", &locale.plural(done, &text.done_on_way, &[])].concat());
                    view! { <p class="reached">{text.all_kept} {done}</p> }.into_any()
                }
                None => {
                    view! {
                        <button type="button" class="primary" on:click=keep>
                            {text.keep}
                        </button>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

fn planned(row: &WayRow) -> PlanStep {
    PlanStep {
        indicator: row.indicator.id.clone(),
        from: row.from,
        to: row.to,
        days: u32::try_from(row.days).unwrap_or(u32::MAX),
        owner: String::new(),
        due: None,
        state: StepState::Planned,
        note: String::new(),
        done_on: None,
        answer_then: None,
        confirmed: false,
        extra: Vec::new(),
    }
}

#[component]
fn Step(
    row: Memo<Option<WayRow>>,
    plan: Memo<Option<Plan>>,
    page: NodeRef<Div>,
    on_open: Callback<Subject>,
) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let Some(first) = row.get_untracked() else {
        return ().into_any();
    };
    let id = first.indicator.id.clone();
    let levels = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| (row.from, row.to))));
    let actions = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.actions.clone())));
    let parts = Memo::new(move |_| {
        row.with(|row| row.as_ref().map(|row| row.parts.clone()))
            .unwrap_or_default()
    });
    let listed = move || {
        let parts = parts.get();
        hold_focus(page, ".effort", "input");
        parts
    };
    let actions = move || {
        let actions = actions.get().into_iter().flatten();
        actions
            .map(|action| view! { <li>{action.words} " " <small>{action.who}</small></li> })
            .collect_view()
    };
    let effort_id = id.clone();
    let effort = move |(level, days): (Level, u16)| {
        view! { <Effort step=(effort_id.clone(), level) listed=days plan=plan /> }
    };
    view! {
        <li class="way-step">
            <div class="what">
                <h3>
                    <span class="quiet num">{id.0.clone()}</span>
                    " "
                    {first.indicator.title.clone()}
                </h3>
                {move || levels.get().map(|(from, to)| chips(text, from, to))}
            </div>
            <Figures row=row on_open=on_open />
            <details>
                <summary>{text.details}</summary>
                <ul class="do">{actions}</ul>
                <div class="efforts">
                    <For each=listed key=Clone::clone children=effort />
                </div>
                <RuleOut row=row plan=plan />
            </details>
        </li>
    }
    .into_any()
}

fn chips(text: &'static PlanText, from: Level, to: Level) -> impl IntoView {
    let words = fill(
        text.from_to,
        &[
            ("from", &from.number().to_string()),
            ("to", &to.number().to_string()),
        ],
    );
    view! {
        <span class="from-to num">
            <LevelChip level=from />
            <span aria-hidden="true">{locale().arrow()}</span>
            <LevelChip level=to />
            <span class="hidden">{words}</span>
        </span>
    }
}

/// What the step brings, each figure with the way to its reasons.
#[component]
fn Figures(row: Memo<Option<WayRow>>, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let Some(first) = row.get_untracked() else {
        return ().into_any();
    };
    let named = [("id", &*first.indicator.id.0), ("title", &*first.indicator.title)];
    let gain_name = fill(report(locale).explain.gain_name, &named);
    let score_name = fill(text.score_then, &named);
    let id = first.indicator.id.clone();
    let words = move |words: fn(Locale, &WayRow) -> String| {
        move || row.with(|row| row.as_ref().map(|row| words(locale, row)))
    };
    let value = move |value: fn(&WayRow) -> Option<f64>| {
        move || row.with(|row| Some(value(row.as_ref()?)?.to_string()))
    };
    view! {
        <p class="figures-line num">
            <span data-figure="gain" data-value=value(|row| Some(row.gain))>{words(gained)}</span>
            <How subject=Subject::Gain(id.clone()) label=how_words(locale, &gain_name) on_open=on_open />
            <span data-figure="score" data-value=value(|row| row.score)>{words(reached)}</span>
            <How subject=Subject::ScoreAfter(id) label=how_words(locale, &score_name) on_open=on_open />
        </p>
    }
    .into_any()
}

fn gained(locale: Locale, row: &WayRow) -> String {
    let text = messages(locale);
    let points = locale.number(row.gain.abs(), 1);
    let message = if points == locale.number(0.0, 1) {
        text.no_gain
    } else if row.gain < 0.0 {
        text.loss
    } else {
        text.gain
    };
    fill(
        text.figures,
        &[
            ("days", &locale.plural(row.days, &text.days, &[])),
            ("gain", &fill(message, &[("n", &points)])),
        ],
    )
}

fn reached(locale: Locale, row: &WayRow) -> String {
    fill(
        messages(locale).then,
        &[
            ("score", &score_words(locale, row.score)),
            ("level", &level_words(row.level)),
        ],
    )
}

/// Takes the question, or the step to a level, out of the way.
#[component]
fn RuleOut(row: Memo<Option<WayRow>>, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let Some(first) = row.get_untracked() else {
        return ().into_any();
    };
    let to = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.to)));
    let (id, title) = (first.indicator.id, first.indicator.title);
    let lock_name = fill(text.lock_name, &[("id", &id.0), ("title", &title)]);
    let number = move || level_words(to.get());
    let named = id.clone();
    let exclude_name = move || fill(text.exclude_name, &[("id", &named.0), ("n", &number())]);
    let locked = id.clone();
    let lock = move |_| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| plan.locked.push(locked.clone())));
        }
    };
    let exclude = move |_| {
        if let (Some(plan), Some(to)) = (plan.get_untracked(), to.get_untracked()) {
            dispatch.later(change(&plan, |plan| plan.excluded.push((id.clone(), to))));
        }
    };
    view! {
        <div class="buttons">
            <button type="button" aria-label=lock_name on:click=lock>
                {text.lock}
            </button>
            <button type="button" aria-label=exclude_name on:click=exclude>
                {move || fill(text.exclude, &[("n", &number())])}
            </button>
        </div>
    }
    .into_any()
}
