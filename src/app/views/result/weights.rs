//! Whether other weights would say the same: the line, and the samples that it was counted from.

use crate::domain::insight::sensitivity::{Sensitivity, sensitivity};
use crate::domain::pack::DimensionId;
use crate::ui::Locale;
use crate::ui::screens::result::explain::{Cell, Explanation, Table};
use crate::ui::screens::result::sensitivity::{SensitivityFacts, told_apart};
use crate::ui::text::{fill, report};

use super::explanations::{Told, blank};
use super::facts::{dimension_title, named};
use super::seen::Seen;
use super::tables::column;

/// The same on every device, so that two people who look at one result read the same.
const SEED: u64 = 20_261_122;
const SAMPLES: usize = 1000;

/// What is said of the weights; `None` without a score.
pub(super) fn weights(seen: &Seen, locale: Locale) -> Option<SensitivityFacts> {
    let found = found(seen)?;
    let order = found.order.iter();
    let weightiest = found.weightiest.iter();
    Some(SensitivityFacts {
        order: order
            .map(|id| dimension_title(locale, &seen.questionnaire, id))
            .collect(),
        weightiest: weightiest
            .map(|(id, points)| (named(locale, &seen.questionnaire, id), *points))
            .collect(),
        found,
    })
}

fn found(seen: &Seen) -> Option<Sensitivity> {
    sensitivity(&seen.questionnaire, &seen.assessment, SEED, SAMPLES)
}

impl Told<'_> {
    /// The samples; `None` without a score.
    pub(super) fn other_weights(&self, seen: &Seen) -> Option<Explanation> {
        let locale = self.tables.locale;
        let formula = &self.tables.text.weights;
        let text = self.text();
        let found = found(seen)?;
        let samples = locale.count(found.samples);
        let [low, high] = told_apart(locale, found.low, found.high);
        let points = |value: f64| self.tables.number(Some(value)).words;
        let score = fill(
            text.filled,
            &[
                ("score", &*points(found.score)),
                ("low", &points(found.low)),
                ("high", &points(found.high)),
                ("least", &points(found.least)),
                ("most", &points(found.most)),
            ],
        );
        let changes = found.weightiest.iter().map(|(id, points)| {
            let named = named(locale, self.tables.questionnaire, id);
            let values = [
                ("id", &*named.id.0),
                ("title", &*named.title),
                ("points", &locale.number(*points, 1)),
            ];
            fill(text.weight_of, &values)
        });
        Some(Explanation {
            figure: format!("{low} – {high}"),
            result: (found.high - found.low).to_string(),
            words: fill(formula.words, &[("n", &samples)]),
            symbols: fill(formula.symbols, &[("n", &samples)]),
            filled: vec![score],
            changes: changes.collect(),
            rows: self.bars(&found),
            sums: self.statements(&found),
            ..blank(formula)
        })
    }

    fn text(&self) -> &'static report::Sensitivity {
        &report(self.tables.locale.speech).sensitivity
    }

    /// What is said of the result, and in how many samples it held.
    fn statements(&self, found: &Sensitivity) -> Table {
        let text = self.text();
        let title = |id: &DimensionId| dimension_title(self.tables.locale, self.tables.questionnaire, id);
        let level = self.workings.overall.level;
        let level = level.map(|level| level.number().to_string()).unwrap_or_default();
        let mut rows = vec![("level", fill(text.is_level, &[("n", &level)]), found.level_holds)];
        if let [highest, .., lowest] = &found.order[..] {
            let names: Vec<String> = found.order.iter().map(title).collect();
            let order = fill(text.is_order, &[("names", &self.tables.locale.list(&names))]);
            rows.extend([
                (
                    "highest",
                    fill(text.is_highest, &[("name", &title(highest))]),
                    found.highest_holds,
                ),
                (
                    "lowest",
                    fill(text.is_lowest, &[("name", &title(lowest))]),
                    found.lowest_holds,
                ),
                ("order", order, found.order_holds),
            ]);
        }
        let row = |(name, words, share): (&str, String, f64)| {
            vec![
                Cell {
                    words,
                    value: name.to_owned(),
                },
                self.count(held(share, found.samples)),
                Cell {
                    words: self.tables.locale.percent(share),
                    value: share.to_string(),
                },
            ]
        };
        Table {
            caption: fill(
                text.statements,
                &[("n", &self.tables.locale.count(found.samples))],
            ),
            columns: vec![
                column("statement", text.statement, false),
                column("held", text.held, true),
                column("share", text.share, true),
            ],
            rows: rows.into_iter().map(row).collect(),
        }
    }

    /// How many samples fell into each part of the picture.
    fn bars(&self, found: &Sensitivity) -> Table {
        let text = self.text();
        let bars = found.bars.len();
        let end = |place: usize| {
            let share = if bars > 1 { ratio(place, bars) } else { 0.0 };
            self.tables
                .number(Some(found.least + (found.most - found.least) * share))
        };
        let rows = found.bars.iter().enumerate();
        Table {
            caption: text.bars.to_owned(),
            columns: vec![
                column("from", text.from, true),
                column("to", text.to, true),
                column("samples", text.held, true),
            ],
            rows: rows
                .map(|(place, count)| vec![end(place), end(place + 1), self.count(*count)])
                .collect(),
        }
    }

    fn count(&self, count: usize) -> Cell {
        Cell {
            words: self.tables.locale.count(count),
            value: count.to_string(),
        }
    }
}

fn ratio(place: usize, of: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "bars are few")]
    let ratio = place as f64 / of as f64;
    ratio
}

/// The number of samples that a share was counted from.
fn held(share: f64, samples: usize) -> usize {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "samples are few, and a share of them is whole"
    )]
    let held = (share * samples as f64).round() as usize;
    held
}
