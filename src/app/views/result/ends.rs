//! The inputs of both ends of the range.

use crate::domain::scoring::Figures;
use crate::ui::screens::result::explain::Explanation;

use super::explanations::{Told, high, low, sum};
use super::tables::Sum;

const LOW: fn(&Figures) -> Option<f64> = |figures| figures.interval.map(|interval| interval.low);
const HIGH: fn(&Figures) -> Option<f64> = |figures| figures.interval.map(|interval| interval.high);

impl Told<'_> {
    pub(super) fn low(&self) -> Explanation {
        let sums = [self.points(), self.applicable_weight(), low_sum()];
        self.mean(&self.tables.text.low, &sums, LOW)
    }

    pub(super) fn high(&self) -> Explanation {
        let sums = [
            self.points(),
            self.answered_weight(),
            self.applicable_weight(),
            high_sum(),
        ];
        self.mean(&self.tables.text.high, &sums, HIGH)
    }

    /// Both ends; `None` where there is no range.
    pub(super) fn interval(&self) -> Option<Explanation> {
        let text = self.tables.text;
        let interval = self.workings.overall.interval?;
        let sums = [
            self.points(),
            self.answered_weight(),
            self.applicable_weight(),
            low_sum(),
            high_sum(),
        ];
        let line = |name: &str, figure, result| format!("{name}: {}", self.mean_line(figure, result));
        let ends = [interval.low, interval.high].map(|end| self.points_words(Some(end)));
        Some(Explanation {
            figure: ends.join(" – "),
            result: (interval.high - interval.low).to_string(),
            filled: vec![
                line(text.low.name, LOW, interval.low),
                line(text.high.name, HIGH, interval.high),
            ],
            ..self.mean(&text.interval, &sums, LOW)
        })
    }
}

fn low_sum() -> Sum {
    sum("low", "25·a/T", low)
}

fn high_sum() -> Sum {
    sum("high", "25·(a + 4·(T − b))/T", high)
}
