//! Which indicators are asked, and what a condition says.

use super::Standing;
use crate::domain::assessment::{AnswerState, Assessment};
use crate::domain::level::Level;
use crate::domain::ordered::Ordered;
use crate::domain::pack::{Condition, Indicator, Questionnaire, Source, StateName, Test};
use crate::domain::time::Day;

/// One indicator in one assessment.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Entry {
    pub standing: Standing,
    /// The day of the answer; `None` where there is none.
    pub day: Option<Day>,
}

/// Every indicator with its conditions settled, in the order of [`Questionnaire::indicators`].
pub(in crate::domain) fn entries(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Entry> {
    let mut entries = given(questionnaire, assessment);
    Applicability::new(questionnaire, assessment).settle(&mut entries);
    entries
}

/// Every indicator as length, side and answers have it, before conditions.
pub(in crate::domain) fn given(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Entry> {
    let entry = |indicator: &Indicator| {
        if !is_posed(indicator, assessment) {
            return Entry {
                standing: Standing::NotAsked,
                day: None,
            };
        }
        let Some(answer) = assessment.answers.get(&indicator.id) else {
            return Entry {
                standing: Standing::Unanswered,
                day: None,
            };
        };
        let standing = match answer.state {
            AnswerState::Level(level) => Standing::Level(level),
            AnswerState::Unknown => Standing::Unknown,
            AnswerState::NotApplicable { .. } => Standing::NotApplicable,
        };
        Entry {
            standing,
            day: Some(answer.day),
        }
    };
    questionnaire
        .indicators()
        .map(|(_, indicator)| entry(indicator))
        .collect()
}

/// The conditions that matter in an assessment, ready to be applied to its entries, as often as wanted.
pub(in crate::domain) struct Applicability<'a> {
    assessment: &'a Assessment,
    positions: Positions<'a>,
    /// In this length, of this side; in pack order.
    conditional: Vec<(usize, &'a Condition)>,
}

/// Finds an indicator's position in [`Questionnaire::indicators`].
pub(in crate::domain) type Positions<'a> = Ordered<&'a str, usize>;

/// Every indicator's position.
pub(in crate::domain) fn positions(questionnaire: &Questionnaire) -> Positions<'_> {
    let mut positions = Positions::new();
    for (position, (_, indicator)) in questionnaire.indicators().enumerate() {
        positions.insert(&indicator.id.0, position);
    }
    positions
}

#[derive(Clone, Copy, PartialEq)]
enum Progress {
    Waiting,
    /// Its sources are being settled first.
    Begun,
    Settled,
}

impl<'a> Applicability<'a> {
    pub fn new(questionnaire: &'a Questionnaire, assessment: &'a Assessment) -> Self {
        let conditional: Vec<_> = questionnaire
            .indicators()
            .enumerate()
            .filter(|(_, (_, indicator))| is_posed(indicator, assessment))
            .filter_map(|(position, (_, indicator))| Some((position, indicator.when.as_ref()?)))
            .collect();
        let positions = if conditional.is_empty() {
            Positions::new()
        } else {
            positions(questionnaire)
        };
        Self {
            assessment,
            positions,
            conditional,
        }
    }

    /// Turns the entries of [`given`] whose condition is false into [`Standing::NotAsked`]. A condition's source may
    /// itself be conditional: sources are settled first. In a circle, which no valid pack has, the test that closes
    /// it is false.
    pub fn settle(&self, entries: &mut [Entry]) {
        if self.conditional.is_empty() {
            return;
        }
        let mut conditions = vec![None; entries.len()];
        let mut progress = vec![Progress::Settled; entries.len()];
        for &(position, condition) in &self.conditional {
            conditions[position] = Some(condition);
            progress[position] = Progress::Waiting;
        }
        // A stack of our own: a long chain of conditions must not exhaust the call stack.
        let mut pending: Vec<usize> = self
            .conditional
            .iter()
            .rev()
            .map(|(position, _)| *position)
            .collect();
        while let Some(&position) = pending.last() {
            let Some(condition) = conditions[position].filter(|_| progress[position] != Progress::Settled)
            else {
                pending.pop();
                continue;
            };
            if progress[position] == Progress::Waiting {
                progress[position] = Progress::Begun;
                let sources = condition.sources();
                let sources = sources.iter().filter_map(|source| self.position(source));
                pending.extend(sources.filter(|source| progress[*source] == Progress::Waiting));
                continue;
            }
            let is_asked = holds(condition, self.assessment, &|source, test| {
                let source = self
                    .position(source)
                    .filter(|source| progress[*source] == Progress::Settled);
                Some(source.is_some_and(|source| meets(entries[source].standing, test)))
            });
            if is_asked != Some(true) {
                entries[position].standing = Standing::NotAsked;
            }
            progress[position] = Progress::Settled;
        }
    }

    /// Whether a level for one of the open answers among settled entries can open or close a question.
    ///
    /// Looking at open sources alone is enough: of a chain of conditions, the first that changes has an open source.
    pub fn may_change(&self, entries: &[Entry]) -> bool {
        self.conditional.iter().any(|(_, condition)| {
            let answer = holds(condition, self.assessment, &|source, test| {
                let Some(position) = self.position(source) else {
                    return Some(false);
                };
                let standing = entries[position].standing;
                (!standing.is_open()).then(|| meets(standing, test))
            });
            answer.is_none()
        })
    }

    /// Where raising an answer can open or close a question: the position of the answer and the least level at which
    /// a test says something else than below it.
    pub fn turns(&self) -> Vec<(usize, Level)> {
        let mut turns = Vec::new();
        for (_, condition) in &self.conditional {
            for (source, test) in condition.tests() {
                let turn = match test {
                    Test::AtLeast(least) => least,
                    Test::AtMost(most) if most < Level::MAX => most.raised(),
                    Test::AtMost(_) | Test::State(_) => continue,
                };
                turns.extend(self.position(source).map(|position| (position, turn)));
            }
        }
        turns
    }

    fn position(&self, source: &Source) -> Option<usize> {
        if source.of.is_some_and(|side| side != self.assessment.side) {
            return None;
        }
        self.positions.get(&source.indicator.0.as_str()).copied()
    }
}

/// What a condition says, where `test` tells about single answers. `None`: undecided, because tests that are `None`
/// can decide it either way.
pub(in crate::domain) fn holds(
    condition: &Condition,
    assessment: &Assessment,
    test: &dyn Fn(&Source, Test) -> Option<bool>,
) -> Option<bool> {
    // The first part that equals `decisive` decides; all others let the rest speak.
    let join = |parts: &[Condition], decisive: bool| {
        let mut answer = Some(!decisive);
        for part in parts {
            match holds(part, assessment, test) {
                Some(value) if value == decisive => return Some(decisive),
                Some(_) => {}
                None => answer = None,
            }
        }
        answer
    };
    match condition {
        Condition::Answer(source, expected) => test(source, *expected),
        Condition::Side(side) => Some(*side == assessment.side),
        Condition::Company(kind) => Some(assessment.company.kind == Some(*kind)),
        Condition::SizeAtLeast(least) => Some(assessment.company.size.is_some_and(|size| size >= *least)),
        Condition::All(parts) => join(parts, false),
        Condition::Any(parts) => join(parts, true),
        Condition::Not(part) => holds(part, assessment, test).map(|value| !value),
    }
}

/// Whether an indicator that stands so meets a test. One that is not asked meets none.
pub(in crate::domain) fn meets(standing: Standing, test: Test) -> bool {
    match test {
        Test::AtLeast(least) => standing.level().is_some_and(|level| level >= least),
        Test::AtMost(most) => standing.level().is_some_and(|level| level <= most),
        Test::State(StateName::Level) => standing.level().is_some(),
        Test::State(StateName::Unknown) => standing == Standing::Unknown,
        Test::State(StateName::NotApplicable) => standing == Standing::NotApplicable,
        Test::State(StateName::Unanswered) => standing == Standing::Unanswered,
    }
}

fn is_posed(indicator: &Indicator, assessment: &Assessment) -> bool {
    indicator.lengths.include(assessment.length) && indicator.question(assessment.side).is_some()
}
