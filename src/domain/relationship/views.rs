//! Which views of a relationship are compared, and what could be filed as a partner's own.

use crate::domain::assessment::Assessment;
use crate::domain::company::CompanyId;
use crate::domain::exchange::{Pair, filed_under, pair, suggestions, views_of};
use crate::domain::library::Library;
use crate::domain::side::Side;

impl<'l> Pair<'l> {
    /// The vendor's view, then the partner's.
    #[must_use]
    pub const fn by_side(&self) -> (&'l Assessment, &'l Assessment) {
        match self.ours.side {
            Side::Vendor => (self.ours, self.theirs),
            Side::Partner => (self.theirs, self.ours),
        }
    }
}

/// What could be filed as a company's own view: what is nobody's, and not about it. Those that seem to be its own come
/// first, else the newest.
#[must_use]
pub fn could_be_theirs(library: &Library, company: CompanyId) -> Vec<&Assessment> {
    let is_free = |one: &&Assessment| {
        let counterpart = one.counterpart.as_ref().and_then(|other| other.id);
        filed_under(one).is_none() && one.company.id.is_none() && counterpart != Some(company)
    };
    let free = library.latest_first().into_iter().filter(is_free);
    let (likely, others): (Vec<_>, Vec<_>) =
        free.partition(|one| suggestions(library, one).contains(&company));
    likely.into_iter().chain(others).collect()
}

/// The two views that are compared, where this assessment is one of them.
#[must_use]
pub fn pair_with<'l>(library: &'l Library, assessment: &Assessment) -> Option<Pair<'l>> {
    let counterpart = assessment.counterpart.as_ref().and_then(|other| other.id);
    let companies = [filed_under(assessment), assessment.company.id, counterpart];
    let mut pairs = companies
        .into_iter()
        .flatten()
        .filter_map(|company| pair(&views_of(library, company)));
    pairs.find(|pair| [pair.ours.id, pair.theirs.id].contains(&assessment.id))
}
