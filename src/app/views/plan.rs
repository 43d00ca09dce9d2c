//! The plan of the current assessment: the way to its target, and the steps that are kept.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::insight::path::{Obstacle, Path, Route, RouteStep, Target, Wishes, seek_path};
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Pack};
use crate::domain::plan::{Plan, PlanTarget};
use crate::domain::scoring::score;
use crate::domain::slices;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::locale::locale;
use crate::ui::screens::plan::{Outcome, PlanFacts, PlanScreen, Way, WayRow, Wish};
use crate::ui::screens::result::Named;
use crate::ui::screens::result::advice::ActionFacts;
use crate::ui::screens::result::{missing, waiting};
use crate::ui::text::{self, fill};

use super::super::slices::Sliced;
use super::super::state::{Shared, State};
use super::result::{absent, named};

/// With more questions than these the search may take longer than a frame.
const LARGE: usize = 60;
/// By then the page has said that it is looking.
const AFTER_PAINT_MILLISECONDS: u32 = 30;

/// The screen.
pub fn plan(state: State) -> AnyView {
    let locale = locale();
    let pack = Memo::new(move |_| state.pack());
    let sought = Memo::new(move |_| {
        let pack = pack.get()?;
        state.with_current(|assessment| Sought::new(pack, assessment.clone()))?
    });
    let found = look(sought);
    let facts = Memo::new(move |_| {
        let today = state.today.get();
        sought.with(|sought| found.with(|found| Some(facts(locale, sought.as_ref()?, found.as_ref(), today))))
    });
    let stage = Memo::new(move |_| match pack.get() {
        Some(_) => Ok(facts.with(Option::is_some)),
        None => Err(absent(state)),
    });
    (move || match stage.get() {
        Ok(true) => view! { <PlanScreen facts=facts /> }.into_any(),
        Ok(false) => {
            let words = text::plan(&locale.language()).unreadable;
            view! { <div class="page"><p>{words}</p></div> }.into_any()
        }
        Err(None) => waiting().into_any(),
        Err(Some(help)) => view! { <div class="page">{missing(help)}</div> }.into_any(),
    })
    .into_any()
}

/// What the search is told.
#[derive(Clone, PartialEq)]
struct Sought {
    pack: Shared<Pack>,
    assessment: Assessment,
    plan: Plan,
    target: PlanTarget,
    wishes: Wishes,
}

impl Sought {
    /// `None` where the plan cannot be read.
    fn new(pack: Shared<Pack>, assessment: Assessment) -> Option<Self> {
        let plan = Plan::of(&assessment).transpose().ok()?.unwrap_or_default();
        // No score depends on the day.
        let level = || score(&pack.questionnaire, &assessment, Day::EPOCH).overall.level;
        Some(Self {
            target: plan.target.unwrap_or_else(|| next_level(level())),
            wishes: Wishes {
                locked: plan.locked.clone(),
                excluded: plan.excluded.clone(),
                efforts: plan.efforts.iter().cloned().collect(),
            },
            plan,
            pack,
            assessment,
        })
    }

    async fn path(&self) -> Path {
        let target = match self.target {
            PlanTarget::Score(score) => Target::Score(score),
            PlanTarget::Level(level) => Target::Level(level),
        };
        seek_path(&self.pack, &self.assessment, target, &self.wishes).await
    }

    /// Whether the search may take longer than a frame.
    fn is_large(&self) -> bool {
        self.pack.questionnaire.indicators().count() > LARGE
    }
}

/// What the search finds. A large one begins once the page has been painted and is done in slices; the last one asked
/// for counts.
fn look(sought: Memo<Option<Sought>>) -> RwSignal<Option<Path>> {
    let found = RwSignal::new(None);
    let search = Sliced::new();
    Effect::new(move |_| match sought.get() {
        Some(sought) if sought.is_large() => {
            found.set(None);
            search.begin(AFTER_PAINT_MILLISECONDS, async move {
                let path = sought.path().await;
                let _ = found.try_set(Some(path));
            });
        }
        sought => {
            search.stop();
            found.set(sought.map(|sought| slices::finish(sought.path())));
        }
    });
    found
}

/// Everything the screen says.
fn facts(locale: Locale, sought: &Sought, found: Option<&Path>, today: Day) -> PlanFacts {
    let Sought {
        pack,
        assessment,
        plan,
        target,
        wishes,
    } = sought;
    let now = score(&pack.questionnaire, assessment, today).overall;
    let told = Told {
        locale,
        pack,
        assessment,
        wishes,
    };
    let kept = plan.steps.iter();
    PlanFacts {
        target: *target,
        score: now.score,
        level: now.level,
        outcome: found.map_or(Outcome::Waiting, |path| told.outcome(path)),
        left_out: told.left_out(plan),
        kept: kept
            .map(|step| (told.named(&step.indicator), step.clone()))
            .collect(),
        to_reassess: plan.to_reassess(assessment),
        plan: plan.clone(),
    }
}

/// What is aimed at where nobody has said anything.
fn next_level(level: Option<Level>) -> PlanTarget {
    PlanTarget::Level(level.unwrap_or(Level::MIN).raised())
}

struct Told<'a> {
    locale: Locale,
    pack: &'a Pack,
    assessment: &'a Assessment,
    wishes: &'a Wishes,
}

impl Told<'_> {
    fn named(&self, id: &IndicatorId) -> Named {
        named(self.locale, &self.pack.questionnaire, id)
    }

    fn outcome(&self, path: &Path) -> Outcome {
        match path {
            Path::NoScore => Outcome::NoScore,
            Path::There => Outcome::There,
            Path::Unreachable(obstacles) => {
                Outcome::Unreachable(obstacles.iter().map(|obstacle| self.obstacle(obstacle)).collect())
            }
            Path::Found(route) => Outcome::Found(self.way(route)),
        }
    }

    fn way(&self, route: &Route) -> Way {
        Way {
            rows: route.steps.iter().map(|step| self.row(step)).collect(),
            days: whole(route.days),
            at_least: whole(route.at_least),
            score: route.score,
            level: route.level,
        }
    }

    fn row(&self, step: &RouteStep) -> WayRow {
        let guidance = self.pack.guidance.get(step.position);
        let all = guidance.map_or(&[][..], |guidance| guidance.steps.of(self.assessment.side));
        let taken = || step.steps.iter().filter_map(|index| all.get(*index));
        let days = |to: Level, days: u16| {
            let own = self.wishes.efforts.get(&(step.indicator.clone(), to));
            usize::from(own.copied().unwrap_or(days))
        };
        let action = |step: &crate::domain::pack::Step| ActionFacts {
            words: self.locale.words(&step.action),
            who: self.locale.words(&step.who),
            days: days(step.to, step.days),
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
            parts: taken().map(|step| (step.to, days(step.to, step.days))).collect(),
        }
    }

    fn obstacle(&self, obstacle: &Obstacle) -> String {
        let text = text::plan(&self.locale.language());
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
                let level = level.map_or_else(String::new, |level| level.number().to_string());
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

    fn left_out(&self, plan: &Plan) -> Vec<Wish> {
        let locked = plan.locked.iter().map(|id| Wish::Locked(self.named(id)));
        let excluded = plan
            .excluded
            .iter()
            .map(|(id, level)| Wish::Excluded(self.named(id), *level));
        let efforts = plan
            .efforts
            .iter()
            .map(|((id, level), days)| Wish::Effort(self.named(id), *level, usize::from(*days)));
        locked.chain(excluded).chain(efforts).collect()
    }
}

fn whole(days: u32) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}
