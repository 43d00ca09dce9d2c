//! What the views of many partners tell together.

use core::ops::Deref;

use super::drift::{Drift, Quarter};
use super::figures::{ANSWERS, PARTNER};
use super::groups::Sides;
use super::row::Whose;
use super::rows::{Place, Portfolio};
use super::weakest::{Weakest, Weighing};
use crate::domain::company::CompanyId;
use crate::domain::insight::pulse::due_among;
use crate::domain::library::Library;
use crate::domain::pack::{PackReference, Questionnaire};
use crate::domain::scoring::{AtHand, Scorer, Standing};
use crate::domain::time::Day;

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// The weakest indicator first.
    pub weakest: Vec<Weakest>,
    /// Who has been due the longest comes first, of one day by id.
    pub due: Vec<Due>,
    /// The oldest quarter first.
    pub drift: Vec<Quarter>,
}

/// When a partner's views should be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The first day on which an answer is one half-life old: it may have passed.
    pub day: Day,
    pub id: CompanyId,
}

/// A walk over the views of some partners, in steps.
#[derive(Debug)]
pub struct Survey {
    today: Day,
    whose: Whose,
    places: Vec<Place>,
    next: usize,
    weakest: Weighing,
    due: Vec<Due>,
    drift: Drift,
}

impl Survey {
    /// Begins one over these partners. Weak indicators are sought in the views of one of both; whoever is due is so by the
    /// view that its row's figures are of.
    #[must_use]
    pub fn begin(places: Vec<Place>, whose: Whose, today: Day) -> Self {
        Self {
            today,
            whose,
            places,
            next: 0,
            weakest: Weighing::default(),
            due: Vec::new(),
            drift: Drift::until(today),
        }
    }

    /// How many partners were looked at, of how many.
    #[must_use]
    pub const fn progress(&self) -> (usize, usize) {
        (self.next, self.places.len())
    }

    /// Goes on by a step; what was found once it is over. Where the library or the portfolio changes meanwhile, a new one is
    /// to be begun.
    pub fn step<Q: Deref<Target = Questionnaire>>(
        &mut self,
        portfolio: &Portfolio,
        library: &Library,
        at_hand: impl Fn(&PackReference) -> Option<Q>,
    ) -> Option<Findings> {
        if self.next == self.places.len() {
            return self.drift.finish_one().then(|| self.finish());
        }
        let mut found = AtHand::default();
        let mut batch: Vec<(CompanyId, Sides<'_>)> = Vec::new();
        let mut left = ANSWERS / 4;
        while left > 0
            && let Some(place) = self.places.get(self.next)
        {
            self.next += 1;
            let Some(row) = portfolio.row(*place) else {
                continue;
            };
            let sides = portfolio.groups.sides(*place, library);
            left = left.saturating_sub(PARTNER);
            for known in sides.ours.iter().chain(&sides.theirs) {
                found.look_for(&known.view.pack, &at_hand);
                left = left.saturating_sub(known.answers + PARTNER);
            }
            batch.push((row.id, sides));
        }
        let mut scorers = found.scorers();
        let mut standings = [Vec::new(), Vec::new()];
        for (id, sides) in batch {
            let at = |pack: &PackReference| found.place(pack);
            self.add(id, &sides, &mut standings, &mut scorers, at);
        }
        None
    }

    fn add(
        &mut self,
        id: CompanyId,
        sides: &Sides<'_>,
        standings: &mut [Vec<Standing>; 2],
        scorers: &mut [Option<Scorer<'_>>],
        at: impl Fn(&PackReference) -> usize,
    ) {
        let of_one = match self.whose {
            Whose::Theirs => &sides.theirs,
            Whose::Ours => &sides.ours,
        };
        if let Some(known) = of_one.first()
            && let Some(scorer) = &mut scorers[at(&known.view.pack)]
        {
            let questionnaire = scorer.questionnaire();
            let entries = scorer.settled(known.view, Day::LAST);
            self.weakest.add(&known.view.pack, questionnaire, entries);
        }
        if let Some((_, known)) = sides.scored()
            && let Some(scorer) = &mut scorers[at(&known.view.pack)]
        {
            let questionnaire = scorer.questionnaire();
            let entries = scorer.settled(known.view, Day::LAST);
            let day = due_among(questionnaire, entries);
            self.due.extend(day.map(|day| Due { day, id }));
        }
        self.drift.add(sides, standings, scorers, at);
    }

    fn finish(&mut self) -> Findings {
        let mut due = core::mem::take(&mut self.due);
        due.sort_unstable();
        let drift = core::mem::replace(&mut self.drift, Drift::until(self.today));
        Findings {
            weakest: core::mem::take(&mut self.weakest).finish(),
            due,
            drift: drift.quarters(),
        }
    }
}
