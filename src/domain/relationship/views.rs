//! The views of a relationship, ours and theirs, and which two are compared.

use std::cmp::Reverse;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyId;
use crate::domain::directory::{has_name_key, name_key};
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
    /// How many are ours.
    #[must_use]
    pub const fn count_of_ours(&self) -> usize {
        self.ours.len()
    }

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

/// Whose view an assessment is, and whom it is about.
pub(in crate::domain) struct Belonging<'l> {
    /// The partner whose own view it is: received and filed under it, or entered here as its own answers.
    pub theirs: Option<CompanyId>,
    /// Whom it is about, where it was answered here. It is no view of ours of a partner whose own it is.
    pub about: Option<Other<'l>>,
}

/// The other company of an assessment.
#[derive(Clone, Copy)]
pub(in crate::domain) enum Other<'l> {
    Known(CompanyId),
    /// It is not on the list, as where an invite of it was answered; not empty.
    Named(&'l str),
}

impl<'l> Belonging<'l> {
    pub fn of(assessment: &'l Assessment) -> Self {
        if is_received(assessment) {
            return Self {
                theirs: filed_under(assessment),
                about: None,
            };
        }
        Self {
            theirs: assessment.company.id,
            about: Other::of(assessment),
        }
    }
}

impl<'l> Other<'l> {
    fn of(assessment: &'l Assessment) -> Option<Self> {
        let other = assessment.counterpart.as_ref()?;
        match other.id {
            Some(id) => Some(Self::Known(id)),
            None => (!other.name.is_empty()).then_some(Self::Named(&other.name)),
        }
    }

    /// Whether it is the company of this id or, where none is known, of this name, as in [`name_key`].
    fn is(self, company: CompanyId, name: Option<&str>) -> bool {
        match self {
            Self::Known(id) => id == company,
            Self::Named(other) => name.is_some_and(|name| has_name_key(other, name)),
        }
    }
}

/// A view, with what decides whether it comes before others.
#[derive(Clone, Copy)]
pub(in crate::domain) struct Known<'l> {
    pub view: &'l Assessment,
    /// How many answers count.
    pub answers: usize,
    /// See [`age_of`].
    pub age: (Moment, AssessmentId),
}

impl<'l> Known<'l> {
    /// As it stands now.
    pub fn now(view: &'l Assessment) -> Self {
        Self {
            view,
            answers: view.answers.count(),
            age: age_of(view),
        }
    }
}

/// The views of the relationship with a partner.
///
/// Ours: not received, and about it, or about a company of its name that is not on the list, as where an invite of it was
/// answered. Theirs: received and filed under it, or entered here as its own answers.
#[must_use]
pub fn views_of(library: &Library, company: CompanyId) -> Views<'_> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let name = library
        .companies
        .get(&company)
        .map(|company| name_key(&company.name));
    for assessment in library.assessments.values() {
        let belongs = Belonging::of(assessment);
        if belongs.theirs == Some(company) {
            theirs.push(Known::now(assessment));
        } else if belongs
            .about
            .is_some_and(|other| other.is(company, name.as_deref()))
        {
            ours.push(Known::now(assessment));
        }
    }
    in_order(&mut ours);
    in_order(&mut theirs);
    Views {
        ours: ours.into_iter().map(|known| known.view).collect(),
        theirs: theirs.into_iter().map(|known| known.view).collect(),
    }
}

/// Puts the views of one side in order: the newest first, what has only been begun last.
pub(in crate::domain) fn in_order(views: &mut [Known<'_>]) {
    let fullest = Fullest::of(views);
    views.sort_by_cached_key(|known| (fullest.has_more_than(known), Reverse(known.age)));
}

/// How many answers the fullest view has, of each side and pack.
struct Fullest<'l>(Vec<(Side, &'l PackReference, usize)>);

impl<'l> Fullest<'l> {
    fn of(views: &[Known<'l>]) -> Self {
        let mut fullest: Vec<(Side, &PackReference, usize)> = Vec::new();
        for Known { view, answers, .. } in views {
            let is_it = |(side, pack, _): &&mut (Side, &PackReference, usize)| {
                *side == view.side && **pack == view.pack
            };
            match fullest.iter_mut().find(is_it) {
                Some((.., most)) => *most = *answers.max(most),
                None => fullest.push((view.side, &view.pack, *answers)),
            }
        }
        Self(fullest)
    }

    /// Whether a view says too little to take the place of others of its side and pack.
    fn has_more_than(&self, known: &Known<'_>) -> bool {
        let alike = self
            .0
            .iter()
            .filter(|(side, pack, _)| *side == known.view.side && is_same_pack(pack, &known.view.pack));
        let most = alike.map(|(.., most)| *most).max().unwrap_or(0);
        known.answers * BEGUN < most
    }
}

/// Whether an assessment is about a company of this id or, where it knows no id, of this name.
pub(super) fn is_about(assessment: &Assessment, company: CompanyId, name: Option<&str>) -> bool {
    Other::of(assessment).is_some_and(|other| other.is(company, name))
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
    let is_here = |company| library.companies.contains_key(&company);
    let is_apart =
        |assessment: &&Assessment| is_received(assessment) && !filed_under(assessment).is_some_and(is_here);
    let mut apart: Vec<&Assessment> = all.filter(is_apart).collect();
    apart.sort_by_cached_key(|assessment| Reverse(age_of(assessment)));
    apart
}

/// The newest pair of opposite sides that answer the same pack: the one whose older view is newest, and of those the one
/// whose other view is newest. What has only been begun counts only where there is nothing else. `None` where there is no
/// pair.
#[must_use]
pub fn pair<'l>(views: &Views<'l>) -> Option<Pair<'l>> {
    let known = |views: &[&'l Assessment]| views.iter().map(|view| Known::now(view)).collect::<Vec<_>>();
    best_pair(&known(&views.ours), &known(&views.theirs))
}

/// The same of views that were looked at.
pub(in crate::domain) fn best_pair<'l>(ours: &[Known<'l>], theirs: &[Known<'l>]) -> Option<Pair<'l>> {
    // Of each view, looked at once: whether it says enough.
    let (of_ours, of_theirs) = (Fullest::of(ours), Fullest::of(theirs));
    let says = |of: &Fullest<'_>, known: &Known<'_>| usize::from(!of.has_more_than(known));
    let theirs: Vec<(&Known<'l>, usize)> = theirs
        .iter()
        .map(|known| (known, says(&of_theirs, known)))
        .collect();
    let pairs = ours.iter().flat_map(|known| {
        let (ours, ours_says) = (known, says(&of_ours, known));
        let fits = move |theirs: &Assessment| {
            theirs.side == ours.view.side.other() && is_same_pack(&ours.view.pack, &theirs.pack)
        };
        let fitting = theirs.iter().filter(move |(theirs, _)| fits(theirs.view));
        fitting.map(move |(theirs, theirs_says)| {
            let ages = (ours.age.min(theirs.age), ours.age.max(theirs.age));
            let pair = Pair {
                ours: ours.view,
                theirs: theirs.view,
            };
            ((ours_says + theirs_says, ages), pair)
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
            .is_some_and(|name| has_name_key(&company.name, name))
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
pub(in crate::domain) fn is_same_pack(one: &PackReference, other: &PackReference) -> bool {
    match (&one.hash, &other.hash) {
        (Some(one), Some(other)) => one == other,
        _ => one.id == other.id && one.version == other.version,
    }
}
