//! Two companies become one.

use std::collections::{BTreeMap, BTreeSet};

use super::parting::{about_before, parted};
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{Company, CompanyFacts, CompanyId, Kind, Size};
use crate::domain::exchange::{read_whole_company, write_company};
use crate::domain::json::{Json, Member, Value, compact};
use crate::domain::level::Level;
use crate::domain::library::{Library, LibraryEvent, renew};
use crate::domain::own::{Filed, ListedNote, OwnNote, SentInvite, Unlike};
use crate::domain::problem::Problem;
use crate::domain::profile::{Profile, archived_on, unarchive};
use crate::domain::time::Moment;
use crate::domain::touchpoint::Touchpoints;

/// Two companies become one: what changes, and what was there before.
#[derive(Debug, Clone, PartialEq)]
pub struct Merger {
    /// The one that is kept, as it is from then on.
    pub company: Company,
    /// The assessments about either, as they are from then on.
    pub assessments: Vec<Assessment>,
    /// The two companies as they were: the kept one, then the other.
    before: [Company; 2],
    assessments_before: Vec<Assessment>,
}

/// Why two companies do not become one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergerRefusal {
    #[error("there is no such company")]
    NotHere(CompanyId),
    #[error("it is one company already")]
    IsOne,
    /// What they are together cannot be kept: too many contacts, too long notes, or what was wrong before.
    #[error("together they are nothing that can be kept")]
    Invalid(Vec<Problem>),
}

impl Merger {
    /// Makes one company of two that are here. The assessments about the other one are about the kept one then.
    ///
    /// # Errors
    /// Where one of them is not here, both are the same, or what they are together cannot be kept.
    pub fn of(
        library: &Library,
        keep: CompanyId,
        other: CompanyId,
        now: Moment,
    ) -> Result<Self, MergerRefusal> {
        if keep == other {
            return Err(MergerRefusal::IsOne);
        }
        let company = |id| library.companies.get(&id).ok_or(MergerRefusal::NotHere(id));
        let before = [company(keep)?.clone(), company(other)?.clone()];
        let company = merge(&before[0], &before[1], now);
        read_whole_company(&write_company(&company)).map_err(MergerRefusal::Invalid)?;
        let facts = company.facts();
        let (mut assessments, mut assessments_before) = (Vec::new(), Vec::new());
        for assessment in library.assessments.values() {
            if let Some(changed) = about(assessment, &facts, other) {
                assessments.push(changed);
                assessments_before.push(assessment.clone());
            }
        }
        Ok(Self {
            company,
            assessments,
            before,
            assessments_before,
        })
    }

    /// What happens to the library.
    #[must_use]
    pub fn events(&self) -> Vec<LibraryEvent> {
        let mut events = vec![LibraryEvent::CompanyReplaced(self.company.clone())];
        events.extend(
            self.assessments
                .iter()
                .cloned()
                .map(LibraryEvent::AssessmentAdded),
        );
        events.push(LibraryEvent::CompanyDeleted(self.before[1].id));
        events
    }

    /// What makes two companies of one again, and the assessments be about whom they were about. What was changed in them
    /// since stays, what is new stays with the one that was kept, and what was deleted stays deleted.
    #[must_use]
    pub fn undo(&self, library: &Library) -> Vec<LibraryEvent> {
        let [keep, other] = &self.before;
        let kept = library.companies.get(&keep.id);
        let kept = kept.map(|now| parted(now, &self.company, keep));
        let facts = kept.as_ref().map(Company::facts);
        let is_gone = !library.companies.contains_key(&other.id);
        let companies = kept.into_iter().chain(is_gone.then(|| other.clone()));
        let known = self.assessments.iter().zip(&self.assessments_before);
        let known: BTreeMap<AssessmentId, _> = known.map(|pair| (pair.0.id, pair)).collect();
        let assessments = library.assessments.values().filter_map(|now| {
            let before = known.get(&now.id);
            let mut then = before.map(|(merged, before)| about_before(now, merged, before));
            let copy = then.as_ref().unwrap_or(now).counterpart.as_ref();
            if let Some(facts) = facts
                .as_ref()
                .filter(|facts| copy.is_some_and(|copy| copy.id == facts.id))
            {
                let then = then.get_or_insert_with(|| now.clone());
                then.counterpart.as_mut().map(|copy| renew(copy, facts));
            }
            then.filter(|then| then != now)
        });
        companies
            .map(LibraryEvent::CompanyAdded)
            .chain(assessments.map(LibraryEvent::AssessmentAdded))
            .collect()
    }

    /// The company that is gone, and comes back where it is undone.
    #[must_use]
    pub const fn gone(&self) -> CompanyId {
        self.before[1].id
    }
}

/// One company of two. What the kept one says stays; where it says nothing, the other one is heard. Tags, contacts,
/// systems, touchpoints and invites of both are there, those of the kept one first, and so are both notes. It is archived only where
/// both are. Doing it again changes nothing.
#[must_use]
pub fn merge(keep: &Company, other: &Company, now: Moment) -> Company {
    let mut merged = keep.clone();
    if merged.name.trim().is_empty() {
        merged.name.clone_from(&other.name);
    }
    merged.kind = keep.kind.or(other.kind);
    merged.size = keep.size.or(other.size);
    if let Some(notes) = notes_with(&keep.notes, &other.notes) {
        merged.notes = notes;
    }
    merged.created_at = keep.created_at.min(other.created_at);
    for member in other.extra.iter() {
        take_over(&mut merged.extra, member);
    }
    if archived_on(keep).is_some_and(|day| archived_on(other).is_none_or(|other| other > day)) {
        unarchive(&mut merged);
        let archived = other.extra.iter().find(|member| member.name == ARCHIVED_ON);
        merged
            .extra
            .extend(archived.filter(|_| archived_on(other).is_some()).cloned());
    }
    if merged != *keep {
        merged.updated_at = keep.updated_at.max(now);
    }
    merged
}

/// What a company says of itself that is one thing, and not many beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Name(String),
    Kind(Kind),
    Size(Size),
    Target(Level),
}

/// What the other company says and [`merge`] does not take over, since the kept one says something else.
#[must_use]
pub fn not_kept(keep: &Company, other: &Company) -> Vec<Said> {
    let [keep, other] = [keep, other].map(all_said);
    let is_lost = |said: &&Said| {
        let same = |one: &&Said| core::mem::discriminant(*one) == core::mem::discriminant(*said);
        keep.iter().find(same).is_some_and(|kept| kept != *said)
    };
    other.iter().filter(is_lost).cloned().collect()
}

fn all_said(company: &Company) -> Vec<Said> {
    let name = company.name.trim();
    let name = (!name.is_empty()).then(|| Said::Name(name.to_owned()));
    let target = Profile::of(company).ok().and_then(|profile| profile.target);
    let rest = [
        name,
        company.kind.map(Said::Kind),
        company.size.map(Said::Size),
        target.map(Said::Target),
    ];
    rest.into_iter().flatten().collect()
}

/// What stands between paragraphs.
pub(super) const BREAK: &str = "\n\n";

/// The paragraphs of a note that say something, without spaces around them.
pub(super) fn paragraphs(notes: &str) -> impl Iterator<Item = &str> {
    notes
        .split(BREAK)
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
}

/// Notes with others below them, after an empty line; `None` where they say all of it already.
fn notes_with(notes: &str, others: &str) -> Option<String> {
    let said: BTreeSet<&str> = paragraphs(notes).collect();
    if paragraphs(others).all(|paragraph| said.contains(paragraph)) {
        return None;
    }
    if said.is_empty() {
        return Some(others.to_owned());
    }
    Some([notes, BREAK, others].concat())
}

const ARCHIVED_ON: &str = "archivedOn";

/// Takes over a member of the other company.
fn take_over(members: &mut Vec<Member>, theirs: &Member) {
    if theirs.value.is_null() || theirs.name == ARCHIVED_ON {
        return;
    }
    let Some(ours) = members.iter_mut().find(|member| member.name == theirs.name) else {
        members.push(theirs.clone());
        return;
    };
    if ours.value.is_null() {
        ours.value = theirs.value.clone();
        return;
    }
    let names = match &*theirs.name {
        "tags" => of_tag,
        "contacts" | "systems" => of_entry,
        Touchpoints::MEMBER | SentInvite::MEMBER | Unlike::MEMBER => by_id,
        _ => return,
    };
    if let Value::Array(items) = &mut ours.value.value {
        let mut seen: BTreeSet<String> = items.iter().flat_map(names).collect();
        for item in theirs.value.items() {
            let names = names(item);
            if names.iter().all(|name| !seen.contains(name)) {
                items.push(item.clone());
            }
            seen.extend(names);
        }
    }
}

/// A tag is the same but for capitals.
fn of_tag(item: &Json) -> Vec<String> {
    vec![item.as_str().map_or_else(|| compact(item), str::to_lowercase)]
}

/// A touchpoint and an invite are the same by their ids.
fn by_id(item: &Json) -> Vec<String> {
    let id = item.member("id").and_then(Json::as_str);
    vec![id.map_or_else(|| compact(item), str::to_ascii_lowercase)]
}

/// An entry is the same by its id, or by all the rest.
fn of_entry(item: &Json) -> Vec<String> {
    let rest = item.members().iter().filter(|member| member.name != "id");
    let mut names = by_id(item);
    names.push(compact(&Json::object(rest.cloned().collect())));
    names
}

/// The assessment as it is once the other company is the kept one; `None` where that changes nothing in it.
fn about(assessment: &Assessment, kept: &CompanyFacts, other: CompanyId) -> Option<Assessment> {
    let counterpart = assessment.counterpart.as_ref();
    let counterpart = counterpart.filter(|copy| copy.id == Some(other) || copy.id == kept.id);
    let is_of_other = assessment.company.id == Some(other);
    let filed = Filed::of(assessment).and_then(Result::ok);
    let filed = filed.filter(|filed| filed.company == other);
    if counterpart.is_none() && !is_of_other && filed.is_none() {
        return None;
    }
    let mut changed = assessment.clone();
    if let (Some(mut filed), Some(kept)) = (filed, kept.id) {
        filed.company = kept;
        filed.put(&mut changed);
    }
    if is_of_other {
        follow(&mut changed.company, kept);
    }
    if counterpart.is_some()
        && let Some(copy) = &mut changed.counterpart
    {
        follow(copy, kept);
    }
    (changed != *assessment).then_some(changed)
}

fn follow(copy: &mut CompanyFacts, kept: &CompanyFacts) {
    copy.id = kept.id;
    renew(copy, kept);
}
