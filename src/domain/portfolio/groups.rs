//! Which assessments belong to whom, of all partners at once.

use super::rows::Place;
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::library::Library;
use crate::domain::relationship::{Known, Views, in_order};

/// The assessments of every partner, by its place: the same as [`crate::domain::relationship::views_of`] finds for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// Where the entries of each bucket end.
    ends: Vec<u32>,
    entries: Vec<Entry>,
}

/// An assessment, and where it stood among all when it was found: looked at there first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: AssessmentId,
    pub at: u32,
}

/// The entries of one partner of which one kind lies together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bucket(u32);

impl Bucket {
    pub const fn ours(place: Place) -> Self {
        Self(place.0 * 2)
    }

    pub const fn theirs(place: Place) -> Self {
        Self(place.0 * 2 + 1)
    }

    pub const fn place(self) -> Place {
        Place(self.0 / 2)
    }

    /// A number that stands for an assessment, another one for each kind.
    pub const fn turned(self, mix: u64) -> u64 {
        mix.rotate_left(self.0 % 2)
    }

    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The views of one partner, each side's in order.
#[derive(Default)]
pub(super) struct Sides<'l> {
    pub ours: Vec<Known<'l>>,
    pub theirs: Vec<Known<'l>>,
}

impl<'l> From<Sides<'l>> for Views<'l> {
    fn from(sides: Sides<'l>) -> Self {
        let views = |known: Vec<Known<'l>>| known.into_iter().map(|known| known.view).collect();
        Self {
            ours: views(sides.ours),
            theirs: views(sides.theirs),
        }
    }
}

impl Groups {
    /// The views of one partner. What is gone is left out.
    pub fn sides<'l>(&self, place: Place, library: &'l Library) -> Sides<'l> {
        let known = |bucket| {
            let found = self.of(bucket).iter().filter_map(|entry| entry.within(library));
            let mut known: Vec<Known<'l>> = found.map(Known::now).collect();
            in_order(&mut known);
            known
        };
        Sides {
            ours: known(Bucket::ours(place)),
            theirs: known(Bucket::theirs(place)),
        }
    }

    fn of(&self, bucket: Bucket) -> &[Entry] {
        let end = |index: usize| self.ends.get(index).map(|end| *end as usize);
        let begin = bucket.index().checked_sub(1).map_or(Some(0), end);
        let range = begin.zip(end(bucket.index()));
        range
            .and_then(|(begin, end)| self.entries.get(begin..end))
            .unwrap_or_default()
    }
}

impl Entry {
    fn within(self, library: &Library) -> Option<&Assessment> {
        let here = library.assessments.at(self.at as usize);
        match here.filter(|(id, _)| **id == self.id) {
            Some((_, assessment)) => Some(assessment),
            None => library.assessments.get(&self.id),
        }
    }
}

/// Groups that are being made: entries are added in any order, counted, and laid down.
#[derive(Debug, Default)]
pub(super) struct Grouping {
    found: Vec<(Bucket, Entry)>,
    ends: Vec<u32>,
    entries: Vec<Entry>,
    next: usize,
}

impl Grouping {
    pub fn add(&mut self, bucket: Bucket, entry: Entry) {
        self.found.push((bucket, entry));
    }

    /// Begins to lay them down; there are so many places.
    pub fn count(&mut self, places: usize) {
        self.ends = vec![0; places * 2];
        for (bucket, _) in &self.found {
            if let Some(count) = self.ends.get_mut(bucket.index()) {
                *count += 1;
            }
        }
        // Where each bucket begins. Every entry that is laid down moves that on, until it is where the bucket ends.
        let mut begin = 0;
        for end in &mut self.ends {
            begin += core::mem::replace(end, begin);
        }
        if let Some((_, any)) = self.found.first() {
            self.entries = vec![*any; self.found.len()];
        }
    }

    /// Lays down so many; the groups once all are.
    pub fn step(&mut self, amount: usize) -> Option<Groups> {
        let end = self.found.len().min(self.next + amount);
        for (bucket, entry) in self.found.get(self.next..end).unwrap_or_default() {
            if let Some(at) = self.ends.get_mut(bucket.index()) {
                if let Some(laid) = self.entries.get_mut(*at as usize) {
                    *laid = *entry;
                }
                *at += 1;
            }
        }
        self.next = end;
        (end == self.found.len()).then(|| Groups {
            ends: core::mem::take(&mut self.ends),
            entries: core::mem::take(&mut self.entries),
        })
    }
}
