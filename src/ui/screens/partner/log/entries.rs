//! The entries of the log, the newest first.

use leptos::prelude::*;

use crate::domain::touchpoint::{Kind, Touchpoint, TouchpointId, Touchpoints};
use crate::ui::action::{LaterAction, LogAction, LogEntry, dispatch};
use crate::ui::components::focus::{focus_soon, hold_focus};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::form::EntryForm;
use super::{Editing, Section, messages};

/// So many are shown at first.
const FIRST: usize = 6;
/// So many come with each further look; where no more are left, all.
const MORE: usize = 100;

/// The list.
#[component]
pub(super) fn EntryList(section: Section) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let log = section.signals.log;
    let ids = Memo::new(move |_| {
        log.with(|log| {
            let entries = log.as_ref().map(Touchpoints::entries).unwrap_or_default();
            entries
                .iter()
                .rev()
                .map(|entry| entry.id)
                .collect::<Vec<TouchpointId>>()
        })
    });
    let most = RwSignal::new(FIRST);
    // What somebody has just added is shown, wherever it stands.
    Effect::new(move |before: Option<Vec<TouchpointId>>| {
        let now = ids.get();
        if let Some(before) = before.filter(|before| before.len() + 1 == now.len()) {
            let added = now.iter().position(|id| !before.contains(id)).unwrap_or(0);
            if added >= most.get_untracked() {
                most.set(added + 1);
            }
        }
        now
    });
    let shown = move || {
        let most = most.get();
        let shown = ids.with(|ids| ids.iter().copied().take(most).collect::<Vec<_>>());
        hold_focus(section.page, ".entry", "[data-verb=\"edit\"]");
        shown
    };
    let more = move || {
        let (all, most_shown) = (ids.with(Vec::len), most.get());
        let left = all.saturating_sub(most_shown);
        let words = match left {
            0 => return None,
            left if left <= MORE => locale.plural(all, &text.all, &[]),
            _ => locale.plural(MORE, &text.more, &[]),
        };
        Some((words, most_shown))
    };
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    view! {
        <p class="quiet" hidden=move || !is_empty.get()>
            {text.empty}
        </p>
        <ul class="entries" hidden=move || is_empty.get()>
            <For each=shown key=|id| *id let:id>
                <Row section=section id=id />
            </For>
        </ul>
        {move || {
            more()
                .map(|(words, before)| {
                    let show = move |_| {
                        let next = ids.with_untracked(|ids| ids.get(before).copied());
                        most.update(|most| *most += MORE);
                        if let Some(id) = next {
                            focus_on(section, id, "edit");
                        }
                    };
                    view! {
                        <div class="buttons">
                            <button type="button" class="plain" data-verb="more" on:click=show>
                                {words}
                            </button>
                        </div>
                    }
                })
        }}
    }
}

/// Puts the focus on a button of an entry.
fn focus_on(section: Section, id: TouchpointId, verb: &str) {
    focus_soon(
        section.page,
        format!("[data-id=\"{}\"] [data-verb=\"{verb}\"]", id.0),
    );
}

#[component]
fn Row(section: Section, id: TouchpointId) -> impl IntoView {
    let entry = Memo::new(move |_| {
        section
            .signals
            .log
            .with(|log| log.as_ref().ok()?.get(id).cloned())
    });
    let is_edited = Memo::new(move |_| section.editing.get() == Some(Editing::Existing(id)));
    view! {
        <li class="entry" data-id=id.0.to_string()>
            {move || {
                if is_edited.get() {
                    edit(section, entry).into_any()
                } else {
                    entry.get().map(|entry| view! { <Entry section=section entry=entry /> }).into_any()
                }
            }}
        </li>
    }
}

fn edit(section: Section, entry: Memo<Option<Touchpoint>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let entry = entry.get_untracked()?;
    let id = entry.id;
    let before = LogEntry::of(&entry);
    let title = fill(text.form.edit_title, &[("title", &titled(locale, &entry))]);
    let written = before.clone();
    let answer = move |after: Option<LogEntry>| {
        section.editing.set(None);
        focus_on(section, id, "edit");
        if let Some(after) = after.filter(|after| *after != before) {
            dispatch.later(LaterAction::Log(LogAction::Edited(section.signals.id, id, after)));
        }
    };
    Some(view! { <EntryForm title=title entry=written page=section.page on_answer=Callback::new(answer) /> })
}

#[component]
fn Entry(section: Section, entry: Touchpoint) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let id = entry.id;
    let (title, day) = (titled(locale, &entry), locale.day(entry.day));
    let name = |message| fill(message, &[("title", &title), ("day", &day)]);
    let (edit_name, delete_name) = (name(text.edit_name), name(text.delete_name));
    let delete = move |_| {
        // The list puts the focus on the next entry; behind the last one there is none.
        let is_last = section
            .signals
            .log
            .with_untracked(|log| log.as_ref().is_ok_and(|log| log.entries().len() == 1));
        if is_last {
            focus_soon(section.page, String::from("h2"));
        }
        dispatch.later(LaterAction::Log(LogAction::Deleted(section.signals.id, id)));
    };
    let facts = facts(locale, &entry)
        .into_iter()
        .map(|fact| view! { <li>{fact}</li> })
        .collect_view();
    let note = (!entry.note.trim().is_empty()).then(|| view! { <p class="notes">{entry.note}</p> });
    view! {
        <p class="on num">
            <time datetime=entry.day.to_string()>{day}</time>
        </p>
        <div class="entry-head">
            <h3>{title}</h3>
            <ul class="facts quiet num">{facts}</ul>
            {note}
        </div>
        <div class="verbs">
            <button
                type="button"
                class="plain"
                data-verb="edit"
                aria-label=edit_name
                on:click=move |_| section.editing.set(Some(Editing::Existing(id)))
            >
                {text.edit}
            </button>
            <button type="button" class="plain" data-verb="delete" aria-label=delete_name on:click=delete>
                {text.delete}
            </button>
        </div>
    }
}

/// Its title, or words for one without.
#[must_use]
pub fn titled(locale: Locale, entry: &Touchpoint) -> String {
    if entry.title.trim().is_empty() {
        of_kind(entry.kind, messages(locale).untitled).to_owned()
    } else {
        entry.title.clone()
    }
}

/// The words that stand where the kind stands among all.
fn of_kind(kind: Kind, words: [&'static str; 4]) -> &'static str {
    let [meeting, decision, release, incident] = words;
    match kind {
        Kind::Meeting => meeting,
        Kind::Decision => decision,
        Kind::Release => release,
        Kind::Incident => incident,
    }
}

fn facts(locale: Locale, entry: &Touchpoint) -> Vec<String> {
    let text = messages(locale);
    let kind = of_kind(entry.kind, text.kinds).to_owned();
    let minutes = entry
        .minutes
        .map(|minutes| locale.plural(usize::from(minutes.count()), &text.minutes, &[]));
    let answer = entry.answer_hours.map(|hours| {
        let words = locale.number(hours.count(), 2);
        let is_one = (hours.count() - 1.0).abs() < f64::EPSILON;
        locale.plural(
            if is_one { 1 } else { 2 },
            &text.answer_hours,
            &[("hours", &words)],
        )
    });
    let origin = entry.calendar.as_ref().map(|_| text.of_calendar.to_owned());
    [Some(kind), minutes, answer, origin]
        .into_iter()
        .flatten()
        .collect()
}
