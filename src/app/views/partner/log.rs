//! What both companies did together, beside what they say about it.

use leptos::prelude::*;

use crate::app::State;
use crate::domain::company::CompanyId;

/// The section of a partner's page.
pub fn log(_state: State, _id: CompanyId) -> AnyView {
    ().into_any()
}
