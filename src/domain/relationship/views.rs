//! The views of a relationship, ours and theirs, and which two are compared.

use std::cmp::Reverse;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyId;
use crate::domain::directory::name_key;
use crate::domain::library::Library;
use crate::domain::own::{Filed, OwnNote, Received, is_received};
use crate::domain::pack::PackReference;
use crate::domain::side::Side;
use crate::domain::time::Moment;

/// The assessments of the relationship with one partner. Of each side the newest comes first; what has only been begun
/// comes last: with less than a third as many answers as the fullest view of the same side and pack, it does not take the
/// place of that yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Views<'l> {
    /// What was answered here about it.
    pub ours: Vec<&'l Assessment>,
    /// What came from it, or was answered here in its place.
    pub theirs: Vec<&'l Assessment>,
}

/// Which assessments the views of a relationship are, to be looked up again without going through all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ViewIds {
    ours: Vec<AssessmentId>,
    theirs: Vec<AssessmentId>,
}

impl ViewIds {
    /// The views themselves, as long as nothing was filed, answered anew or deleted since; what is gone is left out.
    #[must_use]
    pub fn of<'l>(&self, library: &'l Library) -> Views<'l> {
        let found = |ids: &[AssessmentId]| {
            let found = ids.iter().filter_map(|id| library.assessments.get(id));
            found.collect()
        };
        Views {
            ours: found(&self.ours),
            theirs: found(&self.theirs),
        }
    }
}

impl Views<'_> {
    /// Which assessments they are.
    #[must_use]
    pub fn ids(&self) -> ViewIds {
        let ids = |views: &[&Assessment]| views.iter().map(|view| view.id).collect();
        ViewIds {
            ours: ids(&self.ours),
            theirs: ids(&self.theirs),
        }
    }
}

/// A view with less than this part of the answers of the fullest one has only been begun. A quick form has a third of the
/// questions of the full one in the shipped pack, and is a view.
const BEGUN: usize = 3;

/// One view of each side, to be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'l> {
    pub ours: &'l Assessment,
    pub theirs: &'l Assessment,
}

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

/// The views of the relationship with a partner.
///
/// Ours: not received, and about it, or about a company of its name that is not on the list, as where an invite of it was
/// answered. Theirs: received and filed under it, or entered here as its own answers.
#[must_use]
pub fn views_of(library: &Library, company: CompanyId) -> Views<'_> {
    let mut views = Views::default();
    let name = library
        .companies
        .get(&company)
        .map(|company| name_key(&company.name));
    for assessment in library.assessments.values() {
        if is_received(assessment) {
            if filed_under(assessment) == Some(company) {
                views.theirs.push(assessment);
            }
        } else if assessment.company.id == Some(company) {
            views.theirs.push(assessment);
        } else if is_about(assessment, company, name.as_deref()) {
            views.ours.push(assessment);
        }
    }
    for views in [&mut views.ours, &mut views.theirs] {
        let fullest = views.clone();
        views.sort_by_cached_key(|view| (is_only_begun(view, &fullest), Reverse(age_of(view))));
    }
    views
}

/// Whether a view says too little to take the place of others of its side.
fn is_only_begun(view: &Assessment, others: &[&Assessment]) -> bool {
    let alike = others
        .iter()
        .filter(|other| other.side == view.side && is_same_pack(&other.pack, &view.pack));
    let most = alike.map(|other| other.answers.len()).max().unwrap_or(0);
    view.answers.len() * BEGUN < most
}

/// Whether an assessment is about a company of this id or, where it knows no id, of this name.
pub(super) fn is_about(assessment: &Assessment, company: CompanyId, name: Option<&str>) -> bool {
    assessment
        .counterpart
        .as_ref()
        .is_some_and(|other| match other.id {
            Some(id) => id == company,
            None => !other.name.is_empty() && name == Some(&name_key(&other.name)),
        })
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
/// whose other view is newest. What has only been begun counts only where there is nothing else. `None` where there is no
/// pair.
#[must_use]
pub fn pair<'l>(views: &Views<'l>) -> Option<Pair<'l>> {
    // Of each view, looked at once: whether it says enough, and how old it is.
    let known = |views: &[&'l Assessment]| {
        let known = views
            .iter()
            .map(|view| (*view, usize::from(!is_only_begun(view, views)), age_of(view)));
        known.collect::<Vec<_>>()
    };
    let theirs = known(&views.theirs);
    let pairs = known(&views.ours)
        .into_iter()
        .flat_map(|(ours, ours_says, ours_age)| {
            let fits = move |theirs: &Assessment| {
                theirs.side == ours.side.other() && is_same_pack(&ours.pack, &theirs.pack)
            };
            let fitting = theirs.iter().filter(move |(theirs, ..)| fits(theirs));
            fitting.map(move |(theirs, theirs_says, theirs_age)| {
                let ages = (ours_age.min(*theirs_age), ours_age.max(*theirs_age));
                ((ours_says + theirs_says, ages), Pair { ours, theirs })
            })
        });
    let best = pairs.max_by_key(|(key, _)| *key);
    best.map(|(_, pair)| pair)
}

/// What was compared before the newer of these two views came: the pair without it, of the same pack.
#[must_use]
pub fn pair_before<'l>(views: &Views<'l>, now: &Pair<'l>) -> Option<Pair<'l>> {
    let newest = if age_of(now.ours) > age_of(now.theirs) {
        now.ours.id
    } else {
        now.theirs.id
    };
    let without = |views: &[&'l Assessment]| {
        let left = views
            .iter()
            .filter(|view| view.id != newest && is_same_pack(&view.pack, &now.ours.pack));
        left.copied().collect()
    };
    pair(&Views {
        ours: without(&views.ours),
        theirs: without(&views.theirs),
    })
}

/// The two views that are compared, where this assessment is one of them.
#[must_use]
pub fn pair_with<'l>(library: &'l Library, assessment: &Assessment) -> Option<Pair<'l>> {
    let counterpart = assessment.counterpart.as_ref();
    let known = counterpart.and_then(|other| other.id);
    let named = counterpart.filter(|other| other.id.is_none() && !other.name.is_empty());
    let named = named.map(|other| name_key(&other.name));
    let of_name = library.companies.values().filter(|company| {
        named
            .as_ref()
            .is_some_and(|name| *name == name_key(&company.name))
    });
    let companies = [filed_under(assessment), assessment.company.id, known];
    let mut pairs = companies
        .into_iter()
        .flatten()
        .chain(of_name.map(|company| company.id))
        .filter_map(|company| pair(&views_of(library, company)));
    pairs.find(|pair| [pair.ours.id, pair.theirs.id].contains(&assessment.id))
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
