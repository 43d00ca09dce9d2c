//! What stands beside the answer of an indicator.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::ui::screens::beside::Beside;

use super::super::state::State;

/// Its reason, its evidence, and taking it back.
pub fn beside(state: State, id: IndicatorId) -> AnyView {
    let asked = id.clone();
    let answer = Memo::new(move |_| {
        state
            .with_current(|assessment| assessment.answers.get(&asked).cloned())
            .flatten()
    });
    view! { <Beside id=id answer=answer /> }.into_any()
}
