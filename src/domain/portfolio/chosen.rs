//! The partners that were chosen, to do something with all of them.

use super::column::Order;
use super::filter::Filter;
use super::rows::{Place, Portfolio};
use super::window::Choice;
use crate::domain::company::{CompanyId, Kind};

/// Partners that were chosen, by id: whatever order and filter show, they stay chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen(Vec<CompanyId>);

impl Chosen {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a partner is among them.
    #[must_use]
    pub fn contains(&self, id: CompanyId) -> bool {
        self.0.binary_search(&id).is_ok()
    }

    /// All of them, by id.
    #[must_use]
    pub fn ids(&self) -> &[CompanyId] {
        &self.0
    }

    /// How many of the rows shown are among them.
    #[must_use]
    pub fn count_of(&self, portfolio: &Portfolio, shown: &[Place]) -> usize {
        if self.is_empty() {
            return 0;
        }
        let are_chosen = self.marks(portfolio);
        let chosen = shown.iter().filter(|place| are_chosen[place.index()]);
        chosen.count()
    }

    /// The rows of all of them in an order, those that a filter hides, too; `kind_words` as for [`Portfolio::shown`].
    #[must_use]
    pub fn in_order<W: AsRef<str>>(
        &self,
        portfolio: &Portfolio,
        order: Order,
        kind_words: impl Fn(Kind) -> Option<W>,
    ) -> Vec<Place> {
        let all = Filter {
            shows_archived: true,
            ..Filter::default()
        };
        let mut rows = portfolio.shown(&all, order, kind_words);
        let are_chosen = self.marks(portfolio);
        rows.retain(|place| are_chosen[place.index()]);
        rows
    }

    /// For each place, whether its partner is among them.
    fn marks(&self, portfolio: &Portfolio) -> Vec<bool> {
        let mut marks = vec![false; portfolio.slots.len()];
        for place in portfolio.places_of(&self.0) {
            marks[place.index()] = true;
        }
        marks
    }

    /// Does what somebody chooses of the rows that are shown.
    pub fn choose(&mut self, portfolio: &Portfolio, shown: &[Place], choice: Choice) {
        match choice {
            Choice::Turned(at) => {
                if let Some(row) = shown.get(at).and_then(|place| portfolio.row(*place)) {
                    self.turn(row.id);
                }
            }
            Choice::Stretched { chosen, left } => {
                let left = left.and_then(|left| shown.get(left));
                self.take_away(portfolio, left.unwrap_or_default());
                self.add(portfolio, shown.get(chosen).unwrap_or_default());
            }
            Choice::All => self.add(portfolio, shown),
            Choice::NoneShown => self.take_away(portfolio, shown),
            Choice::None => self.clear(),
        }
    }

    /// Chooses a partner, or no longer.
    pub fn turn(&mut self, id: CompanyId) {
        match self.0.binary_search(&id) {
            Ok(at) => {
                self.0.remove(at);
            }
            Err(at) => self.0.insert(at, id),
        }
    }

    /// Chooses these rows beside those that are: all that are shown, or a part of them.
    pub fn add(&mut self, portfolio: &Portfolio, rows: &[Place]) {
        self.0.append(&mut portfolio.ids_of(rows));
        // Two runs in order: they are merged.
        self.0.sort();
        self.0.dedup();
    }

    /// Chooses the rows shown between two of them, both included, in whichever order they are. Where one is not shown,
    /// nothing is chosen.
    pub fn add_range(&mut self, portfolio: &Portfolio, shown: &[Place], from: CompanyId, to: CompanyId) {
        let at = |id| {
            let place = portfolio.place(id)?;
            shown.iter().position(|one| *one == place)
        };
        if let Some((from, to)) = at(from).zip(at(to)) {
            let range = shown.get(from.min(to)..=from.max(to));
            self.add(portfolio, range.unwrap_or_default());
        }
    }

    /// Chooses these rows no longer.
    pub fn take_away(&mut self, portfolio: &Portfolio, rows: &[Place]) {
        let others = portfolio.ids_of(rows);
        let mut others = others.iter().peekable();
        self.0.retain(|id| {
            while others.next_if(|other| *other < id).is_some() {}
            others.peek() != Some(&id)
        });
    }

    /// Chooses nobody.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Lets go of those that are no longer here; tells how many.
    pub fn drop_gone(&mut self, portfolio: &Portfolio) -> usize {
        let before = self.len();
        self.0.retain(|id| portfolio.place(*id).is_some());
        before - self.len()
    }
}
