//! The views of a relationship, ours and theirs, and under whom a received one could be filed.

use std::cmp::Reverse;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyId;
use crate::domain::library::Library;
use crate::domain::own::{Filed, OwnNote, Received, SentInvite, is_received};
use crate::domain::pack::PackReference;
use crate::domain::time::Moment;

/// How companies write what they are by law, in small letters and without stops.
const LEGAL_FORMS: [&str; 40] = [
    "ab",
    "ag",
    "aps",
    "as",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "ev",
    "eg",
    "gbr",
    "gmbh",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kgaa",
    "limited",
    "llc",
    "llp",
    "ltd",
    "mbh",
    "nv",
    "ohg",
    "oy",
    "oyj",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "spa",
    "srl",
    "sro",
    "ug",
];

/// The assessments of the relationship with one partner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Views<'l> {
    /// What was answered here about it, the newest first.
    pub ours: Vec<&'l Assessment>,
    /// What came from it, or was answered here in its place, the newest first.
    pub theirs: Vec<&'l Assessment>,
}

/// One view of each side, to be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'l> {
    pub ours: &'l Assessment,
    pub theirs: &'l Assessment,
}

/// The views of the relationship with a partner.
///
/// Ours: not received, and about it. Theirs: received and filed under it, or entered here as its own answers.
#[must_use]
pub fn views_of(library: &Library, company: CompanyId) -> Views<'_> {
    let mut views = Views::default();
    for assessment in library.assessments.values() {
        if is_received(assessment) {
            if filed_under(assessment) == Some(company) {
                views.theirs.push(assessment);
            }
        } else if assessment.company.id == Some(company) {
            views.theirs.push(assessment);
        } else if assessment.counterpart.as_ref().and_then(|facts| facts.id) == Some(company) {
            views.ours.push(assessment);
        }
    }
    for views in [&mut views.ours, &mut views.theirs] {
        views.sort_by_cached_key(|assessment| Reverse(age_of(assessment)));
    }
    views
}

/// The partner that a received assessment is filed under; `None` where it is kept apart.
#[must_use]
pub fn filed_under(assessment: &Assessment) -> Option<CompanyId> {
    let filed = Filed::of(assessment)?.ok()?;
    Some(filed.company)
}

/// The received assessments that are filed under no partner who is here, the newest first.
#[must_use]
pub fn kept_apart(library: &Library) -> Vec<&Assessment> {
    let all = library.assessments.values();
    let is_apart = |assessment: &&Assessment| {
        let company = filed_under(assessment);
        is_received(assessment) && company.is_none_or(|company| !library.companies.contains_key(&company))
    };
    let mut apart: Vec<&Assessment> = all.filter(is_apart).collect();
    apart.sort_by_cached_key(|assessment| Reverse(age_of(assessment)));
    apart
}

/// The newest pair of opposite sides that answer the same pack: the one whose older view is newest, and of those the one
/// whose other view is newest. `None` where there is none.
#[must_use]
pub fn pair<'l>(views: &Views<'l>) -> Option<Pair<'l>> {
    let pairs = views.ours.iter().flat_map(|ours| {
        let fits = |theirs: &&&Assessment| {
            theirs.side == ours.side.other() && is_same_pack(&ours.pack, &theirs.pack)
        };
        let theirs = views.theirs.iter().filter(fits);
        theirs.map(|theirs| Pair { ours, theirs })
    });
    pairs.max_by_key(|pair| {
        let (ours, theirs) = (age_of(pair.ours), age_of(pair.theirs));
        (ours.min(theirs), ours.max(theirs))
    })
}

/// The partners that a received assessment could be filed under, the likeliest first: whom the invite went to, then those
/// of the same name, whatever its case, spaces and legal form.
#[must_use]
pub fn suggestions(library: &Library, assessment: &Assessment) -> Vec<CompanyId> {
    let received = Received::of(assessment).and_then(Result::ok);
    let invite = received.and_then(|received| received.invite);
    let name = plain_name(&assessment.company.name);
    let mut found = Vec::new();
    let companies = library.companies_by_name();
    let is_asked = |id| {
        companies
            .iter()
            .filter(move |company| SentInvite::to(company).iter().any(|sent| sent.id == id))
    };
    found.extend(invite.into_iter().flat_map(is_asked).map(|company| company.id));
    let is_named_so = companies
        .iter()
        .filter(|company| !name.is_empty() && plain_name(&company.name) == name);
    for company in is_named_so {
        if !found.contains(&company.id) {
            found.push(company.id);
        }
    }
    found
}

/// When a view was changed last. What came from somebody else is not later than when it came in, whatever it says.
fn age_of(assessment: &Assessment) -> (Moment, AssessmentId) {
    let received = Received::of(assessment).and_then(Result::ok);
    let latest = received.map_or(assessment.updated_at, |received| {
        received.at.min(assessment.updated_at)
    });
    (latest, assessment.id)
}

/// By the content where both name it, else by id and version.
fn is_same_pack(one: &PackReference, other: &PackReference) -> bool {
    match (&one.hash, &other.hash) {
        (Some(one), Some(other)) => one == other,
        _ => one.id == other.id && one.version == other.version,
    }
}

/// The words of a name in small letters, without signs and legal forms: `Müller & Co. KG` is `müller`. A name of nothing
/// but legal forms stays as it is.
fn plain_name(name: &str) -> String {
    let without_stops = name.to_lowercase().replace(['.', '\'', '’'], "");
    let words: Vec<&str> = without_stops
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let named: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !LEGAL_FORMS.contains(word))
        .collect();
    if named.is_empty() {
        words.concat()
    } else {
        named.concat()
    }
}
