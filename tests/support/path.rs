//! What the suites about paths share.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::assessment::{AnswerState, Assessment};
use channel_readiness::domain::insight::path::{Route, Target};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::scoring::{Readiness, score};

use crate::support::{level, today};

/// Indicators by position, and the level each is raised to.
pub type Picks = Vec<(usize, Level)>;

pub const TARGETS: [Target; 7] = [
    Target::Level(Level::ALL[1]),
    Target::Level(Level::ALL[2]),
    Target::Level(Level::ALL[3]),
    Target::Level(Level::ALL[4]),
    Target::Score(50.0),
    Target::Score(70.0),
    Target::Score(90.0),
];

pub fn to_level(number: u8) -> Target {
    Target::Level(level(number))
}

pub fn scored(pack: &Pack, assessment: &Assessment) -> Readiness {
    score(&pack.questionnaire, assessment, today())
}

pub fn with(assessment: &Assessment, pack: &Pack, picks: &[(usize, Level)]) -> Assessment {
    let mut raised = assessment.clone();
    for (position, to) in picks {
        let (_, indicator) = pack.questionnaire.indicators().nth(*position).unwrap();
        raised.answers.get_mut(&indicator.id).unwrap().state = AnswerState::Level(*to);
    }
    raised
}

pub fn reaches(readiness: &Readiness, target: Target) -> bool {
    match target {
        Target::Score(least) => readiness.overall.score.is_some_and(|score| score >= least - 1e-9),
        Target::Level(least) => readiness.overall.level.is_some_and(|level| level >= least),
    }
}

pub fn picks(route: &Route) -> Picks {
    let mut picks: Picks = route.steps.iter().map(|step| (step.position, step.to)).collect();
    picks.sort_unstable();
    picks
}
