//! What a target asks for, in numbers, while the same questions are asked.

use super::Target;
use super::ground::{Ground, Way};
use super::regime::{Regime, Span};
use super::search::Search;
use crate::domain::level::Level;
use crate::domain::pack::{Dimension, Indicator};
use crate::domain::scoring::LEVEL_SHARE;
use crate::domain::scoring::applicability::Entry;
use crate::domain::scoring::overall::{Part, Tally};

/// What steps bring. For a level: shares of weight at level 1, 2, 3 and 4 or above. For a score: points, then zeros.
pub(super) type Gain = [f64; 4];

/// Choose one of each item's choices: the least cost with every need met.
pub(super) struct Problem {
    /// In pack order.
    pub groups: Vec<Group>,
    /// What all groups together must gain.
    pub need: Gain,
}

/// Items with a need of their own: for a level, those of one dimension.
pub(super) struct Group {
    /// What its gains count for in the whole.
    pub factor: f64,
    /// What its items together must gain.
    pub need: Gain,
    /// In pack order.
    pub items: Vec<Item>,
}

/// An indicator that can be raised.
pub(super) struct Item {
    pub position: usize,
    /// Those that win a tie first: the lowest level to reach, and last to leave it as it is.
    pub choices: Vec<Choice>,
}

#[derive(Clone, Copy)]
pub(super) struct Choice {
    /// `None`: left as it is.
    pub to: Option<Level>,
    pub point: Point,
}

/// Some choices together.
#[derive(Clone, Copy)]
pub(super) struct Point {
    /// See [`Search::cost`].
    pub cost: u64,
    pub gain: Gain,
}

/// By how much less than the need is enough; scoring allows 1e-9.
const MARGIN: f64 = 4e-10;

pub(super) const NOTHING: Gain = [0.0; 4];

impl Problem {
    /// `None`: what no choice can change rules the target out.
    pub fn new(ground: &Ground, regime: &Regime, target: Target, search: &Search) -> Option<Self> {
        let ways = ground.ways.iter().zip(&regime.spans);
        let entered: Vec<_> = ways
            .clone()
            .filter(|(way, span)| !span.contains(way.from))
            .map(|(way, span)| (way.position, span.least))
            .collect();
        let entries = ground.raised(&entered);
        let tally = Tally::new(&ground.pack.questionnaire, &entries, None);
        let draft = Draft {
            ground,
            regime,
            search,
            entries: &entries,
        };
        match target {
            Target::Score(least) => draft.for_score(&tally, least),
            Target::Level(least) => draft.for_level(&tally, least),
        }
    }

    /// What all groups together can gain at most.
    pub fn most(&self) -> Gain {
        let mut most = NOTHING;
        for group in &self.groups {
            add(&mut most, &group.most(), group.factor);
        }
        most
    }
}

impl Group {
    /// What its items can gain at most.
    pub fn most(&self) -> Gain {
        let mut most = NOTHING;
        for item in &self.items {
            add(&mut most, &highest(&item.choices), 1.0);
        }
        most
    }
}

/// The most that any of the choices gains.
pub(super) fn highest(choices: &[Choice]) -> Gain {
    let mut highest = NOTHING;
    for choice in choices {
        for (highest, gain) in highest.iter_mut().zip(choice.point.gain) {
            *highest = highest.max(gain);
        }
    }
    highest
}

/// Adds one gain, times a factor, to another.
// Here and below each place is named: built for size, loops over four are not unrolled, and the search lives in them.
pub(super) fn add(sum: &mut Gain, gain: &Gain, factor: f64) {
    sum[0] += factor * gain[0];
    sum[1] += factor * gain[1];
    sum[2] += factor * gain[2];
    sum[3] += factor * gain[3];
}

/// Whether a gain is at least another, but for rounding.
pub(super) fn covers(gain: &Gain, need: &Gain, spare: f64) -> bool {
    gain[0] >= need[0] - spare
        && gain[1] >= need[1] - spare
        && gain[2] >= need[2] - spare
        && gain[3] >= need[3] - spare
}

/// The lesser of two gains, place by place.
pub(super) fn capped(gain: &Gain, cap: &Gain) -> Gain {
    let lesser = |left: f64, right: f64| if left < right { left } else { right };
    [
        lesser(gain[0], cap[0]),
        lesser(gain[1], cap[1]),
        lesser(gain[2], cap[2]),
        lesser(gain[3], cap[3]),
    ]
}

struct Draft<'a> {
    ground: &'a Ground<'a>,
    regime: &'a Regime,
    search: &'a Search,
    entries: &'a [Entry],
}

impl Draft<'_> {
    /// One group: all that counts in the score is linear.
    fn for_score(&self, tally: &Tally, least: f64) -> Option<Problem> {
        let scored = |part: &Part| part.dimension.headline && part.sums.answered > 0;
        let parts = tally.parts.iter().filter(|part| scored(part));
        let weight: f64 = parts.map(|part| part.dimension.weight.value()).sum();
        if weight <= 0.0 {
            return None;
        }
        let mut items = Vec::new();
        let mut missing = least - MARGIN;
        for (position, (part, indicator)) in tally.indicators().enumerate() {
            // Points for each level.
            let points = if scored(part) && self.entries[position].standing.level().is_some() {
                25.0 * part.dimension.weight.value() / weight * indicator.weight.value()
                    / part.sums.answered_weight
            } else {
                0.0
            };
            let from = self.ground.from(position).unwrap_or(Level::MIN);
            missing -= points * f64::from(from.number());
            let gain = |to: Level| [points * f64::from(to.number() - from.number()), 0.0, 0.0, 0.0];
            items.extend(self.item(position, Level::MIN, gain));
        }
        let need = [missing.max(0.0), 0.0, 0.0, 0.0];
        let group = Group {
            factor: 1.0,
            need: NOTHING,
            items,
        };
        Some(Problem {
            groups: vec![group],
            need,
        })
    }

    /// One group for each dimension.
    fn for_level(&self, tally: &Tally, least: Level) -> Option<Problem> {
        let weight = tally.counted_weight();
        if weight <= 0.0 {
            return None;
        }
        let below = Level::new(least.number().saturating_sub(1)).unwrap_or(Level::MIN);
        let mut need = needed(least, 1.0);
        let mut groups = Vec::with_capacity(tally.parts.len());
        let mut position = 0;
        for part in &tally.parts {
            let total = part.sums.applicable_weight;
            let counts = part.dimension.headline && part.sums.applicable > 0;
            let factor = if counts {
                part.dimension.weight.value() / weight
            } else {
                0.0
            };
            let mut group = Group {
                factor,
                need: if counts { needed(below, 1.0) } else { NOTHING },
                items: Vec::new(),
            };
            let mut there = NOTHING;
            for indicator in &part.dimension.indicators {
                let share = if counts && self.entries[position].standing.level().is_some() {
                    indicator.weight.value() / total
                } else {
                    0.0
                };
                let gate = self.gate(part.dimension, indicator, position, below)?;
                let from = self.ground.from(position).unwrap_or(Level::MIN);
                add(&mut there, &reached(Level::MIN, from, least, share), 1.0);
                let gain = |to: Level| reached(from, to, least, share);
                group.items.extend(self.item(position, gate, gain));
                position += 1;
            }
            lessen(&mut group.need, &there, 1.0);
            lessen(&mut need, &there, factor);
            groups.push(group);
        }
        let need = need.map(|need| need.max(0.0));
        for group in &mut groups {
            group.need = group.need.map(|need| need.max(0.0));
        }
        Some(Problem { groups, need })
    }

    /// The level that the gate must have; [`Level::MIN`] where it is none. `None`: it cannot have it.
    fn gate(
        &self,
        dimension: &Dimension,
        indicator: &Indicator,
        position: usize,
        below: Level,
    ) -> Option<Level> {
        let standing = self.entries[position].standing;
        if !(indicator.gate && dimension.headline && standing.applies()) {
            return Some(Level::MIN);
        }
        let highest = match (self.ground.way(position), standing.level()) {
            (Some(way), Some(_)) => way.rungs.last().map_or(way.from, |rung| rung.to),
            (_, level) => level.unwrap_or(Level::MIN),
        };
        (highest >= below).then_some(below)
    }

    /// The indicator's item; `None` where it cannot be raised.
    fn item(&self, position: usize, gate: Level, gain: impl Fn(Level) -> Gain) -> Option<Item> {
        let place = self
            .ground
            .ways
            .binary_search_by_key(&position, |way| way.position);
        let place = place.ok()?;
        let (way, span) = (&self.ground.ways[place], self.regime.spans[place]);
        Some(Item {
            position,
            choices: self.choices(way, span, gate, gain),
        })
    }

    fn choices(&self, way: &Way, span: Span, gate: Level, gain: impl Fn(Level) -> Gain) -> Vec<Choice> {
        let fits = |level: Level| span.contains(level) && level >= gate;
        let rungs = way.rungs.iter().filter(|rung| fits(rung.to));
        let mut choices: Vec<Choice> = rungs
            .map(|rung| Choice {
                to: Some(rung.to),
                point: Point {
                    cost: self.search.cost(u64::from(rung.days), 1),
                    gain: gain(rung.to),
                },
            })
            .collect();
        if fits(way.from) {
            choices.push(Choice {
                to: None,
                point: Point {
                    cost: 0,
                    gain: NOTHING,
                },
            });
        }
        let all = choices.clone();
        // One that costs more and brings no more is in no cheapest set.
        choices.retain(|choice| {
            !all.iter().any(|other| {
                other.point.cost < choice.point.cost && covers(&other.point.gain, &choice.point.gain, 0.0)
            })
        });
        choices
    }
}

/// The shares that level `least` asks for.
fn needed(least: Level, of: f64) -> Gain {
    let mut need = NOTHING;
    for need in need.iter_mut().take(least.index()) {
        *need = (LEVEL_SHARE - MARGIN) * of;
    }
    need
}

/// What raising a share of the weight brings for level `least`.
fn reached(from: Level, to: Level, least: Level, share: f64) -> Gain {
    let mut gain = NOTHING;
    for gain in gain.iter_mut().take(to.min(least).index()).skip(from.index()) {
        *gain = share;
    }
    gain
}

fn lessen(need: &mut Gain, there: &Gain, factor: f64) {
    add(need, there, -factor);
}
