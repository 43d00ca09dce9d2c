//! The plan in the words of the screen.

use crate::domain::assessment::Assessment;
use crate::domain::insight::path::{Obstacle, Path, Route, RouteStep};
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Pack, Step};
use crate::domain::plan::Plan;
use crate::domain::scoring::{Standing, score, standings};
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::screens::plan::{
    DimensionSteps, KeptStep, ListedStep, Outcome, QuestionSteps, Way, WayRow, Wish,
};
use crate::ui::screens::result::Named;
use crate::ui::screens::result::advice::ActionFacts;
use crate::ui::text::{self, fill};

use super::super::result::named;
use super::sought::Found;

/// What was found.
pub(super) fn outcome(found: &Found, locale: Locale) -> Outcome {
    let told = Told {
        locale,
        pack: &found.sought.pack,
    };
    match &found.path {
        Path::NoScore => Outcome::NoScore,
        Path::There => Outcome::There,
        Path::Unreachable(obstacles) => {
            Outcome::Unreachable(obstacles.iter().map(|obstacle| told.obstacle(obstacle)).collect())
        }
        Path::Found(route) => Outcome::Found(told.way(found, route)),
    }
}

/// What the visitor ruled out or reckons differently.
pub(super) fn left_out(pack: &Pack, plan: &Plan, locale: Locale) -> Vec<Wish> {
    let told = Told { locale, pack };
    let locked = plan.locked.iter().map(|id| Wish::Locked(told.named(id)));
    let excluded = plan
        .excluded
        .iter()
        .map(|(id, level)| Wish::Excluded(told.named(id), *level));
    let efforts = plan
        .efforts
        .iter()
        .map(|((id, level), days)| Wish::Effort(told.named(id), *level, usize::from(*days)));
    locked.chain(excluded).chain(efforts).collect()
}

/// The steps that are kept.
pub(super) fn kept(pack: &Pack, assessment: &Assessment, plan: &Plan, locale: Locale) -> Vec<KeptStep> {
    let told = Told { locale, pack };
    let to_reassess = plan.to_reassess(assessment);
    let standings = standings(&pack.questionnaire, assessment);
    let standing = |id: &IndicatorId| {
        let mut all = pack.questionnaire.indicators().zip(&standings);
        let found = all.find(|((_, indicator), _)| indicator.id == *id);
        found.map_or(Standing::NotAsked, |(_, standing)| *standing)
    };
    let steps = plan.steps.iter();
    steps
        .map(|step| KeptStep {
            indicator: told.named(&step.indicator),
            step: step.clone(),
            asks_again: to_reassess
                .contains(&step.indicator)
                .then(|| standing(&step.indicator)),
        })
        .collect()
}

/// All questions that have steps above their answer, by dimension: those that are asked, and those that others could
/// open.
pub(super) fn everything(
    pack: &Pack,
    assessment: &Assessment,
    standings: &[Standing],
    locale: Locale,
) -> Vec<DimensionSteps> {
    let told = Told { locale, pack };
    let mut places = standings.iter().zip(&pack.guidance);
    let dimensions = pack.questionnaire.dimensions.iter().map(|dimension| {
        let own = dimension.indicators.iter().zip(&mut places);
        let questions = own.filter_map(|(indicator, (standing, guidance))| {
            let is_asked =
                indicator.question(assessment.side).is_some() && indicator.lengths.include(assessment.length);
            let above = |step: &&Step| standing.level().is_none_or(|level| step.to > level);
            let steps = guidance.steps.of(assessment.side).iter().filter(above);
            let question = QuestionSteps {
                indicator: told.named(&indicator.id),
                standing: *standing,
                steps: steps
                    .map(|step| ListedStep {
                        to: step.to,
                        words: locale.words(&step.action),
                        days: step.days,
                    })
                    .collect(),
            };
            (is_asked && !question.steps.is_empty()).then_some(question)
        });
        DimensionSteps {
            title: locale.words(&dimension.title),
            questions: questions.collect(),
        }
    });
    dimensions
        .filter(|dimension| !dimension.questions.is_empty())
        .collect()
}

struct Told<'a> {
    locale: Locale,
    pack: &'a Pack,
}

impl Told<'_> {
    fn named(&self, id: &IndicatorId) -> Named {
        named(self.locale, &self.pack.questionnaire, id)
    }

    fn way(&self, found: &Found, route: &Route) -> Way {
        let sought = &found.sought;
        // No score depends on the day.
        let now = score(&self.pack.questionnaire, &sought.assessment, Day::EPOCH).overall;
        let side = sought.assessment.side;
        Way {
            rows: route.steps.iter().map(|step| self.row(step, side)).collect(),
            days: whole(route.days),
            at_least: whole(route.at_least),
            now: (now.score, now.level),
            then: (route.score, route.level),
        }
    }

    fn row(&self, step: &RouteStep, side: Side) -> WayRow {
        let guidance = self.pack.guidance.get(step.position);
        let all = guidance.map_or(&[][..], |guidance| guidance.steps.of(side));
        let taken = || step.steps.iter().filter_map(|index| all.get(*index));
        let action = |step: &Step| ActionFacts {
            words: self.locale.words(&step.action),
            who: self.locale.words(&step.who),
            days: usize::from(step.days),
        };
        WayRow {
            indicator: self.named(&step.indicator),
            from: step.from,
            to: step.to,
            days: whole(step.days),
            gain: step.gain,
            score: step.score,
            level: step.level,
            actions: taken().map(action).collect(),
            parts: taken().map(|step| (step.to, step.days)).collect(),
        }
    }

    fn obstacle(&self, obstacle: &Obstacle) -> String {
        let text = text::plan(self.locale.speech);
        let names = |ids: &[IndicatorId]| {
            let names: Vec<String> = ids
                .iter()
                .map(|id| self.named(id))
                .map(|named| format!("{} {}", named.id.0, named.title))
                .collect();
            self.locale.list(&names)
        };
        match obstacle {
            Obstacle::Best { score, level } => {
                let score = score.map_or_else(String::new, |score| self.locale.number(score, 1));
                let level = level.map_or_else(String::new, |level: Level| level.number().to_string());
                fill(text.best, &[("score", &score), ("level", &level)])
            }
            Obstacle::OpenGates(ids) => {
                self.locale
                    .plural(ids.len(), &text.open_gates, &[("names", &names(ids))])
            }
            Obstacle::OpenAnswers(count) => self.locale.plural(*count, &text.open_answers, &[]),
            Obstacle::Locked(count) => self.locale.plural(*count, &text.locked, &[]),
            Obstacle::Excluded(count) => self.locale.plural(*count, &text.excluded, &[]),
            Obstacle::NotAllSearched => text.not_all.to_owned(),
            Obstacle::NoStep(ids) => self
                .locale
                .plural(ids.len(), &text.no_step, &[("names", &names(ids))]),
        }
    }
}

fn whole(days: u32) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}
