//! The plan: the cheapest way to a target, what may not be touched, and the steps that are kept.

mod kept;
mod picture;
mod route;

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::plan::{Plan, PlanStep, PlanTarget};
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{self, PlanText, fill};

use super::result::Named;
use super::result::advice::ActionFacts;

use kept::Kept;
use picture::picture;
use route::{LeftOut, Steps};

/// Everything the screen says.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanFacts {
    /// What is kept, with target and wishes.
    pub plan: Plan,
    pub target: PlanTarget,
    /// Where the answers stand now: score, `0.0..=100.0`, and level.
    pub score: Option<f64>,
    pub level: Option<Level>,
    pub outcome: Outcome,
    /// What the visitor ruled out or reckons differently.
    pub left_out: Vec<Wish>,
    /// The steps that are kept, with the titles of their questions.
    pub kept: Vec<(Named, PlanStep)>,
    /// Of the kept ones, those whose answer is older than the day they were done on.
    pub to_reassess: Vec<IndicatorId>,
}

/// What the search for a way found.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The search goes on.
    Waiting,
    /// No score, so there is nothing to start from.
    NoScore,
    /// The target is reached already.
    There,
    /// It cannot be reached; one sentence each.
    Unreachable(Vec<String>),
    Found(Way),
}

/// A way to the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    pub rows: Vec<WayRow>,
    /// Person-days in all.
    pub days: usize,
    /// No way takes fewer days than these.
    pub at_least: usize,
    pub score: Option<f64>,
    pub level: Option<Level>,
}

/// One step of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct WayRow {
    pub indicator: Named,
    pub from: Level,
    pub to: Level,
    pub days: usize,
    /// In points, taken after those before it.
    pub gain: f64,
    /// After it.
    pub score: Option<f64>,
    pub level: Option<Level>,
    pub actions: Vec<ActionFacts>,
    /// The levels that its actions lead to, lowest first, each with its days.
    pub parts: Vec<(Level, usize)>,
}

/// What the visitor ruled out or reckons differently.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    Locked(Named),
    Excluded(Named, Level),
    Effort(Named, Level, usize),
}

/// The messages of this screen.
fn messages(locale: Locale) -> &'static PlanText {
    text::plan(&locale.language())
}

/// Changes the plan and keeps it.
fn change(plan: &Plan, change: impl FnOnce(&mut Plan)) -> LaterAction {
    let mut plan = plan.clone();
    change(&mut plan);
    LaterAction::PlanChanged(Box::new(plan))
}

/// The screen.
#[component]
pub fn PlanScreen(facts: Memo<Option<PlanFacts>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let plan = Memo::new(move |_| facts.with(|facts| facts.as_ref().map(|facts| facts.plan.clone())));
    let target = Memo::new(move |_| facts.with(|facts| facts.as_ref().map(|facts| facts.target)));
    let outcome = Memo::new(move |_| facts.with(|facts| facts.as_ref().map(|facts| facts.outcome.clone())));
    let left_out = Memo::new(move |_| {
        facts
            .with(|facts| facts.as_ref().map(|facts| facts.left_out.clone()))
            .unwrap_or_default()
    });
    let now = Memo::new(move |_| {
        facts
            .with(|facts| facts.as_ref().map(|facts| (facts.score, facts.level)))
            .unwrap_or_default()
    });
    view! {
        <div class="page plan">
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            <Target plan=plan target=target />
            <section class="way">
                <h2 class="hidden">{text.way}</h2>
                {move || outcome.get().map(|outcome| way(locale, outcome, plan, now))}
            </section>
            <LeftOut wishes=left_out plan=plan />
            <Kept facts=facts plan=plan />
        </div>
    }
}

/// What to reach: a level, or a score.
#[component]
fn Target(plan: Memo<Option<Plan>>, target: Memo<Option<PlanTarget>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let (level_id, score_id) = (field_id(), field_id());
    let set = move |target: PlanTarget| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| plan.target = Some(target)));
        }
    };
    let options = Level::ALL.into_iter().skip(1).map(|level| {
        let number = level.number().to_string();
        let words = fill(text.to_level, &[("n", &number)]);
        view! { <option value=number>{words}</option> }
    });
    let chosen = move || match target.get() {
        Some(PlanTarget::Level(level)) => level.number().to_string(),
        _ => String::from("score"),
    };
    let score = move || match target.get() {
        Some(PlanTarget::Score(score)) => Some(score),
        _ => None,
    };
    let is_score = Memo::new(move |_| score().is_some());
    let choose = move |value: String| {
        let level = value.parse().ok().and_then(Level::new);
        set(level.map_or(PlanTarget::Score(70.0), PlanTarget::Level));
    };
    let type_score = move |value: String| {
        if let Some(score) = value
            .trim()
            .parse()
            .ok()
            .filter(|score| (0.0..=100.0).contains(score))
        {
            set(PlanTarget::Score(score));
        }
    };
    view! {
        <form class="target" on:submit=|event| event.prevent_default()>
            <div class="field">
                <label for=level_id.clone()>{text.target}</label>
                <select
                    id=level_id
                    prop:value=chosen
                    on:change:target=move |event| choose(event.target().value())
                >
                    {options.collect_view()}
                    <option value="score">{text.to_score}</option>
                </select>
            </div>
            {move || {
                is_score
                    .get()
                    .then(|| {
                        view! {
                            <div class="field">
                                <label for=score_id.clone()>{text.score}</label>
                                <input
                                    type="number"
                                    id=score_id.clone()
                                    min="0"
                                    max="100"
                                    step="any"
                                    inputmode="decimal"
                                    prop:value=move || score().unwrap_or_default().to_string()
                                    on:change:target=move |event| type_score(event.target().value())
                                />
                            </div>
                        }
                    })
            }}
        </form>
    }
}

fn way(
    locale: Locale,
    outcome: Outcome,
    plan: Memo<Option<Plan>>,
    now: Memo<(Option<f64>, Option<Level>)>,
) -> AnyView {
    let text = messages(locale);
    match outcome {
        Outcome::Waiting => view! { <p class="quiet" role="status">{text.looking}</p> }.into_any(),
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
            let start = now.get_untracked();
            let proven = if way.at_least >= way.days {
                text.proven.to_owned()
            } else {
                locale.plural(way.at_least, &text.at_least, &[])
            };
            let sentence = sentence(locale, &way, start);
            view! {
                <p class="sum num">{sentence} " " <span class="quiet">{proven}</span></p>
                {picture(&points(&way, start.0))}
                <Steps way=way plan=plan />
            }
            .into_any()
        }
    }
}

/// The score after so many days of work, from now on.
fn points(way: &Way, now: Option<f64>) -> Vec<(usize, f64)> {
    let mut last = (0, now.unwrap_or_default());
    let mut points = vec![last];
    for row in &way.rows {
        last = (last.0 + row.days, row.score.unwrap_or(last.1));
        points.push(last);
    }
    points
}

fn sentence(locale: Locale, way: &Way, (score, level): (Option<f64>, Option<Level>)) -> String {
    let text = messages(locale);
    let points = |score: Option<f64>| score.map_or_else(String::new, |score| locale.number(score, 1));
    let number = |level: Option<Level>| level.map_or_else(String::new, |level| level.number().to_string());
    let steps = locale.plural(way.rows.len(), &text.steps, &[]);
    let days = locale.plural(way.days, &text.days, &[]);
    fill(
        text.sum,
        &[
            ("steps", &steps),
            ("days", &days),
            ("score_before", &points(score)),
            ("score", &points(way.score)),
            ("level_before", &number(level)),
            ("level", &number(way.level)),
        ],
    )
}
