//! From the lists of points back to the choices.

use crate::domain::insight::path::Picks;
use crate::domain::insight::path::problem::{Gain, Group, NOTHING, Point, Problem, add, covers};
use crate::domain::slices::pause;

/// By how much less than the need is enough here: more than in the lists, so that rounding hides no way there, and
/// less than scoring allows.
const SPARE: f64 = 3e-10;

/// The choices that cost exactly this much; of several, each time the item's first that leads there.
pub(super) async fn walk(
    problem: &Problem,
    within: &[Vec<Vec<Point>>],
    across: &[Vec<Point>],
    cost: u64,
) -> Option<Picks> {
    let mut picks = Picks::new();
    let mut walk = Walk {
        problem,
        left: cost,
        whole: NOTHING,
    };
    for ((group, lists), rest) in problem.groups.iter().zip(within).zip(across.iter().skip(1)) {
        let mut own = NOTHING;
        for (item, list) in group.items.iter().zip(lists.iter().skip(1)) {
            let choice = item
                .choices
                .iter()
                .find(|choice| walk.leads(group, &own, &choice.point, list, rest))?;
            pause().await;
            walk.left -= choice.point.cost;
            add(&mut own, &choice.point.gain, 1.0);
            picks.extend(choice.to.map(|to| (item.position, to)));
        }
        add(&mut walk.whole, &own, group.factor);
    }
    Some(picks)
}

struct Walk<'a> {
    problem: &'a Problem,
    /// What is left to spend; all of it is.
    left: u64,
    /// What the groups before have gained.
    whole: Gain,
}

impl Walk<'_> {
    /// Whether a choice can be part of it, given what the group has gained before it: some point of the items after it
    /// in its group, and some point of the groups after, make up what is missing.
    fn leads(&self, group: &Group, own: &Gain, choice: &Point, list: &[Point], rest: &[Point]) -> bool {
        let Some(left) = self.left.checked_sub(choice.cost) else {
            return false;
        };
        let (Some(first), Some(last)) = (rest.first(), rest.last()) else {
            return false;
        };
        let from = list.partition_point(|point| point.cost + last.cost < left);
        let fitting = list[from..]
            .iter()
            .take_while(|point| point.cost + first.cost <= left);
        let mut own = *own;
        add(&mut own, &choice.gain, 1.0);
        fitting
            .filter_map(|point| {
                let mut own = own;
                add(&mut own, &point.gain, 1.0);
                covers(&own, &group.need, SPARE).then_some((left - point.cost, own))
            })
            .any(|(left, own)| {
                let mut whole = self.whole;
                add(&mut whole, &own, group.factor);
                let from = rest.partition_point(|point| point.cost < left);
                let mut fitting = rest[from..].iter().take_while(|point| point.cost == left);
                fitting.any(|point| {
                    let mut whole = whole;
                    add(&mut whole, &point.gain, 1.0);
                    covers(&whole, &self.problem.need, SPARE)
                })
            })
    }
}
