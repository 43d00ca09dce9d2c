//! The result: level and score, what they are made of, what deserves a second look, and what to do next.

pub mod advice;
pub mod appendix;
pub mod dimensions;
pub mod empty;
pub mod explain;
pub mod figures;
pub mod hero;
pub mod newer;
pub mod second_looks;
pub mod sensitivity;
pub mod timeline;
pub mod timeline_question;
pub mod what_if;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::pack::IndicatorId;
use crate::ui::action::{Action, LaterAction, Screen, dispatch};
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::sending::on_result::{OnResult, OpenForm, Openers, Returning};
use crate::ui::text::{self, Report, fill};

use advice::{Advice, AdviceFacts};
use appendix::{Appendix, AppendixFacts, Heading};
use dimensions::{DimensionRow, Dimensions};
use explain::{ExplainDialog, Explanation, Subject};
use figures::{FigureFacts, Figures};
use hero::{Hero, HeroFacts};
use second_looks::{Look, SecondLooks};

/// A question by id and title.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Named {
    pub id: IndicatorId,
    pub title: String,
}

/// What the questionnaire alone gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultFacts {
    pub id: AssessmentId,
    pub hero: HeroFacts,
    pub figures: FigureFacts,
    /// Those of which something is asked, in pack order.
    pub dimensions: Vec<DimensionRow>,
    /// Level 3 or 4 with neither note nor link.
    pub unsupported: Vec<Named>,
    /// How many questions the full length would add; `None` where it is full already.
    pub full_adds: Option<usize>,
    pub appendix: AppendixFacts,
}

/// What only the whole pack gives.
#[derive(Debug, Clone, PartialEq)]
pub struct GuidedFacts {
    pub looks: Vec<Look>,
    pub advice: AdviceFacts,
    /// What the result does not measure, one sentence each.
    pub limits: Vec<String>,
}

/// Whether the whole pack is at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum Guided {
    OnItsWay,
    /// It is not; the words say why.
    Missing(&'static str),
    Here(GuidedFacts),
}

/// The screen. `facts` is read once; what comes with the whole pack follows when it is there.
#[component]
pub fn ResultScreen(
    facts: ResultFacts,
    guided: Memo<Guided>,
    /// The figure that is opened.
    subject: RwSignal<Option<Subject>>,
    /// Gives a figure's inputs, when somebody opens it.
    explain: Callback<Subject, Option<Explanation>>,
    on_full: Callback<()>,
    sending: OnResult,
) -> impl IntoView {
    let on_open = Callback::new(move |opened| subject.set(Some(opened)));
    let page = NodeRef::<Div>::new();
    let unsupported = StoredValue::new(facts.unsupported);
    let limits = Memo::new(move |_| {
        guided.with(|guided| match guided {
            Guided::Here(facts) => facts.limits.clone(),
            _ => Vec::new(),
        })
    });
    view! {
        <div class="page result" node_ref=page>
            <Heading facts=facts.appendix.heading.clone() />
            <Returning sending=sending />
            <Hero facts=facts.hero on_open=on_open />
            <Buttons id=facts.id full_adds=facts.full_adds on_full=on_full sending=sending />
            <OpenForm sending=sending page=page />
            <Figures facts=facts.figures on_open=on_open />
            {move || {
                let looks = guided
                    .with(|guided| match guided {
                        Guided::Here(facts) => facts.looks.clone(),
                        _ => Vec::new(),
                    });
                view! { <SecondLooks looks=looks unsupported=unsupported.get_value() /> }
            }}
            <Dimensions rows=facts.dimensions on_open=on_open />
            {move || match guided.get() {
                Guided::Here(facts) => view! { <Advice facts=facts.advice on_open=on_open /> }.into_any(),
                Guided::OnItsWay => waiting().into_any(),
                Guided::Missing(help) => missing(help).into_any(),
            }}
            {move || limits.with(|limits| limits_section(limits))}
            <Appendix groups=facts.appendix.groups />
            <ExplainDialog subject=subject explain=explain />
        </div>
    }
}

/// The messages of this screen.
pub(super) fn report(locale: Locale) -> &'static Report {
    text::report(locale.speech)
}

#[component]
fn Buttons(
    id: AssessmentId,
    full_adds: Option<usize>,
    on_full: Callback<()>,
    sending: OnResult,
) -> impl IntoView {
    let locale = locale();
    let text = &report(locale).buttons;
    let overview = &locale.later().overview;
    let dispatch = dispatch();
    // Whoever was asked is to return the answers first of all.
    let is_asked = untrack(|| sending.is_asked());
    let full_class = if is_asked { "" } else { "primary" };
    let print_class = if full_adds.is_some() { "" } else { full_class };
    view! {
        <div class="buttons">
            {full_adds
                .map(|added| {
                    let help = fill(overview.go_full_help, &[("n", &locale.count(added))]);
                    view! {
                        <button
                            type="button"
                            class=full_class
                            data-verb="go-full"
                            aria-describedby="go-full-help"
                            on:click=move |_| on_full.run(())
                        >
                            {overview.go_full}
                        </button>
                        <small id="go-full-help" class="num">{help}</small>
                    }
                })}
            <button type="button" class=print_class on:click=move |_| dispatch.later(LaterAction::Printed)>
                {text.print}
            </button>
            <button type="button" on:click=move |_| dispatch.later(LaterAction::Exported(Some(id)))>
                {text.export}
            </button>
            <Openers sending=sending />
            <button
                type="button"
                class="plain"
                on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Question))
            >
                {text.back}
            </button>
        </div>
    }
}

/// Shown while something is fetched.
#[must_use]
pub fn waiting() -> impl IntoView {
    view! { <p class="waiting" role="status">{locale().text.part.loading}</p> }
}

/// Shown where something could not be fetched, with a way to try again.
pub fn missing(help: &'static str) -> impl IntoView {
    let text = &locale().text.part;
    let dispatch = dispatch();
    view! {
        <Notice urgency=Urgency::Failure title=text.failed.into_any() body=help>
            <button type="button" on:click=move |_| dispatch.send(Action::PartRetried)>
                {text.retry}
            </button>
        </Notice>
    }
}

fn limits_section(limits: &[String]) -> impl IntoView + use<> {
    let title = report(locale()).limits;
    (!limits.is_empty()).then(|| {
        let limits = limits
            .iter()
            .map(|limit| view! { <li>{limit.clone()}</li> })
            .collect_view();
        view! {
            <section class="limits quiet">
                <h2>{title}</h2>
                <ul>{limits}</ul>
            </section>
        }
    })
}
