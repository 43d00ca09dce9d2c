//! All questions of an assessment with their state, and the way to each.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::domain::scoring::Standing;
use crate::domain::time::Day;
use crate::ui::action::{Action, dispatch};
use crate::ui::components::question_row::{QuestionRow, StandingChip};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

/// One question in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewRow {
    pub id: IndicatorId,
    pub title: String,
    pub standing: Standing,
    /// When it was answered.
    pub day: Option<Day>,
    /// What it is still worth, `0.0..=1.0`; `None` where there is no level.
    pub freshness: Option<f64>,
    pub has_evidence: bool,
    /// Whether it is high and nothing supports it.
    pub lacks_evidence: bool,
    pub gate: bool,
}

/// One dimension with its questions.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewGroup {
    pub title: String,
    pub answered: usize,
    pub rows: Vec<OverviewRow>,
}

/// The whole list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OverviewFacts {
    pub groups: Vec<OverviewGroup>,
    pub answered: usize,
    pub asked: usize,
    pub first_open: Option<IndicatorId>,
    /// How many questions the full length would add; `None` where it is full already.
    pub full_adds: Option<usize>,
}

/// The screen.
#[component]
pub fn OverviewScreen(facts: Memo<OverviewFacts>, #[prop(into)] on_full: Callback<()>) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().overview;
    let dispatch = dispatch();
    let lead = move || {
        facts.with(|facts| {
            let message = if facts.answered == facts.asked {
                text.lead_full
            } else {
                text.lead
            };
            fill(
                message,
                &[
                    ("answered", &locale.count(facts.answered)),
                    ("asked", &locale.count(facts.asked)),
                ],
            )
        })
    };
    let first_open = Memo::new(move |_| facts.with(|facts| facts.first_open.clone()));
    let full_adds = Memo::new(move |_| facts.with(|facts| facts.full_adds));
    view! {
        <div class="page overview">
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p class="num">{lead}</p>
                <div class="buttons">
                    {move || {
                        first_open
                            .get()
                            .map(|id| {
                                view! {
                                    <button
                                        type="button"
                                        class="primary"
                                        on:click=move |_| dispatch.send(Action::QuestionChosen(id.clone()))
                                    >
                                        {text.first_open}
                                    </button>
                                }
                            })
                    }}
                    {move || {
                        full_adds
                            .get()
                            .map(|added| {
                                let help = fill(text.go_full_help, &[("n", &locale.count(added))]);
                                view! {
                                    <button type="button" on:click=move |_| on_full.run(())>
                                        {text.go_full}
                                    </button>
                                    <small>{help}</small>
                                }
                            })
                    }}
                </div>
            </header>
            {move || facts.with(|facts| facts.groups.iter().map(|one| group(locale, one)).collect_view())}
        </div>
    }
}

fn group(locale: Locale, group: &OverviewGroup) -> impl IntoView + use<> {
    let state = fill(
        locale.later().overview.dimension_progress,
        &[
            ("answered", &locale.count(group.answered)),
            ("asked", &locale.count(group.rows.len())),
        ],
    );
    let rows = group.rows.iter().map(|one| row(locale, one)).collect_view();
    view! {
        <section>
            <h2>
                {group.title.clone()}
                " "
                <small class="num">{state}</small>
            </h2>
            <ul class="rows">{rows}</ul>
        </section>
    }
}

fn row(locale: Locale, row: &OverviewRow) -> impl IntoView + use<> {
    let text = &locale.later().overview;
    let mut beside = Vec::new();
    if let Some(day) = row.day {
        beside.push(fill(text.given_on, &[("day", &locale.day(day))]));
    }
    if let Some(freshness) = row.freshness {
        beside.push(fill(text.fresh, &[("share", &locale.percent(freshness))]));
    }
    if row.has_evidence {
        beside.push(text.evidence.to_owned());
    }
    let standing = row.standing;
    let lacking = row
        .lacks_evidence
        .then(|| view! { ", " <span class="lacking">{text.no_evidence}</span> });
    view! {
        <QuestionRow id=row.id.clone() title=row.title.clone()>
            <small>{beside.join(", ")} {lacking}</small>
            <StandingChip standing=standing />
        </QuestionRow>
    }
}
