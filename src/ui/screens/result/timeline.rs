//! How the subject has moved: the line of all its assessments, with its table, and what changed last in words.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::insight::timeline::{Since, Turn};
use crate::domain::pack::DimensionId;
use crate::domain::scoring::Figures;
use crate::domain::time::Day;
use crate::ui::action::{Action, Screen, dispatch};
use crate::ui::components::level_chip::LevelChip;
use crate::ui::components::range::tenths;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::explain::{How, Subject, how_words};
use super::timeline_question::{QuestionGroup, question_over_time};
use super::{Named, report};

pub(super) const WIDTH: f64 = 640.0;
pub(super) const HEIGHT: f64 = 220.0;
pub(super) const LEFT: f64 = 34.0;
pub(super) const RIGHT: f64 = 16.0;
pub(super) const BOTTOM: f64 = 26.0;
pub(super) const TOP: f64 = 12.0;

/// So many moves are named at first.
const NAMED: usize = 6;

/// The subject over time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineFacts {
    /// The oldest first.
    pub points: Vec<TimePoint>,
    /// With their titles, in the order of the figures of each point.
    pub dimensions: Vec<(DimensionId, String)>,
    pub groups: Vec<QuestionGroup>,
    /// Each question whose answer moved, with its levels along the line.
    pub moved: Vec<(Named, Vec<Turn>)>,
    /// What changed since the assessment before the one looked at; one sentence each.
    pub change: Vec<String>,
    /// The answers that moved since then, in pack order.
    pub moves: Vec<String>,
    /// Whether the figures of the one looked at open.
    pub opens: bool,
}

/// One assessment on the line.
#[derive(Debug, Clone, PartialEq)]
pub struct TimePoint {
    pub id: AssessmentId,
    pub name: String,
    pub day: Day,
    pub overall: Figures,
    pub dimensions: Vec<Option<Figures>>,
    /// Whether it is the one that is looked at.
    pub is_current: bool,
}

/// What the picture and the table are of: a place among the dimensions, or among the questions of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Overall,
    Dimension(usize),
    Question(usize, usize),
}

impl Shown {
    /// As the value of an option.
    fn value(self) -> String {
        match self {
            Self::Overall => String::new(),
            Self::Dimension(place) => place.to_string(),
            Self::Question(group, place) => format!("{group}.{place}"),
        }
    }

    fn read(value: &str) -> Self {
        let number = |text: &str| text.parse().ok();
        let found = match value.split_once('.') {
            Some((group, place)) => number(group)
                .zip(number(place))
                .map(|(group, place)| Self::Question(group, place)),
            None => number(value).map(Self::Dimension),
        };
        found.unwrap_or(Self::Overall)
    }
}

/// The section; nothing where there is only one assessment.
#[component]
pub fn Timeline(facts: TimelineFacts, on_open: Callback<Subject>) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).timeline;
    let shown = RwSignal::new(Shown::Overall);
    let options = options(locale, &facts);
    let change = facts
        .change
        .iter()
        .map(|words| view! { <li>{words.clone()}</li> })
        .collect_view();
    let moves = moves(locale, facts.moves.clone());
    let moved = (!facts.moved.is_empty()).then(|| moved(locale, facts.moved.clone()));
    let field = crate::ui::components::field::field_id();
    let facts = StoredValue::new(facts);
    let told = move || {
        facts.with_value(|facts| match shown.get() {
            Shown::Question(group, place) => {
                let line = facts.groups.get(group).and_then(|group| group.lines.get(place));
                line.map(|line| question_over_time(locale, &facts.points, line))
                    .into_any()
            }
            shown => view! {
                {picture(locale, &facts.points, shown)}
                {table(locale, facts, shown, on_open)}
            }
            .into_any(),
        })
    };
    view! {
        <section class="timeline">
            <h2>{text.title}</h2>
            <ul class="changed num">{change} {moves}</ul>
            <div class="filter">
                <label for=field.clone()>{text.show}</label>
                <select
                    id=field
                    prop:value=move || shown.get().value()
                    on:change:target=move |event| shown.set(Shown::read(&event.target().value()))
                >
                    {options}
                </select>
            </div>
            {told}
            {moved}
        </section>
    }
}

/// All together, each dimension, and each question below its dimension's title.
fn options(locale: Locale, facts: &TimelineFacts) -> impl IntoView + use<> {
    let text = &report(locale).timeline;
    let option = |shown: Shown, words: String| view! { <option value=shown.value()>{words}</option> };
    let dimensions = facts
        .dimensions
        .iter()
        .enumerate()
        .map(|(place, (_, title))| option(Shown::Dimension(place), title.clone()))
        .collect_view();
    let groups = facts
        .groups
        .iter()
        .enumerate()
        .map(|(group, QuestionGroup { title, lines })| {
            let questions = lines
                .iter()
                .enumerate()
                .map(|(place, line)| {
                    let Named { id, title } = &line.question;
                    let words = fill(text.question, &[("id", &id.0), ("title", title)]);
                    option(Shown::Question(group, place), words)
                })
                .collect_view();
            view! { <optgroup label=title.clone()>{questions}</optgroup> }
        })
        .collect_view();
    view! {
        {option(Shown::Overall, text.overall.to_owned())}
        <optgroup label=text.dimensions>{dimensions}</optgroup>
        {groups}
    }
}

/// The answers that moved: a few, and the rest on demand.
fn moves(locale: Locale, moves: Vec<String>) -> impl IntoView {
    let text = &report(locale).timeline;
    let count = moves.len();
    // One more takes no more room than to say so.
    let all = RwSignal::new(count <= NAMED + 1);
    (count > 0).then(|| {
        let words = move || {
            let shown = if all.get() { count } else { NAMED };
            fill(text.moves, &[("moves", &locale.list(&moves[..shown]))])
        };
        let more = move || {
            (!all.get()).then(|| {
                let words = locale.plural(count - NAMED, &text.more_moves, &[]);
                view! {
                    " "
                    <button type="button" class="plain" on:click=move |_| all.set(true)>
                        {words}
                    </button>
                }
            })
        };
        view! { <li>{words} {more}</li> }
    })
}

fn figures(point: &TimePoint, shown: Shown) -> Option<Figures> {
    match shown {
        Shown::Overall => Some(point.overall),
        Shown::Dimension(place) => point.dimensions.get(place).copied().flatten(),
        Shown::Question(..) => None,
    }
}

fn picture(locale: Locale, points: &[TimePoint], shown: Shown) -> impl IntoView + use<> {
    let text = &report(locale).timeline;
    let x = |day: Day| across(points, day);
    let y = |score: f64| HEIGHT - BOTTOM - score / 100.0 * (HEIGHT - BOTTOM - TOP);
    let mut line = String::new();
    let mut marks = Vec::new();
    for point in points {
        let Some((figures, score)) =
            figures(point, shown).and_then(|figures| Some((figures, figures.score?)))
        else {
            continue;
        };
        line.push_str(if line.is_empty() { "M" } else { "L" });
        line.push_str(&[&*tenths(x(point.day)), " ", &tenths(y(score))].concat());
        let range = figures.interval.map(|interval| (interval.low, interval.high));
        marks.push((tenths(x(point.day)), score, range, point.is_current));
    }
    let marks = marks
        .into_iter()
        .map(|(x, score, range, is_current)| {
            let range = range.map(|(low, high)| {
                view! { <line x1=x.clone() x2=x.clone() y1=tenths(y(low)) y2=tenths(y(high))></line> }
            });
            view! {
                {range}
                <circle cx=x.clone() cy=tenths(y(score)) r="5" class:current=is_current></circle>
            }
        })
        .collect_view();
    let rules = [0.0, 25.0, 50.0, 75.0, 100.0]
        .map(|value| rule(y(value), locale.number(value, 0)))
        .collect_view();
    view! {
        <figure class="curve">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=text.picture>
                <g class="rules">{rules}</g>
                <path class="line" d=line></path>
                <g class="marks">{marks}</g>
                {ends(locale, points)}
            </svg>
            <figcaption class="quiet">{text.picture_help}</figcaption>
        </figure>
    }
}

/// Where a day stands.
pub(super) fn across(points: &[TimePoint], day: Day) -> f64 {
    let days = |day: Day| f64::from(day.days_since_epoch());
    let (first, last) = match points {
        [first, .., last] => (days(first.day), days(last.day)),
        _ => (0.0, 1.0),
    };
    let share = if last > first {
        (days(day) - first) / (last - first)
    } else {
        0.5
    };
    LEFT + 10.0 + share * (WIDTH - LEFT - RIGHT - 20.0)
}

/// A line across, with what it stands for.
pub(super) fn rule(at: f64, words: String) -> impl IntoView {
    let at = tenths(at);
    view! {
        <line x1=tenths(LEFT) x2=tenths(WIDTH - RIGHT) y1=at.clone() y2=at.clone()></line>
        <text x=tenths(LEFT - 6.0) y=at text-anchor="end" dominant-baseline="middle">
            {words}
        </text>
    }
}

/// The first and the last day, below.
pub(super) fn ends(locale: Locale, points: &[TimePoint]) -> impl IntoView + use<> {
    let [first, .., last] = points else {
        return None;
    };
    Some(view! {
        <text x=tenths(LEFT) y=tenths(HEIGHT - 6.0)>{locale.day(first.day)}</text>
        <text x=tenths(WIDTH - RIGHT) y=tenths(HEIGHT - 6.0) text-anchor="end">{locale.day(last.day)}</text>
    })
}

fn table(
    locale: Locale,
    facts: &TimelineFacts,
    shown: Shown,
    on_open: Callback<Subject>,
) -> impl IntoView + use<> {
    let text = &report(locale).timeline;
    let dimension = match shown {
        Shown::Dimension(place) => facts.dimensions.get(place),
        _ => None,
    };
    let how = Opens { dimension, on_open };
    let rows = facts
        .points
        .iter()
        .rev()
        .map(|point| {
            let figures = figures(point, shown).unwrap_or_default();
            let opens = facts.opens && point.is_current;
            row(locale, point, figures, opens.then_some(&how))
        })
        .collect_view();
    let heads = view! {
        <th scope="col" class="num">{text.score}</th>
        <th scope="col" class="num">{text.between}</th>
        <th scope="col">{text.level}</th>
        <th scope="col" class="num">{text.coverage}</th>
    };
    frame(locale, heads, rows)
}

/// The table around its rows: day and assessment first, then these columns.
pub(super) fn frame(
    locale: Locale,
    heads: impl IntoView + 'static,
    rows: impl IntoView + 'static,
) -> AnyView {
    let text = &report(locale).timeline;
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=text.table>
            <table>
                <caption class="hidden">{text.table}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.day}</th>
                        <th scope="col">{text.assessment}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How the figures of a row open.
struct Opens<'a> {
    /// `None`: those of the whole.
    dimension: Option<&'a (DimensionId, String)>,
    on_open: Callback<Subject>,
}

impl Opens<'_> {
    fn button(&self, locale: Locale, day: Day, subject: Subject, name: &str) -> AnyView {
        let name = fill(
            report(locale).timeline.figure_of,
            &[("name", name), ("day", &locale.day(day))],
        );
        view! { <How subject=subject label=how_words(locale, &name) on_open=self.on_open /> }.into_any()
    }
}

fn row(locale: Locale, point: &TimePoint, figures: Figures, opens: Option<&Opens>) -> AnyView {
    let all = report(locale);
    let (text, explain) = (&all.timeline, &all.explain);
    // A dimension's figures all open beside its score.
    let score_how = figures
        .score
        .and(opens.as_ref())
        .map(|opens| match opens.dimension {
            Some((id, title)) => opens.button(locale, point.day, Subject::Dimension(id.clone()), title),
            None => opens.button(locale, point.day, Subject::Score, explain.score.name),
        });
    let whole = opens.filter(|opens| opens.dimension.is_none());
    let how = |subject, name| whole.map(|opens| opens.button(locale, point.day, subject, name));
    let score = figures
        .score
        .map_or_else(|| text.none.to_owned(), |score| locale.number(score, 1));
    let range = figures.interval.map(|interval| {
        let (low, high) = (locale.score(interval.low), locale.score(interval.high));
        let words = fill(text.range, &[("low", &low), ("high", &high)]);
        view! { <span class="with-how">{words} {how(Subject::Interval, explain.interval.name)}</span> }
    });
    let level = figures.level.map(|level| {
        view! {
            <span class="with-how">
                <LevelChip level=level />
                <span class="hidden">{level.number()}</span>
                {how(Subject::Level, explain.level.name)}
            </span>
        }
    });
    let coverage = figures.coverage.map(|coverage| {
        let words = locale.percent(coverage);
        view! { <span class="with-how">{words} {how(Subject::Coverage, explain.coverage.name)}</span> }
    });
    view! {
        <tr>
            <th scope="row">{locale.day(point.day)}</th>
            <td>{name(locale, point)}</td>
            <td class="num"><span class="with-how">{score} {score_how}</span></td>
            <td class="num">{range}</td>
            <td>{level}</td>
            <td class="num">{coverage}</td>
        </tr>
    }
    .into_any()
}

/// The name of an assessment, which leads to its result.
pub(super) fn name(locale: Locale, point: &TimePoint) -> AnyView {
    if point.is_current {
        return view! { <b aria-current="true">{point.name.clone()}</b> }.into_any();
    }
    let dispatch = dispatch();
    let (id, day) = (point.id, locale.day(point.day));
    let words = fill(
        report(locale).timeline.open,
        &[("name", &point.name), ("day", &day)],
    );
    view! {
        <button
            type="button"
            class="plain"
            aria-label=words
            on:click=move |_| dispatch.send(Action::Opened(id, Screen::Result))
        >
            {point.name.clone()}
        </button>
    }
    .into_any()
}

/// Each question that moved, level after level.
fn moved(locale: Locale, moved: Vec<(Named, Vec<Turn>)>) -> impl IntoView {
    let text = &report(locale).timeline;
    let count = locale.plural(moved.len(), &text.moved, &[]);
    let rows = moved
        .into_iter()
        .map(|(named, turns)| {
            let steps = turns.into_iter().map(|turn| stage(locale, turn)).collect_view();
            view! {
                <li>
                    <span>
                        <span class="quiet num">{named.id.0}</span>
                        " "
                        {named.title}
                    </span>
                    <span class="stages">{steps}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary class="num">{count}</summary>
            <ul class="rows moves">{rows}</ul>
        </details>
    }
}

/// One level, and what it follows on.
fn stage(locale: Locale, turn: Turn) -> impl IntoView {
    let text = &report(locale).timeline;
    let before = match turn.from {
        Since::Beginning => None,
        Since::Level(_) => Some(view! { <span aria-hidden="true">{locale.arrow()}</span> }.into_any()),
        Since::Rewording => Some(view! { <small class="reworded">{text.reworded_mark}</small> }.into_any()),
    };
    view! {
        {before}
        <span class="stage">
            <LevelChip level=turn.level />
            <small>
                <span class="hidden">{turn.level.number()}", "</span>
                {locale.day(turn.day)}
            </small>
        </span>
    }
}
