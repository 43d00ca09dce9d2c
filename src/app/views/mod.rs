//! Screens wired to the state: memos over signals in, actions out.

pub mod assessments;
mod benchmarks;
pub mod beside;
mod bin;
mod clearing;
pub mod data;
pub mod go_on;
mod gone;
mod joint;
pub mod lock;
pub mod notices;
pub mod opened;
pub mod overview;
pub mod packs;
pub mod panel;
mod partner;
pub mod partners;
pub mod plan;
pub mod question;
pub mod result;
mod sending;
mod soon;
pub mod start;
pub mod steps;
pub mod why;

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::own::is_received;
use crate::domain::pack::{Dimension, Indicator, Length, Questionnaire};
use crate::domain::scoring::{Readiness, Standing, standings};
use crate::domain::side::Side;
use crate::ui::components::radar::Axis;
use crate::ui::text::{self, fill};
use crate::ui::{Locale, Screen};

use super::rest::{self, PartState, Rest};
use super::state::State;

/// Whose view of whom an assessment is, in words; of what came from somebody else, whose.
#[must_use]
pub fn view_words(locale: Locale, assessment: &Assessment) -> String {
    let text = &locale.text.bar;
    if is_received(assessment) {
        let name = assessment.company.name.trim();
        return if name.is_empty() {
            text.received_view_unnamed.to_owned()
        } else {
            fill(text.received_view, &[("name", name)])
        };
    }
    match (&assessment.counterpart, assessment.side) {
        (Some(other), Side::Vendor) => fill(text.vendors_view_of, &[("name", &other.name)]),
        (Some(other), Side::Partner) => fill(text.partners_view_of, &[("name", &other.name)]),
        (None, Side::Vendor) => text.vendors_view.to_owned(),
        (None, Side::Partner) => text.partners_view.to_owned(),
    }
}

/// What an assessment is called: its title, else whose view it is, with who answered where that is said.
#[must_use]
pub fn name_words(locale: Locale, assessment: &Assessment) -> String {
    if let Some(title) = &assessment.title {
        return title.clone();
    }
    let view = view_words(locale, assessment);
    match assessment.respondent.as_deref().map(str::trim) {
        None | Some("") => view,
        Some(name) => format!("{view} ({name})"),
    }
}

/// The headline dimensions' figures for the radar; `value` stands below each title.
#[must_use]
pub fn axes(
    locale: Locale,
    questionnaire: &Questionnaire,
    readiness: &Readiness,
    value: impl Fn(Option<f64>) -> String,
) -> Vec<Axis> {
    questionnaire
        .dimensions
        .iter()
        .zip(&readiness.dimensions)
        .filter(|(dimension, figures)| dimension.headline && figures.applicable > 0)
        .map(|(dimension, figures)| Axis {
            title: locale.words(&dimension.title),
            value: value(figures.figures.score),
            figures: figures.figures,
        })
        .collect()
}

/// Every indicator that is asked, with its dimension and where it stands, in pack order.
fn asked<'a>(
    questionnaire: &'a Questionnaire,
    standings: &'a [Standing],
) -> impl Iterator<Item = (&'a Dimension, &'a Indicator, Standing)> {
    questionnaire
        .indicators()
        .zip(standings)
        .filter(|(_, standing)| **standing != Standing::NotAsked)
        .map(|((dimension, indicator), standing)| (dimension, indicator, *standing))
}

/// How many questions are answered in any way, and how many are asked.
fn progress(standings: &[Standing]) -> (usize, usize) {
    let count = |wanted: fn(Standing) -> bool| standings.iter().filter(|standing| wanted(**standing)).count();
    let asked = count(|standing| standing != Standing::NotAsked);
    (asked - count(|standing| standing == Standing::Unanswered), asked)
}

/// How many questions the full length would add; `None` where it is full already.
fn full_adds(questionnaire: &Questionnaire, assessment: &Assessment) -> Option<usize> {
    if assessment.length == Length::Full {
        return None;
    }
    let mut full = assessment.clone();
    full.length = Length::Full;
    let asked = |assessment: &Assessment| progress(&standings(questionnaire, assessment)).1;
    Some(asked(&full).saturating_sub(asked(assessment)))
}

/// A screen of the later part: waiting, failed with a way to try again, or there.
#[must_use]
pub fn later(state: State, screen: fn(&Rest) -> fn(State) -> AnyView) -> AnyView {
    rest::load(state);
    part(
        move || state.rest.get(),
        move |rest| screen(&rest)(state),
        again(),
    )
}

/// What a part shows: waiting, failed with a way to try again, or there.
#[must_use]
pub fn part<P: 'static>(
    stands: impl Fn() -> PartState<P> + Copy + Send + Sync + 'static,
    there: impl Fn(P) -> AnyView + Send + Sync + 'static,
    retry: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    // 0: on its way, 1: failed, 2: there. The screen is built once, not at every change of the state.
    let stage = Memo::new(move |_| match stands() {
        PartState::Absent | PartState::Loading => 0,
        PartState::Failed => 1,
        PartState::Ready(_) => 2,
    });
    let locale = crate::ui::locale::locale();
    let text = &locale.text.part;
    (move || match stage.get() {
        0 => view! { <p class="waiting" role="status">{text.loading}</p> }.into_any(),
        1 => failed(text, text.failed_help, retry),
        _ => match untrack(stands) {
            PartState::Ready(part) => there(part),
            _ => ().into_any(),
        },
    })
    .into_any()
}

/// A screen once the store has been read: an empty list never stands for one that is on its way.
#[must_use]
pub fn once_read(state: State, screen: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    once(Memo::new(move |_| !state.is_being_read()), screen)
}

/// A screen once what it needs is here.
#[must_use]
pub fn once(is_here: Memo<bool>, screen: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let text = &crate::ui::locale::locale().text.part;
    (move || {
        if is_here.get() {
            screen()
        } else {
            view! { <p class="waiting" role="status">{text.loading}</p> }.into_any()
        }
    })
    .into_any()
}

/// Says that something could not be loaded, and offers to try again.
#[must_use]
pub fn part_failed(text: &'static text::questions::Part, help: &'static str) -> AnyView {
    failed(text, help, again())
}

/// Tries again whatever did not come before the later part.
fn again() -> impl Fn() + Copy + Send + Sync + 'static {
    let dispatch = crate::ui::action::dispatch();
    move || dispatch.send(crate::ui::Action::PartRetried)
}

fn failed(
    text: &'static text::questions::Part,
    help: &'static str,
    retry: impl Fn() + Send + 'static,
) -> AnyView {
    use crate::ui::components::notice::{Notice, Urgency};
    view! {
        <div class="page">
            <Notice urgency=Urgency::Failure title=text.failed.into_any() body=help>
                <button type="button" on:click=move |_| retry()>
                    {text.retry}
                </button>
            </Notice>
        </div>
    }
    .into_any()
}

/// The view of a screen.
#[must_use]
pub fn screen(state: State, screen: Screen) -> AnyView {
    match screen {
        Screen::Start => start::start(state),
        Screen::Question => question::question(state),
        Screen::Overview => later(state, |rest| rest.overview_screen),
        Screen::Result => later(state, |rest| rest.result_screen),
        Screen::Assessments => later(state, |rest| rest.assessments_screen),
        Screen::Partners => later(state, |rest| rest.partners_screen),
        Screen::Plan => later(state, |rest| rest.plan_screen),
        Screen::Packs => later(state, |rest| rest.packs_screen),
        Screen::Data => later(state, |rest| rest.data_screen),
    }
}
