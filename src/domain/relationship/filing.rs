//! Under whom a received view could be filed, and what could be filed under a partner.

use super::views::{filed_under, is_about};
use crate::domain::assessment::Assessment;
use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::name_key;
use crate::domain::exchange::InviteId;
use crate::domain::library::Library;
use crate::domain::own::{Invited, ListedNote, OwnNote, Received, SentInvite, is_received};

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

/// What could be filed as a company's own view: what is nobody's, and about neither it nor another partner who is here.
/// Those that seem to be its own come first, else the newest.
#[must_use]
pub fn could_be_theirs(library: &Library, company: CompanyId) -> Vec<&Assessment> {
    let here = library.companies.get(&company);
    let name = here.map(|here| name_key(&here.name));
    let answered = answered(library, company);
    let is_about_another = |one: &Assessment| {
        let about = one.counterpart.as_ref().and_then(|other| other.id);
        !is_received(one) && about.is_some_and(|id| library.companies.contains_key(&id))
    };
    let is_free = |one: &&Assessment| {
        filed_under(one).is_none()
            && one.company.id.is_none()
            && !is_about_another(one)
            && !is_about(one, company, name.as_deref())
    };
    let seems_theirs = |one: &&Assessment| {
        let view = Sender::of(one);
        let has_asked = view.invite.is_some_and(|invite| answered.contains(&invite));
        has_asked || here.is_some_and(|here| view.was_asked_as(here) || view.is_called(&here.name))
    };
    let free = library.latest_first().into_iter().filter(is_free);
    let (likely, others): (Vec<_>, Vec<_>) = free.partition(seems_theirs);
    likely.into_iter().chain(others).collect()
}

/// The invites that were answered here, each with the partner whom the answers are about.
fn answers(library: &Library) -> impl Iterator<Item = (InviteId, CompanyId)> {
    let ours = library.assessments.values().filter(|one| !is_received(one));
    ours.filter_map(|one| {
        let asker = one.counterpart.as_ref()?.id?;
        Some((Invited::of(one)?.ok()?.invite, asker))
    })
}

/// The partners who sent an invite that was answered here.
fn askers(library: &Library, invite: InviteId) -> Vec<CompanyId> {
    let of_invite = answers(library).filter(|(answered, _)| *answered == invite);
    of_invite.map(|(_, asker)| asker).collect()
}

/// The invites of a partner that were answered here.
fn answered(library: &Library, asker: CompanyId) -> Vec<InviteId> {
    let of_asker = answers(library).filter(|(_, by)| *by == asker);
    of_asker.map(|(invite, _)| invite).collect()
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
        !self.name.is_empty() && self.name == name_key(name)
    }
}
