//! The rows of all partners.

use core::hash::{Hash, Hasher};

use super::chosen::Chosen;
use super::groups::Groups;
use super::row::{Facts, Row};
use super::tag_lists::TagLists;
use crate::domain::company::CompanyId;
use crate::domain::directory::SearchText;
use crate::domain::library::Library;
use crate::domain::mix::Mix;
use crate::domain::relationship::Views;
use crate::domain::time::Day;

/// Where a row lies. It stays where it is for as long as its partner is here, whatever comes and goes beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub(super) u32);

impl Place {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// All partners. Without one until a [`super::Renewal`] has gone through the library.
#[derive(Debug, Clone, Default)]
pub struct Portfolio {
    pub(super) slots: Vec<Slot>,
    /// Those without a row, to be used again.
    pub(super) free: Vec<Place>,
    /// By id, and the place of each.
    pub(super) ids: Vec<CompanyId>,
    pub(super) places: Vec<Place>,
    /// In order of their names, equal ones by id.
    pub(super) by_name: Vec<Place>,
    pub(super) tag_lists: TagLists,
    /// Names or tags are other than when they were put in order.
    pub(super) are_ranks_old: bool,
    pub(super) groups: Groups,
    /// The day that the figures are as of.
    pub(super) today: Option<Day>,
    /// How many rows are to be worked out.
    pub(super) outdated: usize,
    /// Where to look for the next of them.
    pub(super) next: usize,
}

/// A row, with what makes it quick to be found.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub row: Row,
    pub text: SearchText,
    /// See [`super::mix::of_people`].
    pub people: u64,
    /// Sum over its assessments; see [`super::mix::of_assessment`].
    pub stamp: u64,
    /// Its name among all, equal ones by id.
    pub rank: u32,
    /// Its name among all, equal ones the same.
    pub name: u32,
    /// Its tags among all; [`NO_RANK`] where it has none.
    pub tags: u32,
    /// The number of its tags among [`Portfolio::tag_lists`].
    pub list: u32,
    pub presence: Presence,
    /// Its figures are to be worked out.
    pub is_outdated: bool,
    /// A questionnaire was not at hand for its figures.
    pub lacks: bool,
}

/// Of what has no place in an order, or none yet: after all others.
pub(super) const NO_RANK: u32 = u32::MAX;

/// Up to one in so many is looked up by itself.
const FEW: usize = 16;

/// Whether a slot has a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Gone,
    /// It has, and which assessments are its own is not known yet.
    Ungrouped,
    Grouped,
}

impl Slot {
    pub fn is_here(&self) -> bool {
        self.presence != Presence::Gone
    }

    pub fn new(id: CompanyId) -> Self {
        Self {
            row: Row {
                id,
                facts: Facts::default(),
                views: None,
            },
            text: SearchText::default(),
            people: 0,
            stamp: 0,
            rank: NO_RANK,
            name: NO_RANK,
            tags: NO_RANK,
            list: NO_RANK,
            presence: Presence::Ungrouped,
            is_outdated: true,
            lacks: false,
        }
    }
}

impl Portfolio {
    /// How many partners there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// How many are not put aside, and how many are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let archived = self
            .here()
            .filter(|(_, slot)| slot.row.facts.archived_on.is_some());
        let archived = archived.count();
        (self.len() - archived, archived)
    }

    /// The rows of those that are not put aside.
    pub fn open(&self) -> impl Iterator<Item = &Row> {
        let rows = self.here().map(|(_, slot)| &slot.row);
        rows.filter(|row| row.facts.archived_on.is_none())
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a place; `None` where its partner is gone.
    #[must_use]
    pub fn row(&self, place: Place) -> Option<&Row> {
        self.slot(place).map(|slot| &slot.row)
    }

    /// Where a partner's row lies; `None` where it is not here.
    #[must_use]
    pub fn place(&self, id: CompanyId) -> Option<Place> {
        let at = self.ids.binary_search(&id).ok()?;
        self.places.get(at).copied()
    }

    /// Where the rows of partners lie, told by their ids in order; those who are not here are left out. All are gone through
    /// side by side: each looked up by itself, a hundred thousand take several times as long.
    pub(super) fn places_of(&self, ids: &[CompanyId]) -> Vec<Place> {
        if ids.len() < self.ids.len() / FEW {
            return ids.iter().filter_map(|id| self.place(*id)).collect();
        }
        let mut here = self.ids.iter().zip(&self.places).peekable();
        let place = |id: &CompanyId| {
            while here.next_if(|(other, _)| *other < id).is_some() {}
            here.next_if(|(other, _)| *other == id).map(|(_, place)| *place)
        };
        ids.iter().filter_map(place).collect()
    }

    /// The ids of the partners at these places, of which no two are the same, in order.
    pub(super) fn ids_of(&self, places: &[Place]) -> Vec<CompanyId> {
        if places.len() < self.ids.len() / FEW {
            let ids = places.iter().filter_map(|place| Some(self.row(*place)?.id));
            let mut ids: Vec<CompanyId> = ids.collect();
            ids.sort_unstable();
            return ids;
        }
        let mut is_wanted = vec![false; self.slots.len()];
        for place in places {
            is_wanted[place.index()] = true;
        }
        let all = self.ids.iter().zip(&self.places);
        let wanted = all.filter(|(_, place)| is_wanted[place.index()]);
        wanted.map(|(id, _)| *id).collect()
    }

    /// The views of the relationship with a partner, the same as [`crate::domain::relationship::views_of`] gives, as of the
    /// last renewal, without going through all assessments. What is gone since is left out.
    #[must_use]
    pub fn views<'l>(&self, place: Place, library: &'l Library) -> Views<'l> {
        let is_known = self
            .slot(place)
            .is_some_and(|slot| slot.presence == Presence::Grouped);
        if is_known {
            self.groups.sides(place, library).into()
        } else {
            Views::default()
        }
    }

    /// How many rows have their figures, of all.
    #[must_use]
    pub const fn worked_out(&self) -> (usize, usize) {
        (self.len() - self.outdated, self.len())
    }

    /// Whether a row has its figures, and they are those of what was here at the last renewal. Figures that are to be worked
    /// out again stay in the row until then.
    #[must_use]
    pub fn is_worked_out(&self, place: Place) -> bool {
        self.slot(place)
            .is_some_and(|slot| slot.row.views.is_some() && !slot.is_outdated)
    }

    /// A number that changes with all that figures and the findings of a [`super::Survey`] depend on, but for the
    /// questionnaires: who is not put aside, how large it is and how fast it answers, what its views say, whether it lacks a
    /// questionnaire, and the day.
    #[must_use]
    pub fn stamp(&self) -> u64 {
        let stamp = |slot: &Slot| {
            let mut mix = Mix::default();
            let Row { id, facts, .. } = &slot.row;
            (id, slot.stamp, slot.lacks, facts.size).hash(&mut mix);
            mix.add(facts.answer_hours.unwrap_or(-1.0).to_bits());
            mix.finish()
        };
        let open = self.here().map(|(_, slot)| slot);
        let open = open.filter(|slot| slot.row.facts.archived_on.is_none());
        // The order of rows says nothing.
        let all = open.fold(0_u64, |all, slot| all.wrapping_add(stamp(slot)));
        let mut mix = Mix::default();
        (all, self.today).hash(&mut mix);
        mix.finish()
    }

    /// The tags that one of those chosen has, each once without regard to capitals, by name.
    #[must_use]
    pub fn tags_of(&self, chosen: &Chosen) -> Vec<String> {
        let mut first: Vec<Option<Place>> = vec![None; self.tag_lists.len()];
        for place in self.places_of(chosen.ids()) {
            let list = self.slot(place).map_or(NO_RANK, |slot| slot.list);
            if let Some(first) = first.get_mut(list as usize) {
                first.get_or_insert(place);
            }
        }
        let mut names: Vec<Option<&str>> = vec![None; self.tag_lists.tags()];
        for (number, place) in first.into_iter().enumerate() {
            let Some(row) = place.and_then(|place| self.row(place)) else {
                continue;
            };
            for (tag, at) in self.tag_lists.list(number) {
                let name = row.facts.tags.get(*at).map(String::as_str);
                if let Some(known) = names.get_mut(*tag as usize) {
                    *known = known.or(name);
                }
            }
        }
        let by_name = self.tag_lists.by_name();
        by_name
            .filter_map(|tag| names.get(tag).copied()?.map(str::to_owned))
            .collect()
    }

    /// The rows that are here.
    pub(super) fn here(&self) -> impl Iterator<Item = (Place, &Slot)> {
        (0_u32..)
            .map(Place)
            .zip(&self.slots)
            .filter(|(_, slot)| slot.is_here())
    }

    pub(super) fn slot(&self, place: Place) -> Option<&Slot> {
        self.slots.get(place.index()).filter(|slot| slot.is_here())
    }
}
