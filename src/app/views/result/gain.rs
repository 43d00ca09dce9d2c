//! The inputs of a step's gain: the same questions and dimensions, now and then.

use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::{IndicatorWorkings, Standing, Workings};
use crate::ui::screens::result::explain::{Explanation, Table};
use crate::ui::text::fill;

use super::explanations::{Told, blank, counts, sum};
use super::facts::named;
use super::tables::{Beside, column};

impl Told<'_> {
    pub(super) fn gain(&self, id: &IndicatorId, gain: f64, then: &Workings) -> Explanation {
        let text = self.tables.text;
        let named = named(self.tables.locale, self.tables.questionnaire, id);
        let words = |value: Option<f64>| self.tables.number(value).words;
        let is_beside = !self
            .workings
            .indicators
            .iter()
            .any(|row| row.indicator == *id && self.is_headline(row));
        let filled = fill(
            text.gain_filled,
            &[
                ("then", &words(then.overall.score)),
                ("now", &words(self.workings.overall.score)),
                ("gain", &words(Some(gain))),
            ],
        );
        let rows = merged(self.tables.questionnaire, &self.workings, then);
        let standings: Vec<(IndicatorId, Standing)> = then
            .indicators
            .iter()
            .map(|row| (row.indicator.clone(), row.standing))
            .collect();
        let beside = is_beside.then(|| text.gain_beside.to_owned());
        Explanation {
            name: fill(text.gain_name, &[("id", &named.id.0), ("title", &named.title)]),
            figure: self.tables.locale.number(gain, 1),
            result: gain.to_string(),
            filled: core::iter::once(filled).chain(beside).collect(),
            rows: self
                .tables
                .questions(&rows, Beside::Then(&standings), |row| self.is_headline(row)),
            sums: self.gain_sums(then),
            ..blank(&text.gain)
        }
    }

    /// Each dimension's score now and then.
    fn gain_sums(&self, then: &Workings) -> Table {
        let names = &self.tables.text.columns;
        let now = sum("score", names.score_now, |one| one.figures.score);
        let mut table = self.tables.sums(&self.workings, &[now], counts);
        table.columns.push(column("score-then", names.score_then, true));
        let shown = self.workings.dimensions.iter().filter(|one| counts(one));
        for (row, dimension) in table.rows.iter_mut().zip(shown) {
            let after = then.dimensions.iter().find(|one| one.id == dimension.id);
            row.push(self.tables.number(after.and_then(|after| after.figures.score)));
        }
        table
    }
}

/// The rows of now, and those that are asked only then, in pack order.
fn merged(questionnaire: &Questionnaire, now: &Workings, then: &Workings) -> Workings {
    let of = |workings: &Workings, id: &IndicatorId| {
        workings
            .indicators
            .iter()
            .find(|row| row.indicator == *id)
            .cloned()
    };
    let row = |id: &IndicatorId| {
        of(now, id).or_else(|| {
            let row = of(then, id)?;
            Some(IndicatorWorkings {
                standing: Standing::NotAsked,
                ..row
            })
        })
    };
    let indicators = questionnaire
        .indicators()
        .filter_map(|(_, indicator)| row(&indicator.id))
        .collect();
    Workings {
        indicators,
        ..now.clone()
    }
}
