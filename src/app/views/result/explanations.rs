//! What each figure was made of, put into words and tables when somebody opens it.

use crate::domain::assessment::{AnswerState, Event};
use crate::domain::insight::advice::next_steps;
use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, IndicatorId, Pack};
use crate::domain::scoring::{DimensionWorkings, Figures, IndicatorWorkings, Readiness, Workings, workings};
use crate::ui::Locale;
use crate::ui::screens::result::explain::{Explanation, Subject, Table};
use crate::ui::text::fill;
use crate::ui::text::report::Formula;

use super::change::changes;
use super::facts::dimension_title;
use super::seen::Seen;
use super::tables::{Beside, Sum, Tables};

/// The inputs of a figure of what is looked at; `None` where there is no such figure.
pub(in crate::app::views) fn explanation(
    seen: &Seen,
    pack: Option<&Pack>,
    locale: Locale,
    subject: &Subject,
) -> Option<Explanation> {
    let Seen {
        questionnaire,
        assessment,
        readiness,
        today,
    } = seen;
    let told = Told {
        tables: Tables::new(locale, questionnaire),
        workings: workings(questionnaire, assessment, *today),
        readiness,
    };
    let explained = match subject {
        Subject::Score => Some(told.score()),
        Subject::Low => Some(told.low()),
        Subject::High => Some(told.high()),
        Subject::Interval => told.interval(),
        Subject::Coverage => Some(told.coverage()),
        Subject::Freshness => Some(told.freshness()),
        Subject::Floor => Some(told.floor()),
        Subject::Level => told.level(),
        Subject::LevelHigh => told.level_high(),
        Subject::Applied => Some(told.applied()),
        Subject::Weights => told.other_weights(seen),
        Subject::Dimension(id) => told.dimension(id),
        // The plan tells it, and a partner's page.
        Subject::ScoreAfter(_) | Subject::Agreement | Subject::JointScore | Subject::Between(_) => None,
        Subject::Gain(id) => {
            let step = next_steps(pack?, assessment)
                .steps
                .into_iter()
                .find(|step| step.indicator == *id)?;
            Some(told.gain_of(seen, id, step.to, step.gain))
        }
    };
    let mut explained = explained?;
    explained
        .changes
        .extend(changes(seen, pack, &told.workings, locale, subject));
    Some(explained)
}

/// The inputs of what is gained by raising an indicator to a level, all else being as it is seen.
pub(in crate::app::views) fn gain_explanation(
    seen: &Seen,
    locale: Locale,
    id: &IndicatorId,
    to: Level,
    gain: f64,
) -> Explanation {
    let told = Told {
        tables: Tables::new(locale, &seen.questionnaire),
        workings: workings(&seen.questionnaire, &seen.assessment, seen.today),
        readiness: &seen.readiness,
    };
    Explanation {
        changes: changes(seen, None, &told.workings, locale, &Subject::Gain(id.clone())),
        ..told.gain_of(seen, id, to, gain)
    }
}

/// Everything one figure is told from.
pub(super) struct Told<'a> {
    pub tables: Tables<'a>,
    pub workings: Workings,
    readiness: &'a Readiness,
}

impl Told<'_> {
    fn gain_of(&self, seen: &Seen, id: &IndicatorId, to: Level, gain: f64) -> Explanation {
        let mut then = seen.assessment.clone();
        let answered = Event::Answered(id.clone(), AnswerState::Level(to));
        then.apply(answered, seen.today, seen.assessment.updated_at);
        self.gain(id, gain, &workings(&seen.questionnaire, &then, seen.today))
    }

    fn score(&self) -> Explanation {
        let text = self.tables.text;
        let sums = [
            self.points(),
            self.answered_weight(),
            sum("score", "25·a/b", |one| one.figures.score),
        ];
        self.mean(&text.score, &sums, |figures| figures.score)
    }

    fn coverage(&self) -> Explanation {
        let sums = [
            self.answered_weight(),
            self.applicable_weight(),
            sum("coverage", "b/T", |one| one.figures.coverage),
        ];
        let explanation = self.mean(&self.tables.text.coverage, &sums, |figures| figures.coverage);
        self.as_share(explanation, self.workings.overall.coverage)
    }

    fn freshness(&self) -> Explanation {
        let names = &self.tables.text.columns;
        let fresh = sum("fresh-weight", names.fresh_weight, |one| Some(one.fresh_weight));
        let sums = [
            fresh,
            self.answered_weight(),
            sum("freshness", "Σ w·f / b", |one| one.figures.freshness),
        ];
        let mut explanation = self.mean(&self.tables.text.freshness, &sums, |figures| figures.freshness);
        explanation.rows = self.questions(Beside::Freshness);
        self.as_share(explanation, self.workings.overall.freshness)
    }

    fn floor(&self) -> Explanation {
        let text = self.tables.text;
        let levels = self.workings.gates.iter().filter_map(|gate| gate.level);
        let levels: Vec<String> = levels.map(|level| level.number().to_string()).collect();
        let number = self.readiness.floor.map(|floor| floor.number().to_string());
        let filled = number.as_ref().map(|floor| {
            fill(
                text.floor_of,
                &[("levels", &self.tables.locale.list(&levels)), ("floor", floor)],
            )
        });
        let gates: Vec<IndicatorId> = self.gates();
        Explanation {
            figure: number.clone().unwrap_or_else(|| text.none.to_owned()),
            result: number.unwrap_or_default(),
            filled: filled.into_iter().collect(),
            rows: self
                .tables
                .questions(&self.workings, Beside::Gates(&gates), |row| {
                    gates.contains(&row.indicator)
                }),
            ..blank(&text.floor)
        }
    }

    fn dimension(&self, id: &DimensionId) -> Option<Explanation> {
        let dimension = self
            .workings
            .dimensions
            .iter()
            .find(|dimension| dimension.id == *id)?;
        let title = dimension_title(self.tables.locale, self.tables.questionnaire, id);
        let mut sums = vec![
            self.points(),
            self.answered_weight(),
            self.applicable_weight(),
            sum("fresh-weight", self.tables.text.columns.fresh_weight, |one| {
                Some(one.fresh_weight)
            }),
        ];
        sums.extend(self.shares());
        let score = dimension.figures.score;
        Some(Explanation {
            name: title,
            figure: self.points_words(score),
            result: unrounded(score),
            filled: self.dimension_filled(dimension),
            rows: self
                .tables
                .questions(&self.workings, Beside::Freshness, |row| row.dimension == *id),
            sums: self.tables.sums(&self.workings, &sums, |one| one.id == *id),
            ..blank(&self.tables.text.dimension)
        })
    }

    fn applied(&self) -> Explanation {
        let text = self.tables.text;
        let rows = &self.workings.indicators;
        let applied = rows.iter().filter(|row| row.standing.applies()).count();
        let count = |count: usize| self.tables.locale.count(count);
        let values = [
            ("asked", &*count(rows.len())),
            ("excluded", &count(rows.len() - applied)),
            ("applied", &count(applied)),
        ];
        Explanation {
            figure: count(applied),
            result: applied.to_string(),
            filled: vec![fill(text.applied_filled, &values)],
            rows: self.tables.questions(&self.workings, Beside::Nothing, |_| true),
            ..blank(&text.applied)
        }
    }

    fn dimension_filled(&self, dimension: &DimensionWorkings) -> Vec<String> {
        let text = self.tables.text;
        let words = |value: f64| self.tables.locale.number(value, 3);
        let (a, b, t) = (
            words(dimension.points),
            words(dimension.answered_weight),
            words(dimension.applicable_weight),
        );
        let fresh = words(dimension.fresh_weight);
        let figures = &dimension.figures;
        let line = |formula: &Formula, filled: String, value: Option<f64>| {
            value.map(|value| format!("{}: {filled} = {}", formula.name, words(value)))
        };
        [
            line(&text.score, format!("25 × {a} ÷ {b}"), figures.score),
            line(&text.low, format!("25 × {a} ÷ {t}"), low(dimension)),
            line(
                &text.high,
                format!("25 × ({a} + 4 × ({t} − {b})) ÷ {t}"),
                high(dimension),
            ),
            line(&text.coverage, format!("{b} ÷ {t}"), figures.coverage),
            line(&text.freshness, format!("{fresh} ÷ {b}"), figures.freshness),
        ]
        .into_iter()
        .flatten()
        .chain(self.level_lines(dimension))
        .collect()
    }

    /// A figure that is the mean of the dimensions' figures.
    pub(super) fn mean(
        &self,
        formula: &Formula,
        sums: &[Sum],
        figure: fn(&Figures) -> Option<f64>,
    ) -> Explanation {
        let result = figure(&self.workings.overall);
        Explanation {
            figure: self.points_words(result),
            result: unrounded(result),
            filled: result
                .map(|result| self.mean_line(figure, result))
                .into_iter()
                .collect(),
            rows: self.questions(Beside::Nothing),
            sums: self.tables.sums(&self.workings, sums, counts),
            ..blank(formula)
        }
    }

    /// The mean with its figures: `(1 × 58.3 + 3 × 50) ÷ (1 + 3) = 52.1`.
    pub(super) fn mean_line(&self, figure: fn(&Figures) -> Option<f64>, result: f64) -> String {
        let shown = self.workings.dimensions.iter().filter(|one| counts(one));
        let parts = shown.filter_map(|one| Some((one.weight, figure(&one.figures)?)));
        mean_words(self.tables.locale, &parts.collect::<Vec<_>>(), result)
    }

    fn as_share(&self, explanation: Explanation, share: Option<f64>) -> Explanation {
        let figure = share.map_or_else(String::new, |share| self.tables.locale.percent(share));
        Explanation {
            figure,
            ..explanation
        }
    }

    pub(super) fn questions(&self, beside: Beside) -> Table {
        self.tables
            .questions(&self.workings, beside, |row| self.is_headline(row))
    }

    pub(super) fn is_headline(&self, row: &IndicatorWorkings) -> bool {
        self.workings
            .dimensions
            .iter()
            .any(|dimension| dimension.id == row.dimension && dimension.headline)
    }

    pub(super) fn gates(&self) -> Vec<IndicatorId> {
        self.workings
            .gates
            .iter()
            .map(|gate| gate.indicator.clone())
            .collect()
    }

    pub(super) fn points_words(&self, value: Option<f64>) -> String {
        let none = || self.tables.text.none.to_owned();
        value.map_or_else(none, |value| self.tables.locale.score(value))
    }

    pub(super) fn points(&self) -> Sum {
        sum("points", self.tables.text.columns.points, |one| Some(one.points))
    }

    pub(super) fn answered_weight(&self) -> Sum {
        sum(
            "answered-weight",
            self.tables.text.columns.answered_weight,
            |one| Some(one.answered_weight),
        )
    }

    pub(super) fn applicable_weight(&self) -> Sum {
        sum(
            "applicable-weight",
            self.tables.text.columns.applicable_weight,
            |one| Some(one.applicable_weight),
        )
    }

    pub(super) fn shares(&self) -> [Sum; 4] {
        let [_, one, two, three, four] = Level::ALL.map(|level| self.tables.share_heading(level));
        [
            sum("share-1", &one, |dimension| {
                dimension.shares.map(|shares| shares[0])
            }),
            sum("share-2", &two, |dimension| {
                dimension.shares.map(|shares| shares[1])
            }),
            sum("share-3", &three, |dimension| {
                dimension.shares.map(|shares| shares[2])
            }),
            sum("share-4", &four, |dimension| {
                dimension.shares.map(|shares| shares[3])
            }),
        ]
    }
}

/// A mean of values by their weights, with its figures.
pub(in crate::app::views) fn mean_words(locale: Locale, parts: &[(f64, f64)], result: f64) -> String {
    let words = |value: f64| locale.number(value, 3);
    let products: Vec<_> = parts
        .iter()
        .map(|(weight, value)| format!("{} × {}", words(*weight), words(*value)))
        .collect();
    let weights: Vec<_> = parts.iter().map(|(weight, _)| words(*weight)).collect();
    let sum: f64 = parts.iter().map(|(weight, value)| weight * value).sum();
    let all: f64 = parts.iter().map(|(weight, _)| weight).sum();
    format!(
        "({}) ÷ ({}) = {} ÷ {} = {}",
        products.join(" + "),
        weights.join(" + "),
        words(sum),
        words(all),
        words(result)
    )
}

/// Name and formula alone.
pub(in crate::app::views) fn blank(formula: &Formula) -> Explanation {
    Explanation {
        name: formula.name.to_owned(),
        figure: String::new(),
        result: String::new(),
        words: formula.words.to_owned(),
        symbols: formula.symbols.to_owned(),
        filled: Vec::new(),
        changes: Vec::new(),
        rows: Table::default(),
        sums: Table::default(),
    }
}

/// Whether a dimension counts overall.
pub(super) fn counts(dimension: &DimensionWorkings) -> bool {
    dimension.headline && dimension.applicable_weight > 0.0
}

pub(super) fn low(dimension: &DimensionWorkings) -> Option<f64> {
    dimension.figures.interval.map(|interval| interval.low)
}

pub(super) fn high(dimension: &DimensionWorkings) -> Option<f64> {
    dimension.figures.interval.map(|interval| interval.high)
}

pub(super) fn sum(name: &'static str, heading: &str, value: fn(&DimensionWorkings) -> Option<f64>) -> Sum {
    Sum {
        name,
        heading: heading.to_owned(),
        value,
    }
}

pub(super) fn number(level: Level) -> f64 {
    f64::from(level.number())
}

pub(in crate::app::views) fn unrounded(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
