//! Which rows a filter shows, and in which order.

use super::column::{Column, Order};
use super::filter::Filter;
use super::row::Row;
use super::rows::{NO_RANK, Place, Portfolio, Slot};
use crate::domain::company::{Kind, Size};
use crate::domain::directory::{Query, Seeker, folded};
use crate::domain::level::Level;

/// A filter, made ready to look at very many rows.
struct Sieve<'f> {
    filter: &'f Filter,
    /// The longest word first: it is found least often.
    words: Vec<Seeker>,
    /// By kind: for each of the words, whether it stands in what the reader calls that kind.
    kind_has: Vec<Vec<bool>>,
    /// In small letters.
    tags: Vec<String>,
    /// Whether it asks for more than words and tags.
    chooses: bool,
}

/// What keeps a row from being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The words, the tags or that it was put aside: what stands for no single choice, or for one that is asked beside
    /// others of its kind.
    Rest,
    Kind,
    Size,
    Level,
    Due,
    Gap,
    OpenGates,
    /// Several of these.
    Several,
}

impl<'f> Sieve<'f> {
    fn new<W: AsRef<str>>(filter: &'f Filter, kind_words: impl Fn(Kind) -> Option<W>) -> Self {
        let query = Query::of(&filter.words);
        let mut words: Vec<&String> = query.words().iter().collect();
        words.sort_by_key(|word| core::cmp::Reverse(word.len()));
        let has = |kind: Kind| {
            let of_kind = kind_words(kind).map(|of_kind| of_kind.as_ref().to_lowercase());
            let has = |word: &&String| of_kind.as_ref().is_some_and(|of_kind| of_kind.contains(*word));
            words.iter().map(has).collect()
        };
        Self {
            filter,
            kind_has: Kind::ALL.into_iter().map(has).collect(),
            tags: filter.tags.iter().map(|tag| folded(tag)).collect(),
            words: words.iter().map(|word| Seeker::of(word)).collect(),
            chooses: filter.needs_figures() || !filter.kinds.is_empty() || !filter.sizes.is_empty(),
        }
    }

    /// What keeps a row from being shown; `None`: it is shown.
    fn refusal(&self, slot: &Slot) -> Option<Refusal> {
        let Filter { kinds, sizes, .. } = self.filter;
        let facts = &slot.row.facts;
        if facts.archived_on.is_some() && !self.filter.shows_archived {
            return Some(Refusal::Rest);
        }
        // Mostly there are words alone, or nothing.
        if !self.chooses {
            return (!self.has_tags(slot) || !self.has_words(slot)).then_some(Refusal::Rest);
        }
        let readiness = readiness(&slot.row);
        let is_of = [
            (Refusal::Kind, kinds.is_empty() || kinds.contains(&facts.kind)),
            (Refusal::Size, sizes.is_empty() || sizes.contains(&facts.size)),
            (
                Refusal::Level,
                self.filter.levels.is_empty() || self.filter.levels.contains(&level_of(&slot.row)),
            ),
            (
                Refusal::Due,
                !self.filter.is_due || readiness.is_some_and(|readiness| readiness.due > 0),
            ),
            (
                Refusal::Gap,
                self.filter
                    .gap
                    .is_none_or(|least| gap_of(&slot.row).is_some_and(|gap| gap >= least)),
            ),
            (
                Refusal::OpenGates,
                !self.filter.has_open_gates || readiness.is_some_and(|readiness| readiness.open_gates > 0),
            ),
        ];
        let mut refusal = None;
        for (reason, is_of) in is_of {
            refusal = match refusal {
                _ if is_of => refusal,
                None => Some(reason),
                Some(_) => Some(Refusal::Several),
            };
        }
        // The words last: they are looked for letter by letter.
        match refusal {
            Some(Refusal::Several) => refusal,
            _ if !self.has_tags(slot) || !self.has_words(slot) => Some(Refusal::Rest),
            _ => refusal,
        }
    }

    fn has_tags(&self, slot: &Slot) -> bool {
        let has = |wanted: &String| slot.text.tags().any(|tag| tag == wanted);
        self.tags.iter().all(has)
    }

    fn has_words(&self, slot: &Slot) -> bool {
        let of_kind = slot
            .row
            .facts
            .kind
            .and_then(|kind| self.kind_has.get(kind as usize));
        let mut words = self.words.iter().enumerate();
        words.all(|(at, word)| {
            word.is_in(&slot.text) || of_kind.and_then(|has| has.get(at)).is_some_and(|has| *has)
        })
    }
}

/// What a filter leaves of all rows: for each, what keeps it from being shown.
#[derive(Debug, Clone, Default)]
pub struct Sifted(Vec<Option<Refusal>>);

impl Sifted {
    pub(super) fn refusal(&self, place: Place) -> Option<Refusal> {
        // What has come since, nobody has asked for.
        self.0.get(place.index()).copied().unwrap_or(Some(Refusal::Rest))
    }
}

impl Portfolio {
    /// Puts every row through a filter. `kind_words` is what the reader calls a kind: its words are found, too.
    #[must_use]
    pub fn sifted<W: AsRef<str>>(&self, filter: &Filter, kind_words: impl Fn(Kind) -> Option<W>) -> Sifted {
        let sieve = Sieve::new(filter, kind_words);
        let refusal = |slot: &Slot| {
            if slot.is_here() {
                sieve.refusal(slot)
            } else {
                Some(Refusal::Rest)
            }
        };
        Sifted(self.slots.iter().map(refusal).collect())
    }

    /// The places of the rows that a filter has left, in order.
    #[must_use]
    pub fn ordered(&self, sifted: &Sifted, order: Order) -> Vec<Place> {
        let is_left = |place: &Place| sifted.refusal(*place).is_none();
        if order == Order::default() && !self.are_ranks_old {
            return self.by_name.iter().copied().filter(is_left).collect();
        }
        let mut keys: Vec<(u64, u32, Place)> = self
            .here()
            .filter(|(place, _)| is_left(place))
            .map(|(place, slot)| (key(slot, order), slot.rank, place))
            .collect();
        keys.sort_unstable();
        keys.into_iter().map(|(.., place)| place).collect()
    }

    /// The places of the rows that a filter shows, in order; see [`Self::sifted`] for `kind_words`.
    #[must_use]
    pub fn shown<W: AsRef<str>>(
        &self,
        filter: &Filter,
        order: Order,
        kind_words: impl Fn(Kind) -> Option<W>,
    ) -> Vec<Place> {
        self.ordered(&self.sifted(filter, kind_words), order)
    }
}

/// What has no value comes after everything.
const NOTHING: u64 = u64::MAX;

/// Where a row comes by one column, the least first.
fn key(slot: &Slot, order: Order) -> u64 {
    let rank = |rank: u32| (rank != NO_RANK).then_some(u64::from(rank));
    let key = match order.by {
        Column::Name => rank(slot.name),
        Column::Tags => rank(slot.tags),
        Column::Kind => slot.row.facts.kind.map(|kind| kind as u64),
        Column::Size => slot.row.facts.size.map(|size| size as u64),
        measure => slot.row.measure(measure).map(in_order),
    };
    match key {
        None => NOTHING,
        // Never that of nothing: no measure is the number that is not one with all bits set.
        Some(key) if order.is_descending => NOTHING - 1 - key,
        Some(key) => key,
    }
}

/// A number whose order is that of the values.
fn in_order(value: f64) -> u64 {
    // Adding 0 makes an ordinary zero of a negative one.
    let bits = (value + 0.0).to_bits();
    let is_negative = bits >> 63 == 1;
    if is_negative { !bits } else { bits | 1 << 63 }
}

impl Row {
    /// The value of a column that is a number: levels as such, days since 1970, the moment in milliseconds, the gap without
    /// its sign. `None` where the row has none, or the column is words.
    #[must_use]
    pub fn measure(&self, column: Column) -> Option<f64> {
        let views = self.views.as_ref();
        let readiness = readiness(self);
        let number = |level: Level| f64::from(level.number());
        let day = |day: crate::domain::time::Day| f64::from(day.days_since_epoch());
        match column {
            Column::Name | Column::Kind | Column::Size | Column::Tags => None,
            Column::Score => readiness?.score,
            Column::Level => level_of(self).map(number),
            Column::Floor => readiness?.floor.map(number),
            Column::OpenGates => Some(float(readiness?.open_gates)),
            Column::Agreement => views?.agreement,
            Column::Joint => views?.joint,
            Column::Gap => gap_of(self).map(f64::from),
            Column::Freshness => readiness?.freshness,
            Column::Due => Some(float(readiness?.due)),
            #[expect(
                clippy::cast_precision_loss,
                reason = "milliseconds until the year 9999 are below 2^53"
            )]
            Column::LastAnswer => Some(views?.last_answer?.milliseconds() as f64),
            Column::LastTouchpoint => self.facts.last_touchpoint.map(day),
            Column::AnswerTime => self.facts.answer_hours,
            Column::Views => Some(float(views?.views)),
            Column::Target => self.facts.target.map(number),
        }
    }
}

fn float(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    let float = count as f64;
    float
}

pub(super) fn readiness(row: &Row) -> Option<&super::row::Readiness> {
    row.views.as_ref()?.readiness.as_ref()
}

pub(super) fn level_of(row: &Row) -> Option<Level> {
    readiness(row)?.level
}

/// The widest gap without its sign, `0..=4`.
fn gap_of(row: &Row) -> Option<u8> {
    row.views.as_ref()?.gap.map(i8::unsigned_abs)
}

/// How many bands and kinds there are, each with one for what was not told.
pub(super) const fn kind_at(kind: Option<Kind>) -> usize {
    match kind {
        Some(kind) => kind as usize,
        None => Kind::ALL.len(),
    }
}

/// See [`kind_at`].
pub(super) const fn size_at(size: Option<Size>) -> usize {
    match size {
        Some(size) => size as usize,
        None => Size::ALL.len(),
    }
}
