//! Tables of a figure's inputs, row by row.

use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, IndicatorId, Questionnaire};
use crate::domain::scoring::{DimensionWorkings, IndicatorWorkings, Standing, Workings};
use crate::ui::Locale;
use crate::ui::screens::result::explain::{Cell, Column, Table};
use crate::ui::text::report::{Columns, Explain};
use crate::ui::text::{self, fill};

use super::facts::{dimension_title, named};

/// Builds tables in one language.
#[derive(Clone, Copy)]
pub(in crate::app::views) struct Tables<'a> {
    pub locale: Locale,
    pub text: &'static Explain,
    pub questionnaire: &'a Questionnaire,
}

/// What stands beside weight and answer in a row for each question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside<'a> {
    Nothing,
    /// Age, half-life and factor.
    Freshness,
    /// Whether it is a gate that counts.
    Gates(&'a [IndicatorId]),
    /// The answers after a step.
    Then(&'a [(IndicatorId, Standing)]),
}

/// One column of sums: its name, its heading, and its value in each dimension.
pub(super) struct Sum {
    pub name: &'static str,
    pub heading: String,
    pub value: fn(&DimensionWorkings) -> Option<f64>,
}

impl<'a> Tables<'a> {
    pub fn new(locale: Locale, questionnaire: &'a Questionnaire) -> Self {
        Self {
            locale,
            text: &text::report(locale.speech).explain,
            questionnaire,
        }
    }

    /// A row for each question that `counts`.
    pub(super) fn questions(
        self,
        workings: &Workings,
        beside: Beside,
        counts: impl Fn(&IndicatorWorkings) -> bool,
    ) -> Table {
        let names = &self.text.columns;
        let mut columns = vec![
            column("indicator", names.question, false),
            column("dimension", names.dimension, false),
            column("dimension-weight", names.dimension_weight, true),
            column("weight", names.weight, true),
            column("state", names.state, false),
            column("level", names.level, true),
        ];
        columns.extend(beside_columns(names, beside));
        let rows = workings.indicators.iter().filter(|row| counts(row)).map(|row| {
            let mut cells = self.question(workings, row);
            cells.extend(self.beside(row, beside));
            cells
        });
        Table {
            caption: self.text.questions.to_owned(),
            columns,
            rows: rows.collect(),
        }
    }

    /// A row for each dimension that `counts`.
    pub(super) fn sums(
        self,
        workings: &Workings,
        sums: &[Sum],
        counts: impl Fn(&DimensionWorkings) -> bool,
    ) -> Table {
        let names = &self.text.columns;
        let mut columns = vec![
            column("dimension", names.dimension, false),
            column("dimension-weight", names.dimension_weight, true),
        ];
        columns.extend(sums.iter().map(|sum| column(sum.name, &sum.heading, true)));
        let rows = workings
            .dimensions
            .iter()
            .filter(|dimension| counts(dimension))
            .map(|dimension| {
                let mut cells = vec![self.dimension(&dimension.id), self.number(Some(dimension.weight))];
                cells.extend(sums.iter().map(|sum| self.number((sum.value)(dimension))));
                cells
            });
        Table {
            caption: self.text.dimensions.to_owned(),
            columns,
            rows: rows.collect(),
        }
    }

    /// A number to three digits; a dash where there is none.
    pub fn number(self, value: Option<f64>) -> Cell {
        Cell {
            words: value
                .map(|value| self.locale.number(value, 3))
                .unwrap_or_default(),
            value: value.map(|value| value.to_string()).unwrap_or_default(),
        }
    }

    /// The heading of a share's column.
    pub fn share_heading(self, level: Level) -> String {
        fill(self.text.columns.share, &[("n", &level.number().to_string())])
    }

    fn question(self, workings: &Workings, row: &IndicatorWorkings) -> Vec<Cell> {
        let dimension = workings
            .dimensions
            .iter()
            .find(|dimension| dimension.id == row.dimension);
        vec![
            self.indicator(&row.indicator),
            self.dimension(&row.dimension),
            self.number(dimension.map(|dimension| dimension.weight)),
            self.number(Some(row.weight)),
            self.state(row.standing),
            level_cell(row.standing.level()),
        ]
    }

    /// What a question is called, with its number.
    pub fn indicator(self, id: &IndicatorId) -> Cell {
        let named = named(self.locale, self.questionnaire, id);
        Cell {
            words: format!("{} {}", named.id.0, named.title),
            value: named.id.0,
        }
    }

    /// What a dimension is called.
    pub fn dimension(self, id: &DimensionId) -> Cell {
        Cell {
            words: dimension_title(self.locale, self.questionnaire, id),
            value: id.0.clone(),
        }
    }

    fn state(self, standing: Standing) -> Cell {
        let names = &self.locale.later().names;
        let (words, value) = match standing {
            Standing::Level(_) => (self.text.answered, "level"),
            Standing::Unknown => (names.unknown, "unknown"),
            Standing::NotApplicable => (names.not_applicable, "notApplicable"),
            Standing::Unanswered => (names.unanswered, "unanswered"),
            Standing::NotAsked => (self.text.none, "notAsked"),
        };
        Cell {
            words: words.to_owned(),
            value: value.to_owned(),
        }
    }

    fn beside(self, row: &IndicatorWorkings, beside: Beside) -> Vec<Cell> {
        match beside {
            Beside::Nothing => Vec::new(),
            Beside::Freshness => vec![
                self.number(row.age.map(f64::from)),
                self.number(Some(f64::from(row.half_life))),
                self.number(row.freshness),
            ],
            Beside::Gates(gates) => {
                let is_gate = gates.contains(&row.indicator);
                let words = if is_gate { self.text.gate } else { self.text.none };
                vec![Cell {
                    words: words.to_owned(),
                    value: is_gate.to_string(),
                }]
            }
            Beside::Then(then) => {
                let found = then.iter().find(|(indicator, _)| *indicator == row.indicator);
                let standing = found.map_or(Standing::NotAsked, |(_, standing)| *standing);
                vec![self.state(standing), level_cell(standing.level())]
            }
        }
    }
}

fn beside_columns(names: &Columns, beside: Beside) -> Vec<Column> {
    match beside {
        Beside::Nothing => Vec::new(),
        Beside::Freshness => vec![
            column("age", names.age, true),
            column("half-life", names.half_life, true),
            column("factor", names.factor, true),
        ],
        Beside::Gates(_) => vec![column("gate", names.gate, false)],
        Beside::Then(_) => {
            vec![
                column("state-then", names.state_then, false),
                column("level-then", names.level_then, true),
            ]
        }
    }
}

/// A column.
pub(in crate::app::views) fn column(name: &'static str, heading: &str, numeric: bool) -> Column {
    Column {
        name,
        heading: heading.to_owned(),
        numeric,
    }
}

/// A level as its number.
pub(in crate::app::views) fn level_cell(level: Option<Level>) -> Cell {
    let number = level.map(|level| level.number().to_string()).unwrap_or_default();
    Cell {
        words: number.clone(),
        value: number,
    }
}
