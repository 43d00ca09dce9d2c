//! Several people of one company who answer the same questions: who they are, what each says, and how far they agree.
//!
//! Source: `docs/scoring.md`, "Several respondents".

use std::collections::BTreeMap;

use super::assessment::{Assessment, AssessmentId};
use super::company::CompanyId;
use super::joint::Joint;
use super::library::Library;
use super::own::{OwnNote, is_received};
use super::pack::{Hash, IndicatorId, Questionnaire};
use super::relationship::filed_under;
use super::scoring::{Standing, standings};
use super::side::Side;

/// What people of one company have answered about the same: of each the newest, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respondents {
    pub side: Side,
    /// The partner whose people they are; `None`: ours.
    pub of: Option<CompanyId>,
    /// The partner that it is about; `None`: our own company, or channel work in general.
    pub about: Option<CompanyId>,
    /// At least two.
    pub assessments: Vec<AssessmentId>,
}

/// The answers of several people side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// How close they are over the headline dimensions, `0.0..=1.0`, by their weights; `None`: no question that two
    /// answered with a level.
    pub agreement: Option<f64>,
    /// How many indicators at least two answered with a level.
    pub matched: usize,
    /// How many are asked of anybody.
    pub of: usize,
    /// What is asked of anybody, in pack order.
    pub rows: Vec<Row>,
}

/// What each says of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub indicator: IndicatorId,
    /// In the order of the assessments.
    pub standings: Vec<Standing>,
    /// `0.0..=1.0`, 1 where all levels are the same; `None` where fewer than two answered with one.
    pub agreement: Option<f64>,
}

impl Row {
    /// Whether nobody who is asked has answered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let mut asked = self
            .standings
            .iter()
            .filter(|standing| **standing != Standing::NotAsked);
        asked.all(|standing| *standing == Standing::Unanswered)
    }

    /// Whether all who are asked have answered, and the same.
    #[must_use]
    pub fn is_alike(&self) -> bool {
        let mut asked = self
            .standings
            .iter()
            .filter(|standing| **standing != Standing::NotAsked);
        let first = asked.next().copied().unwrap_or(Standing::Unanswered);
        first != Standing::Unanswered && asked.all(|standing| *standing == first)
    }
}

/// Those who have answered the same questionnaire about the same as the same side, where at least two are named. What was
/// decided jointly is nobody's own.
#[must_use]
pub fn respondents(library: &Library) -> Vec<Respondents> {
    type About = (
        Option<CompanyId>,
        Option<CompanyId>,
        Side,
        String,
        u32,
        Option<Hash>,
    );
    let mut groups: BTreeMap<About, BTreeMap<String, &Assessment>> = BTreeMap::new();
    for assessment in library.assessments.values() {
        let name = assessment.respondent.as_deref().unwrap_or_default();
        let name = name.trim().to_lowercase();
        if name.is_empty() || Joint::of(assessment).is_some() {
            continue;
        }
        let of = filed_under(assessment).or(assessment.company.id);
        if is_received(assessment) && of.is_none() {
            continue;
        }
        let counterpart = assessment.counterpart.as_ref();
        let about = counterpart.and_then(|counterpart| counterpart.id);
        if counterpart.is_some() && about.is_none() && of.is_none() {
            continue;
        }
        let pack = &assessment.pack;
        let key = (
            of,
            // What a partner's people answer is about us, whatever they call us.
            about.filter(|_| of.is_none()),
            assessment.side,
            pack.id.clone(),
            pack.version,
            pack.hash.clone(),
        );
        let newest = groups.entry(key).or_default().entry(name).or_insert(assessment);
        if (newest.updated_at, newest.id) < (assessment.updated_at, assessment.id) {
            *newest = assessment;
        }
    }
    let groups = groups.into_iter().filter(|(_, people)| people.len() > 1);
    groups
        .map(|((of, about, side, ..), people)| Respondents {
            side,
            of,
            about,
            assessments: people.values().map(|assessment| assessment.id).collect(),
        })
        .collect()
}

/// Compares what several people say.
#[must_use]
pub fn compare(questionnaire: &Questionnaire, people: &[&Assessment]) -> Comparison {
    let all: Vec<Vec<Standing>> = people
        .iter()
        .map(|assessment| standings(questionnaire, assessment))
        .collect();
    let mut comparison = Comparison {
        agreement: None,
        matched: 0,
        of: 0,
        rows: Vec::new(),
    };
    let (mut agreement, mut weights) = (0.0, 0.0);
    let mut place = 0;
    for dimension in &questionnaire.dimensions {
        let (mut within, mut weight) = (0.0, 0.0);
        for indicator in &dimension.indicators {
            let said: Vec<Standing> = all
                .iter()
                .filter_map(|standings| standings.get(place).copied())
                .collect();
            place += 1;
            if said.iter().all(|standing| *standing == Standing::NotAsked) {
                continue;
            }
            let close = closeness(&said);
            if let Some(close) = close {
                within += indicator.weight.value() * close;
                weight += indicator.weight.value();
            }
            comparison.of += 1;
            comparison.matched += usize::from(close.is_some());
            comparison.rows.push(Row {
                indicator: indicator.id.clone(),
                standings: said,
                agreement: close,
            });
        }
        if weight > 0.0 && dimension.headline {
            agreement += dimension.weight.value() * within / weight;
            weights += dimension.weight.value();
        }
    }
    comparison.agreement = (weights > 0.0).then(|| agreement / weights);
    comparison
}

/// One less a quarter of the mean distance of two levels, over all pairs; `None` where there is no pair.
fn closeness(said: &[Standing]) -> Option<f64> {
    let levels: Vec<u8> = said
        .iter()
        .filter_map(|standing| Some(standing.level()?.number()))
        .collect();
    let (mut pairs, mut distance) = (0.0, 0.0);
    for (place, one) in levels.iter().enumerate() {
        for other in levels.iter().skip(place + 1) {
            pairs += 1.0;
            distance += f64::from(one.abs_diff(*other));
        }
    }
    (pairs > 0.0).then(|| 1.0 - distance / (4.0 * pairs))
}
