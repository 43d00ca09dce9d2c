//! The answers of several people side by side, and the one that they decide on.

mod deciding;
pub mod groups;
mod row;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::pack::IndicatorId;
use crate::domain::scoring::Standing;
use crate::domain::time::Day;
use crate::ui::action::{Action, JointAction, LaterAction, Screen, dispatch};
use crate::ui::components::back::Back;
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::Named;
use crate::ui::screens::result::appendix::AnswerFacts;
use crate::ui::text::{self, JointText, fill};

use row::Row;

/// Everything the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct JointFacts {
    pub people: Vec<AssessmentId>,
    /// In their order.
    pub names: Vec<String>,
    /// `0.0..=1.0`; `None`: nothing matches.
    pub agreement: Option<f64>,
    pub matched: usize,
    pub of: usize,
    /// The joint assessment; `None`: it has not begun.
    pub joint: Option<AssessmentId>,
    /// How many of the questions where they differ are not decided.
    pub left: usize,
    /// How many nobody has answered.
    pub open: usize,
    /// Where they do not all say the same, the least alike first.
    pub differ: Vec<JointRow>,
    pub alike: Vec<JointRow>,
}

/// What each says of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct JointRow {
    pub indicator: Named,
    /// In the order of the names.
    pub said: Vec<AnswerFacts>,
    /// `0.0..=1.0`; `None`: fewer than two answered with a level.
    pub agreement: Option<f64>,
    /// What was decided; `None`: nothing yet.
    pub decided: Option<DecidedFacts>,
    /// What can be decided: the levels with their words, by number.
    pub levels: Vec<String>,
    /// Whether it may be decided that it does not apply.
    pub may_not_apply: bool,
}

/// What was decided of a question, by whom and why.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedFacts {
    pub standing: Standing,
    /// May be empty: all say the same.
    pub by: String,
    /// May be empty.
    pub why: String,
    pub on: Day,
}

/// What the page and its parts share.
#[derive(Clone, Copy)]
pub(super) struct Page {
    facts: Memo<Option<JointFacts>>,
    node: NodeRef<Div>,
    /// The question whose form is open.
    deciding: RwSignal<Option<IndicatorId>>,
    /// Who decided last.
    by: RwSignal<String>,
}

/// The page. `facts` are `None` where the questionnaire is not here.
#[component]
pub fn JointScreen(facts: Memo<Option<JointFacts>>, on_back: Callback<()>) -> impl IntoView {
    let text = joint(locale());
    let page = Page {
        facts,
        node: NodeRef::new(),
        deciding: RwSignal::new(None),
        by: RwSignal::new(String::new()),
    };
    Effect::new(move |_| {
        if page.node.get().is_some() {
            focus_soon(page.node, HEADING.to_owned());
        }
    });
    let is_here = Memo::new(move |_| facts.with(Option::is_some));
    view! {
        <div class="page desk joint-page" node_ref=page.node>
            <Back words=text.back on_back=on_back />
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            {move || {
                if is_here.get() {
                    view! {
                        <Figures facts=facts />
                        <Begin page=page />
                        {rows(page)}
                    }
                        .into_any()
                } else {
                    view! { <p class="nothing">{text.pack_missing}</p> }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Figures(facts: Memo<Option<JointFacts>>) -> impl IntoView {
    let locale = locale();
    let text = joint(locale);
    let shown = move || {
        let facts = facts.get()?;
        let agreement = facts
            .agreement
            .map_or_else(|| text.no_match.to_owned(), |share| locale.percent(share));
        let (matched, of) = (locale.count(facts.matched), locale.count(facts.of));
        let matched = fill(text.matched, &[("matched", &matched), ("of", &of)]);
        let value = facts.agreement.map(|agreement| agreement.to_string());
        Some(view! {
            <div>
                <dt>{text.agreement}</dt>
                <dd>
                    <b class="num" data-figure="agreement" data-value=value>
                        {agreement}
                    </b>
                    <small>{matched}</small>
                </dd>
            </div>
        })
    };
    view! {
        <div class="figures">
            <dl>{shown}</dl>
        </div>
    }
}

/// Begins the joint assessment, or says how far it is.
#[component]
fn Begin(page: Page) -> impl IntoView {
    let locale = locale();
    let text = joint(locale);
    let dispatch = dispatch();
    let joint = Memo::new(move |_| page.facts.with(|facts| facts.as_ref()?.joint));
    let left = move || {
        let left = page
            .facts
            .with(|facts| facts.as_ref().map_or(0, |facts| facts.left));
        if left == 0 {
            text.all_decided.to_owned()
        } else {
            locale.plural(left, &text.to_decide, &[])
        }
    };
    let begin = move |_| {
        let people = page
            .facts
            .with_untracked(|facts| facts.as_ref().map(|facts| facts.people.clone()));
        if let Some(people) = people {
            dispatch.later(LaterAction::Joint(JointAction::Begun(people)));
            focus_soon(
                page.node,
                "[data-verb=\"decide\"], [data-verb=\"joint\"]".to_owned(),
            );
        }
    };
    move || match joint.get() {
        None => view! {
            <section class="begin">
                <p>{text.begin_help}</p>
                <div class="buttons">
                    <button type="button" class="primary" on:click=begin>
                        {text.begin}
                    </button>
                </div>
            </section>
        }
        .into_any(),
        Some(id) => view! {
            <section class="begin">
                <p role="status" class="num">
                    {left}
                </p>
                <div class="buttons">
                    <button
                        type="button"
                        data-verb="joint"
                        on:click=move |_| dispatch.send(Action::Opened(id, Screen::Result))
                    >
                        {text.open_joint}
                    </button>
                </div>
            </section>
        }
        .into_any(),
    }
}

/// Where they differ; what is alike is folded away.
fn rows(page: Page) -> impl IntoView {
    let locale = locale();
    let text = joint(locale);
    let ids = |alike: fn(&JointFacts) -> &Vec<JointRow>| {
        Memo::new(move |_| {
            page.facts.with(|facts| {
                let rows = facts.as_ref().map(alike);
                let ids = rows.into_iter().flatten().map(|row| row.indicator.id.clone());
                ids.collect::<Vec<_>>()
            })
        })
    };
    let differ = ids(|facts| &facts.differ);
    let alike = ids(|facts| &facts.alike);
    let list = move |ids: Memo<Vec<IndicatorId>>| {
        view! {
            <ul class="entries said-by">
                <For each=move || ids.get() key=Clone::clone let:id>
                    <Row page=page id=id />
                </For>
            </ul>
        }
    };
    let count = Memo::new(move |_| alike.with(Vec::len));
    let is_same = Memo::new(move |_| differ.with(Vec::is_empty));
    view! {
        <section>
            <h2>{text.differ_title}</h2>
            {move || is_same.get().then(|| view! { <p>{text.none_differ}</p> })}
            {list(differ)}
            {move || {
                let open = page.facts.with(|facts| facts.as_ref().map_or(0, |facts| facts.open));
                (open > 0)
                    .then(|| view! { <p class="quiet num">{locale.plural(open, &text.open, &[])}</p> })
            }}
        </section>
        {move || {
            (count.get() > 0)
                .then(|| {
                    view! {
                        <details>
                            <summary class="num">{locale.plural(count.get(), &text.alike, &[])}</summary>
                            {list(alike)}
                        </details>
                    }
                })
        }}
    }
}

pub(super) fn joint(locale: Locale) -> &'static JointText {
    text::joint(locale.speech)
}
