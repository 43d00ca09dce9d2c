//! Everything a visitor keeps: assessments and partners, and the events that change them.

use super::assessment::{Assessment, AssessmentId, Event};
use super::company::{Company, CompanyFacts, CompanyId, Kind, Size};
use super::ordered::Ordered;
use super::own::{is_ours, is_received};
use super::time::{Day, Moment};

/// All assessments and partners of one visitor, by id.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Library {
    pub assessments: Ordered<AssessmentId, Assessment>,
    pub companies: Ordered<CompanyId, Company>,
}

/// What happened to the library.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "an event is made, applied and gone: it is never kept in numbers"
)]
pub enum LibraryEvent {
    /// A new assessment, a duplicate, a restored or an imported one.
    AssessmentAdded(Assessment),
    AssessmentChanged(AssessmentId, Event),
    AssessmentDeleted(AssessmentId),
    /// A new partner, a restored or an imported one.
    CompanyAdded(Company),
    /// A partner that is here is from now on as this says.
    CompanyReplaced(Company),
    /// Its assessments stay, with their copy of its name.
    CompanyDeleted(CompanyId),
}

/// What a person writes about a partner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompanyEntry {
    pub name: String,
    pub kind: Option<Kind>,
    pub size: Option<Size>,
    pub notes: String,
}

impl CompanyEntry {
    /// What this makes of a partner.
    #[must_use]
    pub fn of(self, company: Company) -> Company {
        Company {
            name: self.name,
            kind: self.kind,
            size: self.size,
            notes: self.notes,
            ..company
        }
    }
}

/// A record that has to be written, or removed where the library no longer holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touched {
    Assessment(AssessmentId),
    Company(CompanyId),
}

/// Of those that wait, so many that came last are looked at.
const LATELY: usize = 64;

/// Lets what was touched wait to be written, beside what waits already. Whoever writes on touches the same few records over
/// and over: each of those is there once. Of thousands one may be there twice; to be written twice does no harm, and to
/// look for each among all would take its time.
pub fn wait_too(waiting: &mut Vec<Touched>, mut touched: Vec<Touched>) {
    let lately = &waiting[waiting.len().saturating_sub(LATELY)..];
    touched.retain(|one| !lately.contains(one));
    waiting.append(&mut touched);
}

impl Library {
    /// Applies an event and tells which records it touched. Events about what is not there touch nothing, nor do changes of
    /// what came from somebody else.
    pub fn apply(&mut self, event: LibraryEvent, today: Day, now: Moment) -> Vec<Touched> {
        match event {
            LibraryEvent::AssessmentAdded(assessment) => {
                let id = assessment.id;
                self.assessments.insert(id, assessment);
                vec![Touched::Assessment(id)]
            }
            LibraryEvent::AssessmentChanged(id, event) => {
                let assessment = self.assessments.get_mut(&id);
                // What came from somebody else is theirs to change.
                let ours = assessment.filter(|assessment| !is_received(assessment));
                ours.map_or_else(Vec::new, |assessment| {
                    assessment.apply(event, today, now);
                    vec![Touched::Assessment(id)]
                })
            }
            LibraryEvent::AssessmentDeleted(id) => self
                .assessments
                .remove(&id)
                .map_or_else(Vec::new, |_| vec![Touched::Assessment(id)]),
            LibraryEvent::CompanyAdded(company) => {
                let id = company.id;
                self.companies.insert(id, company);
                vec![Touched::Company(id)]
            }
            LibraryEvent::CompanyReplaced(company) => self.replace_company(company, now),
            LibraryEvent::CompanyDeleted(id) => self
                .companies
                .remove(&id)
                .map_or_else(Vec::new, |_| vec![Touched::Company(id)]),
        }
    }

    /// Takes in what came from elsewhere, in any order; what is here under the same id is replaced. However many there
    /// are, what is here is moved once.
    pub fn take_in(&mut self, companies: Vec<Company>, assessments: Vec<Assessment>) {
        let companies = companies.into_iter().map(|company| (company.id, company));
        let assessments = assessments
            .into_iter()
            .map(|assessment| (assessment.id, assessment));
        self.take_in_named(companies.collect(), assessments.collect());
    }

    /// The same of records with their ids. Where nothing is here yet and they come in order, none is moved.
    pub fn take_in_named(
        &mut self,
        companies: Vec<(CompanyId, Company)>,
        assessments: Vec<(AssessmentId, Assessment)>,
    ) {
        self.companies.add_all(companies);
        self.assessments.add_all(assessments);
    }

    /// The assessment worked on last. Nobody here works on what came from somebody else.
    #[must_use]
    pub fn latest(&self) -> Option<&Assessment> {
        self.latest_where(&|assessment| !is_received(assessment))
    }

    /// The company that answers for the visitor: the one of the assessment of our own side that was worked on last.
    #[must_use]
    pub fn own_company(&self) -> Option<&CompanyFacts> {
        self.latest_where(&is_ours).map(|assessment| &assessment.company)
    }

    /// Of those that are wanted, the one that was worked on last.
    #[must_use]
    // By a pointer: it is there once in the first download.
    pub fn latest_where(&self, is_wanted: &dyn Fn(&Assessment) -> bool) -> Option<&Assessment> {
        let mut latest: Option<&Assessment> = None;
        for one in self.assessments.values() {
            let age = (one.updated_at, one.id);
            let is_later = latest.is_none_or(|latest| (latest.updated_at, latest.id) < age);
            // Of many thousands, few are asked.
            if is_later && is_wanted(one) {
                latest = Some(one);
            }
        }
        latest
    }

    /// The assessments, the one worked on last first.
    #[must_use]
    pub fn latest_first(&self) -> Vec<&Assessment> {
        let all = self.assessments.values();
        let all = all.map(|assessment| ((assessment.updated_at, assessment.id), assessment));
        let mut all: Vec<_> = Ordered::sorted(all.collect()).into_values().collect();
        all.reverse();
        all
    }

    /// A partner's new name, kind and size go into the copies that its assessments keep.
    fn replace_company(&mut self, mut company: Company, now: Moment) -> Vec<Touched> {
        let id = company.id;
        let Some(here) = self.companies.get_mut(&id) else {
            return Vec::new();
        };
        company.updated_at = company.updated_at.max(here.updated_at).max(now);
        let facts = company.facts();
        *here = company;
        let mut touched = vec![Touched::Company(id)];
        for assessment in self.assessments.values_mut() {
            if let Some(copy) = &mut assessment.counterpart
                && copy.id == Some(id)
                && renew(copy, &facts)
            {
                touched.push(Touched::Assessment(assessment.id));
            }
        }
        touched
    }
}

/// Takes over name, kind and size into the copy that an assessment keeps. Whether anything changed.
pub(super) fn renew(copy: &mut CompanyFacts, facts: &CompanyFacts) -> bool {
    if copy.name == facts.name && copy.kind == facts.kind && copy.size == facts.size {
        return false;
    }
    copy.name.clone_from(&facts.name);
    copy.kind = facts.kind;
    copy.size = facts.size;
    true
}
