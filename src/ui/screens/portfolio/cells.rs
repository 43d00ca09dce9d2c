//! What stands in the cells of the table of all partners. A figure that is not worked out yet, and one that is not there,
//! are told apart, and neither is a nought.

use leptos::prelude::*;

use crate::domain::company::Size;
use crate::domain::level::Level;
use crate::domain::portfolio::{Column, Facts, Readiness, Relationship, Whose};
use crate::domain::scoring::Figures;
use crate::domain::time::Day;
use crate::ui::components::grid::Told;
use crate::ui::components::level_chip::LevelChip;
use crate::ui::components::range::StillRange;
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
pub(super) fn cell(locale: Locale, told: &Told) -> AnyView {
    contents(locale, told, Days::Ago(told.today))
}

/// The contents of a cell on paper.
pub(super) fn printed(locale: Locale, told: &Told) -> AnyView {
    contents(locale, told, Days::Plain)
}

fn contents(locale: Locale, told: &Told, days: Days) -> AnyView {
    let facts = &told.row.facts;
    let text = &words(locale).grid;
    match told.column {
        Column::Name => below_name(locale, told, days).into_any(),
        Column::Kind => {
            let kind = facts.kind.and_then(|kind| kind_words(locale, kind));
            kind.map_or_else(|| none(text), |kind| view! { <span>{kind}</span> }.into_any())
        }
        Column::Size => {
            let size = facts.size.map(|size| size_words(text, size));
            size.map_or_else(|| none(text), |size| view! { <span>{size}</span> }.into_any())
        }
        Column::Tags => tags(locale, &facts.tags),
        Column::Target => chip(text, facts.target),
        Column::LastTouchpoint => day(locale, facts.last_touchpoint, days),
        Column::AnswerTime => number(text, answer_time(locale, facts)),
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
            None => not_yet(text),
        },
    }
}

/// A figure of the views.
fn figure(locale: Locale, told: &Told, views: &Relationship, days: Days) -> AnyView {
    let text = &words(locale).grid;
    let readiness = views.readiness;
    match told.column {
        Column::Score => readiness.map_or_else(|| none(text), |readiness| score(locale, readiness)),
        Column::Level => level(text, readiness),
        Column::Floor => chip(text, readiness.and_then(|readiness| readiness.floor)),
        Column::Due => readiness.map_or_else(|| none(text), |readiness| due(locale, readiness.due)),
        Column::LastAnswer => {
            let is_due =
                !told.columns.contains(&Column::Due) && readiness.is_some_and(|readiness| readiness.due > 0);
            let tag = is_due.then(|| view! { <small class="tag">{text.due}</small> });
            let day = day(
                locale,
                views.last_answer.map(|moment| locale.local_day(moment)),
                days,
            );
            view! { {day} {tag} }.into_any()
        }
        Column::Agreement => {
            let matched = views.agreement.map(|_| {
                let matched = locale.plural(views.matched, &text.matched, &[]);
                view! { <small>{matched}</small> }
            });
            let agreement = number(text, value(locale, told.column, told, days));
            view! { {agreement} {matched} }.into_any()
        }
        Column::Gap => {
            let side = views.gap.map(|gap| match gap.signum() {
                1 => text.vendor_higher,
                -1 => text.partner_higher,
                _ => text.even,
            });
            let gap = number(text, value(locale, told.column, told, days));
            view! { {gap} {side.map(|side| view! { <small>{side}</small> })} }.into_any()
        }
        _ => number(text, value(locale, told.column, told, days)),
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
fn below_name(locale: Locale, told: &Told, days: Days) -> impl IntoView + use<> {
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
    let archived = facts
        .archived_on
        .map(|_| view! { <span class="tag">{text.archived}</span> });
    let words = ordered.or_else(|| kind.map(str::to_owned));
    (words.is_some() || archived.is_some()).then(|| view! { <small>{words} {archived}</small> })
}

pub(super) fn size_words(text: &GridText, size: Size) -> &'static str {
    let place = Size::ALL.iter().position(|one| *one == size);
    place.map_or("", |place| text.sizes[place])
}

fn signed(locale: Locale, gap: i8) -> String {
    let size = locale.count(usize::from(gap.unsigned_abs()));
    match gap.signum() {
        1 => format!("+{size}"),
        -1 => format!("−{size}"),
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

/// As few attributes as can be: an element takes all of its own off and puts them on again whenever its row tells of another.
fn number(text: &'static GridText, value: Option<String>) -> AnyView {
    value.map_or_else(|| none(text), |value| view! { <span>{value}</span> }.into_any())
}

fn day(locale: Locale, day: Option<Day>, days: Days) -> AnyView {
    number(&words(locale).grid, day.map(|day| day_words(locale, day, days)))
}

fn day_words(locale: Locale, day: Day, days: Days) -> String {
    match days {
        Days::Ago(today) => locale.day_seen(day, today),
        Days::Plain => locale.day(day),
    }
}

/// There is nothing.
fn none(text: &'static GridText) -> AnyView {
    view! {
        <span class="nil" aria-hidden="true">
            "–"
        </span>
        <span class="hidden">{text.none}</span>
    }
    .into_any()
}

/// It comes later.
fn not_yet(text: &'static GridText) -> AnyView {
    view! {
        <span class="not-yet" aria-hidden="true"></span>
        <span class="hidden">{text.not_yet}</span>
    }
    .into_any()
}

fn score(locale: Locale, readiness: Readiness) -> AnyView {
    let text = &words(locale).grid;
    let whose = match readiness.whose {
        Whose::Theirs => text.theirs,
        Whose::Ours => text.ours,
    };
    let figures = Figures {
        score: readiness.score,
        interval: readiness.interval,
        ..Figures::default()
    };
    let number = number(text, readiness.score.map(|score| locale.score(score)));
    view! {
        {number}
        <StillRange figures=figures />
        <small>{whose}</small>
    }
    .into_any()
}

fn chip(text: &'static GridText, level: Option<Level>) -> AnyView {
    let Some(level) = level else { return none(text) };
    let words = fill(text.level, &[("n", &level.number().to_string())]);
    view! {
        <LevelChip level=level />
        <span class="hidden">{words}</span>
    }
    .into_any()
}

fn level(text: &'static GridText, readiness: Option<Readiness>) -> AnyView {
    let (level, high) = readiness.map_or((None, None), |readiness| (readiness.level, readiness.level_high));
    let high = high
        .filter(|high| level.is_some_and(|level| *high > level))
        .map(|high| {
            let words = fill(text.up_to, &[("n", &high.number().to_string())]);
            view! { <small>" "{words}</small> }
        });
    view! { {chip(text, level)} {high} }.into_any()
}

fn due(locale: Locale, count: usize) -> AnyView {
    let text = &words(locale).grid;
    if count == 0 {
        return none(text);
    }
    let answers = locale.plural(count, &text.due_count, &[]);
    view! {
        <span class="tag">{text.due}</span>
        <small>" "{answers}</small>
    }
    .into_any()
}

fn tags(locale: Locale, tags: &[String]) -> AnyView {
    let text = &words(locale).grid;
    if tags.is_empty() {
        return none(text);
    }
    let more = tags.len().saturating_sub(TAGS);
    let more = (more > 0).then(|| {
        let words = fill(text.more_tags, &[("n", &locale.count(more))]);
        view! { <small>{words}</small> }
    });
    let shown = tags.iter().take(TAGS);
    let shown = shown
        .map(|tag| view! { <span class="tag">{isolated(tag.clone())}</span>" " })
        .collect_view();
    view! { {shown} {more} }.into_any()
}
