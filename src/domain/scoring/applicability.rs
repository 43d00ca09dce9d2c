//! Which indicators are asked, and what a condition says.

use core::cmp::Ordering;

use super::Standing;
use crate::domain::answers::{Glance, Said};
use crate::domain::assessment::Assessment;
use crate::domain::level::Level;
use crate::domain::ordered::Ordered;
use crate::domain::pack::{Condition, Indicator, Length, Questionnaire, Source, StateName, Test};
use crate::domain::side::Side;
use crate::domain::time::Day;

/// One indicator in one assessment.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Entry {
    pub standing: Standing,
    /// The day of the answer; `None` where there is none.
    pub day: Option<Day>,
}

impl Entry {
    /// What is not asked stays so: its answer is kept and ignored.
    pub fn answer(&mut self, answer: Glance) {
        if matches!(self.standing, Standing::NotAsked) {
            return;
        }
        self.standing = match answer.said {
            Said::Level(level) => Standing::Level(level),
            Said::Unknown => Standing::Unknown,
            Said::NotApplicable => Standing::NotApplicable,
        };
        self.day = Some(answer.day);
    }
}

/// Every indicator with its conditions settled, in the order of [`Questionnaire::indicators`].
pub(in crate::domain) fn entries(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Entry> {
    let applicability = Applicability::new(questionnaire);
    let mut entries = applicability.given(assessment);
    applicability.settle(assessment, &mut entries);
    entries
}

/// What is asked, as far as the questionnaire alone tells it: found once, for as many assessments as wanted.
pub(in crate::domain) struct Applicability<'a> {
    questionnaire: &'a Questionnaire,
    /// By id, as answers stand.
    positions: Positions<'a>,
    /// Each after the indicators that its condition looks at.
    conditional: Vec<Conditional<'a>>,
}

/// Finds an indicator's position in [`Questionnaire::indicators`].
pub(in crate::domain) type Positions<'a> = Ordered<&'a str, usize>;

/// Every indicator's position.
pub(in crate::domain) fn positions(questionnaire: &Questionnaire) -> Positions<'_> {
    let counts = questionnaire.dimensions.iter().map(|one| one.indicators.len());
    let mut positions = Positions::with_capacity(counts.sum());
    let mut position = 0;
    for dimension in &questionnaire.dimensions {
        for indicator in &dimension.indicators {
            positions.insert(&indicator.id.0, position);
            position += 1;
        }
    }
    positions
}

/// An indicator that is asked under a condition.
struct Conditional<'a> {
    position: usize,
    indicator: &'a Indicator,
    condition: Condition<Place>,
}

/// Where a condition looks.
struct Place {
    /// `None`: there is nothing, and a test of it is false.
    position: Option<usize>,
    /// As in [`Source`].
    of: Option<Side>,
}

impl Place {
    fn within(&self, assessment: &Assessment) -> Option<usize> {
        self.position
            .filter(|_| self.of.is_none_or(|side| side == assessment.side))
    }
}

impl<'a> Applicability<'a> {
    pub fn new(questionnaire: &'a Questionnaire) -> Self {
        let positions = positions(questionnaire);
        let conditional = conditional(questionnaire, &positions);
        Self {
            questionnaire,
            positions,
            conditional,
        }
    }

    /// Every indicator as length, side and answers have it, before conditions, in the order of
    /// [`Questionnaire::indicators`].
    pub fn given(&self, assessment: &Assessment) -> Vec<Entry> {
        let mut entries = self.unanswered(assessment.length, assessment.side);
        self.answer(assessment, &mut entries);
        entries
    }

    /// The same of an assessment without an answer.
    pub fn unanswered(&self, length: Length, side: Side) -> Vec<Entry> {
        let entry = |indicator: &Indicator| Entry {
            standing: if is_posed(indicator, length, side) {
                Standing::Unanswered
            } else {
                Standing::NotAsked
            },
            day: None,
        };
        let mut entries = Vec::with_capacity(self.positions.len());
        for dimension in &self.questionnaire.dimensions {
            entries.extend(dimension.indicators.iter().map(entry));
        }
        entries
    }

    /// Turns the entries that are [`unanswered`](Self::unanswered) into what is [`given`](Self::given). Indicators and
    /// answers are walked side by side, both by id.
    pub fn answer(&self, assessment: &Assessment, entries: &mut [Entry]) {
        self.answer_until(assessment, Day::LAST, entries);
    }

    /// The same of the answers that were given up to a day.
    pub fn answer_until(&self, assessment: &Assessment, until: Day, entries: &mut [Entry]) {
        let mut positions = self.positions.iter();
        let mut next = positions.next();
        assessment.answers.glance(|answered, answer| {
            while let Some((id, position)) = next {
                match answered.cmp(id) {
                    // What the pack lacks is passed over.
                    Ordering::Less => return,
                    Ordering::Equal if answer.day <= until => entries[*position].answer(answer),
                    Ordering::Equal | Ordering::Greater => {}
                }
                next = positions.next();
            }
        });
    }

    /// Turns the entries [`given`](Self::given) whose condition is false into [`Standing::NotAsked`].
    pub fn settle(&self, assessment: &Assessment, entries: &mut [Entry]) {
        for Conditional {
            position, condition, ..
        } in &self.conditional
        {
            let is_asked = entries[*position].standing != Standing::NotAsked
                && holds(condition, assessment, &|place, test| {
                    let source = place.within(assessment);
                    Some(source.is_some_and(|source| meets(entries[source].standing, test)))
                }) == Some(true);
            if !is_asked {
                entries[*position].standing = Standing::NotAsked;
            }
        }
    }

    /// Whether a level for one of the open answers among settled entries can open or close a question.
    ///
    /// Looking at open sources alone is enough: of a chain of conditions, the first that changes has an open source.
    pub fn may_change(&self, assessment: &Assessment, entries: &[Entry]) -> bool {
        self.posed(assessment).any(|condition| {
            let answer = holds(condition, assessment, &|place, test| {
                let Some(position) = place.within(assessment) else {
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
    pub fn turns(&self, assessment: &Assessment) -> Vec<(usize, Level)> {
        let mut turns = Vec::new();
        for condition in self.posed(assessment) {
            for (place, test) in condition.tests() {
                let turn = match test {
                    Test::AtLeast(least) => least,
                    Test::AtMost(most) if most < Level::MAX => most.raised(),
                    Test::AtMost(_) | Test::State(_) => continue,
                };
                turns.extend(place.within(assessment).map(|position| (position, turn)));
            }
        }
        turns
    }

    /// The conditions that matter in this length, of this side.
    fn posed(&self, assessment: &Assessment) -> impl Iterator<Item = &Condition<Place>> {
        self.conditional
            .iter()
            .filter(|conditional| is_posed(conditional.indicator, assessment.length, assessment.side))
            .map(|conditional| &conditional.condition)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Progress {
    Waiting,
    /// Its sources are being placed first.
    Begun,
    Placed,
}

/// The indicators that have a condition, each after those that it looks at: a condition's source may itself be
/// conditional. In a circle, which no valid pack has, the test that closes it looks nowhere.
fn conditional<'a>(questionnaire: &'a Questionnaire, positions: &Positions) -> Vec<Conditional<'a>> {
    let indicators = || questionnaire.indicators().map(|(_, indicator)| indicator);
    if indicators().all(|indicator| indicator.when.is_none()) {
        return Vec::new();
    }
    let indicators: Vec<&Indicator> = indicators().collect();
    let mut progress: Vec<Progress> = indicators
        .iter()
        .map(|indicator| match indicator.when {
            Some(_) => Progress::Waiting,
            None => Progress::Placed,
        })
        .collect();
    // A stack of our own: a long chain of conditions must not exhaust the call stack.
    let mut pending: Vec<usize> = (0..indicators.len()).rev().collect();
    let mut conditional = Vec::new();
    let find = |source: &Source| positions.get(&source.indicator.0.as_str()).copied();
    while let Some(&position) = pending.last() {
        let indicator = indicators[position];
        match (&indicator.when, progress[position]) {
            (Some(condition), Progress::Waiting) => {
                progress[position] = Progress::Begun;
                let sources = condition.sources().into_iter().filter_map(find);
                pending.extend(sources.filter(|source| progress[*source] == Progress::Waiting));
            }
            (Some(condition), Progress::Begun) => {
                let condition = condition.over(&|source| Place {
                    position: find(source).filter(|source| progress[*source] == Progress::Placed),
                    of: source.of,
                });
                conditional.push(Conditional {
                    position,
                    indicator,
                    condition,
                });
                progress[position] = Progress::Placed;
            }
            _ => {
                pending.pop();
            }
        }
    }
    conditional
}

/// What a condition says, where `test` tells about single answers. `None`: undecided, because tests that are `None`
/// can decide it either way.
pub(in crate::domain) fn holds<S>(
    condition: &Condition<S>,
    assessment: &Assessment,
    test: &dyn Fn(&S, Test) -> Option<bool>,
) -> Option<bool> {
    // The first part that equals `decisive` decides; all others let the rest speak.
    let join = |parts: &[Condition<S>], decisive: bool| {
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

/// Whether it is asked in this length, of this side.
fn is_posed(indicator: &Indicator, length: Length, side: Side) -> bool {
    indicator.lengths.include(length) && indicator.question(side).is_some()
}
