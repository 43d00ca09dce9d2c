//! What a calendar file would do to the log: nothing is done before somebody takes it in.

mod choice;
mod rows;

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::calendar::{CalendarProblem, Cause, Loss, Meeting, Preview, Reason};
use crate::domain::problem::Problem;
use crate::domain::time::Day;
use crate::domain::touchpoint::Touchpoint;
use crate::ui::action::{LaterAction, LogAction, dispatch};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::{LogSignals, messages};
use choice::Choice;
use rows::{Others, called_off, changes, likely};

/// How far a calendar file is.
#[derive(Debug, Clone, PartialEq)]
pub enum CalendarStage {
    None,
    Reading { file: String },
    Refused { file: String, problems: Vec<Problem> },
    Shown(Arc<CalendarFacts>),
}

/// What a calendar file holds for one partner.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarFacts {
    pub file: String,
    /// The days that were looked at.
    pub from: Day,
    pub to: Day,
    pub preview: Preview,
    /// What is new, by event, the newest first.
    pub likely: Vec<Series>,
    /// What concerns the partner by nothing, by event, the newest first.
    pub others: Vec<Series>,
    /// Entries of the log as they are, in the order of the preview's changes.
    pub before: Vec<Touchpoint>,
    /// Entries of the log whose meeting was called off.
    pub called_off: Vec<Touchpoint>,
    /// So many more entries fit into the log.
    pub room: usize,
    /// In the order of the file.
    pub problems: Vec<CalendarProblem>,
}

/// The meetings of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// May be empty.
    pub title: String,
    pub reason: Reason,
    /// By day; at least one.
    pub meetings: Vec<Meeting>,
}

/// The panel; nothing where there is no file.
#[component]
pub(super) fn CalendarPanel(signals: LogSignals, page: NodeRef<Div>) -> impl IntoView {
    let text = &messages(locale()).calendar;
    let stage = signals.calendar;
    Effect::new(move |before: Option<()>| {
        let is_there =
            stage.with(|stage| matches!(stage, CalendarStage::Refused { .. } | CalendarStage::Shown(_)));
        if before.is_some() && is_there {
            focus_soon(page, String::from(".calendar-panel h3"));
        }
    });
    let on_leave = Callback::new(move |()| {
        stage.set(CalendarStage::None);
        focus_soon(page, String::from("[data-verb=\"import\"]"));
    });
    let reading = move || {
        stage.with(|stage| match stage {
            CalendarStage::Reading { file } => Some(fill(text.reading, &[("file", file)])),
            _ => None,
        })
    };
    view! {
        <p class="quiet reading" role="status">
            {reading}
        </p>
        {move || match stage.get() {
            CalendarStage::None | CalendarStage::Reading { .. } => ().into_any(),
            CalendarStage::Refused { file, problems } => refused(&file, problems, on_leave),
            CalendarStage::Shown(facts) => {
                view! { <Shown facts=facts signals=signals page=page on_leave=on_leave /> }.into_any()
            }
        }}
    }
}

fn refused(file: &str, problems: Vec<Problem>, on_leave: Callback<()>) -> AnyView {
    let text = &messages(locale()).calendar;
    view! {
        <div class="outcome failure calendar-panel">
            <h3 tabindex="-1">{fill(text.refused, &[("file", file)])}</h3>
            <ProblemList problems=problems />
            <button type="button" class="plain" on:click=move |_| on_leave.run(())>
                {text.dismiss}
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Shown(
    facts: Arc<CalendarFacts>,
    signals: LogSignals,
    page: NodeRef<Div>,
    on_leave: Callback<()>,
) -> impl IntoView {
    let locale = locale();
    let text = &messages(locale).calendar;
    let title = fill(text.title, &[("file", &facts.file)]);
    let lead = fill(
        text.lead,
        &[("from", &locale.day(facts.from)), ("to", &locale.day(facts.to))],
    );
    let name = signals.name.get_untracked();
    let choice = Choice::new(&facts);
    let lines = counted(locale, &facts, &name)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <div class="sheet calendar-panel">
            <h3 tabindex="-1">{title}</h3>
            <p class="quiet">{lead}</p>
            <ul class="facts num">{lines}</ul>
            {likely(&facts, choice, &name)}
            {changes(&facts, choice)}
            {called_off(&facts, choice)}
            <Others facts=Arc::clone(&facts) choice=choice name=name />
            {problems(locale, &facts.problems)}
            <Foot facts=facts signals=signals choice=choice page=page on_leave=on_leave />
        </div>
    }
}

/// What is new and what is known, in numbers.
fn counted(locale: Locale, facts: &CalendarFacts, name: &str) -> Vec<String> {
    let text = &messages(locale).calendar;
    let (new, known) = (facts.preview.new.len(), facts.preview.known.len());
    let new = if new == 0 {
        fill(text.nothing_new, &[("name", name)])
    } else {
        locale.plural(new, &text.new, &[("name", name)])
    };
    let known = (known > 0).then(|| locale.plural(known, &text.known, &[]));
    core::iter::once(new).chain(known).collect()
}

/// What was not understood, folded.
fn problems(locale: Locale, problems: &[CalendarProblem]) -> impl IntoView + use<> {
    let text = &messages(locale).calendar;
    (!problems.is_empty()).then(|| {
        let title = locale.plural(problems.len(), &text.problems, &[]);
        let problems: Vec<Problem> = problems.iter().map(|one| told(locale, one)).collect();
        view! {
            <details class="refused">
                <summary>{title}</summary>
                <ProblemList problems=problems />
            </details>
        }
    })
}

/// A mistake with its line, and what is lost by it.
pub fn told(locale: Locale, problem: &CalendarProblem) -> Problem {
    let text = &messages(locale).calendar;
    let place = match problem.line {
        Some(line) => fill(text.line, &[("n", &line.to_string())]),
        None => text.whole.to_owned(),
    };
    let [line, occurrences, event, rest, file] = text.losses;
    let lost = match problem.cause.loss() {
        Loss::Line => line,
        Loss::Occurrences => occurrences,
        Loss::Event => event,
        Loss::Rest => rest,
        Loss::File => file,
    };
    let cause = match problem.cause {
        Cause::Unlisted { .. } => problem.cause.to_string(),
        _ => format!("{}; {lost}", problem.cause),
    };
    Problem {
        place,
        ..Problem::of_whole(cause)
    }
}

/// Taking in what was chosen, or nothing.
#[component]
fn Foot(
    facts: Arc<CalendarFacts>,
    signals: LogSignals,
    choice: Choice,
    page: NodeRef<Div>,
    on_leave: Callback<()>,
) -> impl IntoView {
    let locale = locale();
    let text = &messages(locale).calendar;
    let dispatch = dispatch();
    let room = facts.room;
    let count = Memo::new({
        let facts = Arc::clone(&facts);
        move |_| choice.count(&facts)
    });
    let has_room = Memo::new({
        let facts = Arc::clone(&facts);
        move |_| choice.added(&facts) <= room + choice.taken_out()
    });
    let take = move |_| {
        let chosen = Box::new(choice.preview(&facts));
        signals.calendar.set(CalendarStage::None);
        focus_soon(page, String::from("h2"));
        dispatch.later(LaterAction::Log(LogAction::Imported(signals.id, chosen)));
    };
    let no_room = move || {
        (!has_room.get()).then(|| {
            view! { <p class="error">{fill(text.no_room, &[("n", &locale.count(room))])}</p> }
        })
    };
    view! {
        <div role="status">{no_room}</div>
        <div class="buttons">
            <button
                type="button"
                class="primary"
                disabled=move || count.get() == 0 || !has_room.get()
                on:click=take
            >
                {move || locale.plural(count.get(), &text.take_in, &[])}
            </button>
            <button type="button" on:click=move |_| on_leave.run(())>
                {text.cancel}
            </button>
        </div>
    }
}
