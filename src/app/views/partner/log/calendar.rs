//! A calendar file: read in slices, compared with the log, and shown. Nothing is changed by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::calendar::{
    Calendar, Counterpart, LARGEST_CALENDAR, Meeting, Preview, Reason, Window, preview,
    read_calendar_in_slices,
};
use crate::domain::company::{Company, CompanyId};
use crate::domain::problem::Problem;
use crate::domain::profile::emails;
use crate::domain::time::{Day, Moment};
use crate::domain::touchpoint::{MOST_TOUCHPOINTS, Touchpoint, TouchpointId, Touchpoints};
use crate::platform::{clock, files, turns};
use crate::ui::Locale;
use crate::ui::components::file_button::Picked;
use crate::ui::screens::partner::log::calendar::{CalendarFacts, CalendarStage, Series, told};
use crate::ui::text::{desk, log as messages};

use super::super::super::super::slices::in_turns;
use super::super::super::super::state::State;
use super::super::super::assessments::file_words;

/// Where the last two years have no such day, so many days.
const TWO_YEARS: i32 = 731;

/// Reads a picked file for a partner; what became of it stands in the stage.
pub(super) fn read(
    state: State,
    locale: Locale,
    (id, stage): (CompanyId, RwSignal<CalendarStage>),
    mut picked: Picked,
) {
    let count = picked.len();
    let Some(file) = picked.pop() else { return };
    let name = files::safe_name(&file.name());
    let refused = |problems| CalendarStage::Refused {
        file: name.clone(),
        problems,
    };
    if count > 1 {
        let words = locale.plural(count, &messages(locale.speech).calendar.one_at_a_time, &[]);
        stage.set(refused(vec![Problem::of_whole(words)]));
        return;
    }
    stage.set(CalendarStage::Reading { file: name.clone() });
    spawn_local(async move {
        let outcome = match calendar(locale, &file).await {
            Ok(calendar) => {
                // Expanding what recurs takes a moment of its own.
                turns::painted().await;
                shown(state, id, name.clone(), calendar)
            }
            Err(problem) => Some(CalendarStage::Refused {
                file: name.clone(),
                problems: vec![problem],
            }),
        };
        // Whoever has left the page, or picked another file meanwhile, does not wait for this one.
        let reading = CalendarStage::Reading { file: name };
        if let Some(outcome) = outcome
            && stage.try_with_untracked(|stage| *stage == reading) == Some(true)
        {
            stage.set(outcome);
        }
    });
}

async fn calendar(locale: Locale, file: &web_sys::File) -> Result<Calendar, Problem> {
    let largest = u64::try_from(LARGEST_CALENDAR).unwrap_or(u64::MAX);
    let text = files::read_large_text(file, largest, |_| largest, |_| ()).await;
    let words = |error| file_words(locale, &desk(locale.speech).import, error);
    let text = text.map_err(|error| Problem::of_whole(words(error)))?;
    let read = in_turns(read_calendar_in_slices(&text)).await;
    read.map_err(|problem| told(locale, &problem))
}

/// What the file holds for the partner; `None` where the partner has gone, or its log cannot be read.
fn shown(state: State, id: CompanyId, file: String, calendar: Calendar) -> Option<CalendarStage> {
    let to = state.today.try_get_untracked()?;
    let from = two_years_before(to);
    let company = state
        .library
        .try_with_untracked(|library| library.companies.get(&id).cloned())??;
    let log = Touchpoints::of(&company).ok()?;
    let offset = |moment: Moment| clock::minutes_ahead_of_utc(moment.milliseconds());
    let window = Window {
        from,
        to,
        offset: &offset,
    };
    let preview = preview(&calendar, &counterpart(&company), &window, &log);
    let mut problems = calendar.problems;
    problems.extend(preview.problems.iter().cloned());
    problems.sort_by_key(|problem| problem.line);
    let entry = |id: TouchpointId| log.get(id).cloned();
    let facts = CalendarFacts {
        file,
        from,
        to,
        likely: by_event(preview.new.iter().cloned()),
        others: by_event(preview.others.iter().map(|one| (one.clone(), Reason::Chosen))),
        before: preview
            .changed
            .iter()
            .filter_map(|change| entry(change.id))
            .collect(),
        called_off: preview
            .cancelled
            .iter()
            .filter_map(|id| entry(*id))
            .collect::<Vec<Touchpoint>>(),
        room: MOST_TOUCHPOINTS.saturating_sub(log.entries().len()),
        problems,
        preview: Preview {
            problems: Vec::new(),
            ..preview
        },
    };
    Some(CalendarStage::Shown(Arc::new(facts)))
}

/// By what the company is known in a calendar.
fn counterpart(company: &Company) -> Counterpart {
    Counterpart::new(&company.name, emails(company))
}

fn two_years_before(day: Day) -> Day {
    let (year, month, of_month) = day.date();
    let before = Day::from_date(year - 2, month, of_month);
    before.or_else(|| day.plus(-TWO_YEARS)).unwrap_or(day)
}

/// The meetings of each event together, the event with the newest one first. An event is called by its newest meeting
/// that has the title of most.
fn by_event(meetings: impl Iterator<Item = (Meeting, Reason)>) -> Vec<Series> {
    let mut events: BTreeMap<String, Series> = BTreeMap::new();
    for (meeting, reason) in meetings {
        let series = events
            .entry(meeting.origin.uid.clone())
            .or_insert_with(|| Series {
                title: String::new(),
                reason,
                meetings: Vec::new(),
            });
        series.reason = series.reason.min(reason);
        series.meetings.push(meeting);
    }
    let mut events: Vec<Series> = events.into_values().collect();
    for series in &mut events {
        series.title = title_of_most(&series.meetings);
    }
    events.sort_by_key(|series| core::cmp::Reverse(series.meetings.last().map(|meeting| meeting.day)));
    events
}

fn title_of_most(meetings: &[Meeting]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for meeting in meetings {
        *counts.entry(&meeting.title).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or_else(String::new, |(title, _)| title.to_owned())
}
