//! What a person writes of one entry.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::time::Day;
use crate::domain::touchpoint::{AnswerHours, Kind, Minutes};
use crate::ui::action::LogEntry;
use crate::ui::components::field::field_id;
use crate::ui::components::focus::focus_soon;
use crate::ui::components::form_buttons::FormButtons;
use crate::ui::locale::locale;

use super::messages;

/// What the form holds while somebody fills it in.
#[derive(Clone, Copy)]
struct Draft {
    kind: RwSignal<Kind>,
    day: RwSignal<String>,
    title: RwSignal<String>,
    minutes: RwSignal<String>,
    answer_hours: RwSignal<String>,
    note: RwSignal<String>,
}

/// What is written cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wrong;

impl Draft {
    fn new(entry: LogEntry) -> Self {
        let minutes = entry.minutes.map(|minutes| minutes.count().to_string());
        let hours = entry.answer_hours.map(|hours| hours.count().to_string());
        Self {
            kind: RwSignal::new(entry.kind),
            day: RwSignal::new(entry.day.to_string()),
            title: RwSignal::new(entry.title),
            minutes: RwSignal::new(minutes.unwrap_or_default()),
            answer_hours: RwSignal::new(hours.unwrap_or_default()),
            note: RwSignal::new(entry.note),
        }
    }

    fn day(self) -> Result<Day, Wrong> {
        self.day.with(|day| Day::parse(day.trim())).ok_or(Wrong)
    }

    /// `None` where nothing is written.
    fn minutes(self) -> Result<Option<Minutes>, Wrong> {
        self.minutes
            .with(|typed| optional(typed, |typed| typed.parse().ok().and_then(Minutes::new)))
    }

    /// The same of hours.
    fn answer_hours(self) -> Result<Option<AnswerHours>, Wrong> {
        self.answer_hours.with(|typed| {
            optional(typed, |typed| {
                typed.replace(',', ".").parse().ok().and_then(AnswerHours::new)
            })
        })
    }

    fn entry(self) -> Result<LogEntry, Wrong> {
        Ok(LogEntry {
            kind: self.kind.get(),
            day: self.day()?,
            minutes: self.minutes()?,
            title: self.title.get().trim().to_owned(),
            note: self.note.get().trim().to_owned(),
            answer_hours: self.answer_hours()?,
        })
    }
}

fn optional<T>(typed: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Wrong> {
    match typed.trim() {
        "" => Ok(None),
        typed => read(typed).map(Some).ok_or(Wrong),
    }
}

/// The form. Its answer is `None` where it was left with Escape or the second button.
#[component]
pub(super) fn EntryForm(
    #[prop(into)] title: String,
    entry: LogEntry,
    /// Where the form stands.
    page: NodeRef<Div>,
    on_answer: Callback<Option<LogEntry>>,
) -> impl IntoView {
    let text = &messages(locale()).form;
    let draft = Draft::new(entry);
    // What is wrong is said once saving was tried.
    let is_tried = RwSignal::new(false);
    let wrong = move |is_wrong: fn(Draft) -> bool, words: &'static str| {
        Memo::new(move |_| (is_tried.get() && is_wrong(draft)).then_some(words))
    };
    let day_wrong = wrong(|draft| draft.day().is_err(), text.day_wrong);
    let minutes_wrong = wrong(|draft| draft.minutes().is_err(), text.minutes_wrong);
    let hours_wrong = wrong(|draft| draft.answer_hours().is_err(), text.answer_hours_wrong);
    focus_soon(page, String::from(".entry-form select"));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_tried.set(true);
        match untrack(|| draft.entry()) {
            Ok(entry) => on_answer.run(Some(entry)),
            Err(Wrong) => focus_soon(page, String::from(".entry-form [aria-invalid=\"true\"]")),
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            on_answer.run(None);
        }
    };
    let (heading, labelled) = {
        let id = field_id();
        (id.clone(), id)
    };
    // Of other kinds too, where something is noted already.
    let asks_hours = Memo::new(move |_| {
        draft.kind.get() == Kind::Incident || draft.answer_hours.with(|hours| !hours.is_empty())
    });
    view! {
        <form class="entry-form" novalidate aria-labelledby=labelled on:submit=save on:keydown=on_key>
            <h3 id=heading>{title}</h3>
            <div class="columns">
                <KindField kind=draft.kind />
                <CheckedField label=text.day keyboard="date" value=draft.day wrong=day_wrong />
                <CheckedField label=text.minutes keyboard="numeric" value=draft.minutes wrong=minutes_wrong />
            </div>
            <WordsField label=text.title value=draft.title is_long=false />
            {move || {
                asks_hours
                    .get()
                    .then(|| {
                        view! {
                            <CheckedField
                                label=text.answer_hours
                                keyboard="decimal"
                                help=text.answer_hours_help
                                value=draft.answer_hours
                                wrong=hours_wrong
                            />
                        }
                    })
            }}
            <WordsField label=text.note value=draft.note is_long=true />
            <FormButtons
                save=text.save
                cancel=text.cancel
                on_cancel=Callback::new(move |()| on_answer.run(None))
            />
        </form>
    }
}

#[component]
fn KindField(kind: RwSignal<Kind>) -> impl IntoView {
    let text = messages(locale());
    let id = field_id();
    let options = Kind::ALL
        .into_iter()
        .zip(text.kinds)
        .map(|(kind, words)| view! { <option value=kind.name()>{words}</option> })
        .collect_view();
    let choose = move |name: String| {
        if let Some(chosen) = Kind::ALL.into_iter().find(|kind| kind.name() == name) {
            kind.set(chosen);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{text.form.kind}</label>
            <select
                id=id
                prop:value=move || kind.get().name()
                on:change:target=move |event| choose(event.target().value())
            >
                {options}
            </select>
        </div>
    }
}

/// A day or a number, with what is wrong with it.
#[component]
fn CheckedField(
    label: &'static str,
    /// `date`, `numeric` or `decimal`.
    keyboard: &'static str,
    #[prop(optional)] help: &'static str,
    value: RwSignal<String>,
    wrong: Memo<Option<&'static str>>,
) -> impl IntoView {
    let (id, error, help_id) = (field_id(), field_id(), field_id());
    let described = {
        let (error, help_id) = (error.clone(), help_id.clone());
        move || match wrong.get() {
            Some(_) => Some(error.clone()),
            None => (!help.is_empty()).then(|| help_id.clone()),
        }
    };
    let (kind, keyboard) = match keyboard {
        "date" => ("date", None),
        other => ("text", Some(other)),
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type=kind
                id=id
                inputmode=keyboard
                maxlength="20"
                autocomplete="off"
                aria-invalid=move || wrong.get().map(|_| "true")
                aria-describedby=described
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {(!help.is_empty()).then(|| view! { <small id=help_id class="quiet">{help}</small> })}
            <p id=error class="error" role="alert" hidden=move || wrong.get().is_none()>
                {move || wrong.get()}
            </p>
        </div>
    }
}

/// Words, in one line or several.
#[component]
fn WordsField(label: &'static str, value: RwSignal<String>, is_long: bool) -> impl IntoView {
    let id = field_id();
    let field = if is_long {
        view! { <textarea id=id.clone() rows="3" maxlength="100000" bind:value=value></textarea> }.into_any()
    } else {
        view! { <input type="text" id=id.clone() maxlength="10000" autocomplete="off" bind:value=value /> }
            .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {field}
        </div>
    }
}
