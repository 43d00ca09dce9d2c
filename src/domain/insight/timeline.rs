//! All assessments of one subject over time.
//!
//! Source: `docs/scoring.md`, "Pulse and history".

use super::carry::reads_the_same;
use super::history::{History, compared};
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyFacts;
use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, Indicator, IndicatorId, Questionnaire};
use crate::domain::scoring::applicability::{Entry, entries};
use crate::domain::scoring::{Figures, Standing, score, standings};
use crate::domain::side::Side;
use crate::domain::time::Day;

/// One assessment on the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub id: AssessmentId,
    /// Its own day; see [`day_of`].
    pub day: Day,
    /// From 1.
    pub version: u32,
    /// As on its own day.
    pub overall: Figures,
    /// In the order of [`Timeline::dimensions`]; `None` where its questionnaire has no such dimension.
    pub dimensions: Vec<Option<Figures>>,
    /// In the order of [`Timeline::indicators`].
    pub standings: Vec<Standing>,
    /// In the order of [`Timeline::indicators`]: whether its question or a level reads otherwise than where it stood
    /// last before, so that its levels are not to be compared with those before.
    pub reworded: Vec<bool>,
}

/// A subject over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// The oldest first.
    pub points: Vec<Point>,
    /// Those of the newest questionnaire in its order, then those that only older ones had.
    pub dimensions: Vec<DimensionId>,
    /// Those of the newest questionnaire in its order, then those that only older ones had.
    pub indicators: Vec<IndicatorId>,
}

/// A day on which an indicator stood at another level than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub day: Day,
    pub level: Level,
    pub from: Since,
}

/// What a level follows on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// It is the first.
    Beginning,
    /// Another level as answer to the same question.
    Level(Level),
    /// A level as answer to a question that reads otherwise.
    Rewording,
}

/// Whether two assessments are about the same: the same pack, side, answering company and counterpart.
///
/// Companies are the same by their id where both have one, else by name without regard to case and space around it.
#[must_use]
pub fn same_subject(one: &Assessment, other: &Assessment) -> bool {
    one.pack.id == other.pack.id
        && one.side == other.side
        && same_company(&one.company, &other.company)
        && match (&one.counterpart, &other.counterpart) {
            (None, None) => true,
            (Some(one), Some(other)) => same_company(one, other),
            _ => false,
        }
}

fn same_company(one: &CompanyFacts, other: &CompanyFacts) -> bool {
    match (one.id, other.id) {
        (Some(one), Some(other)) => one == other,
        _ => one.name.trim().to_lowercase() == other.name.trim().to_lowercase(),
    }
}

/// The day an assessment stands for: that of its latest answer, else the one it was begun on.
#[must_use]
pub fn day_of(assessment: &Assessment) -> Day {
    let latest = assessment.answers.values().map(|answer| answer.day).max();
    latest.unwrap_or_else(|| assessment.created_at.day())
}

/// The assessments of the same subject, the oldest first. Of one day, the one begun first comes first.
#[must_use]
pub fn of_subject<'a>(
    assessments: impl Iterator<Item = &'a Assessment>,
    subject: &Assessment,
) -> Vec<&'a Assessment> {
    let mut all: Vec<&Assessment> = assessments.filter(|one| same_subject(one, subject)).collect();
    all.sort_by_key(|one| (day_of(one), one.created_at, one.id));
    all
}

/// The line of assessments in this order, each with the questionnaire it answers.
#[must_use]
pub fn timeline(line: &[(&Questionnaire, &Assessment)]) -> Timeline {
    let mut dimensions: Vec<DimensionId> = Vec::new();
    let mut indicators: Vec<IndicatorId> = Vec::new();
    for (questionnaire, _) in line.iter().rev() {
        for dimension in &questionnaire.dimensions {
            if !dimensions.contains(&dimension.id) {
                dimensions.push(dimension.id.clone());
            }
        }
        for (_, indicator) in questionnaire.indicators() {
            if !indicators.contains(&indicator.id) {
                indicators.push(indicator.id.clone());
            }
        }
    }
    let reworded: Vec<Vec<bool>> = indicators.iter().map(|id| rewordings(line, id)).collect();
    let points = line
        .iter()
        .enumerate()
        .map(|(place, (questionnaire, assessment))| Point {
            reworded: reworded.iter().map(|all| all[place]).collect(),
            ..point(questionnaire, assessment, &dimensions, &indicators)
        })
        .collect();
    Timeline {
        points,
        dimensions,
        indicators,
    }
}

/// What changed from the assessment before to the one at `place`; `None` for the first.
#[must_use]
pub fn change_to(line: &[(&Questionnaire, &Assessment)], place: usize) -> Option<History> {
    let before = line.get(place.checked_sub(1)?)?;
    Some(changes(*before, *line.get(place)?))
}

/// Along the line, whether a question reads otherwise than where it stood last before.
fn rewordings(line: &[(&Questionnaire, &Assessment)], id: &IndicatorId) -> Vec<bool> {
    let mut last: Option<&Questionnaire> = None;
    let mut reworded = Vec::with_capacity(line.len());
    for (questionnaire, assessment) in line {
        let Some((_, indicator)) = questionnaire.indicator(id) else {
            reworded.push(false);
            continue;
        };
        let before = last.replace(questionnaire);
        // Most of a line is of one version: its texts are not compared.
        let other = before.filter(|before| !core::ptr::eq(*before, *questionnaire));
        let before = other.and_then(|before| Some((before, before.indicator(id)?.1)));
        reworded.push(before.is_some_and(|(before, then)| {
            !reads_the_same((before, then), (questionnaire, indicator), assessment.side)
        }));
    }
    reworded
}

fn point(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    dimensions: &[DimensionId],
    indicators: &[IndicatorId],
) -> Point {
    let day = day_of(assessment);
    let scored = score(questionnaire, assessment, day);
    let standings = standings(questionnaire, assessment);
    let of_dimension = |id: &DimensionId| {
        let found = scored.dimensions.iter().find(|dimension| dimension.id == *id);
        found.map(|dimension| dimension.figures)
    };
    let of_indicator = |id: &IndicatorId| {
        let mut places = questionnaire.indicators().zip(&standings);
        let found = places.find(|((_, indicator), _)| indicator.id == *id);
        found.map_or(Standing::NotAsked, |(_, standing)| *standing)
    };
    Point {
        id: assessment.id,
        day,
        version: assessment.pack.version,
        overall: scored.overall,
        dimensions: dimensions.iter().map(of_dimension).collect(),
        standings: indicators.iter().map(of_indicator).collect(),
        reworded: Vec::new(),
    }
}

/// What changed, over the answers to questions that read the same in both, by the weights of the newer questionnaire.
fn changes(
    (old, before): (&Questionnaire, &Assessment),
    (new, after): (&Questionnaire, &Assessment),
) -> History {
    let side: Side = after.side;
    // Asked in the length of the newer one, so that only answers differ; conditions are those of the older one.
    let mut before = before.clone();
    before.length = after.length;
    let stood = entries(old, &before);
    let entry_then = |indicator: &Indicator| {
        let mut places = old.indicators().zip(&stood);
        let ((_, then), entry) = places.find(|((_, then), _)| then.id == indicator.id)?;
        reads_the_same((old, then), (new, indicator), side).then_some(*entry)
    };
    let not_asked = Entry {
        standing: Standing::NotAsked,
        day: None,
    };
    let then = new.indicators();
    let then = then.map(|(_, indicator)| entry_then(indicator).unwrap_or(not_asked));
    compared(new, then.collect(), entries(new, after))
}

/// The levels of an indicator along the line: where it began, where it moved, and where it began anew because its
/// question reads otherwise.
#[must_use]
pub fn turns(timeline: &Timeline, place: usize) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut is_new_question = false;
    for point in &timeline.points {
        is_new_question |= point.reworded.get(place).is_some_and(|reworded| *reworded);
        let Some(level) = point.standings.get(place).and_then(|standing| standing.level()) else {
            continue;
        };
        let from = match turns.last() {
            None => Since::Beginning,
            Some(_) if is_new_question => Since::Rewording,
            Some(last) if last.level != level => Since::Level(last.level),
            Some(_) => continue,
        };
        is_new_question = false;
        turns.push(Turn {
            day: point.day,
            level,
            from,
        });
    }
    turns
}
