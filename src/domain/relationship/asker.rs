//! Whom an assessment is about that answers an invite.

use crate::domain::company::{CompanyFacts, CompanyId};
use crate::domain::directory::name_key;
use crate::domain::library::Library;

/// Who asks, among the partners who are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// The one partner of its name.
    Here(CompanyId),
    /// It names itself, and nobody here has its name.
    New,
    /// It does not name itself, or several here have its name.
    Unclear,
}

impl Asker {
    /// Who this is. Names are the same whatever their case, spaces, signs and legal form.
    #[must_use]
    pub fn of(library: &Library, facts: &CompanyFacts) -> Self {
        let key = name_key(&facts.name);
        if key.is_empty() {
            return Self::Unclear;
        }
        let all = library.companies.values();
        let mut named = all.filter(|company| name_key(&company.name) == key);
        match (named.next(), named.next()) {
            (None, _) => Self::New,
            (Some(only), None) => Self::Here(only.id),
            (Some(_), Some(_)) => Self::Unclear,
        }
    }
}
