//! The ways in which steps can open and close questions.
//!
//! Raising the source of a condition can change what is asked, and so all weights. Between two levels at which one of
//! its tests turns, it changes nothing. A regime says between which of them each source stays; within it the same
//! questions are asked, and scores are linear.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

use super::ground::Ground;
use crate::domain::level::Level;

/// The levels that each way may lead to, so that the same questions are asked.
pub(super) struct Regime {
    /// For each of [`Ground::ways`].
    pub spans: Vec<Span>,
    /// The days it takes at least.
    pub days: u64,
}

/// Levels from one to another, both included.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub least: Level,
    pub most: Level,
}

/// Every regime, those that take the fewest days first.
pub(super) struct Regimes {
    ways: usize,
    switches: Vec<Switch>,
    /// Days, which span of each switch, and the first switch that may still go on: so each comes up once.
    pending: BinaryHeap<Reverse<(u64, Vec<usize>, usize)>>,
}

/// A way that can open or close questions.
struct Switch {
    /// Its index in [`Ground::ways`].
    way: usize,
    /// With the days it takes to get there, lowest first.
    spans: Vec<(Span, u64)>,
}

impl Span {
    const ALL: Self = Self {
        least: Level::MIN,
        most: Level::MAX,
    };

    pub fn contains(self, level: Level) -> bool {
        self.least <= level && level <= self.most
    }
}

impl Regimes {
    pub fn new(ground: &Ground) -> Self {
        let turns = ground.applicability.turns(ground.assessment);
        let switches: Vec<Switch> = (0..ground.ways.len())
            .map(|way| Switch::new(ground, way, &turns))
            .filter(|switch| switch.spans.len() > 1)
            .collect();
        let first = (0, vec![0; switches.len()], 0);
        Self {
            ways: ground.ways.len(),
            switches,
            pending: BinaryHeap::from([Reverse(first)]),
        }
    }
}

impl Regimes {
    /// The span of each source that takes the most days.
    pub fn highest(&self) -> Vec<usize> {
        self.switches
            .iter()
            .map(|switch| switch.spans.len() - 1)
            .collect()
    }

    /// The regime with these spans of the sources.
    pub fn regime(&self, chosen: &[usize]) -> Regime {
        let mut regime = Regime {
            spans: vec![Span::ALL; self.ways],
            days: 0,
        };
        for (switch, at) in self.switches.iter().zip(chosen) {
            let (span, days) = switch.spans[*at];
            regime.spans[switch.way] = span;
            regime.days += days;
        }
        regime
    }
}

impl Iterator for Regimes {
    type Item = Regime;

    fn next(&mut self) -> Option<Regime> {
        let Reverse((days, chosen, first)) = self.pending.pop()?;
        for (place, switch) in self.switches.iter().enumerate().skip(first) {
            let at = chosen[place];
            if let Some((_, more)) = switch.spans.get(at + 1) {
                let mut next = chosen.clone();
                next[place] = at + 1;
                self.pending
                    .push(Reverse((days - switch.spans[at].1 + more, next, place)));
            }
        }
        Some(self.regime(&chosen))
    }
}

impl Switch {
    /// The way with its levels cut where a condition turns. A way that changes nothing has one span.
    fn new(ground: &Ground, index: usize, turns: &[(usize, Level)]) -> Self {
        let way = &ground.ways[index];
        let cuts = |below: Level, level: Level| {
            turns
                .iter()
                .any(|(position, turn)| *position == way.position && below < *turn && *turn <= level)
        };
        let mut spans: Vec<(Span, u64)> = Vec::new();
        let mut last = (way.from, way.from, 0);
        for rung in &way.rungs {
            let (least, most, days) = last;
            last = if cuts(most, rung.to) {
                spans.push((Span { least, most }, days));
                (rung.to, rung.to, u64::from(rung.days))
            } else {
                (least, rung.to, days)
            };
        }
        let (least, most, days) = last;
        spans.push((Span { least, most }, days));
        Self { way: index, spans }
    }
}
