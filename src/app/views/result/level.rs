//! The inputs of levels: shares by dimension, gates, and the three caps.

use crate::domain::level::Level;
use crate::domain::scoring::{CapWorkings, DimensionWorkings, Figures, LEVEL_SHARE};
use crate::ui::screens::result::explain::{Cell, Explanation, Table};
use crate::ui::text::fill;

use super::explanations::{Told, blank, counts, number};
use super::tables::{Beside, Sum, column};

impl Told<'_> {
    pub(super) fn level(&self) -> Option<Explanation> {
        let text = self.tables.text;
        let caps = self.workings.caps.as_ref()?;
        let mut filled = vec![self.caps(caps)];
        if let Some(high) = self
            .workings
            .caps_high
            .as_ref()
            .filter(|high| high.level > caps.level)
        {
            filled.push(format!("{} {}", text.caps_high, self.caps(high)));
        }
        let gates = self.gates();
        Some(Explanation {
            figure: caps.level.number().to_string(),
            result: caps.level.number().to_string(),
            filled,
            rows: self.questions(Beside::Gates(&gates)),
            sums: self.level_sums(caps, &self.shares(), |figures| figures.level),
            ..blank(&text.level)
        })
    }

    /// `None` where there is no level.
    pub(super) fn level_high(&self) -> Option<Explanation> {
        let caps = self.workings.caps_high.as_ref()?;
        let gates = self.gates();
        let number = caps.level.number().to_string();
        Some(Explanation {
            figure: number.clone(),
            result: number,
            filled: vec![format!("{} {}", self.tables.text.caps_high, self.caps(caps))],
            rows: self.questions(Beside::Gates(&gates)),
            sums: self.level_sums(caps, &self.shares_high(), |figures| figures.level_high),
            ..blank(&self.tables.text.level_high)
        })
    }

    /// A dimension's level from its shares, and the one with every open answer as 4 where that is higher.
    pub(super) fn level_lines(&self, dimension: &DimensionWorkings) -> Vec<String> {
        let DimensionWorkings {
            figures,
            shares,
            shares_high,
            ..
        } = dimension;
        let line =
            |level: Option<Level>, shares: &Option<[f64; 4]>| Some(self.level_line(level?, (*shares)?));
        let now = line(figures.level, shares);
        let then = line(figures.level_high, shares_high).filter(|_| figures.level_high > figures.level);
        let then = then.map(|line| format!("{} {line}", self.tables.text.caps_high));
        now.into_iter().chain(then).collect()
    }

    /// Every share up to the first that is too small.
    fn level_line(&self, level: Level, shares: [f64; 4]) -> String {
        let text = self.tables.text;
        let needed = self.tables.number(Some(LEVEL_SHARE)).words;
        let above = Level::ALL.into_iter().skip(1).zip(shares);
        let told = above
            .filter(|(one, _)| *one <= level.raised())
            .map(|(one, share)| {
                let message = if one <= level {
                    text.share_enough
                } else {
                    text.share_short
                };
                let values = [
                    ("n", &*one.number().to_string()),
                    ("share", &self.tables.number(Some(share)).words),
                    ("needed", &needed),
                ];
                fill(message, &values)
            });
        let values = [
            ("name", text.level.name),
            ("shares", &told.collect::<Vec<_>>().join("; ")),
            ("level", &level.number().to_string()),
        ];
        fill(text.level_filled, &values)
    }

    /// Shares and level of each dimension, and of all of them together.
    fn level_sums(&self, caps: &CapWorkings, shares: &[Sum], level: fn(&Figures) -> Option<Level>) -> Table {
        let mut table = self.tables.sums(&self.workings, shares, counts);
        let name = self.tables.text.columns.dimension_level;
        table.columns.push(column("dimension-level", name, true));
        let levels = self.workings.dimensions.iter().filter(|one| counts(one));
        for (row, dimension) in table.rows.iter_mut().zip(levels) {
            row.push(self.tables.number(level(&dimension.figures).map(number)));
        }
        let mut pooled = vec![
            Cell {
                words: self.tables.text.pooled.to_owned(),
                value: "pooled".to_owned(),
            },
            self.tables.number(Some(self.workings.headline_weight)),
        ];
        pooled.extend(caps.shares.map(|share| self.tables.number(Some(share))));
        pooled.push(self.tables.number(Some(number(caps.pooled))));
        table.rows.push(pooled);
        table
    }

    /// Shares with every open answer as 4.
    fn shares_high(&self) -> [Sum; 4] {
        let mut shares = self.shares();
        let values: [fn(&DimensionWorkings) -> Option<f64>; 4] = [
            |one| one.shares_high.map(|shares| shares[0]),
            |one| one.shares_high.map(|shares| shares[1]),
            |one| one.shares_high.map(|shares| shares[2]),
            |one| one.shares_high.map(|shares| shares[3]),
        ];
        for (share, value) in shares.iter_mut().zip(values) {
            share.value = value;
        }
        shares
    }

    fn caps(&self, caps: &CapWorkings) -> String {
        let text = self.tables.text;
        let words = |level: Level| level.number().to_string();
        let gate = caps.lowest_gate.map(words).unwrap_or_default();
        let gate_cap = caps
            .lowest_gate
            .map(|gate| words(gate.raised()))
            .unwrap_or_default();
        let message = if caps.lowest_gate.is_some() {
            text.caps
        } else {
            text.caps_without_gate
        };
        let values = [
            ("pooled", words(caps.pooled)),
            ("dimension", words(caps.lowest_dimension)),
            ("dimension_cap", words(caps.lowest_dimension.raised())),
            ("gate", gate),
            ("gate_cap", gate_cap),
            ("level", words(caps.level)),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        fill(message, &values)
    }
}
