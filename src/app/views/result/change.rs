//! What would change a figure: the answers that move it most.

use crate::domain::insight::advice::{Advice, NextStep, next_steps};
use crate::domain::insight::pulse::pulse;
use crate::domain::pack::{DimensionId, IndicatorId, Pack};
use crate::domain::scoring::Workings;
use crate::ui::Locale;
use crate::ui::screens::result::explain::Subject;
use crate::ui::text::report::Change;
use crate::ui::text::{self, fill};

use super::facts::named;
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
        text: &text::report(&locale.language()).change,
        advice: pack.map(|pack| next_steps(pack, &seen.assessment)),
    };
    match subject {
        Subject::Score => [told.open(None), told.steps(|step| step.gain > NOTHING)].concat(),
        Subject::Coverage => told.open(None),
        Subject::Low | Subject::High => {
            let open = told.open(None);
            if open.is_empty() {
                told.steps(|step| step.gain > NOTHING)
            } else {
                open
            }
        }
        Subject::Freshness => told.again(),
        Subject::Level => [told.open(None), told.steps(NextStep::lifts)].concat(),
        Subject::Floor => {
            let gates = told.gates();
            [
                told.open_gates(),
                // Where several gates stand lowest, none of them alone changes it.
                told.steps(|step| matches!(&gates[..], [only] if *only == step.indicator)),
            ]
            .concat()
        }
        Subject::Dimension(id) => [
            told.open(Some(id)),
            told.steps(|step| told.is_in(&step.indicator, id)),
        ]
        .concat(),
        Subject::ScoreAfter(_) => Vec::new(),
        Subject::Gain(id) => vec![told.fill_named(told.text.gain, id, &[])],
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
    /// The open answers with the largest share, of the whole or of a dimension.
    fn open(&self, dimension: Option<&DimensionId>) -> Vec<String> {
        let mut open: Vec<_> = self
            .workings
            .indicators
            .iter()
            .filter(|row| row.standing.is_open())
            .filter(|row| dimension.map_or(row.share > 0.0, |id| row.dimension == *id))
            .collect();
        open.sort_by(|left, right| right.share.total_cmp(&left.share));
        let rows = open.into_iter().take(NAMED);
        rows.map(|row| {
            let share = self.locale.percent(row.share);
            self.fill_named(self.text.open, &row.indicator, &[("share", &share)])
        })
        .collect()
    }

    /// The steps of this kind that gain most.
    fn steps(&self, wanted: impl Fn(&NextStep) -> bool) -> Vec<String> {
        let all = self.advice.as_ref().map_or(&[][..], |advice| &advice.steps);
        let mut steps: Vec<&NextStep> = all.iter().filter(|step| wanted(step)).collect();
        steps.sort_by(|left, right| right.gain.total_cmp(&left.gain));
        let steps = steps.into_iter().take(NAMED);
        steps
            .map(|step| {
                let values = [
                    ("from", &*step.from.number().to_string()),
                    ("to", &*step.to.number().to_string()),
                    ("gain", &*self.locale.number(step.gain, 1)),
                ];
                let message = if step.gain > NOTHING {
                    self.text.step
                } else {
                    self.text.step_beside
                };
                self.fill_named(message, &step.indicator, &values)
            })
            .collect()
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

    fn open_gates(&self) -> Vec<String> {
        let open = self.seen.readiness.open_gates.iter();
        open.map(|id| self.fill_named(self.text.open_gate, id, &[]))
            .collect()
    }

    /// The gates at the floor.
    fn gates(&self) -> Vec<IndicatorId> {
        let floor = self.seen.readiness.floor;
        let gates = self.workings.gates.iter().filter(|gate| gate.level == floor);
        gates.map(|gate| gate.indicator.clone()).collect()
    }

    fn is_in(&self, id: &IndicatorId, dimension: &DimensionId) -> bool {
        let found = self.seen.questionnaire.indicator(id);
        found.is_some_and(|(of, _)| of.id == *dimension)
    }

    fn fill_named(&self, message: &str, id: &IndicatorId, values: &[(&str, &str)]) -> String {
        let named = named(self.locale, &self.seen.questionnaire, id);
        let mut all = vec![("id", &*named.id.0), ("title", &*named.title)];
        all.extend_from_slice(values);
        fill(message, &all)
    }
}
