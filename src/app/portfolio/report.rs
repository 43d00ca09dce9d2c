//! Figures of many partners on their way out: as a table, and on paper.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::csv::{LARGEST_WRITTEN, MOST_ROWS};
use crate::domain::exchange::MOST_LINKS;
use crate::domain::portfolio::{Column, Full, Place, ReportCell, ReportTable, Row};
use crate::domain::slices::pause;
use crate::platform::files::{self, FileError};
use crate::platform::{printing, turns};
use crate::ui::Locale;
use crate::ui::screens::partners::kind_words;
use crate::ui::screens::portfolio::{MOST_PRINTED, ReportFacts, Those, report_heading, report_term};
use crate::ui::text::{fill, portfolio as words};

use super::super::sample;
use super::super::slices::in_turns;
use super::super::state::{State, today};
use super::{Desk, told};

/// So many rows are written at a time.
const ROWS_AT_ONCE: usize = 128;

/// Names of those left out are said up to so many.
const NAMED: usize = 3;

/// Why something was not done, or not with all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOut {
    /// Figures are still being worked out.
    NotYet,
    Full(Full),
    /// More than are printed: so many.
    TooMany(usize),
    /// More than are asked at once: so many.
    TooManyAsked(usize),
    File(FileError),
    /// The names of those who stay as they are.
    LeftOut(Vec<String>),
}

impl From<FileError> for NotOut {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl NotOut {
    /// What is said of it; `of_file` says it of a file.
    pub fn words(self, locale: Locale, of_file: impl FnOnce(FileError) -> String) -> String {
        let text = &words(locale.speech).report;
        match self {
            Self::NotYet => text.not_yet.to_owned(),
            Self::Full(Full::Rows) => fill(text.too_many_rows, &[("n", &locale.count(MOST_ROWS))]),
            Self::Full(Full::Bytes) => fill(
                text.too_large,
                &[("n", &locale.count(LARGEST_WRITTEN / 1_000_000))],
            ),
            Self::TooMany(count) => {
                let (count, most) = (locale.count(count), locale.count(MOST_PRINTED));
                fill(text.too_many_printed, &[("n", &count), ("most", &most)])
            }
            Self::TooManyAsked(count) => {
                let (count, most) = (locale.count(count), locale.count(MOST_LINKS));
                fill(text.too_many_asked, &[("n", &count), ("most", &most)])
            }
            Self::File(error) => of_file(error),
            Self::LeftOut(names) => {
                let mut named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
                if let Some(more) = names.len().checked_sub(NAMED).filter(|more| *more > 0) {
                    named = fill(
                        text.left_out_more,
                        &[("names", &named), ("n", &locale.count(more))],
                    );
                }
                locale.plural(names.len(), &text.left_out, &[("names", &named)])
            }
        }
    }
}

impl Desk {
    /// Whoever something is done with, in the order of the list.
    pub fn those(self, those: Those, locale: Locale) -> Vec<Place> {
        let order = self.order.get_untracked();
        let kind = |kind| kind_words(locale, kind);
        self.with(|rows| match those {
            Those::Chosen => self
                .chosen
                .with_untracked(|chosen| chosen.in_order(rows, order, kind)),
            Those::Shown => self
                .filter
                .with_untracked(|filter| rows.shown(filter, order, kind)),
        })
    }
}

/// Gives out the figures as a table, in the columns and the order of the list. It is written in turns.
///
/// # Errors
/// Where figures are missing, where they are too many, or where the browser does not take the file.
pub async fn export_figures(state: State, locale: Locale, those: Those) -> Result<(), NotOut> {
    let desk = state.later().portfolio;
    let columns = desk.columns.get_untracked();
    let ids = desk.ids(&desk.those(those, locale));
    let is_made_up = sample::is_shown(state);
    let heading = |cell| match cell {
        ReportCell::Of(Column::Name) if is_made_up => words(locale.speech).report.made_up_name.to_owned(),
        cell => report_heading(locale, cell),
    };
    let table = ReportTable::new(&columns, heading);
    if let Some(text) = in_turns(write(desk, locale, table, &ids)).await? {
        let name = sample::file_name(state, format!("partners-figures-{}.csv", today()));
        files::download(&name, "text/csv", &text)?;
    }
    Ok(())
}

/// `None` where the widget is gone meanwhile. A partner that is gone meanwhile is left out.
async fn write(
    desk: Desk,
    locale: Locale,
    mut table: ReportTable,
    ids: &[CompanyId],
) -> Result<Option<String>, NotOut> {
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let written = desk.rows.try_with_value(|rows| {
            let mut places = ids.iter().filter_map(|id| rows.place(*id));
            places.try_for_each(|place| {
                // What is not worked out yet is no empty cell, and what was before a change is none of today.
                let row = rows.row(place).filter(|_| desk.is_current(rows, place));
                let words = |term| report_term(locale, term);
                table
                    .write(row.ok_or(NotOut::NotYet)?, words)
                    .map_err(NotOut::Full)
            })
        });
        let Some(written) = written else {
            return Ok(None);
        };
        written?;
        pause().await;
    }
    Ok(Some(table.into_text()))
}

/// Prints a report in place of the page, once all that it tells is worked out; not where the list is left meanwhile.
///
/// # Errors
/// Where figures are missing, or where they are too many.
pub async fn print(
    state: State,
    locale: Locale,
    those: Those,
    report: RwSignal<Option<ReportFacts>>,
    with_findings: impl FnOnce(ReportFacts) -> ReportFacts,
) -> Result<(), NotOut> {
    printable(state, locale, those)?;
    if !told(state).await {
        return Ok(());
    }
    report.set(Some(with_findings(on_paper(state, locale, those)?)));
    turns::painted().await;
    if report.try_with_untracked(Option::is_some) == Some(true) {
        printing::print();
    }
    Ok(())
}

/// Those that a report is about.
///
/// # Errors
/// Where they are too many.
fn printable(state: State, locale: Locale, those: Those) -> Result<Vec<Place>, NotOut> {
    let places = state.later().portfolio.those(those, locale);
    match places.len() {
        count if count > MOST_PRINTED => Err(NotOut::TooMany(count)),
        _ => Ok(places),
    }
}

/// What a report tells but for what all partners together do.
///
/// # Errors
/// Where figures are missing, or where they are too many.
pub fn on_paper(state: State, locale: Locale, those: Those) -> Result<ReportFacts, NotOut> {
    let desk = state.later().portfolio;
    let places = printable(state, locale, those)?;
    let filter = desk.filter.get_untracked();
    let is_current = desk.with(|rows| places.iter().all(|place| desk.is_current(rows, *place)));
    if !is_current {
        return Err(NotOut::NotYet);
    }
    let (rows, all) = desk.with(|rows| {
        let (open, archived) = rows.counts();
        let found: Vec<Row> = places
            .iter()
            .filter_map(|place| rows.row(*place).cloned())
            .collect();
        let has_archived = found.iter().any(|row| row.facts.archived_on.is_some());
        let is_all = filter.shows_archived || has_archived;
        (found, if is_all { open + archived } else { open })
    });
    let own = state
        .later()
        .sending
        .sender
        .with_untracked(|sender| sender.company.as_ref().map(|company| company.name.clone()));
    Ok(ReportFacts {
        own: own.filter(|name| !name.trim().is_empty()),
        day: state.today.get_untracked(),
        is_made_up: sample::is_shown(state),
        those,
        filter,
        order: desk.order.get_untracked(),
        all,
        parity: None,
        weakest: Vec::new(),
        columns: desk.columns.get_untracked(),
        rows,
    })
}
