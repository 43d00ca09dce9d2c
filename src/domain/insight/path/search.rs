//! The cheapest choices.
//!
//! Each group is gone through from its last item to its first. What any choices of the items so far come to is a point;
//! a point is dropped where another costs no more and gains no less, and where the prices prove that no set with it
//! stays within the limit. The groups' points are then put together in the same way. The limit starts at the bound and
//! grows until a set is found, which therefore is the cheapest. Going through the lists from the first item on, each
//! time with the first choice that still leads there, gives the set that wins all ties.

mod first;
mod lists;
mod sort;
mod walk;

use super::Picks;
use super::ground::Ground;
use super::price::{Prices, ROUNDS, float, worth};
use super::problem::{Choice, Gain, Group, Item, NOTHING, Point, Problem, capped};
use crate::domain::slices::pause;
use first::first;
use lists::{Bound, Lists};

/// Solves problems one after the other, with one budget for all.
pub(super) struct Search {
    /// More than any number of indicators raised.
    unit: u64,
    /// How many comparisons of points may still be made.
    budget: usize,
    /// How far two gains may lie apart and still be the same.
    spare: f64,
}

/// What is known of the cheapest choices of a problem.
pub(super) struct Solved {
    /// Cost and choices that meet all needs.
    pub found: Option<(u64, Picks)>,
    /// No choices that meet all needs cost less.
    pub at_least: u64,
}

/// How many comparisons of points may be made for one path. It takes about half a second, built for size.
const BUDGET: usize = 80_000_000;

/// From here on, half the budget must do: a proof of a level seldom comes about, and all else takes longer.
const MANY: usize = 100;

/// How many comparisons of points it takes to look at the price of a choice.
const PRICING: usize = 4;

/// What rounding may add to a cost.
const ROUNDING: f64 = 0.01;

/// What one look within a limit gives.
enum Look {
    /// The cheapest of those that the lists hold: of all, where they are complete.
    Found(u64, Picks),
    /// None within the limit, as far as the lists are complete.
    None,
}

impl Search {
    pub fn new(ground: &Ground) -> Self {
        let count = ground.settled.len() + 1;
        let unit = u64::try_from(count).unwrap_or(u64::MAX);
        Self {
            unit,
            budget: if ground.ways.len() > MANY {
                BUDGET / 2
            } else {
                BUDGET
            },
            // Over all items, a quarter of what is left between the need and what scoring allows.
            spare: 1e-10 / float(unit),
        }
    }

    /// Days first, then how many are raised.
    pub fn cost(&self, days: u64, raised: u64) -> u64 {
        days * self.unit + raised
    }

    /// The days of a cost.
    pub fn days(&self, cost: u64) -> u64 {
        cost / self.unit
    }

    /// Whether there is no budget left.
    pub fn is_spent(&self) -> bool {
        self.budget == 0
    }

    /// The cheapest choices that cost no more than `ceiling`.
    pub async fn solve(&mut self, problem: &Problem, ceiling: u64) -> Solved {
        let Some((known, _)) = first(problem, &Prices::zero(problem)) else {
            return Solved {
                found: None,
                at_least: u64::MAX,
            };
        };
        let choices: usize = problem.items().map(|item| item.choices.len()).sum();
        self.budget = self.budget.saturating_sub(choices * ROUNDS * PRICING);
        let prices = Prices::of(problem, float(known)).await;
        pause().await;
        let mut found = first(problem, &prices).filter(|(cost, _)| *cost <= ceiling);
        let most = found.as_ref().map_or(ceiling, |(cost, _)| *cost);
        let least = least(prices.bound);
        if least > most {
            return Solved {
                found: None,
                at_least: least,
            };
        }
        let mut at_least = least;
        let mut more = 0;
        loop {
            let limit = most.min(self.cost(self.days(least) + more, self.unit - 1));
            let mut lists = Lists::new(self.budget, self.spare);
            let look = look(problem, &prices, limit, &mut lists).await;
            self.budget = lists.budget;
            if let Look::Found(cost, picks) = look {
                if lists.complete {
                    return Solved {
                        found: Some((cost, picks)),
                        at_least: cost,
                    };
                }
                if found
                    .as_ref()
                    .is_none_or(|found| (cost, &picks) < (found.0, &found.1))
                {
                    found = Some((cost, picks));
                }
            } else if lists.complete {
                at_least = limit + 1;
            }
            if !lists.complete || limit == most {
                return Solved { found, at_least };
            }
            more = 2 * more + 1;
        }
    }
}

/// The least whole cost that the bound allows.
fn least(bound: f64) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative, and below 2^53"
    )]
    let least = (bound - ROUNDING).ceil().max(0.0) as u64;
    least
}

/// Looks for the cheapest choices within the limit.
async fn look(problem: &Problem, prices: &Prices, limit: u64, lists: &mut Lists) -> Look {
    let mut slack = float(limit) - prices.bound + ROUNDING;
    let most = problem.most();
    let mut within = Vec::with_capacity(problem.groups.len());
    let mut fronts = Vec::with_capacity(problem.groups.len());
    for (group, own) in problem.groups.iter().zip(&prices.groups) {
        let share = prices.share(group);
        let bound = Bound {
            prices: [(share, caps(group, problem)), (*own, group.need)],
            need: least_of(group, problem, &most),
            slack,
        };
        let choices: Vec<Vec<Point>> = group.items.iter().map(points).collect();
        let steps = lists.suffixes(&choices, &bound).await;
        let front = steps.first().map_or(&[][..], |first| &first[..]);
        if front.is_empty() {
            return Look::None;
        }
        // Whatever the group chooses, this much is gone for the others.
        slack -= bound.surplus(front, &choices);
        fronts.push(front.iter().map(|point| scaled(*point, group.factor)).collect());
        within.push(steps);
    }
    let Some(across) = across(problem, &fronts, limit, lists).await else {
        return Look::None;
    };
    let Some(cost) = across
        .first()
        .and_then(|first| first.first())
        .map(|point| point.cost)
    else {
        return Look::None;
    };
    let Some(picks) = walk::walk(problem, &within, &across, cost).await else {
        // Rounding has hidden the way back: nothing is proven.
        lists.complete = false;
        return Look::None;
    };
    Look::Found(cost, picks)
}

/// Puts the groups together. `None`: the prices of whole groups leave nothing within the limit.
async fn across(
    problem: &Problem,
    fronts: &[Vec<Point>],
    limit: u64,
    lists: &mut Lists,
) -> Option<Vec<Vec<Point>>> {
    let groups = fronts.iter().map(|front| Group {
        factor: 1.0,
        need: NOTHING,
        items: vec![Item {
            position: 0,
            choices: front
                .iter()
                .map(|point| Choice {
                    to: None,
                    point: *point,
                })
                .collect(),
        }],
    });
    let whole = Problem {
        groups: groups.collect(),
        need: problem.need,
    };
    let prices = if fronts.len() > 1 {
        lists.spend(fronts.iter().map(Vec::len).sum::<usize>() * ROUNDS);
        Prices::of(&whole, float(limit)).await
    } else {
        Prices::none(&whole)
    };
    let slack = float(limit) - prices.bound + ROUNDING;
    if slack < 0.0 {
        return None;
    }
    let bound = Bound {
        prices: [(prices.whole, problem.need), (NOTHING, NOTHING)],
        need: problem.need,
        slack,
    };
    Some(lists.suffixes(fronts, &bound).await)
}

impl Problem {
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }
}

impl Prices {
    /// No prices: the least cost of all items together.
    fn none(problem: &Problem) -> Self {
        let least = |item: &Item| item.choices.iter().map(|choice| choice.point.cost).min();
        Self {
            whole: NOTHING,
            groups: Vec::new(),
            bound: float(problem.items().filter_map(least).sum()),
        }
    }
}

/// What of a group's gains the whole can use at most.
fn caps(group: &Group, problem: &Problem) -> Gain {
    problem.need.map(|need| {
        if group.factor > 0.0 {
            need / group.factor
        } else {
            0.0
        }
    })
}

/// What the group must gain: its own need, and what the others cannot bring at their most.
fn least_of(group: &Group, problem: &Problem, most: &Gain) -> Gain {
    let own = group.most();
    let mut need = group.need;
    if group.factor > 0.0 {
        for (place, need) in need.iter_mut().enumerate() {
            let others = most[place] - own[place] * group.factor;
            *need = need.max((problem.need[place] - others) / group.factor);
        }
    }
    need
}

fn points(item: &Item) -> Vec<Point> {
    item.choices.iter().map(|choice| choice.point).collect()
}

fn scaled(point: Point, factor: f64) -> Point {
    Point {
        cost: point.cost,
        gain: point.gain.map(|gain| gain * factor),
    }
}

/// What a point costs beyond its worth; no more of a gain counts than is needed.
fn reduced(point: &Point, [(whole, most), (own, need)]: &[(Gain, Gain); 2]) -> f64 {
    float(point.cost) - worth(whole, &capped(&point.gain, most)) - worth(own, &capped(&point.gain, need))
}
