//! What a calendar file holds, row by row, each with its box to tick.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::calendar::{Meeting, Reason};
use crate::domain::touchpoint::Touchpoint;
use crate::ui::components::fold::Fold;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::super::entries::titled;
use super::super::messages;
use super::choice::Choice;
use super::{CalendarFacts, Series};

/// So many of the other events are listed.
const LISTED: usize = 300;

/// What is new and looks like a joint meeting.
pub(super) fn likely(facts: &CalendarFacts, choice: Choice, name: &str) -> impl IntoView + use<> {
    let locale = locale();
    let text = &messages(locale).calendar;
    (!facts.likely.is_empty()).then(|| {
        let rows = facts.likely.iter().enumerate();
        let rows = rows
            .map(|(place, series)| row(locale, series, (choice.likely, place), name))
            .collect_view();
        view! {
            <h4>{text.new_title}</h4>
            <ul class="meetings">{rows}</ul>
        }
    })
}

/// Entries of the log that the file tells otherwise.
pub(super) fn changes(facts: &CalendarFacts, choice: Choice) -> impl IntoView + use<> {
    let locale = locale();
    let text = &messages(locale).calendar;
    (!facts.before.is_empty()).then(|| {
        let rows = facts.before.iter().zip(&facts.preview.changed).enumerate();
        let rows = rows.map(|(place, (entry, change))| {
            let meeting = &change.meeting;
            let after = fill(
                text.changed,
                &[
                    ("day", &*locale.day(meeting.day)),
                    ("title", &meeting_title(locale, meeting)),
                ],
            );
            ticked(
                choice.changed,
                place,
                entry_words(locale, entry),
                vec![after],
                ().into_any(),
            )
        });
        view! {
            <h4>{text.changed_title}</h4>
            <ul class="meetings">{rows.collect_view()}</ul>
        }
    })
}

/// Entries of the log whose meeting was called off.
pub(super) fn called_off(facts: &CalendarFacts, choice: Choice) -> impl IntoView + use<> {
    let locale = locale();
    let text = &messages(locale).calendar;
    (!facts.called_off.is_empty()).then(|| {
        let rows = facts.called_off.iter().enumerate().map(|(place, entry)| {
            let message = if entry.note.trim().is_empty() {
                text.called_off
            } else {
                text.called_off_note
            };
            let day = fill(message, &[("day", &*locale.day(entry.day))]);
            ticked(
                choice.called_off,
                place,
                titled(locale, entry),
                vec![day],
                ().into_any(),
            )
        });
        view! {
            <h4>{text.called_off_title}</h4>
            <ul class="meetings">{rows.collect_view()}</ul>
        }
    })
}

/// Everything else that takes place, folded.
#[component]
pub(super) fn Others(facts: Arc<CalendarFacts>, choice: Choice, name: String) -> impl IntoView {
    let locale = locale();
    let text = &messages(locale).calendar;
    let count = facts.preview.others.len();
    let help = fill(text.others_help, &[("name", &name)]);
    let list = move || {
        let rows = facts.others.iter().take(LISTED).enumerate();
        let rows = rows
            .map(|(place, series)| row(locale, series, (choice.others, place), &name))
            .collect_view();
        let more = facts.others.len().saturating_sub(LISTED);
        let more =
            (more > 0).then(|| view! { <p class="quiet">{locale.plural(more, &text.others_more, &[])}</p> });
        view! {
            <ul class="meetings">{rows}</ul>
            {more}
        }
    };
    (count > 0).then(|| {
        let title = locale.plural(count, &text.others_title, &[]).into_any();
        view! {
            <Fold class="others" title=title>
                <p class="quiet">{help.clone()}</p>
                {list()}
            </Fold>
        }
    })
}

/// An event with its box; what it is of several days, on demand.
fn row(
    locale: Locale,
    series: &Series,
    (chosen, place): (RwSignal<BTreeSet<usize>>, usize),
    name: &str,
) -> impl IntoView + use<> {
    let text = &messages(locale).calendar;
    let title = if series.title.is_empty() {
        text.untitled.to_owned()
    } else {
        series.title.clone()
    };
    let reason = match series.reason {
        Reason::Person => Some(text.reasons[0]),
        Reason::Domain => Some(text.reasons[1]),
        Reason::Name => Some(text.reasons[2]),
        Reason::Chosen => None,
    };
    let reason = reason.map(|words| fill(words, &[("name", name)]));
    let facts = core::iter::once(when(locale, series)).chain(reason).collect();
    let days = (series.meetings.len() > 1).then(|| days(locale, series, &title));
    ticked(chosen, place, title, facts, days.into_any())
}

fn days(locale: Locale, series: &Series, title: &str) -> impl IntoView + use<> {
    let text = &messages(locale).calendar;
    let name = fill(text.which_days_name, &[("title", title)]);
    let meetings = StoredValue::new(series.meetings.clone());
    let own = StoredValue::new(series.title.clone());
    let words = view! {
        <span aria-hidden="true">{text.which_days}</span>
        <span class="hidden">{name}</span>
    };
    view! {
        <Fold class="days" title=words.into_any()>
            <ul class="facts quiet num">
                {meetings
                    .with_value(|meetings| {
                        meetings
                            .iter()
                            .map(|meeting| {
                                let is_own = own.with_value(|own| *own == meeting.title);
                                let title = (!is_own).then(|| meeting_title(locale, meeting));
                                let day = locale.day(meeting.day);
                                let words: Vec<String> = core::iter::once(day).chain(title).collect();
                                view! { <li>{words.join(", ")}</li> }
                            })
                            .collect_view()
                    })}
            </ul>
        </Fold>
    }
}

/// A box to tick, with bold words and what there is to say beside them.
fn ticked(
    chosen: RwSignal<BTreeSet<usize>>,
    place: usize,
    title: String,
    facts: Vec<String>,
    more: AnyView,
) -> impl IntoView + use<> {
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| chosen.contains(&place)));
    let choose = move |is_chosen: bool| {
        chosen.update(|chosen| {
            if is_chosen {
                chosen.insert(place);
            } else {
                chosen.remove(&place);
            }
        });
    };
    let facts = facts
        .into_iter()
        .map(|fact| view! { <small class="num">{fact}</small> })
        .collect_view();
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || is_chosen.get()
                    on:change:target=move |event| choose(event.target().checked())
                />
                <span>
                    <b>{title}</b>
                    " "
                    {facts}
                </span>
            </label>
            {more}
        </li>
    }
}

/// The day, or how often between which days.
fn when(locale: Locale, series: &Series) -> String {
    let text = messages(locale);
    let (Some(first), Some(last)) = (series.meetings.first(), series.meetings.last()) else {
        return String::new();
    };
    let (from, to) = (locale.day(first.day), locale.day(last.day));
    if series.meetings.len() > 1 {
        return locale.plural(
            series.meetings.len(),
            &text.calendar.times,
            &[("from", &from), ("to", &to)],
        );
    }
    let minutes = first
        .minutes
        .map(|minutes| locale.plural(usize::from(minutes.count()), &text.minutes, &[]));
    let words: Vec<String> = core::iter::once(from).chain(minutes).collect();
    words.join(", ")
}

fn entry_words(locale: Locale, entry: &Touchpoint) -> String {
    [locale.day(entry.day), titled(locale, entry)].join(", ")
}

fn meeting_title(locale: Locale, meeting: &Meeting) -> String {
    if meeting.title.is_empty() {
        messages(locale).calendar.untitled.to_owned()
    } else {
        meeting.title.clone()
    }
}
