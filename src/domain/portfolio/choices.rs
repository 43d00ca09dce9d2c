//! How many rows each choice of a filter brings.

use std::collections::BTreeMap;

use super::filter::Filter;
use super::rows::{Place, Portfolio, Slot};
use super::shown::{Refusal, Sieve, kind_at, level_of, readiness, size_at};
use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;

/// How many rows are shown where a choice is made beside all else that the filter asks for. Of kinds, sizes and levels one
/// of those chosen is asked for: so what the filter says of them does not count for their own numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// All kinds, and last those of which it was not told.
    pub kinds: Vec<(Option<Kind>, usize)>,
    /// All bands, and last those of which it was not told.
    pub sizes: Vec<(Option<Size>, usize)>,
    /// All levels, and last those without.
    pub levels: Vec<(Option<Level>, usize)>,
    /// The most frequent first, equal ones by name.
    pub tags: Vec<Tag>,
    pub due: usize,
    /// By the least width of the gap, `1..=4`.
    pub gaps: [usize; 4],
    pub open_gates: usize,
    /// How many are shown.
    pub shown: usize,
}

/// A tag, and how many of the rows that are shown have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// As it is written where it is met first.
    pub name: String,
    pub count: usize,
}

/// Counts by place.
#[derive(Default)]
struct Counts<'p> {
    kinds: [usize; Kind::ALL.len() + 1],
    sizes: [usize; Size::ALL.len() + 1],
    levels: [usize; Level::ALL.len() + 1],
    /// By the tag in small letters.
    tags: BTreeMap<&'p str, Met>,
    due: usize,
    gaps: [usize; 4],
    open_gates: usize,
    shown: usize,
}

/// A tag that was met.
struct Met {
    /// Where it was met first, and as which of the row's tags.
    first: (Place, usize),
    /// Where it was met last: a row that has it twice counts once.
    last: Place,
    count: usize,
}

impl Portfolio {
    /// How many rows each choice brings under a filter; see [`Portfolio::shown`] for `kind_words`.
    #[must_use]
    pub fn choices<W: AsRef<str>>(&self, filter: &Filter, kind_words: impl Fn(Kind) -> Option<W>) -> Choices {
        let sieve = Sieve::new(filter, kind_words);
        let mut counts = Counts::default();
        for (place, slot) in self.here() {
            counts.add(place, slot, sieve.refusal(slot));
        }
        self.told(counts)
    }

    fn told(&self, counts: Counts<'_>) -> Choices {
        let tags = counts.tags.into_values().filter_map(|met| {
            let (place, at) = met.first;
            let name = self.row(place)?.facts.tags.get(at)?.clone();
            Some(Tag {
                name,
                count: met.count,
            })
        });
        let mut tags: Vec<Tag> = tags.collect();
        // By name they are already.
        tags.sort_by_key(|tag| core::cmp::Reverse(tag.count));
        Choices {
            kinds: with_none(Kind::ALL.map(Some).as_slice(), &counts.kinds),
            sizes: with_none(Size::ALL.map(Some).as_slice(), &counts.sizes),
            levels: with_none(Level::ALL.map(Some).as_slice(), &counts.levels),
            tags,
            due: counts.due,
            gaps: counts.gaps,
            open_gates: counts.open_gates,
            shown: counts.shown,
        }
    }
}

impl<'p> Counts<'p> {
    /// Counts a row where it is shown, or nothing but the choice at hand keeps it from that.
    fn add(&mut self, place: Place, slot: &'p Slot, refusal: Option<Refusal>) {
        let row = &slot.row;
        let is_open = |but: Refusal| refusal.is_none_or(|refusal| refusal == but);
        if is_open(Refusal::Kind) {
            self.kinds[kind_at(row.facts.kind)] += 1;
        }
        if is_open(Refusal::Size) {
            self.sizes[size_at(row.facts.size)] += 1;
        }
        if is_open(Refusal::Level) {
            self.levels[level_of(row).map_or(Level::ALL.len(), Level::index)] += 1;
        }
        if is_open(Refusal::Due) && readiness(row).is_some_and(|readiness| readiness.due > 0) {
            self.due += 1;
        }
        if is_open(Refusal::OpenGates) && readiness(row).is_some_and(|readiness| readiness.open_gates > 0) {
            self.open_gates += 1;
        }
        if is_open(Refusal::Gap) {
            let widest = row.views.as_ref().and_then(|views| views.gap);
            let widest = usize::from(widest.unwrap_or_default().unsigned_abs());
            for count in self.gaps.iter_mut().take(widest) {
                *count += 1;
            }
        }
        if refusal.is_none() {
            self.shown += 1;
            for (at, tag) in slot.text.tags().enumerate() {
                let met = self.tags.entry(tag).or_insert(Met {
                    first: (place, at),
                    last: place,
                    count: 1,
                });
                if met.last != place {
                    met.last = place;
                    met.count += 1;
                }
            }
        }
    }
}

fn with_none<T: Copy>(all: &[Option<T>], counts: &[usize]) -> Vec<(Option<T>, usize)> {
    let all = all.iter().copied().chain([None]);
    all.zip(counts.iter().copied()).collect()
}
