//! Bringing a portfolio up to date with the library.

use std::collections::BTreeMap;

use super::facts::Seen;
use super::groups::{Bucket, Entry, Grouping};
use super::mix::{of_assessment, of_people};
use super::ranks::{Sorting, TagOrder};
use super::rows::{NO_RANK, Place, Portfolio, Presence, Slot};
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyId;
use crate::domain::directory::{SearchText, name_key};
use crate::domain::library::Library;
use crate::domain::relationship::{Belonging, Other};
use crate::domain::time::Day;

/// How much is done in a step of each stage: some milliseconds at most.
const COMPANIES: usize = 1_500;
const COMPARISONS: usize = 20_000;
const TAGGED: usize = 10_000;
const ASSESSMENTS: usize = 1_500;
const NAMES: usize = 1_000;
const LAID_DOWN: usize = 100_000;
/// So many entries of a log are as much work as a company.
const ENTRIES: usize = 8;

/// One going through the library. It ends with every row's facts, and with the knowledge of which figures may be other
/// now. Where the library changes meanwhile, a new one is begun; what this one has done so far is no loss.
#[derive(Debug)]
pub struct Renewal {
    today: Day,
    stage: Stage,
    /// How far it has come, in companies and assessments.
    done: usize,
    all: usize,
    company: Option<CompanyId>,
    /// How many partners were met.
    met: usize,
    assessment: Option<AssessmentId>,
    grouping: Grouping,
    stamps: Vec<u64>,
    /// What is about a company of a name that is not on the list, by the name's key.
    named: BTreeMap<String, Vec<Named>>,
    named_at: usize,
}

#[derive(Debug)]
enum Stage {
    Companies,
    Names(Sorting),
    Tags(TagOrder),
    Assessments,
    Named,
    Count,
    LayDown,
    Over,
}

/// An assessment that is about a company of a name.
#[derive(Debug)]
struct Named {
    entry: Entry,
    mix: u64,
    /// Whose own view it is: it is none of ours of that one.
    theirs: Option<CompanyId>,
}

impl Renewal {
    /// Begins one, as of today.
    #[must_use]
    pub fn begin(today: Day) -> Self {
        Self {
            today,
            stage: Stage::Companies,
            done: 0,
            all: 0,
            company: None,
            met: 0,
            assessment: None,
            grouping: Grouping::default(),
            stamps: Vec::new(),
            named: BTreeMap::new(),
            named_at: 0,
        }
    }

    /// How much is done, of how much; it is told from the first step on.
    #[must_use]
    pub const fn progress(&self) -> (usize, usize) {
        (self.done, self.all)
    }

    /// Whether every partner has its row with its facts, so that the list can be shown.
    #[must_use]
    pub const fn has_rows(&self) -> bool {
        !matches!(self.stage, Stage::Companies | Stage::Names(_) | Stage::Tags(_))
    }

    /// Goes on by a step. Whether it is over.
    pub fn step(&mut self, portfolio: &mut Portfolio, library: &Library) -> bool {
        self.all = library.companies.len() + library.assessments.len();
        match &mut self.stage {
            Stage::Companies => self.companies(portfolio, library),
            Stage::Names(sorting) => {
                let name = |place: Place| portfolio.slot(place).map(|slot| (slot.text.name(), slot.row.id));
                if sorting.step(COMPARISONS, |one, other| name(one).cmp(&name(other))) {
                    let text = |place: Place| portfolio.slot(place).map(|slot| slot.text.name());
                    let sorted = sorting.places(|one, other| text(one) == text(other));
                    rank_names(portfolio, &sorted);
                    self.stage = Stage::Tags(TagOrder::default());
                }
            }
            Stage::Tags(lists) => {
                if lists.step(TAGGED, &portfolio.slots) {
                    rank_tags(portfolio, lists);
                    portfolio.are_ranks_old = false;
                    self.begin_assessments(portfolio);
                }
            }
            Stage::Assessments => self.assessments(portfolio, library),
            Stage::Named => self.names(portfolio, library),
            Stage::Count => {
                self.grouping.count(portfolio.slots.len());
                self.stage = Stage::LayDown;
            }
            Stage::LayDown => self.lay_down(portfolio),
            Stage::Over => {}
        }
        if matches!(self.stage, Stage::Over) {
            self.done = self.all;
            return true;
        }
        false
    }

    /// Reads facts; companies and the partners known before are walked side by side, both by id. After each step all ids
    /// are in order again, so that another renewal can begin.
    fn companies(&mut self, portfolio: &mut Portfolio, library: &Library) {
        let companies = &library.companies;
        if self.company.is_none() {
            let more = companies.len().saturating_sub(portfolio.len());
            portfolio.slots.reserve(more);
            portfolio.ids.reserve(more);
            portfolio.places.reserve(more);
        }
        let ids = portfolio.ids.split_off(self.met);
        let places = portfolio.places.split_off(self.met);
        let mut known = ids.into_iter().zip(places).peekable();
        let mut next = companies.past(self.company.as_ref());
        let mut left = COMPANIES;
        while left > 0
            && let Some((id, company)) = companies.at(next)
        {
            while let Some((_, place)) = known.next_if(|(known, _)| known < id) {
                let_go(portfolio, place);
            }
            let place = known.next_if(|(known, _)| known == id).map(|(_, place)| place);
            let seen = Seen::of(company);
            let place = row_of(portfolio, place, *id, &seen, self.today);
            portfolio.ids.push(*id);
            portfolio.places.push(place);
            self.company = Some(*id);
            self.done += 1;
            next += 1;
            left = left.saturating_sub(1 + seen.log.count() / ENTRIES);
        }
        self.met = portfolio.ids.len();
        if next < companies.len() {
            let (ids, places): (Vec<_>, Vec<_>) = known.unzip();
            portfolio.ids.extend(ids);
            portfolio.places.extend(places);
            return;
        }
        for (_, place) in known {
            let_go(portfolio, place);
        }
        if portfolio.are_ranks_old {
            let all = portfolio.here();
            let all = all.map(|(place, slot)| (slot.text.name(), place));
            self.stage = Stage::Names(Sorting::of(all));
        } else {
            self.begin_assessments(portfolio);
        }
    }

    fn begin_assessments(&mut self, portfolio: &Portfolio) {
        self.stamps = vec![0; portfolio.slots.len()];
        self.stage = Stage::Assessments;
    }

    fn assessments(&mut self, portfolio: &Portfolio, library: &Library) {
        let mut last = self.assessment;
        let is_over = library
            .assessments
            .go_on(&mut last, ASSESSMENTS, |at, _, assessment| {
                self.sort_in(portfolio, assessment, at);
                self.done += 1;
            });
        self.assessment = last;
        if is_over {
            self.stage = Stage::Named;
        }
    }

    /// Adds an assessment to the groups that it belongs to.
    fn sort_in(&mut self, portfolio: &Portfolio, assessment: &Assessment, at: usize) {
        let Belonging { theirs, about } = Belonging::of(assessment);
        if theirs.is_none() && about.is_none() {
            return;
        }
        let entry = Entry {
            id: assessment.id,
            at: u32::try_from(at).unwrap_or(NO_RANK),
        };
        let mix = of_assessment(assessment);
        if let Some(place) = theirs.and_then(|id| portfolio.place(id)) {
            self.add(Bucket::theirs(place), entry, mix);
        }
        match about {
            Some(Other::Known(id)) if theirs != Some(id) => {
                if let Some(place) = portfolio.place(id) {
                    self.add(Bucket::ours(place), entry, mix);
                }
            }
            Some(Other::Named(name)) => {
                let named = self.named.entry(name_key(name)).or_default();
                named.push(Named { entry, mix, theirs });
            }
            _ => {}
        }
    }

    fn add(&mut self, bucket: Bucket, entry: Entry, mix: u64) {
        self.grouping.add(bucket, entry);
        if let Some(stamp) = self.stamps.get_mut(bucket.place().index()) {
            // The order of assessments says nothing; the kind of view does.
            *stamp = stamp.wrapping_add(bucket.turned(mix));
        }
    }

    /// Adds what is about companies of some name to those of it.
    fn names(&mut self, portfolio: &Portfolio, library: &Library) {
        let named = core::mem::take(&mut self.named);
        let first = self.named_at;
        let mut left = if named.is_empty() { 0 } else { NAMES };
        for (id, place) in portfolio.ids.iter().zip(&portfolio.places).skip(first) {
            if left == 0 {
                break;
            }
            self.named_at += 1;
            let company = library.companies.get(id);
            let of_name = company.and_then(|company| named.get(&name_key(&company.name)));
            let of_name = of_name.map_or(&[][..], Vec::as_slice);
            for one in of_name.iter().filter(|one| one.theirs != Some(*id)) {
                self.add(Bucket::ours(*place), one.entry, one.mix);
            }
            left = left.saturating_sub(1 + of_name.len() / ENTRIES);
        }
        if named.is_empty() || self.named_at >= portfolio.ids.len() {
            self.stage = Stage::Count;
        } else {
            self.named = named;
        }
    }

    fn lay_down(&mut self, portfolio: &mut Portfolio) {
        let Some(groups) = self.grouping.step(LAID_DOWN) else {
            return;
        };
        portfolio.groups = groups;
        let is_another_day = portfolio.today.replace(self.today) != Some(self.today);
        portfolio.outdated = 0;
        for (slot, stamp) in portfolio.slots.iter_mut().zip(&self.stamps) {
            let is_other = is_another_day || slot.lacks || slot.stamp != *stamp;
            slot.is_outdated = slot.is_here() && (slot.is_outdated || is_other);
            if slot.is_here() {
                slot.presence = Presence::Grouped;
            }
            slot.stamp = *stamp;
            portfolio.outdated += usize::from(slot.is_outdated);
        }
        self.stage = Stage::Over;
    }
}

impl Portfolio {
    /// Reads a single partner's row anew, for whoever has just changed it or seen it go: no [`Renewal`] of all has to come by
    /// first. What is told of several together, such as their order, is left to the next one. One without a row gets none.
    pub fn look_again(&mut self, id: CompanyId, library: &Library, today: Day) {
        let Ok(at) = self.ids.binary_search(&id) else {
            return;
        };
        let place = self.places[at];
        if let Some(company) = library.companies.get(&id) {
            row_of(self, Some(place), id, &Seen::of(company), today);
        } else {
            self.ids.remove(at);
            self.places.remove(at);
            let_go(self, place);
        }
    }
}

/// Lets go of a partner who is gone.
fn let_go(portfolio: &mut Portfolio, place: Place) {
    let slot = &mut portfolio.slots[place.index()];
    portfolio.outdated -= usize::from(slot.is_outdated);
    *slot = Slot {
        presence: Presence::Gone,
        is_outdated: false,
        ..Slot::new(slot.row.id)
    };
    portfolio.free.push(place);
    portfolio.are_ranks_old = true;
}

/// The row of a company, with its facts as they are now; `None`: it has none yet.
fn row_of(
    portfolio: &mut Portfolio,
    place: Option<Place>,
    id: CompanyId,
    seen: &Seen<'_>,
    today: Day,
) -> Place {
    let is_new = place.is_none();
    let place = place.unwrap_or_else(|| new_row(portfolio, id));
    let slot = &mut portfolio.slots[place.index()];
    let people = of_people(seen);
    if is_new || slot.people != people || !seen.has(&slot.row.facts, today) {
        let facts = seen.facts(today);
        let before = &slot.row.facts;
        portfolio.are_ranks_old |= is_new || facts.name != before.name || facts.tags != before.tags;
        slot.text = SearchText::of(&facts.name, seen.profile.tags.iter().copied(), seen.people());
        slot.row.facts = facts;
        slot.list = portfolio.tag_lists.number(&slot.text);
        slot.people = people;
    }
    place
}

fn new_row(portfolio: &mut Portfolio, id: CompanyId) -> Place {
    portfolio.outdated += 1;
    let slot = Slot::new(id);
    if let Some(place) = portfolio.free.pop() {
        portfolio.slots[place.index()] = slot;
        return place;
    }
    portfolio.slots.push(slot);
    Place(u32::try_from(portfolio.slots.len() - 1).unwrap_or(NO_RANK))
}

/// Notes the order of names; with each, whether it is the same as the one before.
fn rank_names(portfolio: &mut Portfolio, sorted: &[(Place, bool)]) {
    let mut name = 0;
    for (rank, (place, is_same)) in (0_u32..).zip(sorted) {
        name = if *is_same { name } else { rank };
        let slot = &mut portfolio.slots[place.index()];
        (slot.rank, slot.name) = (rank, name);
    }
    portfolio.by_name = sorted.iter().map(|(place, _)| *place).collect();
}

fn rank_tags(portfolio: &mut Portfolio, lists: &TagOrder) {
    for slot in &mut portfolio.slots {
        slot.tags = NO_RANK;
    }
    for (rank, place) in lists.ranks() {
        portfolio.slots[place.index()].tags = rank;
    }
}
