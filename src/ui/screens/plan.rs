//! The plan: the cheapest way to a target, what may not be touched, and the steps that are kept.

mod everything;
mod kept;
mod picture;
mod route;
mod target;
mod wishes;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::level::Level;
use crate::domain::pack::IndicatorId;
use crate::domain::plan::{Plan, PlanStep, PlanTarget};
use crate::domain::scoring::Standing;
use crate::ui::action::LaterAction;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{self, PlanText};

use super::result::Named;
use super::result::advice::ActionFacts;
use super::result::explain::{ExplainDialog, Explanation, Subject};

use everything::Everything;
use kept::Kept;
use route::WaySection;
use target::Target;
use wishes::LeftOut;

/// Everything the screen says, each part by itself: a change of one leaves the others as they are.
#[derive(Clone, Copy)]
pub struct PlanSignals {
    /// What is kept, with target and wishes; `None` where it cannot be read.
    pub plan: Memo<Option<Plan>>,
    pub target: Memo<Option<PlanTarget>>,
    /// What was found last; `None`: nothing yet.
    pub outcome: Memo<Option<Outcome>>,
    /// Whether a search goes on. What was found before is shown until it ends.
    pub is_looking: Signal<bool>,
    /// What the visitor ruled out or reckons differently.
    pub left_out: Memo<Vec<Wish>>,
    /// The steps that are kept.
    pub kept: Memo<Vec<KeptStep>>,
    /// The assessment, where it has days to put into a calendar.
    pub due: Memo<Option<AssessmentId>>,
    /// All questions that have steps.
    pub everything: Memo<Vec<DimensionSteps>>,
}

/// What the search for a way found.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// No score, so there is nothing to start from.
    NoScore,
    /// The target is reached already.
    There,
    /// It cannot be reached; one sentence each.
    Unreachable(Vec<String>),
    Found(Way),
}

/// A way to the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    pub rows: Vec<WayRow>,
    /// Person-days in all.
    pub days: usize,
    /// No way takes fewer days than these.
    pub at_least: usize,
    /// Where the answers stand now: score, `0.0..=100.0`, and level.
    pub now: (Option<f64>, Option<Level>),
    /// Where it leads.
    pub then: (Option<f64>, Option<Level>),
}

/// One step of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct WayRow {
    pub indicator: Named,
    pub from: Level,
    pub to: Level,
    pub days: usize,
    /// In points, taken after those before it.
    pub gain: f64,
    /// After it.
    pub score: Option<f64>,
    pub level: Option<Level>,
    pub actions: Vec<ActionFacts>,
    /// The levels that its actions lead to, lowest first, each with the days that the questionnaire gives.
    pub parts: Vec<(Level, u16)>,
}

/// What the visitor ruled out or reckons differently.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Wish {
    Locked(Named),
    Excluded(Named, Level),
    Effort(Named, Level, usize),
}

/// A step that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptStep {
    pub indicator: Named,
    pub step: PlanStep,
    /// Whether it is done and its question not answered since; with the level it stands at.
    pub asks_again: Option<Standing>,
}

/// A dimension's questions that have steps.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionSteps {
    pub title: String,
    pub questions: Vec<QuestionSteps>,
}

/// A question with its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionSteps {
    pub indicator: Named,
    pub standing: Standing,
    /// Those above the level answered, lowest first; all where there is none.
    pub steps: Vec<ListedStep>,
}

/// A step as the questionnaire lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedStep {
    pub to: Level,
    pub words: String,
    /// Person-days.
    pub days: u16,
}

/// The messages of this screen.
fn messages(locale: Locale) -> &'static PlanText {
    text::plan(locale.speech)
}

/// Changes the plan and keeps it.
fn change(plan: &Plan, change: impl FnOnce(&mut Plan)) -> LaterAction {
    let mut plan = plan.clone();
    change(&mut plan);
    LaterAction::PlanChanged(Box::new(plan))
}

/// The screen. `on_due_days` hears of an assessment whose days are to go into a calendar.
#[component]
pub fn PlanScreen(
    signals: PlanSignals,
    explain: Callback<Subject, Option<Explanation>>,
    on_due_days: Callback<AssessmentId>,
) -> impl IntoView {
    let text = messages(locale());
    let page = NodeRef::<Div>::new();
    let subject = RwSignal::new(None::<Subject>);
    let on_open = Callback::new(move |opened| subject.set(Some(opened)));
    let plan = signals.plan;
    view! {
        <div class="page plan" node_ref=page>
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            <Target plan=plan target=signals.target />
            <WaySection signals=signals page=page on_open=on_open />
            <LeftOut wishes=signals.left_out plan=plan page=page />
            <Everything dimensions=signals.everything plan=plan />
            <Kept signals=signals page=page on_due_days=on_due_days />
            <ExplainDialog subject=subject explain=explain />
        </div>
    }
}

/// The step of a question to a level, by which rows are told apart.
type StepKey = (IndicatorId, Level);
