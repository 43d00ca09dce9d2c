//! Asking a partner for its view, and telling it ours.

use leptos::prelude::*;

use crate::app::State;
use crate::domain::company::CompanyId;

/// The section of a partner's page.
pub fn inviting(_state: State, _id: CompanyId) -> AnyView {
    ().into_any()
}
