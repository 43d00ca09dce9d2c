//! What both companies did together: the log, what it shows of their cadence, and what a calendar file adds to it.

pub mod cadence;
pub mod calendar;
mod entries;
mod form;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyId;
use crate::domain::problem::Problem;
use crate::domain::time::Day;
use crate::domain::touchpoint::{MOST_TOUCHPOINTS, TouchpointError, Touchpoints};
use crate::ui::action::{LaterAction, LogAction, LogEntry, dispatch};
use crate::ui::components::file_button::{FileButton, Picked};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{self, LogText, fill};

use cadence::{FactFacts, Facts};
use calendar::{CalendarPanel, CalendarStage};
use entries::EntryList;
use form::EntryForm;

pub use entries::titled;

/// Everything the section shows, each part by itself.
#[derive(Clone, Copy)]
pub struct LogSignals {
    pub id: CompanyId,
    pub name: Memo<String>,
    pub today: RwSignal<Day>,
    /// Or everything that is wrong with it as it is stored.
    pub log: Memo<Result<Touchpoints, Vec<Problem>>>,
    pub cadence: Memo<Vec<FactFacts>>,
    /// The newest own view, where it has days to put into a calendar.
    pub due: Memo<Option<AssessmentId>>,
    /// Why the log was not changed.
    pub problem: Memo<Option<TouchpointError>>,
    pub calendar: RwSignal<CalendarStage>,
}

/// What the parts of the section share.
#[derive(Clone, Copy)]
struct Section {
    signals: LogSignals,
    page: NodeRef<Div>,
    editing: RwSignal<Option<Editing>>,
}

/// What the one open form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Editing {
    New,
    Existing(crate::domain::touchpoint::TouchpointId),
}

/// The section. `on_files` hears of calendar files, `on_due_days` of an assessment whose days are to go into one.
#[component]
pub fn LogSection(
    signals: LogSignals,
    on_files: UnsyncCallback<Picked>,
    on_due_days: Callback<AssessmentId>,
) -> impl IntoView {
    let text = messages(locale());
    let section = Section {
        signals,
        page: NodeRef::new(),
        editing: RwSignal::new(None),
    };
    let on_files = StoredValue::new_local(on_files);
    let is_readable = Memo::new(move |_| signals.log.with(Result::is_ok));
    let lead = move || fill(text.lead, &[("name", &signals.name.get())]);
    view! {
        <div class="log-place" node_ref=section.page>
            <section class="log">
                <h2 tabindex="-1">{text.title}</h2>
                <p class="quiet">{lead}</p>
                {move || {
                    if is_readable.get() {
                        view! {
                            <Facts facts=signals.cadence />
                            <Verbs section=section on_files=on_files.get_value() on_due_days=on_due_days />
                            <CalendarPanel signals=signals page=section.page />
                            <EntryList section=section />
                        }
                            .into_any()
                    } else {
                        unreadable(signals)
                    }
                }}
            </section>
        </div>
    }
}

/// That the stored log cannot be read, with place and cause of every mistake.
fn unreadable(signals: LogSignals) -> AnyView {
    let text = messages(locale());
    let problems = move || {
        signals
            .log
            .with(|log| log.as_ref().err().cloned().unwrap_or_default())
    };
    let help = move || fill(text.unreadable_help, &[("name", &signals.name.get())]);
    view! {
        <Notice urgency=Urgency::Failure title=text.unreadable.into_any() />
        <p>{help}</p>
        {move || view! { <ProblemList problems=problems() /> }}
    }
    .into_any()
}

/// Adding by hand, taking from a calendar, giving to one.
#[component]
fn Verbs(
    section: Section,
    on_files: UnsyncCallback<Picked>,
    on_due_days: Callback<AssessmentId>,
) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let Section {
        signals,
        page,
        editing,
    } = section;
    let is_adding = Memo::new(move |_| editing.get() == Some(Editing::New));
    let is_full = Memo::new(move |_| {
        let entries = signals
            .log
            .with(|log| log.as_ref().map_or(0, |log| log.entries().len()));
        entries >= MOST_TOUCHPOINTS
    });
    let answer = move |entry: Option<LogEntry>| {
        editing.set(None);
        focus_soon(page, String::from("[data-verb=\"add\"]"));
        if let Some(entry) = entry {
            dispatch.later(LaterAction::Log(LogAction::Added(signals.id, entry)));
        }
    };
    let form = move || {
        is_adding.get().then(|| {
            let entry = LogEntry::new(signals.today.get_untracked());
            view! {
                <EntryForm
                    title=text.form.add_title
                    entry=entry
                    page=page
                    on_answer=Callback::new(answer)
                />
            }
        })
    };
    let add = move || {
        (!is_adding.get() && !is_full.get()).then(|| {
            view! {
                <button
                    type="button"
                    data-verb="add"
                    on:click=move |_| editing.set(Some(Editing::New))
                >
                    {text.add}
                </button>
            }
        })
    };
    let due = move || {
        signals.due.get().map(|id| {
            view! {
                <button type="button" on:click=move |_| on_due_days.run(id)>
                    {text.due_days}
                </button>
            }
        })
    };
    view! {
        {move || is_full.get().then(|| view! { <p class="quiet">{text.full}</p> })}
        {problem(signals)}
        {form}
        <div class="buttons">
            {add}
            <FileButton
                words=text.calendar.choose
                class=""
                accept=".ics,text/calendar"
                on_files=on_files
            />
            {due}
        </div>
        <p class="quiet small">{text.calendar.choose_help}</p>
    }
}

/// That the log was not changed, and why. The region is there before its words, so that they are told.
fn problem(signals: LogSignals) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let words = move |problem: TouchpointError| fill(text.refused, &[("cause", &problem.to_string())]);
    let dismiss = move |_| dispatch.later(LaterAction::Log(LogAction::ProblemDismissed));
    move || {
        signals.problem.get().map(|problem| {
            view! {
                <Notice urgency=Urgency::Failure title=words(problem).into_any()>
                    <button type="button" class="plain" on:click=dismiss>
                        {text.calendar.dismiss}
                    </button>
                </Notice>
            }
        })
    }
}

fn messages(locale: Locale) -> &'static LogText {
    text::log(locale.speech)
}
