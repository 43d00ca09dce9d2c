//! How the relationship has developed, and what is planned for it.

use leptos::prelude::*;

use crate::app::State;
use crate::domain::company::CompanyId;

/// The section of a partner's page.
pub fn course(_state: State, _id: CompanyId) -> AnyView {
    ().into_any()
}
