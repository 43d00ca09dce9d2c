//! Companies that look like one.

use std::collections::{BTreeMap, BTreeSet};

use super::names::name_key;
use crate::domain::company::{Company, CompanyId};
use crate::domain::library::Library;
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
    let companies: Vec<&Company> = library.companies.values().collect();
    let apart = Apart::of(&companies);
    let mut alike: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
    for (place, company) in companies.iter().enumerate() {
        for likeness in likenesses(company) {
            let places = alike.entry(likeness).or_default();
            // A company that has an address twice shares it with nobody yet.
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let mut leaders: Vec<usize> = (0..companies.len()).collect();
    let mut shared: Vec<(Likeness, usize)> = Vec::new();
    for (likeness, places) in alike {
        for (one, other) in apart.pairs(&places) {
            join(&mut leaders, one, other);
            shared.push((likeness.clone(), other));
        }
    }
    let leaders = flat(leaders);
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (leader, company) in leaders.iter().zip(&companies) {
        let group = groups.entry(*leader).or_default();
        group.companies.push((company.created_at, company.id));
    }
    for (likeness, place) in shared {
        if let Some(leader) = leaders.get(place) {
            groups.entry(*leader).or_default().likenesses.push(likeness);
        }
    }
    in_order(groups)
}

/// Which companies are noted as unlike, by their places among all.
#[derive(Default)]
struct Apart {
    pairs: BTreeSet<(usize, usize)>,
    /// Those that are in any pair.
    noted: BTreeSet<usize>,
}

impl Apart {
    fn of(companies: &[&Company]) -> Self {
        // In order of their ids, as in the library.
        let place_of = |id: CompanyId| companies.binary_search_by_key(&id, |company| company.id).ok();
        let mut apart = Self::default();
        for (place, company) in companies.iter().enumerate() {
            let others = Unlike::all(company).into_iter();
            for other in others.filter_map(|note| place_of(note.company)) {
                apart.pairs.insert((place.min(other), place.max(other)));
                apart.noted.extend([place, other]);
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

#[derive(Default)]
struct Group {
    companies: Vec<(Moment, CompanyId)>,
    likenesses: Vec<Likeness>,
}

fn in_order(groups: BTreeMap<usize, Group>) -> Vec<Duplicates> {
    let mut groups: Vec<Group> = groups
        .into_values()
        .filter(|group| group.companies.len() > 1)
        .collect();
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
