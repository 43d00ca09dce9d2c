//! Why an indicator is asked, from the whole pack.

use leptos::prelude::*;

use crate::domain::pack::IndicatorId;
use crate::ui::components::why::Why;

use super::super::state::State;

/// The reason with its evidence; nothing until the whole pack is at hand.
pub fn why(state: State, id: IndicatorId) -> AnyView {
    let guidance = Memo::new(move |_| {
        let pack = state.pack()?;
        let place = pack
            .questionnaire
            .indicators()
            .position(|(_, indicator)| indicator.id == id)?;
        pack.guidance.get(place).cloned()
    });
    view! { <Why guidance=guidance /> }.into_any()
}
