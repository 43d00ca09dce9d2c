//! Companies that look like one.

use std::collections::BTreeMap;

use super::names::name_key;
use crate::domain::company::{Company, CompanyId};
use crate::domain::library::Library;
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
/// contacts have the same e-mail address. The group with the company that was here first comes first.
#[must_use]
pub fn duplicates(library: &Library) -> Vec<Duplicates> {
    let companies: Vec<&Company> = library.companies.values().collect();
    let mut leaders: Vec<usize> = (0..companies.len()).collect();
    let mut first: BTreeMap<Likeness, usize> = BTreeMap::new();
    let mut shared: Vec<(Likeness, usize)> = Vec::new();
    for (place, company) in companies.iter().enumerate() {
        for likeness in likenesses(company) {
            match first.get(&likeness) {
                // A company that has an address twice shares it with nobody yet.
                Some(before) if *before == place => {}
                Some(before) => {
                    join(&mut leaders, *before, place);
                    shared.push((likeness, place));
                }
                None => drop(first.insert(likeness, place)),
            }
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
