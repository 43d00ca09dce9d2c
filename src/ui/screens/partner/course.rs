//! How the relationship has developed, and what is planned for it.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::level::Level;
use crate::domain::time::Day;
use crate::ui::action::{Action, Screen, dispatch};
use crate::ui::components::scroll_table::ScrollTable;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::Named;
use crate::ui::text::fill;
use crate::ui::text::relation::Course;

use super::relation;

/// Everything that it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseFacts {
    pub changes: Vec<ChangeFacts>,
    /// `None`: there is no own view that could have a plan.
    pub plan: Option<PlanFacts>,
}

/// How a figure has changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeFacts {
    /// Which figure.
    pub what: String,
    pub figure: Figure,
    pub before: f64,
    pub now: f64,
    /// The day of the earlier one.
    pub since: Day,
    /// Over how many questions, and of scores how many of them are higher and lower.
    pub questions: [usize; 3],
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// `0.0..=100.0`.
    Score,
    /// `0.0..=1.0`.
    Share,
}

/// The plan of the newest own view that has one.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanFacts {
    pub of: AssessmentId,
    pub kept: Kept,
}

/// What is kept of a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    Nothing,
    /// With what is wrong with it.
    Unreadable(String),
    Plan {
        target: Option<Target>,
        done: usize,
        all: usize,
        /// Those to be taken next.
        next: Vec<NextStep>,
    },
}

/// What a plan is to reach.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// With its name.
    Level(Level, String),
    /// `0.0..=100.0`.
    Score(f64),
}

/// A step to be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    pub indicator: Named,
    pub to: Level,
    /// May be empty.
    pub owner: String,
    pub due: Option<Day>,
}

/// The sections; those without anything to say are left out.
#[component]
pub fn CourseSections(facts: Memo<Option<CourseFacts>>) -> impl IntoView {
    let locale = locale();
    let changes = move || {
        let changes = facts.with(|facts| facts.as_ref().map(|facts| facts.changes.clone()))?;
        (!changes.is_empty()).then(|| changed(locale, changes))
    };
    let plan = move || {
        let plan = facts.with(|facts| facts.as_ref()?.plan.clone())?;
        Some(planned(locale, plan))
    };
    view! {
        {changes}
        {plan}
    }
}

fn changed(locale: Locale, changes: Vec<ChangeFacts>) -> impl IntoView {
    let text = &relation(locale).course;
    let rows = changes.into_iter().map(move |change| {
        let figure = |value: f64| match change.figure {
            Figure::Score => locale.score(value),
            Figure::Share => locale.percent(value),
        };
        let sign = if change.now > change.before {
            "+"
        } else {
            "\u{2212}"
        };
        let (before, now) = (figure(change.before), figure(change.now));
        // The difference of two shares is told in points.
        let by = match change.figure {
            Figure::Score => figure((change.now - change.before).abs()),
            Figure::Share => locale.score(100.0 * (change.now - change.before).abs()),
        };
        let by = if by == locale.score(0.0) {
            by
        } else {
            locale.signed(sign, &by)
        };
        let since = fill(text.since, &[("day", &locale.day(change.since))]);
        let words = change
            .questions
            .iter()
            .zip([&text.over, &text.raised, &text.lowered]);
        let words = words.filter(|(count, _)| **count > 0);
        let words: Vec<String> = words
            .map(|(count, words)| locale.plural(*count, words, &[]))
            .collect();
        view! {
            <tr>
                <th scope="row">
                    {change.what}
                    <small class="quiet">{since}</small>
                    <small class="quiet">{locale.list(&words)}</small>
                </th>
                <td class="num">{before}</td>
                <td class="num">{now}</td>
                <td class="num">{by}</td>
            </tr>
        }
    });
    view! {
        <section class="course">
            <ScrollTable id="partner-course" title=text.title>
                    <thead>
                        <tr>
                            <th scope="col">{text.what}</th>
                            <th scope="col" class="num">{text.before}</th>
                            <th scope="col" class="num">{text.now}</th>
                            <th scope="col" class="num">{text.change}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </ScrollTable>
        </section>
    }
}

fn planned(locale: Locale, plan: PlanFacts) -> impl IntoView {
    let text = &relation(locale).course;
    let dispatch = dispatch();
    let id = plan.of;
    let is_begun = plan.kept != Kept::Nothing;
    let words = if is_begun { text.open_plan } else { text.make_plan };
    view! {
        <section class="partner-plan">
            <h2>{text.plan_title}</h2>
            {match plan.kept {
                Kept::Nothing => view! { <p class="quiet">{text.no_plan}</p> }.into_any(),
                Kept::Unreadable(problem) => {
                    view! { <p class="error">{fill(text.unreadable, &[("problem", &problem)])}</p> }.into_any()
                }
                Kept::Plan { target, done, all, next } => kept(locale, text, target, [done, all], next).into_any(),
            }}
            <div class="verbs">
                <button type="button" on:click=move |_| dispatch.send(Action::Opened(id, Screen::Plan))>
                    {words}
                </button>
            </div>
        </section>
    }
}

fn kept(
    locale: Locale,
    text: &'static Course,
    target: Option<Target>,
    [done, all]: [usize; 2],
    next: Vec<NextStep>,
) -> impl IntoView {
    let target = target.map(|target| match target {
        Target::Level(level, name) => {
            let number = level.number().to_string();
            fill(text.target_level, &[("n", &number), ("name", &name)])
        }
        Target::Score(score) => fill(text.target_score, &[("score", &locale.score(score))]),
    });
    let steps = if all == 0 {
        text.no_steps.to_owned()
    } else {
        let (done, all) = (locale.count(done), locale.count(all));
        fill(text.steps, &[("done", &done), ("all", &all)])
    };
    let next = next.into_iter().map(|step| {
        let mut facts = vec![fill(text.to_level, &[("level", &step.to.number().to_string())])];
        facts.extend(Some(step.owner).filter(|owner| !owner.trim().is_empty()));
        facts.extend(step.due.map(|due| fill(text.due, &[("day", &locale.day(due))])));
        let facts = facts.into_iter().map(|fact| view! { <li>{fact}</li> });
        view! {
            <li>
                <span>
                    <b class="num">{step.indicator.id.0}</b>
                    " "
                    {step.indicator.title}
                </span>
                <ul class="facts quiet num">{facts.collect_view()}</ul>
            </li>
        }
    });
    view! {
        <ul class="facts num">
            {target.map(|target| view! { <li>{target}</li> })}
            <li>{steps}</li>
        </ul>
        <ul class="next-steps">{next.collect_view()}</ul>
    }
}
