//! What stands beside the answer of an indicator.

use leptos::prelude::*;

use crate::domain::assessment::{Answer, AnswerState};
use crate::domain::insight::checks::lacks_evidence;
use crate::domain::own::is_received;
use crate::domain::pack::{HalfLife, IndicatorId};
use crate::domain::scoring::freshness;
use crate::ui::components::saved::SaveState;
use crate::ui::screens::beside::{Beside, BesideTheirs, Worth};

use super::super::ledger;
use super::super::state::State;

/// Its reason, what it is worth, its evidence, and taking it back.
pub fn beside(state: State, id: IndicatorId) -> AnyView {
    let asked = id.clone();
    let answer = Memo::new(move |_| {
        state
            .with_current(|assessment| assessment.answers.get(&asked).cloned())
            .flatten()
    });
    // The question is shown anew where its questionnaire becomes another one.
    let half_life = untrack(|| half_life(state, &id));
    let worth = Memo::new(move |_| {
        answer.with(|answer| {
            let answer = answer.as_ref()?;
            let fresh = |half_life: HalfLife| freshness(answer.day.age(state.today.get()), half_life);
            let is_level = matches!(answer.state, AnswerState::Level(_));
            Some(Worth {
                day: answer.day,
                freshness: half_life.filter(|_| is_level).map(fresh),
                lacks_evidence: lacks_evidence(answer),
            })
        })
    });
    let earlier = earlier(state, id.clone());
    if state.is_read_only() || untrack(|| state.with_current(is_received)) == Some(true) {
        return view! { <BesideTheirs answer=answer worth=worth earlier=earlier /> }.into_any();
    }
    view! { <Beside id=id answer=answer worth=worth earlier=earlier /> }.into_any()
}

/// Looked up once an edit is saved, which must not wait for it.
fn earlier(state: State, id: IndicatorId) -> RwSignal<Vec<Option<Answer>>> {
    let versions = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let is_settled = !state.is_being_read() && state.saving.get() != SaveState::Saving;
        if let Some(current) = state.current.get().filter(|_| is_settled) {
            let found = ledger::earlier_answers(state, current, &id);
            if versions.with_untracked(|before| *before != found) {
                versions.set(found);
            }
        }
    });
    versions
}

fn half_life(state: State, id: &IndicatorId) -> Option<HalfLife> {
    let questionnaire = state.questionnaire.get()?;
    let (_, indicator) = questionnaire.indicator(id)?;
    Some(indicator.half_life)
}
