//! What to do next: find out what is open, then the steps that gain most for their effort.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::scoring::Standing;
use crate::ui::action::{Action, Screen, dispatch};
use crate::ui::components::level_chip::LevelChip;
use crate::ui::components::question_row::{QuestionRow, StandingChip};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::explain::{How, Subject, how_words};
use super::{Named, report};

/// How many open questions, and how many steps, are shown at first.
const SHOWN: usize = 6;

/// What to do next.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AdviceFacts {
    /// Open questions, those that weigh most first.
    pub find_out: Vec<(Named, Standing)>,
    /// The best first.
    pub steps: Vec<StepFacts>,
}

/// Raising one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct StepFacts {
    pub indicator: Named,
    pub from: Level,
    pub to: Level,
    /// Person-days in all.
    pub days: usize,
    /// In points of the overall score; `None` in a dimension beside the score.
    pub gain: Option<f64>,
    /// What to do, in this order.
    pub actions: Vec<ActionFacts>,
    /// The answer that triggered it, in the pack's words. Lower levels come first where its words build on them.
    pub now: Vec<Rung>,
    /// Where it leads.
    pub then: Vec<Rung>,
    pub lifts: Vec<Lift>,
    /// By how many levels the other side sees it differently, where that is so far that talking comes first.
    pub apart: Option<usize>,
}

/// A level with its anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    pub level: Level,
    pub words: String,
}

/// One action of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFacts {
    pub words: String,
    /// May be empty.
    pub who: String,
    /// Person-days.
    pub days: usize,
}

/// What a step alone lifts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lift {
    Pooled,
    /// By its title.
    Dimension(String),
    Gate,
}

/// The section.
#[component]
pub fn Advice(facts: AdviceFacts, on_open: Callback<Subject>) -> impl IntoView {
    let text = &report(locale()).advice;
    view! {
        <section class="next">
            <h2>{text.title}</h2>
            <FindOut open=facts.find_out />
            <Steps steps=facts.steps on_open=on_open />
        </section>
    }
}

#[component]
fn FindOut(open: Vec<(Named, Standing)>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).advice;
    let dispatch = dispatch();
    let some = !open.is_empty();
    let more = open.len().saturating_sub(SHOWN);
    let rows = open
        .into_iter()
        .take(SHOWN)
        .map(|(named, standing)| {
            view! {
                <QuestionRow id=named.id title=named.title>
                    <StandingChip standing=standing />
                </QuestionRow>
            }
        })
        .collect_view();
    let more = (more > 0).then(|| {
        view! {
            <button
                type="button"
                class="plain"
                on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Overview))
            >
                {locale.plural(more, &text.more_open, &[])}
            </button>
        }
    });
    some.then(|| {
        view! {
            <div class="find-out">
                <h3>{text.find_out}</h3>
                <p class="quiet">{text.find_out_help}</p>
                <ul class="rows">{rows}</ul>
                {more}
            </div>
        }
    })
}

#[component]
fn Steps(steps: Vec<StepFacts>, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).advice;
    let count = steps.len();
    let steps = StoredValue::new(steps);
    let all = RwSignal::new(count <= SHOWN);
    let cards = move || {
        let shown = if all.get() { count } else { SHOWN };
        steps.with_value(|steps| {
            steps
                .iter()
                .take(shown)
                .map(|step| card(locale, step.clone(), on_open))
                .collect_view()
        })
    };
    let more = move || {
        (!all.get()).then(|| {
            let words = fill(text.all_steps, &[("n", &locale.count(count))]);
            view! {
                <div class="buttons">
                    <button type="button" on:click=move |_| all.set(true)>
                        {words}
                    </button>
                </div>
            }
        })
    };
    let help = if count == 0 {
        text.no_steps
    } else {
        text.steps_help
    };
    view! {
        <div class="steps-next">
            <h3>{text.steps}</h3>
            <p class="quiet">{help}</p>
            <ol class="actions">{cards}</ol>
            {more}
        </div>
    }
}

fn card(locale: Locale, step: StepFacts, on_open: Callback<Subject>) -> impl IntoView {
    let text = &report(locale).advice;
    let explain = &report(locale).explain;
    let Named { id, title } = step.indicator;
    let (from, to) = (step.from.number().to_string(), step.to.number().to_string());
    let spoken = fill(text.from_to, &[("from", &from), ("to", &to)]);
    let short = format!(" · {from} {} {to}", locale.arrow());
    let gain = gain_words(locale, step.gain);
    let value = step.gain.map_or_else(String::new, |gain| gain.to_string());
    let name = fill(explain.gain_name, &[("id", &id.0), ("title", &title)]);
    let (step_id, label) = (id.0.clone(), id.0.clone());
    let actions = step
        .actions
        .into_iter()
        .map(|action| action_line(locale, action))
        .collect_view();
    let lifts = step
        .lifts
        .into_iter()
        .map(|lift| view! { <p class="lift">{lift_words(locale, &lift)}</p> });
    view! {
        <li class="action" data-step=step_id>
            <header>
                <span class="tag num">
                    {label}
                    <span aria-hidden="true">{short}</span>
                    <span class="hidden">{format!(", {spoken}")}</span>
                </span>
                <span class="tag num">
                    <span data-figure="gain" data-value=value>{gain}</span>
                    " · "
                    {locale.plural(step.days, &text.days, &[])}
                </span>
                <How subject=Subject::Gain(id) label=how_words(locale, &name) on_open=on_open />
            </header>
            <h4>{title}</h4>
            {step.apart.map(|levels| view! { <p class="apart">{locale.plural(levels, &text.apart, &[])}</p> })}
            {lifts.collect_view()}
            <ul class="do">{actions}</ul>
            <dl>
                <dt>{text.now}</dt>
                <dd>{rungs(locale, step.now)}</dd>
                <dt>{text.then}</dt>
                <dd>{rungs(locale, step.then)}</dd>
            </dl>
        </li>
    }
}

fn gain_words(locale: Locale, gain: Option<f64>) -> String {
    let text = &report(locale).advice;
    match gain {
        None => text.no_gain.to_owned(),
        Some(gain) => {
            let message = if gain < 0.0 { text.loss } else { text.gain };
            fill(message, &[("n", &locale.number(gain, 1))])
        }
    }
}

fn lift_words(locale: Locale, lift: &Lift) -> String {
    let text = &report(locale).advice;
    match lift {
        Lift::Pooled => text.lifts_pooled.to_owned(),
        Lift::Dimension(name) => fill(text.lifts_dimension, &[("name", name)]),
        Lift::Gate => text.lifts_gate.to_owned(),
    }
}

fn action_line(locale: Locale, action: ActionFacts) -> impl IntoView {
    let days = locale.plural(action.days, &report(locale).advice.days, &[]);
    let beside = if action.who.is_empty() {
        days
    } else {
        format!("{}, {days}", action.who)
    };
    view! {
        <li>
            {action.words}
            " "
            <small class="num">{beside}</small>
        </li>
    }
}

/// A level with its anchor, after those below that its words build on.
pub(super) fn rungs(locale: Locale, rungs: Vec<Rung>) -> impl IntoView {
    let top = rungs.last().map(|rung| rung.level);
    rungs
        .into_iter()
        .map(|rung| {
            let spoken = fill(
                locale.later().names.level,
                &[("n", &rung.level.number().to_string())],
            );
            let class = if Some(rung.level) == top {
                "anchor"
            } else {
                "anchor below"
            };
            view! {
                <span class=class>
                    <LevelChip level=rung.level />
                    <span>
                        <span class="hidden">{spoken}": "</span>
                        {rung.words}
                    </span>
                </span>
            }
        })
        .collect_view()
}
