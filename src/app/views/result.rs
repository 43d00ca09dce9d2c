//! The result: what the questionnaire gives, what the whole pack adds, and the inputs of a figure when it is opened.

mod beside;
mod change;
mod ends;
mod explanations;
pub(super) use explanations::{blank, explanation, gain_explanation, mean_words, unrounded};
mod facts;
pub(super) use facts::{answer_facts, answer_groups, named};
mod gain;
mod guidance;
mod level;
mod newer;
pub(super) use newer::due;
mod over_time;
mod received;
mod seen;
pub(super) use seen::Seen;
mod tables;
pub(super) use tables::{Tables, column, level_cell};
mod weights;
mod what_if;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::assessment::{Assessment, Event};
use crate::domain::library::Library;
use crate::domain::pack::{IndicatorId, Length, Questionnaire};
use crate::domain::relationship::{Gap, pair_with, relate};
use crate::domain::scoring::Standing;
use crate::ui::action::dispatch;
use crate::ui::locale::locale;
use crate::ui::screens::benchmarks::beside::{Beside, Whose};
use crate::ui::screens::result::empty::EmptyResult;
use crate::ui::screens::result::explain::{Explanation, Subject};
use crate::ui::screens::result::newer::{Newer, Pulse};
use crate::ui::screens::result::sensitivity::sensitivity;
use crate::ui::screens::result::timeline::Timeline;
use crate::ui::screens::result::what_if::{WhatIf, WhatIfBar};
use crate::ui::screens::result::{Guided, ResultScreen, missing, waiting};
use crate::ui::{Action, Locale};

use super::super::offering;
use super::super::shelf::Fetched;
use super::super::state::State;
use super::{full_adds, progress, sending};

/// What the screen shows as a whole.
#[derive(Clone, PartialEq)]
enum Stage {
    OnItsWay,
    /// The questionnaire is not at hand; the words say why.
    Missing(&'static str),
    /// Nothing has begun; the host page shows only results.
    NothingBegun,
    NothingAnswered,
    Answered,
}

/// The screen.
pub fn result(state: State) -> AnyView {
    let locale = locale();
    let dispatch = dispatch();
    let seen = Memo::new(move |_| seen::seen(state));
    let facts = Memo::new(move |_| seen.with(|seen| seen.as_ref().map(|seen| facts::facts(seen, locale))));
    let guided = Memo::new(move |_| {
        let found = seen.with(|seen| {
            let assessment = &seen.as_ref()?.assessment;
            let pack = state.pack()?;
            let apart = state
                .library
                .with(|library| far_apart(&pack.questionnaire, library, assessment));
            Some(guidance::guidance(&pack, assessment, &apart, locale))
        });
        match found {
            Some(facts) => Guided::Here(facts),
            None => absent(state).map_or(Guided::OnItsWay, Guided::Missing),
        }
    });
    let stage = Memo::new(move |_| stage(state));
    let subject = RwSignal::new(None::<Subject>);
    let on_open = Callback::new(move |opened| subject.set(Some(opened)));
    let explain = Callback::new(move |subject: Subject| {
        seen.with_untracked(|seen| explained(state, seen.as_ref()?, locale, &subject))
    });
    let on_full = Callback::new(move |()| {
        dispatch.send(Action::Changed(Event::LengthChosen(Length::Full)));
        if let Some(indicator) = first_open(state) {
            dispatch.send(Action::QuestionChosen(indicator));
        }
    });
    let weights =
        Memo::new(move |_| seen.with(|seen| seen.as_ref().and_then(|seen| weights::weights(seen, locale))));
    let line = Memo::new(move |_| over_time::over_time(state, locale));
    bring_newer(state);
    let newer = Memo::new(move |_| newer::newer(state, locale));
    let pulse = Memo::new(move |_| newer::due_now(state));
    let offers = move || {
        let newer = newer.get().map(|facts| view! { <Newer facts=facts /> });
        let pulse = pulse.get().map(|facts| view! { <Pulse facts=facts /> });
        view! { <div class="offers">{newer} {pulse}</div> }
    };
    let sending = sending::on_result(state);
    let moves = what_if::signals(state, locale, seen);
    let on_move = Callback::new(move |(indicator, level)| what_if::move_answer(state, indicator, level));
    let on_back = Callback::new(move |()| state.later().what_if.set(None));
    let is_answered = Memo::new(move |_| stage.get() == Stage::Answered);
    let beside = Memo::new(move |_| {
        seen.with(|seen| {
            seen.as_ref()
                .map_or_else(Vec::new, |seen| beside::beside(state, locale, seen))
        })
    });
    let whose = Memo::new(|_| Whose::Own);
    let below = move || {
        is_answered.get().then(|| {
            let weights = move || weights.get().map(|facts| sensitivity(&facts, on_open));
            let line = move || {
                line.get()
                    .map(|facts| view! { <Timeline facts=facts on_open=on_open /> })
            };
            view! {
                <div class="page result below">
                    <Beside whose=whose facts=beside />
                    {weights}
                    {line}
                    <WhatIf signals=moves on_move=on_move />
                </div>
            }
        })
    };
    let shown = move || match stage.get() {
        Stage::Answered => facts
            .get()
            .map(|facts| {
                view! {
                    <ResultScreen
                        facts=facts
                        guided=guided
                        subject=subject
                        explain=explain
                        on_full=on_full
                        sending=sending
                    />
                }
            })
            .into_any(),
        stage => without_result(&stage),
    };
    view! {
        <>
            {received::received(state)}
            <WhatIfBar moved=moves.moved on_back=on_back />
            {offers}
            {shown}
            {below}
        </>
    }
    .into_any()
}

/// What stands in place of a result that is not there.
fn without_result(stage: &Stage) -> AnyView {
    match stage {
        Stage::Missing(help) => view! { <div class="page">{missing(help)}</div> }.into_any(),
        Stage::NothingBegun => view! { <EmptyResult has_begun=false /> }.into_any(),
        Stage::NothingAnswered => view! { <EmptyResult has_begun=true /> }.into_any(),
        Stage::OnItsWay | Stage::Answered => waiting().into_any(),
    }
}

fn stage(state: State) -> Stage {
    if state.current.get().is_none() && !state.is_being_read() {
        return Stage::NothingBegun;
    }
    if state.questionnaire.with(Option::is_none) {
        return absent(state).map_or(Stage::OnItsWay, Stage::Missing);
    }
    if state.standings.with(|standings| progress(standings).0 > 0) {
        Stage::Answered
    } else {
        Stage::NothingAnswered
    }
}

/// Looks for a newer version of what is answered.
fn bring_newer(state: State) {
    Effect::new(move |_| {
        let version = state
            .questionnaire
            .with(|one| one.as_ref().map(|one| (one.id.clone(), one.version)));
        if let Some((id, version)) = version {
            spawn_local(offering::bring_newer(state, id, version));
        }
    });
}

/// The inputs of a figure of the current assessment as it is saved; `None` where it is not at hand.
pub(super) fn explain_saved(state: State, locale: Locale, subject: &Subject) -> Option<Explanation> {
    let seen = untrack(|| {
        Some(Seen {
            questionnaire: state.questionnaire.get()?,
            assessment: state.with_current(Assessment::clone)?,
            readiness: state.readiness.get()?,
            today: state.today.get(),
        })
    })?;
    explained(state, &seen, locale, subject)
}

fn explained(state: State, seen: &Seen, locale: Locale, subject: &Subject) -> Option<Explanation> {
    let pack = untrack(|| state.pack());
    explanation(seen, pack.as_deref(), locale, subject)
}

/// Why the pack of the current assessment is not at hand; `None`: it is on its way.
pub(super) fn absent(state: State) -> Option<&'static str> {
    let text = &locale().text.part;
    match state.shelf.whole_state.get() {
        Fetched::NotAsked | Fetched::OnItsWay => None,
        Fetched::Failed => Some(text.failed_help),
        Fetched::Unfit => Some(text.pack_failed),
        Fetched::Here => Some(text.pack_missing),
    }
}

/// Where the two sides are so far apart that they talk before either changes anything.
fn far_apart(questionnaire: &Questionnaire, library: &Library, assessment: &Assessment) -> Vec<Gap> {
    let pair = pair_with(library, assessment);
    let gaps = pair.map(|pair| {
        let (vendor, partner) = pair.by_side();
        relate(questionnaire, vendor, partner).gaps
    });
    let mut gaps = gaps.unwrap_or_default();
    gaps.retain(Gap::is_wide);
    gaps
}

/// The first question without any answer.
fn first_open(state: State) -> Option<IndicatorId> {
    let questionnaire = state.questionnaire.get_untracked()?;
    let standings = state.standings.get_untracked();
    let mut open = questionnaire.indicators().zip(standings);
    open.find(|(_, standing)| *standing == Standing::Unanswered)
        .map(|((_, indicator), _)| indicator.id.clone())
}
