//! The inputs of the level: shares by dimension, gates, and the three caps.

use crate::domain::level::Level;
use crate::domain::scoring::CapWorkings;
use crate::ui::screens::result::explain::{Cell, Explanation, Table};
use crate::ui::text::fill;

use super::explanations::{Told, blank, counts, number};
use super::tables::{Beside, column};

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
            sums: self.level_sums(caps),
            ..blank(&text.level)
        })
    }

    /// Shares and level of each dimension, and of all of them together.
    fn level_sums(&self, caps: &CapWorkings) -> Table {
        let mut table = self.tables.sums(&self.workings, &self.shares(), counts);
        let name = self.tables.text.columns.dimension_level;
        table.columns.push(column("dimension-level", name, true));
        let levels = self.workings.dimensions.iter().filter(|one| counts(one));
        for (row, dimension) in table.rows.iter_mut().zip(levels) {
            row.push(self.tables.number(dimension.figures.level.map(number)));
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
