//! The points worth keeping, from the last item to the first.

use super::reduced;
use super::sort::sort;
use crate::domain::insight::path::price::{float, worth};
use crate::domain::insight::path::problem::{Gain, NOTHING, Point, add, capped, covers};
use crate::domain::slices::pause;

/// Makes lists of points until the budget is spent.
pub(super) struct Lists {
    /// How many comparisons of points may still be made.
    pub budget: usize,
    /// Whether nothing was dropped that could have been part of the cheapest set.
    pub complete: bool,
    spare: f64,
    /// Comparisons made in this slice.
    unrested: usize,
}

/// What a point must come to.
pub(super) struct Bound {
    /// Prices, and how much of each gain counts at most: for the whole and for the group.
    pub prices: [(Gain, Gain); 2],
    /// What all items together must gain.
    pub need: Gain,
    /// How much more than the least a set may cost.
    pub slack: f64,
}

/// How many comparisons of points make a slice: some milliseconds, built for size.
const SLICE: usize = 500_000;
/// How many comparisons of points it takes to make one and put it in its place.
const SORTING: usize = 16;

/// The longest list of points.
const LONGEST: usize = 20_000;
/// The longest once the budget is spent.
const FEW: usize = 50;

impl Bound {
    /// How much of each gain counts at most.
    fn cap(&self) -> Gain {
        let [(_, whole), (_, own)] = &self.prices;
        let mut cap = *whole;
        for (cap, own) in cap.iter_mut().zip(own) {
            *cap = cap.max(*own);
        }
        cap
    }

    /// How much more than the least the best of all points of the items costs.
    pub fn surplus(&self, points: &[Point], items: &[Vec<Point>]) -> f64 {
        let least: f64 = items.iter().map(|choices| cheapest(choices, self)).sum();
        let reduced = points.iter().map(|point| reduced(point, &self.prices) - least);
        reduced.fold(f64::INFINITY, f64::min).max(0.0)
    }
}

impl Lists {
    pub fn new(budget: usize, spare: f64) -> Self {
        Self {
            budget,
            complete: true,
            spare,
            unrested: 0,
        }
    }

    /// For each item, and for the end: what it and all after it can come to, cheapest first.
    pub async fn suffixes(&mut self, items: &[Vec<Point>], bound: &Bound) -> Vec<Vec<Point>> {
        let mut before = befores(items);
        let start = Point {
            cost: 0,
            gain: NOTHING,
        };
        let cap = bound.cap();
        let mut suffixes = vec![vec![start]];
        let mut least = 0.0;
        for choices in items.iter().rev() {
            before.pop();
            let mut more = NOTHING;
            if let Some(before) = before.last() {
                more = *before;
            }
            least += cheapest(choices, bound);
            let mut points = Vec::new();
            if let Some(last) = suffixes.last() {
                for choice in choices {
                    self.spend(last.len());
                    self.rest().await;
                    for point in last {
                        let mut gain = point.gain;
                        add(&mut gain, &choice.gain, 1.0);
                        let point = Point {
                            cost: point.cost + choice.cost,
                            gain: capped(&gain, &cap),
                        };
                        let mut most = gain;
                        add(&mut most, &more, 1.0);
                        if covers(&most, &bound.need, self.spare)
                            && reduced(&point, &bound.prices) - least <= bound.slack
                        {
                            points.push(point);
                        }
                    }
                }
            }
            suffixes.push(self.best(points, bound).await);
        }
        suffixes.reverse();
        suffixes
    }

    /// Drops every point that another makes needless, and the least promising where there are too many.
    async fn best(&mut self, mut points: Vec<Point>, bound: &Bound) -> Vec<Point> {
        self.spend(points.len() * SORTING);
        if self.budget == 0 {
            self.shorten(&mut points, FEW, bound);
        }
        sort(&mut points).await;
        self.rest().await;
        let mut kept: Vec<Point> = Vec::new();
        let mut most = [f64::NEG_INFINITY; 4];
        for point in points {
            // What gains more of anything than all before it is not needless; most are told by this alone.
            if self.budget > 0 && covers(&most, &point.gain, self.spare) {
                let is_needless = |other: &Point| covers(&other.gain, &point.gain, self.spare);
                let found = kept.iter().rev().position(is_needless);
                self.spend(found.map_or(kept.len(), |place| place + 1));
                self.rest().await;
                if found.is_some() {
                    continue;
                }
            }
            for (most, gain) in most.iter_mut().zip(point.gain) {
                *most = most.max(gain);
            }
            kept.push(point);
        }
        self.shorten(&mut kept, if self.budget == 0 { FEW } else { LONGEST }, bound);
        kept
    }

    /// Keeps the most promising points, so many at most.
    fn shorten(&mut self, points: &mut Vec<Point>, longest: usize, bound: &Bound) {
        if points.len() <= longest {
            return;
        }
        self.complete = false;
        let promise = |point: &Point| reduced(point, &bound.prices);
        points.sort_by(|left, right| promise(left).total_cmp(&promise(right)));
        points.truncate(longest);
        points.sort_by_key(|point| point.cost);
    }

    /// Takes comparisons, or as much work in something else, from the budget.
    pub fn spend(&mut self, comparisons: usize) {
        self.budget = self.budget.saturating_sub(comparisons);
        self.unrested += comparisons;
    }

    /// Ends a slice where enough was done in it.
    async fn rest(&mut self) {
        if self.unrested >= SLICE {
            self.unrested = 0;
            pause().await;
        }
    }
}

/// For each item, and for the end: what all before it can gain at most.
fn befores(items: &[Vec<Point>]) -> Vec<Gain> {
    let mut befores = vec![NOTHING];
    let mut sum = NOTHING;
    for choices in items {
        for (place, sum) in sum.iter_mut().enumerate() {
            *sum += choices
                .iter()
                .map(|choice| choice.gain[place])
                .fold(0.0, f64::max);
        }
        befores.push(sum);
    }
    befores
}

/// The least of cost minus worth.
fn cheapest(choices: &[Point], bound: &Bound) -> f64 {
    let [(whole, _), (own, _)] = &bound.prices;
    let reduced = |choice: &Point| float(choice.cost) - worth(whole, &choice.gain) - worth(own, &choice.gain);
    choices.iter().map(reduced).fold(f64::INFINITY, f64::min)
}
