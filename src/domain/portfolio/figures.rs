//! What the assessments of a relationship come to, for many partners.

use core::ops::Deref;

use super::groups::Sides;
use super::row::{Readiness, Relationship, Whose};
use super::rows::{Place, Portfolio, Presence};
use crate::domain::assessment::Assessment;
use crate::domain::insight::pulse::stale_among;
use crate::domain::library::Library;
use crate::domain::pack::{PackReference, Questionnaire};
use crate::domain::relationship::{Brief, Known, Pair, best_pair, brief};
use crate::domain::scoring::overall::Tally;
use crate::domain::scoring::{AtHand, Scorer, Standing};
use crate::domain::time::Day;

/// So many answers are looked at in a step: some milliseconds.
pub(super) const ANSWERS: usize = 40_000;
/// What a partner costs beside its answers, in answers.
pub(super) const PARTNER: usize = 20;

/// A partner whose figures are being worked out.
struct Asked<'l> {
    place: Place,
    sides: Sides<'l>,
    /// Whose view is scored, which that is, and where its questionnaire is.
    scored: Option<(Whose, &'l Assessment, usize)>,
    /// The views that are compared, and where the vendor's questionnaire is.
    compared: Option<(Pair<'l>, usize)>,
}

impl Portfolio {
    /// Works out the figures of some more rows, those in sight first, and tells of which rows. None: there is nothing more
    /// to do, or a renewal has to tell first which assessments belong to whom. `at_hand` gives a questionnaire, where it is
    /// here.
    pub fn work_out<Q: Deref<Target = Questionnaire>>(
        &mut self,
        library: &Library,
        at_hand: impl Fn(&PackReference) -> Option<Q>,
        in_sight: &[Place],
    ) -> Vec<Place> {
        let Some(today) = self.today else {
            return Vec::new();
        };
        let mut found = AtHand::default();
        let asked = self.next_asked(library, in_sight, |pack| found.look_for(pack, &at_hand));
        let mut scorers = found.scorers();
        let mut standings = [Vec::new(), Vec::new()];
        let done: Vec<Place> = asked.iter().map(|asked| asked.place).collect();
        let worked_out: Vec<(Relationship, bool)> = asked
            .into_iter()
            .map(|asked| asked.relationship(&mut scorers, &mut standings, today))
            .collect();
        for (place, (relationship, lacks)) in done.iter().zip(worked_out) {
            let slot = &mut self.slots[place.index()];
            slot.row.views = Some(relationship);
            slot.lacks = lacks;
            slot.is_outdated = false;
            self.outdated -= 1;
        }
        done
    }

    /// The next rows to be worked out, as many as a step has time for.
    fn next_asked<'l>(
        &mut self,
        library: &'l Library,
        in_sight: &[Place],
        mut look_for: impl FnMut(&'l PackReference) -> usize,
    ) -> Vec<Asked<'l>> {
        let mut all: Vec<Asked<'l>> = Vec::new();
        let mut left = ANSWERS;
        let is_asked = |portfolio: &Self, place: Place| {
            let slot = portfolio.slot(place);
            slot.is_some_and(|slot| slot.is_outdated && slot.presence == Presence::Grouped)
        };
        for place in in_sight {
            if left > 0 && is_asked(self, *place) && all.iter().all(|asked| asked.place != *place) {
                let asked = Asked::of(*place, self.groups.sides(*place, library), &mut look_for);
                left = left.saturating_sub(asked.cost());
                all.push(asked);
            }
        }
        let sighted = all.len();
        let mut passed = 0;
        while left > 0 && passed < self.slots.len() {
            self.next %= self.slots.len();
            let place = Place(u32::try_from(self.next).unwrap_or(u32::MAX));
            passed += 1;
            self.next += 1;
            let is_new = |all: &[Asked<'_>]| all.iter().take(sighted).all(|asked| asked.place != place);
            if is_asked(self, place) && is_new(&all) {
                let asked = Asked::of(place, self.groups.sides(place, library), &mut look_for);
                left = left.saturating_sub(asked.cost());
                all.push(asked);
            }
        }
        all
    }
}

impl<'l> Asked<'l> {
    fn of(place: Place, sides: Sides<'l>, mut look_for: impl FnMut(&'l PackReference) -> usize) -> Self {
        let scored = sides.scored().map(|(whose, known)| {
            let at = look_for(&known.view.pack);
            (whose, known.view, at)
        });
        let compared = best_pair(&sides.ours, &sides.theirs).map(|pair| {
            let (vendor, _) = pair.by_side();
            (pair, look_for(&vendor.pack))
        });
        Self {
            place,
            sides,
            scored,
            compared,
        }
    }

    fn cost(&self) -> usize {
        let scored = self.scored.map_or(0, |(_, view, _)| view.answers.count());
        let compared = self.compared.map_or(0, |(pair, _)| {
            pair.ours.answers.count() + pair.theirs.answers.count()
        });
        let views = self.sides.ours.len() + self.sides.theirs.len();
        scored + compared + PARTNER * (1 + views)
    }

    /// The figures, and whether a questionnaire is missing for them.
    fn relationship(
        self,
        scorers: &mut [Option<Scorer<'_>>],
        standings: &mut [Vec<Standing>; 2],
        today: Day,
    ) -> (Relationship, bool) {
        let Sides { ours, theirs } = &self.sides;
        let mut relationship = Relationship {
            views: ours.len() + theirs.len(),
            last_answer: ours.iter().chain(theirs).map(|known| known.age.0).max(),
            ..Relationship::default()
        };
        let mut lacks = false;
        if let Some((whose, view, at)) = self.scored {
            relationship.readiness = scorers[at]
                .as_mut()
                .map(|scorer| readiness(scorer, view, whose, today));
            lacks |= relationship.readiness.is_none();
        }
        if let Some((pair, at)) = self.compared {
            if let Some(scorer) = &mut scorers[at] {
                let brief = compare(scorer, pair, Day::LAST, standings);
                relationship.agreement = brief.agreement;
                relationship.joint = brief.joint;
                relationship.matched = brief.matched;
                relationship.gap = brief.gap;
            } else {
                lacks = true;
            }
        }
        (relationship, lacks)
    }
}

impl<'l> Sides<'l> {
    /// The view that a row's figures are of: the newest of theirs, or else of ours.
    pub(super) fn scored(&self) -> Option<(Whose, &Known<'l>)> {
        let theirs = self.theirs.first().map(|known| (Whose::Theirs, known));
        theirs.or_else(|| self.ours.first().map(|known| (Whose::Ours, known)))
    }
}

fn readiness(scorer: &mut Scorer<'_>, view: &Assessment, whose: Whose, today: Day) -> Readiness {
    let questionnaire = scorer.questionnaire();
    let entries = scorer.settled(view, Day::LAST);
    let tally = Tally::new(questionnaire, entries, Some(today));
    let overall = tally.overall();
    Readiness {
        whose,
        score: overall.score,
        interval: overall.interval,
        level: overall.level,
        level_high: overall.level_high,
        freshness: overall.freshness,
        floor: tally.floor(),
        open_gates: tally.open(),
        due: stale_among(questionnaire, entries, today),
    }
}

/// What two views come to by what had been answered up to a day. There is room for where their indicators stand.
pub(super) fn compare(
    scorer: &mut Scorer<'_>,
    pair: Pair<'_>,
    until: Day,
    standings: &mut [Vec<Standing>; 2],
) -> Brief {
    let (vendor, partner) = pair.by_side();
    for (view, standings) in [vendor, partner].into_iter().zip(standings.iter_mut()) {
        standings.clear();
        let entries = scorer.settled(view, until);
        standings.extend(entries.iter().map(|entry| entry.standing));
    }
    let [vendor, partner] = standings;
    brief(scorer.questionnaire(), vendor, partner)
}
