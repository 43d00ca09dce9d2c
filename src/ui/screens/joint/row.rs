//! One question: what each says of it, and what was decided.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::domain::scoring::Standing;
use crate::ui::action::{JointAction, LaterAction, dispatch};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::question_row::StandingChip;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::appendix::given;
use crate::ui::text::{fill, isolated};

use super::deciding::Deciding;
use super::{DecidedFacts, JointRow, Page, joint};

/// The row; it reads its content by its id.
#[component]
pub(super) fn Row(page: Page, id: IndicatorId) -> impl IntoView {
    let locale = locale();
    let wanted = id.clone();
    let row = Memo::new(move |_| {
        page.facts.with(|facts| {
            let facts = facts.as_ref()?;
            let mut all = facts.differ.iter().chain(&facts.alike);
            all.find(|row| row.indicator.id == wanted).cloned()
        })
    });
    let has_joint = Memo::new(move |_| {
        page.facts
            .with(|facts| facts.as_ref().and_then(|facts| facts.joint))
    });
    let wanted = id.clone();
    let is_open = Memo::new(move |_| page.deciding.with(|open| open.as_ref() == Some(&wanted)));
    let names = Memo::new(move |_| {
        page.facts.with(|facts| {
            facts
                .as_ref()
                .map(|facts| facts.names.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <li data-indicator=id.0>
            {move || row.get().map(|row| said(locale, &row, &names.get()))}
            {move || {
                let row = row.get()?;
                let joint = has_joint.get()?;
                Some(
                    if is_open.get() {
                        view! { <Deciding page=page joint=joint row=row /> }.into_any()
                    } else {
                        decided(locale, page, joint, row).into_any()
                    },
                )
            }}
        </li>
    }
}

/// What each says, with what supports it.
fn said(locale: Locale, row: &JointRow, names: &[String]) -> impl IntoView + use<> {
    let text = joint(locale);
    let agreement = row.agreement.map(|share| {
        let words = fill(text.agreement_of, &[("share", &locale.percent(share))]);
        view! { <small class="quiet num">{words}</small> }
    });
    let people = names.iter().zip(&row.said).map(|(name, answer)| {
        let said = if answer.standing == Standing::NotAsked {
            view! { <span class="quiet">{text.not_asked}</span> }.into_any()
        } else {
            given(locale, answer.clone()).into_any()
        };
        view! {
            <li>
                <bdi>{isolated(name.clone())}</bdi>
                <div class="says">{said}</div>
            </li>
        }
    });
    view! {
        <div class="said-of">
            <p>
                <b class="num">{row.indicator.id.0.clone()}</b>
                " "
                {row.indicator.title.clone()}
            </p>
            {agreement}
        </div>
        <ul class="who-said">{people.collect_view()}</ul>
    }
}

/// What was decided, or the way to it.
fn decided(
    locale: Locale,
    page: Page,
    joint: crate::domain::assessment::AssessmentId,
    row: JointRow,
) -> impl IntoView {
    let text = super::joint(locale);
    let dispatch = dispatch();
    let title = [("title", row.indicator.title.as_str())];
    let id = row.indicator.id.clone();
    let open = {
        let id = id.clone();
        move |_| {
            page.deciding.set(Some(id.clone()));
            focus_soon(page.node, ".deciding select".to_owned());
        }
    };
    match row.decided {
        None => view! {
            <div class="verbs">
                <button
                    type="button"
                    data-verb="decide"
                    aria-label=fill(text.decide_name, &title)
                    on:click=open
                >
                    {text.decide}
                </button>
            </div>
        }
        .into_any(),
        Some(decided) => {
            let reopen = move |_| {
                let action = JointAction::Reopened(joint, id.clone());
                dispatch.later(LaterAction::Joint(action));
                focus_soon(
                    page.node,
                    format!("[data-indicator=\"{}\"] [data-verb=\"decide\"]", id.0),
                );
            };
            view! {
                {told(locale, decided)}
                <div class="verbs">
                    <button
                        type="button"
                        class="plain"
                        data-verb="change"
                        aria-label=fill(text.change_name, &title)
                        on:click=open
                    >
                        {text.change}
                    </button>
                    <button
                        type="button"
                        class="plain"
                        aria-label=fill(text.reopen_name, &title)
                        on:click=reopen
                    >
                        {text.reopen}
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

fn told(locale: Locale, decided: DecidedFacts) -> impl IntoView {
    let text = joint(locale);
    let by = (!decided.by.is_empty()).then(|| {
        let values = [("name", decided.by.as_str()), ("day", &locale.day(decided.on))];
        view! { <small class="quiet">{fill(text.decided_by, &values)}</small> }
    });
    let why = (!decided.why.trim().is_empty()).then(|| view! { <p class="note">{decided.why}</p> });
    view! {
        <div class="decided">
            <p>
                <span class="quiet">{text.joint_answer}</span>
                " "
                <StandingChip standing=decided.standing />
            </p>
            {by}
            {why}
        </div>
    }
}
