//! What only print shows: whose result it is, and every answer with its evidence.

use leptos::prelude::*;

use crate::domain::scoring::Standing;
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::components::evidence::is_web_address;
use crate::ui::components::question_row::StandingChip;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::advice::{Rung, rungs};
use super::{Named, report};

/// What print adds.
#[derive(Debug, Clone, PartialEq)]
pub struct AppendixFacts {
    pub heading: HeadingFacts,
    pub groups: Vec<AnswerGroup>,
}

/// Whose result it is.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadingFacts {
    /// What the assessment is called.
    pub title: String,
    /// May be empty.
    pub company: String,
    pub side: Side,
    /// `None`: channel work in general.
    pub counterpart: Option<String>,
    /// The words for the length.
    pub length: &'static str,
    /// The day the figures are for.
    pub day: Day,
    pub questionnaire: String,
    pub pack: String,
    pub version: u32,
}

/// The answers of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerGroup {
    pub title: String,
    pub answers: Vec<AnswerFacts>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFacts {
    pub indicator: Named,
    pub question: String,
    pub standing: Standing,
    /// The level's words; empty where it is none.
    pub rungs: Vec<Rung>,
    pub day: Option<Day>,
    /// Why it does not apply; may be empty.
    pub reason: String,
    /// May be empty.
    pub note: String,
    /// May be empty.
    pub link: String,
    /// Whether it is high and nothing supports it.
    pub unsupported: bool,
}

/// The head of the printed report.
#[component]
pub fn Heading(facts: HeadingFacts) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).print;
    let side = match facts.side {
        Side::Vendor => text.vendor,
        Side::Partner => text.partner,
    };
    let questionnaire = fill(
        text.questionnaire_version,
        &[
            ("title", &facts.questionnaire),
            ("id", &facts.pack),
            ("version", &facts.version.to_string()),
        ],
    );
    let counterpart = facts.counterpart.unwrap_or_else(|| text.in_general.to_owned());
    let rows = [
        (text.company, facts.company),
        (text.side, side.to_owned()),
        (text.counterpart, counterpart),
        (text.length, facts.length.to_owned()),
        (text.date, locale.day(facts.day)),
        (text.questionnaire, questionnaire),
    ]
    .into_iter()
    .filter(|(_, words)| !words.is_empty())
    .map(|(name, words)| view! { <div><dt>{name}</dt><dd>{words}</dd></div> })
    .collect_view();
    view! {
        <div class="print-only report-head">
            <p class="quiet">{text.title}</p>
            <p class="report-title">{facts.title}</p>
            <dl>{rows}</dl>
        </div>
    }
}

/// All answers.
#[component]
pub fn Appendix(groups: Vec<AnswerGroup>) -> impl IntoView {
    let locale = locale();
    let title = report(locale).print.appendix;
    view! {
        <section class="print-only appendix">
            <h2>{title}</h2>
            {answers(locale, groups)}
        </section>
    }
}

/// Answers by dimension.
pub fn answers(locale: Locale, groups: Vec<AnswerGroup>) -> impl IntoView {
    groups
        .into_iter()
        .map(|group| {
            let answers = group
                .answers
                .into_iter()
                .map(|one| answer(locale, one))
                .collect_view();
            view! {
                <h3>{group.title}</h3>
                <ul>{answers}</ul>
            }
        })
        .collect_view()
}

fn answer(locale: Locale, answer: AnswerFacts) -> impl IntoView {
    let text = &report(locale).print;
    let day = answer
        .day
        .map(|day| fill(text.answered_on, &[("day", &locale.day(day))]));
    view! {
        <li>
            <p>
                <b>{answer.indicator.id.0.clone()}" "{answer.indicator.title.clone()}</b>
                " "
                <small>{day}</small>
            </p>
            <p class="quiet">{answer.question.clone()}</p>
            {given(locale, answer)}
        </li>
    }
}

/// What was answered, and what supports it.
pub fn given(locale: Locale, answer: AnswerFacts) -> impl IntoView {
    let text = &report(locale).print;
    let level = if answer.rungs.is_empty() {
        view! { <StandingChip standing=answer.standing /> }.into_any()
    } else {
        rungs(locale, answer.rungs).into_any()
    };
    let link = (!answer.link.is_empty()).then(|| {
        let address = answer.link;
        let link = if is_web_address(&address) {
            view! { <a href=address.trim().to_owned() rel="noopener noreferrer">{address.clone()}</a> }
                .into_any()
        } else {
            address.into_any()
        };
        view! { <p><b>{text.link}": "</b>{link}</p> }
    });
    let line = |name: &'static str, words: String| {
        (!words.is_empty()).then(|| view! { <p class="note"><b>{name}": "</b>{words}</p> })
    };
    view! {
        <div>{level}</div>
        {line(text.reason, answer.reason)}
        {line(text.note, answer.note)}
        {link}
        {answer.unsupported.then(|| view! { <p class="quiet">{text.no_evidence}</p> })}
    }
}
