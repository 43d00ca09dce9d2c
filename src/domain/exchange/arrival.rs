//! What an imported document adds: beside what is here, never over it.

use std::collections::BTreeMap;
use std::vec;

use uuid::Uuid;

use super::{Bundle, Document, pack_of};
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::benchmark::Benchmark;
use crate::domain::company::{Company, CompanyFacts, CompanyId};
use crate::domain::json::{Json, Member};
use crate::domain::library::Library;
use crate::domain::own::{Filed, OwnNote};
use crate::domain::pack::{Hash, Pack};

/// What an imported document adds to a library.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrival {
    pub packs: Vec<Pack>,
    pub companies: Vec<Company>,
    pub assessments: Vec<Assessment>,
    pub benchmarks: Vec<Benchmark>,
    /// How many packs, companies, responses and benchmarks of the document are here with the same content.
    pub already_here: usize,
    /// Where the document was one response: the id that it has here, whether it came now or was here before.
    pub single: Option<AssessmentId>,
}

/// What is here when a document comes.
#[derive(Debug, Clone, Copy)]
pub struct Here<'h> {
    pub library: &'h Library,
    /// The packs at hand.
    pub known: &'h [&'h Pack],
    /// Ids that belong to something which is not in the library: a record that could not be read, or one that was
    /// deleted and may still come back.
    pub reserved: &'h [Uuid],
    /// The benchmarks that are kept, by hash.
    pub benchmarks: &'h [Hash],
}

/// What an import did. The ids are those given here, of what was added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    pub packs: Vec<String>,
    pub companies: Vec<CompanyId>,
    pub assessments: Vec<AssessmentId>,
    pub benchmarks: Vec<Hash>,
    /// See [`Arrival::already_here`].
    pub already_here: usize,
    /// See [`Arrival::single`].
    pub single: Option<AssessmentId>,
}

impl Arrival {
    /// Sorts a document into what is new and what is here already.
    ///
    /// An id that is here with the same content is here already. With different content it gets a new one from
    /// `new_id`, and references within the document follow; importing that document once more adds nothing.
    /// A bundle is taken apart: what it holds beside its lists belongs to nothing that is kept, and goes.
    /// A response that names its pack without a hash gets the hash of the pack it was checked against, so that it
    /// keeps its questions when a pack of the same version comes along.
    pub fn settle(document: Document, here: Here<'_>, new_id: impl FnMut() -> Uuid) -> Self {
        let mut settling = Settling::new(document, here.known, new_id);
        while settling.step(here) {}
        settling.arrival
    }

    /// Whether nothing that is here has one of its ids.
    #[must_use]
    pub fn is_beside(&self, library: &Library) -> bool {
        let companies = self.companies.iter().map(|company| company.id);
        let assessments = self.assessments.iter().map(|assessment| assessment.id);
        companies
            .into_iter()
            .all(|id| !library.companies.contains_key(&id))
            && assessments
                .into_iter()
                .all(|id| !library.assessments.contains_key(&id))
    }

    /// What is told of it.
    #[must_use]
    pub fn report(&self) -> ImportReport {
        ImportReport {
            packs: self
                .packs
                .iter()
                .map(|pack| pack.questionnaire.id.clone())
                .collect(),
            companies: self.companies.iter().map(|company| company.id).collect(),
            assessments: self.assessments.iter().map(|assessment| assessment.id).collect(),
            benchmarks: (self.benchmarks.iter())
                .map(|benchmark| benchmark.hash.clone())
                .collect(),
            already_here: self.already_here,
            single: self.single,
        }
    }

    /// The hashes of the packs that it adds.
    pub fn pack_hashes(&self) -> impl Iterator<Item = &Hash> {
        self.packs.iter().map(|pack| &pack.hash)
    }
}

impl ImportReport {
    /// The report as the host page gets it.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let texts = |ids: Vec<String>| Json::list(ids.into_iter().map(Json::from));
        Json::object(vec![
            Member::new("packs", texts(self.packs.clone())),
            Member::new(
                "companies",
                texts(self.companies.iter().map(|id| id.0.to_string()).collect()),
            ),
            Member::new(
                "responses",
                texts(self.assessments.iter().map(|id| id.0.to_string()).collect()),
            ),
            Member::new(
                "benchmarks",
                texts(
                    self.benchmarks
                        .iter()
                        .map(|hash| hash.as_str().to_owned())
                        .collect(),
                ),
            ),
            Member::new(
                "alreadyHere",
                u32::try_from(self.already_here).unwrap_or(u32::MAX),
            ),
        ])
    }
}

/// A document on its way in, sorted entry by entry, so that whoever sorts it can do something else in between.
pub struct Settling<NewId> {
    new_id: NewId,
    companies: vec::IntoIter<Company>,
    responses: vec::IntoIter<Assessment>,
    benchmarks: vec::IntoIter<Benchmark>,
    /// Whether it is one response.
    is_single: bool,
    /// Companies whose id stands for another company here.
    renamed: BTreeMap<CompanyId, CompanyId>,
    arrival: Arrival,
}

impl<NewId: FnMut() -> Uuid> Settling<NewId> {
    /// Begins to sort a document; `known` are the packs at hand.
    pub fn new(document: Document, known: &[&Pack], new_id: NewId) -> Self {
        let is_single = matches!(document, Document::Response(_));
        let Bundle {
            packs,
            companies,
            mut responses,
            benchmarks,
            ..
        } = match document {
            Document::Bundle(bundle) => bundle,
            Document::Pack(pack) => Bundle {
                packs: vec![*pack],
                ..Bundle::default()
            },
            Document::Response(response) => Bundle {
                responses: vec![*response],
                ..Bundle::default()
            },
            Document::Benchmark(benchmark) => Bundle {
                benchmarks: vec![*benchmark],
                ..Bundle::default()
            },
        };
        let all: Vec<&Pack> = packs.iter().chain(known.iter().copied()).collect();
        for response in &mut responses {
            name_hash(response, &all);
        }
        let mut settling = Self {
            new_id,
            companies: companies.into_iter(),
            responses: responses.into_iter(),
            benchmarks: benchmarks.into_iter(),
            is_single,
            renamed: BTreeMap::new(),
            arrival: Arrival::default(),
        };
        for pack in packs {
            settling.pack(pack, known);
        }
        settling
    }

    /// Sorts the next entry; `false` where there is none. What is here may be another at every step.
    pub fn step(&mut self, here: Here<'_>) -> bool {
        if let Some(company) = self.companies.next() {
            self.company(company, here);
        } else if let Some(response) = self.responses.next() {
            let id = self.assessment(response, here);
            self.arrival.single = Some(id).filter(|_| self.is_single);
        } else if let Some(benchmark) = self.benchmarks.next() {
            self.benchmark(benchmark, here);
        } else {
            return false;
        }
        true
    }

    /// How many entries there are yet to be sorted.
    #[must_use]
    pub fn left(&self) -> usize {
        self.companies.len() + self.responses.len() + self.benchmarks.len()
    }

    /// Sorts once more what was sorted before, because something has taken an id since.
    pub fn again(mut arrival: Arrival, new_id: NewId) -> Self {
        Self {
            new_id,
            companies: core::mem::take(&mut arrival.companies).into_iter(),
            responses: core::mem::take(&mut arrival.assessments).into_iter(),
            benchmarks: core::mem::take(&mut arrival.benchmarks).into_iter(),
            is_single: arrival.single.is_some(),
            renamed: BTreeMap::new(),
            arrival,
        }
    }

    /// What was sorted.
    pub fn end(self) -> Arrival {
        self.arrival
    }

    fn pack(&mut self, pack: Pack, known: &[&Pack]) {
        if known.iter().any(|here| here.hash == pack.hash) {
            self.arrival.already_here += 1;
        } else {
            self.arrival.packs.push(pack);
        }
    }

    fn benchmark(&mut self, benchmark: Benchmark, here: Here<'_>) {
        if here.benchmarks.contains(&benchmark.hash) {
            self.arrival.already_here += 1;
        } else {
            self.arrival.benchmarks.push(benchmark);
        }
    }

    fn company(&mut self, mut company: Company, here: Here<'_>) {
        let Here {
            library, reserved, ..
        } = here;
        let here = library.companies.get(&company.id);
        if here == Some(&company) {
            self.arrival.already_here += 1;
            return;
        }
        if here.is_some() || reserved.contains(&company.id.0) {
            let stated = company.id;
            // An earlier import of the same may have given it another id.
            let twin = library.companies.values().any(|other| {
                company.id = other.id;
                *other == company
            });
            if twin {
                self.arrival.already_here += 1;
                self.renamed.insert(stated, company.id);
                return;
            }
            company.id = CompanyId((self.new_id)());
            self.renamed.insert(stated, company.id);
        }
        self.arrival.companies.push(company);
    }

    /// The id that the response has here.
    fn assessment(&mut self, mut assessment: Assessment, here: Here<'_>) -> AssessmentId {
        let Here {
            library, reserved, ..
        } = here;
        let here = library.assessments.get(&assessment.id);
        if here == Some(&assessment) {
            self.arrival.already_here += 1;
            return assessment.id;
        }
        self.follow(&mut assessment.company);
        if let Some(counterpart) = &mut assessment.counterpart {
            self.follow(counterpart);
        }
        if let Some(Ok(mut filed)) = Filed::of(&assessment)
            && let Some(company) = self.renamed.get(&filed.company)
        {
            filed.company = *company;
            filed.put(&mut assessment);
        }
        if here.is_some() || reserved.contains(&assessment.id.0) {
            let twin = library.assessments.values().any(|other| {
                assessment.id = other.id;
                *other == assessment
            });
            if twin {
                self.arrival.already_here += 1;
                return assessment.id;
            }
            assessment.id = AssessmentId((self.new_id)());
        }
        let id = assessment.id;
        self.arrival.assessments.push(assessment);
        id
    }

    /// A copy of a company that got another id here points to that one.
    fn follow(&self, facts: &mut CompanyFacts) {
        facts.id = facts.id.map(|id| self.renamed.get(&id).copied().unwrap_or(id));
    }
}

fn name_hash(assessment: &mut Assessment, packs: &[&Pack]) {
    if assessment.pack.hash.is_none() {
        assessment.pack.hash = pack_of(&assessment.pack, packs).map(|pack| pack.hash.clone());
    }
}
