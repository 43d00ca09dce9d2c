//! What the search for a way is told, and what it finds.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::insight::path::{Path, Target, Wishes, seek_path};
use crate::domain::level::Level;
use crate::domain::pack::Pack;
use crate::domain::plan::{Plan, PlanTarget};
use crate::domain::scoring::score;
use crate::domain::time::{Day, Moment};

use super::super::super::slices::Sliced;
use super::super::super::state::Shared;

/// What the search depends on, and nothing else: what is equal is not sought again.
#[derive(Clone, PartialEq)]
pub(super) struct Sought {
    pub pack: Shared<Pack>,
    /// Without what no search looks at.
    pub assessment: Assessment,
    pub target: PlanTarget,
    pub wishes: Wishes,
}

/// What was found, with what was sought.
#[derive(Clone, PartialEq)]
pub(super) struct Found {
    pub sought: Sought,
    pub path: Path,
}

/// The search.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// What was found last; it stays until something else is. `None`: nothing yet.
    pub found: RwSignal<Option<Found>>,
    pub is_looking: RwSignal<bool>,
}

impl Sought {
    pub fn new(pack: Shared<Pack>, assessment: &Assessment, plan: &Plan) -> Self {
        let assessment = bare(assessment);
        // No score depends on the day.
        let level = || score(&pack.questionnaire, &assessment, Day::EPOCH).overall.level;
        Self {
            target: plan.target.unwrap_or_else(|| next_level(level())),
            wishes: Wishes {
                locked: plan.locked.clone(),
                excluded: plan.excluded.clone(),
                efforts: plan.efforts.iter().cloned().collect(),
            },
            pack,
            assessment,
        }
    }

    async fn path(&self) -> Path {
        let target = match self.target {
            PlanTarget::Score(score) => Target::Score(score),
            PlanTarget::Level(level) => Target::Level(level),
        };
        seek_path(&self.pack, &self.assessment, target, &self.wishes).await
    }
}

/// What is aimed at where nobody has said anything.
fn next_level(level: Option<Level>) -> PlanTarget {
    PlanTarget::Level(level.unwrap_or(Level::MIN).raised())
}

/// The assessment without days, names and notes, and without the plan that is kept with it.
fn bare(assessment: &Assessment) -> Assessment {
    let mut bare = assessment.clone();
    bare.title = None;
    bare.respondent = None;
    bare.updated_at = Moment::EPOCH;
    bare.extra = Vec::new();
    let ids: Vec<_> = bare.answers.keys().cloned().collect();
    for id in ids {
        if let Some(answer) = bare.answers.get_mut(&id) {
            answer.day = Day::EPOCH;
            answer.note = String::new();
            answer.link = String::new();
            answer.extra = Vec::new();
        }
    }
    bare
}

/// Looks for a way whenever something else is sought. It is done in slices, so that the page is never held up; of
/// several, the one begun last counts.
pub(super) fn look(sought: Memo<Option<Sought>>) -> Search {
    let (found, is_looking) = (RwSignal::new(None::<Found>), RwSignal::new(false));
    let slices = Sliced::new();
    Effect::new(move |_| {
        let now = sought.get();
        let is_same = found.with_untracked(|found| match (found, &now) {
            (Some(found), Some(now)) => found.sought.assessment.id == now.assessment.id,
            _ => false,
        });
        // Nothing of another assessment is shown meanwhile.
        if !is_same {
            found.set(None);
        }
        is_looking.set(now.is_some());
        let Some(sought) = now else {
            slices.stop();
            return;
        };
        slices.begin(0, async move {
            let path = sought.path().await;
            // The widget may be gone by now.
            let _ = found.try_set(Some(Found { sought, path }));
            let _ = is_looking.try_set(false);
        });
    });
    Search { found, is_looking }
}
