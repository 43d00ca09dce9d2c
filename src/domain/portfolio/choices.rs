//! How many rows each choice of a filter brings.

use super::filter::Filter;
use super::rows::{Place, Portfolio, Slot};
use super::shown::{Refusal, Sifted, kind_at, level_of, readiness, size_at};
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
struct Counts {
    kinds: [usize; Kind::ALL.len() + 1],
    sizes: [usize; Size::ALL.len() + 1],
    levels: [usize; Level::ALL.len() + 1],
    /// By list of tags.
    tags: Vec<Option<Met>>,
    due: usize,
    gaps: [usize; 4],
    open_gates: usize,
    shown: usize,
}

/// Tags that were met.
#[derive(Clone, Copy)]
struct Met {
    /// Where they were met first, and as which of the row's tags.
    first: (Place, usize),
    count: usize,
}

impl Portfolio {
    /// How many rows each choice brings under a filter; see [`Portfolio::sifted`] for `kind_words`.
    #[must_use]
    pub fn choices<W: AsRef<str>>(&self, filter: &Filter, kind_words: impl Fn(Kind) -> Option<W>) -> Choices {
        self.counted(&self.sifted(filter, kind_words))
    }

    /// The same of what a filter has left.
    #[must_use]
    pub fn counted(&self, sifted: &Sifted) -> Choices {
        let mut counts = Counts {
            tags: vec![None; self.tag_lists.len()],
            ..Counts::default()
        };
        for (place, slot) in self.here() {
            counts.add(place, slot, sifted.refusal(place));
        }
        self.told(&counts)
    }

    fn told(&self, counts: &Counts) -> Choices {
        Choices {
            kinds: with_none(Kind::ALL.map(Some).as_slice(), &counts.kinds),
            sizes: with_none(Size::ALL.map(Some).as_slice(), &counts.sizes),
            levels: with_none(Level::ALL.map(Some).as_slice(), &counts.levels),
            tags: self.told_tags(&counts.tags),
            due: counts.due,
            gaps: counts.gaps,
            open_gates: counts.open_gates,
            shown: counts.shown,
        }
    }

    fn told_tags(&self, lists: &[Option<Met>]) -> Vec<Tag> {
        let mut of_tags: Vec<Option<Met>> = vec![None; self.tag_lists.tags()];
        for (number, met) in lists.iter().enumerate() {
            let Some(Met {
                first: (place, _),
                count,
            }) = *met
            else {
                continue;
            };
            for (tag, at) in self.tag_lists.list(number) {
                let before = of_tags[*tag as usize];
                let first = before.map_or((place, *at), |before| before.first.min((place, *at)));
                let count = before.map_or(0, |before| before.count) + count;
                of_tags[*tag as usize] = Some(Met { first, count });
            }
        }
        let by_name = self.tag_lists.by_name().filter_map(|tag| {
            let Met {
                first: (place, at),
                count,
            } = of_tags[tag]?;
            let name = self.row(place)?.facts.tags.get(at)?.clone();
            Some(Tag { name, count })
        });
        let mut tags: Vec<Tag> = by_name.collect();
        tags.sort_by_key(|tag| core::cmp::Reverse(tag.count));
        tags
    }
}

impl Counts {
    /// Counts a row where it is shown, or nothing but the choice at hand keeps it from that.
    fn add(&mut self, place: Place, slot: &Slot, refusal: Option<Refusal>) {
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
            if let Some(met) = self.tags.get_mut(slot.list as usize) {
                let count = met.map_or(0, |met| met.count) + 1;
                let first = met.map_or((place, 0), |met| met.first);
                *met = Some(Met { first, count });
            }
        }
    }
}

fn with_none<T: Copy>(all: &[Option<T>], counts: &[usize]) -> Vec<(Option<T>, usize)> {
    let all = all.iter().copied().chain([None]);
    all.zip(counts.iter().copied()).collect()
}
