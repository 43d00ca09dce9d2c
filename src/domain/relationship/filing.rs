//! Under whom a received view could be filed, and what could be filed under a partner.

use super::views::{filed_under, is_about};
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::{has_name_key, name_key};
use crate::domain::exchange::InviteId;
use crate::domain::library::Library;
use crate::domain::own::{Invited, ListedNote, OwnNote, Received, SentInvite, is_received};
use crate::domain::time::Moment;

/// The partners that a received assessment could be filed under, the likeliest first: those of the same invite, whether it
/// went to them or they sent it and it was answered here; then those of the same name, whatever its case, spaces and legal
/// form.
#[must_use]
pub fn suggestions(library: &Library, assessment: &Assessment) -> Vec<CompanyId> {
    let view = Sender::of(assessment);
    let askers = view
        .invite
        .map(|invite| askers(library, invite))
        .unwrap_or_default();
    let mut found: Vec<(bool, String, CompanyId)> = Vec::new();
    for company in library.companies.values() {
        let is_of_invite = view.was_asked_as(company) || askers.contains(&company.id);
        if is_of_invite || view.is_called(&company.name) {
            found.push((!is_of_invite, company.name.to_lowercase(), company.id));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
}

/// So many assessments are a step: some milliseconds at most.
const STEP: usize = 5_000;

/// Looks for what could be filed as a company's own view: what is nobody's, and about neither it nor another partner who is
/// here. It takes going through all assessments twice. Where the library changes meanwhile, a new one is to be begun.
#[derive(Debug)]
pub struct FilingSearch {
    company: CompanyId,
    /// The invites of the company that were answered here; all of them once `knows_answered`.
    answered: Vec<InviteId>,
    knows_answered: bool,
    at: Option<AssessmentId>,
    /// What seems to be its own comes first, else the newest.
    found: Vec<(bool, Moment, AssessmentId)>,
}

impl FilingSearch {
    /// Begins one.
    #[must_use]
    pub const fn begin(company: CompanyId) -> Self {
        Self {
            company,
            answered: Vec::new(),
            knows_answered: false,
            at: None,
            found: Vec::new(),
        }
    }

    /// Goes on by a step. Whether it is over.
    pub fn step(&mut self, library: &Library) -> bool {
        let here = Sought::of(library, self.company);
        let is_over = library.assessments.go_on(&mut self.at, STEP, |_, id, one| {
            if !self.knows_answered {
                let of_it = answer(one).filter(|(_, asker)| *asker == self.company);
                self.answered.extend(of_it.map(|(invite, _)| invite));
            } else if here.could_be_its(one) {
                let seems = here.seems_its(one, &self.answered);
                self.found.push((seems, one.updated_at, *id));
            }
        });
        if is_over {
            self.at = None;
        }
        is_over && core::mem::replace(&mut self.knows_answered, true)
    }

    /// Takes out what was found, the likeliest first.
    #[must_use]
    pub fn take_found(&mut self) -> Vec<AssessmentId> {
        let mut found = core::mem::take(&mut self.found);
        found.sort_unstable();
        found.into_iter().rev().map(|(.., id)| id).collect()
    }
}

/// Whose own view is looked for.
struct Sought<'l> {
    library: &'l Library,
    id: CompanyId,
    /// `None` where it is not here any more.
    company: Option<&'l Company>,
    /// See [`name_key`].
    name: Option<String>,
}

impl<'l> Sought<'l> {
    fn of(library: &'l Library, id: CompanyId) -> Self {
        let company = library.companies.get(&id);
        Self {
            library,
            id,
            company,
            name: company.map(|company| name_key(&company.name)),
        }
    }

    fn could_be_its(&self, one: &Assessment) -> bool {
        let is_about_another = || {
            let about = one.counterpart.as_ref().and_then(|other| other.id);
            !is_received(one) && about.is_some_and(|id| self.library.companies.contains_key(&id))
        };
        one.company.id.is_none()
            && filed_under(one).is_none()
            && !is_about(one, self.id, self.name.as_deref())
            && !is_about_another()
    }

    fn seems_its(&self, one: &Assessment, answered: &[InviteId]) -> bool {
        let view = Sender::of(one);
        let has_asked = view.invite.is_some_and(|invite| answered.contains(&invite));
        let is_it = |company: &Company| view.was_asked_as(company) || view.is_called(&company.name);
        has_asked || self.company.is_some_and(is_it)
    }
}

/// The invite that an assessment answers, with the partner whom the answers are about.
fn answer(one: &Assessment) -> Option<(InviteId, CompanyId)> {
    let asker = one.counterpart.as_ref()?.id?;
    let ours = Some(one).filter(|one| !is_received(one))?;
    Some((Invited::of(ours)?.ok()?.invite, asker))
}

/// The partners who sent an invite that was answered here.
fn askers(library: &Library, invite: InviteId) -> Vec<CompanyId> {
    let answers = library.assessments.values().filter_map(answer);
    let of_invite = answers.filter(|(answered, _)| *answered == invite);
    of_invite.map(|(_, asker)| asker).collect()
}

/// Who sent a view, as far as it says.
struct Sender {
    /// Which invite it answers, or was sent with.
    invite: Option<InviteId>,
    /// The company's name; empty: not told.
    name: String,
}

impl Sender {
    fn of(view: &Assessment) -> Self {
        let received = Received::of(view).and_then(Result::ok);
        Self {
            invite: received.and_then(|received| received.invite),
            name: name_key(&view.company.name),
        }
    }

    /// Whether its invite went to this company.
    fn was_asked_as(&self, company: &Company) -> bool {
        let is_it = |invite| SentInvite::all(company).iter().any(|sent| sent.id == invite);
        self.invite.is_some_and(is_it)
    }

    fn is_called(&self, name: &str) -> bool {
        !self.name.is_empty() && has_name_key(name, &self.name)
    }
}
