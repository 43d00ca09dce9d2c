//! The cheapest set of steps over all ways of opening and closing questions.

use super::ground::Ground;
use super::problem::Problem;
use super::regime::{Regime, Regimes};
use super::search::Search;
use super::{MOST_REGIMES, Picks, Target};
use crate::domain::slices::pause;

/// What is known of the cheapest set.
pub(super) struct Cheapest {
    /// `None`: none was found.
    pub picks: Option<Picks>,
    /// Days that no set undercuts.
    pub at_least: u64,
}

/// Looks into one regime after the other, those that take the fewest days first: once the days of a regime exceed
/// those of the best set, all others do. Where there are too many, it looks from the other end as well.
pub(super) async fn cheapest_set(ground: &Ground<'_>, target: Target) -> Cheapest {
    let mut hunt = Hunt {
        ground,
        target,
        search: Search::new(ground),
        best: None,
        at_least: u64::MAX,
    };
    let mut regimes = Regimes::new(ground);
    let mut count = 0;
    while let Some(regime) = regimes.next() {
        let least = hunt.search.cost(regime.days, 0);
        if least > hunt.cost() {
            break;
        }
        if count == MOST_REGIMES || hunt.is_over() {
            hunt.at_least = hunt.at_least.min(least);
            hunt.descend(&regimes).await;
            break;
        }
        count += 1;
        let seen = hunt.look(&regime, hunt.cost()).await;
        hunt.at_least = hunt.at_least.min(seen.at_least);
    }
    let at_least = hunt.at_least.min(hunt.cost());
    Cheapest {
        at_least: hunt.search.days(at_least),
        picks: hunt.best.map(|(_, picks)| picks),
    }
}

struct Hunt<'a> {
    ground: &'a Ground<'a>,
    target: Target,
    search: Search,
    best: Option<(u64, Picks)>,
    at_least: u64,
}

/// What a regime has.
struct Seen {
    /// The cost of the best set that was found in it.
    cost: Option<u64>,
    /// No set in it costs less.
    at_least: u64,
}

impl Hunt<'_> {
    /// The cost of the best set so far.
    fn cost(&self) -> u64 {
        self.best.as_ref().map_or(u64::MAX, |(cost, _)| *cost)
    }

    /// Whether there is something to show, and no budget for more.
    fn is_over(&self) -> bool {
        self.best.is_some() && self.search.is_spent()
    }

    /// Looks for a set in a regime that costs no more than `ceiling`.
    async fn look(&mut self, regime: &Regime, ceiling: u64) -> Seen {
        // Many regimes rule the target out at once.
        pause().await;
        let Some(problem) = Problem::new(self.ground, regime, self.target, &self.search) else {
            return Seen {
                cost: None,
                at_least: u64::MAX,
            };
        };
        let solved = self.search.solve(&problem, ceiling).await;
        let reaches = |picks: &Picks| self.ground.outcome(picks).reaches(self.target);
        let found = solved.found.filter(|(_, picks)| reaches(picks));
        let cost = found.as_ref().map(|(cost, _)| *cost);
        if let Some(found) = found
            && self.best.as_ref().is_none_or(|best| found < *best)
        {
            self.best = Some(found);
        }
        Seen {
            cost,
            at_least: solved.at_least,
        }
    }

    /// From the regime with all sources at their most, lowers one source after the other while that makes it cheaper,
    /// or a set is still to be found.
    async fn descend(&mut self, regimes: &Regimes) {
        let mut chosen = regimes.highest();
        let mut cost = self.look(&regimes.regime(&chosen), u64::MAX).await.cost;
        for place in 0..chosen.len() {
            let mut kept = chosen[place];
            for lower in (0..kept).rev() {
                if self.is_over() {
                    return;
                }
                chosen[place] = lower;
                let ceiling = cost.unwrap_or(u64::MAX);
                let seen = self.look(&regimes.regime(&chosen), ceiling).await;
                if seen
                    .cost
                    .is_some_and(|lowered| cost.is_none_or(|cost| lowered < cost))
                {
                    (kept, cost) = (lower, seen.cost);
                }
            }
            chosen[place] = kept;
        }
    }
}
