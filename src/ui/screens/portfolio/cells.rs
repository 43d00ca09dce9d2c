//! What stands in the cells of the table of all partners. A figure that is not worked out yet, and one that is not there,
//! are told apart, and neither is a nought.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::domain::company::Size;
use crate::domain::level::Level;
use crate::domain::portfolio::{Column, Facts, Readiness, Relationship, Whose};
use crate::domain::time::Day;
use crate::ui::components::grid::{Piece, Told};
use crate::ui::locale::Locale;
use crate::ui::screens::partners::kind_words;
use crate::ui::text::portfolio::GridText;
use crate::ui::text::{fill, isolated};

use super::words;

/// So many tags are shown; the others are counted.
const TAGS: usize = 2;

/// How a day is told.
#[derive(Debug, Clone, Copy)]
enum Days {
    /// By how long ago it is, as long as that is short.
    Ago(Day),
    /// As a day: whoever reads it later does not know from when.
    Plain,
}

/// The contents of a cell.
pub(super) fn cell(locale: Locale, told: &Told) -> Vec<Piece> {
    contents(locale, told, Days::Ago(told.today))
}

/// The contents of a cell on paper.
pub(super) fn printed(locale: Locale, told: &Told) -> impl IntoView + use<> {
    let pieces = contents(locale, told, Days::Plain).into_iter();
    pieces.filter_map(Piece::printed).collect_view()
}

fn contents(locale: Locale, told: &Told, days: Days) -> Vec<Piece> {
    let facts = &told.row.facts;
    let text = &words(locale).grid;
    match told.column {
        Column::Name => below_name(locale, told, days),
        Column::Kind => said(text, facts.kind.and_then(|kind| kind_words(locale, kind))),
        Column::Size => said(text, facts.size.map(|size| size_words(text, size))),
        Column::Tags => tags(locale, &facts.tags),
        Column::Target => chip(text, facts.target),
        Column::LastTouchpoint | Column::AnswerTime => said(text, value(locale, told.column, told, days)),
        Column::Score
        | Column::Level
        | Column::Floor
        | Column::OpenGates
        | Column::Agreement
        | Column::Joint
        | Column::Gap
        | Column::Freshness
        | Column::Due
        | Column::LastAnswer
        | Column::Views => match &told.row.views {
            Some(views) => figure(locale, told, views, days),
            None => vec![Piece::NotYet, Piece::unseen(text.not_yet)],
        },
    }
}

/// A figure of the views.
fn figure(locale: Locale, told: &Told, views: &Relationship, days: Days) -> Vec<Piece> {
    let text = &words(locale).grid;
    let readiness = views.readiness;
    let said = || said(text, value(locale, told.column, told, days));
    match told.column {
        Column::Score => readiness.map_or_else(|| none(text), |readiness| score(locale, readiness, days)),
        Column::Level => level(text, readiness),
        Column::Floor => chip(text, readiness.and_then(|readiness| readiness.floor)),
        Column::Due => readiness.map_or_else(|| none(text), |readiness| due(locale, readiness.due)),
        Column::LastAnswer => {
            let is_due =
                !told.columns.contains(&Column::Due) && readiness.is_some_and(|readiness| readiness.due > 0);
            let tag = is_due.then(|| Piece::tag(text.due));
            said().into_iter().chain(tag).collect()
        }
        Column::Agreement => {
            let matched = views
                .agreement
                .map(|_| Piece::small(locale.plural(views.matched, &text.matched, &[])));
            said().into_iter().chain(matched).collect()
        }
        Column::Gap => {
            let side = views.gap.map(|gap| match gap.signum() {
                1 => text.vendor_higher,
                -1 => text.partner_higher,
                _ => text.even,
            });
            said().into_iter().chain(side.map(Piece::small)).collect()
        }
        _ => said(),
    }
}

/// What a column says of a partner, as one line; `None` where nothing is known.
fn value(locale: Locale, column: Column, told: &Told, days: Days) -> Option<String> {
    let text = &words(locale).grid;
    let facts = &told.row.facts;
    let views = told.row.views.as_ref();
    let readiness = views.and_then(|views| views.readiness);
    let level = |level: Level| level.number().to_string();
    let last = |day: Day| day_words(locale, day, days);
    match column {
        Column::Name => Some(facts.name.clone()),
        Column::Kind => facts
            .kind
            .and_then(|kind| kind_words(locale, kind))
            .map(str::to_owned),
        Column::Size => facts.size.map(|size| size_words(text, size).to_owned()),
        Column::Tags => (!facts.tags.is_empty()).then(|| locale.list(&facts.tags)),
        Column::Score => readiness?.score.map(|score| locale.score(score)),
        Column::Level => readiness?.level.map(level),
        Column::Floor => readiness?.floor.map(level),
        Column::OpenGates => Some(locale.count(readiness?.open_gates)),
        Column::Agreement => views?.agreement.map(|share| locale.percent(share)),
        Column::Joint => views?.joint.map(|score| locale.score(score)),
        Column::Gap => views?.gap.map(|gap| signed(locale, gap)),
        Column::Freshness => readiness?.freshness.map(|share| locale.percent(share)),
        Column::Due => Some(locale.count(readiness?.due)),
        Column::LastAnswer => views?.last_answer.map(|moment| last(locale.local_day(moment))),
        Column::LastTouchpoint => facts.last_touchpoint.map(last),
        Column::AnswerTime => answer_time(locale, facts),
        Column::Views => Some(locale.count(views?.views)),
        Column::Target => facts.target.map(level),
    }
}

/// Below the name: on a narrow page what the order goes by, else the kind where it has no column of its own.
fn below_name(locale: Locale, told: &Told, days: Days) -> Vec<Piece> {
    let text = &words(locale).grid;
    let facts = &told.row.facts;
    let shows_kind = !told.columns.contains(&Column::Kind);
    let kind = facts
        .kind
        .filter(|_| shows_kind)
        .and_then(|kind| kind_words(locale, kind));
    let ordered = told
        .ordered
        .filter(|column| *column != Column::Kind)
        .map(|column| {
            let name = Column::ALL.iter().position(|one| *one == column);
            let name = name.map_or("", |place| text.columns[place]);
            let value = value(locale, column, told, days).unwrap_or_else(|| String::from("–"));
            fill(text.ordered, &[("column", name), ("value", &value)])
        });
    let words = ordered.map(Piece::small).or_else(|| kind.map(Piece::small));
    let archived = facts.archived_on.map(|_| Piece::tag(text.archived));
    words.into_iter().chain(archived).collect()
}

pub(super) fn size_words(text: &GridText, size: Size) -> &'static str {
    let place = Size::ALL.iter().position(|one| *one == size);
    place.map_or("", |place| text.sizes[place])
}

fn signed(locale: Locale, gap: i8) -> String {
    let size = locale.count(usize::from(gap.unsigned_abs()));
    match gap.signum() {
        1 => locale.signed("+", &size),
        -1 => locale.signed("−", &size),
        _ => size,
    }
}

fn answer_time(locale: Locale, facts: &Facts) -> Option<String> {
    facts.answer_hours.map(|hours| hours_words(locale, hours))
}

/// Hours; from two days on, days.
pub(super) fn hours_words(locale: Locale, hours: f64) -> String {
    let text = &words(locale).grid;
    if hours < 48.0 {
        return fill(text.hours, &[("n", &locale.number(hours, 1))]);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "above 0, and a cast ends at the largest"
    )]
    let days = (hours / 24.0).round() as usize;
    locale.plural(days, &text.days, &[])
}

/// The words, or that there are none.
fn said(text: &'static GridText, words: Option<impl Into<Cow<'static, str>>>) -> Vec<Piece> {
    words.map_or_else(|| none(text), |words| vec![Piece::words(words)])
}

fn day_words(locale: Locale, day: Day, days: Days) -> String {
    match days {
        Days::Ago(today) => locale.day_seen(day, today),
        Days::Plain => locale.day(day),
    }
}

/// There is nothing.
fn none(text: &'static GridText) -> Vec<Piece> {
    vec![Piece::Nil, Piece::unseen(text.none)]
}

fn score(locale: Locale, readiness: Readiness, days: Days) -> Vec<Piece> {
    let text = &words(locale).grid;
    let whose = match readiness.whose {
        Whose::Theirs => text.theirs,
        Whose::Ours => text.ours,
    };
    let mut pieces = said(text, readiness.score.map(|score| locale.score(score)));
    let bar = readiness.interval.zip(readiness.score);
    pieces.extend(bar.map(|(interval, score)| match days {
        Days::Ago(_) => Piece::Bar { interval, score },
        // Paper has no room for bars.
        Days::Plain => {
            let (low, high) = (locale.score(interval.low), locale.score(interval.high));
            let message = words(locale).pictures.from_to;
            Piece::small(fill(message, &[("from", &low), ("to", &high)]))
        }
    }));
    pieces.push(Piece::small(whose));
    pieces
}

fn chip(text: &'static GridText, level: Option<Level>) -> Vec<Piece> {
    let Some(level) = level else { return none(text) };
    let words = fill(text.level, &[("n", &level.number().to_string())]);
    vec![Piece::Chip(level), Piece::unseen(words)]
}

fn level(text: &'static GridText, readiness: Option<Readiness>) -> Vec<Piece> {
    let (level, high) = readiness.map_or((None, None), |readiness| (readiness.level, readiness.level_high));
    let high = high
        .filter(|high| level.is_some_and(|level| *high > level))
        .map(|high| Piece::small(fill(text.up_to, &[("n", &high.number().to_string())])));
    chip(text, level).into_iter().chain(high).collect()
}

fn due(locale: Locale, count: usize) -> Vec<Piece> {
    let text = &words(locale).grid;
    if count == 0 {
        return none(text);
    }
    let answers = locale.plural(count, &text.due_count, &[]);
    vec![Piece::tag(text.due), Piece::small(answers)]
}

fn tags(locale: Locale, tags: &[String]) -> Vec<Piece> {
    let text = &words(locale).grid;
    if tags.is_empty() {
        return none(text);
    }
    let more = tags.len().saturating_sub(TAGS);
    let more = (more > 0).then(|| Piece::small(fill(text.more_tags, &[("n", &locale.count(more))])));
    let shown = tags.iter().take(TAGS);
    shown
        .map(|tag| Piece::tag(isolated(tag.clone())))
        .chain(more)
        .collect()
}
