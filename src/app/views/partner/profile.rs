//! Tags, contacts, shared systems and the target of a partner.

use leptos::prelude::*;

use crate::app::State;
use crate::domain::company::CompanyId;

/// The section of a partner's page.
pub fn profile(_state: State, _id: CompanyId) -> AnyView {
    ().into_any()
}
