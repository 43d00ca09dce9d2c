//! What the figures of two views are computed from, in words and tables.

use crate::domain::pack::DimensionId;
use crate::domain::relationship::{DimensionMatches, DimensionRelation, Match, Relation, matches, pair};
use crate::ui::screens::result::explain::{Cell, Column, Explanation, Subject, Table};
use crate::ui::text::relation;
use crate::ui::text::relation::Inputs;
use crate::ui::text::report::Formula;

use super::super::result::{Tables, blank, column, level_cell, mean_words, unrounded};
use super::Of;

/// The inputs of a figure; `None` where there is no such figure.
pub(super) fn inputs(of: Of, subject: &Subject) -> Option<Explanation> {
    of.told(|_, _, views| {
        let (vendor, partner) = pair(views)?.by_side();
        let questionnaire = of.state.shelf.questionnaire(&vendor.pack)?;
        let told = Told {
            text: &relation(of.locale.speech).inputs,
            tables: Tables::new(of.locale, &questionnaire),
            all: matches(&questionnaire, vendor, partner),
        };
        let relation = Relation::of(&told.all);
        match subject {
            Subject::Agreement => Some(told.agreement(relation.agreement?)),
            Subject::JointScore => Some(told.joint(relation.joint?)),
            Subject::Between(id) => told.between(id),
            _ => None,
        }
    })
}

/// What figures are told from.
struct Told<'a> {
    text: &'static Inputs,
    tables: Tables<'a>,
    all: Vec<DimensionMatches>,
}

impl Told<'_> {
    fn agreement(&self, agreement: f64) -> Explanation {
        Explanation {
            figure: self.tables.locale.percent(agreement),
            ..self.mean(&self.text.agreement, agreement, |figures| figures.agreement)
        }
    }

    fn joint(&self, joint: f64) -> Explanation {
        Explanation {
            figure: self.tables.locale.score(joint),
            ..self.mean(&self.text.joint, joint, |figures| figures.joint)
        }
    }

    /// A figure over the dimensions that count and in which something matches.
    fn mean(&self, formula: &Formula, result: f64, figure: fn(&DimensionRelation) -> f64) -> Explanation {
        let counts = |one: &&DimensionMatches| one.headline && !one.matches.is_empty();
        let shown: Vec<&DimensionMatches> = self.all.iter().filter(counts).collect();
        let parts = shown
            .iter()
            .filter_map(|one| Some((one.weight, figure(&one.figures()?))));
        let parts: Vec<(f64, f64)> = parts.collect();
        Explanation {
            result: unrounded(Some(result)),
            filled: vec![mean_words(self.tables.locale, &parts, result)],
            rows: self.rows(&shown),
            sums: self.sums(&shown),
            ..blank(formula)
        }
    }

    fn between(&self, id: &DimensionId) -> Option<Explanation> {
        let one = self.all.iter().find(|one| one.dimension == *id)?;
        let (figures, sums) = (one.figures()?, &one.sums);
        let words = |value: f64| self.tables.locale.number(value, 3);
        let weight = words(sums.weight);
        let lines = [
            (
                self.text.agreement.name,
                format!("1 − {} ÷ (4 × {weight})", words(sums.distance)),
                figures.agreement,
            ),
            (
                self.text.bias,
                format!("25 × {} ÷ {weight}", words(sums.lead)),
                figures.bias,
            ),
            (
                self.text.joint.name,
                format!("25 × {} ÷ {weight}", words(sums.joint)),
                figures.joint,
            ),
        ];
        Some(Explanation {
            name: self.tables.dimension(id).words,
            figure: self.tables.locale.percent(figures.agreement),
            result: unrounded(Some(figures.agreement)),
            filled: lines
                .into_iter()
                .map(|(name, filled, value)| format!("{name}: {filled} = {}", words(value)))
                .collect(),
            rows: self.rows(&[one]),
            ..blank(&self.text.between)
        })
    }

    /// A row for each question that both answered with a level.
    fn rows(&self, shown: &[&DimensionMatches]) -> Table {
        let names = &self.tables.text.columns;
        let columns = [
            ("indicator", names.question, false),
            ("dimension", names.dimension, false),
            ("weight", names.weight, true),
            ("vendor", self.text.vendor, true),
            ("partner", self.text.partner, true),
            ("gap", self.text.gap, true),
            ("lower", self.text.lower, true),
        ];
        let row = |dimension: &DimensionId, one: &Match| {
            vec![
                self.tables.indicator(&one.indicator),
                self.tables.dimension(dimension),
                self.tables.number(Some(one.weight)),
                level_cell(Some(one.vendor)),
                level_cell(Some(one.partner)),
                self.tables.number(Some(f64::from(one.gap()))),
                level_cell(Some(one.lower())),
            ]
        };
        let rows = shown
            .iter()
            .flat_map(|one| one.matches.iter().map(|matched| row(&one.dimension, matched)));
        table(self.tables.text.questions, &columns, rows.collect())
    }

    /// A row for each dimension.
    fn sums(&self, shown: &[&DimensionMatches]) -> Table {
        let names = &self.tables.text.columns;
        let columns = [
            ("dimension", names.dimension, false),
            ("dimension-weight", names.dimension_weight, true),
            ("weights", self.text.weights, true),
            ("distance", self.text.distance, true),
            ("agreement", self.text.agreement.name, true),
            ("lower-sum", self.text.lower_sum, true),
            ("joint", self.text.joint.name, true),
        ];
        let rows = shown.iter().map(|one| {
            let figures = one.figures();
            vec![
                self.tables.dimension(&one.dimension),
                self.tables.number(Some(one.weight)),
                self.tables.number(Some(one.sums.weight)),
                self.tables.number(Some(one.sums.distance)),
                self.tables.number(figures.map(|figures| figures.agreement)),
                self.tables.number(Some(one.sums.joint)),
                self.tables.number(figures.map(|figures| figures.joint)),
            ]
        });
        table(self.tables.text.dimensions, &columns, rows.collect())
    }
}

fn table(caption: &str, columns: &[(&'static str, &'static str, bool)], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.iter();
    let columns: Vec<Column> = columns
        .map(|(name, heading, numeric)| column(name, heading, *numeric))
        .collect();
    Table {
        caption: caption.to_owned(),
        columns,
        rows,
    }
}
