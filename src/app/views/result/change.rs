//! What would change a figure: the answers that move it most.

use crate::domain::insight::advice::{Advice, NextStep, next_steps};
use crate::domain::insight::levers::levers;
use crate::domain::insight::pulse::pulse;
use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, IndicatorId, Pack};
use crate::domain::scoring::{Bind, IndicatorWorkings, LEVEL_SHARE, Standing, Workings};
use crate::ui::Locale;
use crate::ui::screens::result::explain::Subject;
use crate::ui::text::report::Change;
use crate::ui::text::{self, fill};

use super::facts::{dimension_title, named};
use super::seen::Seen;

/// So many are named.
const NAMED: usize = 4;
/// Gains below this are none.
const NOTHING: f64 = 1e-9;

/// One sentence each; nothing where only the whole pack could tell and it is not at hand.
pub(super) fn changes(
    seen: &Seen,
    pack: Option<&Pack>,
    workings: &Workings,
    locale: Locale,
    subject: &Subject,
) -> Vec<String> {
    let told = Told {
        seen,
        workings,
        locale,
        text: &text::report(locale.speech).change,
        advice: pack.map(|pack| next_steps(pack, &seen.assessment)),
    };
    match subject {
        Subject::Score => [told.open(), told.steps()].concat(),
        Subject::Coverage | Subject::LevelHigh => told.open(),
        Subject::Low | Subject::High | Subject::Interval => {
            let open = told.open();
            if open.is_empty() { told.steps() } else { open }
        }
        Subject::Freshness => told.again(),
        Subject::Level => told.level(),
        Subject::Floor => told.floor(),
        Subject::Applied => told.excluded(),
        // The weights that matter most are named with the figure.
        Subject::Weights
        | Subject::ScoreAfter(_)
        | Subject::Agreement
        | Subject::JointScore
        | Subject::Between(_) => Vec::new(),
        Subject::Dimension(id) => [told.open_within(id), told.steps_within(id)].concat(),
        Subject::Gain(id) => told.gain(id),
    }
}

struct Told<'a> {
    seen: &'a Seen,
    workings: &'a Workings,
    locale: Locale,
    text: &'static Change,
    advice: Option<Advice>,
}

impl Told<'_> {
    /// The open answers, those with the largest share of the whole first.
    fn open(&self) -> Vec<String> {
        self.open_by(self.text.open, |row| (row.share > 0.0).then_some(row.share))
    }

    /// The open answers of a dimension, those with the largest share of it first.
    fn open_within(&self, id: &DimensionId) -> Vec<String> {
        let mut dimensions = self.workings.dimensions.iter();
        let all = dimensions
            .find(|dimension| dimension.id == *id)
            .map_or(0.0, |dimension| dimension.applicable_weight);
        self.open_by(self.text.open_within, |row| {
            (row.dimension == *id).then_some(row.weight / all)
        })
    }

    fn open_by(&self, message: &str, share: impl Fn(&IndicatorWorkings) -> Option<f64>) -> Vec<String> {
        let open = self.workings.indicators.iter();
        let open = open.filter(|row| row.standing.is_open());
        let mut open: Vec<_> = open.filter_map(|row| Some((row, share(row)?))).collect();
        open.sort_by(|(_, left), (_, right)| right.total_cmp(left));
        self.cut(open.iter().map(|(row, share)| {
            let share = self.locale.percent(*share);
            self.fill_named(message, &row.indicator, &[("share", &share)])
        }))
    }

    /// The steps that gain most overall.
    fn steps(&self) -> Vec<String> {
        self.steps_by(self.text.step, |step| step.gain)
    }

    /// The steps that gain most in their dimension.
    fn steps_within(&self, id: &DimensionId) -> Vec<String> {
        self.steps_by(self.text.step_within, |step| {
            if self.is_in(&step.indicator, id) {
                step.dimension_gain
            } else {
                0.0
            }
        })
    }

    fn steps_by(&self, message: &str, gain: impl Fn(&NextStep) -> f64) -> Vec<String> {
        let all = self.advice.as_ref().map_or(&[][..], |advice| &advice.steps);
        let mut steps: Vec<_> = all
            .iter()
            .map(|step| (step, gain(step)))
            .filter(|(_, gain)| *gain > NOTHING)
            .collect();
        steps.sort_by(|(_, left), (_, right)| right.total_cmp(left));
        self.cut(steps.iter().map(|(step, gain)| {
            let values = [
                ("from", &*step.from.number().to_string()),
                ("to", &*step.to.number().to_string()),
                ("gain", &*self.locale.number(*gain, 1)),
            ];
            self.fill_named(message, &step.indicator, &values)
        }))
    }

    /// The answers that alone raise the level; where there is none, what has to move together.
    fn level(&self) -> Vec<String> {
        if self.seen.readiness.overall.level == Some(Level::MAX) {
            return vec![self.text.highest.to_owned()];
        }
        let levers = levers(&self.seen.questionnaire, &self.seen.assessment);
        if levers.is_empty() {
            let names = self.binding_names();
            return vec![fill(self.text.no_lever, &[("names", &self.locale.list(&names))])];
        }
        self.cut(levers.iter().map(|lever| {
            let message = match lever.from {
                Some(_) => self.text.lever,
                None => self.text.lever_open,
            };
            let from = lever.from.map(|from| from.number().to_string());
            let values = [
                ("from", &*from.unwrap_or_default()),
                ("to", &*lever.to.number().to_string()),
                ("level", &*lever.level.number().to_string()),
            ];
            self.fill_named(message, &lever.indicator, &values)
        }))
    }

    /// All that holds the level.
    fn binding_names(&self) -> Vec<String> {
        let binds = self.seen.readiness.binds.iter();
        let name = |bind: &Bind| match bind {
            Bind::Pooled => self.pooled(),
            Bind::Dimension(id) => dimension_title(self.locale, &self.seen.questionnaire, id),
            Bind::Gate(id) => self.fill_named(self.text.gate, id, &[]),
        };
        binds.map(name).collect()
    }

    /// The share that all answers together lack.
    fn pooled(&self) -> String {
        let Some(caps) = &self.workings.caps else {
            return String::new();
        };
        let share = caps.shares.get(caps.pooled.index()).copied().unwrap_or_default();
        let values = [
            ("next", &*caps.pooled.raised().number().to_string()),
            ("share", &self.locale.percent(share)),
            ("needed", &self.locale.percent(LEVEL_SHARE)),
        ];
        fill(self.text.pooled, &values)
    }

    /// The answers that have lost most of their worth.
    fn again(&self) -> Vec<String> {
        let ids = pulse(&self.seen.questionnaire, &self.seen.assessment, self.seen.today);
        if ids.is_empty() {
            return vec![self.text.all_fresh.to_owned()];
        }
        ids.iter()
            .map(|id| self.fill_named(self.text.again, id, &[]))
            .collect()
    }

    /// What moves the weakest gate: a gate that stands there alone, or all that stand there together; and open gates.
    fn floor(&self) -> Vec<String> {
        let floor = self.seen.readiness.floor;
        let open = self.seen.readiness.open_gates.iter();
        let open = open.filter_map(|id| match floor {
            None => Some(self.fill_named(self.text.open_gate, id, &[])),
            // Nothing is below 0.
            Some(Level::MIN) => None,
            Some(floor) => {
                let floor = floor.number().to_string();
                Some(self.fill_named(self.text.open_gate_below, id, &[("floor", &floor)]))
            }
        });
        let mut lines = self.cut(open);
        let gates = self.workings.gates.iter();
        let lowest: Vec<_> = gates
            .filter(|gate| gate.level.is_some() && gate.level == floor)
            .collect();
        let name = |id: &IndicatorId| self.fill_named(self.text.gate, id, &[]);
        let level = floor.map(|floor| floor.number().to_string()).unwrap_or_default();
        match &lowest[..] {
            [] => {}
            [only] => lines.push(self.fill_named(self.text.only_gate, &only.indicator, &[("floor", &level)])),
            several => {
                let names: Vec<_> = several.iter().map(|gate| name(&gate.indicator)).collect();
                lines.push(fill(
                    self.text.gates_together,
                    &[("names", &self.locale.list(&names))],
                ));
            }
        }
        lines
    }

    /// The answers that leave a question out.
    fn excluded(&self) -> Vec<String> {
        let rows = self.workings.indicators.iter();
        let excluded = rows.filter(|row| row.standing == Standing::NotApplicable);
        self.cut(excluded.map(|row| self.fill_named(self.text.excluded, &row.indicator, &[])))
    }

    /// What a step's gain hangs on, with its figures.
    fn gain(&self, id: &IndicatorId) -> Vec<String> {
        let all = self.advice.as_ref().map_or(&[][..], |advice| &advice.steps);
        let step = all.iter().find(|step| step.indicator == *id);
        let row = self.workings.indicators.iter().find(|row| row.indicator == *id);
        let Some((step, row)) = step.zip(row) else {
            return Vec::new();
        };
        let Some(share) = self.answered_share(row) else {
            return Vec::new();
        };
        let levels = f64::from(step.to.number() - step.from.number());
        let points = |share: f64| self.locale.number(25.0 * levels * share, 2);
        let each = self.locale.number(25.0 * share, 2);
        let shown = self.locale.number(share * 100.0, 1);
        let values = [
            ("share", &*shown),
            ("each", &*each),
            ("from", &*step.from.number().to_string()),
            ("to", &*step.to.number().to_string()),
            ("gain", &*points(share)),
        ];
        let mut lines = vec![self.fill_named(self.text.gain_share, id, &values)];
        let open = self.seen.readiness.open();
        if open > 0 {
            let then = self.locale.number(row.share * 100.0, 1);
            let values = [("share", &*then), ("now", &*shown), ("gain", &*points(row.share))];
            lines.push(self.locale.plural(open, &self.text.gain_open, &values));
        }
        let rest = step.gain - 25.0 * levels * share;
        if rest.abs() > NOTHING {
            let rest = self.locale.number(rest, 2);
            lines.push(fill(self.text.gain_rest, &[("rest", &rest)]));
        }
        lines
    }

    /// The share of an answer in all that is answered with a level and counts; `None` where it does not count.
    fn answered_share(&self, row: &IndicatorWorkings) -> Option<f64> {
        let counted = self.workings.dimensions.iter();
        let counted = counted.filter(|dimension| dimension.headline && dimension.answered_weight > 0.0);
        let all: f64 = counted.clone().map(|dimension| dimension.weight).sum();
        let own = counted.clone().find(|dimension| dimension.id == row.dimension)?;
        Some(own.weight * row.weight / own.answered_weight / all)
    }

    fn is_in(&self, id: &IndicatorId, dimension: &DimensionId) -> bool {
        let found = self.seen.questionnaire.indicator(id);
        found.is_some_and(|(of, _)| of.id == *dimension)
    }

    /// The first few, and how many more there are.
    fn cut(&self, lines: impl Iterator<Item = String>) -> Vec<String> {
        let mut lines: Vec<String> = lines.collect();
        let more = lines.len().saturating_sub(NAMED);
        // One more takes no more room than to say so.
        if more > 1 {
            lines.truncate(NAMED);
            lines.push(self.locale.plural(more, &self.text.more, &[]));
        }
        lines
    }

    fn fill_named(&self, message: &str, id: &IndicatorId, values: &[(&str, &str)]) -> String {
        let named = named(self.locale, &self.seen.questionnaire, id);
        let mut all = vec![("id", &*named.id.0), ("title", &*named.title)];
        all.extend_from_slice(values);
        fill(message, &all)
    }
}
