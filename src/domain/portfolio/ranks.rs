//! Putting very many places in order, in steps.

use core::cmp::Ordering;
use std::collections::BTreeMap;

use super::rows::{NO_RANK, Place, Slot};

/// So many are sorted at once before they are merged.
const RUN: usize = 1_024;

/// Places that are being put in order: runs of some, then pairs of runs merged until there is one.
#[derive(Debug, Default)]
pub(super) struct Sorting {
    places: Vec<Begun>,
    /// What the pass that is under way has merged so far.
    merged: Vec<Begun>,
    /// How long runs are; 0: not yet sorted.
    run: usize,
    /// Where the two runs begin that are being merged, and how much of each is.
    from: usize,
    left: usize,
    right: usize,
}

/// A place, and how the text that it is put in order by begins: most are told apart by that, without a look at the place.
#[derive(Debug, Clone, Copy)]
struct Begun {
    first: First,
    place: Place,
}

/// The first bytes of a text as a number in two halves: of two such numbers the smaller one is of the text that comes first.
type First = (u128, u128);

impl Begun {
    fn compare(self, other: Self, compare: impl Fn(Place, Place) -> Ordering) -> Ordering {
        let first = self.first.cmp(&other.first);
        first.then_with(|| compare(self.place, other.place))
    }
}

fn first(text: &str) -> First {
    let mut halves = [[0; 16]; 2];
    for (byte, first) in halves.as_flattened_mut().iter_mut().zip(text.bytes()) {
        *byte = first;
    }
    let [high, low] = halves.map(u128::from_be_bytes);
    (high, low)
}

impl Sorting {
    /// Of places, each with its text.
    pub fn of<'t>(places: impl Iterator<Item = (&'t str, Place)>) -> Self {
        let places = places.map(|(text, place)| Begun {
            first: first(text),
            place,
        });
        let places: Vec<_> = places.collect();
        Self {
            merged: Vec::with_capacity(places.len()),
            places,
            ..Self::default()
        }
    }

    /// Goes on for about so many comparisons. `compare` goes by the texts, and by what tells equal ones apart. Whether all are
    /// in order.
    pub fn step(&mut self, amount: usize, compare: impl Fn(Place, Place) -> Ordering) -> bool {
        let mut left = amount;
        if self.run == 0 {
            while left > 0 && self.from < self.places.len() {
                let end = self.places.len().min(self.from + RUN);
                if let Some(run) = self.places.get_mut(self.from..end) {
                    run.sort_unstable_by(|one, other| one.compare(*other, &compare));
                }
                left = left.saturating_sub((end - self.from) * 8);
                self.from = end;
            }
            if self.from < self.places.len() {
                return false;
            }
            (self.run, self.from) = (RUN, 0);
        }
        while self.run < self.places.len() {
            while self.merged.len() < self.places.len() {
                if left == 0 {
                    return false;
                }
                left -= self.merge(left, &compare);
            }
            core::mem::swap(&mut self.places, &mut self.merged);
            self.merged.clear();
            (self.from, self.run) = (0, self.run * 2);
        }
        true
    }

    /// All of them, once they are in order, and of each whether its text is that of the one before.
    pub fn places(&self, is_same: impl Fn(Place, Place) -> bool) -> Vec<(Place, bool)> {
        let mut before: Option<Begun> = None;
        let told = |one: &Begun| {
            let before = before.replace(*one);
            let is_told =
                before.is_some_and(|before| before.first == one.first && is_same(before.place, one.place));
            (one.place, is_told)
        };
        self.places.iter().map(told).collect()
    }

    /// Takes the next places of two runs, at most so many; gives how many.
    fn merge(&mut self, most: usize, compare: impl Fn(Place, Place) -> Ordering) -> usize {
        let all = self.places.len();
        let middle = all.min(self.from + self.run);
        let end = all.min(middle + self.run);
        let Self { places, merged, .. } = self;
        let mut one = places.get(self.from + self.left..middle).unwrap_or_default();
        let mut other = places.get(middle + self.right..end).unwrap_or_default();
        let before = merged.len();
        while merged.len() - before < most {
            let takes_one = match (one.first(), other.first()) {
                (Some(first), Some(second)) => first.compare(*second, &compare) != Ordering::Greater,
                (first, _) => first.is_some(),
            };
            let from = if takes_one { &mut one } else { &mut other };
            let Some((next, rest)) = from.split_first() else {
                break;
            };
            merged.push(*next);
            *from = rest;
        }
        (self.left, self.right) = (middle - self.from - one.len(), end - middle - other.len());
        if one.is_empty() && other.is_empty() {
            (self.from, self.left, self.right) = (end, 0, 0);
        }
        merged.len() - before
    }
}

/// Who has which tags. Of very many partners most have the same as others: each list of tags is put in order once.
#[derive(Debug, Default)]
pub(super) struct TagOrder {
    /// By the tags as one text.
    places: BTreeMap<String, Vec<Place>>,
    next: usize,
}

impl TagOrder {
    /// Goes on by so many rows. Whether all are in it.
    pub fn step(&mut self, amount: usize, slots: &[Slot]) -> bool {
        let places = (0_u32..).map(Place).zip(slots);
        for (place, slot) in places.skip(self.next).take(amount) {
            let tags = slot.text.all_tags();
            if tags.is_empty() || !slot.is_here() {
                continue;
            }
            match self.places.get_mut(tags) {
                Some(places) => places.push(place),
                None => drop(self.places.insert(tags.to_owned(), vec![place])),
            }
        }
        self.next = slots.len().min(self.next + amount);
        self.next == slots.len()
    }

    /// Each place with how many have tags before its own.
    pub fn ranks(&self) -> impl Iterator<Item = (u32, Place)> {
        let mut before = 0;
        self.places.values().flat_map(move |places| {
            let rank = u32::try_from(before).unwrap_or(NO_RANK);
            before += places.len();
            places.iter().map(move |place| (rank, *place))
        })
    }
}
