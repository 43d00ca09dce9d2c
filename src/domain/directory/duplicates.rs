//! Companies that look like one.

use core::hash::{Hash, Hasher};
use std::collections::{BTreeMap, BTreeSet};

use super::names::name_key;
use crate::domain::company::{Company, CompanyId};
use crate::domain::library::Library;
use crate::domain::mix::Mix;
use crate::domain::own::{ListedNote, Unlike};
use crate::domain::profile::emails;
use crate::domain::time::Moment;

/// Companies that look like one, at least two: the one that was here first comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicates {
    pub companies: Vec<CompanyId>,
    /// What they have in common, each once, names first; at least one.
    pub likenesses: Vec<Likeness>,
}

/// What two companies have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same name, but for how it is written; as [`name_key`] gives it.
    Name(String),
    /// A contact's e-mail address, in small letters.
    Email(String),
}

/// The groups of companies that look like one: by name, but for capitals, spaces, punctuation and legal forms, or because
/// contacts have the same e-mail address. Two that are [noted as unlike](Unlike) are in one group only where a third one
/// looks like both. The group with the company that was here first comes first.
#[must_use]
pub fn duplicates(library: &Library) -> Vec<Duplicates> {
    let mut search = DuplicateSearch::begin();
    loop {
        if let Some(found) = search.step(library) {
            return found;
        }
    }
}

/// How much is done in a step of each stage: some milliseconds at most.
const READ: usize = 250;
const JOINED: usize = 2_000;
const STAMPED: usize = 4_000;

/// The same as [`duplicates`], step by step. Where companies change meanwhile, a new one is begun.
#[derive(Debug, Default)]
pub struct DuplicateSearch {
    /// Those read so far, by id.
    companies: Vec<(CompanyId, Moment)>,
    has_read: bool,
    /// Who has what in common, by places among them.
    alike: BTreeMap<Likeness, Vec<usize>>,
    unlike: Vec<[CompanyId; 2]>,
    apart: Apart,
    leaders: Vec<usize>,
    shared: Vec<(Likeness, usize)>,
}

impl DuplicateSearch {
    /// Begins one.
    #[must_use]
    pub fn begin() -> Self {
        Self::default()
    }

    /// Goes on by a step. The groups, once it is over.
    pub fn step(&mut self, library: &Library) -> Option<Vec<Duplicates>> {
        if !self.has_read {
            self.read(library);
            return None;
        }
        let mut left = JOINED;
        while left > 0 {
            let Some((likeness, places)) = self.alike.pop_first() else {
                return Some(self.groups());
            };
            for (one, other) in self.apart.pairs(&places) {
                join(&mut self.leaders, one, other);
                self.shared.push((likeness.clone(), other));
            }
            left = left.saturating_sub(places.len());
        }
        None
    }

    fn read(&mut self, library: &Library) {
        let mut last = self.companies.last().map(|(id, _)| *id);
        let is_over = library.companies.go_on(&mut last, READ, |_, id, company| {
            let place = self.companies.len();
            self.companies.push((*id, company.created_at));
            for likeness in likenesses(company) {
                let places = self.alike.entry(likeness).or_default();
                // A company that has an address twice shares it with nobody yet.
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
            let others = Unlike::all(company).into_iter();
            self.unlike.extend(others.map(|note| [*id, note.company]));
        });
        if is_over {
            self.has_read = true;
            self.leaders = (0..self.companies.len()).collect();
            self.apart = Apart::of(&self.companies, &self.unlike);
        }
    }

    fn groups(&mut self) -> Vec<Duplicates> {
        let leaders = flat(core::mem::take(&mut self.leaders));
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        let company = |place: usize| {
            let company = self.companies.get(place);
            company.map(|(id, created_at)| (*created_at, *id))
        };
        for (place, leader) in leaders.iter().enumerate() {
            // Most stand for nobody but themselves.
            if *leader != place {
                let group = groups.entry(*leader).or_insert_with(|| Group {
                    companies: company(*leader).into_iter().collect(),
                    likenesses: Vec::new(),
                });
                group.companies.extend(company(place));
            }
        }
        for (likeness, place) in core::mem::take(&mut self.shared) {
            let group = leaders.get(place).and_then(|leader| groups.get_mut(leader));
            if let Some(group) = group {
                group.likenesses.push(likeness);
            }
        }
        in_order(groups)
    }
}

/// A number that is other where [`duplicates`] may be, made step by step.
#[derive(Debug, Default)]
pub struct LikenessStamp {
    mix: Mix,
    company: Option<CompanyId>,
}

impl LikenessStamp {
    /// Begins one.
    #[must_use]
    pub fn begin() -> Self {
        Self::default()
    }

    /// Goes on by a step. The number, once all companies are in it.
    pub fn step(&mut self, library: &Library) -> Option<u64> {
        let Self { mix, company } = self;
        let is_over = library.companies.go_on(company, STAMPED, |_, id, company| {
            (id, company.created_at).hash(mix);
            mix.write(company.name.as_bytes());
            for email in emails(company) {
                mix.write(email.as_bytes());
            }
            for note in Unlike::all(company) {
                note.company.hash(mix);
            }
        });
        is_over.then(|| mix.finish())
    }
}

/// Which companies are noted as unlike, by their places among all.
#[derive(Debug, Default)]
struct Apart {
    pairs: BTreeSet<(usize, usize)>,
    /// Those that are in any pair.
    noted: BTreeSet<usize>,
}

impl Apart {
    /// `companies` are in order of their ids.
    fn of(companies: &[(CompanyId, Moment)], unlike: &[[CompanyId; 2]]) -> Self {
        let place_of = |id: CompanyId| companies.binary_search_by_key(&id, |(id, _)| *id).ok();
        let mut apart = Self::default();
        for [one, other] in unlike {
            if let (Some(one), Some(other)) = (place_of(*one), place_of(*other)) {
                apart.pairs.insert((one.min(other), one.max(other)));
                apart.noted.extend([one, other]);
            }
        }
        apart
    }

    /// Of companies that have something in common, pairs that are not noted as unlike, enough of them to connect all that
    /// such pairs connect; in ascending order within a pair.
    fn pairs(&self, places: &[usize]) -> Vec<(usize, usize)> {
        // Whoever is in no note is a pair with everybody.
        if let Some(first) = places.iter().find(|place| !self.noted.contains(place)) {
            let others = places.iter().filter(|place| *place != first);
            return others
                .map(|place| (*first.min(place), *first.max(place)))
                .collect();
        }
        let pairs = places.iter().enumerate().flat_map(|(at, one)| {
            let others = places.iter().skip(at + 1);
            others.map(|other| (*one, *other))
        });
        pairs.filter(|pair| !self.pairs.contains(pair)).collect()
    }
}

/// What a company may have in common with others.
fn likenesses(company: &Company) -> Vec<Likeness> {
    let name = name_key(&company.name);
    let mut all: Vec<Likeness> = emails(company)
        .map(|email| Likeness::Email(email.trim().to_lowercase()))
        .collect();
    if !name.is_empty() {
        all.push(Likeness::Name(name));
    }
    all
}

struct Group {
    companies: Vec<(Moment, CompanyId)>,
    likenesses: Vec<Likeness>,
}

fn in_order(groups: BTreeMap<usize, Group>) -> Vec<Duplicates> {
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        group.companies.sort_unstable();
        group.likenesses.sort_unstable();
        group.likenesses.dedup();
    }
    groups.sort_by_key(|group| group.companies.first().copied());
    groups
        .into_iter()
        .map(|group| Duplicates {
            companies: group.companies.into_iter().map(|(_, id)| id).collect(),
            likenesses: group.likenesses,
        })
        .collect()
}

/// The place that stands for all places joined with this one.
fn leader(leaders: &[usize], mut place: usize) -> usize {
    while let Some(above) = leaders.get(place).filter(|above| **above != place) {
        place = *above;
    }
    place
}

/// Joins what two places stand for under the smaller one, and shortens the ways there.
fn join(leaders: &mut [usize], one: usize, other: usize) {
    let ends = (leader(leaders, one), leader(leaders, other));
    let first = ends.0.min(ends.1);
    for mut place in [one, other] {
        while let Some(above) = leaders.get_mut(place) {
            let next = core::mem::replace(above, first);
            if next == place || next == first {
                break;
            }
            place = next;
        }
    }
}

/// The leader of each place. It is never after the place, so those before are known.
fn flat(leaders: Vec<usize>) -> Vec<usize> {
    let mut flat: Vec<usize> = Vec::with_capacity(leaders.len());
    for above in leaders {
        flat.push(flat.get(above).copied().unwrap_or(above));
    }
    flat
}
