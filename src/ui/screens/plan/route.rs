//! The steps of the way as an ordered list, and what was ruled out.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::plan::{Plan, PlanStep, StepState};
use crate::ui::action::dispatch;
use crate::ui::components::field::field_id;
use crate::ui::components::level_chip::LevelChip;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::{Way, WayRow, Wish, change, messages};

/// The list.
#[component]
pub(super) fn Steps(way: Way, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let steps: Vec<PlanStep> = way.rows.iter().map(planned).collect();
    let is_kept = Memo::new({
        let steps = steps.clone();
        move |_| {
            plan.with(|plan| {
                plan.as_ref().is_some_and(|plan| {
                    let kept = |step: &PlanStep| {
                        let same = |one: &PlanStep| one.indicator == step.indicator && one.to == step.to;
                        plan.steps.iter().any(same)
                    };
                    steps.iter().all(kept)
                })
            })
        }
    });
    let keep = move |_| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| plan.keep(&steps)));
        }
    };
    let rows = way
        .rows
        .into_iter()
        .map(|row| view! { <Step row=row plan=plan /> })
        .collect_view();
    view! {
        <ol class="way-steps">{rows}</ol>
        <div class="buttons">
            {move || {
                if is_kept.get() {
                    view! { <p class="reached">{text.all_kept}</p> }.into_any()
                } else {
                    view! {
                        <button type="button" class="primary" on:click=keep.clone()>
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
fn Step(row: WayRow, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let id = row.indicator.id.clone();
    let named = [("id", &*id.0), ("title", &*row.indicator.title)];
    let lock_name = fill(text.lock_name, &named);
    let (locked, excluded, to) = (id.clone(), id.clone(), row.to);
    let lock = move |_| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| plan.locked.push(locked.clone())));
        }
    };
    let exclude = move |_| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| plan.excluded.push((excluded.clone(), to))));
        }
    };
    let exclude_name = fill(
        text.exclude_name,
        &[("id", &id.0), ("n", &row.to.number().to_string())],
    );
    let actions = row
        .actions
        .iter()
        .map(|action| view! { <li>{action.words.clone()} " " <small>{action.who.clone()}</small></li> })
        .collect_view();
    let efforts = row
        .parts
        .iter()
        .map(|(level, days)| view! { <Effort id=id.clone() level=*level days=*days plan=plan /> })
        .collect_view();
    view! {
        <li class="way-step">
            <div class="what">
                <h3>
                    <span class="quiet num">{id.0.clone()}</span>
                    " "
                    {row.indicator.title.clone()}
                </h3>
                <span class="from-to num">
                    <LevelChip level=row.from />
                    <span aria-hidden="true">"→"</span>
                    <LevelChip level=row.to />
                    <span class="hidden">{from_to(locale, &row)}</span>
                </span>
            </div>
            <p class="figures-line num">{figures(locale, &row)}</p>
            <details>
                <summary>{text.details}</summary>
                <ul class="do">{actions}</ul>
                <div class="efforts">{efforts}</div>
                <div class="buttons">
                    <button type="button" aria-label=lock_name on:click=lock>
                        {text.lock}
                    </button>
                    <button type="button" aria-label=exclude_name on:click=exclude>
                        {fill(text.exclude, &[("n", &row.to.number().to_string())])}
                    </button>
                </div>
            </details>
        </li>
    }
}

fn from_to(locale: Locale, row: &WayRow) -> String {
    let (from, to) = (row.from.number().to_string(), row.to.number().to_string());
    fill(messages(locale).from_to, &[("from", &from), ("to", &to)])
}

fn figures(locale: Locale, row: &WayRow) -> String {
    let text = messages(locale);
    let score = row
        .score
        .map_or_else(String::new, |score| locale.number(score, 1));
    let level = row
        .level
        .map_or_else(String::new, |level| level.number().to_string());
    fill(
        text.figures,
        &[
            ("days", &locale.plural(row.days, &text.days, &[])),
            ("gain", &locale.number(row.gain, 1)),
            ("score", &score),
            ("level", &level),
        ],
    )
}

/// One's own estimate for the way to a level.
#[component]
fn Effort(id: IndicatorId, level: Level, days: usize, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let field = field_id();
    let words = fill(text.effort, &[("n", &level.number().to_string())]);
    let typed = move |value: String| {
        let days = value
            .trim()
            .parse::<u16>()
            .ok()
            .filter(|days| (1..=365).contains(days));
        if let (Some(days), Some(plan)) = (days, plan.get_untracked()) {
            let key = (id.clone(), level);
            dispatch.later(change(&plan, |plan| {
                plan.efforts.retain(|(one, _)| *one != key);
                plan.efforts.push((key, days));
            }));
        }
    };
    view! {
        <div class="field effort">
            <label for=field.clone()>{words}</label>
            <input
                type="number"
                id=field
                min="1"
                max="365"
                step="1"
                inputmode="numeric"
                value=days.to_string()
                on:change:target=move |event| typed(event.target().value())
            />
        </div>
    }
}

/// What was ruled out or reckoned differently, with the way back.
#[component]
pub(super) fn LeftOut(wishes: Memo<Vec<Wish>>, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    move || {
        let wishes = wishes.get();
        (!wishes.is_empty()).then(|| {
            let rows = wishes
                .into_iter()
                .map(|wish| view! { <WishRow wish=wish plan=plan /> })
                .collect_view();
            view! {
                <section class="left-out">
                    <h2>{text.wishes}</h2>
                    <ul class="rows">{rows}</ul>
                </section>
            }
        })
    }
}

#[component]
fn WishRow(wish: Wish, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let (named, message, level, days) = match &wish {
        Wish::Locked(named) => (named, text.is_locked, None, 0),
        Wish::Excluded(named, level) => (named, text.is_excluded, Some(*level), 0),
        Wish::Effort(named, level, days) => (named, text.is_effort, Some(*level), *days),
    };
    let number = level.map_or_else(String::new, |level| level.number().to_string());
    let words = fill(
        message,
        &[
            ("id", &named.id.0),
            ("title", &named.title),
            ("n", &number),
            ("days", &locale.plural(days, &text.days, &[])),
        ],
    );
    let name = fill(text.take_back_name, &[("what", &words)]);
    let id = named.id.clone();
    let take_back = move |_| {
        let Some(plan) = plan.get_untracked() else { return };
        dispatch.later(change(&plan, |plan| match &wish {
            Wish::Locked(_) => plan.locked.retain(|one| *one != id),
            Wish::Excluded(_, level) => {
                plan.excluded.retain(|(one, to)| *one != id || to != level);
            }
            Wish::Effort(_, level, _) => {
                plan.efforts.retain(|((one, to), _)| *one != id || to != level);
            }
        }));
    };
    view! {
        <li class="wish">
            <span>{words}</span>
            <button type="button" class="plain" aria-label=name on:click=take_back>
                {text.take_back}
            </button>
        </li>
    }
}
