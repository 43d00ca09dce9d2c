//! A first set that meets all needs: not the cheapest, but a limit for the search.

use crate::domain::insight::path::Picks;
use crate::domain::insight::path::price::{Prices, float, worth};
use crate::domain::insight::path::problem::{Choice, Gain, Group, Item, Problem, add, covers};

/// All items at their most, then lowered one by one where the rest allows. `None`: not even all at their most meet the
/// needs.
pub(super) fn first(problem: &Problem, prices: &Prices) -> Option<(u64, Picks)> {
    let mut first = First::new(problem)?;
    first.lower(|group, choice| {
        let mut price = prices.groups[group];
        add(&mut price, &prices.whole, problem.groups[group].factor);
        float(choice.point.cost) - worth(&price, &choice.point.gain)
    });
    first.lower(|_, choice| float(choice.point.cost));
    let chosen = first.chosen.iter();
    let cost = chosen.clone().map(|(.., choice)| choice.point.cost).sum();
    let picks = chosen.filter_map(|(_, item, choice)| Some((item.position, choice.to?)));
    let mut picks: Picks = picks.collect();
    picks.sort_unstable();
    Some((cost, picks))
}

struct First<'a> {
    problem: &'a Problem,
    whole: Gain,
    groups: Vec<Gain>,
    /// With the index of their group.
    chosen: Vec<(usize, &'a Item, &'a Choice)>,
}

impl<'a> First<'a> {
    fn new(problem: &'a Problem) -> Option<Self> {
        let mut chosen = Vec::new();
        for (index, group) in problem.groups.iter().enumerate() {
            for item in &group.items {
                // The dearest gains most: of those that cost more without gaining more there are none.
                let dearest = item.choices.iter().max_by_key(|choice| choice.point.cost)?;
                chosen.push((index, item, dearest));
            }
        }
        let first = Self {
            problem,
            whole: problem.most(),
            groups: problem.groups.iter().map(Group::most).collect(),
            chosen,
        };
        let mut groups = first.groups.iter().zip(&problem.groups);
        let fits = covers(&first.whole, &problem.need, 0.0)
            && groups.all(|(gain, group)| covers(gain, &group.need, 0.0));
        fits.then_some(first)
    }

    /// Gives each item, those first that gain most by it, the choice of the least value that the needs allow.
    fn lower(&mut self, value: impl Fn(usize, &Choice) -> f64) {
        let surplus = |(group, item, choice): &(usize, &Item, &Choice)| {
            let values = item.choices.iter().map(|choice| value(*group, choice));
            value(*group, choice) - values.fold(f64::INFINITY, f64::min)
        };
        self.chosen
            .sort_by(|left, right| surplus(right).total_cmp(&surplus(left)));
        for place in 0..self.chosen.len() {
            let (group, item, now) = self.chosen[place];
            let better = |choice: &&Choice| value(group, choice) < value(group, now);
            let mut choices: Vec<&Choice> = item.choices.iter().filter(better).collect();
            choices.sort_by(|left, right| value(group, left).total_cmp(&value(group, right)));
            for choice in choices {
                if self.take(group, now, choice) {
                    self.chosen[place].2 = choice;
                    break;
                }
            }
        }
    }

    /// Takes one choice instead of another where the needs allow.
    fn take(&mut self, group: usize, now: &Choice, then: &Choice) -> bool {
        let Group { factor, need, .. } = &self.problem.groups[group];
        let (mut whole, mut own) = (self.whole, self.groups[group]);
        for (choice, sign) in [(now, -1.0), (then, 1.0)] {
            add(&mut whole, &choice.point.gain, sign * factor);
            add(&mut own, &choice.point.gain, sign);
        }
        let fits = covers(&whole, &self.problem.need, 0.0) && covers(&own, need, 0.0);
        if fits {
            (self.whole, self.groups[group]) = (whole, own);
        }
        fits
    }
}
