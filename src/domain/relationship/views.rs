//! Which assessments are whose view of one relationship.

use super::Filed;
use crate::domain::assessment::Assessment;
use crate::domain::company::CompanyId;
use crate::domain::library::Library;
use crate::domain::pack::PackReference;
use crate::domain::side::Side;

/// The views of a relationship with one company, the newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Views<'l> {
    /// What was answered here about it.
    pub ours: Vec<&'l Assessment>,
    /// What it answered itself.
    pub theirs: Vec<&'l Assessment>,
}

/// The views of a relationship.
#[must_use]
pub fn views_of(library: &Library, company: CompanyId) -> Views<'_> {
    let mut views = Views::default();
    for assessment in library.latest_first() {
        match whose(assessment, company) {
            Some(Whose::Theirs) => views.theirs.push(assessment),
            Some(Whose::Ours) => views.ours.push(assessment),
            None => {}
        }
    }
    views
}

/// What could be filed as a company's own view: what is nobody else's. Those by its name come first, else the newest.
#[must_use]
pub fn could_be_theirs(library: &Library, company: CompanyId) -> Vec<&Assessment> {
    let is_free = |one: &&Assessment| {
        Filed::of(one).is_none() && one.company.id.is_none() && whose(one, company).is_none()
    };
    let free: Vec<&Assessment> = library.latest_first().into_iter().filter(is_free).collect();
    let name = library
        .companies
        .get(&company)
        .map(|company| folded(&company.name));
    let (likely, others): (Vec<_>, Vec<_>) = free
        .into_iter()
        .partition(|one| Some(folded(&one.company.name)) == name);
    likely.into_iter().chain(others).collect()
}

enum Whose {
    Ours,
    Theirs,
}

/// Whose view of the relationship with a company an assessment is; `None`: it is about another.
fn whose(assessment: &Assessment, company: CompanyId) -> Option<Whose> {
    let filed = Filed::of(assessment).map(|filed| filed.company);
    if filed.or(assessment.company.id) == Some(company) {
        return Some(Whose::Theirs);
    }
    let counterpart = assessment.counterpart.as_ref()?.id;
    (filed.is_none() && counterpart == Some(company)).then_some(Whose::Ours)
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The newest view of each side to one pack, the vendor's first; `None` where no two answer the same.
#[must_use]
pub fn pair<'l>(views: &Views<'l>) -> Option<(&'l Assessment, &'l Assessment)> {
    let pairs = views
        .ours
        .iter()
        .flat_map(|ours| views.theirs.iter().map(move |theirs| (*ours, *theirs)));
    let mut fitting =
        pairs.filter(|(ours, theirs)| ours.side != theirs.side && is_same_pack(&ours.pack, &theirs.pack));
    let (ours, theirs) = fitting.next()?;
    Some(match ours.side {
        Side::Vendor => (ours, theirs),
        Side::Partner => (theirs, ours),
    })
}

/// The newest view of each side, the vendor's first, where this assessment is one of them.
#[must_use]
pub fn pair_with<'l>(
    library: &'l Library,
    assessment: &Assessment,
) -> Option<(&'l Assessment, &'l Assessment)> {
    let filed = Filed::of(assessment).map(|filed| filed.company);
    let counterpart = assessment.counterpart.as_ref().and_then(|other| other.id);
    let companies = [filed, assessment.company.id, counterpart];
    let mut pairs = companies
        .into_iter()
        .flatten()
        .filter_map(|company| pair(&views_of(library, company)));
    pairs.find(|(vendor, partner)| [vendor.id, partner.id].contains(&assessment.id))
}

fn is_same_pack(one: &PackReference, other: &PackReference) -> bool {
    match (&one.hash, &other.hash) {
        (Some(one), Some(other)) => one == other,
        _ => one.id == other.id && one.version == other.version,
    }
}
