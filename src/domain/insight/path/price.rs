//! What each gain is worth, in cost, and what no set of choices can undercut.
//!
//! Each need gets a price. A set of choices that meets all needs costs at least what the needs are worth plus, for each
//! item, the least of cost minus worth among its choices. That holds for any prices; good ones make the bound tight.
//! Source: Everett, "Generalized Lagrange multiplier method", 1963; Polyak, "Minimization of unsmooth functionals", 1969.

use super::problem::{Gain, Group, NOTHING, Problem, add};
use crate::domain::slices::pause;

/// Prices of the needs of a [`Problem`], and the bound they give.
#[derive(Clone)]
pub(super) struct Prices {
    /// For the whole.
    pub whole: Gain,
    /// For each group.
    pub groups: Vec<Gain>,
    /// No set of choices that meets all needs costs less.
    pub bound: f64,
}

/// How often prices of several needs are bettered.
pub(super) const ROUNDS: usize = 300;
/// How often the one price of a single need is halved in on.
const HALVINGS: usize = 60;
/// What rounding may take from a sum of gains: shares of one, or points of a hundred.
const LOST: f64 = 1e-10;

impl Prices {
    /// Good prices. `known` is the cost of a set that meets all needs.
    pub async fn of(problem: &Problem, known: f64) -> Self {
        let mut prices = Self::zero(problem);
        let is_single = problem.need[1..].iter().all(|need| *need <= 0.0)
            && problem.groups.iter().all(|group| group.need == NOTHING);
        if is_single {
            prices.halve_in(problem).await;
        } else {
            prices.climb(problem, known).await;
        }
        prices
    }

    /// Where gains are worth nothing. The bound is still to be reckoned.
    pub fn zero(problem: &Problem) -> Self {
        Self {
            whole: NOTHING,
            groups: problem.groups.iter().map(|_| NOTHING).collect(),
            bound: 0.0,
        }
    }

    /// What a group's gains are worth to the whole.
    pub fn share(&self, group: &Group) -> Gain {
        self.whole.map(|price| price * group.factor)
    }

    /// Sets the bound; gives what is missing of each need with the choices that reach it.
    fn reckon(&mut self, problem: &Problem) -> (Gain, Vec<Gain>) {
        let mut missing = eased(&problem.need);
        let mut bound = worth(&self.whole, &missing);
        let mut own = Vec::with_capacity(problem.groups.len());
        for (group, price) in problem.groups.iter().zip(&self.groups) {
            let mut lacks = eased(&group.need);
            bound += worth(price, &lacks);
            let mut both = *price;
            add(&mut both, &self.whole, group.factor);
            let mut gained = NOTHING;
            for item in &group.items {
                let mut least = f64::INFINITY;
                let mut best = &NOTHING;
                for choice in &item.choices {
                    let reduced = float(choice.point.cost) - worth(&both, &choice.point.gain);
                    if reduced < least {
                        least = reduced;
                        best = &choice.point.gain;
                    }
                }
                bound += least;
                add(&mut gained, best, 1.0);
            }
            add(&mut missing, &gained, -group.factor);
            add(&mut lacks, &gained, -1.0);
            own.push(lacks);
        }
        self.bound = bound;
        (missing, own)
    }

    /// The best price of a single need, where what is missing turns.
    async fn halve_in(&mut self, problem: &Problem) {
        self.reckon(problem);
        let mut best = self.clone();
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            self.whole[0] = high;
            pause().await;
            if self.reckon(problem).0[0] <= 0.0 {
                break;
            }
            low = high;
            high *= 4.0;
        }
        for _ in 0..HALVINGS {
            if self.bound > best.bound {
                best = self.clone();
            }
            self.whole[0] = f64::midpoint(low, high);
            pause().await;
            if self.reckon(problem).0[0] > 0.0 {
                low = self.whole[0];
            } else {
                high = self.whole[0];
            }
        }
        *self = best;
    }

    /// Betters the prices step by step, each need measured in itself.
    async fn climb(&mut self, problem: &Problem, known: f64) {
        let mut missing = self.reckon(problem);
        let mut best = self.clone();
        let (mut pace, mut idle) = (1.0, 0);
        for _ in 0..ROUNDS {
            let mut length = squares(&self.whole, &missing.0, &problem.need);
            for ((price, missing), group) in self.groups.iter().zip(&missing.1).zip(&problem.groups) {
                length += squares(price, missing, &group.need);
            }
            if length <= 0.0 {
                break;
            }
            let step = pace * (known - self.bound).max(1.0) / length;
            pay(&mut self.whole, &missing.0, &problem.need, step);
            for ((price, missing), group) in self.groups.iter_mut().zip(&missing.1).zip(&problem.groups) {
                pay(price, missing, &group.need, step);
            }
            missing = self.reckon(problem);
            pause().await;
            idle += 1;
            if self.bound > best.bound {
                best = self.clone();
                idle = 0;
            } else if idle == 6 {
                pace *= 0.6;
                idle = 0;
            }
        }
        *self = best;
    }
}

/// What a gain is worth.
pub(super) fn worth(price: &Gain, gain: &Gain) -> f64 {
    price[0] * gain[0] + price[1] * gain[1] + price[2] * gain[2] + price[3] * gain[3]
}

/// A cost as a number to reckon with: far below what would lose digits.
#[allow(clippy::cast_precision_loss, reason = "costs stay below 2^53")]
pub(super) fn float(cost: u64) -> f64 {
    cost as f64
}

/// A need less what rounding may take from gains that meet it. Without this, a price without limit on a lack that is
/// only rounding would rule out sets that do meet the need.
fn eased(need: &Gain) -> Gain {
    need.map(|need| (need - LOST).max(0.0))
}

fn squares(price: &Gain, missing: &Gain, need: &Gain) -> f64 {
    let each = price.iter().zip(missing).zip(need);
    each.filter(|((price, missing), need)| **need > 0.0 && (**price > 0.0 || **missing > 0.0))
        .map(|((_, missing), need)| (missing / need) * (missing / need))
        .sum()
}

fn pay(price: &mut Gain, missing: &Gain, need: &Gain, step: f64) {
    for ((price, missing), need) in price.iter_mut().zip(missing).zip(need) {
        if *need > 0.0 {
            *price = (*price + step * missing / (need * need)).max(0.0);
        }
    }
}
