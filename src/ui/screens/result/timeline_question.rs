//! One question over time: the line of its levels, with its table.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::scoring::Standing;
use crate::ui::components::question_row::StandingChip;
use crate::ui::components::range::tenths;
use crate::ui::locale::Locale;
use crate::ui::text::fill;

use super::timeline::{BOTTOM, HEIGHT, TOP, TimePoint, WIDTH, across, ends, frame, name, rule};
use super::{Named, report};

/// Below the lowest level: where it is marked that there was none.
const LANE: f64 = 24.0;

/// The questions of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionGroup {
    /// The dimension's.
    pub title: String,
    pub lines: Vec<QuestionLine>,
}

/// A question with its answer in each assessment of the line.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionLine {
    pub question: Named,
    pub answers: Vec<AnswerThen>,
}

/// How a question was answered in one assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerThen {
    pub standing: Standing,
    /// Whether the question reads otherwise than before.
    pub reworded: bool,
}

/// Picture and table; `points` are as many as the answers.
pub(super) fn question_over_time(locale: Locale, points: &[TimePoint], line: &QuestionLine) -> AnyView {
    view! {
        {picture(locale, points, line)}
        {table(locale, points, line)}
    }
    .into_any()
}

fn y(level: Level) -> f64 {
    let share = f64::from(level.number()) / 4.0;
    HEIGHT - BOTTOM - LANE - share * (HEIGHT - BOTTOM - LANE - TOP)
}

/// A stair for each stretch of levels to the same question: it stays at a level until the day of the next.
fn stairs(points: &[TimePoint], line: &QuestionLine) -> String {
    let mut path = String::new();
    let mut is_going_on = false;
    for (point, answer) in points.iter().zip(&line.answers) {
        let Some(level) = answer.standing.level() else {
            is_going_on = false;
            continue;
        };
        let (x, y) = (tenths(across(points, point.day)), tenths(y(level)));
        let step = if is_going_on && !answer.reworded {
            ["H", &x, "V", &y].concat()
        } else {
            ["M", &x, " ", &y].concat()
        };
        path.push_str(&step);
        is_going_on = true;
    }
    path
}

fn picture(locale: Locale, points: &[TimePoint], line: &QuestionLine) -> AnyView {
    let text = &report(locale).timeline;
    let Named { id, title } = &line.question;
    let label = fill(text.question_picture, &[("id", &id.0), ("title", title)]);
    let rules = Level::ALL
        .map(|level| rule(y(level), level.number().to_string()))
        .collect_view();
    let marks = points
        .iter()
        .zip(&line.answers)
        .map(|(point, answer)| mark(tenths(across(points, point.day)), point.is_current, *answer))
        .collect_view();
    view! {
        <figure class="curve">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                <g class="rules">{rules}</g>
                <path class="line" d=stairs(points, line)></path>
                <g class="marks">{marks}</g>
                {ends(locale, points)}
            </svg>
            <figcaption class="quiet">{text.question_help}</figcaption>
        </figure>
    }
    .into_any()
}

fn mark(x: String, is_current: bool, answer: AnswerThen) -> impl IntoView {
    let rewording = answer.reworded.then(|| {
        view! {
            <line
                class="reworded"
                x1=x.clone()
                x2=x.clone()
                y1=tenths(TOP)
                y2=tenths(HEIGHT - BOTTOM)
            ></line>
        }
    });
    let sign = match answer.standing {
        Standing::Level(level) => {
            return view! {
                {rewording}
                <circle cx=x cy=tenths(y(level)) r="5" class:current=is_current></circle>
            }
            .into_any();
        }
        Standing::Unknown => "?",
        Standing::NotApplicable => "–",
        Standing::Unanswered | Standing::NotAsked => "",
    };
    view! {
        {rewording}
        <text x=x y=tenths(HEIGHT - BOTTOM - 4.0) text-anchor="middle" class:current=is_current>
            {sign}
        </text>
    }
    .into_any()
}

fn table(locale: Locale, points: &[TimePoint], line: &QuestionLine) -> impl IntoView + use<> {
    let text = &report(locale).timeline;
    let rows = points
        .iter()
        .zip(&line.answers)
        .rev()
        .map(|(point, answer)| {
            let state = match answer.standing {
                Standing::NotAsked => view! { <span class="quiet">{text.not_asked}</span> }.into_any(),
                standing => view! { <StandingChip standing=standing /> }.into_any(),
            };
            let rewording = answer
                .reworded
                .then(|| view! { " " <small class="reworded">{text.reworded}</small> });
            view! {
                <tr>
                    <th scope="row">{locale.day(point.day)}</th>
                    <td>{name(locale, point)}</td>
                    <td>{state} {rewording}</td>
                </tr>
            }
        })
        .collect_view();
    frame(locale, view! { <th scope="col">{text.answer}</th> }, rows)
}
