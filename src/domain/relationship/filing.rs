//! Under whom a received view could be filed, and what could be filed under a partner.

use super::views::{filed_under, is_about};
use crate::domain::assessment::Assessment;
use crate::domain::company::CompanyId;
use crate::domain::directory::name_key;
use crate::domain::library::Library;
use crate::domain::own::{ListedNote, OwnNote, Received, SentInvite};

/// The partners that a received assessment could be filed under, the likeliest first: whom the invite went to, then those
/// of the same name, whatever its case, spaces and legal form.
#[must_use]
pub fn suggestions(library: &Library, assessment: &Assessment) -> Vec<CompanyId> {
    let received = Received::of(assessment).and_then(Result::ok);
    let invite = received.and_then(|received| received.invite);
    let name = name_key(&assessment.company.name);
    let mut found = Vec::new();
    let companies = library.companies_by_name();
    let is_asked = |id| {
        companies
            .iter()
            .filter(move |company| SentInvite::all(company).iter().any(|sent| sent.id == id))
    };
    found.extend(invite.into_iter().flat_map(is_asked).map(|company| company.id));
    let is_named_so = companies
        .iter()
        .filter(|company| !name.is_empty() && name_key(&company.name) == name);
    for company in is_named_so {
        if !found.contains(&company.id) {
            found.push(company.id);
        }
    }
    found
}

/// What could be filed as a company's own view: what is nobody's, and not about it. Those that seem to be its own come
/// first, else the newest.
#[must_use]
pub fn could_be_theirs(library: &Library, company: CompanyId) -> Vec<&Assessment> {
    let name = library
        .companies
        .get(&company)
        .map(|company| name_key(&company.name));
    let is_free = |one: &&Assessment| {
        filed_under(one).is_none() && one.company.id.is_none() && !is_about(one, company, name.as_deref())
    };
    let free = library.latest_first().into_iter().filter(is_free);
    let (likely, others): (Vec<_>, Vec<_>) =
        free.partition(|one| suggestions(library, one).contains(&company));
    likely.into_iter().chain(others).collect()
}
